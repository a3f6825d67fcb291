"""The pipeline: real files and pages in, a report out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.check import CheckRequest, Progress, check_article
from claims.errors import ArticleError, ArticleFetchError
from claims.examine import Case, References, examine
from claims.having import state_of
from claims.ledger.store import ClaimStore
from claims.model import FindingKind
from claims.report import CheckReport, SourceStatus
from sources.document import PageWarning, Warn
from sources.fetch import Fetcher
from sources.files import pasted
from sources.snapshots import Snapshot

AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
ARTICLE = (
    "Le nouveau pont de la ville a coûté 12 millions d’euros aux habitants. "
    "« Il rouvrira mardi et nous en sommes très fiers », a déclaré Lucie Brémond, qui dirige les travaux.\n"
)
QUOTE = "Il rouvrira mardi et nous en sommes très fiers"
SOURCE = "The new bridge has cost the people of the town 12 million euros, Lucie Brémond said on Monday.\n"


def check(folder: Path, *sources: str, **fields: object) -> CheckReport:
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    names = tuple(name if "://" in name else str(folder / name) for name in sources)
    request = CheckRequest(str(folder / "article.txt"), names, AT, **fields)  # type: ignore[arg-type]
    with Fetcher() as fetcher:
        return check_article(request, fetcher)


def findings(report: CheckReport) -> dict[str, FindingKind]:
    return {checked.claim.text: checked.finding.finding for checked in report.claims}


def test_claims_are_judged_by_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    found = findings(check(tmp_path, "source.txt"))
    assert found == {"12 millions d’euros": FindingKind.MATCH, QUOTE: FindingKind.ABSENT}


def test_a_mark_that_nothing_closes_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Il pleut.\n\n« Le fleuve monte, a dit Lucie Brémond.\n\nFin.\n", "utf-8")
    with Fetcher() as fetcher:
        report = check_article(CheckRequest(str(tmp_path / "article.txt"), (), AT), fetcher)
    assert report.warnings == ("line 3: « is never closed; the quote was taken up to the end of the paragraph",)


def test_without_a_source_nothing_is_checked(tmp_path: Path) -> None:
    assert set(findings(check(tmp_path)).values()) == {FindingKind.UNCHECKED}


def test_a_source_that_was_not_read_is_not_told_as_none(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("The bridge cost 12 million euros.\n", "utf-8")
    told = []
    for sources in ((), (str(tmp_path / "nowhere.txt"),)):
        with Fetcher() as fetcher:
            report = check_article(CheckRequest(str(tmp_path / "article.txt"), sources, AT), fetcher)
        told += [checked.finding.reasons for checked in report.claims]
    assert told == [("there is no source to hold the claim against",), ("no source could be read",)]


@pytest.mark.parametrize(
    "page",
    [
        '<html lang="en"><title>Page not found</title><h1>404: Page not found</h1><p>This page is gone.</p></html>',
        '<html lang="en"><body><script src="a.js"></script><div id="root"></div>'
        "<noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
    ],
    ids=["soft 404", "script only"],
)
def test_a_page_that_was_not_wholly_read_makes_nothing_absent(tmp_path: Path, page: str) -> None:
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    (tmp_path / "page.html").write_text(page, "utf-8")
    found = findings(check(tmp_path, "source.txt", "page.html"))
    assert found == {"12 millions d’euros": FindingKind.MATCH, QUOTE: FindingKind.UNCHECKED}


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Warn.PAYWALL, FindingKind.UNCHECKED),
        (Warn.CONSENT_WALL, FindingKind.UNCHECKED),
        (Warn.TRUNCATED, FindingKind.UNCHECKED),
        (Warn.CHARSET_GUESSED, FindingKind.ABSENT),
        (Warn.KEPT_COPY, FindingKind.ABSENT),
    ],
)
def test_what_is_odd_about_a_page_counts_where_some_of_it_was_not_shown(kind: Warn, found: FindingKind) -> None:
    article, source = (pasted(text, at=AT) for text in (ARTICLE, SOURCE))
    assert isinstance(source, Snapshot)
    state = state_of("source.txt", replace(source, warnings=(PageWarning(kind, "odd"),)))
    assert findings(examine(Case("article.txt", article), References([state])))[QUOTE] is found


def test_each_failed_source_says_why(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    report = check(tmp_path, "gone.txt", "binary.txt", "http://127.0.0.1:9/")
    assert [state.status for state in report.sources] == [
        SourceStatus.FAILED,
        SourceStatus.UNREADABLE,
        SourceStatus.FAILED,
    ]
    assert [state.reason for state in report.sources] == ["file", "binary", "inner_address"]
    assert all(state.message for state in report.sources)


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    steps: list[Progress] = []
    request = CheckRequest(str(tmp_path / "article.txt"), (str(tmp_path / "source.txt"), "gone.txt"), AT)
    with Fetcher() as fetcher:
        check_article(request, fetcher, None, steps.append)
    assert [(step.stage, step.done) for step in steps] == [
        ("article", 1),
        ("claims", 2),
        ("source", 1),
        ("source", 2),
        ("judging", 1),
        ("judging", 2),
        ("judged", 2),
    ]


def test_an_article_that_cannot_be_had_is_an_error(tmp_path: Path) -> None:
    with Fetcher() as fetcher:
        with pytest.raises(ArticleError, match="not there"):
            check_article(CheckRequest(str(tmp_path / "gone.txt"), (), AT), fetcher)
        with pytest.raises(ArticleFetchError, match=r"127\.0\.0\.1"):
            check_article(CheckRequest("http://127.0.0.1:9/", (), AT), fetcher)


def test_over_http_a_page_that_has_not_changed_is_not_sent_again(tmp_path: Path, pages: Callable[[Path], str]) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "source.txt").write_text(SOURCE, "utf-8")
    host = pages(folder)
    request = CheckRequest(str(tmp_path / "article.txt"), (f"http://{host}/source.txt",), AT)
    with Fetcher(allow=(host,)) as fetcher, ClaimStore.open(tmp_path / "stet.db") as store:
        first = check_article(request, fetcher, store)
        again = check_article(request, fetcher, store)
        events = store.events()
    assert findings(first) == findings(again)
    assert len([event for event in events if event.kind == "fetched"]) == 1
    assert again.claims == first.claims
