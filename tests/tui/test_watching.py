"""`stet watch` as a program: its lines, its ends, and what is left after it was killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.ledger.events import EventKind
from claims.ledger.store import ClaimStore
from tests.claims.wire import Clock, Wire
from tests.tui.commands import Done

WORDS = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", "watch"]


@pytest.fixture
def wire() -> Iterator[Wire]:
    clock = Clock()
    clock.wait(3600)
    wire = Wire(clock)
    yield wire
    wire.close()


Stet = Callable[..., Done]


@pytest.fixture
def stet(tmp_path: Path) -> Stet:
    """Runs a command as a program in an empty folder."""

    def run(*words: str) -> Done:
        environment = os.environ | {"PYTHONPATH": str(Path.cwd()), "XDG_CONFIG_HOME": str(tmp_path)}
        done = subprocess.run(
            [*WORDS[:-1], *words], cwd=tmp_path, capture_output=True, text=True, env=environment, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


def program(folder: Path, *words: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(Path.cwd()), "XDG_CONFIG_HOME": str(folder)}
    return subprocess.Popen([*WORDS, *words], cwd=folder, stdout=subprocess.PIPE, text=True, env=environment)


def test_a_line_for_each_article(stet: Stet, tmp_path: Path, wire: Wire) -> None:
    words = ("watch", wire.address("/feed"), "--once", "--allow-host", wire.host, "-s", wire.address("/source"))
    first = stet(*words)
    assert (first.code, first.err) == (0, "")
    lines = first.out.splitlines()
    assert len(lines) == wire.published
    assert lines[0].split("  ")[1:] == ["checked", "3 claims, 1 differing, 1 not found", wire.address("/story/1")]
    assert stet(*words).out == ""


def test_a_library_is_searched_for_what_comes(stet: Stet, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "quay.txt").write_text("The new quay of Aldmoor cost 34 million euros.\n", "utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("The new quay of Aldmoor cost 34 billion euros.\n", "utf-8")
    assert stet("library", "add", "pages", "-l", "./press").code == 0
    watched = stet("watch", "inbox", "--library", "./press", "--once", "--every", "1", "--jsonl")
    assert json.loads(watched.out)["findings"] == {"conflict": 1}


def test_an_object_for_each_article_and_what_could_not_be_read(stet: Stet, tmp_path: Path, wire: Wire) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("It cost 7 euros. \u202e", "utf-8")
    run = stet("watch", "in", "http://127.0.0.1:9/feed", "--once", "--jsonl", "--every", "1")
    assert run.code == 3
    failed, checked = map(json.loads, run.out.splitlines())
    assert (failed["became"], failed["article"], failed["place"]) == ("failed", *["http://127.0.0.1:9/feed"] * 2)
    assert checked["article"] == "in/a.txt"
    assert (checked["became"], checked["claims"], checked["findings"]) == ("checked", 1, {"unchecked": 1})
    with ClaimStore.open(tmp_path / "stet.db") as store:
        assert [each.id for each in store.articles()] == [checked["id"]]


@pytest.mark.parametrize("words", [["nowhere"], ["-s", "-", "."], [".", "--every", "0"], []])
def test_wrong_usage_is_refused(stet: Stet, words: list[str]) -> None:
    run = stet("watch", *words)
    assert run.code == 2
    assert len(run.err.splitlines()) == 1


def test_a_killed_watch_loses_nothing_and_checks_nothing_twice(tmp_path: Path, wire: Wire) -> None:
    words = (wire.address("/feed"), "--allow-host", wire.host, "--jsonl")
    first = program(tmp_path, *words)
    assert first.stdout is not None
    said = [json.loads(first.stdout.readline())["article"] for _ in range(5)]
    first.kill()
    first.communicate()
    second = program(tmp_path, *words, "--once")
    said += [json.loads(line)["article"] for line in second.communicate()[0].splitlines()]
    assert set(said) == {wire.address(f"/story/{n}") for n in range(wire.published)}
    # The one that was under way when it was killed may be told of again; whatever was told before is not.
    assert len(said) <= wire.published + 1
    with ClaimStore.open(tmp_path / "stet.db") as store:
        assert len(store.articles()) == wire.published
        extracted = Counter(event.article_id for event in store.events() if event.kind is EventKind.EXTRACTED)
        assert set(extracted.values()) == {1}
        assert store.verify_log().ok


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_the_article_at_hand(tmp_path: Path, wire: Wire, number: signal.Signals) -> None:
    watch = program(tmp_path, wire.address("/feed"), "--allow-host", wire.host)
    assert watch.stdout is not None
    assert "checked" in watch.stdout.readline()
    watch.send_signal(number)
    rest = watch.communicate(timeout=60)[0]
    assert watch.returncode == 0
    with ClaimStore.open(tmp_path / "stet.db") as store:
        assert len(store.articles()) == 1 + len(rest.splitlines())
