"""Sentences made self-contained by rule: their clauses, each made to stand alone, join into runs that can."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from study.cards import rewrite
from study.cards.clauses import LONGEST, clauses, length, whole
from study.cards.names import Names
from study.cards.statement.clause import Clause, ClauseReader, Subject
from study.cards.statement.joining import CONDITION, HAS_HAN, SCOPE, SEMICOLON, STOPS, Joiner, Statement, plain_commas
from study.cards.typeset import typeset, without_brackets
from study.cards.wording import Wording
from study.model import Passage, Sentence
from study.words import ASIDES, DEPENDENT, INSTRUCTION, MARKER

__all__ = ["Statement", "statements"]

_ANEW = re.compile(r"(?:[;；]|[,，。](?:我们|大家|人们)?只?(?:要|需要?)知道(?:的是)?[,，])\s*\Z")
"""Behind a semicolon and behind `…,我们只要知道,` begins a sentence of its own."""
_JOINED = re.compile(r"(?:或者?|以及|[和与及])\s+\Z")
_BEFORE = 16  # characters in front of a clause that tell it
_MAIN = 3  # key terms that a note is about rather than that it only names
_THIS_KIND = re.compile("(?:该|这个|这种|这类|此)(?:模型|算法|方法|做法|方式|方案|网络|技术|机制|策略|过程)")
_NOUNS = {"n", "nz", "eng", "t", "b", "nr", "nt", "vn"}
_OWN_PREDICATE = re.compile(
    r".{3,24}?(?:是|会|能|可以|通过|具有|需要|用于|负责|采用|使用|由|将|把|不|没有|都|被|必须|分为|包括|包含)"
)
_DEED = re.compile(r"(?:将|把|对|增加|使用|采用|引入|减少|通过)[^，]{4,30}?(?:可能)?会?(?:导致|带来|造成|引起)")
_OPENING = 6  # characters of a clause; a colon behind them announces something
_ENOUGH = 10  # characters of a statement that may end before another scope opens
_NEW_SCOPE = re.compile(r"(?:而|同时)?在[^，]{2,16}(?:任务|领域|场景|方面|模型|方法|过程)?[中里上下]")
_TURNS = re.compile("但是?|然而|不过|可是")
_WHEN = re.compile("(?:成立|可微|满足|为真|相等|足够|不变)[^，]{0,4}时$|的话$|(?:情况|条件|前提|假设)下$")
_OF_STEPS = re.compile("(?:原理|流程|步骤|过程|实现)[:：]?$")
"""The end of a heading of numbered steps."""
_NO_FACT = re.compile(
    "(?:我|个人|笔者)(?:个人)?(?:觉得|认为|感觉)|(?:例如|比如|譬如)[，,]?(?:说|现在)?(?:我们|你)?(?:有(?!些|的)|假设|给|输入)|举个?例|例[:：]|拿[^，,]{1,8}(?:举例|来说)|打个比方"
)
"""How a sentence begins that tells what somebody thinks, or an example: what is true of it is nothing to know."""
_BELOW = re.compile("(?P<below>(?:如下(?:所示)?)?)[:：]$")
_LEAD = 56  # characters of a lead that leave room for the words that ask
_STILL = re.compile("^[^，]{2,10}(?:仍|依然|依旧)")
_FOLLOWS = re.compile("[^，]{2,12}?(?:就|便)(?:会|能|可以?|变成|成为|得到)(?!话|议)")
_EXAMPLE = re.compile("(?:比如|例如|譬如|举例来?说)[，, ]*(?:有(?!些|的)|说|当(?!前)|一个|假设|如果|我们|你)")
"""How a clause begins that tells a case of what was said."""
_AS_FOR = re.compile("对于|来[说讲]")
_ACTS = re.compile("[用将把在]|为(?!了|什么)|通过|利用|基于|按照?|以(?![上下前后内外及])")
"""How a clause begins that says how something acts."""
_MEANS = re.compile("通过|利用|借助|凭借|基于|采用|使用|为了?|[与和跟同][^，,]{1,30}(?:类似|相似|一样|相同|不同)")
_WHERE = re.compile("在[^，]*(?:[中里上下时后前]|方面|过程|情况)")
_MARKER_LENGTH = 6  # characters of a list number with the white space behind it
_LABEL = re.compile(r" ?(?:（[^（）]{1,40}）)?\s?[，：](?!是)")
"""Behind the name of a term: it is a label, and not of what something is said."""
_ANSWERS = re.compile(r"\s*(?:而|但|反之|反过来|相反|如果|若|当|同时|并且|且)")


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
        self.joiner = Joiner(self.text, names, wording)
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
            is_line = is_listed or not (sentence.cut or STOPS.search(sentence.text))
            for run in self._runs(sentence, before):
                whole_run = self._under_heading(sentence, run) if sentence.start in headed else run
                statement = self.joiner.join(sentence, whole_run, is_line=is_line)
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
            if not SCOPE.match(f"{opening.text}，") and re.search(f"{DEPENDENT.pattern}|除了[^，]*外$", opening.text):
                continue
            run = [opening, *self._following(spans[at + 1 :], opening, subject)]
            text = plain_commas("，".join(clause.text for clause in run)) + (below["below"] if below else "")
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
            if at and heads and subject and not HAS_HAN.search(self.text[start:end]) and HAS_HAN.search(sentence.text):
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
            conditional = conditional or bool(CONDITION.match(self.text, start) or _WHEN.search(self.text[start:end]))
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
            if SEMICOLON.search(self.text, end_of_last, begin) and not _ANSWERS.match(self.text, begin):
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
                if not is_item and (at == 0 or not STOPS.search(sentence.text)):
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
