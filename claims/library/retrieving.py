"""Which pages of a library an article's claims are held against: those that have most of what the claims say.

A page is no finding. What is chosen here goes to the judge as a source like any other, so that a page too many costs
time and a page too few a passage; no score of these decides anything about a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.having import state_of
from claims.ledger.columns import utc
from claims.library.library import Library
from claims.library.model import Found, Probe
from claims.library.probing import probes_for
from claims.matching.digest import Digest
from claims.model import Claim
from claims.report import Searched, SourceState

MOST_PAGES = 16
"""Pages of a library that an article is held against."""
NEAREST = 8
"""Pages that one probe votes for."""
_SURE = 4
"""One in so many of the pages are the best for the article as a whole among those in its language, and as many among
those in other languages, whose scores cannot be held against the former's."""
_BOUND = 0.5
"""How much of a claim a page must have to be taken for that claim alone."""


def probes(text: str, language: str, claims: Iterable[Claim]) -> tuple[Probe, ...]:
    """What a library is asked for an article: each of these, by itself, of each of its files."""
    article = Digest(text, language)
    return tuple(dict.fromkeys(probe for claim in claims for probe in probes_for(claim, article)))


def chosen(asked: Sequence[Probe], answers: Sequence[Sequence[Found]], most: int = MOST_PAGES) -> tuple[str, ...]:
    """The names of at most `most` pages, the best first, by what each probe found (the best first, of all files)."""
    sides: tuple[dict[str, float], dict[str, float]] = ({}, {})
    highest: dict[str, float] = {}
    for probe, found in zip(asked, answers, strict=True):
        side = sides[bool(probe.without)]
        for one in found[:NEAREST]:
            side[one.page] = side.get(one.page, 0.0) + one.score**2
            highest[one.page] = max(highest.get(one.page, 0.0), one.score)
    ranked = [sorted(side, key=lambda page: (-side[page], page)) for side in sides]
    whole = sides[0] | sides[1]
    first = [page for side in ranked for page in side[: max(1, most // _SURE)]]
    bound = sorted(
        (page for page in highest if highest[page] >= _BOUND), key=lambda page: (-highest[page], -whole[page], page)
    )
    taken = list(dict.fromkeys((*first, *bound)))[:most]
    return tuple(sorted(taken, key=lambda page: (-whole[page], page)))


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a library gave for an article: how it was searched, and the pages as sources."""

    searched: Searched
    states: tuple[SourceState, ...]


def retrieve(library: Library, text: str, language: str, claims: Sequence[Claim], most: int = MOST_PAGES) -> Retrieved:
    """The pages of a library that an article's claims are to be held against, read from the copies that it keeps."""
    asked = probes(text, language, claims)
    names = chosen(asked, [library.nearest(probe, NEAREST) for probe in asked], most)
    copies = ((name, library.snapshot(name)) for name in names)
    states = (_told(state_of(name, copy), library.name) for name, copy in copies if copy is not None)
    searched = Searched(library.name, library.totals().pages, names)
    return Retrieved(searched, tuple(states))


def _told(state: SourceState, library: str) -> SourceState:
    """The state with where its page comes from, and when it was had."""
    assert state.snapshot is not None  # noqa: S101 - it was read from one
    had = f"from the library {library}, had {utc(state.snapshot.fetched_at)}"
    return replace(state, library=library, message=f"{state.message} ({had})" if state.message else had)
