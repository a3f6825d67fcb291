"""Sources over time: had again over real HTTP, and what changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.check import CheckRequest, check_article
from claims.errors import StoreError
from claims.having import Wanted, have_sources
from claims.keeping import Again, Refreshed, last_two_versions, named, refresh
from claims.ledger.store import ClaimStore
from sources.archive import write_warc
from sources.fetch import Fetcher
from sources.snapshots import FailureReason, Kept, Origin
from tests.claims.ledger.reports import AT, PAGE, URL, report, snapshot
from tests.claims.test_check import ARTICLE, SOURCE, findings
from tests.sources.server import serving

BEFORE = "The bridge cost 12 million euros.\n\nIt opens on Monday.\n"
LATER = time.time() + 86_400
"""A server tells versions apart by the second in which they were written."""
AFTER = BEFORE.replace("12", "14")


def refreshed(store: ClaimStore, host: str) -> dict[str, Refreshed]:
    with Fetcher(allow=(host,)) as fetcher:
        return {each.name.rpartition("/")[2]: each for each in refresh(store.kept_sources(), fetcher, store)}


def test_each_source_says_what_became_of_it(tmp_path: Path, pages: Callable[[Path], str]) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("same.txt", "changed.txt", "gone.txt", "spaces.txt"):
        (folder / name).write_text(BEFORE, "utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    host = pages(folder)
    names = (*(f"http://{host}/{file.name}" for file in sorted(folder.iterdir())), "-", f"http://{host}/late.txt")
    request = CheckRequest(str(tmp_path / "a.txt"), names, AT, stdin=BEFORE.encode())
    with Fetcher(allow=(host,)) as fetcher, ClaimStore.open(tmp_path / "stet.db") as store:
        check_article(request, fetcher, store)
        (folder / "changed.txt").write_text(AFTER + " ", "utf-8")
        (folder / "spaces.txt").write_text(BEFORE.replace("opens on", "opens  on"), "utf-8")
        (folder / "gone.txt").unlink()
        (folder / "late.txt").write_text(BEFORE, "utf-8")
        for name in ("changed.txt", "spaces.txt"):
            os.utime(folder / name, (LATER, LATER))
        again = refreshed(store, host)
        assert {name: each.again for name, each in again.items()} == {
            "-": Again.PASSED_OVER,
            "changed.txt": Again.CHANGED,
            "gone.txt": Again.FAILED,
            "late.txt": Again.NEW,
            "same.txt": Again.UNCHANGED,
            "spaces.txt": Again.SAME_TEXT,
        }
        (change,) = again["changed.txt"].changes
        assert change.before == ("The bridge cost 12 million euros.",)
        assert change.after == ("The bridge cost 14 million euros.",)
        assert "404" in again["gone.txt"].message
        copies = store.copies(f"http://{host}/changed.txt")
        versions = last_two_versions(copies)
        assert versions == (copies[1], copies[0])
        assert last_two_versions(store.copies(f"http://{host}/same.txt")) is None


def test_sources_are_named_in_full_or_by_what_fits_only_them(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        store.save_report(report(), AT)
        store.save_snapshot(snapshot(url=URL + "/2"))
        kept = store.kept_sources()
    assert [source.name for source in named(kept, [URL, "gone", "page/2", URL])] == [
        URL,
        "http://gone.example/",
        URL + "/2",
    ]
    for word, said in (("source.example", "fits 2 sources"), ("none", "no source"), ("", "no source")):
        with pytest.raises(StoreError, match=said):
            named(kept, [word])


def test_offline_uses_what_is_kept_and_asks_nobody(tmp_path: Path, pages: Callable[[Path], str]) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "source.txt").write_text(SOURCE, "utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    host = pages(folder)
    names = (f"http://{host}/source.txt", f"http://{host}/never.txt")
    request = CheckRequest(str(tmp_path / "article.txt"), names, AT)
    with ClaimStore.open(tmp_path / "stet.db") as store:
        with Fetcher(allow=(host,)) as fetcher:
            online = check_article(request, fetcher, store)
        (folder / "source.txt").unlink()
        offline = check_article(request, Kept(), store)
    assert findings(offline) == findings(online)
    assert offline.sources[0].snapshot == online.sources[0].snapshot
    assert offline.sources[1].reason == FailureReason.NOT_KEPT


def test_a_server_is_asked_whether_what_is_kept_still_holds(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("La digue coûtera 19,8 millions d’euros.\n", "utf-8")
    with serving() as server, ClaimStore.open(tmp_path / "stet.db") as store, Fetcher(allow=(server.pair,)) as fetcher:
        request = CheckRequest(str(tmp_path / "article.txt"), (server.url("/unchanged"),), AT)
        first, second = (findings(check_article(request, fetcher, store)) for _ in range(2))
        again = [each.again for each in refresh(store.kept_sources(), fetcher, store)]
        copies = store.copies(server.url("/unchanged"))
        asked = [headers.get("if-none-match") for headers in server.seen.headers]
    assert first == second
    assert again == [Again.UNCHANGED]
    assert asked == [None, '"v1"', '"v1"']
    assert len({copy.sha256 for copy in copies}) == 1 < len(copies)


def test_a_web_archive_is_a_source_for_each_of_its_pages(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    copies = [snapshot(SOURCE, "http://a.example/"), snapshot(PAGE, "http://b.example/")]
    (tmp_path / "desk.warc.gz").write_bytes(write_warc(copies, "desk"))
    names = (str(tmp_path / "desk.warc.gz"), str(tmp_path / "none.warc"))
    report = check_article(CheckRequest(str(tmp_path / "article.txt"), names, AT), Kept())
    assert [state.name for state in report.sources] == ["http://a.example/", "http://b.example/", names[1]]
    assert [state.status for state in report.sources] == ["read", "read", "failed"]
    assert report.sources[0].snapshot is not None
    assert report.sources[0].snapshot.origin is Origin.ARCHIVE


@pytest.mark.parametrize(
    ("page", "expected", "said"),
    [
        ("<html lang=fr><p>" + SOURCE * 9, (), "says that it is in fr, but its text is in en"),
        ("<html lang=fr><p>" + SOURCE, (), ""),
        ("<html lang=en><p>" + SOURCE * 9, (), ""),
        ("<html lang=en><p>" + SOURCE * 9, ("en", "zh"), ""),
        ("<html lang=en><p>" + SOURCE * 9, ("de", "zh"), "is in en, not in de or zh"),
        ("<html lang=en><p>19", ("de",), "is in en, not in de"),
    ],
)
def test_a_page_in_another_language_is_told(tmp_path: Path, page: str, expected: tuple[str, ...], said: str) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "page.html").write_text(page, "utf-8")
    request = CheckRequest(str(tmp_path / "article.txt"), (str(tmp_path / "page.html"),), AT, source_languages=expected)
    (state,) = check_article(request, Kept()).sources
    assert state.document is not None
    warnings = [warning.message for warning in state.document.warnings if warning.kind == "language"]
    assert len(warnings) == bool(said)
    assert said in "".join(warnings)


def test_several_hosts_are_asked_at_once() -> None:
    with serving() as one, serving() as other, serving() as third:
        servers = (one, other, third)
        hosts = [f"host{number}.example:{server.server_address[1]}" for number, server in enumerate(servers)]
        fetcher = Fetcher(allow=hosts, resolver=lambda host, port: ["127.0.0.1"])
        names = tuple(f"http://{host}/slow-page" for host in hosts)
        states = have_sources(Wanted(names), fetcher, None)
        asked = [server.seen.times[0] for server in servers]
    assert [state.status for state in states] == ["read"] * 3
    assert max(asked) - min(asked) < 0.1, "the last was asked before the first had answered"
