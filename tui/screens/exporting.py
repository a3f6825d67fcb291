"""The dialogs by which a review leaves the desk: a format, then a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from tui.desk import Desk
from tui.display import Run, Tone
from tui.formats import file_for, formats, write
from tui.forms import Answers, export_form
from tui.screens.asking import ChoiceScreen, FormScreen


def export(app: App[Any], desk: Desk, article_id: str, article: str, say: Callable[[str], object]) -> None:
    """Asks for a format and a file for an article of this id and name, writes, and says where."""
    known = formats()

    def chosen(number: int | None) -> None:
        if number is not None and number >= 0:
            form, what = known[number]
            asked = export_form(form, what, file_for(article, form, desk.folder), str(desk.folder.absolute()))
            app.push_screen(FormScreen(asked, lambda answers: written(form, answers)))

    def written(form: str, answers: Answers) -> None:
        say(f"written: {write(desk.shelf, article_id, form, desk.file(answers['file']))}")

    width = max(len(name) for name, _ in known) + 2
    rows = [(Run(f"{name:<{width}}", Tone.STRONG), Run(what, Tone.DIM)) for name, what in known]
    app.push_screen(ChoiceScreen("Export: in which format?", rows), chosen)
