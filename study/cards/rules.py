"""The rules a card must meet, each a check with a name: for generated and hand-edited cards alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Postfix, Prefix

from study import clozes
from study.ids import fold
from study.model import Card
from study.words import ELSEWHERE, GENERIC_NOUNS, HAN, OPINIONS, PLACEHOLDER

FRONT_LENGTH = 60
BACK_LENGTH = 120
CLOZE_LENGTH = 130
MOST_ITEMS = 7
CATALOGUE = "（释义：目录）"
"""What an answer ends with that is the catalogue's and not the note's."""
_OPENS_OUTSIDE = re.compile(
    r"(?:它们?|其(?![他它中实余次])|该|这|此(?!外)|本文|本节|上述|下述|前者|后者|因此|所以|因而|于是|然而|但是|而且|并且)"
)
_POINTS = re.compile(ELSEWHERE)
_BREAKS_OFF = re.compile(
    r"(?:\.\.\.|…|[，、：；,(（]|而|但|(?<![之总求饱])和|与|及|或者?|将|把|(?<!植)被|(?<![行作人])为|"
    "[A-Za-z0-9）] ?来|(?<![各同])一[个种类]|"
    "(?<=[a-z] )(?:(?<!it )(?:is|are)|by|of|to|for|with|from|the|an?|and|or|which))$"
)
_ASKING = re.compile(
    r"是什么|什么|为什么|哪[些几两二三四五六七]?\s?\d?|分[为成]|包括|包含|组成|有|的|目的|不足|主要|通常|[？?个种类]|\b(?:What|is|are|the|an?)\b"
)
_JOINING = frozenset("的是和与、为了使而且并")
"""Characters that may join an answer's parts though the quote joins them otherwise."""
_ONE_ANSWER = {"mechanism", "attribute", "purpose", "relation"}
_GUESSED = 0.8  # share of a short answer's characters that the question already holds
_SPELLED = 80.0  # per cent; a name at least this like the note's is the note's, in standard spelling
ALIKE = 92.0
"""Per cent; fronts of one topic more alike than this ask the same thing."""
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]")


_CONTRARY = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    优/缺 优/劣 入/出 上/下 左/右 前/后 先/后 大/小 多/少 高/低 长/短 快/慢 强/弱 深/浅 宽/窄 新/旧 新/老 正/反 正/负
    增/减 升/降 读/写 行/列 内/外 主/从 有/无 同/异 同/不同 动/静 软/硬 串/并 编/解 加/解
    乐/悲 公/私 热/冷 真/假 好/坏 生成/判别 全局/局部 服务/客户 在/离
    """.split()
)
"""Words that make two questions of one."""


def _is_cloze(card: Card) -> bool:
    """Say whether a card hides something; one that the learner wrote does where its front has a mark."""
    return card.kind == "cloze" or (card.kind == "own" and bool(clozes.numbers(card.front)))


def _too_long(card: Card) -> str:
    plain = clozes.filled(card.front)
    if _is_cloze(card):
        return (
            f"the sentence has {len(plain)} characters, {CLOZE_LENGTH} are allowed" if len(plain) > CLOZE_LENGTH else ""
        )
    if len(card.front) > FRONT_LENGTH:
        return f"the front has {len(card.front)} characters, {FRONT_LENGTH} are allowed"
    if card.kind != "enumeration" and len(card.back) > BACK_LENGTH:
        return f"the back has {len(card.back)} characters, {BACK_LENGTH} are allowed"
    return ""


def _empty(card: Card) -> str:
    if not card.front.strip():
        return "the front is empty"
    if _is_cloze(card):
        return "" if any(map(str.strip, clozes.hidden(card.front))) else "nothing is hidden: write {{c1::…}}"
    return "" if card.back.strip() else "the back is empty"


def _placeholder(card: Card) -> str:
    return "a formula, code or markup was cut out here" if PLACEHOLDER.search(card.front + card.back) else ""


def _cut(card: Card) -> str:
    sentence = re.sub(r"(?<![.。])[.。]$", "", clozes.filled(card.front))
    ends = _BREAKS_OFF.search(card.back or sentence) or re.search(
        "^(?!.*是(?:[不否]|[^，]*(?:什么|谁|哪|怎|如何))).*(?<!目)的$", card.back
    )
    return "the answer breaks off" if ends else ""


def _outside(card: Card) -> str:
    for side in (clozes.filled(card.front), card.back):
        if found := _OPENS_OUTSIDE.match(side) or _POINTS.search(side):
            return f"`{found.group()}` points outside the card; name what is meant"
    return ""


def _opinion(card: Card) -> str:
    found = OPINIONS.search(card.front + card.back)
    return f"`{found.group()}` is an opinion, nothing to know" if found else ""


def _unbalanced(card: Card) -> str:
    for side in (clozes.filled(card.front), card.back):
        for left, right in ("()", "（）", "《》", "“”", "[]", "【】"):
            if side.count(left) != side.count(right):
                return f"`{left}` and `{right}` do not match"
        if side.count('"') % 2:
            return '`"` does not match'
    return ""


def _ornament(card: Card) -> str:
    return (
        "an emoji or a list number stands in it"
        if _EMOJI.search(card.front + card.back) or re.match(r"\d+[.、)]\s", card.front)
        else ""
    )


def _gives_away(card: Card) -> str:
    if _is_cloze(card):
        rest = _bare(clozes.blanked(card.front))
        hidden = [answer for answer in clozes.hidden(card.front) if len(answer) > 1 and _bare(answer) in rest]
        return f"`{hidden[0]}` also stands outside the gap" if hidden else ""
    if card.kind != "contrast" and len(card.back) > 1 and fold(card.back) in fold(card.front):
        return "the answer stands in the question"
    said = re.findall(f"[{HAN}]", card.back)
    known = sum(char in card.front for char in said)
    if card.kind in _ONE_ANSWER and 3 < len(said) == len(card.back) and known >= _GUESSED * len(said):
        return "the words of the answer stand in the question"
    return ""


def _bare(text: str) -> str:
    return re.sub("[“”\"'的]", "", fold(text))


def _repeats_name(card: Card) -> str:
    bare = re.sub(rf"[^{HAN}A-Za-z0-9]", "", card.back).casefold()
    return "the answer only repeats the name" if bare and bare == fold(card.term) and card.kind == "definition" else ""


def _too_many(card: Card) -> str:
    items = len(re.split("；| → ", card.back)) if card.kind == "enumeration" else 0
    return f"{items} items, {MOST_ITEMS} are allowed" if items > MOST_ITEMS else ""


def _names_nothing(card: Card) -> str:
    """A front of which nothing is left without the words that ask names no subject."""
    if _is_cloze(card):
        return ""
    if card.term and fold(card.term) in fold(card.front):
        return ""
    left = _ASKING.sub("", card.front)
    names = re.findall(rf"[{HAN}]|[A-Za-z0-9]+", left)
    return "" if names and fold(left) not in GENERIC_NOUNS else "the front names no subject"


def _ungrounded(card: Card) -> str:
    """The words of an answer stand in the quote; the spelling may be the standard one (`LAION-5B` for `LAION5B`)."""
    if not card.quote or from_catalogue(card):
        return ""
    answer = " ".join(clozes.hidden(card.front)) if _is_cloze(card) else card.back
    quote = fold(card.quote)
    for word in re.findall(rf"[A-Za-z][A-Za-z0-9]*(?:[ .+-][A-Za-z0-9]+)*|[{HAN}]+", answer):
        if word.isascii() and fuzz.partial_ratio(fold(word), quote) < _SPELLED:
            return f"`{word}` does not stand in the quote"
        if not word.isascii() and (missing := [char for char in word if char not in quote and char not in _JOINING]):
            return f"`{word}` does not stand in the quote (`{missing[0]}`)"
    return ""


def from_catalogue(card: Card) -> bool:
    """Say whether a card's answer says that it is the catalogue's."""
    return card.back.endswith(CATALOGUE)


def are_contrary(front: str, other: str) -> bool:
    """Say whether two fronts differ in one word only, and that is the contrary of the other's: 优点 and 缺点."""
    start = Prefix.similarity(front, other)
    end = Postfix.similarity(front[start:], other[start:])
    return frozenset((front[start : len(front) - end], other[start : len(other) - end])) in _CONTRARY


def same_fronts(front: str, others: Sequence[str]) -> list[int]:
    """Find among other fronts those that are the same or nearly so, but for the numbers in them.

    Args:
        front: the front, as `fold` spells it; so are the others.
        others: those of the cards of its topic.

    Returns:
        The places of those that it is like, in order.
    """
    near = process.extract(front, others, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    digits = re.findall(r"\d", front)
    return sorted(
        place
        for other, likeness, place in near
        if other == front
        or (likeness > ALIKE and re.findall(r"\d", other) == digits and not are_contrary(front, other))
    )


def alike(cards: Iterable[Card]) -> Iterator[tuple[Card, Card]]:
    """Find the pairs of cards of one topic of which the fronts are the same or nearly so, the later card first."""
    seen: dict[str, list[Card]] = defaultdict(list)
    fronts: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        front = fold(card.front)
        for place in same_fronts(front, fronts[card.topic]):
            yield card, seen[card.topic][place]
        seen[card.topic].append(card)
        fronts[card.topic].append(front)


RULES: dict[str, Callable[[Card], str]] = {
    "empty": _empty,
    "too long": _too_long,
    "placeholder": _placeholder,
    "cut": _cut,
    "points outside": _outside,
    "opinion": _opinion,
    "unbalanced": _unbalanced,
    "ornament": _ornament,
    "gives itself away": _gives_away,
    "repeats the name": _repeats_name,
    "too many": _too_many,
    "no subject": _names_nothing,
    "ungrounded": _ungrounded,
}
"""Name of the rule → what is wrong with a card, "" where nothing is."""


def broken(card: Card) -> tuple[tuple[str, str], ...]:
    """List the rules that a card breaks, each with what is wrong."""
    return tuple((name, wrong) for name, rule in RULES.items() if (wrong := rule(card)))
