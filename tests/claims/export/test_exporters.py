"""Every format keeps the promises of a format; those of other packages are found, and named where they are broken."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ConfigError
from claims.export.contract import faults
from claims.export.exporters import EXPORTERS, Contents, Exporter, Given, Option, contents_of, exporter, names
from claims.ledger.store import ClaimStore
from tests.claims.export.stores import NEEDED, bare_review, decided_store, hostile_review
from tests.claims.ledger.reports import AT
from tests.claims.ledger.strategies import any_text

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", EXPORTERS)
def test_our_formats_keep_their_promises(name: str, tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        contents = contents_of(store, copies=EXPORTERS[name].needs_copies)
    assert contents.reviews
    assert faults(EXPORTERS[name], contents, NEEDED.get(name, {})) == ()


@pytest.mark.parametrize("name", EXPORTERS)
@settings(max_examples=25)
@given(texts=st.tuples(any_text, any_text, any_text))
def test_our_formats_take_any_text(name: str, texts: tuple[str, str, str]) -> None:
    assert EXPORTERS[name].export(Contents((hostile_review(*texts),)), NEEDED.get(name, {}))


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_store_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    given = NEEDED.get(name, {})
    with decided_store(tmp_path) as store:
        first = exporter(name).export(contents_of(store, copies=True), given)
    with ClaimStore.open(tmp_path / "stet.db", readonly=True) as again:
        assert exporter(name).export(contents_of(again, copies=True), given) == first


def test_contents_are_of_one_article_or_of_all(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        assert [review.name for review in contents_of(store).reviews] == ["bridge.txt"]
        assert contents_of(store, "bridge.txt").at == AT
        assert contents_of(store).copies == ()
        assert [copy.url for copy in contents_of(store, copies=True).copies] == ["http://source.example/page"]
    assert Contents(()).at.year == 1970


def write(data: bytes) -> Callable[[Contents, Given], bytes]:
    return lambda contents, given: data


GOOD = Exporter("plain", "nothing at all", "text/plain", write(b"x"))
COUNTING = iter(range(100))


def moving(contents: Contents, given: Given) -> bytes:
    return str(next(COUNTING)).encode()


def texting(contents: Contents, given: Given) -> bytes:
    return "x"  # type: ignore[return-value]


def failing(contents: Contents, given: Given) -> bytes:
    return bytes(contents.reviews[5].name, "utf-8")


def changing(contents: Contents, given: Given) -> bytes:
    contents.reviews[0].events[0].payload["seen"] = True
    return b"x"


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (replace(GOOD, name="Plain Text"), "its name"),
        (replace(GOOD, media_type="plain"), "media type"),
        (replace(GOOD, description=""), "description"),
        (replace(GOOD, options=(Option("x", ""),)), "no help"),
        (replace(GOOD, options=(Option("x", "h", is_flag=True, choices=("a",)),)), "a flag and has choices"),
        (replace(GOOD, render=write(b"\xff")), "no UTF-8"),
        (replace(GOOD, render=moving), "other bytes"),
        (replace(GOOD, render=texting), "not bytes"),
        (replace(GOOD, render=failing), "raises IndexError"),
        (replace(GOOD, render=changing), "changes what it is given"),
    ],
)
def test_the_contract_notices(bad: Exporter, fault: str) -> None:
    contents = Contents((hostile_review("a", "b", "c"),))
    assert faults(GOOD, contents) == ()
    assert any(fault in each for each in faults(bad, contents))


def test_an_option_of_another_format_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"jsonl has no option --raw\. It has none"):
        EXPORTERS["jsonl"].export(Contents((bare_review(),)), {"raw": True})


PACKAGE = """
from claims.export.exporters import Exporter, Option

def render(contents, given):
    if given.get("fail"):
        raise RuntimeError("on purpose")
    return "".join(f"{review.name} {given.get('tone', '')}\\n" for review in contents.reviews).encode()

tone = Option("tone", "How to say it.", choices=("loud", "soft"))
fail = Option("fail", "Fail.", is_flag=True)
names = Exporter("names", "the names alone", "text/plain", render, options=(tone, fail))
odd = 5
"""


@pytest.fixture
def stet(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `stet` beside an installed package that brings formats of its own, over a store with one review."""
    decided_store(tmp_path).close()
    (tmp_path / "desk_formats.py").write_text(PACKAGE, "utf-8")
    info = tmp_path / "desk_formats-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: desk-formats\nVersion: 1.0\n", "utf-8")
    entries = (
        "names = desk_formats:names\nodd = desk_formats:odd\ngone = desk_formats.gone:it\ncsv = desk_formats:odd\n"
    )
    (info / "entry_points.txt").write_text(f"[stet.exporters]\n{entries}", "utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from tui.cli import main; main()", *words]
        environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}", "STET_DB": "stet.db"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


def test_another_package_brings_a_format(stet: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    assert stet("export", "--format", "names").stdout == "bridge.txt \n"
    assert stet("export", "--format=names", "--tone", "loud").stdout == "bridge.txt loud\n"
    wrong = stet("export", "--format", "names", "--tone", "shrill")
    assert (wrong.returncode, "loud" in wrong.stderr) == (2, True)
    assert "--tone" in stet("export", "--format", "names", "--help").stdout
    assert stet("export", "--format", "csv").stdout.startswith("article,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["odd"], "the entry point 'odd' of desk-formats gives no Exporter of this name. Mend or remove the package"),
        (["gone"], "the format 'gone' of desk-formats cannot be loaded"),
        (["names", "--fail"], "the format names failed (RuntimeError('on purpose'))"),
    ],
)
def test_a_broken_one_is_one_line_that_names_it(
    stet: Callable[..., subprocess.CompletedProcess[str]], words: list[str], said: str
) -> None:
    run = stet("export", "--format", *words)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert said in run.stderr


def test_a_name_that_is_nearly_one_is_told() -> None:
    with pytest.raises(ConfigError, match=r"'jsnl' is no format\. Did you mean 'jsonl'\?"):
        exporter("jsnl")
    with pytest.raises(ConfigError, match="Known: jsonl"):
        exporter("qqq")
    assert names()[: len(EXPORTERS)] == tuple(EXPORTERS)
