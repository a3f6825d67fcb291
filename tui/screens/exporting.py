"""The dialogs by which a review leaves the desk: a format, then a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from claims.errors import StetError
from tui.desk import Desk
from tui.display import Run, Tone, one_line
from tui.formats import form_for, formats, taken_apart, write
from tui.forms import Answers
from tui.screens.asking import ChoiceScreen, FormScreen


def export(app: App[Any], desk: Desk, article_id: str, article: str, say: Callable[[str], object]) -> None:
    """Asks for a format and a file for an article of this id and name, writes, and says where."""
    known = formats()

    def chosen(number: int | None) -> None:
        if number is not None and number >= 0:
            form, what = known[number]
            try:
                asked = form_for(article, form, what, desk.folder)
            except StetError as broken:
                say(one_line(str(broken)))
                return
            app.push_screen(FormScreen(asked, lambda answers: written(form, answers)))

    def written(form: str, answers: Answers) -> None:
        file, given = taken_apart(answers)
        say(f"written: {write(desk.shelf, article_id, form, desk.file(file), given)}")

    width = max(len(name) for name, _ in known) + 2
    rows = [(Run(f"{name:<{width}}", Tone.STRONG), Run(what, Tone.DIM)) for name, what in known]
    app.push_screen(ChoiceScreen("Export: in which format?", rows), chosen)
