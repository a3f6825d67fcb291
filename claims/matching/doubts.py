"""What leaves it open whether a passage bears a sentence out, though its figures agree.

A single sentence held against a single passage has no article around it that would tell what is meant. So whatever may
turn the sense round, and is not settled by the figures themselves, is a reason to say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.matching.compared import says_than
from claims.matching.digest import Digest
from claims.matching.lexicon import NOTHING, contrasts
from claims.matching.polarity import negations
from claims.matching.terms import Term
from claims.matching.values import Closeness, relation
from claims.model import Quantity, UnitKind

_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


def doubts(article: Digest, source: Digest) -> Iterator[str]:
    """The reasons, in words, why a passage whose figures agree with a sentence may yet say something else."""
    if any(_compares(one, article) for one in article.quantities):
        yield "it is not certain what is compared with what"
    if any(_is_rival(one, article.quantities, (article.language, source.language)) for one in source.quantities):
        yield "the passage has another figure of the kind"
    ours, theirs = _terms(article), _terms(source)
    if len(negations(ours)) % 2 != len(negations(theirs)) % 2:
        yield "one of the two denies something"
    if _contrast(ours, theirs):
        yield "they have words that exclude each other"


def _compares(quantity: Quantity, article: Digest) -> bool:
    """Whether a figure says how much more or how many times something is than something else."""
    span = quantity.span
    return quantity.unit_kind is UnitKind.MULTIPLE or says_than(article.text, article.language, span.start, span.end)


def _is_rival(other: Quantity, ours: Sequence[Quantity], languages: tuple[str, str]) -> bool:
    """Whether a figure of the passage can be compared with some of the sentence, and is none of them."""
    found = [relation(one, other, languages) for one in ours]
    closeness = {one.closeness for one in found if one is not None}
    return bool(closeness) and not closeness & _SAME


def _terms(digest: Digest) -> list[Term]:
    return [term for sentence in digest.sentences for term in sentence.terms]


def _contrast(ours: Sequence[Term], theirs: Sequence[Term]) -> bool:
    """Whether one text has a word of whose meaning the other has only the opposite."""
    here, there = ({key for term in terms for key in term.keys} for terms in (ours, theirs))
    return any(contrasts().get(key, NOTHING) & there - here for key in here - there)
