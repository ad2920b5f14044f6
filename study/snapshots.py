"""Snapshot files → excerpts → entries: the same note in many snapshots is one entry."""

from __future__ import annotations

import heapq
import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from rapidfuzz import fuzz

from study.errors import Fault, StudyError
from study.ids import digest, letters
from study.model import Entry, Excerpt

SAME = 66.0
"""How alike two excerpts of one note are at least, in per cent of their letters kept in order.

Measured on 50 entries: two different notes reach 32 at most; a note with 50 to 60 of its 300 letters put in, taken
out or reworded stays at 67 or more; two notes that share their first 150 letters come to about 60.
"""
LONGEST = 20_000
"""Characters of an entry; an index page shows some hundreds of each note, and a whole note is still shorter."""
_SHORTEST = 30  # letters; a shorter excerpt says too little to be recognised by likeness
_FURNITURE = {"incoming transmission", "latest updates"}
_NO_TEXT = (
    b"%pdf-", b"bplist", b"pk\x03\x04", b"\x89png", b"{\\rtf", b"<!doctype html", b"<html", b"<?xml", b"mime-version:",
    b"from: <saved by",
)  # fmt: skip
"""How PDFs, pictures, office documents, web pages' sources and web archives begin, in small letters."""
_PAGE_NUMBERS = re.compile(r"[\d\s«»‹›<>….·|]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_RUN = 6  # letters of a mark
_BUCKETS = 1 << 22
_RAREST = 16  # marks by which a text is looked up
_SHARE = 5
"""One in so many of those another version of a text bears at least; of 3,159 versions none bore less than 4 of 16."""
_FULL = 30  # texts on a shelf that are looked at
_NEAREST = 6  # texts that a text is compared with


def read(folder: Path) -> tuple[tuple[Excerpt, ...], tuple[Fault, ...]]:
    """Read every ``*.txt`` file of ``folder``.

    Returns:
        The excerpts in file and line order, and a fault for each file that could not be used.

    Raises:
        StudyError: the folder is not there or holds no snapshot at all.
    """
    if not folder.is_dir():
        raise StudyError(Fault(folder, None, "there is no such folder; name the snapshots' folder with --seeds DIR"))
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt")
    if not files:
        raise StudyError(Fault(folder, None, "holds no snapshot; put the index page there as a .txt file"))
    excerpts: list[Excerpt] = []
    faults: list[Fault] = []
    for path in files:
        found, fault = _read_file(path)
        excerpts += found
        if fault:
            faults.append(fault)
    return tuple(excerpts), tuple(faults)


def _read_file(path: Path) -> tuple[list[Excerpt], Fault | None]:
    if path.exists() and not path.is_file():
        return [], Fault(path, None, "is not a plain file; it was left out, move it elsewhere")
    try:
        raw = path.read_bytes()
    except OSError as error:
        return [], Fault(path, None, f"cannot be read ({error.strerror}); it was left out, mend its permissions")
    if raw[:256].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_NO_TEXT):
        return [], Fault(path, 1, "is not a text file; it was left out, save the page as plain text")
    try:
        text = _decode(raw)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return [], Fault(path, line, "is neither UTF-8 nor GB18030 text; it was left out, save it as UTF-8")
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        return [], Fault(path, line, "is not a text file; it was left out, save the page as plain text")
    lines = list(_entry_lines(text))
    if not lines:
        return [], Fault(path, None, "holds no entries; it was left out, save the page again")
    long = next((number for number, line in lines if len(line) > LONGEST), None)
    what = f"is longer than {LONGEST:,} characters, which no entry of an index page is; it was left out, break it up"
    fault = Fault(path, long, what) if long else None
    return [Excerpt(line, path.name, number) for number, line in lines if len(line) <= LONGEST], fault


def _decode(raw: bytes) -> str:
    """Decode UTF-8 or UTF-16 with or without a byte order mark, else GB18030 (which GBK and GB2312 are part of)."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as not_utf8:
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            raise not_utf8 from None


def _entry_lines(text: str) -> Iterator[tuple[int, str]]:
    # str.splitlines() would also split at U+2028 and at form feeds, which stand inside entries.
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if len(line) > 2 * LONGEST:  # not worth the memory that it would take to look closer
            yield number, line
            continue
        entry = unicodedata.normalize("NFC", line).strip(" \t\f\v\u3000\u200b\ufeff\u00a0")
        if not letters(entry) or _PAGE_NUMBERS.fullmatch(entry) or entry.casefold() in _FURNITURE:
            continue
        yield number, entry


def fold(excerpts: Iterable[Excerpt], known: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """Make one entry of all excerpts of the same note, in any order of excerpts and files.

    Args:
        excerpts: what the snapshots hold now.
        known: entries of earlier builds; they keep their ids, and stay when no snapshot shows them any more.

    Returns:
        The entries, sorted by id.
    """
    shown_in: dict[str, set[str]] = defaultdict(set)
    for excerpt in excerpts:
        shown_in[excerpt.text].add(excerpt.snapshot)
    earlier = {entry.id: entry for entry in known}
    owner = {version: entry_id for entry_id in sorted(earlier) for version in earlier[entry_id].versions}
    entries = []
    for group in _groups(sorted({*shown_in, *owner}), owner):
        ids = {owner[text] for text in group if text in owner}
        entry_id = ids.pop() if ids else "e" + digest("entry", min(letters(text) for text in group))
        longest = max(group, key=lambda text: (len(text), text))
        # A note that rolled off the index page keeps the names of the files that last showed it.
        shown = set().union(*(shown_in[text] for text in group)) or earlier[entry_id].snapshots
        entries.append(Entry(entry_id, longest, tuple(sorted(shown)), tuple(sorted(group))))
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _groups(texts: list[str], owner: Mapping[str, str]) -> list[list[str]]:
    """Join the texts that are alike; two texts that already belong to different entries are never joined."""
    group_of = list(range(len(texts)))
    members = {number: [number] for number in group_of}
    owners = {number: {owner[text]} if text in owner else set() for number, text in enumerate(texts)}

    def join(left: int, right: int) -> None:
        keep, drop = sorted((group_of[left], group_of[right]))
        if keep == drop or len(owners[keep] | owners[drop]) > 1:
            return
        for number in members[drop]:
            group_of[number] = keep
        members[keep] += members.pop(drop)
        owners[keep] |= owners.pop(drop)

    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        if text in owner:
            join(first.setdefault(owner[text], number), number)
    for _, left, right in sorted((-score, a, b) for a, b, score in _alike(texts, [text in owner for text in texts])):
        join(left, right)
    return [[texts[number] for number in numbers] for numbers in members.values()]


def _alike(texts: list[str], is_known: list[bool]) -> Iterator[tuple[int, int, float]]:
    """Find the pairs of a new text and another one that are alike.

    Only texts are compared that share some of the rarest of their marks, so that the time grows with the texts and not
    with their pairs, however many phrases all of them share.
    """
    if all(is_known):
        return
    marks = _marks_of_all(texts, is_known)
    shelves = _shelves(marks, is_known)
    pairs = set()
    for number, found in enumerate(marks):
        if is_known[number]:
            continue
        shared = sorted((len(shelves[mark]), mark) for mark in found if mark in shelves)[:_RAREST]
        counts = Counter(other for _, mark in shared for other in shelves[mark][:_FULL] if other != number)
        likely = [other for other, count in counts.items() if count >= len(shared) // _SHARE]
        nearest = heapq.nsmallest(_NEAREST, likely, key=lambda other: (-counts[other], other))
        pairs |= {(min(number, other), max(number, other)) for other in nearest}
    for a, b in sorted(pairs):
        score = likeness(_letters(texts[a]), _letters(texts[b]))
        if score >= SAME:
            yield a, b, score


def _marks_of_all(texts: list[str], is_known: list[bool]) -> list[array[int]]:
    """Give the marks of each text; of one that is known those that a new text bears, and few others."""
    marks = [array("L") if known else _marks(letters(text)) for text, known in zip(texts, is_known, strict=True)]
    sought = bytearray(_BUCKETS)
    for found in marks:
        for mark in found:
            sought[mark % _BUCKETS] = 1
    for number, text in enumerate(texts):
        if is_known[number]:
            marks[number] = array("L", [mark for mark in _marks(letters(text)) if sought[mark % _BUCKETS]])
    return marks


_letters = lru_cache(maxsize=64)(letters)  # pairs come sorted; to hold the letters of all texts would take much room


def _shelves(marks: list[array[int]], is_known: list[bool]) -> dict[int, list[int]]:
    """List for each mark of a new text that another text bears too the texts that bear it, the new ones first."""
    borne = bytearray(_BUCKETS)  # 0, 1 or more texts bear a mark of a bucket; most marks stand in one text only
    for found in marks:
        for mark in found:
            bucket = mark % _BUCKETS
            borne[bucket] = 2 if borne[bucket] else 1
    shelves: dict[int, list[int]] = defaultdict(list)
    for number in sorted(range(len(marks)), key=is_known.__getitem__):
        for mark in marks[number]:
            if borne[mark % _BUCKETS] > 1 and (mark in shelves or not is_known[number]):
                shelves[mark].append(number)
    return {mark: numbers for mark, numbers in shelves.items() if len(numbers) > 1}


def _marks(text: str) -> array[int]:
    """Hash a text's opening and the short runs in it that begin with certain characters: about one place in eight.

    What a text shares with another version of it, it marks in the same places, wherever they stand.
    """
    signs = text.encode("utf-32-le", "surrogatepass")  # four bytes each, so that places are easily found
    runs = {crc32(signs[4 * at : 4 * (at + _RUN)]) for at, low in enumerate(signs[::4]) if not low % 8}
    return array("L", {crc32(signs), crc32(signs[: 4 * _SHORTEST]), *runs})


def likeness(one: str, other: str) -> float:
    """Say how alike two texts are (0 to 100) over the length of the shorter, both given as `ids.letters`."""
    if one == other:
        return 100.0
    shared = min(len(one), len(other))
    if shared < _SHORTEST:
        return 0.0
    return fuzz.ratio(one[:shared], other[:shared])
