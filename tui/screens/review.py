"""The review: keys become events of the session, and the session's state is shown at the reviewer's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from claims.errors import ReviewError, StetError
from claims.ledger.events import Event, EventKind
from claims.ledger.review import Item, ReviewState
from claims.model import Verdict
from tui import panes
from tui.actions import ACTIONS
from tui.context import whole
from tui.display import one_line
from tui.messages import ActionChosen, ClaimChosen, Entry, LineEntered, LineLeft, LineTyped
from tui.place import Place
from tui.screens.base import StetScreen
from tui.screens.dialogs import KeySheet, NameScreen, TextScreen
from tui.session import WITH_NOTE, ReviewSession
from tui.widgets.claim_list import ClaimList
from tui.widgets.entry_line import EntryLine
from tui.widgets.review_view import ReviewView

Command = Callable[[], object]

POLL_SECONDS = 1.0
"""How often the log is read for what others decided: half of the two seconds within which it is to be seen."""


class ReviewScreen(StetScreen[None]):
    """Decides nothing itself; only the place in the review and the line being written are its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"act('{action.name}', {number})", action.label, show=False)
        for action in ACTIONS
        for number, key in enumerate(action.keys)
    ]

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self._session = session
        self._view = ReviewView(session.state)
        self._place = Place()
        self._found_from = self._place
        self._sought = ""
        self._commands: Mapping[str, Command] = {**self._deciding(), **self._moving(), **self._looking()}

    def compose(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        self.query_one(ClaimList).focus()
        self._go(self._place.at(self._state, self._state.next_open(-1)))
        self._notice()
        self.set_interval(POLL_SECONDS, self._poll)

    def action_act(self, name: str, number: int = 0) -> None:
        """Does what the key of that number of an action stands for.

        Where nothing can be seen nothing is decided, and while a line is written it keeps to its claim.
        """
        if name != "quit" and (self._view.is_tiny or self.query_one(EntryLine).is_open):
            return
        if name == "nth_evidence":
            self._choose(number)
        else:
            self._commands[name]()

    def _deciding(self) -> Mapping[str, Command]:
        def decide(verdict: Verdict) -> Callable[[], None]:
            return lambda: self._on_claim(lambda item: self._decide(item, verdict))

        return {
            **{verdict.value: decide(verdict) for verdict in Verdict},
            "later": lambda: self._on_claim(self._set_aside),
            "note": lambda: self._on_claim(lambda _: self._open_note()),
            "undo": lambda: self._named(lambda: self._take_back(self._session.undo)),
            "redo": lambda: self._named(lambda: self._take_back(self._session.redo)),
        }

    def _moving(self) -> Mapping[str, Command]:
        def rows(step: Callable[[], int]) -> Callable[[], None]:
            return lambda: self._go(self._place.by_rows(self._state, step()))

        return {
            "down": rows(lambda: 1),
            "up": rows(lambda: -1),
            "page_down": rows(lambda: self._view.page),
            "page_up": rows(lambda: -self._view.page),
            "last": rows(lambda: len(self._state.items)),
            "first": rows(lambda: -len(self._state.items)),
            "next_open": lambda: self._go(self._place.at_open(self._state)),
            "previous_open": lambda: self._go(self._place.at_open(self._state, backwards=True)),
            "filter": lambda: self._go(self._place.filtered(self._state)),
            "find": self._open_find,
        }

    def _looking(self) -> Mapping[str, Command]:
        return {
            "next_evidence": lambda: self._choose(self._place.chosen + 1),
            "previous_evidence": lambda: self._choose(self._place.chosen - 1),
            "article": lambda: self._on_claim(self._open_article, named=False),
            "source": lambda: self._on_claim(self._open_source, named=False),
            "copy": lambda: self._on_claim(self._copy, named=False),
            "zoom": lambda: self._view.zoom(self.focused),
            "next_pane": self.focus_next,
            "keys": lambda: self.app.push_screen(KeySheet()),
            "palette": self.app.action_command_palette,
            "quit": self.app.exit,
        }

    @property
    def _state(self) -> ReviewState:
        return self._session.state

    def _on_claim(self, then: Callable[[Item], object], *, named: bool = True) -> None:
        """Goes on with the claim at hand, if there is one; with a name, where something is to be recorded."""
        item = self._place.item(self._state)
        if item is not None and named:
            self._named(lambda: then(item))
        elif item is not None:
            then(item)

    def _named(self, then: Callable[[], object]) -> None:
        """Asks for the reviewer's name where there is none yet, and goes on once there is one."""

        def named(name: str | None) -> None:
            if name:
                self._session.reviewer = name
                then()

        if self._session.reviewer:
            then()
        else:
            self.app.push_screen(NameScreen(), named)

    # What changes the log

    def _recorded(self, change: Callable[[], Event]) -> bool:
        """Whether the store took up a change; where it did not, says so loudly and nothing else has changed."""
        try:
            event = change()
        except ReviewError as nothing:
            self._view.status(f" {one_line(str(nothing))}")
            return False
        except StetError as refused:
            self._view.banner(f"NOT SAVED: {refused}", alert=True)
            self.app.bell()
            return False
        number = self._state.position(event.claim_id) + 1
        back = "Z redo" if event.kind is EventKind.UNDONE else "z undo"
        self._view.status(f" saved {panes.clock_time(event)}  {number} → {panes.event_words(event)}   {back}")
        self._notice()
        return True

    def _decide(self, item: Item, verdict: Verdict) -> None:
        passage = self._place.passage(self._state)
        if self._recorded(lambda: self._session.decide(item.claim.id, verdict, passage)):
            if verdict in WITH_NOTE:
                self._show()
                self._open_note()
            else:
                self._go(self._place.at_open(self._state))

    def _set_aside(self, item: Item) -> None:
        if self._recorded(lambda: self._session.set_aside(item.claim.id)):
            self._go(self._place.at_open(self._state))

    def _take_back(self, change: Callable[[], Event]) -> None:
        if self._recorded(change):
            self._go(self._place.at(self._state, self._state.position(self._state.events[-1].claim_id)))

    def _write_note(self, item: Item, text: str) -> None:
        passage = self._place.passage(self._state)
        if text != item.note and not self._recorded(lambda: self._session.write_note(item.claim.id, text, passage)):
            self._open_note(text)
        else:
            self._go_on()

    def _poll(self) -> None:
        try:
            news = self._session.refresh()
        except StetError as refused:
            self._view.status(f" the log could not be read again: {one_line(str(refused))}")
            return
        if news:
            self._view.status(f" {panes.news(news)}")
            self._notice()
            self._show()

    # Lines being written

    def _open_note(self, unsaved: str = "") -> None:
        if (item := self._place.item(self._state)) is not None:
            label = f"note on {self._place.cursor + 1} > "
            self.query_one(EntryLine).open(Entry.NOTE, label, unsaved or item.note)

    def _open_find(self) -> None:
        self._found_from = self._place
        self.query_one(EntryLine).open(Entry.FIND, "find > ")

    def on_line_typed(self, message: LineTyped) -> None:
        if message.entry is Entry.FIND:
            self._find(self._found_from, message.text, here=True)

    def on_line_left(self, message: LineLeft) -> None:
        self.query_one(ClaimList).focus()
        if message.entry is Entry.FIND:
            self._go(self._found_from)
        else:
            self._go_on()

    def on_line_entered(self, message: LineEntered) -> None:
        self.query_one(ClaimList).focus()
        if message.entry is Entry.NOTE:
            self._on_claim(lambda item: self._write_note(item, message.text.strip()))
        elif message.text:
            self._sought = message.text
        elif self._sought:
            self._find(self._place, self._sought, here=False)

    def _go_on(self) -> None:
        """After a note: to the next open claim, unless the claim at hand is still open itself."""
        item = self._place.item(self._state)
        self._go(self._place if item is None or item.is_open else self._place.at_open(self._state))

    def _find(self, start: Place, text: str, *, here: bool) -> None:
        found = start.found(self._state, text, here=here)
        if found is None:
            self._view.status(f" not found in any claim of the list: {one_line(text)}")
        else:
            self._view.status("")
            self._go(found)

    # Where one looks

    def on_claim_chosen(self, message: ClaimChosen) -> None:
        if not self.query_one(EntryLine).is_open:
            self._go(self._place.at(self._state, message.position))

    def on_action_chosen(self, message: ActionChosen) -> None:
        self.action_act(message.name)

    def _choose(self, number: int) -> None:
        self._go(self._place.at_passage(self._state, number))

    def _go(self, place: Place) -> None:
        self._place = place
        self._show()

    def _show(self) -> None:
        self._view.show(self._state, self._place, self._session.reviewer)

    def _notice(self) -> None:
        self._view.banner(panes.standing_notice(self._state), alert=False)

    def _open_article(self, item: Item) -> None:
        self.app.push_screen(TextScreen(one_line(self._state.name), whole(self._state.text, item.claim.span)))

    def _open_source(self, _: Item) -> None:
        passage = self._place.passage(self._state)
        if passage is None:
            self._view.status(" no passage to open: this claim has none")
            return
        source = self._view.source_of(passage)
        if source is None or not panes.stands(passage, source):
            self._view.status(" the text at hand does not have this passage")
            return
        self.app.push_screen(TextScreen(one_line(passage.source), whole(source.text, passage.span)))

    def _copy(self, item: Item) -> None:
        passage = self._place.passage(self._state)
        self.app.copy_to_clipboard(panes.citation(item, passage, self._view.source_of(passage)))
        self._view.status(" copied: the claim, its passage and where that stands")
