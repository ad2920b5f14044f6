"""Sentences made self-contained by rule: their clauses, each made to stand alone, join into runs that can."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from study.cards import rewrite
from study.cards.clauses import LONGEST, clauses, length, whole
from study.cards.names import Names
from study.cards.statement.clause import FIELD, Clause, ClauseReader, Subject
from study.cards.typeset import typeset, without_brackets
from study.cards.wording import Wording
from study.model import Passage, Sentence, Term
from study.words import ASIDES, DEPENDENT, HAN, INSTRUCTION, MARKER

_HAS_HAN = re.compile(f"[{HAN}]")
_ANEW = re.compile(r"(?:[;；]|[,，。](?:我们|大家|人们)?只?(?:要|需要?)知道(?:的是)?[,，])\s*\Z")
"""Behind a semicolon and behind `…,我们只要知道,` begins a sentence of its own."""
_JOINED = re.compile(r"(?:或者?|以及|[和与及])\s+\Z")
_BEFORE = 16  # characters in front of a clause that tell it
_MAIN = 3  # key terms that a note is about rather than that it only names
_THIS_KIND = re.compile("(?:该|这个|这种|这类|此)(?:模型|算法|方法|做法|方式|方案|网络|技术|机制|策略|过程)")
_SCOPE = re.compile(r"(?:在|对于)[^，]{1,24}?(?:中|里|上|下|时|之前|之后|以前|以来|方面|领域|任务)，")
_NOUNS = {"n", "nz", "eng", "t", "b", "nr", "nt", "vn"}
_OWN_PREDICATE = re.compile(
    r".{3,24}?(?:是|会|能|可以|通过|具有|需要|用于|负责|采用|使用|由|将|把|不|没有|都|被|必须|分为|包括|包含)"
)
_PREPOSITIONS = {"根据", "按照", "依照"}
_DEED = re.compile(r"(?:将|把|对|增加|使用|采用|引入|减少|通过)[^，]{4,30}?(?:可能)?会?(?:导致|带来|造成|引起)")
_REVERSE = re.compile("(?<=是)(?:反过来|相反)的?$")
_OPENING = 6  # characters of a clause; a colon behind them announces something
_LEADS_OUT = re.compile("(?:其中|分别|包括|比如|例如|即)")
"""What is left of a clause whose rest stands in a list or a formula."""
_ENOUGH = 10  # characters of a statement that may end before another scope opens
_NEW_SCOPE = re.compile(r"(?:而|同时)?在[^，]{2,16}(?:任务|领域|场景|方面|模型|方法|过程)?[中里上下]")
_TURNS = re.compile("但是?|然而|不过|可是")
_CONDITION = re.compile(r"\s*(?:但是?|而|那么)?(?:如果|若|假如|假设|当(?!前|时(?!间|刻|钟))|一旦|只要)")
_WHEN = re.compile("(?:成立|可微|满足|为真|相等|足够|不变)[^，]{0,4}时$|的话$|(?:情况|条件|前提|假设)下$")
_OF_STEPS = re.compile("(?:原理|流程|步骤|过程|实现)[:：]?$")
"""The end of a heading of numbered steps."""
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
_NO_FACT = re.compile(
    "(?:我|个人|笔者)(?:个人)?(?:觉得|认为|感觉)|(?:例如|比如|譬如)[，,]?(?:说|现在)?(?:我们|你)?(?:有(?!些|的)|假设|给|输入)|举个?例|例[:：]|拿[^，,]{1,8}(?:举例|来说)|打个比方"
)
"""How a sentence begins that tells what somebody thinks, or an example: what is true of it is nothing to know."""
_THEN = re.compile(r"\s*[,，]\s*(?:那么|那就|就|则|此时|这时|这样)")
"""Behind a condition, what follows from it: without that it says nothing."""
_AND_IF = re.compile("再|并且?|且|又|还")
_POSTPOSED = re.compile("^(?:因为|由于|作为|为了|除了|如果|只要)")
"""How the last clause of a sentence may begin that gives a reason or a condition for what stands before it."""
_BELOW = re.compile("(?P<below>(?:如下(?:所示)?)?)[:：]$")
_LEAD = 56  # characters of a lead that leave room for the words that ask
_STILL = re.compile("^[^，]{2,10}(?:仍|依然|依旧)")
_FOLLOWS = re.compile("[^，]{2,12}?(?:就|便)(?:会|能|可以?|变成|成为|得到)(?!话|议)")
_EXAMPLE = re.compile("(?:比如|例如|譬如|举例来?说)[，, ]*(?:有(?!些|的)|说|当(?!前)|一个|假设|如果|我们|你)")
"""How a clause begins that tells a case of what was said."""
_AS_FOR = re.compile("对于|来[说讲]")
_SEMICOLON = re.compile("[;；]")
_STOPS = re.compile("[。．.！!；;][”’\"')）】》]*$")
_SUCH_AS = re.compile("( 等[^，]{2,10})，(?:它们?|其)")
_THE_MORE = re.compile("(?<![超卓优跨穿来翻])越(?!来|界|过)")
_EXPLAINED = re.compile("^ ?（[^（）]{1,60}）")
_ACTS = re.compile("[用将把在]|为(?!了|什么)|通过|利用|基于|按照?|以(?![上下前后内外及])")
"""How a clause begins that says how something acts."""
_MEANS = re.compile("通过|利用|借助|凭借|基于|采用|使用|为了?|[与和跟同][^，,]{1,30}(?:类似|相似|一样|相同|不同)")
_WHERE = re.compile("在[^，]*(?:[中里上下时后前]|方面|过程|情况)")
_MARKER_LENGTH = 6  # characters of a list number with the white space behind it
_LABEL = re.compile(r" ?(?:（[^（）]{1,40}）)?\s?[，：](?!是)")
"""Behind the name of a term: it is a label, and not of what something is said."""
_ANSWERS = re.compile(r"\s*(?:而|但|反之|反过来|相反|如果|若|当|同时|并且|且)")


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


def statements(passage: Passage, names: Names, wording: Wording) -> tuple[tuple[Statement, ...], Mapping[int, str]]:
    """Make the statements of an entry, in text order; what cannot stand alone is left out.

    Args:
        passage: the entry taken apart.
        names: the names of its key terms.
        wording: its text, place by place.

    Returns:
        The statements, and for each place where the lead of a listing begins that lead, made to stand alone.
    """
    writer = _Writer(passage, names, wording)
    return tuple(writer.write()), writer.leads


class _Writer:
    def __init__(self, passage: Passage, names: Names, wording: Wording) -> None:
        self.passage = passage
        self.text = passage.entry.text
        self.names = names
        self.wording = wording
        self.reader = ClauseReader(passage, names, wording)
        self.subject: Subject | None = None  # of the sentence before
        self.leads: dict[int, str] = {}

    def write(self) -> Iterator[Statement]:
        listed = {item.start for listing in self.passage.listings for item in listing.items}
        announcing = {listing.lead.start for listing in self.passage.listings}
        headed = set(self._headed(listed))
        of_lists: Subject | None = None  # what a list is of, so is the next one: its last item is not what it divides
        was_listed = False
        last: Sentence | None = None
        for sentence in self.passage.sentences:
            before, self.subject = self.subject, None
            if last and self._is_numbered(last) and self.names.called(last.text):
                before = None  # a bare name in a list: the next item is of another
            last = sentence
            is_listed = sentence.start in listed
            if sentence.start in announcing:
                of_lists = of_lists if was_listed else before
                self._lead(sentence, of_lists)
            was_listed = is_listed
            if _NO_FACT.match(sentence.text) or (is_listed and not self._speaks_for_itself(sentence)):
                continue
            if _JOINED.search(self.text, max(0, sentence.start - _BEFORE), sentence.start):
                continue  # the second half of one that a line break parted
            if sentence.text.endswith(("?", "？")) or length(sentence.text) > 3 * LONGEST:
                continue
            is_line = is_listed or not (sentence.cut or _STOPS.search(sentence.text))
            for run in self._runs(sentence, before):
                whole_run = self._under_heading(sentence, run) if sentence.start in headed else run
                statement = self._statement(sentence, whole_run, is_line=is_line)
                if statement:
                    yield statement

    def _speaks_for_itself(self, item: Sentence) -> bool:
        """Tell an item of a list that says something of a term it names first; what else it says, the lead explains."""
        text = self.wording.typeset(item.start, item.end)
        opening = self.names.opening(text)
        return opening is not None and not _LABEL.match(text, len(opening[1]))

    def _lead(self, sentence: Sentence, before: Subject | None) -> None:
        """Keep of a lead the longest run of clauses up to its end that can stand alone and fits into a question."""
        below = _BELOW.search(sentence.text)  # it points only to the items themselves
        spans = clauses(sentence.text[: below.start()] if below else sentence.text, sentence.start)
        subject = before
        for at, (start, end) in enumerate(spans):
            opening = self.reader.read(start, end, subject, "", begins=at == 0)
            subject = self.reader.governor(start, end) or subject
            if opening is None or (at and not self.names.opening(opening.text)):
                continue
            if not _SCOPE.match(f"{opening.text}，") and re.search(f"{DEPENDENT.pattern}|除了[^，]*外$", opening.text):
                continue
            run = [opening, *self._following(spans[at + 1 :], opening, subject)]
            text = _plain_commas("，".join(clause.text for clause in run)) + (below["below"] if below else "")
            if run[-1].end == spans[-1][1] and len(self.leads.get(sentence.start, "x" * _LEAD)) >= _LEAD:
                self.leads[sentence.start] = text

    def _runs(self, sentence: Sentence, before: Subject | None) -> Iterator[list[Clause]]:
        """Group a sentence's clauses into runs that can each stand alone."""
        if re.fullmatch(r"[(（][^()（）]*[)）]", sentence.text):
            spans = [(sentence.start + 1, sentence.end - 1)]  # an aside of its own; its semicolons part items
        else:
            spans = clauses(whole(sentence.text) if sentence.cut else sentence.text, sentence.start)
        if re.search(r"[:：]$", sentence.text):
            spans = spans[:-1]  # what a colon announces does not stand here
        elif sentence.cut and spans and re.search("[:：]", self.text[spans[-1][0] + _OPENING : spans[-1][1]]):
            spans = spans[:-1]  # nor all of it where the excerpt ends
        subject = before
        heads, conditional = True, False
        for at, (start, end) in enumerate(spans):
            heads = heads or bool(_ANEW.search(self.text, max(0, start - _BEFORE), start))
            if spoken := self.reader.spoken_of(start, end):
                subject = self.subject = spoken
                heads = True
                continue
            if (
                at
                and heads
                and subject
                and not _HAS_HAN.search(self.text[start:end])
                and _HAS_HAN.search(sentence.text)
            ):
                continue  # the rest of a title
            begins = heads and not self._leads_to_subject(start, spans[at + 1 :])
            opening = self.reader.read(start, end, subject, "", begins=begins)
            if heads:
                conditional = False
            if opening and (heads or (not conditional and self._has_own_subject(opening))):
                behind = (
                    spans[at + 1 :] if heads or self._opens_with_main(opening) else self._till_pointing(spans[at + 1 :])
                )
                yield [opening, *self._following(behind, opening, self.reader.governor(start, end) or subject)]
            conditional = conditional or bool(_CONDITION.match(self.text, start) or _WHEN.search(self.text[start:end]))
            if _AS_FOR.search(self.text, start, end):
                subject = None  # somebody else comes in, whom a pronoun may mean
            is_aside = ASIDES.fullmatch(self.text[start:end]) or self.reader.is_scrap(start, end)
            heads = heads and (bool(is_aside) or self.reader.passes(start, end))
            resumed = (
                subject is not None and opening is not None and opening.text.startswith(rewrite.bare(subject.shown))
            )
            subject = self.reader.governor(start, end) or (subject if self.subject or heads or resumed else None)
            self.subject = self.subject or subject

    def _leads_to_subject(self, start: int, behind: list[tuple[int, int]]) -> bool:
        """Tell a clause that says by what means, before the one that names who does it: `通过 A,X 可以…`."""
        return bool(behind and _MEANS.match(self.text, start) and self.names.opening(self.wording.typeset(*behind[0])))

    def _has_own_subject(self, clause: Clause) -> bool:
        """A clause from the middle of a sentence stands alone only with a subject or a scope of its own."""
        if _STILL.search(clause.text) or _FOLLOWS.match(clause.text):
            return False  # somebody did something about it before, or something was the case
        return bool(
            self.names.opening(clause.text)
            or re.match(r"(?:在|对于)[^，]{2,20}(?:中|里|上|之前|之后|方面|领域)$", clause.text)
            or (clause.tag in _NOUNS and _OWN_PREDICATE.search(clause.text))
            or _DEED.match(clause.text)
        )

    def _opens_with_main(self, clause: Clause) -> bool:
        named = self.names.opening(clause.text)
        return named is not None and named[0] in self.names.terms[:_MAIN]

    def _till_pointing(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Give the clauses up to the first `这种方法…`: in a run from mid-sentence it means more."""
        return list(itertools.takewhile(lambda span: not _THIS_KIND.match(self.text, *span), spans))

    def _following(self, spans: list[tuple[int, int]], opening: Clause, subject: Subject | None) -> Iterator[Clause]:
        """Go on with a run until a clause cannot stand in it."""
        said, end_of_last = opening.text, opening.end
        for begin, end in spans:
            if self.reader.passes(begin, end):
                continue
            if _EXAMPLE.match(self.text, begin, end):
                return
            if _SEMICOLON.search(self.text, end_of_last, begin) and not _ANSWERS.match(self.text, begin):
                return
            end_of_last = end
            clause = self.reader.read(begin, end, subject, said)
            if clause and len(said) >= _ENOUGH and _NEW_SCOPE.fullmatch(clause.text):
                return  # `…,在 Y 中,…` begins another fact
            turned = _TURNS.match(clause.text) if clause else None
            others = clause.text[turned.end() :].lstrip() if clause and turned else ""
            if others.startswith("作者") or self.names.opening(others):
                return  # `…,但是 X …` is a second fact, with a subject of its own
            if (
                clause is None
                or ASIDES.fullmatch(clause.text)
                or length(self.text[opening.start : end]) > LONGEST * 1.3
            ):
                return
            subject = self.reader.governor(begin, end) or subject
            said += clause.text
            yield clause

    def _headed(self, listed: set[int]) -> Iterator[int]:
        """Find the sentences that a heading may be the subject of: the first under it, and lines without a full stop.

        Items of a list and numbered lines behind a sentence are none of them: that one says what they are.
        """
        for _, section in itertools.groupby(self.passage.sentences, key=lambda sentence: sentence.heading):
            is_led = False
            for at, sentence in enumerate(section):
                is_numbered = self._is_numbered(sentence)
                is_item = sentence.start in listed or (is_numbered and is_led)
                if not is_item and (at == 0 or not _STOPS.search(sentence.text)):
                    yield sentence.start
                is_led = is_led or not is_numbered

    def _is_numbered(self, sentence: Sentence) -> bool:
        return MARKER.search(self.text[max(0, sentence.start - _MARKER_LENGTH) : sentence.start]) is not None

    def _under_heading(self, sentence: Sentence, run: list[Clause]) -> list[Clause]:
        """Give a line the subject that it lacks: the term that it stands under as its heading."""
        term = self.names.headed_by(sentence.heading)
        if self._is_numbered(sentence) and _OF_STEPS.search(sentence.heading):
            return run  # a step of the `X 的实现原理`, and not what X does
        first = run[0]
        lacks = (first.tag == "v" or _ACTS.match(first.text)) and not INSTRUCTION.match(first.text)
        if term is None or not lacks or first.start != sentence.start or _WHERE.fullmatch(first.text):
            return run
        named = [self.names.terms[rank] for rank in self.names.ranks_in(first.text)]
        if term in named or self.names.opening(without_brackets(first.text)):
            return run
        return [replace(first, text=typeset(f"{term.name} {first.text}")), *run[1:]]

    def _statement(self, sentence: Sentence, run: list[Clause], *, is_line: bool) -> Statement | None:
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
            parts.append("；" if _SEMICOLON.search(self.text, before.end, clause.start) else "，")
            parts.append(clause.text)
        text = _SUCH_AS.sub(r"\1", _plain_commas("".join(parts)))
        if len(_THE_MORE.findall(text)) == 1:
            return None  # `越…` without its other half
        if _ONE_OF_THEM.match(text) or _GOES_ON.match(text):
            return None
        if len(run) == 1 and _CONSEQUENCE.match(text) and not _ON_CONDITION.search(text):
            return None  # `X 就不会…` without what makes it so
        ends = tuple(clause.end for clause in run)
        scope = _SCOPE.match(text)
        head = scope.group() if scope else ""
        term, shown = self.names.opening(text[len(head) :]) or (None, "")
        if (field := FIELD.match(text, len(head) + len(shown))) and (own := self.names.opening(text[field.end() :])):
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
        if len(before) == 1 and _CONDITION.match(before[0].text) and _AND_IF.match(clause.text):
            return True  # `如果 A,再 B` waits for what follows from it
        if _CONDITION.match(run[0].text) and _THEN.match(self.text, clause.end):
            return True
        text = clause.text
        if (
            before
            and clause.end == sentence.end
            and _STOPS.search(sentence.text)
            and not DEPENDENT.search(before[-1].text)
        ):
            text = _POSTPOSED.sub("", text)  # nothing is left that it could prepare
        if DEPENDENT.search(text) or _LEADS_OUT.fullmatch(text):
            return True
        said = self.wording.words(clause.start, clause.end)
        last = max((at for at, word in enumerate(said) if word.text in _PREPOSITIONS), default=-1)
        return last >= 0 and not any(word.tag[:1] in "va" for word in said[last:] if word.text not in _PREPOSITIONS)


def _plain_commas(text: str) -> str:
    """An English statement keeps its own commas."""
    return text if _HAS_HAN.search(text) else text.replace("，", ", ").replace("；", "; ")
