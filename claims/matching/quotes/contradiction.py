"""What sets a rendering apart from the passage it renders: a lost "not", another figure, a meaning turned round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.matching.quotes.cutting import CONDITIONS
from claims.matching.quotes.durations import is_same_duration
from claims.matching.words.lexicon import contrasts
from claims.matching.words.pairing import beside, pairs, weight
from claims.matching.words.polarity import NEGATIVE, denial, is_negated, negations
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from claims.model import Quantity

_UNDONE = frozenset({"refuse", "deny", "fail_to"})
"""Meanings that undo the verb they go with."""
_LIMITS = frozenset({"nearly", "rarely", "few"})
"""Meanings that limit what is absolute and stands beside them."""
_ABSOLUTE = frozenset({"all", "always", "nobody", "nothing"})
_EXPECTED, _DONE = frozenset({"will"}), frozenset({"done"})
_TENSES = _EXPECTED | _DONE
"""Meanings that an ending adds to a verb."""
_HEDGES = frozenset({"perhaps", "might"})
"""Meanings that leave open what is said."""
_OPEN = _HEDGES | {"can", "possible", "probable", "if", "fear", "hope", "unlikely", "think", "estimate"}
"""Meanings by which a rendering may leave it open too."""
_DEGREES = frozenset({"more", "less"})
_HELPS = frozenset({"treat", "remedy", "drug", "vaccine", "insurance", "protect"})
"""What is for somebody against something: one language says a cure for what another has a remedy against."""
_MULTIPLES = frozenset({"double", "triple", "time", "half"})
"""Meanings of words that say how many times: twice, deux fois, 一倍."""
_FIGURES = frozenset("0123456789一二三四五六七八九十百千万亿两半几")
_JOINED = 3
"""Words beside an "and" within which the two that it joins stand."""
_HELPER = 2
"""Words before a verb among which the one that tells its time stands; after it stands at once."""
_VAGUE = 6
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
        or _turned_in_pairs(ours, theirs)
        or _paired(ours, theirs)
        or _unconditional(ours, theirs)
        or _unlimited(ours, theirs)
        or _certain(ours, theirs)
    )


def other_figures(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], languages: tuple[str, str]
) -> Contradiction | None:
    """A figure of the rendering that the passage has with another value; a decade and ten years are one."""
    for figure in ours:
        rivals = [one for one in theirs if one.unit_kind is figure.unit_kind]
        if rivals and not any(_equal(figure, one, languages) for one in theirs):
            return Contradiction("number", f"{in_marks(rivals[0].text)} became {in_marks(figure.text)}")
    return None


def _equal(one: Quantity, other: Quantity, languages: tuple[str, str]) -> bool:
    if (one.value, one.max) == (other.value, other.max):
        return True
    return is_same_duration(one, other, languages)


def _meanings(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(meaning for term in terms for meaning in term.meanings)


def _negated(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    wrong = denial(ours, theirs)
    if wrong:
        return Contradiction("negation", wrong)
    return None if negations(ours) or negations(theirs) else _refused(ours, theirs)


def _refused(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    """Without any "not": one side refuses or fails to do what the other does."""
    here, there = _meanings(ours), _meanings(theirs)
    for meaning in sorted(_UNDONE):
        if (meaning in here) != (meaning in there) and not NEGATIVE & (here if meaning in there else there):
            one = next(term for term in (*ours, *theirs) if meaning in term.meanings)
            if len(one.meanings) < _VAGUE:
                side = "the source" if meaning in there else "the quote"
                return Contradiction("mistranslated", f"only {side} has {in_marks(one.form)}")
    return None


def _turned(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    here, there, against = _meanings(ours), _meanings(theirs), contrasts()
    for term in ours:
        if len(term.meanings) >= _VAGUE or term.meanings & there - _TENSES:
            continue
        for meaning in sorted(term.meanings & against.keys()):
            opposite = against[meaning] - here
            other = next(
                (
                    one
                    for one in theirs
                    if one.meanings & opposite and len(one.meanings) < _VAGUE and not one.meanings & here - _TENSES
                ),
                None,
            )
            if other is None or _are_one(term, other, ours, theirs):
                continue
            if _is_turned(term, ours) == _is_turned(other, theirs):
                return Contradiction("mistranslated", f"{in_marks(other.form)} became {in_marks(term.form)}")
    return None


def _turned_in_pairs(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    """The same told word by word: of words that stand for each other, and of those that are left without another."""
    both = pairs(ours, theirs)
    rest = [term for at, term in enumerate(ours) if at not in both]
    left = [term for at, term in enumerate(theirs) if at not in both.values()]
    turned = [(ours[mine], theirs[other]) for mine, other in both.items() if _is_other_kind(ours[mine], theirs[other])]
    before = [(_before(ours, at), _before(theirs, both[at])) for at in both if weight(ours[at]) == 1.0]
    turned += [(one, other) for one, other in before if {*_degree(one), *_degree(other)} == _DEGREES]
    turned += _turned_once((ours, rest), (theirs, left))
    for mine, other in turned:
        vague = max(len(mine.meanings), len(other.meanings)) >= _VAGUE
        if vague or _are_one(mine, other, ours, theirs):
            continue
        if _is_turned(mine, ours) == _is_turned(other, theirs):
            return Contradiction("mistranslated", f"{in_marks(other.form)} became {in_marks(mine.form)}")
    return None


def _before(terms: Sequence[Term], at: int) -> Term:
    """The word with a meaning just before another in its clause: more coffee, moins de café; or that other."""
    clause = [term for term in beside(terms, at, _HELPER, 0) if term.keys]
    return clause[-2:][0]


def _degree(term: Term) -> frozenset[str]:
    """Whether a word says more or less; nothing for one that says neither or both."""
    said = term.meanings & _DEGREES
    return said if len(said) == 1 else frozenset()


def _is_other_kind(one: Term, other: Term) -> bool:
    """Whether two words that share a meaning are of two kinds: a mother and a father are parents."""
    against, rest = contrasts(), other.meanings - one.meanings
    return any(against[meaning] & rest for meaning in one.meanings - other.meanings if meaning in against)


def _turned_once(
    ours: tuple[Sequence[Term], Sequence[Term]], theirs: tuple[Sequence[Term], Sequence[Term]]
) -> Iterator[tuple[Term, Term]]:
    """Opposites where a text has a word twice, and the other its opposite for one of the two: buy and sell.

    Each side comes with its words that have no counterpart.
    """
    here, there, against = _counted(ours[0]), _counted(theirs[0]), contrasts()
    for term in ours[1]:
        more = [meaning for meaning in term.meanings if here[meaning] > there[meaning]]
        opposite = {other for meaning in more for other in against.get(meaning, ()) if there[other] > here[other]}
        for other in theirs[1]:
            if other.meanings & opposite and (_is_twice(term, ours[0]) or _is_twice(other, theirs[0])):
                yield term, other


def _is_twice(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a run has another word that means the same, and nothing else that would tell the two apart."""
    alike = (one for one in terms if one.meanings and one is not term)
    return any(one.meanings <= term.meanings or term.meanings <= one.meanings for one in alike)


def _counted(terms: Sequence[Term]) -> Counter[str]:
    return Counter(meaning for term in terms for meaning in term.meanings)


def _paired(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    """A quote that says "the short and the long" where the source has the one alone, or the other way round."""
    added = _with_opposite(ours, theirs)
    if added is not None:
        return Contradiction("words_added", f"{in_marks(added.form)} is not in the source")
    lost = _with_opposite(theirs, ours)
    return Contradiction("words_dropped", f"{in_marks(lost.form)} has no counterpart") if lost else None


def _with_opposite(both: Sequence[Term], one: Sequence[Term]) -> Term | None:
    """The word that `both` joins by an "and" to its opposite, which alone `one` has."""
    known, against = _meanings(one), contrasts()
    for at, term in enumerate(both):
        if not term.meanings & {"and", "or"}:
            continue
        for before in both[max(0, at - _JOINED) : at]:
            for after in both[at + 1 : at + 1 + _JOINED]:
                if any(against.get(meaning, frozenset()) & after.meanings for meaning in before.meanings):
                    there = [bool(side.meanings & known) for side in (before, after)]
                    if there == [True, False]:
                        return after
                    if there == [False, True]:
                        return before
    return None


def _unconditional(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    here = _meanings(ours)
    there = _meanings(theirs)
    if here & (CONDITIONS | {"until", "while", "even_if"}) or {"but", "like_as", "as_role"} & here - there:
        return None  # "reliable, if incomplete" is "reliable, but incomplete", and "als gids" is "as a guide"
    if {"only", "after"} <= here and "only" in there:
        return None  # "only if it pays" is "only after it has paid"
    lost = next((term for term in theirs if term.meanings and term.meanings <= CONDITIONS), None)
    return (
        Contradiction("words_dropped", f"the condition is lost: {in_marks(lost.form)} has no counterpart")
        if lost
        else None
    )


def _unlimited(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    here, there = _meanings(ours), _meanings(theirs)
    lost = next((term for term in theirs if term.meanings & _LIMITS and not term.meanings & here), None)
    if lost is not None and _ABSOLUTE & here & there:
        return Contradiction("words_dropped", f"{in_marks(lost.form)} has no counterpart")
    return None


def _certain(ours: Sequence[Term], theirs: Sequence[Term]) -> Contradiction | None:
    """A "perhaps" or "may" of the source that the quote drops, and has no other word for."""
    here, there = _meanings(ours), _meanings(theirs)
    if here & _OPEN - (there - _HEDGES):
        return None
    hedges = (at for at, term in enumerate(theirs) if term.meanings & _HEDGES and not term.meanings & here)
    lost = next((theirs[at] for at in hedges if not _is_rough(theirs, at)), None)
    return Contradiction("words_dropped", f"{in_marks(lost.form)} has no counterpart") if lost is not None else None


def _is_rough(terms: Sequence[Term], at: int) -> bool:
    """Whether a word that may say "perhaps" makes a figure a rough one: 大概四成, about forty per cent."""
    near = terms[at + 1 : at + 1 + _HELPER]
    return "approximate" in terms[at].meanings and any(term.form[0] in _FIGURES for term in near)


def _times(term: Term, other: Term, ours: Sequence[Term], theirs: Sequence[Term]) -> bool:
    """Whether two words of degree say how many times as much: twice as much, deux fois plus, 多一倍."""
    if not {"more", "equal_degree"} <= term.meanings | other.meanings:
        return False
    return all(
        any(near.meanings & _MULTIPLES for near in beside(terms, _place(one, terms), _HELPER, _HELPER))
        for one, terms in ((term, ours), (other, theirs))
    )


def _are_one(term: Term, other: Term, ours: Sequence[Term], theirs: Sequence[Term]) -> bool:
    """Whether two words that exclude each other come to the same: twice as much, more; a cure for, a remedy against."""
    if _times(term, other, ours, theirs):
        return True
    if not {"in_favour", "against"} <= term.meanings | other.meanings:
        return False
    return all(
        any(near.meanings & _HELPS for near in beside(terms, _place(one, terms), _HELPER, 0))
        for one, terms in ((term, ours), (other, theirs))
    )


def _is_turned(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a word is told the other way round, by a "not" or a "less": the less expensive is the cheaper."""
    before = beside(terms, _place(term, terms), 1, 0)
    less = any("less" in near.meanings for near in before if near is not term) and "less" not in term.meanings
    return is_negated(term, terms) != less


def _place(one: Term, terms: Sequence[Term]) -> int:
    return next(at for at, term in enumerate(terms) if term is one)
