"""When a watched place is looked at next, and what lies in a watched folder."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.finding.folders import files_in, settled
from sources.finding.visits import LONGEST_WAIT, MOST_ASKED, Visit, after_failure, after_success, asked_by
from sources.snapshots import Snapshot

AT = datetime(2026, 3, 1, tzinfo=UTC)


def waits(visit: Visit) -> float:
    return (visit.due - AT).total_seconds()


def feed(text: str) -> Snapshot:
    body = text.encode()
    return Snapshot("http://x.example/f", "http://x.example/f", 200, "application/rss+xml", (), body, body, AT)


@pytest.mark.parametrize(
    ("every", "asked", "wait"), [(900, 0, 900), (900, 300, 900), (60, 300, 300), (60, 10**9, MOST_ASKED)]
)
def test_after_success_the_longer_wish_counts(every: float, asked: float, wait: float) -> None:
    assert waits(after_success(AT, every, asked)) == wait


def test_failures_make_the_wait_longer_up_to_a_bound() -> None:
    visit, seen = Visit(AT), []
    for _ in range(12):
        visit = after_failure(visit, AT, 300.0)
        seen.append(waits(visit))
    assert seen[:4] == [600, 1200, 2400, 4800]
    assert seen[-1] == LONGEST_WAIT
    assert visit.failures == 12


def test_a_server_that_asks_for_patience_gets_it_and_a_rare_look_stays_rare() -> None:
    assert waits(after_failure(Visit(AT), AT, 60.0, asked=5_000)) == 5_000
    assert waits(after_failure(Visit(AT), AT, 2 * LONGEST_WAIT)) == 2 * LONGEST_WAIT


@given(st.integers(0, 10**6), st.floats(1, 10**6), st.floats(0, 10**12))
def test_no_wait_is_shorter_than_wanted_or_longer_than_bearable(failures: int, every: float, asked: float) -> None:
    wait = waits(after_failure(Visit(AT, failures), AT, every, asked))
    assert every - 1 <= wait <= max(every, LONGEST_WAIT, MOST_ASKED) + 1


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("<rss><channel><ttl>60</ttl><item><title>x</title></item></channel></rss>", 3600),
        ("<rss><channel><ttl> 5 </ttl>", 300),
        ("<rss><channel><title>x</title></channel></rss>", 0),
        ("<rss><channel><ttl>soon</ttl></channel></rss>", 0),
        ("<rss><channel><ttl>-5</ttl></channel></rss>", 0),
        ("<html>no feed <ttl>60</ttl>", 0),
        ("<rss>" + "<a>" * 3_000 + "<ttl>9</ttl>", 0),
        ("", 0),
    ],
)
def test_a_feed_says_how_long_to_leave_it_alone(text: str, seconds: float) -> None:
    assert asked_by(feed(text)) == seconds


def test_a_folder_gives_what_could_be_articles(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    names = ("b.txt", "a.docx", "sub/c.html", ".hidden.txt", "~$a.docx", "d.txt~", "e.jpg", ".git/f.txt", "g.txt.part")
    for name in names:
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "sub" / "round").symlink_to(tmp_path)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    assert [Path(path).relative_to(tmp_path).as_posix() for path in files_in(tmp_path)] == [
        "a.docx", "b.txt", "sub/c.html",
    ]  # fmt: skip
    with pytest.raises(OSError, match="nowhere"):
        files_in(tmp_path / "nowhere")


def test_a_file_is_ready_once_two_looks_agree(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("half", "utf-8")
    first = files_in(tmp_path)
    file.write_text("half and half", "utf-8")
    second = files_in(tmp_path)
    assert list(settled(first, {})) == list(settled(second, first)) == []
    assert [path for path, _ in settled(files_in(tmp_path), second)] == [str(file)]
    os.utime(file, ns=(1, 1))
    assert list(settled(files_in(tmp_path), second)) == []
