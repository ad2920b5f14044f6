"""The program in one sentence: snapshots → entries → terms → cards → plan → decks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from study import apkg, catalog, cues, decks, ledger, plan, snapshots, terms
from study import cards as card_kinds
from study.cards.frame import frame, source
from study.catalog import Catalog
from study.errors import Fault, StudyError
from study.files import locked, replace_all
from study.ids import digest, slug
from study.model import (
    Card,
    Concept,
    Entry,
    Frame,
    Ledger,
    Lookup,
    Need,
    Passage,
    Record,
    State,
    StudiedEntry,
    Study,
    Term,
    Topic,
    Track,
)
from study.views import markdown

Item = TypeVar("Item")
Progress = Callable[[Sequence[Item], str], Iterable[Item]]
"""Goes through the items and may show how far it is, under a label."""

CATALOG = "catalog.yaml"
OWN_TRACK = "own"


@dataclass(frozen=True, slots=True)
class Result:
    """What the snapshots give, with the learner's edits in it, and the faults of what had to be left out."""

    study: Study
    faults: tuple[Fault, ...]
    made: tuple[Card, ...]
    dropped: frozenset[str]
    before: Ledger
    files: decks.Files


@dataclass(frozen=True, slots=True)
class Account:
    """What a build did, in numbers: ``retired`` cards are those that no note or rule makes any more."""

    entries: int
    new_entries: int
    topics: int
    gaps: int
    cards: int
    new_cards: int
    reworded: int
    retired: int
    edited: int
    written: tuple[Path, ...]
    faults: tuple[Fault, ...]


def _silent(items: Sequence[Item], label: str) -> Iterable[Item]:  # noqa: ARG001 - the shape of Progress
    return items


def study(seeds: Path, folder: Path, progress: Progress[Entry] = _silent) -> Result:
    """Make everything from the snapshots in ``seeds`` and what ``folder`` remembers, without writing.

    Raises:
        StudyError: no snapshot can be used, or the catalogue, a deck file or the ledger is broken.
    """
    before = ledger.read(folder)
    files = decks.read(folder)
    excerpts, faults = snapshots.read(seeds)
    known = catalog.load(seeds / CATALOG)
    if not excerpts and not before.entries:
        raise StudyError(*faults)
    entries = snapshots.fold(excerpts, before.entries)
    studied, made = _study_entries(entries, known, progress)
    topics = {entry.topic: _concept(entry, known) for entry in studied}
    merged = decks.merge(made, files, before)
    ordered = _plan(studied, topics, known, merged.cards)
    by_topic = {topic.id: place for place, topic in enumerate(ordered)}
    last = len(ordered)
    final = tuple(sorted(merged.cards, key=lambda card: by_topic.get(card.topic, last)))
    placed = tuple(sorted(studied, key=lambda entry: (by_topic[entry.topic], entry.entry.id)))
    return Result(Study(placed, ordered, final), faults, made, merged.dropped, before, files)


def _study_entries(
    entries: tuple[Entry, ...], known: Catalog, progress: Progress[Entry]
) -> tuple[tuple[StudiedEntry, ...], tuple[Card, ...]]:
    from study.segment import Segmenter  # noqa: PLC0415 - loading jieba takes longer than most commands

    segmenter = Segmenter(known.spellings())
    passages = [segmenter.segment(entry, known.mentions(entry.text)) for entry in progress(entries, "Reading notes")]
    naming = Counter(concept for passage in passages for concept in {m.concept.id for m in passage.mentions})
    shares = {concept: count / len(passages) for concept, count in naming.items()}
    studied: list[StudiedEntry] = []
    made: list[tuple[Card, float]] = []
    for passage in passages:
        found = terms.extract(passage, known.ancestors, known.dependents, known.pinned(passage.entry.text), shares)
        topic = _topic_id(found, passage)
        unknown = bool(found) and found[0].concept is None
        needs = cues.needs(passage, found[0]) if unknown else ()
        leads_to = cues.leads_to(passage, found[0]) if unknown else ()
        studied.append(StudiedEntry(passage.entry, topic, found, needs, leads_to))
        made += card_kinds.make(passage, found, topic)
    return tuple(studied), card_kinds.choose(made)


def _topic_id(found: tuple[Term, ...], passage: Passage) -> str:
    if not found:
        return slug(passage.entry.text[:20])
    return found[0].concept.id if found[0].concept else slug(found[0].name)


def _concept(entry: StudiedEntry, known: Catalog) -> Concept:
    """Give the concept that an entry is about; one that the catalogue lacks is named from the note."""
    if entry.topic in known.concepts:
        return known.concepts[entry.topic]
    name = entry.terms[0].name if entry.terms else entry.entry.text[:20]
    spellings = entry.terms[0].aliases if entry.terms else ()
    return _unknown(entry.topic, name, spellings, known, entry.cues)


def _with_leads(studied: Iterable[StudiedEntry], known: Catalog) -> dict[str, Concept]:
    """Put what notes on unknown topics say comes later behind those topics, unless the topics need it themselves."""
    concepts = dict(known.concepts)
    for entry in studied:
        before = {need.topic for need in entry.cues}
        before |= {other for topic in before for other in known.ancestors(topic)}
        for need in entry.leads_to:
            if need.topic not in before:
                later = concepts[need.topic]
                concepts[later.id] = replace(later, needs=(*later.needs, replace(need, topic=entry.topic)))
    return concepts


def _unknown(
    topic: str, name: str, spellings: tuple[str, ...], known: Catalog, needs: tuple[Need, ...] = ()
) -> Concept:
    return Concept(topic, name, name, None, None, spellings, (), "", needs, OWN_TRACK, len(known.concepts))


def _plan(
    studied: tuple[StudiedEntry, ...], topics: Mapping[str, Concept], known: Catalog, cards: Iterable[Card]
) -> tuple[Topic, ...]:
    held: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        held[card.topic].append(card.id)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in studied:
        names[entry.topic] |= dict.fromkeys((entry.terms[0].name, *entry.terms[0].aliases) if entry.terms else ())
    named: dict[str, set[str]] = defaultdict(set)
    for entry in studied:
        named[entry.topic] |= {term.concept.id for term in entry.terms[:12] if term.concept}
    with_own = {topic: known.concepts.get(topic) or _unknown(topic, topic, (), known) for topic in held}
    field = plan.Field(_with_leads(studied, known), known.tracks, known.order)
    noted = [field.concepts.get(concept.id, concept) for concept in {**with_own, **topics}.values()]
    return plan.order(noted, named, names, field, {topic: tuple(ids) for topic, ids in held.items()})


def build(seeds: Path, folder: Path, now: int, progress: Progress[Entry] = _silent) -> Account:
    """Make the decks: YAML files, plan, package and ledger, all of them or none.

    Args:
        seeds: the snapshots' folder.
        folder: the decks' folder; it is made where it is not there.
        progress: shows how far the reading of notes is.
        now: the time of this build in seconds since 1970, UTC, kept as the time of what it changes.

    Raises:
        StudyError: as `study`, or the folder cannot be written.
    """
    with locked(folder):
        result = study(seeds, folder, progress)
        after = _remember(result, now)
        written = replace_all(folder, _documents(result, after), last=ledger.NAME, stale=_stale(result))
    return _account(result, after, written)


def _remember(result: Result, now: int) -> Ledger:
    made = {card.id: card for card in result.made}
    before = result.before
    records: dict[str, Record] = {}
    frames = _frames(result.study)
    for card in result.study.cards:
        ours = made.get(card.id)
        old = before.cards.get(card.id)
        shown = digest("shown", card.kind, card.front, card.back, card.quote, card.topic, repr(frames[card.id]))
        changed = old.changed if old and old.shown == shown and old.state in {"live", "own"} else now
        front, back = (digest(ours.front), digest(ours.back)) if ours else ("", "")
        records[card.id] = Record(card.topic, front, back, shown, changed, "live" if ours else "own")
    for card_id, old in before.cards.items():
        if card_id not in records:
            state: State = "dropped" if card_id in result.dropped else "retired"
            records[card_id] = replace(old, state=state, changed=old.changed if old.state == state else now)
    with_cards = [(topic.id, topic.name) for topic in result.study.topics if topic.cards]
    entries = tuple(entry.entry for entry in result.study.entries)
    return Ledger(entries, records, ledger.name_decks(with_cards, before.decks))


def _documents(result: Result, after: Ledger) -> dict[str, bytes]:
    by_id = {card.id: card for card in result.study.cards}
    documents: dict[str, bytes] = {}
    for topic in result.study.topics:
        if topic.cards:
            text = decks.write(topic, [by_id[card_id] for card_id in topic.cards])
            documents[f"{topic.id}.yaml"] = text.encode()
    changed = {card_id: record.changed for card_id, record in after.cards.items()}
    documents["study.apkg"] = apkg.package(result.study.topics, by_id, after.decks, changed, _frames(result.study))
    documents["plan.md"] = markdown.plan(result.study.topics).encode()
    documents[ledger.NAME] = ledger.write(after).encode()
    return documents


def _frames(study: Study) -> dict[str, Frame]:
    """Make the frame of every card, by card id."""
    entries = {studied.entry.id: studied.entry for studied in study.entries}
    topics = {topic.id: topic for topic in study.topics}
    names = {topic.id: topic.name for topic in study.topics}
    defined = {card.term for card in study.cards if card.kind == "definition"}
    glosses = {
        term.name: term.concept.gloss
        for studied in study.entries
        for term in studied.terms
        if term.concept and term.name not in defined
    }
    return {
        card.id: frame(card, topics[card.topic], entries, glosses, names)
        for card in study.cards
        if card.topic in topics
    }


def _stale(result: Result) -> tuple[Path, ...]:
    """List the deck files whose topic has no card any more."""
    kept = {f"{topic.id}.yaml" for topic in result.study.topics if topic.cards}
    return tuple(sorted(path for path in result.files.paths.values() if path.name not in kept))


def _account(result: Result, after: Ledger, written: tuple[Path, ...]) -> Account:
    before = result.before
    known = {entry.id for entry in before.entries}
    old = {card_id: record for card_id, record in before.cards.items() if record.state in {"live", "own"}}
    live = {card_id: record for card_id, record in after.cards.items() if record.state in {"live", "own"}}
    retired = [card_id for card_id in old if after.cards[card_id].state == "retired"]
    entries = result.study.entries
    gaps = sum(topic.gap for topic in result.study.topics)
    return Account(
        entries=len(entries),
        new_entries=sum(entry.entry.id not in known for entry in entries),
        topics=len(result.study.topics) - gaps,
        gaps=gaps,
        cards=len(live),
        new_cards=sum(card_id not in old for card_id in live),
        reworded=sum(card_id in old and old[card_id].shown != record.shown for card_id, record in live.items()),
        retired=len(retired),
        edited=sum(card.edited for card in result.study.cards),
        written=written,
        faults=result.faults,
    )


def check(seeds: Path, folder: Path) -> tuple[Fault, ...]:
    """Hold the catalogue and the decks against their rules; list every breach with its file and line."""
    found = list(catalog.faults(seeds / CATALOG))
    try:
        cards = decks.read(folder).cards
    except StudyError as error:
        return (*found, *error.faults)
    written = []
    for held in cards:
        card = Card(
            held.id,
            held.kind,
            held.topic,
            held.term,
            held.front,
            held.back,
            held.entry,
            held.quote,
            held.start,
            held.end,
        )
        written.append(card)
        found += [Fault(held.path, held.line, f"{rule}: {wrong}") for rule, wrong in card_kinds.broken(card)]
    where = {id(card): held for card, held in zip(written, cards, strict=True)}
    for card, other in card_kinds.alike(written):
        what = f"nearly the same front: `{other.front}` asks the same thing; reword or delete one"
        found.append(Fault(where[id(card)].path, where[id(card)].line, what))
    return (*found, *_quotes(cards, ledger.read(folder)))


def suggestions(seeds: Path, folder: Path) -> tuple[str, ...]:
    """Say for each topic that the catalogue lacks what to add to the learner's own, one line each."""
    if not any(seeds.glob("*.txt")):
        return ()
    result = study(seeds, folder).study
    cued = {entry.topic: entry.cues for entry in result.entries}
    lines = []
    for topic in result.topics:
        if topic.track.id == OWN_TRACK and topic.id in cued:
            english = next((name for name in (topic.name, *topic.aliases) if name.isascii()), "…")
            needs = ", ".join(f"{need.topic}: …" for need in cued[topic.id])
            item = f"{{id: {slug(english)}, name: {topic.name}, zh: {topic.name}, en: {english}, needs: {{{needs}}}}}"
            lines.append(f"{seeds / CATALOG}: the catalogue lacks `{topic.name}`; to place it add  - {item}")
    return tuple(lines)


def tracks(seeds: Path) -> tuple[tuple[Track, int], ...]:
    """Count the concepts of each track of the catalogue, the learner's own included."""
    known = catalog.load(seeds / CATALOG)
    counts = Counter(concept.track for concept in known.concepts.values())
    return tuple((track, counts[track.id]) for track in known.tracks)


def concepts(seeds: Path, folder: Path, text: str) -> tuple[Lookup, ...]:
    """Search the catalogue, the learner's own included, and the notes for what a word means."""
    known = catalog.load(seeds / CATALOG)
    before = ledger.read(folder)
    excerpts = snapshots.read(seeds)[0] if any(seeds.glob("*.txt")) else ()
    entries = snapshots.fold(excerpts, before.entries)
    mentioned = [(entry, {mention.concept.id for mention in known.mentions(entry.text)}) for entry in entries]
    found = []
    for concept in catalog.search(known.concepts.values(), text):
        leads_to = [other for other in known.concepts.values() if concept.id in {need.topic for need in other.needs}]
        found.append(
            Lookup(
                concept,
                tuple((known.concepts[need.topic], need.reason) for need in concept.needs),
                tuple(leads_to),
                tuple(source(entry) for entry, ids in mentioned if concept.id in ids),
            )
        )
    return tuple(found)


def _quotes(cards: Iterable[decks.FileCard], before: Ledger) -> Iterable[Fault]:
    """A quote is verbatim: `text[start:end]` of the entry that the ledger remembers."""
    texts = {entry.id: entry.text for entry in before.entries}
    for card in cards:
        if card.entry and card.quote != texts.get(card.entry, "")[card.start : card.end]:
            yield Fault(card.path, card.line, "quote: it is not what the note says; run `study build` to mend it")
