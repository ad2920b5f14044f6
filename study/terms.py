"""Sentences → key terms, best first, and the entry's topic."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from study.ids import fold
from study.model import Concept, Passage, Sentence, Term, Word
from study.words import GENERIC_NOUNS, HAN, is_generic_heading

MOST = 18
"""How many terms an entry gets at most."""

_LATIN_PHRASE = re.compile(r"[A-Za-z][A-Za-z0-9+#]*(?:[.-][A-Za-z0-9]+)*(?: [A-Za-z][A-Za-z0-9+#-]*){0,4}")
_PAIR = re.compile(rf"([{HAN}A-Za-z0-9 -]{{2,24}}?)\s?[(（]([A-Za-z][A-Za-z0-9 ,，.-]{{1,60}}|[{HAN}]{{2,10}})[)）]")
_TITLE = re.compile(r"《([^《》]{3,80})》")
_DEFINES = re.compile(
    r"\s*(?:[(（][^()（）]{1,60}[)）])?\s*[,，]?\s*"
    r"(?:是(?!否)|指|说的(?:就)?是|就是|即|称为|被称为|表示|is an?\b|refers to|means\b)"
)
_NOMINAL = {"n", "nz", "nr", "nrt", "ns", "nt", "vn", "an", "b", "j", "eng"}
_PREFIXES = frozenset("非无多半单双子元反逆超伪")
_STOP = frozenset(
    """
    a an the of in on at to for from by with without and or not is are was were be been being it its this that these
    those we you they he she which who whom whose what when where why how then than as into onto over under between
    after before same each every all any some most more less only very different respectively
    can could may might will would shall should must do does did done has have had there here such also so if else
    but et al use uses used using apply applies applied make makes made take takes
    give gives become becomes get gets show shows replace replaces divide divides divided contain
    contains first last new
    """.split()
)


@dataclass(slots=True)
class _Candidate:
    """What is known of one term of an entry; grows while the entry is read."""

    name: str
    concept: Concept | None
    aliases: dict[str, None] = field(default_factory=dict)
    count: int = 0
    first: int = 10**6
    headings: float = 0.0
    opens: int = 0
    defined: bool = False
    paired: bool = False
    used: dict[str, None] = field(default_factory=dict)


def extract(
    passage: Passage,
    ancestors: Callable[[str], frozenset[str]],
    dependents: Callable[[str], int],
    pinned: Concept | None = None,
) -> tuple[Term, ...]:
    """Find the key terms of an entry.

    Args:
        passage: the entry taken apart.
        ancestors: gives for a concept's id the ids of all that must be known before it.
        dependents: gives for a concept's id how many others need it, directly or not.
        pinned: the topic, where the learner has said it.

    Returns:
        At most `MOST` terms, best first; the first one is what the entry is about.
    """
    candidates = list(_candidates(passage).values())
    if pinned and all(candidate.concept is not pinned for candidate in candidates):
        candidates.append(_Candidate(pinned.name, pinned, count=1))
    scored = [(_score(candidate), candidate) for candidate in candidates]
    named = {candidate.concept.id: min(candidate.count, 4) for candidate in candidates if candidate.concept}

    def announced(pair: tuple[float, _Candidate]) -> tuple[float, str]:
        _, candidate = pair
        concept = candidate.concept
        if pinned and concept is pinned:
            return math.inf, candidate.name
        if concept is None:
            return _topic_score(candidate, 0, 0), candidate.name
        before = ancestors(concept.id)
        prerequisites = sum(count for other, count in named.items() if other in before)
        return _topic_score(candidate, prerequisites, dependents(concept.id)), candidate.name

    topic = max(scored, key=announced, default=None)
    ranked = sorted(scored, key=lambda pair: (pair is not topic, -pair[0], pair[1].first, pair[1].name))
    terms: list[Term] = []
    taken: set[str] = set()
    for score, candidate in ranked:
        if len(terms) == MOST or score <= 0 or fold(candidate.name) in taken:
            continue
        if candidate.concept is None and any(fold(candidate.name) in fold(term.name) for term in terms):
            continue
        terms.append(_term(candidate, score))
        taken.update(map(fold, (candidate.name, *candidate.aliases)))
    return tuple(terms)


def _term(candidate: _Candidate, score: float) -> Term:
    known = candidate.concept.sure_names if candidate.concept else ()
    names = [*known, *candidate.used, *candidate.aliases]
    others = {fold(name): name for name in reversed(names) if fold(name) != fold(candidate.name)}
    return Term(candidate.name, tuple(sorted(others.values(), key=names.index)), round(score, 3), candidate.concept)


def _candidates(passage: Passage) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}
    text = passage.entry.text
    named = [False] * (len(text) + 1)
    for mention in passage.mentions:
        if not any(part.start <= mention.start < part.end for part in (*passage.headings, *passage.sentences)):
            continue  # inside a URL, say
        named[mention.start : mention.end] = [True] * (mention.end - mention.start)
        candidate = found.setdefault(mention.concept.id, _Candidate(mention.concept.name, mention.concept))
        candidate.used.setdefault(mention.standard)
        _meet(candidate, passage, mention.start, mention.end)
    _abbreviated(passage, found)
    for name, alias, start, end in _pairs(passage):
        concepts = {m.concept.id: m.concept for m in passage.mentions if start <= m.start and m.end <= end}
        if len(concepts) > 1:
            continue  # `Center-ness 得分(FCOS)`: the bracket says whose it is, not what else it is called
        known = next(iter(concepts.values()), None)
        candidate = found.setdefault(known.id if known else fold(name), _Candidate(name, known))
        candidate.aliases.setdefault(alias)
        candidate.paired = True
        if not known:
            _meet(candidate, passage, start, start + len(name))
    for start, end in _phrases(passage, named):
        name = text[start:end]
        candidate = found.setdefault(fold(name), _Candidate(name, None))
        _meet(candidate, passage, start, end)
    return found


def _sources(passage: Passage) -> Iterator[Sentence]:
    yield from (heading for heading in passage.headings if not is_generic_heading(heading.text))
    yield from passage.sentences


def _questions(passage: Passage) -> Iterator[Sentence]:
    """Find the questions that a note lists: like headings, they announce what it is about."""
    items = (item for listing in passage.listings for item in listing.items)
    return (item for item in items if item.text.endswith(("?", "？")))


def _meet(candidate: _Candidate, passage: Passage, start: int, end: int) -> None:
    candidate.count += 1
    candidate.first = min(candidate.first, start)
    for place, heading in enumerate((*passage.headings, *_questions(passage))):
        if heading.start <= start < heading.end:
            whole = fold(heading.text).startswith(fold(passage.entry.text[start:end])) and len(heading.text) <= 40
            candidate.headings += (1.0 if place < 3 else 0.4) * (1.5 if whole else 1.0)
    for sentence in passage.sentences:
        if sentence.start <= start < sentence.end:
            opening = re.sub(r"^(?:所谓|什么是|而|在|对于|作为)", "", sentence.text)
            lead = sentence.start + len(sentence.text) - len(opening)
            # In `线程死锁说的是…` the opening term is a compound, and its head is what is defined.
            modifier = next((m.end for m in passage.mentions if m.start <= lead < m.end == start), lead)
            if start <= max(lead, modifier):
                candidate.opens += 1
                candidate.defined |= bool(_DEFINES.match(passage.entry.text, end))


def _abbreviated(passage: Passage, found: dict[str, _Candidate]) -> None:
    """Count a heading that is the beginning of a name the note spells out (`随机微分` for 随机微分方程)."""
    for place, heading in enumerate(passage.headings):
        title = fold(heading.text)
        if len(title) < 3 or is_generic_heading(heading.text):
            continue
        for mention in passage.mentions:
            written = fold(passage.entry.text[mention.start : mention.end])
            if mention.concept.id in found and written != title and written.startswith(title):
                found[mention.concept.id].headings += 1.5 if place < 3 else 0.6
                break


def _pairs(passage: Passage) -> Iterator[tuple[str, str, int, int]]:
    """Find `中文(English)`, `English(中文)` and `English(ABBR)` pairs: name, alias, and where both stand."""
    for sentence in _sources(passage):
        for pair in _PAIR.finditer(sentence.text):
            start, end = sentence.start + pair.start(), sentence.start + pair.end()
            bracket = sentence.start + pair.start(2) - 1
            begin = _phrase_start(sentence, start, bracket)
            name = passage.entry.text[begin:bracket].strip()
            alias = re.split(r"[,，]", pair.group(2))[0].strip()
            if _names_something(name) and _names_something(alias) and len(name) <= 24:
                yield name, alias, begin, end


def _phrase_start(sentence: Sentence, start: int, end: int) -> int:
    """Go back from a bracket over the words of one noun phrase."""
    begin = end
    for word in reversed([word for word in sentence.words if start <= word.start and word.end <= end]):
        if word.tag not in _NOMINAL and not (word.tag[:1] in "va" and begin < end and len(word.text) > 1):
            break
        begin = word.start
    return begin


def _phrases(passage: Passage, named: list[bool]) -> Iterator[tuple[int, int]]:
    """Find runs of content words and Latin phrases that no known concept covers whole."""
    for sentence in _sources(passage):
        for title in _TITLE.finditer(sentence.text):
            if not _covered(named, sentence.start + title.start(1), sentence.start + title.end(1)):
                yield sentence.start + title.start(1), sentence.start + title.end(1)
        is_english = not re.search(f"[{HAN}]", sentence.text)
        for phrase in _LATIN_PHRASE.finditer(sentence.text):
            for start, end in _without_stop_words(sentence.start + phrase.start(), phrase.group(), is_english):
                if not _covered(named, start, end):
                    yield start, end
        for start, end in _han_runs(sentence):
            name = passage.entry.text[start:end]
            if not _covered(named, start, end) and _names_something(name):
                yield start, end


def _covered(named: list[bool], start: int, end: int) -> bool:
    return sum(named[start:end]) >= (end - start) * 0.5


def _without_stop_words(start: int, phrase: str, is_english: bool) -> Iterator[tuple[int, int]]:
    """Cut an English phrase at its stop words; one plain lower-case word of an English text is no term."""
    run: list[tuple[int, int]] = []
    for word in [*re.finditer(r"\S+", phrase), None]:
        if word and word.group().casefold() not in _STOP and len(word.group()) > 1:
            run.append((start + word.start(), start + word.end()))
            continue
        text = phrase[run[0][0] - start : run[-1][1] - start] if run else ""
        plain = is_english and len(run) == 1 and text.islower()
        if run and len(text) > 1 and not plain and _names_something(text):
            yield run[0][0], run[-1][1]
        run = []


def _han_runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    run: list[Word] = []
    words = sentence.words
    for word in words:
        nominal = word.tag in _NOMINAL and bool(re.match(f"[{HAN}]{{2}}", word.text))
        if run and run[-1].end != word.start:
            yield from _run_span(run)
            run = []
        if nominal or (not run and word.text in _PREFIXES):
            run.append(word)
            continue
        yield from _run_span(run)
        run = []
    yield from _run_span(run)


def _run_span(run: list[Word]) -> Iterator[tuple[int, int]]:
    if run and run[-1].tag in _NOMINAL and len(run) <= 4 and run[-1].end - run[0].start >= 2:
        yield run[0].start, run[-1].end


def _names_something(name: str) -> bool:
    bare = name.casefold().strip()
    return (
        len(bare) > 1
        and not re.fullmatch(r"[a-z]{1,2}", name)
        and bare not in GENERIC_NOUNS
        and bare != "math"
        and not is_generic_heading(name)
        and not bare.replace(".", "").isdigit()
    )


def _score(candidate: _Candidate) -> float:
    """Say how much a term matters: what the catalogue, its place, its form and its count say of it, added up."""
    score = 1.6 * math.log2(1 + candidate.count)
    score += 2.2 if candidate.concept else 0.0
    score += 2.0 * min(candidate.headings, 2.0)
    score += 1.5 * math.exp(-candidate.first / 120)
    score += 2.0 if candidate.defined else 0.4 * min(candidate.opens, 2)
    score += 1.2 if candidate.paired else 0.0
    name = candidate.name
    if re.search(r"[A-Z].*[A-Z0-9]|[A-Za-z] [A-Za-z]", name):
        score += 0.8
    if not candidate.concept:
        score += 0.5 if len(name) >= 4 else -0.8
        score -= 0.6 if len(name) > 40 else 0.0
    return score


def _topic_score(candidate: _Candidate, prerequisites: int, dependents: int) -> float:
    """Say how likely an entry is about a term.

    A topic is announced: by its place, by a heading, by being defined. A note on a thing also names what the thing is
    built on, and a field that much is built on is named in notes on all of that: so of two concepts the one that
    needs the other is the likelier topic. How often a term is said tells nothing more. With these round weights, and
    with any near them, 49 of the 50 development entries come out right; with counts and without the two last, 45.

    Args:
        candidate: the term.
        prerequisites: how often the entry names what the term's concept is built on.
        dependents: how many concepts of the catalogue are built on it.
    """
    score = 5.0 * math.exp(-candidate.first / 40)
    score += 3.0 * min(candidate.headings, 2.0)
    score += 10.0 if candidate.defined else 0.0
    if candidate.concept:
        score += 7.0 + 1.65 * math.log2(1 + prerequisites) * min(candidate.count, 3) / 3
        score -= 0.55 * math.log2(1 + dependents)
    return score
