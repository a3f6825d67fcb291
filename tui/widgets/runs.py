"""Runs of words as Textual content: the only place where words get their looks, and never through markup."""

from __future__ import annotations

from textual.content import Content

from tui.display import Runs, Tone

TONE_CLASSES = {f"tone--{tone.value}" for tone in Tone if tone}
"""One component class of the stylesheet for each tone."""


STYLES = {tone: f".tone--{tone.value}" for tone in Tone} | {
    Tone.PLAIN: "",
    # Component classes lose `reverse` (Textual 8.2), so these two are written out.
    Tone.MARK: "reverse",
    Tone.ALERT: "bold reverse",
}


def content_of(runs: Runs) -> Content:
    """The runs as they stand, each in its tone."""
    return Content.assemble(*((run.text, STYLES[run.tone]) for run in runs))
