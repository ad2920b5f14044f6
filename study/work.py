"""The work on each entry, a pure function of it: here, in several processes or on other machines, it gives the same."""

from __future__ import annotations

import itertools
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path

from study import cache, catalog, cues, terms
from study import cards as card_kinds
from study.cache import Signature, Worked
from study.catalog import Catalog
from study.errors import Fault, StudyError
from study.ids import slug
from study.model import Entry, Passage, StudiedEntry, Term

Task = tuple[Entry, Signature]
Executors = Callable[[], AbstractContextManager[Executor]]
"""Starts the processes, or reaches the machines, that take part in the work."""

_CHUNK = 16  # entries that are handed over at a time
_FEW = 128
"""So few entries are worked out here: a further process has to load the dictionary first, which takes a second."""


def work(tasks: Sequence[Task], known: Catalog, own: Path, executors: Executors | None) -> Iterator[tuple[str, Worked]]:
    """Work entries out, in order; each as the line that the cache keeps of it, too.

    Args:
        tasks: each entry with what of the other entries it depends on.
        known: the catalogue.
        own: the learner's own part of it, a file that need not be there.
        executors: who takes part; None works here alone.

    Raises:
        StudyError: a process that took part was ended from outside.
    """
    if executors is None or len(tasks) <= _FEW:
        workshop: Workshop | None = None
        for entry, signature in tasks:
            workshop = workshop or Workshop(known, [entry.text for entry, _ in tasks])
            worked = workshop.work(entry, signature)
            yield cache.pack(worked), worked
        return
    text = own.read_text(encoding="utf-8") if own.exists() else None
    try:
        yield from _shared(tasks, known, text, executors)
    except BrokenExecutor:
        what = "a process that read notes was ended, by lack of memory perhaps; try again with --jobs 1"
        raise StudyError(Fault(own.parent, None, what)) from None


def _shared(
    tasks: Sequence[Task], known: Catalog, text: str | None, executors: Executors
) -> Iterator[tuple[str, Worked]]:
    chunks = [tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK)]
    with executors() as executor:
        lines = itertools.chain.from_iterable(executor.map(lines_of, [text] * len(chunks), chunks))
        for (entry, _), line in zip(tasks, lines, strict=True):
            worked = cache.unpack(line, entry, known.concepts)
            if worked is None:
                raise ValueError(f"the work on entry {entry.id} came back unreadable")
            yield line, worked


def lines_of(own: str | None, tasks: Iterable[Task]) -> list[str]:
    """Work entries out and write each as a line: what runs in another process.

    Args:
        own: the text of the learner's own part of the catalogue.
        tasks: as in `work`.
    """
    workshop = _workshop(own)
    return [cache.pack(workshop.work(entry, signature)) for entry, signature in tasks]


@lru_cache(maxsize=1)
def _workshop(own: str | None) -> Workshop:
    if own is None:
        return Workshop(catalog.load())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.yaml"
        path.write_text(own, encoding="utf-8")
        return Workshop(catalog.load(path))


class Workshop:
    """Works entries out with a dictionary that is loaded once, as that takes longer than most commands.

    Args:
        known: the catalogue.
        texts: those of the entries; None for any.
    """

    def __init__(self, known: Catalog, texts: Iterable[str] | None = None) -> None:
        from study import segment  # noqa: PLC0415 - commands that have nothing to work out must not load jieba

        self._known = known
        self._segmenter = segment.Segmenter(known.spellings(), texts)

    def work(self, entry: Entry, signature: Signature) -> Worked:
        """Work one entry out."""
        known = self._known
        passage = self._segmenter.segment(entry, known.mentions(entry.text))
        found = terms.extract(passage, known.ancestors, known.dependents, known.pinned(entry.text), dict(signature))
        topic = _topic_id(found, passage)
        unknown = bool(found) and found[0].concept is None
        needs = cues.needs(passage, found[0]) if unknown else ()
        leads_to = cues.leads_to(passage, found[0]) if unknown else ()
        studied = StudiedEntry(entry, topic, found, needs, leads_to)
        made = card_kinds.make(passage, found, topic)
        return Worked(signature, studied, tuple(card for card, _ in made), array("d", [weight for _, weight in made]))


def _topic_id(found: tuple[Term, ...], passage: Passage) -> str:
    if not found:
        return slug(passage.entry.text[:20])
    return found[0].concept.id if found[0].concept else slug(found[0].name)
