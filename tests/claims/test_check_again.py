"""An article that is checked again after somebody has worked on it: what was decided and corrected is still there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from claims.check import CheckRequest, Progress, check_article
from claims.ledger import review
from claims.ledger.review import Correction, ReviewState
from claims.ledger.store import ClaimStore
from claims.model import FindingKind, QuantityClaim, Verdict
from sources.document import Span
from sources.fetch import Fetcher

AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
FIRST = "The new bridge cost 12 million euros.\n\nIt opened to traffic after 4 years of work, the mayor said.\n"
SOURCE = "The bridge cost 12 million euros. It opened to traffic after 5 years of work.\n"


def check(
    store: ClaimStore, folder: Path, article: str, source: str = SOURCE, days: int = 0
) -> tuple[ReviewState, str]:
    """The review after the check of a text, and what was told meanwhile. An empty source is left as it lies there."""
    told: list[Progress] = []
    (folder / "article.txt").write_text(article, "utf-8")
    if source:
        (folder / "source.txt").write_text(source, "utf-8")
    request = CheckRequest(str(folder / "article.txt"), (str(folder / "source.txt"),), AT + timedelta(days=days))
    with Fetcher() as fetcher:
        check_article(request, fetcher, store, told.append)
    return store.review(request.article), "\n".join(progress.message for progress in told)


def claim(state: ReviewState, words: str) -> str:
    return next(item.claim.id for item in state.items if words in item.claim.text)


def test_a_new_version_of_the_article(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        state, _ = check(store, tmp_path, FIRST)
        for words in ("12 million", "4 years"):
            store.record(
                review.decide(store.review(state.name), claim(state, words), Verdict.VERIFIED, reviewer="Kim", at=AT)
            )
        state, told = check(store, tmp_path, "A bridge.\n\n" + FIRST.replace("4 years", "5 years"), days=1)
        cost, years = (state.item(claim(state, words)) for words in ("12 million", "5 years"))
    assert (cost.verdict, cost.stale) == (Verdict.VERIFIED, None)
    assert years.verdict is Verdict.VERIFIED
    assert years.stale is not None
    assert (years.stale.was, years.stale.now) == ("4 years", "5 years")
    assert "a new version: 2 claims known from before" in told
    assert "1 decision to confirm" in told


def test_a_source_that_no_longer_says_it(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        state, _ = check(store, tmp_path, FIRST)
        store.record(review.decide(state, claim(state, "12 million"), Verdict.VERIFIED, reviewer="Kim", at=AT))
        same, _ = check(store, tmp_path, FIRST, "Corrected today.\n\n" + SOURCE, days=1)
        state, _ = check(store, tmp_path, FIRST, SOURCE.replace("12", "13"), days=2)
    assert same.progress.stale == 0
    stale = state.item(claim(state, "12 million")).stale
    assert stale is not None
    assert "source.txt has changed" in stale.reason


def test_what_was_corrected_is_what_is_judged(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        state, _ = check(store, tmp_path, FIRST)
        years = claim(state, "4 years")
        assert state.item(years).finding.finding is FindingKind.CONFLICT
        store.record(review.correct(state, years, Correction(value="5"), reviewer="Kim", at=AT))
        item = check(store, tmp_path, FIRST, days=1)[0].item(years)
        assert item.finding.finding is FindingKind.MATCH
        assert isinstance(item.original, QuantityClaim)
        assert item.original.quantity.value == 4
        store.record(review.undo(store.review(state.name), reviewer="Kim", at=AT))
        item = check(store, tmp_path, FIRST, days=2)[0].item(years)
    assert (item.finding.finding, item.original) == (FindingKind.CONFLICT, None)


def test_what_was_corrected_is_judged_so_from_the_first_check_of_a_new_version_on(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        state, _ = check(store, tmp_path, FIRST)
        years = claim(state, "4 years")
        words = Span(FIRST.index("4 years"), FIRST.index("4 years") + 1)
        store.record(review.correct(state, years, Correction(value="5", span=words), reviewer="Kim", at=AT))
        for days in (1, 2, 3):
            state, _ = check(store, tmp_path, f"Edition {'again ' * days}\n\n" + FIRST, days=days)
            item = next(item for item in state.items if item.original is not None)
            assert item.finding.finding is FindingKind.MATCH
            assert isinstance(item.claim, QuantityClaim)
            assert (int(item.claim.quantity.value), item.claim.text) == (5, "4")
            assert (item.original.text if item.original else "") == "4 years"
        state, _ = check(store, tmp_path, FIRST.replace("4 years", "3 years"), days=4)
        assert all(item.original is None for item in state.items)
        assert store.verify_log().ok


def test_what_was_found_stays_until_a_source_can_be_read_again(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        before, _ = check(store, tmp_path, FIRST)
        (tmp_path / "source.txt").unlink()
        state, told = check(store, tmp_path, FIRST, "", days=1)
        assert [item.finding for item in state.items] == [item.finding for item in before.items]
        assert "2 claims could not be checked again: what was found before stays" in told
        # A decision taken now still names the copy that the passage is from.
        source, cost = state.sources[0], claim(state, "12 million")
        assert (source.text, source.state.partition(":")[0]) == ("", "failed")
        decided = store.record(review.decide(state, cost, Verdict.VERIFIED, reviewer="Kim", at=AT))
        assert decided.evidence["snapshot"] == before.sources[0].sha256 != ""
        state, told = check(store, tmp_path, FIRST, SOURCE.replace("12", "13"), days=2)
        assert state.item(cost).finding.finding is FindingKind.CONFLICT
        assert "found before stays" not in told
        assert store.verify_log().ok


def test_what_rests_on_another_source_does_not_stay(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(FIRST, "utf-8")
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    with ClaimStore.open(tmp_path / "stet.db") as store, Fetcher() as fetcher:
        for sources in (["source.txt"], ["nowhere.txt"]):
            names = tuple(str(tmp_path / name) for name in sources)
            request = CheckRequest(str(tmp_path / "article.txt"), names, AT)
            check_article(request, fetcher, store)
        state = store.review(request.article)
    assert {item.finding.finding for item in state.items} == {FindingKind.UNCHECKED}
