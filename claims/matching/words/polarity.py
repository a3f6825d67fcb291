"""Whether what one text denies the other affirms: a "not" lost or put in, told by what is negated.

A "without" on both sides is no "not" for either, and a negative meaning (exclude, avoid) makes up for a missing "not"
only where the other side lacks it: "cannot rule out" is not "can rule out".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from claims.matching.words.lexicon import contrasts, structure
from claims.matching.words.pairing import beside, parts
from claims.matching.words.terms import Term

NOT = frozenset({"not", "no"})
NEGATIVE = frozenset(
    {"refuse", "avoid", "lack", "ban", "fail", "stop", "impossible", "rarely", "exclude", "unless", "only", "without",
     "deny", "fail_to", "prevent", "reject", "unable", "unlikely", "except", "at_earliest", "false", "different", "few"}
)  # fmt: skip
"""Meanings by which a language may say "not" without a word for it."""
EITHER = frozenset({"too_much", "prefer", "instead"})
"""What is too narrow for lorries is so narrow that they cannot pass, and rather milk than water is milk and not water:
with these either may be said, and the "not" comes after them."""
_DOUBLED = 5
"""Words within which two negations are one (ne ... pas, no ... ningún)."""
FIRST_HALVES = frozenset({"n", "ne"})
"""First halves of a negation in two words: the next one begins another (rien ne prouve qu'il n'ait pas ...)."""
_THAN = frozenset({"que", "qu"})
_COMPARES = frozenset({"more", "less", "good", "bad"})
_SUBJECT = 3
"""Words from the "que" to the "ne" of a comparison: que nous tous ne."""
_BEFORE, _AFTER = 4, 4
"""Words around a negation that it may bear on."""
_NEAR = 7
"""Words around the counterpart of such a word within which its negation must stand."""


def negations(terms: Iterable[Term], without: bool = False) -> tuple[int, ...]:
    """Where the words negate; a double one counts once, at its first word, unless a mark parts it (not this, not that).

    `without`: a word that may also mean "without" (没有) is left out.
    """
    found: list[int] = []
    last, led = -_DOUBLED - 1, False
    before: Term | None = None
    run = tuple(terms)
    for at, term in enumerate(run):
        first = term.form in FIRST_HALVES
        if first and _is_empty(run, at):
            continue
        if (before is not None and parts(before, term)) or (first and led):
            last = -_DOUBLED - 1
        if term.keys & NOT and not (without and "without" in term.keys):
            if at - last > _DOUBLED:
                found.append(at)
                led = False
            last, led = at, led or first
        before = term
    return tuple(found)


def _is_empty(terms: Sequence[Term], at: int) -> bool:
    """Whether a "ne" denies nothing: behind the "que" of a comparison, without a second half (qu'on ne croit)."""
    for one, other in pairwise(terms[at : at + _DOUBLED + 1]):
        if parts(one, other):
            break
        if other.keys & NOT and other.form not in FIRST_HALVES:
            return False
    led = [number for number in range(max(0, at - _SUBJECT), at) if terms[number].form in _THAN]
    return bool(led) and any(term.meanings & _COMPARES for term in terms[max(0, led[-1] - _NEAR) : led[-1]])


def is_negated(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a "not" stands within a few words of one of `terms`."""
    at = next(number for number, one in enumerate(terms) if one is term)
    return any(one.keys & NOT for one in beside(terms, at, _BEFORE, _AFTER - 1))


def denial(ours: Sequence[Term], theirs: Sequence[Term]) -> str:
    """What is wrong with the negations of a rendering, in words; empty where nothing is."""
    here, there = negations(ours, _has_without(theirs)), negations(theirs, _has_without(ours))
    if here and there:
        return _elsewhere(ours, theirs, there, "lost") or _elsewhere(theirs, ours, here, "put in")
    if not here and not there:
        return _without(ours, theirs)
    affirming, denying = (theirs, ours) if here else (ours, theirs)
    if _makes_up(affirming, denying) or says_the_opposite(affirming, denying):
        return ""
    return 'the source has no "not" there' if here else 'the "not" of the source is lost'


def _has_without(terms: Iterable[Term]) -> bool:
    return any("without" in term.keys and not term.keys & NOT for term in terms)


def _meanings(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(meaning for term in terms for meaning in term.meanings)


def _without(ours: Sequence[Term], theirs: Sequence[Term]) -> str:
    here, there = _meanings(ours), _meanings(theirs)
    if ("without" in here) == ("without" in there):
        return ""
    if (there - here if "without" in here else here - there) & NEGATIVE:
        return ""
    return 'the source has no "without" there' if "without" in here else 'the "without" of the source is lost'


def _makes_up(affirming: Sequence[Term], denying: Sequence[Term]) -> bool:
    """Whether the side without a "not" has a word of a negative meaning for which the other side has none."""
    known = _meanings(denying) - (structure() - NEGATIVE)
    if any(term.meanings & NEGATIVE and not term.meanings & known for term in affirming):
        return True
    either = _meanings(affirming) & EITHER
    return any(meaning not in known or _leads_to_not(meaning, denying) for meaning in either)


def _leads_to_not(meaning: str, denying: Sequence[Term]) -> bool:
    """Whether a "not" follows on a meaning, with something between: rather this, not that; but not: rather not this."""
    at = next(number for number, term in enumerate(denying) if meaning in term.meanings)
    if denying[at].keys & NOT:
        return True  # 而不是 is "instead" and "not" in one
    after = next((number for number in negations(denying) if number > at), at)
    return any(term.keys - structure() for term in denying[at + 1 : after])


def says_the_opposite(affirming: Sequence[Term], denying: Sequence[Term]) -> bool:
    """Whether "not easy" stands against "difficult"."""
    here, there, against = _meanings(affirming), _meanings(denying), contrasts()
    denied = _meanings(one for one in denying if is_negated(one, denying))
    return any(
        against[meaning] & denied - here
        for term in affirming
        if not term.meanings & there
        for meaning in term.meanings & against.keys()
    )


def _elsewhere(ours: Sequence[Term], theirs: Sequence[Term], negated: Sequence[int], how: str) -> str:
    """Both sides negate: whether one negation of `theirs` bears on words that `ours` affirms."""
    near = {at for at, term in enumerate(ours) if term.meanings & (NOT | NEGATIVE)}
    for at in negated:
        window = theirs[max(0, at - _BEFORE) : at + _AFTER + 1]
        keys = {key for term in window for key in term.keys} - structure()
        counterparts = [number for number, term in enumerate(ours) if term.keys & keys]
        if len(counterparts) < 2:
            continue
        if all(abs(number - other) > _NEAR for number in counterparts for other in near):
            return f'a "not" of the source is {how}' if how == "lost" else 'the source has one "not" less'
    return ""
