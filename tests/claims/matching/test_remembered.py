"""What is remembered of the words of texts has an end, however many words come by in a long run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import _lru_cache_wrapper

from claims.examine import Case, References, examine
from claims.matching.words.lexicon import MOST_KNOWN, lexicon
from claims.matching.words.terms import _keys, terms_of
from claims.quotes.lexical import tokens
from claims.quotes.lexical.words import lexicon as quoting
from sources.files import pasted
from sources.snapshots import Snapshot
from tests.claims.library.shelf import AT

MOST = 20_000
"""Entries of any one memory of words: a kilobyte each, so that a process stays within some tens of megabytes."""


def test_words_that_come_by_are_not_remembered_for_ever() -> None:
    words = lexicon("en")
    house = words.meanings("house")
    for number in range(MOST_KNOWN + 10):
        words.meanings(f"strange{number}")
    assert len(words._known) <= MOST_KNOWN <= MOST
    assert words.meanings("house") == house


def test_nor_are_what_they_can_be_compared_by_and_their_part_in_a_sentence() -> None:
    text = " ".join(f"Strange{number}" for number in range(tokens.MOST_KNOWN + 10))
    words = quoting("en")
    assert words is not None
    known = tokens.known_words(words)
    before = terms_of("A house by the sea", "en"), tokens.facts_in("said", words)
    assert len(terms_of(text, "en")) > MOST_KNOWN
    for word in text.split():
        tokens.facts_in(word, words)
    assert len(known.norms) <= tokens.MOST_KNOWN <= MOST
    assert len(known.facts) <= tokens.MOST_KNOWN
    assert _keys.cache_info().currsize <= MOST_KNOWN
    assert before == (terms_of("A house by the sea", "en"), tokens.facts_in("said", words))


def _sizes() -> dict[str, int]:
    """How many entries each memory of our own has, by the name of what it remembers for."""
    return {name: one.cache_info().currsize for name, one in _memories()}


def _memories() -> Iterator[tuple[str, _lru_cache_wrapper[object]]]:
    for one in gc.get_objects():
        if not isinstance(one, _lru_cache_wrapper):
            continue
        module, name = one.__module__ or "", getattr(one, "__qualname__", "")
        if name and module.split(".")[0] in {"sources", "claims"}:
            yield f"{module}.{name}", one


def test_a_run_of_articles_leaves_nothing_but_what_is_remembered_of_their_words() -> None:
    """Each article has names and figures of its own; no memory without an end has an entry more for each of them."""

    def run(first: int, count: int) -> None:
        for number in range(first, first + count):
            text = f"The town of Place{number} has {7_000 + number} people. “We count them,” said Ada Name{number}.\n"
            had = pasted(text, at=AT)
            assert isinstance(had, Snapshot)
            examine(Case(f"case {number}", had, "en"), References(()), None)

    run(0, 40)
    before = _sizes()
    run(40, 40)
    bounded = {name for name, one in _memories() if one.cache_info().maxsize is not None}
    grown = {name for name, size in _sizes().items() if size > before.get(name, 0)}
    assert grown <= bounded
