"""Gloss: what is X? From the catalogue, where a note says too little; the answer says that it is from there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from study.cards.draft import Draft, Source, is_english
from study.cards.rules import CATALOGUE
from study.cards.typeset import typeset, without_full_stop

_FIRST = 6  # terms; one further down is hardly what the note is for


def make(source: Source) -> Iterator[Draft]:
    """Make definition cards of the first key terms that the catalogue knows and the note only mentions."""
    passage = source.passage
    if is_english(passage.entry.text):
        return  # the catalogue's glosses are Chinese
    field = source.topic.concept.track if source.topic.concept else ""
    whole = [sentence for sentence in passage.sentences if not sentence.cut and not re.search("[?？]$", sentence.text)]
    for number, term in enumerate(source.terms[:_FIRST]):
        if term.concept is None or (number and term.concept.track != field):
            continue  # a term of another field may mean something else here
        mentions = [mention for mention in passage.mentions if mention.concept is term.concept]
        found = ((m, s) for m in mentions for s in whole if s.start <= m.start and m.end <= s.end)
        mention, sentence = next(found, (None, None))
        if mention and sentence:
            written = source.wording.spelled(mention.start, mention.end)
            front = typeset(f"{term.name if number == 0 else written}是什么？")
            back = without_full_stop(typeset(term.concept.gloss)) + CATALOGUE
            yield Draft("definition", term, (), front, back, sentence.start, sentence.end, 1.0 - 0.1 * number)
