"""A finding in one line, for tools that show it beside the text: how grave it is, what it says."""

from __future__ import annotations

from claims.model import FindingKind
from claims.report import CheckedClaim

REMARKED = {
    FindingKind.ALTERED: "error",
    FindingKind.MISATTRIBUTED: "error",
    FindingKind.CONFLICT: "error",
    FindingKind.ABSENT: "warning",
    FindingKind.UNCHECKED: "warning",
    FindingKind.ROUNDED: "note",
}
"""The findings that a person is told of where only trouble is shown, with how grave they are."""


def remark(checked: CheckedClaim) -> str:
    """The claim's words, why, and the passage that decides it."""
    finding = checked.finding
    said = f"“{' '.join(checked.claim.text.split())}”: {'; '.join(finding.reasons) or finding.in_words}"
    if (evidence := finding.evidence) is None:
        return said
    where = ", ".join(filter(None, (evidence.source, evidence.place.words if evidence.place else "")))
    return f"{said} [{where}: {' '.join(evidence.text.split())}]"
