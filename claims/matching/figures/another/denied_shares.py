"""Whether one text denies of a figure what the other affirms: one in ten has a licence, one in ten has none.

What is denied must be told by both texts in the same words, or in words of the same meaning, each right at its figure;
nothing else in either sentence may deny anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.matching.figures.another.rows import clause_of
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.tables import is_row
from claims.matching.words.polarity import EITHER, FIRST_HALVES, NEGATIVE, NOT, negations, says_the_opposite
from claims.matching.words.terms import Term
from claims.model import UnitKind

_OF_SOME = frozenset({UnitKind.PERCENT, UnitKind.RATIO, UnitKind.COUNT})
_REACH = 4
"""Words after a "not" among which stands what it denies."""
_SAME_STEM = 4
"""First letters by which two words of one language with the same meaning are the same: geimpft is not ungeimpft."""
_OPENING = frozenset({"if", "unless", "because", "but", "who", "that", "until", "before"})
"""Meanings of words that open another clause."""
_SHARED = 0.5
"""The share of the words of the denial that the affirming text must have, too."""


def is_denied_by(figure: Figure, other: Figure) -> bool:
    """Whether the clause of one figure denies what that of the other, which it equals, affirms."""
    if figure.quantity.unit_kind not in _OF_SOME or other.quantity.unit_kind not in _OF_SOME:
        return False
    ours, theirs = _clause(figure), _clause(other)
    here, there = negations(ours), negations(theirs)
    if len(here) + len(there) != 1:
        return False
    denying, affirming = (figure, other) if here else (other, figure)
    denial, said = (ours, theirs) if here else (theirs, ours)
    if not _bears_on(denying, denial, at := (here or there)[0]):
        return False
    others = (*_sentence(affirming), *(term for term in denial if not term.keys & NOT))
    if any(term.meanings & (NEGATIVE | EITHER) for term in others):
        return False
    if negations(_sentence(affirming)) or says_the_opposite(said, denial):
        return False
    denied = [term for term in content(denial[at + 1 :]) if not term.keys & denying.noun][:_REACH]
    shared = [one for one in denied if any(_is_same(one, term, figure, other) for term in said)]
    return bool(shared) and len(shared) >= _SHARED * len(denied) and _says_no_more(affirming, said, shared, denial)


def _sentence(figure: Figure) -> Sequence[Term]:
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    return sentence.terms if sentence is not None else ()


def _clause(figure: Figure) -> list[Term]:
    """The words of the clause of a figure without those of the figure itself; none in a table."""
    digest, span = figure.digest, figure.quantity.span
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None or is_row(digest, sentence):
        return []
    return [term for term in digest.terms_in(clause_of(figure)) if not term.span.overlaps(span)]


def _bears_on(figure: Figure, clause: Sequence[Term], at: int) -> bool:
    """Whether a "not" follows its figure and opens or ends nothing else: "only" (ne ... que), "if nothing is done"."""
    if clause[at].span.start < figure.quantity.span.end:
        return False
    if clause[at].form in FIRST_HALVES and not any(term.keys & NOT for term in clause[at + 1 :]):
        return False
    between = [term for term in clause[:at] if term.span.start >= figure.quantity.span.end]
    return not any(term.meanings & _OPENING for term in between)


def _says_no_more(figure: Figure, said: Sequence[Term], shared: Sequence[Term], denial: Sequence[Term]) -> bool:
    """Whether the affirming clause has no other word up to the last that is denied: "lacks water" has one."""
    keys, known = keys_of(shared), keys_of(denial) | figure.noun
    places = [term.span.end for term in said if term.keys & keys]
    end = max([figure.quantity.span.end, *places])
    between = [term for term in content(said) if figure.quantity.span.end <= term.span.start < end]
    return all(term.keys & known for term in between)


def _is_same(one: Term, other: Term, figure: Figure, against: Figure) -> bool:
    if not one.keys & other.keys:
        return False
    same_language = figure.digest.language == against.digest.language != "zh"
    return not same_language or one.form[:_SAME_STEM] == other.form[:_SAME_STEM]
