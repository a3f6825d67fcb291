"""What a sign-off sheet says of one review, ready to be written in any form. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.export.differing import Piece, difference
from claims.export.fields import Lines
from claims.export.history import relied_on
from claims.export.sheet.links import passage_url
from claims.export.signs import SIGNS, Sign, sign_of
from claims.export.words import source_figure_words
from claims.ledger.events import EventKind
from claims.ledger.review import Item, ReviewState, SourceText, Wording
from claims.ledger.standing import concerns
from claims.model import Evidence, Verdict

CONTEXT = 180
"""Code points shown on either side of a passage: about two lines of print."""

HEADLINE = 200
"""Code points up to which the first line of a text is taken for its headline."""

_HEADING = re.compile(r"^#{1,6}\s+")
"""How Markdown writes that a line is a heading."""

GATE = ("open", "disputed", "contested", "stale", "unsourced", "unread")
"""What keeps an article back, in the words of `stet status --fail-on`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a verdict or finding rests: the words with what surrounds them, and the copy that they stand in.

    `source` is the number of the source on the sheet (0 where it is not among them any more), `url` its address,
    `link` the address that opens it at the passage; what is not known is empty.
    """

    text: str
    before: str
    after: str
    source: int
    name: str
    language: str
    url: str
    link: str
    place: str
    speaker: str
    value: str
    fetched_at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim on the sheet. `number` counts from 1 in the order of the article; `twins` are those of equal claims."""

    number: int
    line: int
    item: Item
    sign: Sign
    passage: Passage | None
    diff: tuple[Piece, ...]
    twins: tuple[int, ...]

    @property
    def is_unsourced(self) -> bool:
        """Whether no passage of any source bears on it."""
        return self.passage is None

    @property
    def signed(self) -> tuple[tuple[str, datetime], ...]:
        """Who signed the decision that stands, and when."""
        times = {event.reviewer: event.at for event in self.item.history if event.kind is EventKind.SIGNED}
        return tuple((reader, times[reader]) for reader in self.item.signed_by)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source on the sheet, and the numbers of the claims that rest on it."""

    number: int
    source: SourceText
    claims: tuple[int, ...]

    @property
    def is_read(self) -> bool:
        return self.source.state == "read"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one article."""

    state: ReviewState
    headline: str
    entries: tuple[Entry, ...]
    sources: tuple[SourceEntry, ...]
    held_back: tuple[tuple[str, int], ...]
    readers: tuple[str, ...]
    second_readers: tuple[str, ...]

    @property
    def totals(self) -> tuple[tuple[Sign, int], ...]:
        """How many claims bear each sign that any bears, what needs work first."""
        signs = [entry.sign for entry in self.entries]
        return tuple((sign, signs.count(sign)) for sign in dict.fromkeys(sorted(signs, key=SIGNS.index)))

    @property
    def changes(self) -> tuple[tuple[Entry, Wording | None], ...]:
        """What has to change: every wording that is proposed, and the disputed claims that have none yet."""
        return tuple(
            (entry, wording)
            for entry in self.entries
            for wording in entry.item.wordings or ((None,) if entry.item.verdict is Verdict.DISPUTED else ())
        )

    @property
    def unsourced(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.is_unsourced)

    @property
    def decided(self) -> int:
        return sum(not entry.item.is_open for entry in self.entries)


def sheet_of(state: ReviewState) -> Sheet:
    """The sheet of a review as it stands."""
    lines = Lines(state.text)
    numbers = {source.name: number for number, source in enumerate(state.sources, start=1)}
    entries = tuple(_entry(number, item, lines, state, numbers) for number, item in enumerate(state.items, start=1))
    counted = concerns(state)
    return Sheet(
        state=state,
        headline=_headline(state),
        entries=entries,
        sources=tuple(_source(number, source, entries) for number, source in enumerate(state.sources, start=1)),
        held_back=tuple((word, counted[word]) for word in GATE if counted.get(word)),
        readers=tuple(dict.fromkeys(_readers(state))),
        second_readers=tuple(dict.fromkeys(reader for item in state.items for reader in item.signed_by)),
    )


def _headline(state: ReviewState) -> str:
    """The first line with a word in it: what closes a window or draws a rule on a page is none."""
    lines = (_HEADING.sub("", line.strip()) for line in state.text.split("\n"))
    first = next((line for line in lines if any(map(str.isalnum, line))), "")
    return first if 0 < len(first) <= HEADLINE else state.name


def _readers(state: ReviewState) -> Iterator[str]:
    """Who gave the verdicts that stand."""
    return (item.decision.reviewer for item in state.items if item.decision)


def _entry(number: int, item: Item, lines: Lines, state: ReviewState, numbers: dict[str, int]) -> Entry:
    record = relied_on(item, state)
    evidence = _same(item.passages, record)
    return Entry(
        number=number,
        line=lines.of(item.claim.span.start),
        item=item,
        sign=sign_of(item),
        passage=_passage(record, evidence, state.sources, numbers) if record else None,
        diff=difference(evidence.diff, (item.original or item.claim).text) if evidence else (),
        twins=tuple(state.position(twin) + 1 for twin in item.twins),
    )


def _same(passages: Iterable[Evidence], record: dict[str, Any]) -> Evidence | None:
    """The machine's own account of the passage, where it still is one of those that bear on the claim."""
    told = (record.get("source"), record.get("text"))
    return next((evidence for evidence in passages if (evidence.source, evidence.text) == told), None)


def _passage(
    record: dict[str, Any], evidence: Evidence | None, sources: Iterable[SourceText], numbers: dict[str, int]
) -> Passage:
    name, text = str(record.get("source", "")), str(record["text"])
    source = next((each for each in sources if each.name == name), SourceText(name, ""))
    start, end = int(record.get("start", 0)), int(record.get("end", 0))
    stands = source.text[start:end] == text
    before = _lead(source.text[max(0, start - CONTEXT) : start], cut=start > CONTEXT) if stands else ""
    after = _trail(source.text[end : end + CONTEXT], cut=end + CONTEXT < len(source.text)) if stands else ""
    url = str(record.get("url") or "")
    place = evidence.place if evidence else None
    return Passage(
        text=text,
        before=before,
        after=after,
        source=numbers.get(name, 0),
        name=name,
        language=source.language,
        url=url,
        link=passage_url(url, text, before=before, after=after, page=place.page if place else None),
        place=str(record.get("place") or ""),
        speaker=evidence.speaker if evidence else "",
        value=source_figure_words(evidence),
        fetched_at=str(record.get("fetched_at") or ""),
        sha256=str(record.get("snapshot") or ""),
    )


def _lead(text: str, *, cut: bool) -> str:
    """What comes before a passage, within its line and from a whole word on."""
    line = text.rpartition("\n")[2]
    if "\n" in text or not cut:
        return line
    return "…" + (line.partition(" ")[2] if " " in line[:40] else line)


def _trail(text: str, *, cut: bool) -> str:
    """What comes after a passage, within its line and to a whole word."""
    line = text.partition("\n")[0]
    if "\n" in text or not cut:
        return line
    return (line.rpartition(" ")[0] if " " in line[-40:] else line) + "…"


def _source(number: int, source: SourceText, entries: Iterable[Entry]) -> SourceEntry:
    resting = tuple(entry.number for entry in entries if entry.passage and entry.passage.source == number)
    return SourceEntry(number, source, resting)
