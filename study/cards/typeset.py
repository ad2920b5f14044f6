"""Put back what the snapshot took: full-width punctuation, spaces between scripts, hyphens and standard spellings."""

from __future__ import annotations

import re
from functools import lru_cache

from study.ids import fold
from study.words import HAN

_ASCII = r"[,:;?!](?: ?[,:;?!])*"
_FULL = str.maketrans(",:;?!", "，：；？！", " ")
_LOST_HYPHENS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?<![A-Za-z0-9])(?!like|other|clock|care|re|un)([A-Za-z]{3,})"
            r"(based|aware|wise|driven|guided|conditioned|agnostic|invariant|oriented)(?![A-Za-z0-9])"
        ),
        r"\1-\2",
    ),
    # `ConvolutionDepthWise` is the name of a class
    (re.compile(r"(?<![A-Za-z0-9])([A-Za-z][a-z]{2,}|[A-Z]{3,})(Based|Aware|Free|Wise)(?![A-Za-z0-9])"), r"\1-\2"),
    (re.compile(r"(?<![A-Za-z])([A-Za-z]{3,})to(?=[a-z]{3})(?i:(\1))(?![A-Za-z])"), r"\1-to-\2"),
    (re.compile(r"(?<![A-Za-z])([A-Z]{3,}|[A-Z][a-z]{2,})(\d+(?:\.\d+)?[BM])(?![A-Za-z0-9])"), r"\1-\2"),
    (
        re.compile(
            r"(?<![A-Za-z])(zero|one|two|three|four|few|many|multi|single|cross|self|semi|high|low|long|short|large|small|real|fine|coarse|open|closed|"
            r"state|pre|post)(shot|stage|step|hot|head|way|pass|supervised|resolution|rank|dimensional|level|range|scale|grained|domain|entropy|"
            r"attention|time|quality|tuned?|tuning|source|layer)(?![A-Za-z])",
            re.IGNORECASE,
        ),
        r"\1-\2",
    ),
)
"""Shapes of which the hyphen is certain: `Flowbased`, `Endtoend`, `LAION5B`, `HighResolution`."""
_CJK = rf"{HAN}，。、；：？！（）《》“”"
_IS_SET = re.compile(f"[{_CJK}]*")  # as most clauses are: nothing of another script, and no space
_HAS_HAN = re.compile(f"[{HAN}]")
_SPACES = re.compile(r"\s+")
_WITHIN_HAN = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")
_BESIDE_HAN = re.compile(rf"(?<=[{HAN}，。、；：？！》”」』]) ?({_ASCII}) ?|({_ASCII}) ?(?=[{HAN}《“])")
_BEFORE_HAN = re.compile(rf"(?<=[A-Za-z0-9)）”]) ?([,;:]) ?(?=[{HAN}])")
_BETWEEN_SCRIPTS = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9$\\])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_AROUND_FULL = re.compile(r" ?([，。、；：？！（）《》“”]) ?")
_ITEM = "[^,，、。;；:：和与及]{1,10}"
LISTED = re.compile(
    r"(?<=[A-Za-z0-9)）]), ?"
    r"(?=[A-Za-z][A-Za-z0-9. -]{0,24}(?:, ?[A-Za-z][A-Za-z0-9. -]{0,24}){0,8} ?(?:以及|[和与及]|and|or) ?[A-Za-z])|"
    r"(?<![里中上下时后前])[,，] ?(?!然后|再|最后|并|而|但|接着|同时|所以|因此)"
    rf"(?=(?:{_ITEM}[,，] ?){{0,8}}{_ITEM}(?:以及|[和与及])[^,，、。;；:：的]{{1,10}}"
    r"这 ?[两二三四五六七八\d] ?[个种类大项])"
)
"""A comma of a list: between Latin names that a Chinese conjunction ends (`由 A,B 和 C 提出`), or among as many things
as follow (`加载,验证和准备这三个阶段`)."""
_IN_FORMULAS = re.compile(
    "log|exp|sin|cos|tan|max|min|alpha|beta|gamma|delta|epsilon|theta|lambda|sigma|omega|phi|psi|tau|mid"
)
_BRACKETED = re.compile(r"(.?\s?)\(([^()]*)\)")
_EXPLAINED = re.compile("（[^（）]*）")
_FINAL = re.compile(r"[\s。．.;；,，:：、!！]+$")


def standard(written: str, spelling: str) -> str:
    """Choose between the note's spelling and the catalogue's.

    The catalogue's is taken where the note lost a hyphen or a space (`Flowbased`) or writes a name with capitals of
    its own in another way (`Unet`, `IOU`); a plain difference in case (`feature maps`) is the author's choice.
    """
    if fold(written) not in {fold(spelling), fold(spelling) + "s"}:
        return spelling  # a slip of the pen
    if written[-1:] == "S" and fold(written) == fold(spelling) + "s":
        return written  # `HTTPS` is no plural of HTTP
    if spelling.islower():
        return written
    if written.count("-") > spelling.count("-"):
        return written  # `B-Tree` is no slip of `BTREE`
    plural = written[-1:] == "s" and fold(written) == fold(spelling) + "s"
    lost = spelling.count("-") > written.count("-") or (
        " " in spelling and bool(re.fullmatch(r"\S+[a-z][A-Z]\S+", written))
    )
    own_capitals = re.search(r"[A-Za-z][A-Z]|[A-Z]\d", spelling) and not written.islower()
    if not (lost or own_capitals):
        return written
    return spelling + ("s" if plural else "")


@lru_cache(maxsize=1 << 12)  # the rules set the same clause many times over
def typeset(text: str) -> str:
    """Set a line for reading: full-width punctuation beside Han, one space between Han and Latin, none between Han."""
    if _IS_SET.fullmatch(text):
        return text
    text = _SPACES.sub(" ", text).strip()
    for shape, spelled in _LOST_HYPHENS:
        text = shape.sub(spelled, text)
    has_han = _HAS_HAN.search(text) is not None
    if has_han:
        text = LISTED.sub("、", _quotes(text))
    text = _WITHIN_HAN.sub("", text)
    text = _BESIDE_HAN.sub(_widen, text)
    text = _BEFORE_HAN.sub(_widen, text)
    if has_han:
        text = _brackets(text)
    text = _BETWEEN_SCRIPTS.sub(" ", text)
    text = _AROUND_FULL.sub(r"\1", text)
    return _SPACES.sub(" ", text).strip()


def _widen(match: re.Match[str]) -> str:
    return (match.group(1) or match.group(2)).translate(_FULL)


def _brackets(text: str) -> str:
    """Widen the brackets that belong to a Chinese sentence; those of `f(x,t)` stay."""

    def widen(match: re.Match[str]) -> str:
        before, inside = match.group(1), match.group(2)
        is_call = (
            bool(re.search(r"[A-Za-z0-9]$", before))
            and len(inside) <= 16
            and not re.search(f"[{HAN}]|[a-z]{{3}}", _IN_FORMULAS.sub("", inside))
        )
        if is_call and not re.fullmatch(r"[A-Z][A-Za-z0-9-]+", inside):
            return match.group()
        return f"{before.rstrip()}（{inside.strip()}）"

    return _BRACKETED.sub(widen, text)


def _quotes(text: str) -> str:
    if text.count('"') % 2:
        return text
    parts = text.split('"')
    return "".join(part + ("" if at == len(parts) - 1 else "“”"[at % 2]) for at, part in enumerate(parts))


def without_brackets(text: str) -> str:
    """Take out of a typeset text what its brackets explain."""
    return _EXPLAINED.sub("", text)


def without_full_stop(text: str) -> str:
    """Take the final punctuation off."""
    return _FINAL.sub("", text)
