"""The page as text: it allows its own style and script alone, and shows progress, schedule, reasons and quotes."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from study.forecast import forecast
from study.model import Card, Entry, Frame, StudiedEntry
from study.schedule import schedule
from study.views.outline import outline
from study.views.page import Before, face, page
from tests.views.test_views import TCP, TOPICS

CARD = Card("c1", "definition", "tcp", "TCP", "TCP 是什么？", "可靠的传输协议", "e1", "TCP 是可靠的", 3, 10)
FRAME = Frame("计算机网络", "其中，", "传输协议。", "协议 TCP 是…", "", (), ("UDP 不可靠（另一篇）",))
CLOZE = replace(CARD, id="c2", topic="thread", kind="cloze", front="线程共享{{c1::地址空间}}。", back="")
LISTED = replace(CARD, id="c3", topic="thread", kind="enumeration", front="三次握手？", back="SYN → SYN-ACK → ACK")
CARDS = (CARD, CLOZE, LISTED)
ENTRIES = (StudiedEntry(Entry("e1", "TCP 是可靠的传输协议。", ("a.txt",)), "tcp", ()),)


def html(**changes: object) -> str:
    shown = replace(outline(TOPICS, states={"tcp": "done", "thread": "ready now"}), **changes)  # type: ignore[arg-type]
    return b"".join(page(shown, CARDS, lambda _: FRAME, ENTRIES)).decode()


def test_the_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    text = html()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none';")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        held = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert held
        digest = base64.b64encode(hashlib.sha256(held[1].encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in rules
    assert not re.search(r"\b(?:src|href)=\"(?!#)|url\((?!#)|@import|\sstyle=\"", text)


def test_the_page_says_what_the_collection_knows() -> None:
    tcp, thread = (
        re.search(rf'<tr [^>]*data-topic="{topic}".*?</tr>', html(), re.DOTALL) for topic in ("tcp", "thread")
    )
    assert tcp
    assert thread
    assert 'data-known="done"' in tcp[0]
    assert " checked>" in tcp[0]
    assert 'data-known="ready now"' in thread[0]
    assert " checked>" not in thread[0]


def test_the_page_has_reasons_cards_quotes_and_notes() -> None:
    text = html()
    for words in (
        "TCP 段装在 IP 数据包里",
        "TCP 是什么？",
        "可靠的传输协议",
        '<span class="context">其中，</span><mark>TCP 是可靠的</mark><span class="context">传输协议。</span>',
        "<blockquote>TCP 是可靠的传输协议。</blockquote>",
        "也见：UDP 不可靠（另一篇）",
        "<li>SYN</li><li>SYN-ACK</li><li>ACK</li>",
        '线程共享<span class="blank">____</span>。',
        "线程共享<b>地址空间</b>。",
    ):
        assert words in text, words


def test_the_schedule_and_the_reviews_to_come_stand_on_the_page_where_there_is_one() -> None:
    days = schedule(TOPICS, date(2026, 12, 1), 2)
    text = html(days=days, per_day=2, ahead=forecast(days))
    assert "2026-12-01 tue" in text
    assert "3 cards in 2 days of study at 2 a day" in text
    assert "Reviews (FSRS-6, 90% remembered)" in text
    assert "日程" not in html()


def test_a_cloze_is_shown_in_runs_and_another_card_in_one() -> None:
    assert face(CLOZE, FRAME).front == (("线程共享", False), ("地址空间", True), ("。", False))
    assert face(CARD, FRAME).front == (("TCP 是什么？", False),)
    assert not face(CARD, FRAME).is_cloze


def test_the_page_of_a_goal_says_so() -> None:
    text = b"".join(page(outline((TOPICS[0], TCP), TCP), (), lambda _: FRAME, ())).decode()
    assert '<h1 id="title">通往 TCP 的路 · The way to TCP</h1>' in text
    assert "IP 协议 → TCP" in text


def test_cards_that_are_as_before_are_taken_from_the_page_before(tmp_path: Path) -> None:
    lines = replace(CARD, id="c4", topic="thread", front="</ol>？", back="一\n</ol>\n二")
    before = tmp_path / "plan.html"
    before.write_bytes(b"".join(page(outline(TOPICS), (CARD, lines, LISTED), lambda _: FRAME, ENTRIES)))
    changed = replace(FRAME, source="另一篇")
    asked: list[str] = []

    def frame(card: Card) -> Frame:
        asked.append(card.topic)
        return changed if card.topic == "tcp" else FRAME

    cards = (replace(CARD, back="另一个答案"), lines, LISTED)
    taken_over = b"".join(page(outline(TOPICS), cards, frame, ENTRIES, Before(before, {"thread"})))
    assert set(asked) == {"tcp"}
    assert taken_over == b"".join(page(outline(TOPICS), cards, frame, ENTRIES))
    assert "另一个答案" in taken_over.decode()
