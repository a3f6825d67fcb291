from __future__ import annotations

import os
from pathlib import Path

import pytest

from sources import Document, FailureReason, FetchFailure, Snapshot, pasted, read, read_file
from sources.snapshots import Origin


def message_of(answer: Snapshot | FetchFailure) -> str:
    assert isinstance(answer, FetchFailure), answer
    assert answer.reason is FailureReason.FILE
    return answer.message


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "note.MD"
    file.write_bytes(b"\xef\xbb\xbf# Title\r\n")
    answer = read_file(str(file))
    assert isinstance(answer, Snapshot)
    assert answer.raw == answer.body == b"\xef\xbb\xbf# Title\r\n"
    assert (answer.url, answer.status, answer.media_type) == (str(file), 0, "text/markdown")


def test_standard_input_is_a_source() -> None:
    answer = read_file("-", stdin=b"some text")
    assert isinstance(answer, Snapshot)
    assert (answer.url, answer.body, answer.media_type) == ("-", b"some text", "")
    assert "standard input is empty" in message_of(read_file("-"))


def test_a_pipe_is_a_source(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"from a pipe")
    os.close(writing)
    answer = read_file(f"/dev/fd/{reading}")
    os.close(reading)
    assert isinstance(answer, Snapshot)
    assert answer.body == b"from a pipe"


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n\n")
    (tmp_path / "large.txt").write_bytes(b"x" * 101)
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    said = {
        "": "the name is empty",
        "missing.txt": "is not there",
        "empty.txt": "is empty",
        ".": "is a folder",
        "empty.txt/x": "is not there",
        "loop.txt": "cannot be read",
        "nul\0.txt": "is no possible file name",
        "x" * 5000: "cannot be read",
    }
    for name, words in said.items():
        message = message_of(read_file(name and (str(tmp_path / name) if name != "." else str(tmp_path))))
        assert words in message
        assert message.count(". ") >= 1
    assert "larger than 100 bytes" in message_of(read_file(str(tmp_path / "large.txt"), max_bytes=100))
    assert "Check that it is a file" in message_of(read_file("/dev/zero"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_said_to_be_so(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_bytes(b"x")
    file.chmod(0)
    assert "may not be read" in message_of(read_file(str(file)))


def test_a_pasted_passage_is_a_copy_like_any_other() -> None:
    passage = pasted("« 19,8 millions », dit-il.", "mail  of\n3 May")
    assert isinstance(passage, Snapshot)
    assert (passage.url, passage.origin, passage.media_type) == ("pasted:mail of 3 May", Origin.PASTED, "text/plain")
    document = read(passage)
    assert isinstance(document, Document)
    assert document.text == "« 19,8 millions », dit-il."
    nameless = pasted("\ud800 x")
    assert isinstance(nameless, Snapshot)
    assert nameless.url == f"pasted:{nameless.sha256[:16]}"
    assert isinstance(pasted(" \n"), FetchFailure)
