"""A check under way, in a few lines above the keys: how far it is, and what its sources are doing."""

from __future__ import annotations

from textual.widgets import Static

from tui.background import Check
from tui.progress import check_runs
from tui.widgets.runs import content_of

SOURCES_SHOWN = 4
"""Sources with a line of their own: the rest of a short terminal is for the review."""


class CheckLines(Static):
    """Hidden while nothing is under way."""

    def show(self, check: Check | None) -> None:
        """How far the check is now; None takes the lines away."""
        self.set_class(check is not None, "-open")
        if check is not None:
            self.update(content_of(check_runs(check, SOURCES_SHOWN)))
