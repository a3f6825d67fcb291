"""Whether two figures of a text are where something came from and where it went: from 7.5 to 6.2, von 6 auf 4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from claims.matching.figures.another.dating import by_label, by_year
from claims.matching.figures.another.then_now import by_now
from claims.matching.figures.arithmetic import against, instead_of, is_held_against, to_from
from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.compared import says_than, signed
from claims.matching.texts.tables import is_row
from claims.matching.words.folding import HAN
from claims.matching.words.lexicon import means
from claims.model import Quantity, UnitKind
from claims.numbers.lexical.shadow import flatten, lower
from claims.numbers.lexical.words import load_lexicon
from sources.document import Span

_REACH = 40
"""Letters between the two figures: a unit and a year may stand there, no other clause."""
_FAR = 80
"""The same where a third figure is the change between the two."""
_LEADING = 80
"""Letters before the first of two figures within which the verb stands that says where they go."""
_NEARLY = Decimal("0.02")
"""How far from what two figures give the change may lie that is said, as a share of it."""
_FEW = 3
"""Words between the newer figure and the older one before it: rose to 40 in June from 30."""
_SCALE = 100
"""How many times the one figure is the other where it shares a scale that is said once."""
_WHOLE = Decimal(100)
_WAYS = frozenset({"rise", "fall"})
_MARKS = frozenset(",;:.()–—，；：。（）\n\t")
_LONGEST = 12
"""Letters of the longest word that leads from the one to the other."""


def leads_on(first: Figure, last: Figure) -> bool:
    """Whether a word for "from" stands before the first figure and one for "to" before the last, in one sentence."""
    one, other, text = first.quantity.span, last.quantity.span, first.digest.text
    if first.digest is not last.digest or not 0 < other.start - one.end <= _REACH:
        return False
    before = lower(flatten(text[max(0, one.start - _LONGEST) : one.start])).rstrip()
    between = lower(flatten(text[one.end : other.start])).rstrip()
    return any(_opens(before, opener) and _ends(between, link) for opener, link in _pairs(first.digest.language))


def is_reached(figure: Figure) -> bool:
    """Whether the word right before a figure says that a change leads to it: fell by a third, to 40."""
    text, start = figure.digest.text, figure.quantity.span.start
    before = lower(flatten(text[max(0, start - _LONGEST) : start])).rstrip()
    return any(_ends(before, link) for _, link in _pairs(figure.digest.language))


def way_is_of_next(figure: Figure) -> bool:
    """Whether the word for rise or fall behind a figure leads to the change after it: 3.2 million, up 14 per cent."""
    digest, span = figure.digest, figure.quantity.span
    sentence = digest.sentence_at(span.start)
    after = digest.quantities_in(Span(span.end, max(span.end, sentence.span.end))) if sentence is not None else ()
    if sentence is None or not after or after[0].unit_kind is not UnitKind.PERCENT:
        return False
    between = Span(span.end, max(span.end, after[0].span.start))
    before = digest.quantities_in(Span(sentence.span.start, span.start))
    start = before[-1].span.end if before else sentence.span.start
    ways = [term for term in digest.terms_in(Span(start, between.end)) if term.meanings & _WAYS]
    return bool(ways) and all(term.span.start >= between.start for term in ways) and len(between) <= _REACH


def in_order(first: Figure, last: Figure) -> tuple[Figure, Figure] | None:
    """The two ends of a change, the older first, where a text tells which that is."""
    if first.digest is not last.digest:
        return None
    return _told_order(first, last) or by_year(first, last) or by_label(first, last)


def is_reversed(figure: Figure, other: Figure, theirs: Iterable[tuple[Figure, Figure]]) -> bool:
    """Whether two figures of an article are from what to what, and the same two of a source the other way round.

    `theirs` are the pairs of a source's figures that they equal, in the same order.
    """
    order = _told_order(figure, other) or by_now(figure, other)
    if order is None:
        return False
    pairs = [pair for pair in theirs if _count_alike(*pair)]
    orders = [(in_order(*pair) or by_now(*pair), pair[0]) for pair in pairs]
    told = {(found[0] is one) is (order[0] is figure) for found, one in orders if found is not None}
    return told == {False}


def runs_of(groups: Iterable[Sequence[Figure]]) -> frozenset[str]:
    """Which ways it goes from the older of two figures to the newer, for all pairs of a text of which that is told."""
    pairs = (group for group in groups if len(group) == 2 and _count_alike(*group) and not _are_in_two_rows(*group))
    orders = (in_order(*pair) for pair in pairs)
    return frozenset(way(one.quantity.value, last.quantity.value) for one, last in filter(None, orders)) - {""}


def ways_of_row(figure: Figure) -> frozenset[str]:
    """Which way it goes by the signs of the changes in the row of a figure, where that is no change itself."""
    digest = figure.digest
    row = digest.sentence_at(figure.quantity.core.start)
    if row is None or not is_row(digest, row):
        return frozenset()
    ways = [(one.core, signed(digest.text, one.span.start)) for one in digest.quantities_in(row.span)]
    own = any(said for core, said in ways if core == figure.quantity.core)
    return frozenset() if own else frozenset(said for _, said in ways) - {""}


def belies_itself(figure: Figure, beside: Sequence[Figure]) -> bool:
    """Whether a sentence says that something rose or fell which goes the other way by its own figures.

    `beside` are its other figures, in order. The claim may be one end of the change, or say how large that is.
    """
    if any(_goes_otherwise(figure, other) for other in beside):
        return True
    at = sum(one.quantity.core.start < figure.quantity.core.start for one in beside)
    pairs = [beside[at : at + 2], beside[at - 2 : at] if at > 1 else ()]
    return bool(figure.direction) and any(len(pair) == 2 and _changes_otherwise(figure, *pair) for pair in pairs)


def _goes_otherwise(figure: Figure, other: Figure) -> bool:
    """Whether something is said to rise or fall that goes the other way from the one figure to the other."""
    one, last = sorted((figure, other), key=lambda each: each.quantity.core.start)
    between = Span(one.quantity.core.end, max(one.quantity.core.end, last.quantity.core.start))
    if not _measure_alike(one, last) or one.digest.quantities_in(between) or figure.compared or other.compared:
        return False
    order = _told_order(one, last)
    goes = way(order[0].quantity.value, order[1].quantity.value) if order else ""
    led = _said_before(one) if goes else ""
    said = {led} if led else {each.direction for each in (one, last)} - {""}
    return bool(goes) and len(said) == 1 and said != {goes}


def _changes_otherwise(figure: Figure, one: Figure, last: Figure) -> bool:
    """Whether a figure is how much something changed from the one figure to the other, but the other way."""
    if not _measure_alike(one, last) or not one.quantity.value or not last.quantity.value:
        return False
    order = (one, last) if leads_on(one, last) else (last, one) if _up_from(one, last, _FAR) else None
    if order is None:
        return False
    before, after = (each.quantity.value for each in order)
    change, said = abs(after - before), figure.quantity
    scale = {UnitKind.PERCENT: _WHOLE, UnitKind.RATIO: Decimal(1)}.get(said.unit_kind)
    is_it = any(
        abs(value - said.value) <= max(said.step / 2, said.value * _NEARLY)
        for value in (change, change / before * scale if scale else change)
    )
    return is_it and figure.direction != way(before, after)


def _measure_alike(one: Figure, last: Figure) -> bool:
    """Whether two figures may be the ends of one change: of one kind, or one of them without its unit."""
    a, b = one.quantity, last.quantity
    if a.max is not None or b.max is not None:
        return False
    bare = any(each.unit_kind is UnitKind.COUNT and not each.unit for each in (a, b))
    far = bare and max(abs(a.value), abs(b.value)) >= _SCALE * min(abs(a.value), abs(b.value))  # from 46 to 58 million
    return not far and (bare or a.unit_kind is b.unit_kind)


def _told_order(figure: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """The two ends of a change, the older first, where words between them tell which that is."""
    one, last = sorted((figure, other), key=lambda each: each.quantity.core.start)
    return (one, last) if leads_on(one, last) else (last, one) if _up_from(one, last) else None


def _count_alike(one: Figure, last: Figure) -> bool:
    return _measure_alike(one, last) and len({one.quantity.unit, last.quantity.unit} - {""}) < 2


def _are_in_two_rows(one: Figure, last: Figure) -> bool:
    """Whether two figures stand in two rows of a table, each of which tells of something else."""
    rows = [each.digest.sentence_at(each.quantity.core.start) for each in (one, last)]
    return rows[0] is not rows[1] and any(row is not None and is_row(one.digest, row) for row in rows)


def _said_before(figure: Figure) -> str:
    """Which way the clause before a figure goes, with no other figure in between but a time: rose in ten years from."""
    digest, end = figure.digest, figure.quantity.span.start
    before = digest.terms_in(Span(max(0, end - _LEADING), end)) if end else ()
    for term in reversed(before):
        if not _MARKS.isdisjoint(digest.text[term.span.end : end]):
            break
        said = term.keys & _WAYS
        if len(said) == 1:
            between = digest.quantities_in(Span(term.span.end, end))
            timed = all(one.unit_kind is UnitKind.DURATION for one in between)
            return next(iter(said)) if timed else ""
    return ""


def _up_from(one: Figure, last: Figure, reach: int = 0) -> bool:
    """Whether the second figure is the older one; within `reach` any two may be, else not those of a vote."""
    text, a, b = one.digest.text, one.quantity, last.quantity
    if reach:
        return is_held_against(text, a.span, b.span, reach) or instead_of(text, a.core, b.core, reach)
    if against(text, a, b) or instead_of(text, a.core, b.core, _REACH):
        return True
    between = text[a.span.end : b.span.start]  # "to 40 per cent, a fall of 7" is not from 7
    return to_from(text, a.span, b.span) and _MARKS.isdisjoint(between) and len(between.split()) <= _FEW


def _ends(text: str, word: str) -> bool:
    return text.endswith(word) and (HAN.search(word) is not None or not text[: -len(word)][-1:].isalpha())


def _opens(text: str, word: str) -> bool:
    """Whether a word for "from" leads to a figure; in Chinese that which tells of when it was may stand between."""
    if HAN.search(word):
        return word in text and _MARKS.isdisjoint(text[text.rfind(word) :])
    return _ends(text, word)


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    """Words for "from" with the words for "to" that go with them."""
    words = load_lexicon(language).words
    openers = {opener for opener, link in words.ranges if opener and link}
    links = {link for opener, link in words.ranges if opener and link} | set(words.change_links)
    return tuple(sorted((one, link) for one in openers for link in links if not means(link, language, "and")))


def way(first: Decimal, last: Decimal) -> str:
    """`rise` or `fall` from the one value to the other; empty where they are the same."""
    return "" if first == last else "rise" if last > first else "fall"


def said_of(figure: Figure, beside: Sequence[Quantity]) -> Quantity | None:
    """The figure of an article of which another says how much more or less it is: 31 looms, 12 fewer than then.

    That is the one right before, where the article also says than what. None where there is none.
    """
    core = figure.quantity.core
    before = [one for one in beside if one.core.end <= core.start]
    span, digest = figure.quantity.span, figure.digest
    if not before or not figure.compared or not says_than(digest.text, digest.language, span.start, span.end):
        return None
    return before[-1]
