"""Runs of clauses joined into statements: one text each, without last clauses that only prepare what is not said."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from study.cards import rewrite
from study.cards.clauses import LONGEST, clauses, length
from study.cards.names import Names
from study.cards.statement.clause import FIELD, Clause
from study.cards.wording import Wording
from study.model import Sentence, Term
from study.words import DEPENDENT, HAN

HAS_HAN = re.compile(f"[{HAN}]")
SCOPE = re.compile(r"(?:在|对于)[^，]{1,24}?(?:中|里|上|下|时|之前|之后|以前|以来|方面|领域|任务)，")
_PREPOSITIONS = {"根据", "按照", "依照"}
_REVERSE = re.compile("(?<=是)(?:反过来|相反)的?$")
_LEADS_OUT = re.compile("(?:其中|分别|包括|比如|例如|即)")
"""What is left of a clause whose rest stands in a list or a formula."""
CONDITION = re.compile(r"\s*(?:但是?|而|那么)?(?:如果|若|假如|假设|当(?!前|时(?!间|刻|钟))|一旦|只要)")
_CONSEQUENCE = re.compile("[^，]{2,40}?就(?:不会|会(?!话|议)|不能|能够?|可以)")
_ONE_OF_THEM = re.compile("(?:其中)?(?:第?一|另一)[种个类](?:主要|就|通常)?(?:是(?!否)|为(?!了)|叫|称|作为)")
"""How a sentence begins that tells of one of those the sentence before counts, and does not name it."""
_GOES_ON = re.compile(
    f"{rewrite.DENIES}|"
    "[与和跟同] ?[^，]{1,30}(?:类似|相似|一样|相同|不同)，(?:[也都是将把能]|同样|采用|使用|通过|可以)"
)
"""How a sentence begins that goes on about what the one before speaks of."""
_ON_CONDITION = re.compile("只[要有]|如果|若|当|一旦|时|后|则|为了|通过|有了|凭|靠|用")
"""What says on what condition something follows, in one clause with it."""
_THEN = re.compile(r"\s*[,，]\s*(?:那么|那就|就|则|此时|这时|这样)")
"""Behind a condition, what follows from it: without that it says nothing."""
_AND_IF = re.compile("再|并且?|且|又|还")
_POSTPOSED = re.compile("^(?:因为|由于|作为|为了|除了|如果|只要)")
"""How the last clause of a sentence may begin that gives a reason or a condition for what stands before it."""
SEMICOLON = re.compile("[;；]")
STOPS = re.compile("[。．.！!；;][”’\"')）】》]*$")
_SUCH_AS = re.compile("( 等[^，]{2,10})，(?:它们?|其)")
_THE_MORE = re.compile("(?<![超卓优跨穿来翻])越(?!来|界|过)")
_EXPLAINED = re.compile("^ ?（[^（）]{1,60}）")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a run of a sentence's clauses says, so that it can stand alone.

    Args:
        text: typeset, without final punctuation; its subject is named.
        scope: the `在 X 中，` that it opens with, or "".
        start: where in the entry's text the words begin that it rests on; ``end`` is where they end.
        subject: the term that it is about, which stands behind the scope; None where there is none.
        shown: how ``text`` writes the subject.
        predicate: ``text`` behind the subject and a bracket that explains it.
        heading: the heading that it stands under.
        is_line: it has no full stop: an item of a list, say, or what leads up to one.
        ends: for each of its clauses, where it ends in the entry's text.
        starts: for each of its clauses, where it begins in the entry's text.
        tags: for each of its clauses, the part of speech of its first word in the note.
    """

    text: str
    start: int
    end: int
    scope: str
    subject: Term | None
    shown: str
    predicate: str
    heading: str
    is_line: bool
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]

    def start_of(self, part: str) -> int:
        """Say where the quote begins when only the statement's text from the beginning of ``part`` is used."""
        before = self.text[: self.text.rindex(part)] if part in self.text else ""
        return self.starts[min(len(clauses(before + "x")), len(self.starts)) - 1]

    def tags_behind(self, part: str) -> tuple[str, ...]:
        """Give the tags of the clauses that follow the one in which ``part`` begins."""
        return self.tags[len(clauses(self.text[: self.text.rindex(part) + 1])) :] if part in self.text else ()

    def end_of(self, part: str) -> int:
        """Say where the quote ends when only the statement's text up to the end of ``part`` is used."""
        upto = self.text[: self.text.rindex(part) + len(part)] if part in self.text else self.text
        return self.ends[min(len(clauses(upto)), len(self.ends)) - 1]


class Joiner:
    """Joins the clauses of one entry's runs.

    Args:
        text: the entry's.
        names: the names of its key terms.
        wording: its text, place by place.
    """

    def __init__(self, text: str, names: Names, wording: Wording) -> None:
        self._text = text
        self._names = names
        self._wording = wording

    def join(self, sentence: Sentence, run: list[Clause], *, is_line: bool) -> Statement | None:
        """Give what a run says; None where nothing is left that says something by itself.

        Args:
            sentence: where the run stands.
            run: its clauses, each as it can stand behind those before it.
            is_line: the sentence has no full stop.
        """
        while run and (sum(length(clause.text) + 1 for clause in run) > LONGEST or self._hangs(sentence, run)):
            run = run[:-1]
        if not run:
            return None
        if len(run) > 1 and (reverse := _REVERSE.search(run[0].text)):
            first, second = run[:2]  # `思路是反过来,先…`: of what it is the reverse does not stand here
            joined = Clause(first.start, second.end, f"{first.text[: reverse.start()]}{second.text}", first.tag)
            run = [joined, *run[2:]]
        parts = [run[0].text]
        for before, clause in itertools.pairwise(run):
            parts.append("；" if SEMICOLON.search(self._text, before.end, clause.start) else "，")
            parts.append(clause.text)
        text = _SUCH_AS.sub(r"\1", plain_commas("".join(parts)))
        if len(_THE_MORE.findall(text)) == 1:
            return None  # `越…` without its other half
        if _ONE_OF_THEM.match(text) or _GOES_ON.match(text):
            return None
        if len(run) == 1 and _CONSEQUENCE.match(text) and not _ON_CONDITION.search(text):
            return None  # `X 就不会…` without what makes it so
        ends = tuple(clause.end for clause in run)
        scope = SCOPE.match(text)
        head = scope.group() if scope else ""
        term, shown = self._names.opening(text[len(head) :]) or (None, "")
        if (field := FIELD.match(text, len(head) + len(shown))) and (own := self._names.opening(text[field.end() :])):
            head, (term, shown) = text[: field.end()], own
        predicate = _EXPLAINED.sub("", text[len(head) + len(shown) :].lstrip()) if term else text
        tags = tuple(clause.tag for clause in run)
        return Statement(
            text,
            run[0].start,
            ends[-1],
            head,
            term,
            shown,
            predicate.lstrip(),
            sentence.heading,
            is_line,
            ends,
            tags,
            tuple(clause.start for clause in run),
        )

    def _hangs(self, sentence: Sentence, run: list[Clause]) -> bool:
        """Tell a last clause that only prepares another, or of which a preposition never gets its verb."""
        clause, before = run[-1], run[:-1]
        if len(_THE_MORE.findall("".join(part.text for part in (*before, clause)))) > 1:
            return False  # `X 越大,Y 越小` is whole
        if len(before) == 1 and CONDITION.match(before[0].text) and _AND_IF.match(clause.text):
            return True  # `如果 A,再 B` waits for what follows from it
        if CONDITION.match(run[0].text) and _THEN.match(self._text, clause.end):
            return True
        text = clause.text
        if (
            before
            and clause.end == sentence.end
            and STOPS.search(sentence.text)
            and not DEPENDENT.search(before[-1].text)
        ):
            text = _POSTPOSED.sub("", text)  # nothing is left that it could prepare
        if DEPENDENT.search(text) or _LEADS_OUT.fullmatch(text):
            return True
        said = self._wording.words(clause.start, clause.end)
        last = max((at for at, word in enumerate(said) if word.text in _PREPOSITIONS), default=-1)
        return last >= 0 and not any(word.tag[:1] in "va" for word in said[last:] if word.text not in _PREPOSITIONS)


def plain_commas(text: str) -> str:
    """An English statement keeps its own commas."""
    return text if HAS_HAN.search(text) else text.replace("，", ", ").replace("；", "; ")
