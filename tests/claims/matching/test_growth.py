"""How the work of a check grows with what it is given: counted in calls, never in seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.scaling import calls, check, copies, document, growths, varied
from claims.extract import extract_claims, language_of
from claims.matching import Digest, SourceIndex, judge_claims
from claims.matching.figures import candidates
from claims.model import Finding, Source
from sources.document import Document
from sources.files import media_type_of
from sources.reading import read

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("grows", ["article", "number of sources", "size of a source"])
def test_eight_times_as_much_costs_about_eight_times_as_much(grows: str) -> None:
    grown = growths()[grows]
    check(*grown(1))
    one, eight = (calls(partial(check, *grown(times))) for times in (1, 8))
    assert eight < 8 * one


@pytest.mark.parametrize(("grows", "faster"), [("claims and source", 1.12), ("in two languages", 1.12)])
def test_claims_and_source_together_grow_no_faster_once_the_index_bounds_them(grows: str, faster: float) -> None:
    """At 1.12 times the size from 8 to 24 times as much, 100 times as much costs about 150 times as much."""
    grown = growths()[grows]
    check(*grown(1))
    one, few, many = (calls(partial(check, *grown(times))) for times in (1, 8, 24))
    assert few < 8 * 1.4 * one
    assert many < 3 * faster * few


def test_a_long_table_costs_no_more_a_row() -> None:
    def table(rows: int) -> str:
        lines = [f"Town {varied('Kaltenried', n)}\t{n * 37 % 1009}\t{n * 53 % 887} %" for n in range(1, rows)]
        return "Town\tHouses\tEmpty\n" + "\n".join(lines)

    article = "In Kaltenried 37 houses stand, of which 53 per cent are empty."
    check(article, [table(50)])
    short, long = (calls(partial(check, article, [table(rows)])) for rows in (100, 800))
    assert long < 8 * 1.2 * short


@pytest.mark.parametrize("line", ["The town paid 512 euros for new work ", "The town paid 512 euros for new work. "])
def test_a_line_of_equal_figures_costs_no_more_a_figure(line: str) -> None:
    """Whether its sentences end or not; from 300 figures on they are looked up."""
    check(line, [line])
    short, long = (calls(partial(check, line * times, [line * times])) for times in (150, 600))
    assert long < 4 * 1.3 * short


def test_a_speaker_quoted_on_every_page_costs_no_more_a_quote() -> None:
    """Nor do many who have a given name in common: each quote that no words find is held against a few of theirs."""

    def pages(times: int, language: str, said: str, sentence: str) -> str:
        said = "\n\n".join(said.format(sentence=varied(sentence, n, language)) for n in range(times))
        return "\n\n".join((said, said.replace("Brandt", "Veldkamp")))

    def grown(times: int) -> int:
        theirs = 'Ilse Brandt said: "{sentence}"'
        ours = "« {sentence} », a déclaré Ilse Brandt."
        source = pages(times, "en", theirs, "The orchard behind the chapel gave cherries")
        article = pages(times, "fr", ours, "Les moulins tournent rarement quand souffle la tramontane")
        return check(article, [source], "fr")

    grown(1)
    few, many = (calls(partial(grown, times)) for times in (40, 160))
    assert many < 4 * 1.15 * few


def test_figures_counted_in_a_time_cost_no_more_where_there_are_more_of_them() -> None:
    """Whether a figure names its own time is asked of the times that stand at it, not of all in the text."""
    line = "The ferry sails 3 times a day, the mail boat every two weeks and the barge 14 times a year."
    check(line, [line])
    few, many = (calls(partial(check, copies(line, n), [copies(line, n)])) for n in (70, 210))
    assert many < 3 * 1.1 * few


def judged(bundle: Path, times: int) -> list[Finding]:
    """The findings of a bundle whose article and sources are `times` as long, each copy with figures of its own."""
    article = read_page(next(bundle.glob("article.*")))
    claims = extract_claims(text := document(copies(article.text, times)), language := language_of(article))
    pages = [read_page(file) for file in sorted((bundle / "sources").iterdir())]
    sources = [Source(str(n), language_of(page), document(copies(page.text, times))) for n, page in enumerate(pages)]
    return list(judge_claims(Digest(text.text, language), claims, SourceIndex.of_sources(sources)))


def read_page(file: Path) -> Document:
    page = read(file.read_bytes(), media_type=media_type_of(file.name))
    assert isinstance(page, Document)
    return page


@pytest.mark.parametrize(
    "bundle",
    [
        "en-corvane-quarter",
        "de-zugunglueck-hohenrain",
        "es-montcalve-bahia",
        "fr-hopital-saint-aubrac",
        "pt-orcamento-valserena",
        "zh-chengzhou-housing",
    ],
)
def test_the_index_gives_the_figures_that_a_look_at_all_of_them_would(
    bundle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_ALL", 10**9)
    every = judged(ROOT / "fixtures" / "desks" / "desk05" / bundle, 4)
    monkeypatch.setattr(candidates, "_ALL", 0)
    found = judged(ROOT / "fixtures" / "desks" / "desk05" / bundle, 4)
    assert [(one.finding, one.detail) for one in found] == [(one.finding, one.detail) for one in every]
    assert [one.evidence and (one.evidence.source, one.evidence.span) for one in found] == [
        one.evidence and (one.evidence.source, one.evidence.span) for one in every
    ]


def test_the_same_to_the_last_digit_in_every_process() -> None:
    """Sets of words come in another order in each process; sums must not."""
    program = (
        "from bench.scaling import *\n"
        "article, sources, _ = growths()['claims and source'](1)\n"
        "read = document(article)\n"
        "claims = extract_claims(read, LANGUAGE)\n"
        "index = SourceIndex.of_sources([Source('s', LANGUAGE, document(text)) for text in sources])\n"
        "print(judge_claims(Digest(read.text, LANGUAGE), claims, index))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0].count("Finding(") > 20
    assert told[0] == told[1]
