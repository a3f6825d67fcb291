"""Watching: every version of every article is checked once, whatever stops, fails or repeats itself meanwhile."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import NamedTuple

import pytest

from claims.check import CheckRequest, check_article
from claims.ledger.store import ClaimStore
from claims.watching import MOST_TRIES, Became, Outcome, Watch
from sources.fetch import Fetcher, Limits
from tests.claims.wire import START, Clock, Wire

TEXT = "The bridge cost 12 million euros, the mayor said.\n"


FLAT = 36_000
"""Bytes that a watch may hold more after a day than after 18 hours: a third of a kB for each of the 108 articles
between, where the report of one takes 20 kB. Tracing makes work three times as slow, so it begins late.
"""

NOT_OURS = ("*/tests/*", "*/pydantic/*")
"""What the test itself holds, and the short texts that pydantic keeps, up to 16,384 of them."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wire(clock: Clock) -> Iterator[Wire]:
    wire = Wire(clock)
    yield wire
    wire.close()


@contextmanager
def watching(
    store: Path, clock: Clock, *places: str, wire: Wire | None = None, every: float | None = None
) -> Iterator[Watch]:
    """A watch over a store, with the wire's source."""
    hosts = (wire.host,) if wire else ()
    sources = (wire.address("/source"),) if wire else ()
    with Fetcher(hosts, limits=Limits(attempts=1)) as fetcher, ClaimStore.open(store) as opened:
        request = CheckRequest("", sources, clock())
        yield Watch(places, request, fetcher, opened, now=clock(), every=every)


def until(watch: Watch, clock: Clock, minutes: float) -> Iterator[Outcome]:
    """All that a watch tells up to a time."""

    def wait(seconds: float) -> None:
        clock.wait(seconds)
        if clock.minutes >= minutes:
            watch.stop()

    yield from watch.run(clock, wait)


class Held(NamedTuple):
    objects: int
    bytes: int


def held() -> Held:
    """How many objects there are, and how many bytes were taken since tracing began, but for `NOT_OURS`; what caches
    hold, each up to a bound of its own, is let go before.
    """
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper):
            each.cache_clear()
    gc.collect()
    count = len(gc.get_objects())
    if not tracemalloc.is_tracing():
        return Held(count, 0)
    ours = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(False, each) for each in NOT_OURS])
    return Held(count, sum(trace.size for trace in ours.traces))


def day(watch: Watch, clock: Clock, told: Counter[tuple[str, Became]]) -> dict[int, Held]:
    """Lets a day pass, counts what is told, and gives what was held after so many hours."""
    memory = {}
    for hour in (8, 16, 18, 24):
        watch._stopped = False
        for outcome in until(watch, clock, 60 * hour):
            told["".join(outcome.name), outcome.became] += 1
        memory[hour] = held()
        if hour == 16:
            tracemalloc.start()
    tracemalloc.stop()
    return memory


def test_a_day_of_traffic(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    """Twenty-four hours: over 400 articles, some of them changed later, failures, repetitions; memory is flat."""
    told: Counter[tuple[str, Became]] = Counter()
    places = (wire.address("/feed"), wire.address("/again"))
    with watching(tmp_path / "stet.db", clock, *places, wire=wire, every=300) as watch:
        memory = day(watch, clock, told)
    versions = Counter(n for n, _ in wire.told if n % 50 != 49)
    # What both feeds have is checked under the address that was seen first: while one fails, that of the other.
    both = {n: (wire.address(f"/story/{n}"), wire.address(f"/copy/{n}")) for n in range(wire.published)}
    checked = Counter({n: sum(told[each, Became.CHECKED] for each in names) for n, names in both.items()})
    assert +checked == versions
    assert len(versions) > 400
    assert sum(count == 2 for count in versions.values()) > 20
    # What is never there is tried so often and no more; what came late was tried twice.
    failures = {n: told[names[0], Became.FAILED] for n, names in both.items()}
    assert all(failures[n] == MOST_TRIES for n in range(49, 300, 50)), failures
    assert all(failures[n] == 1 for n in range(39, len(both), 40) if n % 50 != 49)
    # The second feed repeats what the first has: each is fetched, and none is checked again.
    repeated = [address for (address, became) in told if "/copy/" in address and became is Became.SAME]
    assert len(repeated) >= 20
    assert len([1 for (address, became) in told if "/copy/" in address and became is Became.CHECKED]) <= 2
    # While the feed failed it was left alone: its own Retry-After, doubled waits.
    assert 1 <= told[places[0], Became.FAILED] <= 4
    # Most looks cost the server nothing, and the source was not asked for with each of 470 articles.
    assert wire.answered[304] > 200
    assert wire.asked["/source"] <= 25
    assert memory[24].objects < memory[8].objects * 1.01
    assert memory[24].bytes - memory[18].bytes < FLAT
    with ClaimStore.open(tmp_path / "stet.db") as store:
        articles = {each.name: each for each in store.articles()}
        assert len(articles) == len(versions)
        assert len(store.review(articles[both[120][0]].id).versions) == 1
        assert store.verify_log().ok


def test_a_restart_checks_nothing_twice_and_asks_politely(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    for expected in (3, 0, 0):
        with watching(tmp_path / "stet.db", clock, wire.address("/feed"), wire=wire) as watch:
            told = list(watch.once(clock, clock.wait))
        assert len([outcome for outcome in told if outcome.became is Became.CHECKED]) == expected
    assert wire.answered[304] == 2
    assert wire.asked["/story/0"] == 1


def test_a_stop_in_the_middle_loses_nothing(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    clock.wait(3600)
    names: list[str] = []
    for _ in range(60):
        with watching(tmp_path / "stet.db", clock, wire.address("/feed"), wire=wire) as watch:
            for outcome in watch.run(clock, clock.wait):
                names.append(outcome.name)
                watch.stop()
                break
            else:
                break
        if len(names) == wire.published:
            break
    assert sorted(names) == sorted(wire.address(f"/story/{n}") for n in range(wire.published))


def test_a_feed_that_has_asked_for_patience_gets_it_across_a_restart(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    clock.wait(300 * 60)
    feed = wire.address("/feed")
    for waited, became in ((0, [Became.FAILED]), (600, []), (601, [Became.FAILED])):
        clock.wait(waited)
        with watching(tmp_path / "stet.db", clock, feed, wire=wire, every=60) as watch:
            told = list(watch.once(clock, clock.wait))
        assert [outcome.became for outcome in told] == became
    assert wire.asked["/feed"] == 2


def test_a_folder_is_checked_as_files_settle_and_change(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    store = tmp_path / "stet.db"

    def looks(watch: Watch, count: int) -> list[tuple[str, Became]]:
        told = []
        for _ in range(count):
            told += [(Path(outcome.name).name, outcome.became) for outcome in watch.round(clock)]
            clock.wait(5)
        return told

    with watching(store, clock, str(folder)) as watch:
        (folder / "a.txt").write_text(TEXT, "utf-8")
        os.mkfifo(folder / "pipe.txt")
        assert looks(watch, 1) == []
        (folder / "a.txt").write_text(TEXT * 2, "utf-8")
        assert looks(watch, 1) == []
        assert looks(watch, 3) == [("a.txt", Became.CHECKED)]
        (folder / "a.txt").touch()
        (folder / "copy.txt").write_text(TEXT * 2, "utf-8")
        assert looks(watch, 4) == [("copy.txt", Became.SAME)]
        (folder / "a.txt").write_text("Corrected. " + TEXT * 2, "utf-8")
        (folder / "a-copy.txt").write_text("Corrected. " + TEXT * 2, "utf-8")
        (folder / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
        (folder / "empty.txt").write_text("", "utf-8")
        assert sorted(looks(watch, 3)) == [
            ("a-copy.txt", Became.CHECKED), ("a.txt", Became.CHECKED),
            ("bad.pdf", Became.FAILED), ("empty.txt", Became.FAILED),
        ]  # fmt: skip
        (folder / "empty.txt").write_text("It cost 7 euros.", "utf-8")
        assert looks(watch, 3) == [("empty.txt", Became.CHECKED)]
    with watching(store, clock, str(folder)) as watch:
        assert list(watch.once(clock, clock.wait)) == []
    with ClaimStore.open(store) as opened:
        assert len(opened.articles()) == 2
        assert len(opened.review(str(folder / "a.txt")).versions) == 1


def test_one_bad_article_or_place_costs_only_itself(
    tmp_path: Path, clock: Clock, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: CheckRequest, *rest: object) -> object:
        if request.article.endswith("/1"):
            raise RecursionError("too deep")
        return check_article(request, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("claims.watching.check_article", broken)
    places = ("http://nowhere.invalid/feed", wire.address("/source"), wire.address("/feed"))
    with watching(tmp_path / "stet.db", clock, *places, wire=wire) as watch:
        told = {outcome.name: outcome for outcome in watch.once(clock, clock.wait)}
    assert told[places[0]].became is Became.FAILED
    assert "is no feed" in told[places[1]].message
    assert "could not be checked: RecursionError: too deep" in told[wire.address("/story/1")].message
    assert [told[wire.address(f"/story/{n}")].became for n in (0, 2)] == [Became.CHECKED] * 2


def test_a_stop_during_a_fetch_is_no_failure_of_the_article(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    with watching(tmp_path / "stet.db", clock, wire.address("/feed"), wire=wire) as watch:
        watch.stop()
        assert list(watch._look(watch._places[0], clock)) == []
        assert watch._list.find(wire.address("/feed")) is None
    with watching(tmp_path / "stet.db", clock, wire.address("/feed"), wire=wire) as watch:
        assert len(list(watch.once(clock, clock.wait))) == 3


def test_the_clock_of_a_watch_is_its_own(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    with watching(tmp_path / "stet.db", clock, wire.address("/feed"), wire=wire) as watch:
        first = next(iter(watch.run(clock, clock.wait)))
    assert first.at == START
    with ClaimStore.open(tmp_path / "stet.db") as store:
        assert store.articles()[0].saved_at == START


def test_an_address_that_is_not_allowed_is_asked_at_once_when_it_is(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    with watching(tmp_path / "s.db", clock, wire.address("/feed")) as watch:
        (refused,) = watch.once(clock, clock.wait)
    assert (refused.became, "--allow-host" in refused.message) == (Became.FAILED, True)
    with watching(tmp_path / "s.db", clock, wire.address("/feed"), wire=wire) as watch:
        assert list(watch.left_alone(clock())) == []
        assert [outcome.became for outcome in watch.once(clock, clock.wait)] == [Became.CHECKED] * wire.published


def test_who_is_not_asked_yet_is_known(tmp_path: Path, clock: Clock, wire: Wire) -> None:
    clock.wait(300 * 60)  # the hour in which the feed fails
    with watching(tmp_path / "s.db", clock, wire.address("/feed"), wire=wire) as watch:
        assert [outcome.became for outcome in watch.once(clock, clock.wait)] == [Became.FAILED]
    with watching(tmp_path / "s.db", clock, wire.address("/feed"), wire=wire) as watch:
        ((name, due, failed),) = watch.left_alone(clock())
        assert (name, due > clock(), failed) == (wire.address("/feed"), True, True)


def test_a_folder_that_cannot_be_read_is_told_once(tmp_path: Path, clock: Clock) -> None:
    with watching(tmp_path / "s.db", clock, str(tmp_path / "gone")) as watch:
        assert [outcome.became for outcome in watch.once(clock, clock.wait)] == [Became.FAILED]


def test_a_feed_that_is_cut_off_is_told_and_what_it_names_before_is_checked(
    tmp_path: Path, clock: Clock, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = wire.feed("feed")
    monkeypatch.setattr(wire, "feed", lambda _: whole[: whole.rindex("</link>")])
    with watching(tmp_path / "stet.db", clock, wire.address("/feed"), wire=wire) as watch:
        *articles, place = watch.once(clock, clock.wait)
    assert [each.became for each in articles] == [Became.CHECKED] * (whole.count("<item>") - 1)
    assert (place.name, place.became) == (wire.address("/feed"), Became.FAILED)
    assert "is cut off: its end is missing; 2 named before are taken. Try again later" in place.message
