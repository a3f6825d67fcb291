"""What a merge takes over of the other store beside its log: articles, versions, and claims that only it has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claims.ledger import review
from claims.ledger.events import GENESIS, Draft, EventKind
from claims.ledger.log import chain
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger.joining import LATER, decide, items
from tests.claims.ledger.reports import AT, TEXT, URL, changed_report, number_claim, quote_claim, report, snapshot


def test_a_claim_that_only_the_other_check_has_comes_with_what_was_decided_on_it(pair: tuple[Path, Path]) -> None:
    with ClaimStore.open(pair[0].with_name("bare.db")) as ann, ClaimStore.open(pair[1]) as ben:
        ann.save_report(replace(report(), claims=()), AT)
        ann.merge(ben.events(), LATER, ben)
        assert ann.merge(ben.events(), LATER, ben).unknown_claims == 0
        later = review.set_aside(ben.review("bridge.txt"), number_claim().id, reviewer="Ben", at=LATER)
        ben.record(later)
        ann.merge(ben.events(), LATER, ben)
        assert ann.review("bridge.txt").items == ()
        decide(ben, quote_claim().id, Verdict.DISPUTED, "Ben", 2)
        ann.merge(ben.events(), LATER, ben)
        assert [item.claim.id for item in ann.review("bridge.txt").items] == [quote_claim().id]
        assert ann.verify_log().ok


def test_an_article_that_only_the_other_has(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "a.db") as ann, ClaimStore.open(tmp_path / "b.db") as ben:
        ann.save_report(report("mine.txt", TEXT + "Mine.\n"), AT)
        ben.save_snapshot(replace(snapshot(), url="bridge.txt"))
        ben.save_report(report(), AT)
        decide(ben, quote_claim().id, Verdict.DISPUTED, "Ben", 2)
        left_out = ann.merge(ben.events(), LATER)
        assert left_out.left_out == {report().article_id: 6}
        assert (left_out.new, len(ann.articles())) == (0, 1)
        merged = ann.merge(ben.events(), LATER, ben)
        assert (merged.new, merged.left_out) == (6, {})
        assert items(ann) == items(ben)
        theirs = ann.review("bridge.txt")
        assert (theirs.sources, theirs.text) == (ben.review("bridge.txt").sources, TEXT)
        assert ann.copies(URL) == ben.copies(URL)
        assert ann.copies("bridge.txt") == ben.copies("bridge.txt")
        assert ann.verify_log().ok


def test_versions_meet(tmp_path: Path) -> None:
    second = "Second edition.\n" + TEXT
    with ClaimStore.open(tmp_path / "a.db") as ann, ClaimStore.open(tmp_path / "b.db") as ben:
        ann.save_report(report(), AT)
        ben.save_report(report(), AT)
        decide(ann, quote_claim().id, Verdict.VERIFIED, "Ann", 1)
        ben.save_report(report(text=second), LATER)
        decide(ben, quote_claim(second).id, Verdict.DISPUTED, "Ben", 2)
        ann.merge(ben.events(), LATER, ben)
        ben.merge(ann.events(), LATER, ann)
        for store in (ann, ben):
            state = store.review("bridge.txt")
            assert state.sha256 == report(text=second).sha256
            assert len(store.articles()) == 1
            assert [event.reviewer for event in state.items[0].conflict] == ["Ann", "Ben"]
            assert store.verify_log().ok
        assert items(ann) == items(ben)


def test_no_log_makes_two_claims_of_one_version_the_same(tmp_path: Path) -> None:
    second = "Second edition.\n" + TEXT
    with ClaimStore.open(tmp_path / "a.db") as store:
        store.save_report(report(), AT)
        store.save_report(report(text=second), LATER)
        tied = next(event for event in reversed(store.events()) if event.kind is EventKind.EXTRACTED)
        crossed = tied.payload | {"anchors": {number_claim(second).id: quote_claim().id}}
        told = Draft(kind=EventKind.EXTRACTED, at=LATER, article_id=tied.article_id, payload=crossed)
        store.merge(chain([told], (0, GENESIS)), LATER)
        decide(store, quote_claim(second).id, Verdict.DISPUTED, "Ben", 2)
        assert [item.verdict for item in store.review("bridge.txt").items] == [Verdict.DISPUTED, None]
        assert store.articles()[0].decided == 1
        assert store.verify_log().ok


def test_a_decision_from_an_earlier_version_is_stale_where_the_words_have_changed(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "a.db") as ann, ClaimStore.open(tmp_path / "b.db") as ben:
        for store in (ann, ben):
            store.save_report(report(), AT)
        ann.save_report(changed_report(), LATER)
        decide(ben, number_claim().id, Verdict.VERIFIED, "Ben", 2)
        merged = ann.merge(ben.events(), LATER)
        assert merged.stale == 1
        number = ann.review("bridge.txt").items[1]
        assert number.verdict is Verdict.VERIFIED
        assert number.stale is not None
        assert ann.merge(ben.events(), LATER).new == 0
        assert [event.kind for event in ann.events()].count(EventKind.STALE) == 1
