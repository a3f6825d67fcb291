"""The dialogs by which a review leaves the desk: a format, then a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from claims.errors import ReviewError
from claims.ledger.review import ReviewState
from tui.display import Run, Tone
from tui.formats import FORMATS, file_for, write
from tui.forms import Answers, Field, Form
from tui.screens.asking import ChoiceScreen, FormScreen


def export(app: App[Any], folder: Path, read: Callable[[], ReviewState], say: Callable[[str], object]) -> None:
    """Asks for a format and a file, writes, and says where. `read` gives the review as it is then."""
    names = list(FORMATS)

    def chosen(number: int | None) -> None:
        if number is not None and number >= 0:
            form = _form(read().name, names[number], folder)
            app.push_screen(FormScreen(form, lambda answers: written(names[number], answers)))

    def written(form: str, answers: Answers) -> None:
        try:
            say(f"written: {write(read(), form, answers['file'], folder)}")
        except OSError as refused:
            raise ReviewError(f"the file cannot be written ({refused})", "Give another place") from refused

    rows = [(Run(f"{name:<8}", Tone.STRONG), Run(what, Tone.DIM)) for name, (what, _) in FORMATS.items()]
    app.push_screen(ChoiceScreen("Export: in which format?", rows), chosen)


def _form(article: str, form: str, folder: Path) -> Form:
    return Form(
        f"Export as {form}",
        (Field("file", "file", file_for(article, form, folder)),),
        f"{FORMATS[form][0]}. A path, or a name in {folder.absolute()}.",
    )
