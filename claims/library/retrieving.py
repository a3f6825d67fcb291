"""Which pages of a library an article's claims are held against: those that have most of what the claims say.

A page is no finding. What is chosen here goes to the judge as a source like any other, so that a page too many costs
time and a page too few a passage; no score of these decides anything about a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.having import state_of
from claims.library.library import Library
from claims.library.model import Found, Probe
from claims.library.probing import probes_for
from claims.matching.judge import NOTHING_READ
from claims.matching.texts.digest import Digest
from claims.model import Claim, Finding, FindingKind
from claims.report import Searched, SourceState

MOST_PAGES = 16
"""Pages of a library that an article is held against."""
NEAREST = 8
"""Pages that one probe votes for."""
_FOR_ONE = 0.5
"""How much more of one claim than others a page must have to be taken for that claim alone."""
_FOR_ALL, _FIRST = 0.2, 3
"""The same for all claims together (squares, summed), where it is the first of all pages for so many of them."""
_TELLING = 6
"""Terms from which what a page has of a probe counts in full: two words together are in many pages by chance."""


def probes(article: Digest, claims: Iterable[Claim]) -> tuple[Probe, ...]:
    """What a library is asked for an article: each of these, by itself, of each of its files."""
    return tuple(dict.fromkeys(probe for claim in claims for probe in probes_for(claim, article)))


def chosen(asked: Sequence[Probe], answers: Sequence[Sequence[Found]], most: int = MOST_PAGES) -> tuple[str, ...]:
    """The names of at most `most` pages, the best first, by what each probe found (the best first, of all files).

    What the last of the pages that a probe found has of it, any page has; only what is more than that counts.
    """
    pages: dict[str, _Standing] = {}
    for probe, found in zip(asked, answers, strict=True):
        floor = found[NEAREST - 1].score if len(found) >= NEAREST else 0.0
        telling = min(1.0, len(probe.terms) / _TELLING)
        for number, one in enumerate(found[:NEAREST]):
            pages.setdefault(one.page, _Standing()).count(telling * (one.score - floor), first=number == 0)
    ranked = sorted(pages, key=lambda page: (-pages[page].whole, page))
    return tuple([page for page in ranked if pages[page].bears_on_it] or ranked[:1])[:most]


@dataclass(slots=True)
class _Standing:
    """How a page stands to an article: the most that it has of one claim, of all of them, and how often it is first."""

    best: float = 0.0
    whole: float = 0.0
    firsts: int = 0

    def count(self, more: float, *, first: bool) -> None:
        self.best = max(self.best, more)
        self.whole += more * more
        self.firsts += first

    @property
    def bears_on_it(self) -> bool:
        return self.best >= _FOR_ONE or (self.whole >= _FOR_ALL and self.firsts >= _FIRST)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a library gave for an article: how it was searched, and the pages as sources."""

    searched: Searched
    states: tuple[SourceState, ...]


def retrieve(library: Library, article: Digest, claims: Sequence[Claim], most: int = MOST_PAGES) -> Retrieved:
    """The pages of a library that an article's claims are to be held against, read from the copies that it keeps."""
    asked = probes(article, claims)
    names = chosen(asked, library.nearest(asked, NEAREST), most)
    copies = ((name, library.snapshot(name)) for name in names)
    states = (_told(state_of(name, copy), library.name) for name, copy in copies if copy is not None)
    searched = Searched(library.name, library.totals().pages, names)
    return Retrieved(searched, tuple(states))


def _told(state: SourceState, library: str) -> SourceState:
    """The state with where its page comes from, and when it was had."""
    assert state.snapshot is not None  # noqa: S101 - it was read from one
    had = f"from the library {library}, had {state.snapshot.fetched_at:%Y-%m-%d %H:%M} UTC"
    return replace(state, library=library, message=f"{state.message} ({had})" if state.message else had)


def with_pages_of(retrieved: Sequence[Retrieved], states: tuple[SourceState, ...]) -> tuple[SourceState, ...]:
    """The sources that were named, then the pages of the libraries; what several have stands once."""
    more: dict[str, SourceState] = {}
    for state in (state for each in retrieved for state in each.states):
        more.setdefault(state.name, state)
    named = {state.name for state in states}
    return (*states, *(state for name, state in more.items() if name not in named))


def tell_searched(searched: Sequence[Searched], findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, where nothing was found with the libraries that were searched for it.

    Where nothing was read at all since no page of a library has anything of the claims, each of them is absent.
    """
    said = tuple(each.in_words for each in searched)
    full = any(each.pages for each in searched)

    def told(finding: Finding) -> Finding:
        if finding.finding is FindingKind.ABSENT:
            return replace(finding, reasons=(*finding.reasons, *said))
        return Finding(FindingKind.ABSENT, reasons=said) if full and finding == NOTHING_READ else finding

    return tuple(map(told, findings))
