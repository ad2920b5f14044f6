"""What a note says, statement by statement, and the cards of one kind that it gives, which meet the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from study.cards import broken
from study.cards.draft import Draft, Source


def said(source: Source) -> list[str]:
    """List what the statements of a note say."""
    return [statement.text for statement in source.statements]


class KindOfCard(Protocol):
    """One of the modules of `study.cards.KINDS`."""

    def make(self, source: Source) -> Iterator[Draft]: ...


Asked = Callable[[KindOfCard, str], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def asked(source_of: Callable[[str], Source]) -> Asked:
    """Give front and back of each card of one kind that a note gives."""

    def ask(kind: KindOfCard, text: str) -> list[tuple[str, str]]:
        cards = [draft.card("e", text, "t") for draft in kind.make(source_of(text))]
        return [(card.front, card.back) for card in cards if not broken(card)]

    return ask
