"""What the parts of a probe tell in a library, and what its files are asked so that few passages need to be read.

A word that few passages have is asked for by itself, and of words that many have so many are asked for together that
few passages can be expected to have them all. What is rare goes by all files together: a library finds the same,
however many files share its pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from math import ceil, log

from claims.library.model import Counts, Probe, Range, Term, Tokens, Weighed

RARE = 400
"""Passages with a word (or with several at once) up to which they are looked up by it."""
ROWS = 2_000
"""Passages that one question may give, of all files: estimates can be wrong, but not cost more than this."""
_GROUPS = 12
"""Questions to the index for one probe: its rarest words, or groups of words, come first."""
_AMOUNT = 1.5
"""What a value counts against a word that is as rare."""
_RANKED = 32
"""Passages, each with those beside it, that are held against a whole probe."""
_MOSTLY = 0.5
"""The share of a library in the language that is asked for from which passages in others are left out only when read:
to leave them out in the index, that has to go through all passages in the language."""


def tokens_of(probes: Sequence[Probe]) -> Tokens:
    """All tokens that must be counted for probes to be weighed."""
    named = (chain(probe.within, probe.without, *probe.terms) for probe in probes)
    return tuple(sorted(set(chain.from_iterable(named))))


def rows_of(files: int) -> int:
    """Passages that each of so many files gives to one question at most."""
    return -(-ROWS // max(1, files))


def whole(counted: Iterable[Counts]) -> Counts:
    """The counts of all files together."""
    tokens: Counter[str] = Counter()
    valued: Counter[tuple[Range, ...]] = Counter()
    passages = 0
    for one in counted:
        passages += one.passages
        tokens.update(one.tokens)
        valued.update(one.valued)
    return Counts(passages, tokens, valued)


def weighed(probe: Probe, counts: Counts, files: int) -> Weighed:
    """A probe with what its parts tell in a library of so many files, whose counts are these."""
    terms = _terms(probe.terms, counts)
    worth = _AMOUNT * _weight(counts.valued.get(probe.ranges, 0), counts.passages) if probe.ranges else 0.0
    groups = tuple(_groups(terms, counts.passages))
    share = _share(probe, counts)
    ranked = ceil(_RANKED / share) if share >= _MOSTLY else _RANKED
    return Weighed(probe, terms, groups, worth, share < _MOSTLY, rows_of(files), ranked)


def within(asked: Weighed, counts: Counts) -> Weighed | None:
    """What is asked of the file that has these counts, None where it can have nothing that is looked for."""
    if not _share(asked.probe, counts):
        return None
    groups = tuple(group for group in asked.groups if all(_in_any(term.tokens, counts.tokens) for term in group))
    return replace(asked, groups=groups) if groups or counts.valued.get(asked.probe.ranges) else None


def _share(probe: Probe, counts: Counts) -> float:
    """The share of passages in the languages that a probe is for."""
    total = max(1, counts.passages)
    inside = _in_any(probe.within, counts.tokens) / total if probe.within else 1.0
    return min(1.0, inside) * max(0.0, 1 - _in_any(probe.without, counts.tokens) / total)


def _in_any(tokens: Tokens, known: Mapping[str, int]) -> int:
    return sum(known.get(token, 0) for token in tokens)


def _terms(asked: Sequence[Tokens], counts: Counts) -> tuple[Term, ...]:
    """The terms of a probe, the rarest first; those that no passage has among them."""
    found = []
    for tokens in dict.fromkeys(asked):
        there = tuple(token for token in tokens if counts.tokens.get(token))
        frequency = min(counts.passages, _in_any(there, counts.tokens))
        found.append(Term(there, frequency, _weight(frequency, counts.passages)))
    return tuple(sorted(found, key=lambda term: (term.frequency, term.tokens)))


def _groups(terms: Sequence[Term], passages: int) -> Iterator[tuple[Term, ...]]:
    """Terms to be asked for together, such that few passages can be expected to have all of a group."""
    total = max(1, passages)
    group: list[Term] = []
    expected, given = float(total), 0
    for term in terms:
        if not term.frequency:
            continue
        group.append(term)
        expected *= term.frequency / total
        if expected <= RARE:
            yield tuple(group)
            given += 1
            group, expected = [], float(total)
        if given == _GROUPS:
            return
    if group and not given:
        yield tuple(group)


def _weight(frequency: int, total: int) -> float:
    """What it tells that a passage has something: 1 for what a single one has, near 0 for what all have."""
    return log(1 + total / max(1, frequency)) / log(2 + total)
