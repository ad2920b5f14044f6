"""The cards of one kind that a note gives, and that meet the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from study.cards import broken
from study.cards.draft import Draft, Source


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
