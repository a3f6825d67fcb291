"""A file of results that can be gone on with, wherever the one before was ended."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from claims.batch.results import Results
from claims.batch.run import Checked
from claims.errors import ArticleError, StetError
from tests.claims.ledger.reports import report

LINES = [Checked(f"{number}.txt", report(), f"{number:064x}") for number in range(3)]


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """Three results as they are written."""
    with Results(tmp_path / "whole.jsonl", resume=False) as results:
        for one in LINES:
            results.add(one)
    return (tmp_path / "whole.jsonl").read_bytes()


def test_a_line_says_what_was_checked(whole: bytes) -> None:
    records = [json.loads(line) for line in whole.splitlines()]
    assert [record["fingerprint"] for record in records] == [one.fingerprint for one in LINES]
    assert {record["schema"] for record in records} == {"stet.check"}
    assert records[0]["claims"]


def test_wherever_the_file_was_torn_it_becomes_whole_again(whole: bytes, tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    begins = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    cuts = (0, 1, 20, 60, 200, begins - 1, begins, begins + 1, begins + 100, len(whole) - 2, len(whole) - 1, len(whole))
    for cut in cuts:
        for end in (b"", b"\0" * 50):
            file.write_bytes(whole[:cut] + (end if whole[:cut].endswith(b"\n") else b""))
            with Results(file, resume=True) as results:
                assert len(results.done) == whole[:cut].count(b"\n")
                for one in LINES:
                    if one.fingerprint not in results.done:
                        results.add(one)
            assert file.read_bytes() == whole, cut


def test_what_failed_is_not_done(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    with Results(file, resume=True) as results:
        results.add(Checked("gone.txt", ArticleError("gone.txt is not there", "Look"), ""))
        results.add(Checked("half \ud800.txt", ArticleError("no text"), "a" * 64))
    with Results(file, resume=True) as results:
        assert results.done == {"a" * 64}
    first, second = map(json.loads, file.read_bytes().splitlines())
    assert first == {
        "schema": "stet.check",
        "version": 1,
        "fingerprint": None,
        "article": {"name": "gone.txt"},
        "sources": [],
        "claims": [],
        "error": "gone.txt is not there. Look",
    }
    assert second["article"]["name"] == "half \ud800.txt"


@pytest.mark.parametrize(
    "other",
    [b"my notes", b"my notes\n", b"{}\n", b'{"schema": "stet.log"\n', b"\n", b'{"schema": "stet.check", "x\n{}\n'],
)
def test_a_file_of_something_else_is_left_as_it_is(other: bytes, tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_bytes(other)
    with pytest.raises(StetError, match="line 1 is no result of a check"):
        Results(file, resume=True)
    assert file.read_bytes() == other


def test_results_are_not_written_over(whole: bytes, tmp_path: Path) -> None:
    file = tmp_path / "whole.jsonl"
    with pytest.raises(StetError, match=r"has something in it already\. Go on with it by --resume"):
        Results(file, resume=False)
    assert file.read_bytes() == whole


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StetError, match="cannot be written"):
        Results(tmp_path / "nowhere" / "results.jsonl", resume=True)
    with pytest.raises(StetError, match="cannot be written"):
        Results(tmp_path, resume=True)


@pytest.mark.parametrize("resume", [False, True])
def test_a_device_is_no_file_of_results(tmp_path: Path, resume: bool) -> None:
    with pytest.raises(StetError, match=r"/dev/zero is a device or a pipe, no file\. Without -o results go to"):
        Results(Path("/dev/zero"), resume=resume)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StetError, match="is a device or a pipe"):
        Results(tmp_path / "pipe", resume=resume)
