"""Which of many runs of words share most keys with some, without a look at all the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import accumulate

from claims.matching.words.terms import Term

_POOL = 24
"""Runs that are looked at closely, picked by the keys they share."""
_READ = 3_000
"""Runs that are looked up by the keys of a claim; rare ones come first, so that the rest tell little. A source of
less than a hundred pages has fewer sentences."""
_SLACK = 1e-9
"""What sums in another order may be apart by."""


class Votes:
    """Runs of words, asked by their keys. Each key that is shared counts the more the fewer of all texts have it."""

    def __init__(self, runs: Sequence[Sequence[Term]], weight: Callable[[str], float]) -> None:
        self._runs = runs
        self._weight = weight
        self._by_key: dict[str, list[int]] = {}
        for number, run in enumerate(runs):
            for key in _keys(run):
                self._by_key.setdefault(key, []).append(number)

    def most(self, keys: Set[str]) -> list[int]:
        """The numbers of the runs that share most of some keys, rarest keys first.

        A key whose runs could not be among these by it and all that follow, or so many that they tell little, only
        chooses among those that the rarer ones gave: to read its runs would cost more the longer the text.
        """
        known = [key for key in keys if key in self._by_key]
        by_rarity = sorted(known, key=lambda key: (len(self._by_key[key]), key))
        weights = [self._weight(key) for key in by_rarity]
        left = list(accumulate(reversed(weights)))[::-1]
        votes: dict[int, float] = defaultdict(float)
        read = 0
        for place, (key, weight) in enumerate(zip(by_rarity, weights, strict=True)):
            numbers = self._by_key[key]
            read += len(numbers)
            if votes and (read > _READ or _is_settled(votes, left[place], len(numbers))):
                self._choose(votes, dict(zip(by_rarity[place:], weights[place:], strict=True)))
                break
            for number in numbers[:_READ]:
                votes[number] += weight
        return _most(votes)

    def _choose(self, votes: dict[int, float], weights: Mapping[str, float]) -> None:
        """What common keys add to the votes of the runs that may be among those with most then."""
        last = votes[_most(votes)[-1]]
        least = last - sum(weights.values()) - _SLACK
        for number in [number for number, vote in votes.items() if vote >= least]:
            here = _keys(self._runs[number])
            votes[number] += sum([weight for key, weight in weights.items() if key in here])


def _keys(run: Sequence[Term]) -> Set[str]:
    return frozenset().union(*[term.keys for term in run])


def _is_settled(votes: Mapping[int, float], left: float, numbers: int) -> bool:
    """Whether no run without a vote can come to be among those with most, by keys that weigh `left` together.

    Asked only where that costs no more than to read the next key, whose runs are `numbers`.
    """
    if not _POOL <= len(votes) <= numbers:
        return False
    return sum([vote > left + _SLACK for vote in votes.values()]) >= _POOL


def _most(votes: Mapping[int, float]) -> list[int]:
    """The numbers with most votes, most first: of those with as many the first comes first."""
    if len(votes) > _POOL:
        least = sorted(votes.values())[-_POOL]
        votes = {number: vote for number, vote in votes.items() if vote >= least}
    return sorted(votes, key=lambda number: (-votes[number], number))[:_POOL]
