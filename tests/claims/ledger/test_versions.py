"""A new version of an article, or of a source: decisions stay with their claims, and those without ground are stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from claims.ledger import review
from claims.ledger.events import EventKind
from claims.ledger.review import Correction, Stale
from claims.ledger.store import ClaimStore
from claims.model import Finding, FindingKind, QuantityClaim, QuoteClaim, Verdict
from claims.report import CheckedClaim, CheckReport
from sources.document import Span
from tests.claims.ledger.reports import (
    AT,
    PAGE,
    TEXT,
    URL,
    changed_report,
    document,
    matched,
    number_claim,
    quote_claim,
    report,
    source_states,
)

LATER = AT + timedelta(days=1)
SECOND = "Second edition.\n" + TEXT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClaimStore]:
    with ClaimStore.open(tmp_path / "stet.db") as opened:
        yield opened


def decide(store: ClaimStore, claim: str, verdict: Verdict = Verdict.VERIFIED, by: str = "Kim") -> None:
    store.record(review.decide(store.review("bridge.txt"), claim, verdict, reviewer=by, at=LATER, note="seen"))


def test_decisions_go_with_their_claims_into_the_next_version(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id)
    store.save_report(report(text=SECOND), LATER)
    state = store.review("bridge.txt")
    assert state.article_id == report(text=SECOND).article_id
    item = state.item(quote_claim(SECOND).id)
    assert (item.verdict, item.reviewer, item.note, item.stale) == (Verdict.VERIFIED, "Kim", "seen", None)
    assert state.item(quote_claim().id) == item
    extracted = [event for event in state.events if event.kind is EventKind.EXTRACTED][-1]
    assert extracted.payload["version_of"] == report().article_id
    assert extracted.payload["anchors"] == {
        quote_claim(SECOND).id: quote_claim().id,
        number_claim(SECOND).id: number_claim().id,
    }
    (summary,) = store.articles()
    assert (summary.id, summary.decided, summary.stale) == (state.article_id, 1, 0)
    assert len(store.events()) == len(state.events) == len(store.events("bridge.txt"))
    assert store.verify_log().ok


def test_what_is_decided_in_the_next_version_can_be_undone_there(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id)
    store.save_report(report(text=SECOND), LATER)
    store.record(review.undo(store.review("bridge.txt"), reviewer="Kim", at=LATER))
    assert store.review("bridge.txt").decided == store.articles()[0].decided == 0
    store.record(review.redo(store.review("bridge.txt"), reviewer="Kim", at=LATER))
    assert store.review("bridge.txt").decided == store.articles()[0].decided == 1


def test_a_claim_whose_words_have_changed_must_be_confirmed(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, number_claim().id)
    decide(store, quote_claim().id)
    store.save_report(changed_report(), LATER)
    state = store.review("bridge.txt")
    quote, number = state.items
    assert (quote.verdict, quote.stale) == (Verdict.VERIFIED, None)
    assert number.verdict is Verdict.VERIFIED
    assert number.stale == Stale("the article has changed", "Some 1.4 million euros", "Some 1.6 million euros")
    assert number.history[-1].kind is EventKind.STALE
    assert store.articles()[0].stale == 1
    decide(store, number.claim.id, Verdict.DISPUTED, by="Lea")
    confirmed = store.review("bridge.txt").item(number.claim.id)
    assert (confirmed.verdict, confirmed.stale, confirmed.conflict) == (Verdict.DISPUTED, None, ())
    assert store.articles()[0].stale == 0
    store.record(review.undo(store.review("bridge.txt"), reviewer="Lea", at=LATER))
    assert store.review("bridge.txt").item(number.claim.id).stale == number.stale


def test_checking_again_tells_it_once(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, number_claim().id)
    for _ in range(2):
        store.save_report(changed_report(), LATER)
    assert [event.kind for event in store.events()].count(EventKind.STALE) == 1
    assert [event.kind for event in store.events()].count(EventKind.EXTRACTED) == 2


def test_an_article_that_goes_back_to_an_earlier_text(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, number_claim().id)
    store.save_report(changed_report(), LATER)
    decide(store, changed_report().claims[1].claim.id, Verdict.DISPUTED)
    store.save_report(report(), LATER + timedelta(days=1))
    state = store.review("bridge.txt")
    assert state.article_id == report().article_id
    assert [summary.id for summary in store.articles()] == [state.article_id]
    number = state.item(number_claim().id)
    assert number.verdict is Verdict.DISPUTED
    assert number.stale == Stale("the article has changed", "Some 1.6 million euros", "Some 1.4 million euros")


def test_a_decided_claim_that_is_gone_is_told_and_left_behind(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id)
    shorter = TEXT.replace("Mayor Ana Brook said: “The bridge is safe.”\n", "")
    only = CheckedClaim(number_claim(shorter), matched())
    store.save_report(CheckReport("bridge.txt", "en", document(shorter), (only,), source_states()), LATER)
    state = store.review("bridge.txt")
    assert [item.claim.kind for item in state.items] == ["number"]
    extracted = [event for event in state.events if event.kind is EventKind.EXTRACTED][-1]
    assert extracted.payload["gone"] == [quote_claim().id]
    assert store.review(report().article_id).item(quote_claim().id).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("name", ["-", "other.txt"])
def test_another_name_is_another_article(store: ClaimStore, name: str) -> None:
    store.save_report(report("-" if name == "-" else "bridge.txt"), AT)
    store.save_report(report(name, SECOND), LATER)
    assert len(store.articles()) == 2


def test_another_text_under_the_same_name_is_no_version(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    store.save_report(CheckReport("bridge.txt", "en", document("Quite another story."), (), ()), LATER)
    assert len(store.articles()) == 2


def test_a_passage_that_left_its_source_makes_the_decision_stale(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id)
    decide(store, number_claim().id)
    page = PAGE.replace("“The bridge is not safe.” It", "“It is  quite\nsafe.” It")
    store.save_report(replace(report(), sources=source_states(page)), LATER)
    quote, number = store.review("bridge.txt").items
    assert quote.stale is not None
    assert (quote.stale.reason, quote.stale.was) == (f"{URL} has changed", "The bridge is not safe.")
    assert number.stale is None
    assert store.articles()[0].stale == 1


@pytest.mark.parametrize("copied", [True, False])
def test_a_passage_that_is_only_set_or_read_otherwise_leaves_the_decision(store: ClaimStore, copied: bool) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id)
    page = PAGE.replace("is not safe", "is\n not  safe") if copied else PAGE
    text = page if copied else PAGE.replace("The bridge is not safe", "Of this copy less is read now")
    read, gone = source_states(page)
    store.save_report(replace(report(), sources=(replace(read, document=document(text)), gone)), LATER)
    state = store.review("bridge.txt")
    assert state.sources[0].text == text
    assert state.item(quote_claim().id).stale is None


def test_a_source_that_could_not_be_read_changes_no_decision(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    decide(store, quote_claim().id)
    gone = replace(source_states()[1], name=URL)
    unchecked = Finding(FindingKind.UNCHECKED, "source_missing")
    claims = tuple(CheckedClaim(each.claim, unchecked) for each in report().claims)
    store.save_report(replace(report(), claims=claims, sources=(gone,)), LATER)
    assert store.review("bridge.txt").item(quote_claim().id).stale is None


def test_wordings_and_corrections_go_along_while_their_words_stand(store: ClaimStore) -> None:
    store.save_report(report(), AT)
    state = store.review("bridge.txt")
    by = {"reviewer": "Kim", "at": LATER}
    words = Span(TEXT.index("bridge is safe"), TEXT.index("bridge is safe") + 14)
    for draft in (
        review.propose_wording(state, quote_claim().id, "is safe", "is not safe", **by),  # type: ignore[arg-type]
        review.propose_wording(state, number_claim().id, "1.4 million", "1.5 million", **by),  # type: ignore[arg-type]
        review.correct(state, quote_claim().id, Correction(span=words), **by),  # type: ignore[arg-type]
        review.correct(state, number_claim().id, Correction(value="1500000"), **by),  # type: ignore[arg-type]
    ):
        store.record(draft)
    store.save_report(changed_report(), LATER)
    changed = store.review("bridge.txt")
    quote, number = changed.items
    assert [wording.new for wording in changed.change_list] == ["is not safe"]
    assert isinstance(quote.claim, QuoteClaim)
    assert (quote.claim.text, quote.claim.span) == ("bridge is safe", words)
    assert number.original is None
    store.save_report(report(text=SECOND), LATER + timedelta(days=1))
    moved = store.review("bridge.txt")
    assert moved.items[0].claim.span == words.shifted(len("Second edition.\n"))
    assert moved.items[0].claim.span.of(moved.text) == "bridge is safe"
    assert isinstance(moved.items[1].claim, QuantityClaim)
    assert moved.items[1].claim.quantity.value == 1500000
