"""What the pipeline gives → what a build leaves: deck files, package, plan and ledger, all of them or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from study import apkg, cache, decks, last_build, ledger, order_keys, program
from study.cards.frame import hint, source
from study.errors import Fault, StudyError
from study.files import differing, locked, replace_all
from study.ids import digest
from study.last_build import PACKAGE, PAGE, LastBuild
from study.model import NOT_MADE, STANDS, Card, Frame, Ledger, Record, Report, State, Topic
from study.pipeline import Progress, Result, framing, silent, study
from study.views import markdown, page
from study.views.outline import outline
from study.work import Executors

MANY = 0.2
"""A build that would retire more than this share of the known cards needs the learner's word."""


def build(
    seeds: Path,
    folder: Path,
    now: int,
    progress: Progress[Any] = silent,
    change: Callable[[Ledger], Ledger] = lambda before: before,
    *,
    may_retire: bool = False,
    executors: Executors | None = None,
) -> Report:
    """Make the decks: YAML files, plan, package and ledger, all of them or none.

    Args:
        seeds: the snapshots' folder.
        folder: the decks' folder; it is made where it is not there.
        now: the time of this build in seconds since 1970, UTC, kept as the time of what it changes.
        progress: shows how far the reading of notes is.
        change: what the learner wants forgotten or restored.
        may_retire: more than `MANY` of the known cards may retire at once.
        executors: who takes part in the work on the notes; None works here alone.

    Raises:
        StudyError: as `study`, or too many cards would retire, or the folder cannot be written.
    """
    with locked(folder):
        inputs = last_build.inputs(seeds)
        result = study(seeds, folder, progress, change, executors, keep=True)
        after = _remember(result, now)
        if not may_retire:
            _refuse_many(result.before, after, folder)
        files, leaves = _deck_files(result, after), _leaves(result, after)
        documents = _documents(result, files, after, last_build.same_leaves(folder, leaves), folder, progress)
        stale = _stale(result)
        written = replace_all(folder, documents, last=ledger.NAME, stale=stale, read=result.files.digests)
        digests = {name: result.files.digests[name] for name in files.keys() - documents.keys()} | dict(written.digests)
        cache.tidy(folder, result.circumstances, result.keys)
        decks.keep(folder, ((digests[name], said) for name, said in files.items()))
        report = _report(result, after, written.changed)
        last_build.write(folder, inputs, digests, LastBuild(report, result.study.topics), leaves)
    return report


def preview(
    seeds: Path, folder: Path, now: int, progress: Progress[Any] = silent, executors: Executors | None = None
) -> Report:
    """Say what `build` would do, without doing it; arguments and errors are those of `build`."""
    result = study(seeds, folder, progress, executors=executors)
    after = _remember(result, now)
    same = last_build.same_leaves(folder, _leaves(result, after))
    changed = differing(folder, _documents(result, _deck_files(result, after), after, same, folder, progress))
    return _report(result, after, tuple(sorted((*changed, *_stale(result)))))


def _refuse_many(before: Ledger, after: Ledger, folder: Path) -> None:
    stood = [card_id for card_id, record in before.cards.items() if record.state in STANDS]
    gone = [before.cards[card_id].card for card_id in stood if after.cards[card_id].state not in STANDS]
    if len(gone) > MANY * len(stood):
        first = min(gone, key=lambda card: (card.topic, card.front))
        what = f"{len(gone)} of {len(stood)} known cards would retire, `{first.front}` ({first.topic}) among them"
        todo = "nothing was written; if that is what you want, run `study build --allow-retire`"
        raise StudyError(Fault(folder, None, f"{what}; {todo}"))


def _remember(result: Result, now: int) -> Ledger:
    topics = _topics(result)
    made = {card.id: card for card in result.made}
    before = result.before
    # Anki takes a note only where its time is later than the one it knows; all that a build changes has one time.
    now = max(now, 1 + max((record.changed for record in before.cards.values()), default=-1))
    records: dict[str, Record] = {}
    known = {card_id: record.due for card_id, record in before.cards.items() if record.due}
    dues = order_keys.place_cards([card.id for card in result.study.cards], known)
    for card in result.study.cards:
        ours = made.get(card.id)
        old = before.cards.get(card.id)
        shown = apkg.content(card, topics[card.topic], hint(card, topics[card.topic]))
        # The first format of the ledger did not keep what this hash is made of.
        same = old is not None and (old.shown == shown or (not old.shown and _is_as_made(old, ours)))
        changed = old.changed if old and same and old.state in STANDS else now
        plain = replace(card, edited=False, also=()) if card.edited or card.also else card
        state: State = "live" if ours else "own"
        records[card.id] = Record(plain, _made(card, ours), shown, changed, dues[card.id], state)
    for card_id, old in before.cards.items():
        if card_id not in records:
            state = "dropped" if card_id in result.merge.dropped else "retired"
            leaves = old.state in STANDS
            records[card_id] = replace(old, state=state, changed=now if leaves else old.changed)
    with_cards = [(topic.id, topic.name) for topic in result.study.topics if topic.cards]
    entries = tuple(entry.entry for entry in result.study.entries)
    named = order_keys.name_decks(with_cards, {**result.files.decks, **before.decks})
    return Ledger(entries, records, named, result.merge.topics & named.keys(), result.forgotten)


def _is_as_made(old: Record, ours: Card | None) -> bool:
    if ours is None:
        return old.made == NOT_MADE
    return decks.made_front(old, ours.front) and decks.made_back(old, ours.back)


def _made(card: Card, ours: Card | None) -> tuple[str, str] | None:
    if ours is None:
        return NOT_MADE
    is_same = (ours.front, ours.back) == (card.front, card.back)
    return None if is_same else (digest(ours.front), digest(ours.back))


def _leaving(after: Ledger) -> list[Card]:
    """List the cards that the last build that changed any took out: the package carries them once more."""
    latest = max((record.changed for record in after.cards.values()), default=0)
    gone = [record.card for record in after.cards.values() if record.state not in STANDS and record.changed == latest]
    return sorted((card for card in gone if card.front), key=lambda card: card.id)


def _deck_files(result: Result, after: Ledger) -> dict[str, decks.Contents]:
    """Say what is to stand in each topic's file, by its name."""
    by_id = {card.id: card for card in result.study.cards}
    made = {card.id: card for card in result.made}
    files: dict[str, decks.Contents] = {}
    for topic in result.study.topics:
        if topic.cards:
            name, own = f"{topic.id}.yaml", [by_id[card_id] for card_id in topic.cards]
            words = result.merge.around.get(topic.id, ((), ()))
            files[name] = decks.Contents.of(topic, after.decks[topic.id], own, made, result.merge.comments, words)
    return files


def _leaves(result: Result, after: Ledger) -> dict[str, str]:
    """Hash for each topic all that package and page show of its cards."""
    topics, frames = _topics(result), framing(result)

    def shown(topic: str, cards: Iterable[Card]) -> Iterator[str]:
        yield program.digest()
        yield after.decks[topic]
        yield from frames.sources(topics[topic], cards)
        for card in cards:
            record = after.cards[card.id]
            yield f"{record.changed} {record.due} {record.state}"

    return {topic: digest(*shown(topic, cards)) for topic, cards in _held(result, after).items()}


def _held(result: Result, after: Ledger) -> Mapping[str, Sequence[Card]]:
    """List by topic the cards that the package holds: those that stand, in plan order, then those that leave."""
    held: dict[str, list[Card]] = defaultdict(list)
    for card in (*result.study.cards, *_leaving(after)):
        held[card.topic].append(card)
    return held


def _documents(
    result: Result,
    files: Mapping[str, decks.Contents],
    after: Ledger,
    same: frozenset[str],
    folder: Path,
    progress: Progress[Any],
) -> dict[str, Iterable[bytes]]:
    """List what a build writes, by name, made while it is written; a deck file that would say the same is not in it.

    Package and page take over what they show of the topics in ``same`` from those that stand in ``folder``.
    """
    frame = framing(result).frame
    shown = outline(result.study.topics)
    changed = {name: said for name, said in files.items() if result.files.said.get(name) != said}
    return {
        **{name: map(_deck_file, [said]) for name, said in changed.items()},
        PACKAGE: apkg.package(_packaged(result, frame, after, same), progress, folder / PACKAGE if same else None),
        "plan.md": [markdown.plan(shown).encode()],
        PAGE: page.page(shown, result.study.cards, frame, result.study.entries, page.Before(folder / PAGE, same)),
        ledger.NAME: ledger.lines(after),
    }


def _deck_file(said: decks.Contents) -> bytes:
    return decks.write(said).encode()


def _packaged(result: Result, frame: Callable[[Card], Frame], after: Ledger, same: frozenset[str]) -> list[apkg.Deck]:
    """Fill the decks, but those that are the same as before."""
    topics = _topics(result)
    names = {topic.id: topic.name for topic in topics.values()}
    leads_to: dict[str, list[str]] = defaultdict(list)
    for topic in result.study.topics:
        for need in topic.needs:
            leads_to[need.topic].append(topic.name)
    held = _held(result, after)

    def notes(topic: Topic) -> Iterator[tuple[apkg.Note, int, int]]:
        for card in held[topic.id]:
            record = after.cards[card.id]
            is_retired = record.state not in STANDS
            yield apkg.note(card, topic, frame(card), is_retired=is_retired), record.changed, record.due

    def deck(topic: Topic) -> apkg.Deck:
        description = apkg.describe(topic, names, leads_to[topic.id])
        return apkg.Deck(after.decks[topic.id], description, notes(topic), topic.id in same)

    return [deck(topic) for topic in topics.values() if topic.id in held]


def _topics(result: Result) -> dict[str, Topic]:
    """Give the topics of the plan and those that left it, by id."""
    return {**{topic.id: topic for topic in result.study.topics}, **result.former}


def _stale(result: Result) -> tuple[Path, ...]:
    """List the deck files whose topic has no card any more."""
    kept = {f"{topic.id}.yaml" for topic in result.study.topics if topic.cards}
    return tuple(sorted(path for path in result.files.paths.values() if path.name not in kept))


def _report(result: Result, after: Ledger, written: tuple[Path, ...]) -> Report:
    before = result.before
    known = {entry.id: entry for entry in (*before.entries, *before.forgotten)}
    old = {card_id: record for card_id, record in before.cards.items() if record.state in STANDS}
    cards = {card.id: card for card in result.study.cards}
    made = {card.id: card for card in result.made}
    topics = result.study.topics
    with_cards = [topic for topic in topics if topic.cards]
    in_order = order_keys.in_order([(topic.id, after.decks[topic.id]) for topic in with_cards])
    entries = [entry.entry for entry in result.study.entries]
    gaps = sum(topic.gap for topic in topics)
    return Report(
        entries=len(entries),
        new_entries=tuple(source(entry) for entry in entries if entry.id not in known),
        changed_entries=tuple(
            source(entry) for entry in entries if entry.id in known and entry.versions != known[entry.id].versions
        ),
        rolled_off=tuple(source(entry) for entry in entries if entry.id not in result.shown),
        topics=len(topics) - gaps,
        gaps=gaps,
        new_topics=tuple(topic.name for topic in with_cards if topic.id not in before.decks),
        moved_topics=tuple(topic.name for topic in with_cards if topic.id not in in_order),
        cards=len(cards),
        new_cards=tuple(card for card_id, card in cards.items() if card_id not in old),
        reworded=tuple(
            (old[card_id].card, card)
            for card_id, card in cards.items()
            if card_id in old and old[card_id].changed != after.cards[card_id].changed
        ),
        kept=tuple((card, made[card_id]) for card_id, card in cards.items() if card.edited and card_id in made),
        retired=tuple(record.card for card_id, record in sorted(old.items()) if card_id not in cards),
        leaving=len(_leaving(after)),
        lost_ledger=bool(result.files.paths) and before == Ledger(),
        written=written,
        faults=result.faults,
    )
