"""A check as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from claims.check import CheckRequest, check_article
from claims.export.report import number, report_record
from sources.fetch import Fetcher
from tests.claims.phrasebook import Phrasebook


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (Decimal("1.4E+9"), 1_400_000_000),
        (Decimal("12.50"), 12.5),
        (Decimal("-0.3"), -0.3),
        (Decimal(10) ** 300, 10**300),
        (Decimal("1E+999999"), "1E+999999"),
    ],
)
def test_a_figure_is_a_json_number_while_one_can_hold_it(value: Decimal | None, expected: object) -> None:
    assert number(value) == expected
    assert json.loads(json.dumps(number(value))) == expected


def test_a_number_of_five_thousand_digits_costs_only_itself() -> None:
    text = f"The fund holds {'1' * 5000} billion dollars and pays 12 staff."
    request = CheckRequest("-", (), datetime(2026, 1, 1, tzinfo=UTC), language="en", stdin=text.encode())
    with Fetcher() as fetcher:
        record = report_record(check_article(request, fetcher))
    assert "12 staff" in [claim["text"] for claim in json.loads(json.dumps(record))["claims"]]


def test_a_passage_of_a_recording_says_when_it_is_spoken(tmp_path: Path) -> None:
    said = "The harbour bridge of Sarnac cost 34 million euros."
    cues = tmp_path / "council.srt"
    cues.write_text(f"1\n00:12:31,000 --> 00:12:35,000\n{said}\n", "utf-8")
    request = CheckRequest("-", (str(cues),), datetime(2026, 1, 1, tzinfo=UTC), language="en", stdin=said.encode())
    with Fetcher() as fetcher:
        claim = report_record(check_article(request, fetcher))["claims"][0]
    assert {key: claim[key] for key in ("evidence_layer", "evidence_time", "evidence_page")} == {
        "evidence_layer": "main",
        "evidence_time": "00:12:31",
        "evidence_page": None,
    }


def test_a_gloss_stands_beside_its_passage_with_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text("The barn has 9 windows, said the farmer on Monday.\n", "utf-8")
    request = CheckRequest(
        "-",
        (str(tmp_path / "source.txt"),),
        datetime(2026, 1, 1, tzinfo=UTC),
        language="es",
        stdin=b"El granero tiene 9 ventanas.",
        translators=(Phrasebook(),),
    )
    with Fetcher() as fetcher:
        claim = report_record(check_article(request, fetcher))["claims"][0]
        plain = report_record(check_article(replace(request, translators=()), fetcher))["claims"][0]
    assert claim["evidence_gloss"] == claim["evidence"] == "The barn has 9 windows, said the farmer on Monday."
    assert claim["evidence_gloss_by"] == "phrasebook 1"
    assert (plain["evidence_gloss"], plain["evidence_gloss_by"]) == (None, None)
    assert {**plain, "evidence_gloss": claim["evidence_gloss"], "evidence_gloss_by": "phrasebook 1"} == claim
