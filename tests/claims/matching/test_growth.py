"""How the work of a check grows with what it is given: counted in calls, never in seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.scaling import LANGUAGE, calls, check, document, growths, varied
from claims.extract import extract_claims
from claims.matching import SourceIndex, candidates, judge_claims
from claims.model import Finding, Source

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("grows", ["article", "number of sources", "size of a source"])
def test_eight_times_as_much_costs_about_eight_times_as_much(grows: str) -> None:
    grown = growths()[grows]
    check(*grown(1))
    one, eight = (calls(partial(check, *grown(times))) for times in (1, 8))
    assert eight < 8 * 1.2 * one


def test_claims_and_source_together_grow_no_faster_once_the_index_bounds_them() -> None:
    grown = growths()["claims and source"]
    check(*grown(1))
    few, many = (calls(partial(check, *grown(times))) for times in (8, 24))
    assert many < 3 * 1.3 * few


def test_a_long_table_costs_no_more_a_row() -> None:
    def table(rows: int) -> str:
        lines = [f"Town {varied('Kaltenried', n)}\t{n * 37 % 1009}\t{n * 53 % 887} %" for n in range(1, rows)]
        return "Town\tHouses\tEmpty\n" + "\n".join(lines)

    article = "In Kaltenried 37 houses stand, of which 53 per cent are empty."
    check(article, [table(50)])
    short, long = (calls(partial(check, article, [table(rows)])) for rows in (100, 800))
    assert long < 8 * 1.2 * short


def judged() -> list[Finding]:
    article, sources = growths()["claims and source"](5)
    read = document(article)
    claims = extract_claims(read, LANGUAGE)
    index = SourceIndex.of_sources([Source(str(at), LANGUAGE, document(text)) for at, text in enumerate(sources)])
    return list(judge_claims(read.text, LANGUAGE, claims, index))


def test_the_index_gives_the_figures_that_a_look_at_all_of_them_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_ALL", 10**9)
    every = judged()
    monkeypatch.setattr(candidates, "_ALL", 50)
    found = judged()
    assert [(one.finding, one.detail) for one in found] == [(one.finding, one.detail) for one in every]
    assert [one.evidence and one.evidence.span for one in found] == [
        one.evidence and one.evidence.span for one in every
    ]


def test_the_same_to_the_last_digit_in_every_process() -> None:
    """Sets of words come in another order in each process; sums must not."""
    program = (
        "from bench.scaling import *\n"
        "article, sources = growths()['claims and source'](1)\n"
        "read = document(article)\n"
        "claims = extract_claims(read, LANGUAGE)\n"
        "index = SourceIndex.of_sources([Source('s', LANGUAGE, document(text)) for text in sources])\n"
        "print(judge_claims(read.text, LANGUAGE, claims, index))"
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
