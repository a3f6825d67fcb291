"""Of which time a figure is: the year, the month, the season or the part of a year that its clause gives it.

12 per cent in 2031 are not the 12 per cent of 2029. Told only where both texts say when, each beside its own figure,
and neither names the other's time anywhere near: what is told of no time may be of any. What a source tells of last
year is not of this year for an article that is written later; but what it tells of this year may be of the article's
last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.matching.figures.another.moments import OTHER_END, Moment, is_of_year_before, moments, roles
from claims.matching.figures.another.rows import label_against
from claims.matching.figures.arithmetic import from_to
from claims.matching.figures.context import Figure
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import is_row, labels
from sources.document import Span

_MARKS = frozenset(",;:()–—，；：（）\n\t。")
_COMMAS = frozenset(",，")
_REACH = 80
"""Letters between a figure and the time that it is of."""
_EARLIER, _LATER = frozenset({"before", "past", "ancient", "old"}), frozenset({"after", "new", "then_next", "next"})
"""Meanings by which a table calls the older and the newer of two columns, or rows."""
_BESIDE = 1
"""Sentences before and after in which the other's time may be named, too."""
_JOINTS = frozenset({"and", "but", "or", "while"})


def is_of_another_time(figure: Figure, other: Figure) -> bool:
    """Whether an article gives a figure for one time, and a source the same figure for another."""
    ours, theirs = _of_figure(figure), _of_figure(other)
    for kind in ours.keys() & theirs.keys():
        if not _excludes(kind, ours[kind], theirs[kind]):
            continue
        if not ours[kind] & _near(other, kind) and not theirs[kind] & _near(figure, kind):
            return True
    return False


def are_of_other_times(figure: Figure, group: Sequence[Figure]) -> bool:
    """Whether an article names a time for a figure that none of those is of from which it follows: each has its own."""
    ours = _of_figure(figure)
    theirs = [_of_figure(one) for one in group]
    for kind in ours:
        plain = kind.removeprefix(OTHER_END)
        each = [one.get(plain, set()) | one.get(OTHER_END + plain, set()) for one in theirs]
        if plain.startswith("told") or not each or not all(each) or any(ours[kind] & one for one in each):
            continue
        if not any(ours[kind] & _near(one, plain) for one in group):
            return True
    return False


def by_year(first: Figure, last: Figure) -> tuple[Figure, Figure] | None:
    """Two figures of a source by the years that they are of, the earlier first; None where those are not told."""
    years = [sorted(map(int, _of_figure(one).get("year", ()))) for one in (first, last)]
    if not all(years):
        return None
    (one, until), (other, till) = ((each[0], each[-1]) for each in years)  # a season is of two: 2023–24
    if until - one > 1 or till - other > 1 or (one < other) != (until < till) or one == other or until == till:
        return None
    return (first, last) if one < other else (last, first)


def by_label(first: Figure, last: Figure) -> tuple[Figure, Figure] | None:
    """Two figures of a table by what it says of one alone, the earlier first: the year before, after, old, new."""
    digest = first.digest
    rows = [digest.sentence_at(one.quantity.core.start) for one in (first, last)]
    if first.digest is not last.digest or any(row is None or not is_row(digest, row) for row in rows):
        return None
    spans = [label_against(one, other) for one, other in ((first, last), (last, first))]
    if not all(spans):
        return None
    said = [frozenset(key for term in digest.terms_in(span) for key in term.meanings) for span in spans]
    telling = said[0] - said[1], said[1] - said[0]
    olds = [bool(keys & _EARLIER) or is_of_year_before(digest, span) for keys, span in zip(telling, spans, strict=True)]
    if olds[0] == olds[1]:
        olds = [bool(keys & _LATER) for keys in reversed(telling)]
    return None if olds[0] == olds[1] else (first, last) if olds[0] else (last, first)


def _excludes(kind: str, ours: set[str], theirs: set[str]) -> bool:
    """Whether none of the times of an article is one of a source's, which is no younger than the article."""
    if not kind.removeprefix(OTHER_END).startswith("told"):
        return not ours & theirs
    return max(map(int, theirs)) < min(map(int, ours))


def _of_figure(figure: Figure) -> dict[str, set[str]]:
    """The times beside a figure that are its own, by their kind."""
    digest = figure.digest
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return {}
    found: dict[str, set[str]] = {}
    named = list(_in_sentence(figure, sentence))
    begins = _begins_change(figure, sentence)
    for moment in named:
        if begins and moment.span < figure.quantity.span:
            continue  # next year it will rise from 4.9 to 5.6: next year is when it is 5.6
        if _is_own(figure, moment, named):
            in_row = moment.span.overlaps(figure.quantity.span)
            for role in ("",) if in_row else roles(digest, moment.span):
                found.setdefault(role + moment.kind, set()).add(moment.name)
    return found


def _begins_change(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure is the one that something goes from, to another behind it."""
    text, core = figure.digest.text, figure.quantity.core
    after = (one.core for one in figure.digest.quantities_in(sentence.span) if one.core.start >= core.end)
    following = next(after, None)
    return following is not None and from_to(text, core, following)


def _is_own(figure: Figure, moment: Moment, named: Sequence[Moment]) -> bool:
    """Whether nothing parts a time from a figure: no mark but a comma after the time, and no other figure.

    A figure of another kind parts nothing where no other time comes between (in 2031 it rose by 12 per cent to 40
    million); but a time that follows a figure is of that one alone (from 30 million in 2029 to 40 million).
    """
    digest, span = figure.digest, figure.quantity.span
    if moment.span.overlaps(span):
        return True
    before = moment.span < span
    low, high = sorted((moment.span, span))
    between = Span(low.end, max(low.end, high.start))
    said = between.of(digest.text)
    marks = _MARKS - _COMMAS if before else _MARKS
    if len(between) > _REACH or any(letter in marks for letter in said):
        return False
    if before and _follows_its_like(figure, moment.span):
        return False
    others = digest.quantities_in(between)
    if not others:
        return True
    other_kind = all(one.unit_kind is not figure.quantity.unit_kind for one in others)
    parted = any(letter in _COMMAS for letter in said) or any(
        term.meanings & _JOINTS for term in digest.terms_in(between)
    )
    rival = any(one.kind == moment.kind and between.overlaps(one.span) for one in named)
    return other_kind and not parted and not rival and roles(digest, span) == ("",)


def _follows_its_like(figure: Figure, moment: Span) -> bool:
    """Whether another figure of the same kind stands before a time in its clause."""
    digest = figure.digest
    sentence = digest.sentence_at(moment.start)
    if sentence is None:
        return False
    start = max(sentence.span.start, moment.start - _REACH)
    text = digest.text
    marks = (at for at in range(start, moment.start) if text[at] in _MARKS and not _in_figure(text, at))
    start = max([start, *(at + 1 for at in marks)])
    before = digest.quantities_in(Span(start, moment.start))
    return any(one.unit_kind is figure.quantity.unit_kind for one in before)


def _in_figure(text: str, at: int) -> bool:
    """Whether a mark stands between two digits: 24,6."""
    return text[max(0, at - 1) : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _in_sentence(figure: Figure, sentence: Sentence) -> Iterator[Moment]:
    digest = figure.digest
    if not is_row(digest, sentence):
        yield from moments(digest, sentence.span)
        return
    for span in labels(figure.quantity, digest, sentence):
        yield from (Moment(figure.quantity.span, one.kind, one.name) for one in moments(digest, span))
        if is_of_year_before(digest, span):
            yield Moment(figure.quantity.span, "told year", "-1")


def _near(figure: Figure, kind: str) -> set[str]:
    """The times of a kind that the sentence of a figure names, or the ones beside it."""
    kind = kind.removeprefix(OTHER_END)
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return set()
    if is_row(figure.digest, sentence):
        return {one.name for one in _in_sentence(figure, sentence) if one.kind == kind}
    around = figure.digest.sentences[max(0, sentence.number - _BESIDE) : sentence.number + _BESIDE + 1]
    span = Span(around[0].span.start, around[-1].span.end)
    return {one.name for one in moments(figure.digest, span) if one.kind == kind}
