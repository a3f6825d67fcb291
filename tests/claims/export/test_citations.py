"""The bibliography, read back: BibTeX by a reader of its grammar, CSL-JSON by `json`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given

from claims.export.citations import date_parts, render
from claims.export.exporters import Contents
from claims.export.unseen import named
from tests.claims.export.stores import bare_review, with_copy
from tests.claims.ledger.reports import URL
from tests.claims.ledger.strategies import any_text

SIGNS = {
    r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\{": "{", r"\}": "}",
    r"\$": "$", r"\%": "%", r"\&": "&", r"\#": "#", r"\_": "_",
}  # fmt: skip


def bibtex(text: str) -> list[dict[str, str]]:
    """Entries by the grammar of BibTeX: `@type{key, name = {balanced}, ...}`."""
    entries = []
    for head in re.finditer(r"^@(\w+)\{([^,\s{}]+),\n", text, re.MULTILINE):
        entry, at = {"type": head[1], "key": head[2]}, head.end()
        while found := re.compile(r"  (\w+) = \{").match(text, at):
            start = at = found.end()
            depth = 1
            while depth:
                if text[at] == "\\":
                    at += 1
                else:
                    depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            entry[found[1]] = text[start : at - 1]
            assert text.startswith(",\n", at)
            at += 2
        assert text.startswith("}\n", at)
        entries.append(entry)
    return entries


def words(field: str) -> str:
    return re.sub(r"\\text\w+\{\}|\\.", lambda sign: SIGNS[sign[0]], field.removeprefix("{").removesuffix("}"))


def test_bibtex_has_what_the_page_says_of_itself() -> None:
    (entry,) = bibtex(render(with_copy(bare_review()), {}).decode())
    assert re.fullmatch(r"sourceexample2024_[0-9a-f]{8}", entry.pop("key"))
    assert re.fullmatch(r"SHA-256 of the copy: [0-9a-f]{64}", entry.pop("note"))
    assert entry == {
        "type": "misc",
        "title": "{A page}",
        "author": "{Ana Brook}",
        "organization": "The Source",
        "year": "2024",
        "date": "2024-05-06",
        "url": URL,
        "urldate": "2026-03-04",
        "langid": "en",
    }


def test_csl_has_the_same() -> None:
    (item,) = json.loads(render(with_copy(bare_review()), {"style": "csl"}))
    assert item["id"].startswith("sourceexample2024_")
    assert (item["type"], item["title"], item["URL"]) == ("webpage", "A page", URL)
    assert item["author"] == [{"literal": "Ana Brook"}]
    assert item["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert item["accessed"] == {"date-parts": [[2026, 3, 4]]}
    assert (item["container-title"], item["language"]) == ("The Source", "en")


def test_only_sources_that_a_claim_rests_on_are_cited() -> None:
    state = bare_review()
    unused = replace(
        state, items=tuple(replace(item, finding=replace(item.finding, evidence=None)) for item in state.items)
    )
    assert render(with_copy(unused), {}) == b""
    assert json.loads(render(with_copy(unused), {"style": "csl"})) == []


def test_a_file_without_a_copy_is_a_document() -> None:
    state = bare_review()
    source = replace(state.sources[0], name="kept/report.pdf", url="", sha256="", title="", fetched_at="")
    items = tuple(
        replace(item, finding=replace(item.finding, evidence=replace(item.finding.evidence, source=source.name)))  # type: ignore[type-var]
        for item in state.items
    )
    (item,) = json.loads(render(Contents((replace(state, sources=(source,), items=items),)), {"style": "csl"}))
    assert item == {"id": "reportpdf_nocopy", "type": "document", "title": "kept/report.pdf", "language": "en"}


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("2024-05-06T07:08:09Z", (2024, 5, 6)),
        ("2024-05", (2024, 5)),
        ("2024", (2024,)),
        ("2024-13-40", (2024,)),
        ("2024-05-40", (2024, 5)),
        ("6 May 2024", ()),
        ("", ()),
    ],
)
def test_dates_are_taken_as_far_as_they_go(said: str, parts: tuple[int, ...]) -> None:
    assert date_parts(said) == parts


@given(any_text)
@example("}, note = {x} @misc{evil, % \\ ~^ $x$ #1 a_b")
@example("\\}{\\")
def test_no_title_breaks_an_entry_and_every_one_comes_back(title: str) -> None:
    state = bare_review()
    sources = tuple(replace(source, title=title, sha256="") for source in state.sources)
    reviewed = Contents((replace(state, sources=sources),))
    (entry,) = bibtex(render(reviewed, {}).decode())
    assert words(entry["title"]) == " ".join(named(title or URL).split())
    items: list[dict[str, Any]] = json.loads(render(reviewed, {"style": "csl"}))
    assert items[0]["title"] == (title or URL)
