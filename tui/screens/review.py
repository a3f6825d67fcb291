"""The review: keys become events of the session, and the session's state is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from claims.errors import ReviewError, StetError
from claims.ledger.events import Event
from claims.ledger.review import Item
from claims.model import Verdict
from tui.actions import ACTIONS
from tui.context import whole
from tui.display import one_line
from tui.messages import ActionChosen, ClaimChosen, Entry, LineEntered, LineLeft, LineTyped
from tui.panes import clock_time, event_words, evidence_choices, standing_notice
from tui.screens.base import StetScreen
from tui.screens.dialogs import KeySheet, NameScreen, TextScreen
from tui.session import ReviewSession, found_after, previous_open, relied_on
from tui.widgets.claim_list import ClaimList
from tui.widgets.entry_line import EntryLine
from tui.widgets.review_view import ReviewView

POLL_SECONDS = 1.0
"""How often the log is read for what others decided: half of the two seconds within which it is to be seen."""

WITH_NOTE = frozenset({Verdict.DISPUTED, Verdict.UNVERIFIABLE})
"""The verdicts that want a reason."""


class ReviewScreen(StetScreen[None]):
    """Decides nothing itself. The place in the list, the passage on show and the line being written are its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), f"act('{action.name}')", action.label, show=False) for action in ACTIONS
    ]

    def __init__(self, session: ReviewSession) -> None:
        super().__init__()
        self._session = session
        self._view = ReviewView(session.state)
        self._cursor = max(0, session.state.next_open(-1)) if session.state.items else 0
        self._chosen = 0
        self._noting = ""
        self._sought = ""
        self._found_from = 0
        self._commands = self._command_table()

    def compose(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        self.query_one(ClaimList).focus()
        self._go(self._cursor)
        self._notice()
        self.set_interval(POLL_SECONDS, self._poll)

    def _command_table(self) -> dict[str, Callable[[], object]]:
        verdicts = {verdict.value: lambda verdict=verdict: self._decide(verdict) for verdict in Verdict}
        return verdicts | {
            "later": self._set_aside,
            "note": self._open_note,
            "undo": lambda: self._take_back(self._session.undo),
            "redo": lambda: self._take_back(self._session.redo),
            "down": lambda: self._go(self._cursor + 1),
            "up": lambda: self._go(self._cursor - 1),
            "first": lambda: self._go(0),
            "last": lambda: self._go(len(self._session.state.items) - 1),
            "next_open": lambda: self._go_open(1),
            "previous_open": lambda: self._go_open(-1),
            "page_down": lambda: self._go(self._cursor + self._view.page),
            "page_up": lambda: self._go(self._cursor - self._view.page),
            "find": self._open_find,
            "next_evidence": lambda: self._choose(1),
            "previous_evidence": lambda: self._choose(-1),
            "article": self._open_article,
            "source": self._open_source,
            "next_pane": self.focus_next,
            "keys": lambda: self.app.push_screen(KeySheet()),
            "palette": self.app_palette,
            "quit": self.app.exit,
        }

    def app_palette(self) -> None:
        self.app.action_command_palette()

    def action_act(self, name: str) -> None:
        """Does what a key of the table stands for. Where nothing can be seen, nothing is decided."""
        if not self._view.is_tiny or name == "quit":
            self._commands[name]()

    @property
    def _item(self) -> Item | None:
        items = self._session.state.items
        return items[self._cursor] if items else None

    # What changes the log

    def _decide(self, verdict: Verdict) -> None:
        if (item := self._item) is not None:
            self._named(lambda: self._decided(item, verdict))

    def _decided(self, item: Item, verdict: Verdict) -> None:
        choices = evidence_choices(item.finding)
        passage = choices[self._chosen] if choices else None
        if not self._recorded(lambda: self._session.decide(item.claim.id, verdict, passage)):
            return
        if verdict in WITH_NOTE:
            self._show()
            self._open_note()
        else:
            self._go(self._session.state.next_open(self._cursor))

    def _set_aside(self) -> None:
        if (item := self._item) is not None:
            self._named(lambda: self._set_aside_now(item))

    def _set_aside_now(self, item: Item) -> None:
        if self._recorded(lambda: self._session.set_aside(item.claim.id)):
            self._go(self._session.state.next_open(self._cursor))

    def _take_back(self, change: Callable[[], Event]) -> None:
        self._named(lambda: self._taken_back(change))

    def _taken_back(self, change: Callable[[], Event]) -> None:
        if self._recorded(change):
            state = self._session.state
            self._go(state.position(state.events[-1].claim_id))

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
        number = self._session.state.position(event.claim_id) + 1
        self._view.status(f" saved {clock_time(event)}  {number} → {event_words(event)}   z undo")
        self._notice()
        return True

    def _notice(self) -> None:
        self._view.banner(standing_notice(self._session.state), alert=False)

    def _poll(self) -> None:
        try:
            news = self._session.refresh()
        except StetError as refused:
            self._view.status(f" the log could not be read again: {one_line(str(refused))}")
            return
        if news:
            self._view.status(f" {len(news)} new from {', '.join(sorted({one_line(e.reviewer) for e in news}))}")
            self._notice()
            self._show()

    # Lines being written

    def _open_note(self, unsaved: str = "") -> None:
        if (item := self._item) is not None:
            self._noting = item.claim.id
            self._entry.open(Entry.NOTE, f"note on {self._cursor + 1} > ", unsaved or item.note)

    def _open_find(self) -> None:
        self._found_from = self._cursor
        self._entry.open(Entry.FIND, "find > ")

    @property
    def _entry(self) -> EntryLine:
        return self.query_one(EntryLine)

    def on_line_typed(self, message: LineTyped) -> None:
        if message.entry is Entry.FIND:
            self._find(message.text, self._found_from - 1)

    def on_line_left(self, message: LineLeft) -> None:
        self.query_one(ClaimList).focus()
        if message.entry is Entry.FIND:
            self._go(self._found_from)
        else:
            self._go_on()

    def on_line_entered(self, message: LineEntered) -> None:
        self.query_one(ClaimList).focus()
        if message.entry is Entry.NOTE:
            self._named(lambda: self._write_note(message.text.strip()))
        elif message.text:
            self._sought = message.text
        else:
            self._find(self._sought, self._cursor)

    def _write_note(self, text: str) -> None:
        item = self._session.state.item(self._noting)
        choices = evidence_choices(item.finding)
        passage = choices[self._chosen] if choices else None
        if text == item.note or self._recorded(lambda: self._session.write_note(self._noting, text, passage)):
            self._go_on()
        else:
            self._open_note(text)

    def _go_on(self) -> None:
        """After a note: to the next open claim, unless the claim at hand is still open itself."""
        item = self._item
        self._go(self._cursor if item is None or item.is_open else self._session.state.next_open(self._cursor))

    def _find(self, text: str, after: int) -> None:
        position = found_after(self._session.state, text, after)
        if position is None:
            self._view.status(f" not found in any claim: {one_line(text)}")
        else:
            self._go(position)

    # Where one looks

    def on_claim_chosen(self, message: ClaimChosen) -> None:
        self._go(message.position)

    def on_action_chosen(self, message: ActionChosen) -> None:
        self.action_act(message.name)

    def _go(self, position: int) -> None:
        self._cursor = max(0, min(position, len(self._session.state.items) - 1))
        self._chosen = relied_on(self._item) if self._item else 0
        self._show()

    def _go_open(self, step: int) -> None:
        self._go(
            self._session.state.next_open(self._cursor)
            if step > 0
            else previous_open(self._session.state, self._cursor)
        )

    def _choose(self, step: int) -> None:
        if self._item and (choices := evidence_choices(self._item.finding)):
            self._chosen = (self._chosen + step) % len(choices)
            self._show()

    def _show(self) -> None:
        self._view.show(self._session.state, self._cursor, self._chosen, self._session.reviewer)

    def _open_article(self) -> None:
        if (item := self._item) is not None:
            state = self._session.state
            self.app.push_screen(TextScreen(one_line(state.name), whole(state.text, item.claim.span)))

    def _open_source(self) -> None:
        choices = evidence_choices(self._item.finding) if self._item else ()
        if not choices:
            self._view.status(" no passage to open: this claim has none")
            return
        passage = choices[self._chosen]
        text = next((source.text for source in self._session.state.sources if source.name == passage.source), "")
        self.app.push_screen(TextScreen(one_line(passage.source), whole(text, passage.span)))
