"""What sets a rendering apart from the passage it renders: a lost "not", another figure, a meaning turned round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.matching.cutting import CONDITIONS
from claims.matching.lexicon import contrasts
from claims.matching.terms import Term
from claims.matching.told import in_marks
from claims.model import Quantity

_NEGATIONS = frozenset({"not", "no", "without"})
_NEGATIVE = frozenset(
    {"refuse", "avoid", "lack", "ban", "fail", "stop", "impossible", "rarely", "exclude", "unless", "only", "without"}
)
"""Meanings by which a language may say "not" without a word for it."""
_UNDONE = frozenset({"refuse"})
"""Meanings that undo the verb they go with."""
_LIMITS = frozenset({"nearly", "rarely", "few"})
"""Meanings that limit an "all" they stand beside."""
_DOUBLED = 5
"""Words within which two negations are one (ne ... pas, no ... ningún)."""
_VAGUE = 4
"""A word with as many meanings proves nothing."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """How two sentences exclude each other: the detail of the finding, and the reason in words."""

    detail: str
    reason: str


def contradiction(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    """What the words of a rendering say against those of the passage; None where nothing does."""
    return (
        _negated(ours, theirs)
        or _turned(ours, theirs)
        or _unconditional(ours, theirs)
        or _unlimited(ours, theirs)
        or _tense(ours, theirs)
    )


def other_figures(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Contradiction | None:
    """A figure of the rendering that the passage has with another value."""
    values = {(one.value, one.max) for one in theirs}
    for figure in ours:
        rivals = [one for one in theirs if one.unit_kind is figure.unit_kind]
        if (figure.value, figure.max) not in values and rivals:
            return Contradiction("number", f"{in_marks(rivals[0].text)} became {in_marks(figure.text)}")
    return None


def negations(terms: Iterable[Term]) -> int:
    """How many times the words negate; a doubled negation counts once."""
    count, last = 0, -_DOUBLED - 1
    for at, term in enumerate(terms):
        if term.keys & _NEGATIONS:
            if at - last > _DOUBLED:
                count += 1
            last = at
    return count


def _meanings(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(meaning for term in terms for meaning in term.meanings)


def _negated(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    here, there = negations(ours), negations(theirs)
    if bool(here) == bool(there):
        return _refused(ours, theirs) if not here else None
    if _meanings(theirs if here else ours) & _NEGATIVE:
        return None
    reason = 'the source has no "not" there' if here else 'the "not" of the source is lost'
    return Contradiction("negation", reason)


def _refused(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    """Without any "not": one side refuses or fails to do what the other does."""
    here, there = _meanings(ours), _meanings(theirs)
    for meaning in sorted(_UNDONE):
        if (meaning in here) != (meaning in there) and not (_UNDONE & here and _UNDONE & there):
            one = next(term for term in (*ours, *theirs) if meaning in term.meanings)
            if len(one.meanings) < _VAGUE:
                side = "the source" if meaning in there else "the quote"
                return Contradiction("mistranslated", f"only {side} has {in_marks(one.form)}")
    return None


def _turned(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    here, there, against = _meanings(ours), _meanings(theirs), contrasts()
    for term in ours:
        if len(term.meanings) >= _VAGUE or term.meanings & there:
            continue
        for meaning in sorted(term.meanings & against.keys()):
            opposite = against[meaning] - here
            other = next(
                (
                    one
                    for one in theirs
                    if one.meanings & opposite and len(one.meanings) < _VAGUE and not one.meanings & here
                ),
                None,
            )
            if other is not None:
                return Contradiction("mistranslated", f"{in_marks(other.form)} became {in_marks(term.form)}")
    return None


def _unconditional(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    if _meanings(ours) & (CONDITIONS | {"until"}):
        return None
    lost = next((term for term in theirs if term.meanings and term.meanings <= CONDITIONS), None)
    return (
        Contradiction("words_dropped", f"the condition is lost: {in_marks(lost.form)} has no counterpart")
        if lost
        else None
    )


def _unlimited(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    here, there = _meanings(ours), _meanings(theirs)
    lost = next((term for term in theirs if term.meanings & _LIMITS and not term.meanings & here), None)
    if lost is not None and "all" in here & there:
        return Contradiction("words_dropped", f"{in_marks(lost.form)} has no counterpart")
    return None


def _tense(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    here, there = _meanings(ours), _meanings(theirs)
    if "will" in there and "will" not in here and "done" in here and "done" not in there:
        return Contradiction("mistranslated", "what the source expects is told as done")
    if "will" in here and "will" not in there and "done" in there and "done" not in here:
        return Contradiction("mistranslated", "what the source tells as done is told as expected")
    return None
