"""Checks as SARIF 2.1.0 (OASIS), the format in which tools hand findings to editors and code hosts.

One run; one result for each claim that needs a look, with a rule for each finding and detail that occurs. Columns
and offsets are in code points, which `columnKind` says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from claims.export.places import Places
from claims.export.remarks import REMARKED, remark
from claims.model import Finding
from claims.report import CheckedClaim, CheckReport

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def export(reports: Sequence[CheckReport], version: str) -> str:
    """One SARIF log of these checks, made by this version of stet; the same checks give the same text."""
    shown = [
        (report, checked) for report in reports for checked in report.claims if checked.finding.finding in REMARKED
    ]
    rules = sorted({_rule_id(checked.finding): checked.finding.in_words for _, checked in shown}.items())
    places = {report.name: Places(report) for report in reports}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "stet",
                        "version": version,
                        "rules": [{"id": id, "shortDescription": {"text": words}} for id, words in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": _location(report.name), "hashes": _hashes(report)} for report in reports],
                "results": [_result(report, checked, places[report.name]) for report, checked in shown],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(report: CheckReport, checked: CheckedClaim, places: Places) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(report.name)}
    place = places.of(checked.claim.span)
    if place is not None:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.span.start,
            "charLength": len(place.span),
            "snippet": {"text": checked.claim.text},
        }
    return {
        "ruleId": _rule_id(checked.finding),
        "level": REMARKED[checked.finding.finding],
        "message": {"text": remark(checked)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"stetClaim/v1": checked.claim.id},
    }


def _rule_id(finding: Finding) -> str:
    return "/".join(filter(None, (finding.finding.value, finding.detail)))


def _location(name: str) -> dict[str, str]:
    """The article's address; a path is written as a reference, `-` too, which stands for standard input."""
    return {"uri": name if "://" in name else quote(PurePath(name).as_posix())}


def _hashes(report: CheckReport) -> dict[str, str]:
    return {"sha-256": report.snapshot.sha256} if report.snapshot else {}
