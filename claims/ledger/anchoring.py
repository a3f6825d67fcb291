"""Which claim of a new version of an article is which of the version before: by text, then context, then order.

A decision goes with its claim, so a wrong anchor is worse than none: a claim that is not surely the same is a new one,
and open. Whitespace counts for nothing. The time is linear in the claims but for those that many share their words.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from claims.model import Claim

_CONTEXT = 60
"""So many characters (spaces left out) before and after a claim are looked at: about a line."""

_LEAST_AROUND_SAME = 8
"""The same words in new surroundings are the same claim if so much of the surroundings is left: a word or two."""

_LEAST_AROUND_OTHER = 24
"""Other words are the same claim, changed, if so much of the surroundings is as it was: some five words."""

_LONG = 30
"""Words of this length are the same claim wherever they stand: nobody writes them twice by chance."""

_KEY = 12
"""Claims whose words have changed are sought among those with these many characters before or after in common."""

_MOST_PAIRS = 40_000
"""Of claims that share their words, more pairs than this are taken in their order without being compared."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A claim with what surrounds it; `order` is its number among its version's claims, as a share of them."""

    claim: Claim
    words: str
    before: str
    after: str
    order: float


def anchors(old: Sequence[Claim], old_text: str, new: Sequence[Claim], new_text: str) -> dict[str, str]:
    """The id of each claim of the new version that is surely one of the old, with the id that it had there."""
    olds, news = list(_placed(old, old_text)), list(_placed(new, new_text))
    found: dict[str, str] = {}
    for keys, least in (
        ((lambda one: (one.claim.kind, one.words, one.before, one.after),), 0),
        ((lambda one: (one.claim.kind, one.words),), _LEAST_AROUND_SAME),
        (_SURROUNDINGS, _LEAST_AROUND_OTHER),
    ):
        taken = set(found.values())
        free_old = [one for one in olds if one.claim.id not in taken]
        free_new = [one for one in news if one.claim.id not in found]
        found |= _matched(free_old, free_new, keys, least)
    return found


_Key = Callable[[_Placed], Hashable]

_SURROUNDINGS: tuple[_Key, ...] = (
    lambda one: (one.claim.kind, "before", one.before[-_KEY:]) if len(one.before) >= _KEY else None,
    lambda one: (one.claim.kind, "after", one.after[:_KEY]) if len(one.after) >= _KEY else None,
)


def _placed(claims: Sequence[Claim], text: str) -> Iterator[_Placed]:
    for number, claim in enumerate(claims):
        # Twice the length, since the spaces in it are left out.
        before = "".join(text[max(0, claim.span.start - 2 * _CONTEXT) : claim.span.start].split())
        after = "".join(text[claim.span.end : claim.span.end + 2 * _CONTEXT].split())
        words = "".join(claim.text.split())
        yield _Placed(claim, words, before[-_CONTEXT:], after[:_CONTEXT], number / len(claims))


def _matched(olds: list[_Placed], news: list[_Placed], keys: Iterable[_Key], least: int) -> dict[str, str]:
    """The best pairs first, each claim once."""
    pairs = {
        (one.claim.id, other.claim.id): (one, other)
        for key in keys
        for group, others in _grouped(olds, news, key)
        for one, other in _candidates(group, others)
    }
    ranked = sorted(
        ((_likeness(one, other), one, other) for one, other in pairs.values()),
        key=lambda pair: (-pair[0], abs(pair[1].order - pair[2].order), pair[1].order, pair[2].order),
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for likeness, one, other in ranked:
        sure = likeness >= least or (one.words == other.words and len(one.words) >= _LONG)
        if sure and one.claim.id not in taken and other.claim.id not in found:
            found[other.claim.id] = one.claim.id
            taken.add(one.claim.id)
    return found


def _grouped(
    olds: Iterable[_Placed], news: Iterable[_Placed], key: _Key
) -> Iterator[tuple[list[_Placed], list[_Placed]]]:
    groups: dict[Hashable, tuple[list[_Placed], list[_Placed]]] = {}
    for side, placed in enumerate((olds, news)):
        for one in placed:
            if (shared := key(one)) is not None:
                groups.setdefault(shared, ([], []))[side].append(one)
    return (group for group in groups.values() if all(group))


def _candidates(olds: list[_Placed], news: list[_Placed]) -> Iterable[tuple[_Placed, _Placed]]:
    few = len(olds) * len(news) <= _MOST_PAIRS
    return product(olds, news) if few else zip(olds, news, strict=False)


def _likeness(one: _Placed, other: _Placed) -> int:
    """How many characters next to the claim are the same in both, before and after it."""
    return _common(one.before[::-1], other.before[::-1]) + _common(one.after, other.after)


def _common(one: str, other: str) -> int:
    for number, (letter, another) in enumerate(zip(one, other, strict=False)):
        if letter != another:
            return number
    return min(len(one), len(other))
