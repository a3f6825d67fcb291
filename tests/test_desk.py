"""The gold sets are sound: every quotation mark and digit of an article is claimed or named a decoy."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.outcomes import Outcome, changes, error_of, read_outcomes, shares, tables
from bench.quality import SETS

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.mark.parametrize("name", SETS)
def test_a_set_verifies(name: str, tmp_path: Path) -> None:
    # verify.py looks for bundles beside itself, so it is run in a copy of the set.
    folder = tmp_path / name
    folder.mkdir()
    for bundle in SETS[name].iterdir():
        if bundle.is_dir() and bundle.name != "__pycache__":
            (folder / bundle.name).symlink_to(bundle)
    (folder / "verify.py").write_bytes((FIXTURES / "desk" / "verify.py").read_bytes())
    run = subprocess.run([sys.executable, folder / "verify.py"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", SETS)
def test_the_scorer_gives_a_perfect_answer_full_marks(name: str, tmp_path: Path) -> None:
    scorer = [sys.executable, str(FIXTURES / "desk" / "score.py"), str(tmp_path), "--gold", str(SETS[name])]
    subprocess.run([*scorer, "--perfect"], check=True, capture_output=True)
    limits = ["quote_f1=1", "number_f1=1", "finding=1", "evidence=1", "decoy_hits=0", "false_alarm=0"]
    words = [word for limit in limits for word in ("--min", limit)]
    assert subprocess.run([*scorer, *words], check=False, capture_output=True).returncode == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    scorer[2] = str(empty)
    assert subprocess.run([*scorer, *words], check=False, capture_output=True).returncode == 1


def perfect(name: str, folder: Path) -> tuple[Outcome, ...]:
    """What the scorer says became of each claim, of an answer that is right throughout."""
    scorer = [sys.executable, str(FIXTURES / "desk" / "score.py"), str(folder), "--gold", str(SETS[name])]
    subprocess.run([*scorer, "--perfect"], check=True, capture_output=True)
    subprocess.run([*scorer, "--outcomes", str(folder / "outcomes")], check=True, capture_output=True)
    return read_outcomes(SETS[name], folder / "outcomes")


def test_what_became_of_each_claim_is_told_by_language_pair_and_error(tmp_path: Path) -> None:
    outcomes = perfect("desk03", tmp_path)
    assert all(one.right and one.evidence is not False for one in outcomes)
    assert {one.pair for one in outcomes if one.language == "pt"} == {"pt", "pt-en", "pt-es"}
    assert {one.gold for one in outcomes if one.pair == "pt"} == {"absent"}
    by_error = shares(outcomes, lambda one: one.error)
    assert by_error["all"].claims == len(outcomes)
    assert {"fine", "absent", "misattributed", "altered: negation", "conflict: scale", "conflict: bound"} <= set(
        by_error
    )
    table = tables({"alone": outcomes, "with": outcomes})
    assert (
        "| article and source | claims | finding, alone | finding, with | evidence, alone | evidence, with |" in table
    )
    assert len({line.count("|") for line in table.splitlines() if line}) == 1


def test_what_a_run_gained_and_lost_is_told_claim_by_claim(tmp_path: Path) -> None:
    (one, *rest) = perfect("desk03", tmp_path)
    wrong = replace(one, right=False, output="absent", evidence=False)
    other = replace(wrong, output="unchecked")
    assert [line[:6] for line in changes([wrong, *rest], [one, *rest])] == ["gained", "gained"]
    assert [line[:6] for line in changes([one, *rest], [wrong, *rest])] == ["lost  ", "lost  "]
    assert [line[:6] for line in changes([wrong, *rest], [other, *rest])] == ["other "]
    assert changes(rest, rest) == []


@pytest.mark.parametrize(
    ("finding", "value", "source_value", "note", "error"),
    [
        ("conflict", 6200000, 2600000, "digits swapped", "conflict: wrong digit"),
        ("conflict", 9000000, 900000, "a zero too many", "conflict: scale"),
        ("conflict", 83, 17, "swapped: the operators bear 83", "conflict: figures swapped"),
        ("conflict", 4, 3, "tripled in the source", "conflict: another value"),
        ("conflict", 24, 24, "wrong currency: euros in the source", "conflict: currency"),
        ("conflict", 6, 6, "percentage points turned into per cent", "conflict: per cent for points"),
        ("conflict", 600, 600, "qualifier turned round: 'up to' in the source", "conflict: bound"),
        ("conflict", 0.2, 1 / 15, "one in fifteen in the source", "conflict: another value"),
        ("altered", None, None, "lost not: they can NOT recommend the site", "altered: negation"),
        ("altered", None, None, "cut short: the condition is lost", "altered: cut short"),
        ("altered", None, None, "Saturday became Sunday", "altered: words changed"),
        ("misattributed", None, None, "said by another", "misattributed"),
        ("absent", None, None, None, "absent"),
        ("rounded", 1, 1, "", "fine"),
    ],
)
def test_the_kind_of_an_error(
    finding: str, value: float | None, source_value: float | None, note: str | None, error: str
) -> None:
    claim = {"finding": finding, "value": value, "source_value": source_value, "note": note}
    assert error_of(claim) == error
