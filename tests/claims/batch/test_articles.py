"""Which articles a run is about."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

from claims.batch.articles import Articles
from claims.errors import ArticleError


def test_what_is_named_comes_once_and_a_folder_is_the_texts_in_it(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "notes", "sub/c.html", "sub/z.bin", "empty/x.bin", "~$b.docx", ".a.md", ".git/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    os.mkfifo(tmp_path / "pipe.txt")
    named = [str(tmp_path / "b.md"), "http://example.org/a", str(tmp_path), str(tmp_path / "b.md")]
    articles = Articles(named)
    inside = [str(tmp_path / name) for name in ("a.txt", "b.md", "sub/c.html")]
    assert list(articles) == [str(tmp_path / "b.md"), "http://example.org/a", *inside]
    assert articles.count() == 5
    assert list(Articles([str(tmp_path / "empty")])) == [str(tmp_path / "empty")]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (b"", []),
        (b"a.txt\nb.txt\n", ["a.txt", "b.txt"]),
        (b"\n  a.txt\r\n\r\na.txt", ["a.txt", "a.txt"]),
        ("déjà vu.txt\n".encode(), ["déjà vu.txt"]),
        (b"\xff.txt\n", [os.fsdecode(b"\xff.txt")]),
    ],
)
def test_a_list_is_taken_as_it_stands(written: bytes, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(written)
    articles = Articles(("z.txt",), str(tmp_path / "list"))
    assert list(articles) == ["z.txt", *names]
    assert articles.count() == 1 + len(names)
    assert list(Articles((), "-", written.splitlines())) == names


def test_a_list_that_can_be_read_only_once_is_not_counted(tmp_path: Path) -> None:
    assert Articles((), "-", iter([b"a.txt\n"])).count() == 0
    os.mkfifo(tmp_path / "pipe")
    articles = Articles((), str(tmp_path / "pipe"))
    writer = Thread(target=(tmp_path / "pipe").write_text, args=("a.txt\nb.txt\n",))
    writer.start()
    assert articles.count() == 0
    assert list(articles) == ["a.txt", "b.txt"]
    writer.join()


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"the list .* cannot be read: No such file"):
        list(Articles((), str(tmp_path / "none")))
