"""What `stet review` says of a name that it cannot open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.commands import Command, command_over


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    (tmp_path / "articles").mkdir()
    return command_over(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("none.txt", "--db", "none.db"),
            4,
            "there is no store none.db here, and no file none.txt. Check the spelling and the folder you are in, name "
            "a store with --db, or start one: stet check ARTICLE -s SOURCE",
        ),
        (
            ("none.txt",),
            4,
            "no article 'none.txt' in stet.db, and no file of that name. List the articles with: stet status; or check "
            "the spelling and the folder you are in",
        ),
        (("stet.db",), 2, "stet.db is a store and no article. Open it with: stet review --db stet.db"),
        (
            ("articles",),
            2,
            "articles is a folder. Check what is in it: stet check articles -s SOURCE; then: stet review",
        ),
    ],
)
def test_a_name_that_cannot_be_opened(stet: Command, words: tuple[str, ...], code: int, said: str) -> None:
    for more in ((), ("--plain",)) if "--db" in words else (("--plain",),):
        done = stet("review", *words, *more)
        assert (done.code, done.err) == (code, f"stet: {said}\n")
