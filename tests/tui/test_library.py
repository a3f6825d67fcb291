"""The commands on libraries, and checks that search them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.claims.library.shelf import BRIDGE, HARBOUR, SCHOOL
from tests.tui.commands import Command, command_over
from tui.background import Order
from tui.desk import open_desk
from tui.settings import load_settings

ARTICLE = "Port Sellin handled 3.2 million tonnes of grain. Its ferry carries 7,412 people.\n"


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    (tmp_path / "pages").mkdir()
    for name, text in (("grain.txt", HARBOUR), ("pont.txt", BRIDGE)):
        (tmp_path / "pages" / name).write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    return command_over(tmp_path, monkeypatch, capsys)


def test_pages_come_in_are_listed_and_go(stet: Command, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    done = stet("library", "add", "pages")
    assert done.code == 0
    assert done.out.splitlines() == [
        f"new     {pages}/grain.txt",
        f"new     {pages}/pont.txt",
        "2 new; default holds 2 pages, 2 passages, 5 figures, 2 quotes",
    ]
    again = stet("library", "add", "pages", "pages/grain.txt")
    assert again.out == "2 same; default holds 2 pages, 2 passages, 5 figures, 2 quotes\n"
    before = stet("library", "list").out
    assert [line.split()[2:] for line in before.splitlines()] == [
        [*f"en {len(HARBOUR.encode())} B 1 passage 3 figures 1 quote".split(), f"{pages}/grain.txt"],
        [*f"fr {len(BRIDGE.encode())} B 1 passage 2 figures 1 quote".split(), f"{pages}/pont.txt"],
    ]
    assert stet("library", "update").out.startswith("2 same;")
    assert stet("library", "list").out == before
    (pages / "pont.txt").write_text(BRIDGE.replace("412", "421"), "utf-8")
    (pages / "school.txt").write_text(SCHOOL, "utf-8")
    assert stet("library", "update").out.splitlines()[:2] == [
        f"changed {pages}/pont.txt",
        f"new     {pages}/school.txt",
    ]
    assert stet("library", "drop", "pages/school.txt").out.startswith(f"dropped {pages}/school.txt\n1 dropped; default")
    assert stet("library", "drop", "pages").out.count("dropped ") == 2
    assert stet("library", "update").out == "nothing to do; default holds 0 pages, 0 passages, 0 figures, 0 quotes\n"


def test_every_list_has_its_forms(stet: Command, tmp_path: Path) -> None:
    assert [each["outcome"] for each in json.loads(stet("library", "add", "pages", "--json").out)] == ["new", "new"]
    listed = [json.loads(line) for line in stet("library", "list", "--jsonl").out.splitlines()]
    assert [(each["page"], each["language"], each["origin"]) for each in listed] == [
        (str(tmp_path / "pages" / "grain.txt"), "en", "file"),
        (str(tmp_path / "pages" / "pont.txt"), "fr", "file"),
    ]
    (found,) = csv.DictReader(io.StringIO(stet("library", "search", "27.5 million euros", "--csv").out))
    assert (found["value"], found["dimension"], found["text"]) == ("27500000", "EUR", "27,5 millions d’euros")
    (library,) = json.loads(stet("library", "names", "--json").out)
    assert library["library"] == "default"
    assert library["pages"] == 2
    assert library["folder"] == str(tmp_path / "data" / "stet" / "libraries" / "default")
    assert stet("library", "names").out.split()[:3] == ["default", "2", "pages"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("1.4 bn dollars",),
            [
                "1\u202f350\u202f000\u202f000 to 1\u202f450\u202f000\u202f000 USD: 1 place in 2 pages",
                "  1.4 billion dollars",
            ],
        ),
        (("dredge the channel",), ["the words 'dredge the channel': 1 place in 2 pages", "  dredge the channel"]),
        (("--speaker", "Marchais"), ["said by Marchais: 1 place in 2 pages", "Hélène Marchais"]),
        (("more than 30 million euros",), ["30\u202f000\u202f000 and more EUR: 0 places in 2 pages"]),
        (("less than 1 km",), ["up to 1\u202f000 length: 1 place in 2 pages", "  412 mètres (412 length)"]),
        (("1.400 Meter", "--language", "de"), ["1\u202f399.5 to 1\u202f400.5 length: 0 places in 2 pages"]),
        (("1.400 metres", "--language", "en"), ["1.3995 to 1.4005 length: 0 places in 2 pages"]),
    ],
)
def test_a_search_says_how_it_was_taken_and_what_stands_there(
    stet: Command, words: tuple[str, ...], said: list[str]
) -> None:
    stet("library", "add", "pages")
    out = stet("library", "search", *words).out
    assert all(part in out for part in said), out


def test_a_check_searches_the_library_beside_its_sources(stet: Command, tmp_path: Path) -> None:
    stet("library", "add", "pages", "-l", "press")
    report = json.loads(stet("check", "a.txt", "--library", "press", "--json").out)
    assert [claim["finding"] for claim in report["claims"]] == ["match", "absent"]
    assert report["libraries"] == [{"library": "press", "pages": 2, "taken": [s["source"] for s in report["sources"]]}]
    assert {source["library"] for source in report["sources"]} == {"press"}
    assert all(source["had_at"] for source in report["sources"])
    assert "the library press of 2 pages was searched" in report["claims"][1]["reason"]
    own = json.loads(stet("check", "a.txt", "-s", "pages/grain.txt", "--library", "press", "--json").out)
    assert [source["library"] for source in own["sources"]] == [None, *["press"] * (len(own["sources"]) - 1)]
    shown = stet("check", "a.txt", "--library", str(tmp_path / "data/stet/libraries/press"))
    assert shown.code == 0
    assert "the library press of 2 pages was searched" in shown.out
    assert "no source was given" not in shown.err


def test_libraries_that_are_set_are_searched_by_every_check(
    stet: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stet("library", "add", "pages", "-l", "press")
    (tmp_path / "stet.toml").write_text('libraries = ["press"]\n', "utf-8")
    assert json.loads(stet("check", "a.txt", "--json").out)["libraries"][0]["library"] == "press"
    assert stet("library", "list").out.count("\n") == 2
    monkeypatch.setenv("STET_LIBRARIES", "elsewhere")
    done = stet("check", "a.txt")
    assert done.code == 4
    assert "libraries/elsewhere: does not exist. Start one with: stet library add" in done.err


def test_a_path_in_a_file_of_settings_is_seen_from_there(
    stet: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stet("library", "add", "pages", "-l", "./shelf/press")
    (tmp_path / "stet.toml").write_text('libraries = ["shelf/press"]\n', "utf-8")
    monkeypatch.chdir(tmp_path / "pages")
    assert stet("library", "list").out.count("\n") == 2


def test_a_folder_of_pages_is_no_library_by_its_name(stet: Command, tmp_path: Path) -> None:
    assert stet("library", "add", "pages", "-l", "pages").code == 0
    assert sorted(file.name for file in (tmp_path / "pages").iterdir()) == ["grain.txt", "pont.txt"]


def test_the_desk_searches_libraries_that_are_set(stet: Command, tmp_path: Path) -> None:
    stet("library", "add", "pages", "-l", "press")
    settings = load_settings(tmp_path, {"STET_LIBRARIES": "press"}, {})
    with open_desk(settings, create=True) as desk:
        for again in (False, True):
            check = desk.check(Order(str(tmp_path / "a.txt"), again=again))
            check.run()
            assert check.error is None
            assert check.report is not None
            assert [one.finding.finding.value for one in check.report.claims] == ["match", "absent"]
            assert check.report.libraries[0].pages == 2


def test_pages_of_a_server_are_added_and_found(stet: Command, tmp_path: Path, pages: Callable[[Path], str]) -> None:
    host = pages(tmp_path / "pages")
    done = stet("library", "add", f"http://{host}/grain.txt", f"http://{host}/gone.txt", "--allow-host", host)
    assert done.code == 3
    failed, new, _ = done.out.splitlines()
    assert failed.startswith(f"failed  http://{host}/gone.txt: ")
    assert new == f"new     http://{host}/grain.txt"
    found = stet("library", "search", "3.2 million tonnes").out.splitlines()
    assert found[2].startswith(f"http://{host}/grain.txt · had ")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("library", "list"), 4, "default: does not exist. Start one with: stet library add PAGE... --library NAME"),
        (("library", "update", "-l", "none"), 4, "none: does not exist"),
        (("library", "drop", "x"), 4, "does not exist"),
        (("library", "search", ""), 2, "there is nothing to search for"),
        (("library", "search", "!?"), 2, "there is nothing to search for"),
        (("library", "list", "-l", ".."), 2, "'..' is no name of a library"),
        (("library", "list", "-l", "a\x1b[2J"), 2, "is no name of a library"),
        (("library", "add", "a.txt", "--shards", "99"), 2, "--shards"),
        (("library", "add"), 2, "Missing argument"),
        (("check", "a.txt", "--library", "none"), 4, "none: does not exist"),
    ],
)
def test_what_cannot_be_done_says_why(stet: Command, words: tuple[str, ...], code: int, said: str) -> None:
    done = stet(*words)
    assert done.code == code
    assert said in done.err
    assert "\x1b" not in done.err


def test_a_page_that_is_not_there_cannot_be_dropped(stet: Command) -> None:
    stet("library", "add", "pages")
    done = stet("library", "drop", "grain.txt")
    assert done.code == 4
    assert "has no page 'grain.txt'. List them with: stet library list" in done.err


def test_hostile_words_of_a_page_do_not_reach_the_terminal(stet: Command, tmp_path: Path) -> None:
    bad = tmp_path / "pages" / "ba\x1bd\n.txt"
    bad.write_text("The \x1b[31mred\x1b[0m bridge is 1,234 metres \u202elong, said nobody at all.\n", "utf-8")
    out = stet("library", "add", "pages").out + stet("library", "list").out
    out += stet("library", "search", "1,234 metres").out + stet("library", "search", "bridge is 1,234 metres long").out
    assert "␛[31m" in out
    assert not {"\x1b", "\u202e"} & set(out)


def test_no_library_is_begun_by_looking(stet: Command, tmp_path: Path) -> None:
    stet("library", "list")
    stet("library", "update")
    stet("library", "names")
    assert not (tmp_path / "data").exists()
