"""What is saved, what is read back, and that a second run adds nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from claims.errors import ReviewError, StoreError
from claims.ledger import review
from claims.ledger.events import EventKind
from claims.ledger.review import Stale
from claims.ledger.store import ClaimStore
from claims.model import Finding, FindingKind, Verdict
from claims.report import CheckReport
from sources.document import PageWarning, Warn
from sources.snapshots import Snapshot
from tests.claims.ledger.reports import (
    AT,
    PAGE,
    TEXT,
    URL,
    altered,
    document,
    matched,
    number_claim,
    quote_claim,
    report,
    snapshot,
    source_states,
    with_finding,
)

LATER = AT + timedelta(days=1)
JOURNEY: dict[str, Any] = {
    "begun_at": AT,
    "tls": "TLSv1.3",
    "certificate": "ab" * 32,
    "request_headers": (("host", "a.example"), ("accept", "*/*")),
}
ODD = PageWarning(Warn.ROBOTS_DISALLOW, "“odd”")
TABLES = ("texts", "blobs", "sightings", "articles", "sources", "claims", "findings", "events")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClaimStore]:
    with ClaimStore.open(tmp_path / "stet.db") as opened:
        yield opened


def rows(store: ClaimStore) -> dict[str, list[tuple[object, ...]]]:
    """All that a second connection sees."""
    with sqlite3.connect(store.path) as second:
        seen = {table: second.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    second.close()
    return seen


def decide(store: ClaimStore, claim: str, verdict: Verdict = Verdict.DISPUTED, note: str = "") -> None:
    state = store.review("bridge.txt")
    store.record(review.decide(state, claim, verdict, reviewer="Kim", at=LATER, note=note))


def test_a_report_comes_back_as_a_review(store: ClaimStore) -> None:
    original = report()
    store.save_report(original, AT)
    state = store.review(original.article_id)
    assert (state.article_id, state.name, state.language) == (original.article_id, "bridge.txt", "en")
    assert (state.text, state.sha256) == (TEXT, original.sha256)
    assert [(item.claim, item.finding) for item in state.items] == [(c.claim, c.finding) for c in original.claims]
    page, gone = state.sources
    assert (page.name, page.state, page.text, page.title, page.url) == (URL, "read", PAGE, "A page", URL)
    assert (page.sha256, page.fetched_at) == (snapshot().sha256, "2026-03-04T09:30:00Z")
    assert (gone.state, gone.sha256, gone.text) == ("failed: 404 Not Found", "", "")


def test_the_log_tells_what_the_machine_did(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    events = store.events()
    assert [event.kind for event in events] == [EventKind.EXTRACTED, *[EventKind.FETCHED] * 2, *[EventKind.FOUND] * 2]
    assert events[0].payload == {"name": "bridge.txt", "language": "en", "quotes": 1, "numbers": 1}
    assert events[1].payload["snapshot"] == snapshot().sha256
    assert events[2].payload["reason"] == "http_status"
    assert (events[3].claim_id, events[3].finding, events[3].detail) == (quote_claim().id, "altered", "negation")
    assert events[3].evidence["text"] == "The bridge is not safe."
    assert events[3].payload["text"] == "The bridge is safe."


def test_the_same_report_again_adds_nothing(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    before = rows(store)
    store.save_report(report(), AT)
    assert rows(store) == before


def test_the_same_copy_seen_later_is_one_more_sighting_and_no_event(store: ClaimStore) -> None:
    original = report()
    store.save_report(original, AT)
    again = replace(original.sources[0], snapshot=snapshot(at=LATER))
    store.save_report(replace(original, sources=(again, original.sources[1])), LATER)
    seen = rows(store)
    assert {table: len(seen[table]) for table in ("sightings", "blobs", "sources", "events")} == {
        "sightings": 2,
        "blobs": 1,
        "sources": 2,
        "events": 5,
    }
    assert store.review("bridge.txt").sources[0].fetched_at == "2026-03-05T09:30:00Z"


def test_a_changed_finding_is_a_further_row_and_leaves_the_decision(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id, note="ring them")
    absent = Finding(FindingKind.ABSENT, reasons=("nowhere",))
    store.save_report(with_finding(report(), quote_claim(), absent), LATER)
    item = store.review("bridge.txt").item(quote_claim().id)
    assert (item.finding, item.verdict, item.note) == (absent, Verdict.DISPUTED, "ring them")
    assert [event.kind for event in item.history] == ["found", "decided", "found", "stale"]
    assert [event.finding for event in item.history] == ["altered", "altered", "absent", "absent"]
    assert item.stale == Stale("the finding has changed", "altered (negation)", "absent")
    assert len(rows(store)["findings"]) == 3


def test_another_score_alone_is_no_other_finding(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    original = matched()
    assert original.evidence is not None
    low = replace(original.evidence, score=0.5)
    scored = replace(original, score=0.5, evidence=low, others=(low,))
    store.save_report(with_finding(report(), number_claim(), scored), LATER)
    assert (len(store.events()), len(rows(store)["findings"])) == (5, 2)


def test_a_new_copy_of_a_source_is_told(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    store.save_report(replace(report(), sources=source_states(PAGE + " Corrected.")), LATER)
    last = store.events()[-1]
    assert (last.kind, last.payload["snapshot"]) == (EventKind.FETCHED, snapshot(PAGE + " Corrected.").sha256)
    assert store.review("bridge.txt").sources[0].text.endswith("Corrected.")


def test_an_article_is_named_and_a_long_one_says_how_far_it_is_read(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    told: list[tuple[int, int]] = []
    assert store.named("bridge.txt") == store.named(report().article_id[:8]) == (report().article_id, "bridge.txt")
    store.review("bridge.txt", lambda read, total: told.append((read, total)))
    assert told == [(0, 2), (2, 2)]
    with pytest.raises(StoreError, match="no article"):
        store.named("nowhere")


def test_a_source_that_is_no_longer_given_leaves_the_review(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    store.save_report(replace(report(), sources=source_states()[:1]), LATER)
    assert [source.name for source in store.review("bridge.txt").sources] == [URL]
    assert len(store.events()) == 5


def test_a_decided_claim_outlives_a_check_that_misses_it(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id)
    store.save_report(replace(report(), claims=()), LATER)
    state = store.review("bridge.txt")
    assert [item.claim for item in state.items] == [quote_claim()]
    assert store.events()[-1].payload["quotes"] == 0
    store.save_report(report(), LATER)
    assert [item.claim.id for item in store.review("bridge.txt").items] == [quote_claim().id, number_claim().id]


def test_a_claim_or_source_given_twice_counts_once(store: ClaimStore) -> None:
    twice = replace(report(), claims=report().claims * 2, sources=source_states() * 2)
    store.save_report(twice, AT)
    before = rows(store)
    store.save_report(twice, AT)
    assert rows(store) == before
    state = store.review("bridge.txt")
    assert (len(state.items), len(state.sources)) == (2, 2)


def test_what_is_recorded_is_seen_by_a_second_connection_at_once(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    with ClaimStore.open(store.path, readonly=True) as second:
        decide(store, quote_claim().id)
        assert second.review("bridge.txt").item(quote_claim().id).verdict is Verdict.DISPUTED
        after = second.events(after=5)
    assert [event.kind for event in after] == [EventKind.DECIDED]
    assert after == store.events("bridge.txt", after=5)


def test_articles_are_counted(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    store.save_report(report("other.txt", TEXT + "More.\n"), LATER)
    decide(store, quote_claim().id)
    decide(store, number_claim().id, Verdict.VERIFIED)
    state = store.review("bridge.txt")
    store.record(review.undo(state, reviewer="Kim", at=LATER))
    other, bridge = store.articles()
    assert (other.name, other.claims, other.decided, other.verdicts, other.saved_at) == ("other.txt", 2, 0, {}, LATER)
    assert (bridge.claims, bridge.decided, bridge.verdicts) == (2, 1, {"disputed": 1})


def test_an_article_is_found_by_name_id_or_beginning(store: ClaimStore) -> None:
    newer = report(text=TEXT + "Second version.\n")
    store.save_report(report(), AT)
    store.save_report(newer, LATER)
    assert store.review("bridge.txt").article_id == newer.article_id
    assert store.review(report().article_id[:6]).article_id == report().article_id
    assert store.review(report().sha256).article_id == report().article_id
    for wrong in ("", "nothing", "bridge", "%", "x" * 5000):
        with pytest.raises(StoreError, match="no article"):
            store.review(wrong)


def test_a_beginning_that_fits_two_articles_is_refused(store: ClaimStore) -> None:
    by_first: dict[str, CheckReport] = {}
    for number in range(17):
        one = report(f"{number}.txt", TEXT + str(number))
        store.save_report(one, AT)
        if one.sha256[0] in by_first:
            break
        by_first[one.sha256[0]] = one
    with pytest.raises(StoreError, match="begins the id of 2 articles"):
        store.review(one.sha256[0])


def test_an_event_of_an_unknown_article_is_refused(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    draft = review.set_aside(store.review("bridge.txt"), quote_claim().id, reviewer="Kim", at=AT)
    with pytest.raises(StoreError, match="refuses the change"):
        store.record(draft.model_copy(update={"article_id": "0" * 16}))
    with pytest.raises(ReviewError):
        store.review("bridge.txt").item("nowhere")
    assert store.verify_log().ok


def test_snapshots_of_the_same_bytes_are_kept_once(store: ClaimStore) -> None:
    packed = replace(snapshot(), raw=b"\x1f\x8b packed", body=PAGE.encode(), redirects=("http://a.example/",))
    later = replace(packed, fetched_at=LATER, headers=(("etag", '"é"'),), warnings=(ODD,), **JOURNEY)
    assert store.save_snapshot(packed) == store.save_snapshot(later) == packed.sha256
    store.save_snapshot(packed)
    assert store.latest_snapshot(URL) == later
    assert len(rows(store)["sightings"]) == 2
    assert len(rows(store)["blobs"]) == 2
    assert store.latest_snapshot("http://other.example/") is None


@pytest.mark.parametrize("fraction", [0, 500_000])
def test_the_latest_copy_is_the_one_seen_last(store: ClaimStore, fraction: int) -> None:
    first = datetime(2026, 3, 4, 9, 30, 7, tzinfo=UTC)
    newest: Snapshot = snapshot("new", at=first + timedelta(seconds=1, microseconds=fraction))
    store.save_snapshot(newest)
    store.save_snapshot(snapshot("old", at=first + timedelta(microseconds=fraction // 2)))
    assert store.latest_snapshot(URL) == newest
    a_moment_later = snapshot("newer", at=newest.fetched_at + timedelta(microseconds=1))
    store.save_snapshot(a_moment_later)
    assert store.latest_snapshot(URL) == a_moment_later


def test_a_review_is_of_one_moment_whoever_writes_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "stet.db"
    with ClaimStore.open(path) as store, ClaimStore.open(path, busy_seconds=0.05) as other:
        store.save_report(report(), AT)
        draft = review.decide(other.review("bridge.txt"), quote_claim().id, Verdict.VERIFIED, reviewer="Lea", at=AT)

        def decided(read: int, total: int) -> None:
            with suppress(StoreError):  # in the old mode of the journal, whoever reads keeps it locked
                other.record(draft)

        assert store.review("bridge.txt", decided).decided == 0


def test_views_read_like_a_table(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id, note="ring them")
    with sqlite3.connect(store.path) as second:
        second.row_factory = sqlite3.Row
        quote, number = (dict(row) for row in second.execute("SELECT * FROM v_claims ORDER BY position"))
        assert (quote["verdict"], quote["note"], quote["reviewer"]) == ("disputed", "ring them", "Kim")
        assert (quote["speaker"], quote["finding"], quote["passage"]) == (
            "Ana Brook",
            "altered",
            "The bridge is not safe.",
        )
        assert (number["verdict"], number["value"], number["unit"]) == ("open", "1400000", "EUR")
        assert [row["status"] for row in second.execute("SELECT * FROM v_sources")] == ["read", "failed"]
        assert second.execute("SELECT count(*) FROM v_log").fetchone()[0] == 6
    second.close()


def test_an_article_without_claims_or_sources_is_kept(store: ClaimStore) -> None:
    store.save_report(CheckReport("empty.txt", "", document("Nothing here."), (), ()), AT)
    state = store.review("empty.txt")
    assert (state.items, state.sources, len(state.events)) == ((), (), 1)


def test_altered_has_its_diff_after_the_round_trip(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    assert store.review("bridge.txt").items[0].finding == altered()
