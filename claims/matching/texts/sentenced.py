"""A text cut into sentences with their words: what the reading of its tables needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from claims.matching.words.terms import Term
from sources.document import Span

PARTS = frozenset(",;:()–—、，；：（）\n\t")
"""Marks that part a sentence: what stands beyond one is rarely of the same figure."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: where it stands, and its words."""

    number: int
    span: Span
    terms: tuple[Term, ...]


class Sentenced(Protocol):
    """A text with its language and its sentences in order; a row of a table is one."""

    text: str
    language: str

    @property
    def sentences(self) -> tuple[Sentence, ...]: ...

    @property
    def heads(self) -> tuple[int, ...]:
        """For each sentence the number of the first row of the table that it is in; of others their own."""

    @property
    def listed(self) -> frozenset[int]:
        """The numbers of the sentences that are lines of a list: rows of a table of one column that has no head."""

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that a place lies in, or the last one before it."""

    def terms_in(self, span: Span) -> tuple[Term, ...]:
        """The words that lie in `span`."""
