"""The runs of words that share most keys are those that a look at all of them finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bench.scaling import calls
from claims.matching.texts.voting import _POOL, Votes
from claims.matching.words.terms import Term
from sources.document import Span

KEYS = "abcdefghijklm"


def run(keys: str) -> list[Term]:
    return [Term(key, Span(at, at + 1), frozenset({key})) for at, key in enumerate(keys)]


def weight(key: str) -> float:
    """A power of two, so that sums are exact and no two sets of keys weigh the same."""
    return float(2 ** KEYS.index(key))


@given(st.lists(st.text(KEYS, max_size=6), max_size=90), st.sets(st.sampled_from(KEYS)))
def test_those_that_share_most_are_found(runs: list[str], keys: set[str]) -> None:
    votes = {number: sum(map(weight, keys & set(each))) for number, each in enumerate(runs)}
    most = sorted((number for number in votes if votes[number]), key=lambda number: (-votes[number], number))
    assert Votes([run(each) for each in runs], weight).most(keys) == most[:_POOL]


def test_what_all_runs_have_is_not_read_where_rarer_words_have_settled_it() -> None:
    runs = [run("m" if number % 8 else "mab") for number in range(2_400)]
    light = Votes(runs, {"m": 0.1, "a": 3.0, "b": 4.0}.__getitem__)
    assert light.most({"m", "a", "b"}) == [8 * number for number in range(_POOL)]
    heavy = Votes(runs, {"m": 9.0, "a": 3.0, "b": 4.0}.__getitem__)
    assert heavy.most({"m", "a", "b"}) == [8 * number for number in range(_POOL)]
    many = Votes(runs * 4, {"m": 0.1, "a": 3.0, "b": 4.0}.__getitem__)
    few, more = (calls(lambda votes=votes: votes.most({"m", "a", "b"})) for votes in (light, many))  # type: ignore[misc]
    assert more < 5 * few
