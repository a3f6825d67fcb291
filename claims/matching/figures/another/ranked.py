"""The row of a table by its place: "the runner-up gets 800", where the table has 800 in the row numbered 3.

Told only of tables that number their rows, where the clause of a claim says one place before its figure, that of the
other row, and its sentence nothing of what the row of the equal figure is called.
"""

from __future__ import annotations

from collections.abc import Set

from claims.matching.figures.another.rows import label_against
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.sentenced import PARTS
from claims.matching.texts.tables import row_number
from claims.model import UnitKind
from claims.numbers.lexical.shadow import lower
from claims.numbers.lexical.words import load_lexicon
from sources.document import Span

_PLACES = {"winner": 1, "runner_up": 2, "third_place": 3}
"""Meanings of those who have a place."""


def is_of_rank(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim says the place of the row of `other`, and not that of `theirs`, which it equals."""
    digest, told = theirs.digest, label_against(theirs, other)
    row, beside = (digest.sentence_at(one.quantity.core.start) for one in (theirs, other))
    if row is None or beside is None or row is beside or not told:
        return False
    mine, rival = row_number(digest, row), row_number(digest, beside)
    if not mine or not rival or mine == rival or _places(ours) != {rival}:
        return False
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    said = keys_of(sentence.terms) if sentence is not None else frozenset()
    return not keys_of(content(digest.terms_in(told))) & said


def _places(figure: Figure) -> Set[int]:
    """The places that a clause says before its figure."""
    digest, core = figure.digest, figure.quantity.core
    sentence = digest.sentence_at(core.start)
    if sentence is None:
        return frozenset()
    before = [one for one in digest.quantities_in(sentence.span) if one.span.end <= core.start]
    counted = [one.span.end for one in before if one.unit_kind is not UnitKind.ORDINAL]
    marks = [at + 1 for at in range(sentence.span.start, core.start) if digest.text[at] in PARTS]
    clause = Span(max([sentence.span.start, *counted, *marks]), core.start)
    places = {int(one.value) for one in before if one.unit_kind is UnitKind.ORDINAL and clause.contains(one.core)}
    ordinals = load_lexicon(digest.language).ordinals.entries
    for term in digest.terms_in(clause):
        word = lower(term.span.of(digest.text))
        places |= {int(ordinals[word])} if word in ordinals else set()
        places |= {_PLACES[meaning] for meaning in term.meanings if meaning in _PLACES}
    return places
