"""Every case of fixtures/cases/judging gets its finding."""

from __future__ import annotations

from collections import Counter
from functools import cache

from claims.model import FindingKind
from tests.claims.matching.cases import Case, load
from tests.tables import Row, each_row

CASES = load()
ROWS = [Row(case.name.rpartition("-")[0], case.name, (case,)) for case in CASES]
judged_once = cache(Case.judged)


@each_row(ROWS)
def test_finding(case: Case) -> None:
    judged = judged_once(case)
    assert judged is not None, f"no {case.kind} was found in {case.article!r}"
    _, finding = judged
    assert (finding.finding, case.detail and finding.detail) == (case.finding, case.detail), finding.reasons


@each_row(ROWS)
def test_evidence_stands_in_the_source_and_reasons_are_given(case: Case) -> None:
    judged = judged_once(case)
    assert judged is not None
    _, finding = judged
    assert finding.reasons
    assert 0 <= finding.score <= 1
    assert (finding.evidence is None) == (finding.finding is FindingKind.ABSENT)
    for shown in (finding.evidence, *finding.others):
        if shown is not None:
            assert shown.span.of(case.source) == shown.text
            assert 0 < len(shown.text) <= 600
            assert 0 <= shown.score <= 1


def test_each_language_and_each_error_has_cases() -> None:
    findings = Counter((case.languages[0], case.finding) for case in CASES)
    for language in ("fr", "en", "es", "de", "zh"):
        for finding in ("verbatim", "altered", "misattributed", "match", "conflict", "absent"):
            assert findings[language, finding], f"no case of {finding} in {language}"
