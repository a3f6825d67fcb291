"""A check as workflow commands: an editor or a pull request then shows each finding at its line.

The syntax is that of GitHub Actions (`::error file=...,line=...::message`), which other forges read, too.
"""

from __future__ import annotations

from claims.export.places import Places
from claims.export.remarks import REMARKED, remark
from claims.report import CheckedClaim, CheckReport

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def export(report: CheckReport) -> str:
    """A line for each claim that needs a look: an error, a warning, or a notice for a rounded figure."""
    places = Places(report)
    return "".join(_line(report, checked, places) for checked in report.claims if checked.finding.finding in REMARKED)


def _line(report: CheckReport, checked: CheckedClaim, places: Places) -> str:
    properties = {"file": report.name, "title": f"stet: {checked.finding.in_words}"}
    place = places.of(checked.claim.span)
    if place is not None:
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # columns over several lines are refused there
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    named = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[REMARKED[checked.finding.finding]]} {named}::{_data(remark(checked))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
