"""Figures exchanged: two figures of an article that both stand in a source, each there for what the other is of here.

Either figure taken alone agrees, so two are looked at together. What goes with each (`owners`) is held against what
goes with each in the source, straight and crossed. Only where both cross, and nothing speaks for straight, were they
exchanged: a word that the first figure of a sentence has for both (the verb, the whole that the shares are of) crosses
one way alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claims.matching.figures.context import Figure
from claims.matching.figures.owners import Owned, Owners, content, keys_of
from claims.matching.figures.values import Closeness, relation
from claims.matching.texts.digest import Digest
from claims.matching.texts.part_words import part_words
from claims.matching.texts.sentenced import PARTS
from claims.model import UnitKind
from sources.document import Span

_NEAR = 320
"""Letters between two figures of one text that may be exchanged for each other."""
_NEXT = 12
"""Figures after one that it may be exchanged with."""
_ROWS = 900
"""The same in a table."""
_LONGEST = 200
"""Letters of a figure itself."""
_ENOUGH = 1.0
"""The weight that must cross each way: one word."""
_CLOSE = 5
"""Words behind a share among which stands what it comes from, or goes to."""
_SHARES = frozenset({UnitKind.PERCENT, UnitKind.RATIO})
_WAYS = frozenset({"rise", "fall"})
"""Meanings of verbs that go with any share."""
_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


class Crossings:
    """Which figures of an article are exchanged, against its sources."""

    def __init__(self, article: Digest, matches: Sequence[tuple[Figure, Sequence[Figure]]]) -> None:
        """`matches` has each claimed figure, in the order of the article, with those of the sources that it equals."""
        self._owners: dict[int, Owners] = {id(article): Owners(article)}
        self._crossed: dict[tuple[int, int], Figure] = {}
        matched = [(one, found) for one, found in matches if found]
        for at, (one, ones) in enumerate(matched):
            for other, others in matched[at + 1 : at + 1 + _NEXT]:
                if beside(one, other) and not _same_value(one, other):
                    self._hold(one, other, ones, others)

    def instead(self, ours: Figure, theirs: Figure) -> Figure | None:
        """The figure of the source that a claim should have, where `theirs`, which it equals, is another's."""
        return self._crossed.get((id(ours), id(theirs)))

    def _hold(self, one: Figure, other: Figure, ones: Sequence[Figure], others: Sequence[Figure]) -> None:
        crossed = []
        texts = _by_text(others)
        for first in ones:
            for second in around(first, texts.get(id(first.digest), [])):
                if first.digest is not second.digest or first is second or not beside(first, second):
                    continue
                alone = len(ones) == len(others) == 1
                verdict = self._verdict(one, other, first, second)
                verdict = verdict or (-1 if alone and self._is_half_crossed(one, other, first, second) else 0)
                if verdict > 0:
                    return
                if verdict < 0:
                    crossed.append((first, second))
        for first, second in crossed:
            self._crossed[id(one), id(first)] = second
            self._crossed[id(other), id(second)] = first

    def _verdict(self, one: Figure, other: Figure, first: Figure, second: Figure) -> int:
        """1 where the pairs agree straight, -1 where they do crossed, 0 where it cannot be told."""
        a, b = _apart(self._of(one), self._of(other))
        c, d = _apart(self._of(first), self._of(second))
        straight, crossed = (a.shared(c), b.shared(d)), (a.shared(d), b.shared(c))
        if min(crossed) >= _ENOUGH and min(straight) < _ENOUGH / 2 and sum(crossed) >= sum(straight) / 2:
            return -1
        return 1 if min(straight) >= _ENOUGH and sum(straight) >= sum(crossed) else 0

    def _is_half_crossed(self, one: Figure, other: Figure, first: Figure, second: Figure) -> bool:
        """Whether two shares cross by a word right behind one of them, and nothing at all speaks for straight.

        Across languages the words of the other are often not known: 30 per cent from tenants.
        """
        shares = all(each.quantity.unit_kind in _SHARES for each in (one, other, first, second))
        if not shares or one.quantity.unit != other.quantity.unit or first.quantity.unit != second.quantity.unit:
            return False
        a, b = _apart(self._of(one), self._of(other))
        c, d = _apart(self._of(first), self._of(second))
        if a.shared(c) or b.shared(d):
            return False
        return bool(_behind(one, a) & _behind(second, d) or _behind(other, b) & _behind(first, c))

    def _of(self, figure: Figure) -> Owned:
        digest = figure.digest
        return self._owners.setdefault(id(digest), Owners(digest)).of(figure.quantity)


def _behind(figure: Figure, owned: Owned) -> set[str]:
    """The keys of the words within a few of a share behind it that go with it alone; not of the whole that it is of."""
    digest, end = figure.digest, figure.quantity.span.end
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None or sentence.span.end <= end:
        return set()
    marks = (at for at in range(end, sentence.span.end) if digest.text[at] in PARTS)
    after = digest.terms_in(Span(end, next(marks, sentence.span.end)))[:_CLOSE]
    if not after or _is_of_whole(digest, Span(end, max(end, after[0].span.end))):
        return set()
    return (keys_of(content(after)) - _WAYS) & owned.keys.keys()


def _is_of_whole(digest: Digest, span: Span) -> bool:
    """Whether what follows a share begins with "of": then it is the whole, which both may be of."""
    words = digest.text[span.start : span.end].split()
    return bool(words) and words[0].casefold().partition("'")[0].partition("’")[0] in part_words().whole


def _by_text(figures: Sequence[Figure]) -> dict[int, list[Figure]]:
    """The figures of each text, in their order in it."""
    texts: dict[int, list[Figure]] = {}
    for figure in figures:
        texts.setdefault(id(figure.digest), []).append(figure)
    return texts


def around(one: Figure, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Of the figures of its text, those that begin or end near enough to be beside it."""
    core = one.quantity.core
    low = bisect_left(figures, core.start - _ROWS - _LONGEST, key=_start)
    return figures[low : bisect_right(figures, core.end + _ROWS, key=_start)]


def _start(figure: Figure) -> int:
    return figure.quantity.core.start


def _apart(one: Owned, other: Owned) -> tuple[Owned, Owned]:
    return one.without(other), other.without(one)


def _same_value(ours: Figure, theirs: Figure) -> bool:
    found = relation(ours.quantity, theirs.quantity, (ours.digest.language, theirs.digest.language))
    return found is not None and found.closeness in _SAME


def beside(one: Figure, other: Figure) -> bool:
    """Whether two figures of a text stand together and measure alike, so that they could be exchanged."""
    a, b = one.quantity, other.quantity
    low, high = sorted((a.core, b.core))
    between = one.digest.text[low.end : high.start]
    if len(between) > (_ROWS if "\t" in between else _NEAR):
        return False
    alike = not a.unit or not b.unit  # a unit may be said with one of the two alone
    return alike or relation(a, b, (one.digest.language, other.digest.language)) is not None
