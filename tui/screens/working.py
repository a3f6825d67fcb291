"""The commands on the article and its sources: add, have again and match, list, export, and back to all articles."""

from __future__ import annotations

from collections.abc import Mapping

from claims.errors import StetError
from tui.actions import shown_keys
from tui.background import Order
from tui.display import Run, Tone, one_line
from tui.forms import Answers, name_or_paste, source_form
from tui.overview import sources_runs
from tui.screens.asking import ChoiceScreen
from tui.screens.dialogs import TextScreen
from tui.screens.exporting import export
from tui.screens.seat import Command, Seat


class Working:
    """Orders checks; the review goes on meanwhile."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.commands: Mapping[str, Command] = {
            "add_source": self._add,
            "drop_source": self._drop,
            "match": self._match,
            "sources": self._list,
            "export": lambda: export(seat.app, seat.desk, seat.state.article_id, seat.state.name, seat.say),
            "articles": seat.desk_app.open_start,
        }

    def _add(self) -> None:
        failed = next((source.name for source in self._seat.state.sources if not source.text), "")
        self._seat.ask(source_form(failed), self._added)

    def _added(self, answers: Answers) -> None:
        name, label, text = name_or_paste(answers)
        self._order(Order(self._seat.state.name, (self._seat.desk.source(name, label, text),)))

    def _drop(self) -> None:
        state = self._seat.state
        if not state.sources:
            self._seat.say("there is no source to drop")
            return

        def chosen(number: int | None) -> None:
            if number is not None and number >= 0:
                self._told(Order(state.name, without=(state.sources[number].name,)))

        rows = [(Run(one_line(source.name)), Run(f"  {one_line(source.state)}", Tone.DIM)) for source in state.sources]
        self._seat.app.push_screen(ChoiceScreen("Match without which source?", rows), chosen)

    def _match(self) -> None:
        self._told(Order(self._seat.state.name, again=True))

    def _told(self, order: Order) -> None:
        try:
            self._order(order)
        except StetError as refused:
            self._seat.alarm(str(refused))

    def _order(self, order: Order) -> None:
        self._seat.desk_app.order(order)
        self._seat.say("ordered; the review can go on meanwhile")

    def _list(self) -> None:
        title = f"Sources of {one_line(self._seat.state.name)}"
        self._seat.app.push_screen(TextScreen(title, sources_runs(self._seat.state, shown_keys(self._seat.actions))))
