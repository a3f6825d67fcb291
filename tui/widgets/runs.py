"""Runs of words as Textual content: the only place where words get their looks, and never through markup."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from tui.display import Run, Runs, Tone
from tui.messages import ActionChosen

TONE_CLASSES = {f"tone--{tone.value}" for tone in Tone if tone}
"""One component class of the stylesheet for each tone."""


STYLES = {tone: f".tone--{tone.value}" for tone in Tone} | {
    Tone.PLAIN: "",
    # Component classes lose `reverse` (Textual 8.2), so these two are written out.
    Tone.MARK: "reverse",
    Tone.ALERT: "bold reverse",
}


def content_of(runs: Runs) -> Content:
    """The runs as they stand, each in its tone, and with what a click on it does."""
    return Content.assemble(*map(_piece, runs))


def _piece(run: Run) -> Content | tuple[str, str]:
    if not run.act:
        return (run.text, STYLES[run.tone])
    words = Content.styled(run.text, STYLES[run.tone]) if STYLES[run.tone] else Content(run.text)
    return words.stylize(Style.from_meta({"act": run.act}))


def clicked(widget: Widget, event: events.Click) -> None:
    """Posts the action that the clicked words stand for, if any."""
    if act := event.style.meta.get("act"):
        event.stop()
        name, _, number = str(act).partition(":")
        widget.post_message(ActionChosen(name, int(number or 0)))


class ActingWords(Static):
    """Words of which some can be clicked, and then stand for an action."""

    on_click = clicked
