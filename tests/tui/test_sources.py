"""The commands on sources: over a real store, and over a real server."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from claims.ledger.store import ClaimStore
from sources.document import PageWarning, Warn
from tests.claims.ledger.reports import AT, PAGE, URL, report, snapshot
from tests.tui.commands import Command, command_over
from tui.display import shown

GONE = "http://gone.example/"


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    command = command_over(tmp_path, monkeypatch, capsys)
    with ClaimStore.open(tmp_path / "stet.db") as store:
        changed = snapshot(PAGE.replace("1.4", "1.6"), at=AT + timedelta(days=1))
        journey = {"redirects": (URL + "/en",), "tls": "TLSv1.3", "certificate": "ab" * 32}
        store.save_snapshot(replace(changed, request_headers=(("host", "source.example"),), **journey))  # type: ignore[arg-type]
    return command


def test_the_list_has_a_line_for_each_source(stet: Command) -> None:
    done = stet("sources", "list")
    assert done.out.splitlines() == [
        f"failed  -    never had         -     seen 0  0 versions  {GONE}; 404 Not Found",
        f"read    web  2026-03-05 09:30  77 B  seen 2  2 versions  {URL}",
    ]
    records = [json.loads(line) for line in stet("sources", "list", "bridge.txt", "--jsonl").out.splitlines()]
    assert [(record["source"], record["seen"], record["status"]) for record in records] == [
        (GONE, 0, "failed"),
        (URL, 2, "read"),
    ]


def test_a_source_shows_its_copies_and_its_last_change(stet: Command) -> None:
    lines = stet("sources", "show", "source.example").out.splitlines()
    assert lines[0] == URL
    assert f"     sha256   {snapshot().sha256} as sent, 77 bytes" in lines
    assert f"     led to   {URL}/en" in lines
    assert f"     TLSv1.3  certificate sha256 {'ab' * 32}" in lines
    assert lines[-3] == "  changed between 2026-03-04T09:30:00Z and 2026-03-05T09:30:00Z:"
    assert lines[-2] == f"    - {PAGE}"
    assert lines[-1] == "    + " + PAGE.replace("1.4", "1.6")
    assert "set-cookie" not in "".join(lines)
    headers = stet("sources", "show", URL, "--headers").out
    assert "came     set-cookie: b" in headers
    assert "sent     host: source.example" in headers
    assert stet("sources", "show", URL, "--text").out == PAGE.replace("1.4", "1.6") + "\n"


def test_hostile_words_of_a_page_do_not_reach_the_terminal(stet: Command, tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        odd = (PageWarning(Warn.SOFT_404, "\x1b]52;c;x\x07 [/x] \u202e"),)
        store.save_snapshot(replace(snapshot("\x1b[2J\n\nb", "http://evil.example/\x9b31m"), warnings=odd))
        store.save_snapshot(snapshot("\x1b[2J\n\nc", "http://evil.example/\x9b31m", AT + timedelta(days=1)))
    for words in (["list"], ["show", "evil", "--headers"], ["show", "evil", "--text"], ["drop", "evil"]):
        out = stet("sources", *words).out
        assert out == shown(out)


def test_refresh_says_what_changed(stet: Command, tmp_path: Path, pages: Callable[[Path], str]) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_text("The bridge cost 12 million.\n", "utf-8")
    (tmp_path / "article.txt").write_text("It cost 12 million.\n", "utf-8")
    url = f"http://{pages(folder)}/page.txt"
    host = url.split("/")[2]
    assert stet("check", "article.txt", "-s", url, "--allow-host", host).code == 0
    assert stet("sources", "refresh", url, "--allow-host", host).out == f"unchanged   {url}\n"
    (folder / "page.txt").write_text("The bridge cost 14 million. Corrected.\n", "utf-8")
    os.utime(folder / "page.txt", (time.time() + 60,) * 2)
    done = stet("sources", "refresh", "page.txt", "--allow-host", host)
    assert done.out.splitlines() == [
        f"changed     {url}",
        "    - The bridge cost 12 million.",
        "    + The bridge cost 14 million. Corrected.",
    ]
    (folder / "page.txt").unlink()
    assert stet("sources", "refresh", url, "--allow-host", host).code == 3
    checked = stet("check", "article.txt", "-s", url, "--offline")
    assert checked.code == 0
    assert "14 million" in checked.out
    assert stet("check", "article.txt", "-s", "http://never.example/", "--offline").code == 3


def test_copies_are_dropped_and_those_in_use_only_when_asked(stet: Command) -> None:
    assert stet("sources", "drop", URL).out == (
        f"1 copy dropped: {URL}; 1 stays, for a check rests on it (see --used)\n"
    )
    assert stet("sources", "drop", URL, "--used", "--by", "MD").out == f"1 copy dropped: {URL}\n"
    assert "never had" in stet("sources", "list").out.splitlines()[1]
    assert stet("sources", "show", URL, "--text").code == 4
    assert "dropped" in stet("log").out
    assert "MD" in stet("log").out
    assert stet("log", "--verify").code == 0


def test_an_archive_goes_out_and_comes_in(stet: Command, tmp_path: Path) -> None:
    assert stet("sources", "export", "-o", "desk.warc.gz").out == "2 copies of 2 sources in desk.warc.gz\n"
    done = stet("sources", "import", "desk.warc.gz", "--db", "other.db")
    assert done.out.splitlines() == [f"kept: {URL}"] * 2
    assert "archive" in stet("sources", "list", "--db", "other.db").out
    (tmp_path / "a.txt").write_text("It cost 1.6 million euros.\n", "utf-8")
    assert "match" in stet("check", "a.txt", "-s", URL, "--offline", "--db", "other.db").out
    assert stet("sources", "refresh", URL, "--db", "other.db").out.startswith("passed over")
    assert stet("sources", "import", "none.warc").code == 2


def test_a_pasted_passage_is_a_source_by_its_label(stet: Command, tmp_path: Path) -> None:
    done = stet("sources", "paste", "mail of 3 May", stdin="The bridge cost 1.6 million euros.\n")
    assert done.out == "kept: pasted:mail of 3 May\n"
    (tmp_path / "a.txt").write_text("It cost 1.6 million euros.\n", "utf-8")
    assert "match" in stet("check", "a.txt", "-s", "pasted:mail of 3 May").out
    assert "pasted" in stet("sources", "list").out
    assert stet("sources", "refresh", "mail of").out.startswith("passed over")
    stet("sources", "paste", "mail of 3 May", stdin="The bridge cost 1.7 million euros.\n")
    assert "1.7 million" in stet("sources", "show", "mail of").out
    assert "not kept" in stet("check", "a.txt", "-s", "pasted:another").out
    assert stet("sources", "paste", stdin=" \n").code == 2


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["show", "nothing"], 4, "'nothing' is no source"),
        (["show", "example"], 4, "fits 2 sources"),
        (["list", "none.txt"], 4, "no article 'none.txt'"),
        (["list", "--db", "none.db"], 4, "none.db"),
        (["drop"], 2, "SOURCE"),
    ],
)
def test_a_mistake_gets_one_clear_line(stet: Command, words: list[str], code: int, hint: str) -> None:
    done = stet("sources", *words)
    assert (done.code, done.out) == (code, "")
    (line,) = done.err.splitlines()
    assert hint in line


def test_what_is_odd_about_a_page_shows_wherever_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = report().sources[0]
    assert read.document is not None
    paid = replace(read.document, warnings=(PageWarning(Warn.PAYWALL, "the page is not free"),))
    odd = replace(report(), sources=(replace(read, document=paid),))
    stet = command_over(tmp_path, monkeypatch, capsys, odd)
    assert "warning   http://source.example/page: the page is not free" in stet("status").out
    assert "the page is not free" in stet("sources", "list").out
    assert "the page is not free" in stet("claims", "--csv").out
    assert "paywall" in stet("export", "--format", "jsonl").out
    assert "warning: the page is not free" in stet("review", "--plain", stdin="MD\n").out


def test_what_an_article_or_a_feed_names_is_listed_and_not_fetched(stet: Command, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The [report](http://council.example/report) says it.\n", "utf-8")
    assert stet("sources", "find", "a.md").out == "http://council.example/report\n"
    feed = (
        "<rss><item><title>\x9b31m New</title><link>http://a.example/b</link><pubDate>2026-01-06</pubDate></item></rss>"
    )
    (tmp_path / "feed.xml").write_text(feed, "utf-8")
    assert stet("sources", "find", "feed.xml").out == shown("http://a.example/b  2026-01-06T00:00:00Z  \x9b31m New\n")
    (record,) = (json.loads(line) for line in stet("sources", "find", "feed.xml", "--jsonl").out.splitlines())
    assert record == {"url": "http://a.example/b", "words": "\x9b31m New", "at": "2026-01-06T00:00:00Z"}
    assert stet("sources", "find", "none.md").code == 2
    assert stet("sources", "find", "http://127.0.0.1:9/").code == 3
