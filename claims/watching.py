"""Watching feeds and folders: what is new or has changed is checked once, and kept in the store for the review.

Time, waiting and the web come in from outside, so that a day can pass in a test. Nothing grows with the time a watch
runs: what was seen is in the store (`ledger.watched`), and of each place only the last look is held.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from claims.check import CheckRequest, check_article
from claims.errors import FaultError, StetError, StoreError
from claims.having import is_address
from claims.keeping import KeptFirst
from claims.ledger.store import ClaimStore
from claims.ledger.watched import Fate, Seen, WatchList
from claims.report import CheckReport
from sources.files import read_file
from sources.finding.feeds import Entry, broken_list, damage_of, entries_of, is_list
from sources.finding.folders import files_in, settled
from sources.finding.visits import Visit, after_failure, after_success, asked_by
from sources.snapshots import FailureReason, Fetches, FetchFailure, Snapshot

FEED_EVERY = 900.0
"""Seconds between two looks at a feed unless told otherwise: what news agencies' feeds ask for, or half of it."""

FOLDER_EVERY = 5.0
"""Seconds between two looks at a folder: a file is checked once two looks have seen it the same."""

MOST_ENTRIES = 200
"""Entries of one feed that are looked at: more than come between two looks."""

MOST_TRIES = 6
"""Failures in a row after which an article is left alone until its feed or folder says that it has changed."""

SOURCES_EVERY = 3600.0
"""Seconds for which a source is not asked for again: a hundred new articles are no reason for a hundred requests."""


_NOT_ASKED = frozenset({FailureReason.BAD_URL, FailureReason.INNER_ADDRESS})
"""Failures for which no server was asked: whoever mends the address or the settings need not wait for anything."""


class Became(StrEnum):
    """What became of what was looked at."""

    CHECKED = "checked"
    SAME = "same"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a watch has to tell: an article that was checked or could not be had, or a place that could not be read.

    `findings` counts the claims by finding; `message` says why not, or as which other article it is the same.
    """

    at: datetime
    name: str
    became: Became
    place: str
    article_id: str = ""
    findings: Mapping[str, int] = field(default_factory=dict)
    message: str = ""

    @property
    def claims(self) -> int:
        return sum(self.findings.values())


@dataclass
class _Place:
    """A feed or a folder; `known` are a feed's validators, `asked` the seconds for which it asks to be left alone,
    `files` a folder's last look.
    """

    name: str
    every: float
    visit: Visit
    asked: float = 0.0
    known: Snapshot | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_feed(self) -> bool:
        return is_address(self.name)


class Watch:
    """Looks at places when they are due. One bad article or place costs only itself; a broken store ends it.

    Args:
        places: feeds by address, folders by path.
        request: what each article is checked with; its article and time are set anew for each.
        every: seconds between two looks, None for what suits feeds and folders.
        now: when it begins: every place is due then, but a feed that has asked for more time, or failed.
    """

    def __init__(
        self,
        places: Sequence[str],
        request: CheckRequest,
        fetches: Fetches,
        store: ClaimStore,
        *,
        now: datetime,
        every: float | None = None,
    ) -> None:
        self._request = request
        self._web = fetches
        self._sources = _NowAndThen(fetches, now)
        self._store = store
        self._list: WatchList = store.watch_list
        self._stopped = False
        self._places = [self._place(name, every, now) for name in dict.fromkeys(places)]

    def stop(self) -> None:
        """Ends it after the article at hand; may be called from a signal."""
        self._stopped = True

    def seconds_to_next(self, now: datetime) -> float:
        """How long nothing is due."""
        return max(0.0, min((place.visit.due - now).total_seconds() for place in self._places))

    def left_alone(self, now: datetime) -> Iterator[tuple[str, datetime, bool]]:
        """The places that are not due, each with when it is, and whether it failed when it was asked last."""
        for place in self._places:
            if place.visit.due > now:
                yield place.name, place.visit.due, place.visit.failures > 0

    def run(self, clock: Callable[[], datetime], wait: Callable[[float], object]) -> Iterator[Outcome]:
        """Goes on until it is stopped, and tells of each article as it is done."""
        while not self._stopped:
            yield from self.round(clock)
            if not self._stopped:
                wait(self.seconds_to_next(clock()))

    def once(self, clock: Callable[[], datetime], wait: Callable[[float], object]) -> Iterator[Outcome]:
        """One round; folders are looked at twice, so that no file is taken that somebody is writing."""
        yield from self.round(clock)
        folders = [place for place in self._places if not place.is_feed]
        folders = [place for place in folders if not place.visit.failures]
        if folders and not self._stopped:
            wait(min(FOLDER_EVERY, *(place.every for place in folders)))
            for place in folders:
                yield from self._look(place, clock)

    def round(self, clock: Callable[[], datetime]) -> Iterator[Outcome]:
        """Looks once at every place that is due."""
        for place in self._places:
            if not self._stopped and place.visit.due <= clock():
                yield from self._look(place, clock)

    def _place(self, name: str, every: float | None, now: datetime) -> _Place:
        """A place as it was left: with what its server wants to be asked with, and not before it is due again."""
        place = _Place(name, every or (FEED_EVERY if is_address(name) else FOLDER_EVERY), Visit(now))
        seen = self._list.find(name)
        if seen is None or seen.fate is not Fate.PLACE:
            return place
        place.visit = Visit(max(now, seen.due or now), seen.failures)
        place.known = _asked_with(name, seen.stamp, now)
        return place

    def _look(self, place: _Place, clock: Callable[[], datetime]) -> Iterator[Outcome]:
        look = self._look_at_feed if place.is_feed else self._look_at_folder
        yield from look(place, clock)

    def _look_at_feed(self, place: _Place, clock: Callable[[], datetime]) -> Iterator[Outcome]:
        answer = self._web.fetch(place.name, known=place.known)
        if self._stopped and isinstance(answer, FetchFailure):
            return
        if isinstance(answer, FetchFailure):
            asked = answer.reason not in _NOT_ASKED
            yield self._place_failed(place, clock(), answer.message, answer.retry_after, remembered=asked)
            return
        unchanged = place.known is not None and not answer.raw and answer.headers == place.known.headers
        if not unchanged and not is_list(answer):
            yield self._place_failed(place, clock(), f"{place.name} is no feed. Give the address of one, or a folder")
            return
        # The oldest first: what came last stands on top of the list of articles, also after a stop in between.
        entries = () if unchanged else tuple(reversed(entries_of(answer, MOST_ENTRIES)))
        yield from self._take_all(place, [(entry.url, _stamp(entry)) for entry in entries], clock)
        if self._stopped:
            return  # the rest is taken at the next look, which then has to see the whole feed again
        damage = "" if unchanged else damage_of(answer)
        if damage:
            # Without its validators, so that the server does not answer that nothing has changed.
            yield self._place_failed(place, clock(), broken_list(place.name, damage, len(entries)))
            return
        if not unchanged:
            place.known, place.asked = _validators(answer), asked_by(answer)
        place.visit = after_success(clock(), place.every, place.asked)
        self._note_place(place, None)

    def _look_at_folder(self, place: _Place, clock: Callable[[], datetime]) -> Iterator[Outcome]:
        try:
            now = files_in(Path(place.name))
        except OSError as error:
            why = error.strerror or "cannot be read"
            yield self._place_failed(place, clock(), f"{place.name}: {why}. Check the folder and its permissions")
            return
        ready, place.files = list(settled(now, place.files)), now
        yield from self._take_all(place, ready, clock)
        place.visit = after_success(clock(), place.every)

    def _place_failed(
        self, place: _Place, at: datetime, message: str, asked: float = 0.0, *, remembered: bool = True
    ) -> Outcome:
        place.visit = after_failure(place.visit, at, place.every, asked)
        if place.is_feed and remembered:
            self._note_place(place, place.visit.due)
        return Outcome(at, place.name, Became.FAILED, place.name, message=message)

    def _note_place(self, place: _Place, due: datetime | None) -> None:
        stamp = json.dumps(dict(place.known.headers)) if place.known else ""
        self._list.note(Seen(place.name, place.name, Fate.PLACE, stamp, "", place.visit.failures, due))

    # Articles

    def _take_all(
        self, place: _Place, named: Sequence[tuple[str, str]], clock: Callable[[], datetime]
    ) -> Iterator[Outcome]:
        """What is new or has changed of what a place names, and what of it failed before and is due again."""
        again = [(seen.address, seen.stamp) for seen in self._list.failed(place.name, clock())]
        for address, stamp in dict([*again, *named]).items():
            if self._stopped:
                return
            seen = self._list.find(address)
            due = seen is not None and seen.fate is Fate.FAILED and seen.due is not None and seen.due <= clock()
            if seen is None or due or seen.stamp != stamp:
                outcome = self._take(place, address, stamp, seen, clock())
                if outcome is not None:
                    yield outcome

    def _take(self, place: _Place, address: str, stamp: str, seen: Seen | None, at: datetime) -> Outcome | None:
        """Checks an article unless it has the content that was checked before; None where there is nothing to tell."""
        page = self._page(address)
        now = Seen(address, place.name, Fate.CHECKED, stamp)
        if isinstance(page, FetchFailure):
            return self._failed(now, seen, at, page.message, page.retry_after, place.every)
        now = replace(now, content=page.body_sha256)
        if seen is not None and seen.content == now.content and seen.fate is not Fate.FAILED:
            self._list.note(replace(now, fate=seen.fate))
            return None
        # An article that was checked and has changed is its own new version, whoever else has the same words.
        is_new = seen is None or seen.fate is not Fate.CHECKED
        other = self._list.same_content(now.content, address) if is_new else None
        if other is not None:
            self._list.note(replace(now, fate=Fate.SAME))
            return Outcome(at, address, Became.SAME, place.name, message=f"the same as {other.address}")
        try:
            report = self._checked(page, at)
        except StoreError:
            raise
        except Exception as wrong:  # one bad article costs only itself, whatever it is made of
            said = wrong if isinstance(wrong, StetError) else FaultError.of(f"{address} could not be checked", wrong)
            return self._failed(now, seen, at, str(said), 0.0, place.every)
        self._list.note(now)
        counts = Counter(str(checked.finding.finding) for checked in report.claims)
        return Outcome(at, address, Became.CHECKED, place.name, report.article_id, dict(counts))

    def _page(self, address: str) -> Snapshot | FetchFailure:
        if not is_address(address):
            return read_file(address)
        return self._web.fetch(address, known=self._store.latest_snapshot(address))

    def _checked(self, page: Snapshot, at: datetime) -> CheckReport:
        self._sources.at = at
        request = replace(self._request, article=page.url, at=at)
        return check_article(request, _Given(page, self._sources), self._store)

    def _failed(
        self, now: Seen, before: Seen | None, at: datetime, message: str, asked: float, every: float
    ) -> Outcome | None:
        """Remembers that an article could not be had, and when it is tried again; nothing of it while one stops."""
        if self._stopped:
            return None
        same = before is not None and before.fate is Fate.FAILED and before.stamp == now.stamp
        failures = before.failures if before is not None and same else 0
        visit = after_failure(Visit(at, failures), at, every, asked)
        # A file is what it is until it changes; a server may think better of it.
        due = visit.due if is_address(now.address) and visit.failures < MOST_TRIES else None
        self._list.note(replace(now, fate=Fate.FAILED, failures=visit.failures, due=due))
        return Outcome(at, now.address, Became.FAILED, now.place, message=message)


def _stamp(entry: Entry) -> str:
    """What a feed says of an entry that changes with it."""
    return f"{entry.at.isoformat() if entry.at else ''} {entry.title}"


def _validators(feed: Snapshot) -> Snapshot | None:
    """What a server wants to be asked with, without the feed itself; None where it gives nothing of the kind."""
    kept = tuple((name, value) for name, value in feed.headers if name in {"etag", "last-modified"})
    return replace(feed, headers=kept, raw=b"", body=b"", request_headers=()) if kept else None


def _asked_with(address: str, stamp: str, at: datetime) -> Snapshot | None:
    """The same from the store, for the first look after a restart."""
    try:
        headers = tuple((str(name), str(value)) for name, value in json.loads(stamp or "{}").items())
    except (ValueError, AttributeError):
        return None
    return Snapshot(address, address, 200, "", headers, b"", b"", at) if headers else None


@dataclass(frozen=True, slots=True)
class _Given:
    """Fetches that have one page already."""

    page: Snapshot
    fetches: Fetches

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        return self.page if url == self.page.url else self.fetches.fetch(url, known=known)


class _NowAndThen:
    """Sources for many articles: each is asked for once in `SOURCES_EVERY`, and is what is kept of it in between."""

    def __init__(self, fetches: Fetches, at: datetime) -> None:
        self.at = at
        self._asked: dict[str, datetime] = {}
        self._fetches = KeptFirst(fetches, again=True)

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        asked = self._asked.get(url)
        if known is not None and asked is not None and (self.at - asked).total_seconds() < SOURCES_EVERY:
            return known
        self._forget()
        self._asked[url] = self.at
        return self._fetches.fetch(url, known=known)

    def _forget(self) -> None:
        """With `links` every article brings sources of its own: those asked for long ago are let go."""
        for url in [url for url, at in self._asked.items() if (self.at - at).total_seconds() >= SOURCES_EVERY]:
            self._asked.pop(url, None)
