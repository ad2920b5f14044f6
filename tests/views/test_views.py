"""The views: markup and control characters of a note stay text, columns stay aligned, JSON keeps its contract."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from study.model import Card, Entry, Need, Reference, StudiedEntry, Study, Term, Topic, Track
from study.plain import plain
from study.views import document, markdown, terminal
from study.views.outline import outline

NET = Track("net", "Networks", "计算机网络")
OS = Track("os", "Operating systems", "操作系统")
IP = Topic("ip", "IP 协议", ("Internet Protocol",), NET, 0, gap=True, gloss="逐跳转发数据包的协议", needs=(), cards=())
TCP = Topic(
    "tcp",
    "TCP",
    ("传输控制协议",),
    NET,
    1,
    gap=False,
    gloss="",
    needs=(Need("ip", "TCP 段装在 IP 数据包里"),),
    cards=("c1",),
)
THREAD = Topic(
    "thread", "线程", ("thread",), OS, 2, gap=False, gloss="", needs=(Need("tcp", "笔记里先讲", "note", "见 TCP"),),
    cards=("c2", "c3"),
)  # fmt: skip
TOPICS = (IP, TCP, THREAD)


def _table(topics: tuple[Topic, ...], width: int = 100) -> list[str]:
    out = io.StringIO()
    terminal.plan(outline(topics), Console(file=out, width=width, highlight=False))
    return out.getvalue().splitlines()


def _cells_before(line: str, text: str) -> int:
    return cell_len(line[: line.index(text)])


def test_the_plan_in_markdown_reads_like_a_book() -> None:
    assert markdown.plan(outline(TOPICS)).splitlines() == [
        "# 学习计划 · Study plan",
        "",
        "2 topics with 3 cards, 1 gap (prerequisites without notes); about 2 minutes to go through the cards once.",
        "",
        "## 计算机网络 · Networks",
        "",
        "- [ ] **1. IP 协议 Internet Protocol** (gap: no notes yet)",
        "  - 逐跳转发数据包的协议",
        "  - leads to TCP",
        "- [ ] **2. TCP 传输控制协议** (1 card, 1 min)",
        "  - after IP 协议: TCP 段装在 IP 数据包里",
        "  - leads to 线程",
        "",
        "## 操作系统 · Operating systems",
        "",
        "- [ ] **3. 线程 thread** (2 cards, 1 min)",
        "  - after TCP: 笔记里先讲",
        "",
        "## 图 · Graph",
        "",
        "```mermaid",
        "graph LR",
        '  t0["IP 协议"]:::gap',
        '  t1["TCP"]',
        '  t2["线程"]',
        "  t0 --> t1",
        "  t1 --> t2",
        "  classDef gap stroke-dasharray: 5 5",
        "```",
    ]


def test_a_name_cannot_leave_its_label_in_the_graph() -> None:
    text = markdown.graph(outline((replace(TCP, name='x"]; click t0 "javascript:a" ```\n<b>', needs=()),)))
    assert text.splitlines()[4] == '  t1["x#34;#93;#59; click t0 #34;javascript:a#34; #96;#96;#96; #60;b#62;"]'


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("**粗** _斜_ `码`", r"\*\*粗\*\* \_斜\_ \`码\`"),
        ("[链接](http://a.b)", r"\[链接\](http://a.b)"),
        ("![图](a.png)", r"\!\[图\](a.png)"),
        ("# 标题 | 列", r"\# 标题 \| 列"),
        ("~~删~~ &lt;", r"\~\~删\~\~ \&lt;"),
        ("a\\b", r"a\\b"),
        ("两行\n\n- 一项", "两行 - 一项"),
    ],
)
def test_markup_in_a_note_stays_text(text: str, escaped: str) -> None:
    assert markdown.escape(text) == escaped


def test_names_glosses_and_reasons_are_escaped_in_the_plan() -> None:
    ip = replace(IP, name="<b>IP", aliases=(), gloss="a*b", track=replace(NET, zh="网_络"))
    tcp = replace(TCP, needs=(Need("ip", "见 [IP]"),), track=ip.track)
    lines = markdown.plan(outline((ip, tcp))).splitlines()
    assert lines[4:11] == [
        r"## 网\_络 · Networks",
        "",
        r"- [ ] **1. \<b\>IP** (gap: no notes yet)",
        r"  - a\*b",
        "  - leads to TCP",
        "- [ ] **2. TCP 传输控制协议** (1 card, 1 min)",
        r"  - after \<b\>IP: 见 \[IP\]",
    ]


@pytest.mark.parametrize(
    ("name", "aliases", "title"),
    [
        ("TCP", ("Transmission Control Protocol", "传输控制协议"), "TCP 传输控制协议"),
        ("线程", ("执行流", "thread"), "线程 thread"),
        ("线程", ("执行流",), "线程"),
        ("TCP", (), "TCP"),
    ],
)
def test_a_title_names_a_topic_in_both_languages(name: str, aliases: tuple[str, ...], title: str) -> None:
    (step,) = outline((replace(TCP, name=name, aliases=aliases, needs=()),)).steps
    assert step.title == title


def test_the_columns_of_the_table_stay_aligned_with_chinese_in_them() -> None:
    header, _, ip, tcp, leads_to, _, thread, *_ = _table(TOPICS)
    topic, minutes, reason = (_cells_before(header, name) for name in ("Topic", "Min", "Comes after"))
    cards_end = _cells_before(header, "Cards") + len("Cards")
    for line, name, count, why in (
        (ip, "IP 协议 Internet Protocol", "gap", "→ TCP"),
        (tcp, "TCP 传输控制协议", "1", "IP 协议: TCP 段装在 IP 数据包里"),
        (leads_to, "", "", "→ 线程"),
        (thread, "线程 thread", "2", "TCP: 笔记里先讲"),
    ):
        assert _cells_before(line, why) == reason
        if name:
            assert _cells_before(line, name) == topic
            numbers = line.rstrip().removesuffix(why).rstrip()
            assert cell_len(numbers.removesuffix("1").rstrip() if count != "gap" else numbers) == cards_end
            assert numbers.endswith("gap") or cell_len(numbers) == minutes + len("Min")


@settings(max_examples=40, deadline=None)
@given(
    width=st.integers(50, 120),
    names=st.lists(st.text("进程线程协议AaZz 09", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=4),
)
def test_no_line_of_the_table_is_wider_than_the_terminal(width: int, names: list[str]) -> None:
    topics = tuple(replace(TCP, id=str(at), order=at, name=name, needs=()) for at, name in enumerate(names))
    lines = _table(topics, width)
    assert max(map(cell_len, lines)) <= width
    shown = "".join("".join(lines).split())
    assert all(character in shown for name in names for character in name if not character.isspace())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红\x1b[0m", "[31m红[0m"),
        ("a\x07b\rc\x9bd", "abcd"),
        ("左\u202e右\u200b", "左右"),
        ("两\n行", "两\n行"),
    ],
)
def test_control_characters_are_taken_out(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_note_cannot_steer_the_terminal_from_any_column() -> None:
    evil = "\x1b]0;x\x07"
    track = replace(NET, zh=f"网{evil}络", en=f"Net{evil}")
    ip = replace(IP, name=f"I{evil}P", track=track)
    tcp = replace(TCP, name=f"T{evil}CP", track=track, needs=(Need("ip", f"段{evil}"),))
    text = "\n".join(_table((ip, tcp)))
    assert "T]0;xCP" in text
    assert [character for character in text if not character.isprintable() and character != "\n"] == []


def test_rich_markup_in_a_name_is_shown_as_it_is() -> None:
    assert "[red]TCP[/red]" in "\n".join(_table((replace(TCP, name="[red]TCP[/red]", aliases=(), needs=()),)))


def test_a_need_that_the_printed_part_of_a_plan_lacks_is_left_out_of_the_table() -> None:
    assert "数据包" not in "\n".join(_table((TCP,)))


CARD = Card(
    "c1", "definition", "tcp", "TCP", "TCP 是什么？", "<b>协议</b>", "e1", "TCP 是协议", 0, 7,
    also=(Reference("e2", "TCP 可靠", 3, 9),),
)  # fmt: skip
STUDY = Study(
    (
        StudiedEntry(
            Entry("e1", "TCP 是协议。", ("a.txt", "b.txt"), ("TCP",)), "tcp", (Term("TCP", ("传输控制协议",), 3.5),)
        ),
    ),
    TOPICS,
    (CARD,),
)


def test_the_json_document_holds_the_keys_of_the_contract() -> None:
    exported = json.loads(document.export(STUDY))
    assert exported.keys() == {"entries", "topics", "cards"}
    (entry,) = exported["entries"]
    assert entry == {
        "id": "e1",
        "text": "TCP 是协议。",
        "snapshots": ["a.txt", "b.txt"],
        "topic": "tcp",
        "terms": [{"name": "TCP", "aliases": ["传输控制协议"], "score": 3.5}],
    }
    contract = {"id", "name", "aliases", "track", "order", "gap", "needs", "cards"}
    assert [topic.keys() >= contract for topic in exported["topics"]] == [True, True, True]
    ip, tcp, thread = ({key: topic[key] for key in contract} for topic in exported["topics"])
    assert ip == {
        "id": "ip",
        "name": "IP 协议",
        "aliases": ["Internet Protocol"],
        "track": "net",
        "order": 0,
        "gap": True,
        "needs": [],
        "cards": [],
    }
    assert tcp["needs"] == [{"topic": "ip", "reason": "TCP 段装在 IP 数据包里", "source": "catalog"}]
    assert thread["needs"] == [{"topic": "tcp", "reason": "笔记里先讲", "source": "note", "quote": "见 TCP"}]
    assert (tcp["gap"], tcp["order"], thread["cards"]) == (False, 1, ["c2", "c3"])


def test_a_card_in_the_json_document_holds_the_keys_of_the_contract_unescaped() -> None:
    (card,) = json.loads(document.export(STUDY))["cards"]
    assert card == {
        "id": "c1",
        "kind": "definition",
        "topic": "tcp",
        "term": "TCP",
        "front": "TCP 是什么？",
        "back": "<b>协议</b>",
        "entry": "e1",
        "quote": "TCP 是协议",
        "start": 0,
        "end": 7,
        "edited": False,
        "also": [{"entry": "e2", "quote": "TCP 可靠", "start": 3, "end": 9}],
    }


def test_the_plan_alone_holds_the_same_topics_as_the_whole_document() -> None:
    assert json.loads(document.plan(outline(TOPICS))) == {"topics": json.loads(document.export(STUDY))["topics"]}


def test_json_is_readable_text_that_ends_in_one_line_break() -> None:
    text = document.export(STUDY)
    assert '"name": "线程"' in text
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
