"""Two things held against each other (A is cheaper than B), and whether a rendering exchanges them.

What is compared stands on either side of the "than". Where a rendering has each on the other side, or the opposite
measure, it says the reverse; where it has both, it says the same: the plane costs more than the train.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.language import Words, read_words
from claims.matching.quotes.clauses import Side
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.roles import Roles
from claims.matching.words.lexicon import contrasts
from claims.matching.words.pairing import NEGATIONS, pairs, parts, weight
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from sources.document import Span

_BEFORE = 5
"""Words before the "than" among which the "more" stands."""
_AFTER = 5
"""Words after it that may be what something is held against."""


class ThanWords(Words):
    """By language the words of comparisons; `alike` are meanings that are more or less together, by one of them."""

    than: dict[str, tuple[str, ...]]
    more: dict[str, tuple[str, ...]]
    less: dict[str, tuple[str, ...]]
    comparative: dict[str, tuple[str, ...]]
    alike: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A comparison by the places of its words; `degree` is 1 for more and -1 for less."""

    degree: int
    measure: int
    """The word that says of what there is more, or how things are more; -1 where there is none."""
    first: frozenset[int]
    second: frozenset[int]
    told: tuple[Span, ...]
    """The words that say how they compare."""


def compare_than(ours: Side, theirs: Side, languages: tuple[str, str]) -> Roles:
    """The one comparison of either side, held against each other."""
    here, there = _comparison(ours, languages[0]), _comparison(theirs, languages[1])
    if here is None or there is None:
        return Roles(None)
    told = {
        mine: other
        for mine, other in pairs(ours.terms, theirs.terms).items()
        if weight(ours.terms[mine]) == 1.0 and weight(theirs.terms[other]) == 1.0
    }
    crossed, direction = _is_crossed(here, there, told), _direction(here, there, ours.terms, theirs.terms, told)
    if crossed is None or not direction:
        return Roles(None)
    if crossed is (direction < 0):
        return Roles(None, tuple((mine, other) for mine in here.told for other in there.told))
    words = in_marks(Span(there.told[0].start, max(one.end for one in there.told)).of(theirs.text))
    what = "what is compared is exchanged" if crossed else "the comparison is turned round"
    return Roles(Contradiction("mistranslated", f"{what}: the source has {words}"))


def _is_crossed(here: _Comparison, there: _Comparison, told: dict[int, int]) -> bool | None:
    """Whether what stands on the one side of the "than" stands on the other side in the other text."""
    first, other_first = here.first | {here.measure}, there.first | {there.measure}
    straight = any(mine in here.second and told[mine] in there.second for mine in told)
    over = any(mine in first and told[mine] in there.second for mine in told)
    back = any(mine in here.second and told[mine] in other_first for mine in told)
    if over and back and not straight:
        return True
    return False if straight and not over and not back else None


def _direction(
    here: _Comparison, there: _Comparison, ours: Sequence[Term], theirs: Sequence[Term], told: dict[int, int]
) -> int:
    """1 where both measure the same way, -1 where they measure opposite ways, 0 where that cannot be told."""
    degree = here.degree * there.degree
    if -1 in {here.measure, there.measure}:
        return degree
    if told.get(here.measure) in there.second and there.measure in {told.get(at) for at in here.second}:
        return degree  # more cows than people, more people than cows
    mine, yours = _measures(ours[here.measure]), _measures(theirs[there.measure])
    if told.get(here.measure) == there.measure or mine & yours:
        return degree
    return -degree if any(contrasts().get(meaning, frozenset()) & yours for meaning in mine) else 0


def _measures(term: Term) -> frozenset[str]:
    alike = _words().alike
    return term.meanings.union(*(meanings for meanings in alike.values() if term.meanings & frozenset(meanings)))


def _comparison(side: Side, language: str) -> _Comparison | None:
    """The comparison of a run of words; None where it has none, or several, or denies it."""
    words, terms = _words(), side.terms
    than = [at for at, term in enumerate(terms) if term.form in words.than.get(language, ())]
    make = _in_chinese if language == "zh" else _spaced
    found = [one for at in than if (one := make(terms, at, language)) is not None]
    return found[0] if len(found) == 1 and not any(term.meanings & NEGATIONS for term in terms) else None


def _spaced(terms: Sequence[Term], than: int, language: str) -> _Comparison | None:
    words = _words()
    first, last = _clause(terms, than)
    for at in range(than - 1, max(first, than - _BEFORE) - 1, -1):
        form = terms[at].form.split()[0]  # of a phrase: plus cher
        degree = 1 if form in words.more.get(language, ()) else -1 if form in words.less.get(language, ()) else 0
        led = at > first and terms[at - 1].form in (*words.more.get(language, ()), *words.less.get(language, ()))
        # weniger teuer: the word behind "less" is none, whatever its ending
        itself = not led and _is_comparative(terms[at], language) if not degree else " " in terms[at].form
        if not degree and not itself:
            continue
        inner = [n for n in range(at + 1, than) if weight(terms[n]) == 1.0]
        before = [n for n in range(first, at) if weight(terms[n]) == 1.0]
        measure = at if itself else inner[0] if inner else before[-1] if before else -1
        after = [n for n in range(than + 1, min(last, than + 1 + _AFTER)) if weight(terms[n]) == 1.0]
        told = tuple(terms[n].span for n in sorted({at, measure} - {-1}))
        return _Comparison(degree or 1, measure, frozenset({*before, *inner} - {measure}), frozenset(after[:1]), told)
    return None


def _in_chinese(terms: Sequence[Term], than: int, language: str) -> _Comparison | None:
    """A 比 B adjective: the last word of the clause says how they compare."""
    words = _words()
    first, last = _clause(terms, than)
    content = [at for at in range(than + 1, last) if terms[at].meanings]
    if len(content) < 2:
        return None
    end = content[-1]
    form = terms[end].form
    amount = 1 if form in words.more[language] else -1 if form in words.less[language] else 0
    told = (terms[end].span,)
    before = frozenset(at for at in range(first, than) if weight(terms[at]) == 1.0)
    second = frozenset([at for at in content[:-1] if weight(terms[at]) == 1.0][-1:])
    return _Comparison(amount or 1, -1 if amount else end, before, second, told)


def _is_comparative(term: Term, language: str) -> bool:
    """Whether a known word says "more" itself."""
    forms = _words().comparative.get(language, ())
    return bool(term.meanings) and any(
        term.form.endswith(form[1:]) if form[0] == "*" else term.form == form for form in forms
    )


def _clause(terms: Sequence[Term], at: int) -> tuple[int, int]:
    """The places of the first word of the clause around one, and after the last."""
    first, last = at, at + 1
    while first and not parts(terms[first - 1], terms[first]):
        first -= 1
    while last < len(terms) and not parts(terms[last - 1], terms[last]):
        last += 1
    return first, last


@cache
def _words() -> ThanWords:
    return read_words("und", "than", ThanWords)
