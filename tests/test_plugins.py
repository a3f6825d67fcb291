"""What others bring: words of a newsroom's own, and packages with readers, languages and providers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

READER = """
from sources.document import AsWritten, Block, Document, Role, Span, Unreadable, UnreadableReason

class Screenplay:
    suffixes = (".play",)
    media_types = ("application/x-play",)

    def read(self, body, name):
        text = body.decode("utf-16")
        if not text:
            return Unreadable(UnreadableReason.EMPTY, f"{name} is empty. Give another copy")
        return Document(text, "application/x-play", (Block(Span(0, len(text)), Role.PARAGRAPH),), origins=AsWritten())
"""
PROVIDER = """
from sources.snapshots import FailureReason, FetchFailure

class Desk:
    def find(self, query, fetches):
        return FetchFailure(query, FailureReason.NOT_KEPT, f"nothing on {query}. Ask for something else")
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder as installers fill it, with one package that brings one thing of each kind."""
    folder = tmp_path / "site"
    (folder / "newsroom").mkdir(parents=True)
    (folder / "newsroom" / "__init__.py").write_text(READER + PROVIDER, "utf-8")
    (folder / "newsroom" / "words").mkdir()
    (folder / "newsroom" / "words" / "__init__.py").write_text("", "utf-8")
    (folder / "newsroom" / "words" / "fr.quotes.toml").write_text('[verbs]\ner = ["claironner"]\n', "utf-8")
    told = folder / "newsroom-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom\nVersion: 1\n", "utf-8")
    (told / "entry_points.txt").write_text(
        "[stet.readers]\nplay = newsroom:Screenplay\n\n[stet.providers]\ndesk = newsroom:Desk\n\n"
        "[stet.languages]\nnewsroom = newsroom.words\n",
        "utf-8",
    )
    return folder


def check(folder: Path, *words: str, **more: str) -> dict[str, Any]:
    command = [
        sys.executable,
        "-c",
        "from tui.cli import main; main()",
        "check",
        *words,
        "--json",
        "-q",
        "--db",
        "x.db",
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("STET_")}
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment | more)
    assert run.stdout, run.stderr
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def test_a_reader_and_a_provider_of_a_package(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The quay cost 34 million euros.", "utf-8")
    (tmp_path / "s.play").write_bytes("The quay cost 34 million euros.".encode("utf-16"))
    (tmp_path / "none.play").write_bytes("".encode("utf-16"))
    names = [word for name in ("s.play", "none.play", "desk: quays") for word in ("-s", name)]
    report = check(tmp_path, "a.txt", *names, PYTHONPATH=f"{ROOT}{os.pathsep}{site}")
    assert [source["status"] for source in report["sources"]] == ["read", "unreadable", "failed"]
    assert [claim["finding"] for claim in report["claims"]] == ["match"]
    assert "nothing on quays" in report["sources"][2]["message"]


CLAIRON = "Le maire a claironné que « le pont est sûr », mardi. « Le quai aussi », claironne Ana Brook."


def cues(report: dict[str, Any]) -> list[str | None]:
    return [claim["cue"] for claim in report["claims"] if claim["kind"] == "quote"]


def test_words_of_a_package_and_of_a_newsroom_are_added_to_ours(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLAIRON, "utf-8")
    plain = check(tmp_path, "a.txt", "--language", "fr", PYTHONPATH=str(ROOT))
    brought = check(tmp_path, "a.txt", "--language", "fr", PYTHONPATH=f"{ROOT}{os.pathsep}{site}")
    (tmp_path / "mots").mkdir()
    shutil.copy(site / "newsroom" / "words" / "fr.quotes.toml", tmp_path / "mots")
    (tmp_path / "stet.toml").write_text('words = "mots"', "utf-8")
    own = check(tmp_path, "a.txt", "--language", "fr", PYTHONPATH=str(ROOT))
    assert own["claims"] == brought["claims"]
    assert "a claironné" in cues(own)
    assert "a claironné" not in cues(plain)


def test_a_new_language_is_a_file(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    stop_words = ["och", "att", "det", "som", "en", "på", "är", "av", "för", "med", "inte", "den", "till", "har", "de"]
    (words / "sv.toml").write_text(f"name = 'svenska'\nstop_words = {stop_words}\nmarks = ['””']\n", "utf-8")
    (tmp_path / "a.txt").write_text(
        "Det är en bro som är säker, och den har kostat 12 % av det som är för mycket.", "utf-8"
    )
    report = check(tmp_path, "a.txt", PYTHONPATH=str(ROOT), STET_WORDS="words")
    assert report["article"]["language"] == "sv"
    assert [claim["value"] for claim in report["claims"]] == [12]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[verbs]\ner = 'x'", "fr.quotes.toml: verbs.er: "),
        ("[verbs", "fr.quotes.toml: "),
        ("verb = ['x']", "fr.quotes.toml: verb: "),
    ],
)
def test_a_mistake_in_words_names_file_and_key(tmp_path: Path, text: str, hint: str) -> None:
    (tmp_path / "a.txt").write_text(CLAIRON, "utf-8")
    (tmp_path / "fr.quotes.toml").write_text(text, "utf-8")
    words = ["check", "a.txt", "--language", "fr", "-q"]
    command = [sys.executable, "-c", "from tui.cli import main; main()", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "STET_WORDS": str(tmp_path), "STET_DB": "x.db"}
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    assert f"{tmp_path}/{hint}" in line


def test_where_nobody_brings_anything_no_package_is_read(site: Path) -> None:
    program = (
        "import importlib.metadata as m; asked = []; real = m.entry_points;"
        "m.entry_points = lambda **group: (asked.append(group), real(**group))[1];"
        "from sources.plugins import brought; print(sorted(brought('stet.readers')), len(asked))"
    )
    for path, said in ((str(ROOT), "[] 0"), (f"{ROOT}{os.pathsep}{site}", "['play'] 1")):
        environment = os.environ | {"PYTHONPATH": path}
        run = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
        )
        assert run.stdout.strip() == said
