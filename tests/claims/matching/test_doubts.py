"""A sentence with a quote against a passage: what agrees is yet left open where something may turn the sense round."""

from __future__ import annotations

import pytest

from claims.matching import judge
from claims.model import FindingKind

OPEN = [
    (
        "en",
        "“The bridge is closed,” said Ann Hale.",
        "en",
        "“A neighbour told me that the bridge is closed,” Ann Hale said.",
        "before it",
    ),
    ("en", "“The bridge is closed,” said Ann Hale.", "en", "“The bridge is closed.”", "that Ann Hale spoke"),
    (
        "fr",
        "« Le pont est fermé », a dit Ann Hale.",
        "en",
        "“The bridge is narrow,” said Ann Hale.",
        "rendered wrongly",
    ),
    (
        "es",
        "«El agua y la tierra son públicas», dijo Ann Hale.",
        "en",
        "“Land and water are public,” said Ann Hale.",
        "another order",
    ),
    (
        "en",
        "“The bridge carries the new lorries,” said Ann Hale.",
        "en",
        "“The bridge carries the new lorries on two axles each,” said Ann Hale.",
        "goes on",
    ),
    ("es", "«Los jóvenes firman», dijo Ugo Neri.", "it", "«I giovani frenano», ha detto Ugo Neri.", "rendered wrongly"),
]
"""Sentence and passage, each after its language, and what the reason says."""


@pytest.mark.parametrize(("ours", "claim", "theirs", "evidence", "reason"), OPEN)
def test_it_is_left_open(ours: str, claim: str, theirs: str, evidence: str, reason: str) -> None:
    found = judge(claim, evidence, ours, theirs)
    assert found.finding is FindingKind.UNCHECKED
    assert reason in found.reasons[0]


SURE = [
    ("en", "“The bridge is closed,” said Ann Hale.", "en", "Ann Hale told us: “The bridge is closed.”", "verbatim"),
    ("en", "“We wait,” said Ann Hale, “and it rains.”", "en", "“We wait and it rains,” said Ann Hale.", "verbatim"),
    (
        "en",
        "She spoke of “a bridge of glass”, said Ann Hale.",
        "en",
        "“It is a bridge of glass,” said Ann Hale.",
        "verbatim",
    ),
    ("fr", "« Le pont est fermé », a dit Ann Hale.", "en", "“The bridge is closed,” said Ann Hale.", "translated"),
]


@pytest.mark.parametrize(("ours", "claim", "theirs", "evidence", "finding"), SURE)
def test_it_is_borne_out(ours: str, claim: str, theirs: str, evidence: str, finding: str) -> None:
    assert judge(claim, evidence, ours, theirs).finding.value == finding
