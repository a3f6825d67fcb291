"""A review as values: the claims with what was found and decided, the sources, and what can be asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claims.errors import ReviewError
from claims.ledger.events import Event
from claims.model import Claim, Evidence, Finding, Verdict

OPEN = "open"
"""What stands where another claim has a verdict."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as the reviewer sees it: its name as given, its state in words, its copy's hash, its text.

    `state` is `read`, or what went wrong; `url` is where the copy came from after all redirects; `warnings` say what
    is odd about the page that was read.
    """

    name: str
    state: str
    sha256: str = ""
    language: str = ""
    title: str = ""
    text: str = ""
    fetched_at: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A change that a reviewer proposes to the article's words. The article itself is never edited."""

    old: str
    new: str
    reviewer: str
    claim_id: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """Why a decision must be confirmed: the reason in words, what it was taken on, and what is there now."""

    reason: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Item:
    """One claim in review: what the machine found, what people decided, and all that happened to it.

    `claim` is as corrected by hand, `original` as it was extracted (None where nothing was corrected). `decision` is
    the event that gave the verdict which stands, None while the claim is open; `conflict` are the standing decisions
    of different people that disagree and that no decision taken in sight of both has settled: the newest is the
    verdict until then. `chosen` is the passage relied on, counted from 0 in `passages`; None where nobody chose.
    `signed_by` signed the standing decision. `twins` are the other claims that say the same, by id.
    """

    claim: Claim
    finding: Finding
    verdict: Verdict | None = None
    reviewer: str = ""
    note: str = ""
    later: bool = False
    flagged: bool = False
    wordings: tuple[Wording, ...] = ()
    signed_by: tuple[str, ...] = ()
    chosen: int | None = None
    stale: Stale | None = None
    conflict: tuple[Event, ...] = ()
    twins: tuple[str, ...] = ()
    original: Claim | None = None
    decision: Event | None = None
    history: tuple[Event, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.verdict is None

    @property
    def verdict_word(self) -> str:
        """The verdict as programs read it; `open` where there is none."""
        return self.verdict.value if self.verdict else OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to decide: the claim is open, or its decision is stale or contested."""
        return self.verdict is None or self.stale is not None or bool(self.conflict)

    @property
    def passages(self) -> tuple[Evidence, ...]:
        """The passages of the claim, each once: the one that decides its finding, then the others, best first."""
        own = self.finding.evidence
        found: list[Evidence] = [own] if own else []
        for other in self.finding.others:
            if not any(_is_same_place(other, shown) for shown in found):
                found.append(other)
        return tuple(found)

    @property
    def relied_on(self) -> Evidence | None:
        """The passage that a decision taken now rests on: the chosen one, else the finding's own."""
        if self.chosen is not None and self.chosen < len(self.passages):
            return self.passages[self.chosen]
        return self.finding.evidence


def _is_same_place(one: Evidence, other: Evidence) -> bool:
    """Whether two passages show a person the same words with the same figure and speaker: several ways of looking for
    a quote find the one sentence, cut here or there.
    """
    told = (one.source, one.value, one.unit, one.speaker) == (other.source, other.value, other.unit, other.speaker)
    return told and one.span.overlaps(other.span)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is: how many claims there are, and of how many of them each thing holds."""

    total: int
    decided: int
    verdicts: Mapping[Verdict, int]
    later: int
    stale: int
    conflicts: int
    flagged: int
    signed: int
    changes: int

    @property
    def open(self) -> int:
        return self.total - self.decided

    @property
    def all_read(self) -> bool:
        """Whether nobody has to decide anything any more."""
        return not (self.open or self.stale or self.conflicts)


@dataclass(frozen=True)
class ReviewState:
    """The whole review of one article. `items` are in the order of the article, `events` in the order of the log.

    `versions` are the article's other versions, the oldest first, each id with its SHA-256; `anchors` lead from the id
    of a claim in one of them to the id of the same claim here.
    """

    article_id: str
    name: str
    language: str
    sha256: str
    text: str
    items: tuple[Item, ...]
    sources: tuple[SourceText, ...] = ()
    events: tuple[Event, ...] = field(default=(), repr=False)
    versions: Mapping[str, str] = field(default_factory=dict, repr=False)
    anchors: Mapping[str, str] = field(default_factory=dict, repr=False)

    def position(self, claim_id: str) -> int:
        """Where a claim stands among `items`; raises `ReviewError` for a claim of another article."""
        wanted = self.anchors.get(claim_id, claim_id)
        for position, item in enumerate(self.items):
            if item.claim.id == wanted:
                return position
        raise ReviewError(f"claim {claim_id} is not in {self.name}", "List the claims with: stet claims")

    def item(self, claim_id: str) -> Item:
        return self.items[self.position(claim_id)]

    def claims_of(self, event: Event) -> tuple[str, ...]:
        """The claims of this version that an event marks, each once."""
        return tuple(dict.fromkeys(self.anchors.get(claim, claim) for claim in event.claims))

    @property
    def decided(self) -> int:
        return sum(not item.is_open for item in self.items)

    @property
    def progress(self) -> Progress:
        return Progress(
            total=len(self.items),
            decided=self.decided,
            verdicts=Counter(item.verdict for item in self.items if item.verdict),
            later=sum(item.is_open and item.later for item in self.items),
            stale=sum(item.stale is not None for item in self.items),
            conflicts=sum(bool(item.conflict) for item in self.items),
            flagged=sum(item.flagged for item in self.items),
            signed=sum(bool(item.signed_by) for item in self.items),
            changes=len(self.change_list),
        )

    @property
    def change_list(self) -> tuple[Wording, ...]:
        """All changes of wording that stand, in the order of the article; none whose old words are gone from it."""
        said = unspaced(self.text) if any(item.wordings for item in self.items) else ""
        return tuple(wording for item in self.items for wording in item.wordings if unspaced(wording.old) in said)

    def next_open(self, after: int) -> int:
        """The next open claim after a position, round the end; set-aside ones come last. `after` if none is open."""
        order = [*range(after + 1, len(self.items)), *range(min(after + 1, len(self.items)))]
        fresh = [n for n in order if self.items[n].is_open and not self.items[n].later]
        waiting = [n for n in order if self.items[n].is_open and n != after]
        return next(iter(fresh or waiting), after)


def unspaced(text: str) -> str:
    """A text without its white space, which an editor breaks differently."""
    return "".join(text.split())


def evidence_record(evidence: Evidence | None, sources: Iterable[SourceText]) -> dict[str, Any]:
    """What the log keeps of a passage: source, address, the copy's hash and time, place, words."""
    if evidence is None:
        return {}
    copy = next((source for source in sources if source.name == evidence.source), SourceText(evidence.source, ""))
    return {
        "source": evidence.source,
        "url": copy.url,
        "snapshot": copy.sha256,
        "fetched_at": copy.fetched_at,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": evidence.text,
        "matcher": evidence.matcher,
        **({} if evidence.place is None else {"place": evidence.place.words}),
    }
