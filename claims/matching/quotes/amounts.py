"""How many and how often, held against each other: some for most, often for always, rarely for never.

The words stand in two rows (`languages/<code>.amounts.toml`). Where either side has one word of a row, and nothing
denies it, the two must not be too far apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.matching.quotes.clauses import Side
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.reserves import Reserve, classed
from claims.matching.words.pairing import NEGATIONS
from claims.matching.words.polarity import negations
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from sources.document import Span

_HOW_MANY = frozenset({"all", "nearly_all", "most", "some", "few", "none"})
_HOW_OFTEN = frozenset({"always", "often", "sometimes", "rarely", "never"})
_APART = (
    ("all", "nearly_all"), ("all", "most"), ("all", "some"), ("all", "few"), ("nearly_all", "some"),
    ("nearly_all", "few"), ("most", "some"), ("most", "few"), ("few", "none"), ("some", "none"), ("most", "none"),
    ("always", "often"), ("always", "sometimes"), ("always", "rarely"), ("often", "sometimes"), ("often", "rarely"),
    ("sometimes", "never"), ("rarely", "never"), ("often", "never"),
)  # fmt: skip
"""Classes of which none may stand for the other; of others either is a "not" away, or near enough."""
_LASTING = frozenset({"still", "already", "always", "again", "more", "until", "time", "eternal", "rarely"})
"""Meanings by which a "not" may say "never": not any more, not once."""
_WEAKENS = frozenset({"nearly", "difficult", "unlikely", "few", "rarely"})
"""Meanings that make a "never" a "hardly ever"."""
_BEFORE = 3
"""Words before one among which a "not" bears on it."""


def other_amount(ours: Side, theirs: Side, languages: tuple[str, str]) -> Contradiction | None:
    """The word of a rendering that says another amount than the one word of the source that says one."""
    for row in (_HOW_MANY, _HOW_OFTEN):
        here, there = list(_amounts(ours, languages[0], row)), list(_amounts(theirs, languages[1], row))
        if len(here) != 1 or len(there) != 1:
            continue
        (mine, said), (other, meant) = here[0], there[0]
        if (said, meant) in _APART or (meant, said) in _APART:
            words = in_marks(other.span.of(theirs.text)), in_marks(mine.span.of(ours.text))
            return Contradiction("mistranslated", f"{words[0]} became {words[1]}")
    return _never_for_not(ours, theirs, languages)


def _never_for_not(ours: Side, theirs: Side, languages: tuple[str, str]) -> Contradiction | None:
    """A "never" of one side where the other has a bare "not", and nothing else that says how often or how long."""
    here, there = (
        [one for one, _ in _amounts(side, language, _HOW_MANY | _HOW_OFTEN)]
        for side, language in zip((ours, theirs), languages, strict=True)
    )
    for side, amounts, bare, others in ((ours, here, theirs, there), (theirs, there, ours, here)):
        never = [one for one in amounts if one.classes == {"never"}]
        if len(never) != 1 or len(amounts) != 1 or others:
            continue
        denied = len(negations(bare.terms)) == 1 and len(negations(side.terms)) <= 1
        if denied and not any(term.meanings & _LASTING for term in bare.terms):
            words = in_marks(never[0].span.of(side.text))
            told = f"{words} stands for a bare “not”" if side is ours else f"a bare “not” stands for {words}"
            return Contradiction("mistranslated", told)
    return None


def _amounts(side: Side, language: str, row: frozenset[str]) -> Iterator[tuple[Reserve, str]]:
    """The words of a row with their class; `denied` for one that a "not" bears on."""
    if not side.terms:
        return
    run = Span(side.terms[0].span.start, side.terms[-1].span.end)
    for one in classed(side.text, language, run, "amounts"):
        for name in one.classes & row:
            yield one, "denied" if _is_denied(one, side.terms, name) else name


def _is_denied(one: Reserve, terms: Sequence[Term], name: str) -> bool:
    """Whether a "not" stands before a word, or a "hardly" before one that is a "not" itself."""
    bearing = _WEAKENS if name in {"none", "never"} else NEGATIONS
    before = [term for term in terms if term.span.end <= one.span.start][-_BEFORE:]
    return any(term.meanings & bearing for term in before)
