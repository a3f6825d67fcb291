"""The commands as a person or a script runs them: what they print, where, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BUNDLE = "fr-guangxi-anase"
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("STET_")} | {"NO_COLOR": "1"}


@pytest.fixture
def stet(tmp_path: Path) -> Run:
    """Runs the real command in an empty folder of its own."""

    def run(*words: str | Path, stdin: bytes = b"", cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from tui.cli import main; main()", *map(str, words)]
        done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=environment(), check=False)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def one_clear_line(run: subprocess.CompletedProcess[str]) -> str:
    """The only line on stderr, which is no traceback."""
    (line,) = run.stderr.splitlines()
    assert line.startswith("stet: ")
    assert "Traceback" not in line
    return line


def test_a_mark_that_nothing_closes_is_shown_for_people_and_programs(stet: Run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("The mayor said: “We are leaving.\n\nThe end.\n", "utf-8")
    told = "line 1: “ is never closed"
    assert f"warning: {told}" in stet("check", "article.txt", "-q").stdout
    (warning,) = json.loads(stet("check", "article.txt", "-q", "--json").stdout)["article"]["warnings"]
    assert warning.startswith(told)


def test_check_over_http_prints_every_claim_with_its_finding(
    stet: Run, desk: Path, pages: Callable[[Path], str]
) -> None:
    host = pages(desk / BUNDLE / "sources")
    sources = [f"http://{host}/gateway-daily.html", f"http://{host}/bureau-nanning.html"]
    words = [word for source in sources for word in ("-s", source)]
    run = stet("check", desk / BUNDLE / "article.txt", *words, "--allow-host", host)
    assert run.returncode == 0, run.stderr
    assert "12 câbles optiques terrestres" in run.stdout
    assert "Chen Gang" in run.stdout
    assert sources[0] in run.stdout
    assert run.stderr == ""


def test_a_passage_of_a_recording_is_printed_with_its_time(stet: Run, desk: Path) -> None:
    bundle = desk / "en-council-budget"
    run = stet("check", bundle / "article.txt", "-s", bundle / "sources" / "meeting.srt")
    assert re.search(r"\[1\] 02:\d\d:\d\d · [A-Z]", run.stdout)


def test_json_has_the_fields_of_the_desk_set(stet: Run, desk: Path) -> None:
    bundle = desk / BUNDLE
    run = stet("check", bundle / "article.txt", "-s", bundle / "sources/gateway-daily.html", "--json")
    report = json.loads(run.stdout)
    article = (bundle / "article.txt").read_text("utf-8")
    assert report["article"]["language"] == "fr"
    assert len(report["article"]["sha256"]) == 64
    assert report["sources"][0]["status"] == "read"
    assert report["sources"][0]["source"] == str(bundle / "sources/gateway-daily.html")
    shared = {"id", "kind", "start", "end", "text", "finding", "detail", "source", "evidence", "score", "reason"}
    for claim in report["claims"]:
        own = (
            {"speaker", "cue", "mode"}
            if claim["kind"] == "quote"
            else {"value", "max", "qualifier", "unit", "unit_kind"}
        )
        assert shared | own <= set(claim)
        assert article[claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.parametrize("form", [["--json"], []], ids=["json", "report"])
def test_the_same_bytes_give_the_same_output_whatever_the_hash_seed(
    stet: Run, desk: Path, form: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = desk / BUNDLE
    words = ["check", bundle / "article.txt", "-s", bundle / "sources/gateway-daily.html", *form]
    outputs = set()
    for seed in ("0", "1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        outputs.add(stet(*words).stdout)
    assert len(outputs) == 1


def test_inner_addresses_are_refused_unless_allowed(stet: Run, desk: Path, pages: Callable[[Path], str]) -> None:
    page = f"http://{pages(desk / BUNDLE / 'sources')}/gateway-daily.html"
    run = stet("check", desk / BUNDLE / "article.txt", "-s", page, "--json")
    assert run.returncode == 3
    report = json.loads(run.stdout)
    assert report["sources"][0]["reason"] == "inner_address"
    assert {claim["finding"] for claim in report["claims"]} == {"unchecked"}
    assert page in one_clear_line(run)


def test_a_missing_source_never_makes_a_claim_absent_and_the_others_are_used(stet: Run, desk: Path) -> None:
    bundle = desk / BUNDLE
    page = bundle / "sources/gateway-daily.html"
    run = stet("check", bundle / "article.txt", "-s", page, "-s", "gone.html", "--json")
    assert run.returncode == 3
    findings = {claim["finding"] for claim in json.loads(run.stdout)["claims"]}
    assert "absent" not in findings
    assert "match" in findings


def test_standard_input_is_an_article(stet: Run, desk: Path) -> None:
    bundle = desk / BUNDLE
    whole = (bundle / "article.txt").read_bytes()
    run = stet("check", "-", "-s", bundle / "sources/gateway-daily.html", "--json", stdin=whole)
    assert run.returncode == 0
    assert json.loads(run.stdout)["claims"]


def test_fail_on_is_a_gate(stet: Run, desk: Path) -> None:
    bundle = desk / BUNDLE
    words = ["check", bundle / "article.txt", "-s", bundle / "sources/gateway-daily.html", "-q"]
    assert stet(*words, "--fail-on", "conflict").returncode == 1
    assert stet(*words).returncode == 0
    wrong = stet(*words, "--fail-on", "bad")
    assert wrong.returncode == 2
    assert "'bad' is no finding" in one_clear_line(wrong)


def bad_articles(folder: Path) -> dict[str, str]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\n\t")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "page.html").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "folder").mkdir()
    return {
        "missing.txt": "not there",
        "empty.txt": "empty",
        "blank.txt": "empty",
        "binary.txt": "binary",
        "page.html": "PDF",
        "folder": "folder",
        "ftp://example.org/a": "http",
        "http://127.0.0.1:1/a": "127.0.0.1",
        "http://stet.invalid/a": "stet.invalid",
    }


@pytest.mark.parametrize(
    "name",
    [
        "missing.txt",
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "page.html",
        "folder",
        "ftp://example.org/a",
        "http://127.0.0.1:1/a",
        "http://stet.invalid/a",
    ],
)
def test_a_bad_article_gets_one_clear_line(stet: Run, tmp_path: Path, name: str) -> None:
    hint = bad_articles(tmp_path)[name]
    run = stet("check", name)
    line = one_clear_line(run)
    assert name in line
    assert hint.lower() in line.lower()
    assert run.returncode == (3 if "://" in name else 2)
    assert run.stdout == ""


def test_a_404_is_told(stet: Run, desk: Path, pages: Callable[[Path], str]) -> None:
    host = pages(desk / BUNDLE / "sources")
    words = ["-s", f"http://{host}/nothing.html", "--allow-host", host]
    run = stet("check", desk / BUNDLE / "article.txt", *words)
    assert run.returncode == 3
    assert "404" in one_clear_line(run)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["chekc"], "chekc"),
        (["check"], "ARTICLE"),
        (["check", "a.txt", "--jsn"], "--jsn"),
        (["export", "--format", "xml"], "xml"),
        (["check", "-", "-s", "-"], "once"),
        (["review"], "terminal"),
        (["review", "--plain", "none.txt"], "stet.db"),
        (["export", "--format", "csv", "--db", "none.db"], "none.db"),
    ],
)
def test_wrong_usage_gets_one_clear_line(stet: Run, words: list[str], hint: str) -> None:
    run = stet(*words)
    assert hint in one_clear_line(run)
    assert run.returncode in {2, 4}


def test_an_unknown_setting_names_the_file_and_the_nearest_one(stet: Run, tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text('reviewr = "A"\n', "utf-8")
    line = one_clear_line(stet("check", "a.txt"))
    assert "stet.toml" in line
    assert "'reviewer'" in line


def checked(stet: Run, desk: Path) -> list[str | Path]:
    bundle = desk / BUNDLE
    words: list[str | Path] = ["check", bundle / "article.txt", "-s", bundle / "sources/gateway-daily.html"]
    assert stet(*words).returncode == 0
    return words


def test_a_store_of_a_newer_version_is_refused(stet: Run, desk: Path, tmp_path: Path) -> None:
    words = checked(stet, desk)
    with sqlite3.connect(tmp_path / "stet.db") as store:
        store.execute("PRAGMA user_version = 9999")
    store.close()
    run = stet(*words)
    assert "newer" in one_clear_line(run)
    assert run.returncode == 4


def test_a_locked_store_is_told(stet: Run, desk: Path, tmp_path: Path) -> None:
    words = checked(stet, desk)
    store = sqlite3.connect(tmp_path / "stet.db", isolation_level=None)
    store.execute("BEGIN EXCLUSIVE")
    run = stet(*words)
    store.close()
    waits, locked = run.stderr.splitlines()
    assert waits == "stet: warning: another program is writing to stet.db; waiting for it ..."
    assert "is locked by another program. Close that program, or try again in a moment" in locked
    assert run.returncode == 4


def test_a_file_that_is_no_store_is_left_alone(stet: Run, tmp_path: Path, desk: Path) -> None:
    (tmp_path / "notes.db").write_text("my notes", "utf-8")
    run = stet("check", desk / BUNDLE / "article.txt", "--db", "notes.db")
    assert "notes.db" in one_clear_line(run)
    assert run.returncode == 4
    assert (tmp_path / "notes.db").read_text("utf-8") == "my notes"


def test_export_gives_a_row_a_claim_and_a_line_an_event(stet: Run, desk: Path, tmp_path: Path) -> None:
    words = checked(stet, desk)
    claims = json.loads(stet(*words, "--json").stdout)["claims"]
    rows = list(csv.DictReader(io.StringIO(stet("export", "--format", "csv").stdout)))
    assert len(rows) == len(claims)
    lines = [json.loads(line) for line in stet("export", "--format", "jsonl").stdout.splitlines()]
    assert {line["schema"] for line in lines} == {"stet.log"}
    assert stet("export", "--format", "jsonl", "-o", "log.jsonl").stdout == ""
    assert [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()] == lines


def test_checking_again_adds_nothing(stet: Run, desk: Path) -> None:
    words = checked(stet, desk)
    before = stet("export", "--format", "jsonl").stdout
    assert stet(*words).returncode == 0
    assert stet("export", "--format", "jsonl").stdout == before


def test_review_needs_a_terminal(stet: Run, desk: Path) -> None:
    checked(stet, desk)
    run = stet("review")
    assert "terminal" in one_clear_line(run)
    assert run.returncode == 2


def test_review_line_by_line_answers_to_a_pipe(stet: Run, desk: Path) -> None:
    checked(stet, desk)
    run = stet("review", "--plain", "--by", "Zoé", stdin="v\r\nd\nnon, « 10 » \xff".encode("latin-1", "replace"))
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert " 1 -> verified\n" in run.stdout
    assert " 2 -> note: non" in run.stdout
    assert run.stdout.endswith("open; all saved\n")
    assert "\x1b" not in run.stdout


def test_an_article_in_no_language_of_ours_says_so(stet: Run, tmp_path: Path) -> None:
    (tmp_path / "most.txt").write_text("Министр Иван Петров сказал, что мост стоил 3,4 миллиарда рублей.\n", "utf-8")
    found_out, named = stet("check", "most.txt"), stet("check", "most.txt", "--language", "RU")
    assert "warning: the article’s language could not be told: few of its quotes" in found_out.stdout
    assert "warning: stet has no words for “ru”: few of its quotes" in named.stdout
    assert (found_out.returncode, named.returncode) == (0, 0)
    wrong = stet("check", "most.txt", "--language", "russian")
    assert wrong.returncode == 2
    assert "'russian' is no language code" in one_clear_line(wrong)


def test_an_inner_address_says_how_to_allow_it(stet: Run, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge cost 3.4 million euros.\n", "utf-8")
    done = stet("check", "bridge.txt", "-s", "http://127.0.0.1:9/page")
    assert done.returncode == 3
    assert "127.0.0.1 is an inner address" in done.stderr
    assert "--allow-host 127.0.0.1:9, or allow_hosts in stet.toml" in done.stderr


@pytest.mark.parametrize("command", ["check bridge.txt --no-store", "check bridge.txt --no-store --json", "--help"])
def test_that_nobody_reads_on_is_no_finding(tmp_path: Path, command: str) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge cost 3.4 million euros.\n" * 20, "utf-8")
    words = [sys.executable, "-c", "from tui.cli import main; main()", *command.split()]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(words, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, env=environment(), check=False)
    os.close(writer)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("command", ["claims", "status", "doctor", "log", "export --format md"])
def test_a_closed_standard_output_is_no_crash(stet: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "article.txt").write_text("It carries 4,000 people.\n", "utf-8")
    assert stet("check", "article.txt", "-q").returncode == 0
    words = f"exec {sys.executable} -c 'from tui.cli import main; main()' {command} >&-"
    run = subprocess.run(["sh", "-c", words], cwd=tmp_path, capture_output=True, env=environment(), check=False)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.parametrize("group", ["config", "sources", "library"])
def test_a_group_of_commands_by_itself_says_what_there_is(stet: Run, group: str) -> None:
    run = stet(group)
    assert (run.returncode, run.stderr) == (2, "")
    assert "Commands:" in run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "a.txt", "--jobs", "two"], "'two' is no whole number. See: stet check --help"),
        (["watch", ".", "--every", "often"], "'often' is no number. See: stet watch --help"),
        (["check", "--source"], "'--source' requires an argument. See: stet check --help"),
        (["completion"], "Choose from: bash, zsh, fish. See: stet completion --help"),
        (["check", "a.txt", "--jsonl", "-o", "-"], "results go to standard output without -o"),
        (["check", ""], "the name is empty. Give a path, an address, or -"),
        (["sources", "import", "no.warc.gz"], "no.warc.gz is not there. Check the spelling"),
    ],
)
def test_wrong_words_are_told_in_plain_ones(stet: Run, words: list[str], said: str) -> None:
    run = stet(*words)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in one_clear_line(run)
