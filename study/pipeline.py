"""The program in one sentence: snapshots → entries → terms → cards → plan → decks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from study import cache, catalog, decks, ledger, plan, recognition, snapshots, terms, work
from study import cards as card_kinds
from study.cards.frame import Framing, source
from study.cards.typeset import typeset
from study.catalog import Catalog
from study.errors import Fault, StudyError
from study.files import settle
from study.ids import slug
from study.model import (
    Card,
    Concept,
    Entry,
    Ledger,
    Lookup,
    Need,
    StudiedEntry,
    Study,
    Topic,
    Track,
)

Item = TypeVar("Item")
Progress = Callable[[Sequence[Item], str], Iterable[Item]]
"""Goes through the items and may show how far it is, under a label."""

CATALOG = "catalog.yaml"
OWN_TRACK = "own"


@dataclass(frozen=True, slots=True)
class Result:
    """What the snapshots give, with the learner's edits in it, and the faults of what had to be left out.

    Args:
        made: the cards as the program makes them, before the learner's edits.
        merge: what the learner did in the deck files.
        before: what was remembered.
        forgotten: entries that the learner had forgotten, with what snapshots show of them now.
        shown: ids of the entries that a snapshot shows now.
        former: topics that have no place in the plan any more, of cards that were made once; by id.
        keys: of the entries, by which `cache` knows them under these circumstances.
    """

    study: Study
    faults: tuple[Fault, ...]
    made: tuple[Card, ...]
    merge: decks.Merge
    before: Ledger
    files: decks.Files
    forgotten: tuple[Entry, ...]
    shown: frozenset[str]
    former: Mapping[str, Topic]
    keys: frozenset[str]
    circumstances: str


def silent(items: Sequence[Item], label: str) -> Iterable[Item]:  # noqa: ARG001 - the shape of Progress
    """Go through the items and show nothing."""
    return items


def study(
    seeds: Path,
    folder: Path,
    progress: Progress[work.Task] = silent,
    change: Callable[[Ledger], Ledger] = lambda before: before,
    executors: work.Executors | None = None,
    *,
    keep: bool = False,
) -> Result:
    """Make everything from the snapshots in ``seeds`` and what ``folder`` remembers, without writing.

    Args:
        seeds: the snapshots' folder.
        folder: the decks' folder.
        progress: shows how far the reading of notes is.
        change: what the learner wants forgotten or restored.
        executors: who takes part in the work on the entries; None works here alone.
        keep: what is worked out of an entry is kept in ``folder`` at once.

    Raises:
        StudyError: no snapshot can be used, or the catalogue, a deck file or the ledger is broken.
    """
    settle(folder)
    before = change(ledger.read(folder))
    files = decks.read(folder)
    excerpts, faults = snapshots.read(seeds)
    known = catalog.load(seeds / CATALOG)
    if not excerpts and not before.entries:
        raise StudyError(*faults)
    every = snapshots.fold(excerpts, (*before.entries, *before.forgotten))
    texts = {excerpt.text for excerpt in excerpts}
    del excerpts
    gone = {entry.id for entry in before.forgotten}
    entries = tuple(entry for entry in every if entry.id not in gone)
    if before == Ledger():
        entries = _as_files_name_them(entries, files)
    forgotten = tuple(entry for entry in every if entry.id in gone)
    shown = frozenset(entry.id for entry in entries if not texts.isdisjoint(entry.versions))
    circumstances = cache.circumstances(known.own)
    keyed = {cache.key(entry, _pin(entry, known)): entry for entry in entries}
    kept = cache.read(folder, circumstances, keyed, known.concepts)
    keeping = cache.adding(folder, circumstances) if keep else nullcontext(_keep_nothing)
    worked = _work_out(keyed, known, seeds / CATALOG, kept, keeping, progress, executors)
    del kept
    studied = tuple(result.studied for result in worked)
    drafts = (draft for result in worked for draft in zip(result.cards, result.weights, strict=True))
    chosen = card_kinds.choose(drafts)
    del worked  # most of its drafts were not chosen
    made = card_kinds.quoting(chosen, {entry.id: entry.text for entry in entries})
    made = recognition.keep_ids(made, _known_cards(before, files))
    topics = {entry.topic: _concept(entry, known) for entry in studied}
    merged = decks.merge(made, files, before)
    ordered, broken = _plan(studied, topics, known, merged.cards)
    faults = (*faults, *(_circle(seeds, topic, need) for topic, need in broken))
    by_topic = {topic.id: place for place, topic in enumerate(ordered)}
    last = len(ordered)
    final = tuple(sorted(merged.cards, key=lambda card: by_topic.get(card.topic, last)))
    placed = tuple(sorted(studied, key=lambda entry: (by_topic[entry.topic], entry.entry.id)))
    former = _former(before, by_topic, known)
    whole = Study(placed, ordered, final)
    keys = frozenset(keyed)
    return Result(whole, faults, made, merged, before, files, forgotten, shown, former, keys, circumstances)


def _keep_nothing(key: str, line: str) -> None:
    """Do without what `cache.adding` does."""


def _circle(seeds: Path, topic: str, need: Need) -> Fault:
    what = f"`{topic}` and `{need.topic}` each come before the other, by your notes; `{topic}` was put first"
    return Fault(seeds / CATALOG, None, f"{what}; to decide it, add the two as concepts with their needs")


def _as_files_name_them(entries: tuple[Entry, ...], files: decks.Files) -> tuple[Entry, ...]:
    """Where the ledger is lost, an entry has the id that stands in the files with the words quoted from it."""
    quoted: dict[str, set[str]] = defaultdict(set)
    for file in files.cards:
        if file.card.quote:
            quoted[file.card.entry].add(file.card.quote)
    ids = {entry.id for entry in entries}
    found: dict[str, str] = {}
    for old, quotes in sorted(quoted.items()):
        hits = [entry.id for entry in entries if any(quote in text for quote in quotes for text in entry.versions)]
        if old not in ids and len(hits) == 1 and hits[0] not in quoted:
            found.setdefault(hits[0], old)
    named = (replace(entry, id=found.get(entry.id, entry.id)) for entry in entries)
    return tuple(sorted(named, key=lambda entry: entry.id))


def _known_cards(before: Ledger, files: decks.Files) -> list[Card]:
    """List every card that was ever made; where the ledger is lost, the deck files still know those that stand."""
    held = [file.card for file in files.cards if file.card.id and file.card.id not in before.cards]
    return [record.card for record in before.cards.values()] + held


def _former(before: Ledger, placed: Mapping[str, int], known: Catalog) -> dict[str, Topic]:
    former = {}
    for topic in {record.card.topic for record in before.cards.values()} - placed.keys():
        name = before.decks.get(topic, topic).partition(" ")[2] or topic
        concept = known.concepts.get(topic) or _unknown(topic, name, (), known)
        track = plan.Field(known.concepts, known.tracks).track(concept)
        former[topic] = Topic(topic, concept.name, (), track, len(placed), False, typeset(concept.gloss), (), ())
    return former


def _work_out(
    entries: Mapping[str, Entry],
    known: Catalog,
    own: Path,
    kept: Mapping[str, cache.Worked],
    keeping: AbstractContextManager[Callable[[str, str], None]],
    progress: Progress[work.Task],
    executors: work.Executors | None,
) -> list[cache.Worked]:
    """Work out what each entry gives, but for what was kept of those of which nothing that it depends on changed.

    Args:
        entries: by key.
        known: the catalogue.
        own: the file of the learner's part of it.
        kept: what was worked out before, by key.
        keeping: keeps what is worked out now.
        progress: shows how far it is.
        executors: who takes part.

    Returns:
        What every entry gives, in their order.
    """
    tasks = _tasks(entries, known, kept)
    if not tasks:
        return [kept[key] for key in entries]
    results = work.work(tuple(tasks.values()), known, own, executors)
    worked = {}
    with keeping as keep:
        shown = progress(tuple(tasks.values()), "Reading notes")
        for key, _, (line, result) in zip(tasks, shown, results, strict=True):
            keep(key, line)
            worked[key] = result
    return [worked.get(key) or kept[key] for key in entries]


def _tasks(
    entries: Mapping[str, Entry], known: Catalog, kept: Mapping[str, cache.Worked]
) -> dict[str, tuple[Entry, cache.Signature]]:
    """List by key the entries that are to be worked out, each with what of the others it depends on."""
    named = {
        key: [concept for concept, _ in kept[key].signature] if key in kept else _named(entry, known)
        for key, entry in entries.items()
    }
    counts = Counter(concept for concepts in named.values() for concept in concepts)
    steps = {concept: (concept, terms.step(count / len(entries))) for concept, count in counts.items()}
    signatures = {key: tuple(steps[concept] for concept in concepts) for key, concepts in named.items()}
    return {
        key: (entry, signatures[key])
        for key, entry in entries.items()
        if key not in kept or kept[key].signature != signatures[key]
    }


def _pin(entry: Entry, known: Catalog) -> str:
    pinned = known.pinned(entry.text)
    return pinned.id if pinned else ""


def _named(entry: Entry, known: Catalog) -> list[str]:
    return sorted({mention.concept.id for mention in known.mentions(entry.text)})


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
) -> tuple[tuple[Topic, ...], tuple[tuple[str, Need], ...]]:
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
    topics_in_order, broken = plan.order(noted, named, names, field, {topic: tuple(ids) for topic, ids in held.items()})
    return tuple(map(_typeset, topics_in_order)), broken


def _typeset(topic: Topic) -> Topic:
    needs = tuple(replace(need, reason=typeset(need.reason)) for need in topic.needs)
    return replace(topic, gloss=typeset(topic.gloss), needs=needs)


def framing(result: Result) -> Framing:
    """Give what the frames of cards are made from: what each shows around its question and answer."""
    topics = {**{topic.id: topic for topic in result.study.topics}, **result.former}
    entries = {studied.entry.id: studied.entry for studied in result.study.entries}
    names = {topic.id: topic.name for topic in result.study.topics}
    defined = {card.term for card in result.study.cards if card.kind == "definition"}
    glosses = {
        term.name: term.concept.gloss
        for studied in result.study.entries
        for term in studied.terms
        if term.concept and term.name not in defined
    }
    return Framing(topics, entries, glosses, names)


def check(seeds: Path, folder: Path) -> tuple[Fault, ...]:
    """Hold the catalogue and the decks against their rules; list every breach with its file and line."""
    found = list(catalog.faults(seeds / CATALOG))
    try:
        cards = decks.read(folder).cards
    except StudyError as error:
        return (*found, *error.faults)
    written = []
    for held in cards:
        written.append(held.card)
        found += [Fault(held.path, held.line, f"{rule}: {wrong}") for rule, wrong in card_kinds.broken(held.card)]
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
    known = catalog.load(seeds / CATALOG).concepts
    cued = {entry.topic: entry.cues for entry in result.entries}
    lines = []
    for topic in result.topics:
        if topic.id in cued and topic.id not in known:
            english = next((name for name in (topic.name, *topic.aliases) if name.isascii()), "…")
            needs = ", ".join(f"{need.topic}: …" for need in cued[topic.id])
            names = f"id: {slug(english)}, name: {topic.name}, zh: {topic.name}, en: {english}"
            item = f"{{{names}, track: …, needs: {{{needs}}}}}"
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
    for held in cards:
        card = held.card
        if card.entry and card.quote != texts.get(card.entry, "")[card.start : card.end]:
            yield Fault(held.path, held.line, "quote: it is not what the note says; run `study build` to mend it")
