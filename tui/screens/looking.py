"""The commands that change nothing: where one is, what one looks at, what one takes along."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping

from claims.grouping import counted
from claims.ledger.review import Item
from claims.model import Evidence
from sources.document import Span
from tui import panes
from tui.citing import address_of, copies_of, link_to
from tui.context import whole
from tui.display import Run, Tone, one_line
from tui.messages import Entry
from tui.place import ALL, Place, filters
from tui.screens.asking import ChoiceScreen
from tui.screens.dialogs import TextScreen
from tui.screens.seat import Command, Seat
from tui.widgets.entry_line import EntryLine


class Looking:
    """Moves through the list and opens texts."""

    def __init__(self, seat: Seat, entry: EntryLine) -> None:
        self._seat = seat
        self._entry = entry
        self._found_from = seat.place
        self._sought = ""
        self.commands: Mapping[str, Command] = {**self._moves(), **self._looks()}

    def _moves(self) -> Mapping[str, Command]:
        seat = self._seat

        def rows(step: Callable[[], int]) -> Command:
            return lambda: seat.go(seat.place.by_rows(seat.state, step()))

        return {
            "down": rows(lambda: 1),
            "up": rows(lambda: -1),
            "page_down": rows(lambda: seat.view.page),
            "page_up": rows(lambda: -seat.view.page),
            "last": rows(lambda: len(seat.state.items)),
            "first": rows(lambda: -len(seat.state.items)),
            "next_open": lambda: seat.go(seat.place.at_open(seat.state)),
            "previous_open": lambda: seat.go(seat.place.at_open(seat.state, backwards=True)),
            "filter": self._filter,
            "find": self._open_find,
        }

    def _looks(self) -> Mapping[str, Command]:
        seat = self._seat
        return {
            "next_evidence": lambda: self._show(seat.place.chosen + 1),
            "previous_evidence": lambda: self._show(seat.place.chosen - 1),
            "article": lambda: seat.on_claim(self._article, named=False),
            "source": lambda: seat.on_claim(self._source, named=False),
            "kept": lambda: seat.on_claim(self._kept, named=False),
            "copy": lambda: seat.on_claim(self._copy, named=False),
        }

    def choose(self, number: int) -> None:
        """Relies on the passage of a number, from 0, and says so in the log, unless it is relied on already."""
        seat = self._seat

        def chosen(item: Item) -> None:
            if number >= len(item.passages):
                seat.say(f"this claim has {counted(len(item.passages), 'passage')}")
                return
            if item.relied_on == item.passages[number]:
                self._show(number)
            else:
                seat.record(lambda: seat.session.choose(item.claim.id, number), lambda: self._show(number))

        seat.on_claim(chosen)

    def _show(self, number: int) -> None:
        item = self._seat.place.item(self._seat.state)
        if item is not None and len(item.passages) < 2:
            self._seat.say(f"this claim has {counted(len(item.passages), 'passage')}")
        self._seat.go(self._seat.place.at_passage(self._seat.state, number))

    # Finding

    def _open_find(self) -> None:
        self._found_from = self._seat.place
        self._entry.open(Entry.FIND, "find > ")

    def find_typed(self, text: str) -> None:
        """While one writes, the first claim that fits is shown."""
        self._find(self._found_from, text, here=True)

    def find_left(self) -> None:
        self._seat.go(self._found_from)

    def find_entered(self, text: str) -> None:
        """What no claim has is looked for in the sources; nothing written looks on for what was sought before."""
        again = not text
        self._sought = text or self._sought
        if self._sought and not self._find(self._found_from, self._sought, here=not again):
            self._find_in_sources(self._sought)

    def _find(self, start: Place, text: str, *, here: bool) -> bool:
        found = start.found(self._seat.state, text, here=here)
        if found is None:
            self._seat.go(start)
            self._seat.say(f"not found in any claim of the list: {one_line(text)}   enter looks in the sources")
            return False
        self._seat.say("")
        self._seat.go(found)
        return True

    def _find_in_sources(self, text: str) -> None:
        wanted = re.compile(re.escape(text), re.IGNORECASE)
        for source in self._seat.state.sources:
            if found := wanted.search(source.text):
                runs = whole(source.text, Span(found.start(), found.end()))
                self._seat.app.push_screen(TextScreen(one_line(source.name), runs))
                return
        which = "claim" if self._seat.place.filter == ALL else "claim of this list (F shows all)"
        self._seat.say(f"neither a {which} nor a source has: {one_line(text)}")

    def _filter(self) -> None:
        seat = self._seat
        known = filters(seat.state)
        rows = [
            (Run(f"{one_line(each.by):<9}", Tone.DIM), Run(one_line(each.value or "all")), Run(f"  {count}", Tone.DIM))
            for each, count in known
        ]
        at = next((number for number, (each, _) in enumerate(known) if each == seat.place.filter), 0)

        def chosen(number: int | None) -> None:
            if number is not None and number >= 0:
                seat.go(seat.place.filtered(seat.state, known[number][0]))

        seat.app.push_screen(ChoiceScreen("Show which claims?", rows, at), chosen)

    # Texts

    def _article(self, item: Item) -> None:
        state = self._seat.state
        self._seat.app.push_screen(TextScreen(one_line(state.name), whole(state.text, item.claim.span)))

    def _source(self, item: Item) -> None:
        passage = self._seat.place.passage(self._seat.state)
        source = self._seat.view.source_of(passage)
        link = link_to(passage, source) if passage is not None else ""
        if not link:
            self._kept(item)
            return
        if _has_browser() or self._seat.app.is_web:
            self._seat.app.open_url(link)
            self._seat.say(f"opened in the browser: {one_line(address_of(source))}   O the kept copy")
        else:
            self._seat.app.copy_to_clipboard(link)
            self._kept(item)
            self._seat.say("there is no browser here: this is the kept copy, and the link is in the clipboard")

    def _kept(self, _: Item) -> None:
        passage = self._seat.place.passage(self._seat.state)
        source = self._seat.view.source_of(passage)
        if passage is None:
            self._seat.say("no passage to open: this claim has none")
        elif source is None or not panes.stands(passage, source):
            self._seat.say("the text at hand does not have this passage")
        else:
            self._seat.app.push_screen(TextScreen(one_line(passage.source), whole(source.text, passage.span)))

    def _copy(self, item: Item) -> None:
        seat = self._seat
        passage: Evidence | None = seat.place.passage(seat.state)
        choices = copies_of(item, passage, seat.view.source_of(passage))

        def chosen(number: int | None) -> None:
            if number is not None and number >= 0:
                name, words = choices[number]
                seat.app.copy_to_clipboard(words)
                seat.say(f"copied: {name}")

        seat.app.push_screen(ChoiceScreen("Copy what?", [(Run(name),) for name, _ in choices]), chosen)


def _has_browser() -> bool:
    """Whether a browser can be opened in a window of its own: one in this terminal would write over the screen."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
