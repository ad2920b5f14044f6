"""Whatever happens over the years, in whatever order: ids never change and no word of the learner's is lost."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from study import building, decks, last_build, ledger, snapshots
from study.model import Report
from tests.conftest import NOW, SEEDS

NOTES = (
    "反向传播 反向传播是一种按链式法则由后向前逐层求梯度的算法。反向传播的优点是一次得到全部梯度。",
    "梯度下降 梯度下降是一种沿负梯度方向逐步更新参数的优化算法。梯度下降的缺点是学习率难以选择。",
    "自注意力 自注意力是一种让序列的每个位置按相关程度汇总其他位置的机制。自注意力的缺点是计算量随长度平方增长。",
    "潮汐索引 潮汐索引(Tidal Indexing)是一种随负载高低伸缩分片数目的倒排结构。潮汐索引的缺点是伸缩时查询变慢。",
    "死锁 死锁是一种多个线程互相等待资源而都无法继续的状态。死锁的必要条件包括:互斥、占有并等待、不可抢占、循环等待。",
    "布隆过滤器 布隆过滤器是一种用位数组和多个哈希函数判断元素可能存在与否的结构。布隆过滤器的缺点是无法删除元素。",
)
LATER = (
    lambda note: note.replace("的缺点是", "的主要缺点是").replace("的优点是", "的主要优点是"),
    lambda note: note + "这一点在实践中常常被忽视,需要结合具体的数据规模来判断是否合适。",
    lambda note: note.replace("。", "，", 1) if note.count("。") > 1 else note,
)
OWN_CATALOGUE = "concepts:\n  - id: tidal-index\n    name: Tidal Indexing\n    zh: 潮汐索引\n    en: Tidal Indexing\n"

Step = tuple[str, int, object]
STEPS = st.one_of(
    st.tuples(st.just("snapshot"), st.integers(0, 3), st.sets(st.integers(0, len(NOTES) - 1), min_size=1, max_size=4)),
    st.tuples(st.just("reword"), st.integers(0, len(NOTES) - 1), st.integers(0, len(LATER) - 1)),
    st.tuples(st.just("split"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("reorder"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("roll off"), st.integers(0, 3), st.just(0)),
    st.tuples(st.just("edit"), st.integers(0, 40), st.integers(0, 99)),
    st.tuples(st.just("delete"), st.integers(0, 40), st.just(0)),
    st.tuples(st.just("write"), st.integers(0, 40), st.integers(0, 99)),
    st.tuples(st.just("catalogue"), st.just(0), st.just(0)),
    st.tuples(st.just("lose cache"), st.just(0), st.just(0)),
    st.tuples(st.just("lose ledger"), st.just(0), st.just(0)),
)


@dataclass
class Life:
    """A learner's years with the program, and what must never be lost of them."""

    home: Path
    notes: list[str] = field(default_factory=lambda: list(NOTES))
    edits: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)
    builds: int = 0

    def __post_init__(self) -> None:
        self.seeds, self.decks = self.home / "seeds", self.home / "decks"
        self.seeds.mkdir(parents=True)
        self.do("snapshot", 0, {0, 3})
        self.build()

    def build(self) -> Report:
        self.builds += 1
        return building.build(self.seeds, self.decks, NOW + 60 * self.builds, may_retire=True)

    def cards(self) -> list[decks.FileCard]:
        return list(decks.read(self.decks).cards)

    def do(self, what: str, which: int, more: object) -> None:
        if what in {"snapshot", "split", "reorder", "roll off"}:
            self.to_snapshot(what, self.seeds / f"{which}.txt", more)
        elif what == "reword":
            assert isinstance(more, int)
            self.notes[which] = LATER[more](NOTES[which])
        elif what == "catalogue":
            (self.seeds / "catalog.yaml").write_text(OWN_CATALOGUE, encoding="utf-8")
        elif what == "lose cache":
            (self.decks / ".cache").unlink(missing_ok=True)
        elif what == "lose ledger":
            (self.decks / ledger.NAME).unlink(missing_ok=True)
            self.deleted.clear()
        else:
            self.by_hand(what, which, more)

    def to_snapshot(self, what: str, snapshot: Path, more: object) -> None:
        """Save, split, reorder or throw away a snapshot."""
        if what == "snapshot":
            assert isinstance(more, set)
            snapshot.write_text("\n".join(self.notes[at] for at in sorted(more)), encoding="utf-8")
        elif snapshot.exists():
            lines = snapshot.read_text(encoding="utf-8").split("\n")
            if what == "split":
                snapshot.write_text("\n".join(lines[: len(lines) // 2 + 1]), encoding="utf-8")
                other = snapshot.with_name(f"{snapshot.stem}-{more}.txt")
                other.write_text("\n".join(lines[len(lines) // 2 :]), encoding="utf-8")
            elif what == "reorder":
                snapshot.write_text("\n".join(reversed(lines)), encoding="utf-8")
            elif len(list(self.seeds.glob("*.txt"))) > 1:
                snapshot.unlink()

    def by_hand(self, what: str, which: int, more: object) -> None:
        """Change a deck file as in an editor."""
        cards = self.cards()
        if not cards:
            return
        chosen = cards[which % len(cards)]
        lines = chosen.path.read_text(encoding="utf-8").split("\n")
        if what == "write":
            front = f"我的问题 {len(self.own)} {more}？"
            self.own[front] = f"我的答案 {more}"
            lines[chosen.line - 1 : chosen.line - 1] = [f"- front: {front}", f"  back: {self.own[front]}"]
        else:
            end = next((at for at in range(chosen.line, len(lines)) if not lines[at].startswith("  ")), len(lines))
            if what == "delete":
                del lines[chosen.line - 1 : end]
                if not any(line.startswith("- ") for line in lines):
                    lines[lines.index("cards:")] = "cards: []"
                self.deleted.add(chosen.card.id)
                self.edits.pop(chosen.card.id, None)
                self.own.pop(chosen.card.front, None)
            elif chosen.card.back and chosen.card.kind != "own":
                at = next(at for at in range(chosen.line - 1, end) if lines[at].startswith("  back: "))
                lines[at] = f"  back: 我改过的答案 {more}"
                self.edits[chosen.card.id] = f"我改过的答案 {more}"
        chosen.path.write_text("\n".join(lines), encoding="utf-8")


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".cache")
    }


def live(life: Life, steps: list[Step]) -> None:
    """Let a learner take steps, and build after each: nothing may be lost, no id may change."""
    for what, which, more in steps:
        before = {file.card.id for file in life.cards()}
        life.do(what, which, more)
        life.build()
        after = {file.card.id: file.card for file in life.cards()}

        assert life.deleted.isdisjoint(after)
        assert {card_id: after[card_id].back for card_id in life.edits} == life.edits
        fronts = {card.front: card.back for card in after.values()}
        assert {front: fronts.get(front) for front in life.own} == life.own
        if what != "delete":
            assert before <= after.keys(), what

        (life.decks / last_build.NAME).unlink()
        assert life.build().written == (), "what is taken over from the build before is as it would be made"
    assert life.build().written == (), "building twice is building once"
    (life.decks / ".cache").unlink()
    assert life.build().written == (), "a build from scratch is the same as one from the cache"
    shutil.rmtree(life.home)


NO_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]  # it would build a thousand times


@pytest.mark.usefixtures("one_dictionary")
@settings(max_examples=2, deadline=None, phases=NO_SHRINKING)
@given(st.lists(STEPS, min_size=4, max_size=8))
def test_over_any_history_nothing_is_lost_and_no_id_changes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    live(Life(tmp_path_factory.mktemp("life") / "home"), steps)


@pytest.mark.long
@pytest.mark.usefixtures("one_dictionary")
@settings(max_examples=8, deadline=None, phases=NO_SHRINKING)
@given(st.lists(STEPS, min_size=4, max_size=12))
def test_over_many_long_histories_nothing_is_lost_and_no_id_changes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    live(Life(tmp_path_factory.mktemp("life") / "home"), steps)


@pytest.mark.usefixtures("one_dictionary")
@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(NOTES))), st.lists(st.integers(1, 3), min_size=2, max_size=6))
def test_names_and_order_of_snapshot_files_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], sizes: list[int]
) -> None:
    cards = []
    for names in ("abcdef", "fedcba"):
        home = tmp_path_factory.mktemp("life")
        (home / "seeds").mkdir()
        at = 0
        for name, size in zip(names, sizes, strict=False):
            lines = [NOTES[note] for note in order[at : at + size]] or [NOTES[order[0]]]
            (home / "seeds" / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
            at += size
        building.build(home / "seeds", home / "decks", NOW)
        cards.append({name: content for name, content in held(home / "decks").items() if name != ledger.NAME})
    assert cards[0] == cards[1]


def week(entries: list[str], number: int) -> list[str]:
    """Give the index page of a week: ten notes, of which two are new; every third week some are written otherwise."""
    page = entries[2 * number : 2 * number + 10]
    if number % 3 != 2:
        return page
    shortened = [text[: len(text) - 40 * (at % 2)] for at, text in enumerate(page)]
    return [text.replace(",", "，") if at % 4 == 0 else text for at, text in enumerate(shortened)]


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=learner", "-c", "user.email=learner@example.org"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def lost_lines(folder: Path, name: str) -> set[str]:
    """Give the lines that went out of a file and did not come back elsewhere in it."""
    lines = git(folder, "diff", "--cached", "--unified=0", "--", name).splitlines()[4:]
    gone, come = ({line[1:] for line in lines if line.startswith(sign)} for sign in "-+")
    return gone - come


def unchanged(texts: dict[str, tuple[str, ...]], folder: Path) -> set[str]:
    return {entry.id for entry in ledger.read(folder).entries if texts.get(entry.id) == entry.versions}


@pytest.mark.long
@pytest.mark.usefixtures("one_dictionary")
def test_three_months_of_weekly_snapshots_keep_every_card_once_and_each_diff_readable(tmp_path: Path) -> None:
    excerpts, _ = snapshots.read(SEEDS)
    entries = sorted({excerpt.text for excerpt in excerpts if len(excerpt.text) > 300})[:34]
    seeds, folder = tmp_path / "seeds", tmp_path / "decks"
    seeds.mkdir()
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / ".gitignore").write_text(".*\n*.apkg\n", encoding="utf-8")
    ever: set[str] = set()
    for number in range(13):
        for old in seeds.iterdir():
            old.unlink()  # only the newest page is kept
        (seeds / f"week-{number:02}.txt").write_text("\n".join(week(entries, number)), encoding="utf-8")
        texts = {entry.id: entry.versions for entry in ledger.read(folder).entries}
        report = building.build(seeds, folder, NOW + 604_800 * number)
        assert report.retired == ()
        git(folder, "add", "--all")
        changed = [line.split("\t") for line in git(folder, "diff", "--cached", "--numstat").splitlines()]
        if number:
            rewritten = {name for _, _, name in changed if name.endswith(".yaml") and lost_lines(folder, name)}
            edited = {entry.id for entry in ledger.read(folder).entries} - unchanged(texts, folder)
            touched = {f"{file.card.topic}.yaml" for file in decks.read(folder).cards if file.card.entry in edited}
            touched |= {f"{card.topic}.yaml" for pair in report.reworded for card in pair}  # a better one was found
            assert rewritten <= touched, "a deck file lost lines though no note of its topic changed"
            lost = sum(int(gone) for _, gone, name in changed if name == ledger.NAME)
            cards = sum(file.card.entry in edited for file in decks.read(folder).cards)
            assert lost <= len(edited) + cards + len(report.reworded) + 1
        git(folder, "commit", "--quiet", "--allow-empty", "--message", f"week {number}")
        standing = [file.card.id for file in decks.read(folder).cards]
        assert len(standing) == len(set(standing))
        ever |= set(standing)
    assert set(standing) == ever
    assert len(ever) > 60
