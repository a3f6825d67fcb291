"""Checking several articles in one run, and for tools that show findings at their line."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.tui.commands import Command, command_over

ARTICLE = "The harbour\n\nThe quay cost 34 billion euros.\nIt took 12 years.\n"
SOURCE = "The quay cost 34 million euros. It took 12 years."
PAGE = "<html><head><title>x</title></head>\n<body>\n<p>The quay cost <b>34\n billion</b> euros.</p></body></html>"
GITHUB = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    (tmp_path / "a, b.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "page.html").write_text(
        "<html><head><title>x</title></head>\n<body>\n<p>The quay cost <b>34\n billion</b> euros.</p></body></html>",
        "utf-8",
    )
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    return command_over(tmp_path, monkeypatch, capsys)


def unescaped(text: str) -> str:
    return text.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def test_a_pull_request_shows_a_finding_at_its_line(stet: Command) -> None:
    (line,) = stet("check", "a, b.txt", "-s", "source.txt", "--format", "github").out.splitlines()
    found = GITHUB.fullmatch(line)
    assert found
    properties = dict(pair.split("=", 1) for pair in found["properties"].split(","))
    assert {key: unescaped(value) for key, value in properties.items()} == {
        "file": "a, b.txt",
        "title": "stet: conflict (scale)",
        "line": "3",
        "endLine": "3",
        "col": "15",
        "endColumn": "31",
    }
    assert found["level"] == "error"
    assert "34 million euros" in unescaped(found["message"])


def test_sarif_says_where_in_the_file_a_claim_stands(stet: Command, tmp_path: Path) -> None:
    done = stet("check", "a, b.txt", "page.html", "-s", "source.txt", "--format", "sarif")
    assert done.code == 0
    (run,) = json.loads(done.out)["runs"]
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a%2C%20b.txt", "page.html"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    for result in run["results"]:
        assert result["ruleId"] in rules
        (location,) = result["locations"]
        file = location["physicalLocation"]["artifactLocation"]["uri"].replace("%2C%20", ", ")
        text = (tmp_path / file).read_text("utf-8")
        region = location["physicalLocation"]["region"]
        written = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        lines = text.split("\n")
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(written.split("\n")[0])
        assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith(written.split("\n")[-1])
    assert {result["level"] for result in run["results"]} == {"error"}
    assert len(run["results"]) == 2


def test_the_order_of_results_is_that_of_the_articles_and_the_bytes_are_the_same(stet: Command) -> None:
    words = ("check", "page.html", "a, b.txt", "-s", "source.txt")
    reports = [json.loads(line) for line in stet(*words, "--jsonl").out.splitlines()]
    assert [report["article"]["name"] for report in reports] == ["page.html", "a, b.txt"]
    assert stet(*words, "--format", "sarif").out == stet(*words, "--format", "sarif").out


def test_an_article_that_cannot_be_read_costs_only_itself(stet: Command) -> None:
    done = stet("check", "none.txt", "a, b.txt", "-s", "source.txt")
    assert done.code == 2
    assert "none.txt is not there" in done.err
    assert "a, b.txt · en" in done.out
    assert done.out.splitlines()[-1] == "1 article, 1 more could not be read; 2 claims: 1 conflict, 1 match"


def test_the_gate_counts_all_articles(stet: Command) -> None:
    words = ("check", "a, b.txt", "page.html", "-s", "source.txt", "-q")
    assert stet(*words, "--fail-on", "conflict").code == 1
    assert stet(*words, "--fail-on", "absent").code == 0


def test_one_json_object_is_one_report(stet: Command) -> None:
    done = stet("check", "a, b.txt", "page.html", "-s", "source.txt", "--json")
    assert (done.code, done.out) == (2, "")
    assert "--jsonl" in done.err


@pytest.mark.parametrize(
    ("words", "coloured"), [([], False), (["--color", "always"], True), (["--color", "never"], False)]
)
def test_colours_are_chosen(stet: Command, words: list[str], coloured: bool) -> None:
    assert ("\x1b[" in stet("check", "a, b.txt", "-s", "source.txt", *words).out) is coloured


def test_a_command_that_is_misspelt_is_named(stet: Command) -> None:
    done = stet("chek", "a, b.txt")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean 'check'?" in done.err


def test_a_chinese_passage_begins_on_the_line_of_its_number(stet: Command, tmp_path: Path) -> None:
    passage = "新码头造价三千四百万欧元，工期十二年，由三家企业共同承建，" * 4 + "码头耗资3400万欧元。"
    (tmp_path / "zh.txt").write_text(passage, "utf-8")
    lines = stet("check", "a, b.txt", "-s", "zh.txt").out.splitlines()
    shown = [at for at, line in enumerate(lines) if line.lstrip().startswith("[1] ") and "read:" not in line]
    assert shown
    assert all(not lines[at].endswith("[1]") for at in shown)
    assert not any(line.strip() == "[1]" for line in lines)
    assert passage[-10:] in "".join(line.strip() for line in lines)


@pytest.mark.parametrize("form", ["text", "jsonl", "sarif"])
def test_what_was_found_is_told_also_where_the_store_cannot_keep_it(stet: Command, tmp_path: Path, form: str) -> None:
    stet("check", "page.html", "-s", "source.txt")
    with closing(sqlite3.connect(tmp_path / "stet.db")) as db:
        db.execute("CREATE TRIGGER no_room BEFORE INSERT ON findings BEGIN SELECT RAISE(ABORT, 'no room'); END")
        db.commit()
    ended = stet("check", "a, b.txt", "page.html", "-s", "source.txt", "--format", form)
    assert ended.code == 4
    assert "34 billion euros" in ended.out
    assert "page.html" not in ended.out
    assert "no room" in ended.err


@pytest.mark.parametrize("words", [("check", "a, b.txt", "-s", "source.txt"), ("--help",)])
def test_a_full_disk_behind_standard_output_is_no_finding(stet: Command, tmp_path: Path, words: list[str]) -> None:
    stet("check", "page.html", "-s", "source.txt")
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no disk that is always full")
    run = [sys.executable, "-c", "from tui.cli import main; main()", *words]
    with full.open("w") as disk:
        ended = subprocess.run(run, cwd=tmp_path, stdout=disk, stderr=subprocess.PIPE, check=False, text=True)
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith("stet: what was to be printed cannot be written")
