"""Concepts in text: one pass over it for all spellings of the catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick
from rapidfuzz import process
from rapidfuzz.distance import OSA

from study.ids import fold
from study.model import Concept, Mention

_DROPPED = re.compile(r"[\s\-_‐‑–—·]")
_TWO_CAPITALS = re.compile(r"[A-Z][A-Z0-9]?")
_ALSO_WORDS = frozenset(
    """
    acid als amp ann art base bio blip bart cap cas clip cow din dino gap gat her hog join kan lamb lars map mind
    mot nag nas nat nice pan per rag ram rest risc sac sam sim slam sort ste stem swa var act cat log one rise self
    sum top
    """.split()
)
"""Abbreviations that are words when they are not written in capitals: `nice` is not NICE."""
_NAME = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+| [A-Za-z][a-z]+)+(?![A-Za-z0-9])")
_TITLE = re.compile(r"\w \w.* (?:with|for|of|by|from|in|to|via|as|is|are|on|using|without) \w|\w ?\+ ?\w")
"""What a spelling holds that is the title of a work, or joins names."""
_SLIP = 8  # letters; in a name at least this long one wrong, lost, added or swapped letter is taken for a slip
_MAY_JOIN = 5  # letters; a shorter spelling must not match across a space: `di t` is not DiT


@dataclass(frozen=True, slots=True)
class _Claim:
    """One concept's claim on a spelling; with cue words it holds only where one of them stands in the same text."""

    concept: Concept
    standard: str
    cues: tuple[str, ...]


class Finder:
    """Search texts for the spellings of concepts.

    A spelling matches whatever the case, spaces and hyphens (`actorcritic` is Actor-Critic), with a plural s, but
    never inside a longer Latin word (`RL` in `URL`); two capitals, and capitals that spell a word, match only as they
    are (`SAM`, not `sam`). Of spellings that overlap the leftmost counts, and of those the longest.
    """

    def __init__(self, concepts: Sequence[Concept]) -> None:
        claims: dict[str, list[_Claim]] = defaultdict(list)
        for concept in concepts:
            guards = {fold(spelling): cues for spelling, cues in concept.near}
            claimed: set[str] = set()
            for name in concept.names:
                key = fold(name)
                if key not in claimed:
                    claimed.add(key)
                    claims[key].append(_Claim(concept, name, guards.get(key, ())))
        self._claims = dict(claims)
        self._patterns = list(self._claims)
        self._automaton = AhoCorasick(self._patterns)
        self._long_names = [
            pattern for pattern in self._patterns if len(pattern) >= _SLIP and pattern.isalpha() and pattern.isascii()
        ]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the concepts that ``text`` names, in text order, none overlapping another."""
        folded, places = _fold_with_places(text)
        lowered = text.lower()
        found = []
        for number, begin, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            start, stop = places[begin], places[end - 1] + 1
            pattern = self._patterns[number]
            if text[stop : stop + 1] in {"s", "S"} and len(pattern) > 2 and _ends_word(text, stop + 1):
                stop += 1
            if _begins_word(text, start) and _ends_word(text, stop):
                found.append((start, stop, pattern))
        found += self._slips(text, found)
        mentions: list[Mention] = []
        # HTTPS is no plural of HTTP: of two that match the same words the one that is spelled like them counts.
        for start, stop, pattern in sorted(found, key=lambda match: (match[0], -match[1], -len(match[2]))):
            last = mentions[-1] if mentions else None
            if last and start < last.end and not (stop <= last.end and _TITLE.search(text, last.start, last.end)):
                continue
            claim = self._claim(text, lowered, start, stop, pattern)
            if claim and last and start < last.end:
                if claim.concept not in (last.concept, *last.inside):
                    mentions[-1] = replace(last, inside=(*last.inside, claim.concept))
            elif claim:
                mentions.append(Mention(claim.concept, start, stop, claim.standard))
        return tuple(mentions)

    def _slips(self, text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Find names written with one slip (`Feature cloumns`, `GridWord`) where nothing matched as it stands."""
        slips = []
        for name in _NAME.finditer(text):
            written = fold(name.group())
            if len(written) < _SLIP or any(start <= name.start() and name.end() <= stop for start, stop, _ in found):
                continue
            singular = written.removesuffix("s")
            close = process.extractOne(singular, self._long_names, scorer=OSA.distance, score_cutoff=1)
            close = close or process.extractOne(written, self._long_names, scorer=OSA.distance, score_cutoff=1)
            if close and close[0][0] == written[0]:  # PoolFormer is not Toolformer
                slips.append((name.start(), name.end(), close[0]))
        return slips

    def _claim(self, text: str, lowered: str, start: int, stop: int, pattern: str) -> _Claim | None:
        written = text[start:stop]
        if len(pattern) < _MAY_JOIN and re.search(r"[A-Za-z0-9]\s+[A-Za-z0-9]", written):
            return None
        best: tuple[int, _Claim] | None = None
        for claim in self._claims[pattern]:
            capitals = any(char.isupper() for char in claim.standard[1:])
            as_written = _TWO_CAPITALS.fullmatch(claim.standard) or (capitals and pattern in _ALSO_WORDS)
            if as_written and not _DROPPED.sub("", written).startswith(claim.standard):
                continue
            cues = [word for word in claim.cues if word.lower() in lowered]  # few are, and a pattern takes longer
            around = f"{text[:start]} {text[stop:]}" if cues else ""
            near = sum(bool(_cue(word).search(around)) for word in cues)
            if (near or not claim.cues) and (best is None or near > best[0]):
                best = near, claim
        return best[1] if best else None


@cache
def _cue(word: str) -> re.Pattern[str]:
    pattern = re.escape(word)
    if word.isascii():
        pattern = rf"(?<![A-Za-z0-9]){pattern}s?(?![A-Za-z0-9])"
    return re.compile(pattern, re.IGNORECASE)


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    parts = list(map(fold, text))
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _begins_word(text: str, start: int) -> bool:
    return start == 0 or not (_is_latin(text[start]) and _is_latin(text[start - 1]))


def _ends_word(text: str, stop: int) -> bool:
    return stop >= len(text) or not (_is_latin(text[stop]) and _is_latin(text[stop - 1]))
