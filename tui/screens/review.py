"""The review: keys become events of the session, and the session's state is shown at the reviewer's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult

from claims.errors import BusyError, ReviewError, StetError
from claims.ledger.events import Event
from claims.ledger.review import Item, ReviewState
from tui import history, overview
from tui.actions import Where, at_hand, shown_keys
from tui.background import Check
from tui.desk import Desk
from tui.display import one_line
from tui.forms import NAME, Answers, Form
from tui.messages import Entry, LineEntered, LineLeft, LineTyped, RowChosen
from tui.place import Place
from tui.progress import outcome
from tui.screens.asking import FormScreen, Submit
from tui.screens.base import DeskScreen
from tui.screens.deciding import Deciding
from tui.screens.dialogs import KeySheet
from tui.screens.looking import Looking
from tui.screens.recording import Recording
from tui.screens.seat import Command
from tui.screens.working import Working
from tui.session import ReviewSession
from tui.widgets.check_lines import CheckLines
from tui.widgets.entry_line import EntryLine
from tui.widgets.review_view import ReviewView
from tui.widgets.row_list import RowList
from tui.widgets.too_small import TooSmall

POLL_SECONDS = 1.0
"""How often the log is read for what others decided: half of the two seconds within which it is to be seen."""


class ReviewScreen(DeskScreen):
    """Decides nothing itself; only the place in the review and the line being written are its own."""

    def __init__(self, session: ReviewSession, desk: Desk) -> None:
        super().__init__(at_hand(desk.actions, Where.REVIEW))
        self.session = session
        self.desk = desk
        self.place = Place()
        self.view = ReviewView(session.state, self.actions)
        self._passing = False
        self._recording = Recording(self, shown_keys(self.actions)["quit"])
        self._is_behind = False

    def compose(self) -> ComposeResult:
        yield self.view
        yield TooSmall(id="too-small")

    def on_mount(self) -> None:
        entry = self.query_one(EntryLine)
        self._deciding = Deciding(self, entry)
        self._looking = Looking(self, entry)
        self._commands: Mapping[str, Command] = {
            **self._deciding.commands,
            **self._looking.commands,
            **Working(self).commands,
            "zoom": lambda: self.view.zoom(self.focused),
            "next_pane": self.focus_next,
            "keys": lambda: self.app.push_screen(KeySheet(self.actions)),
            "palette": self.app.action_command_palette,
            "quit": self.app.exit,
        }
        self.query_one(RowList).focus()
        self.go(self.desk.places.find(self.state, self.session.reviewer) if self.state.items else self.place)
        self.notice()
        self.set_interval(POLL_SECONDS, self._poll)

    def action_act(self, name: str, number: int = 0) -> None:
        """Does what the key of that number of an action stands for.

        Where nothing can be seen nothing is decided, and while a line is written it keeps to its claim.
        """
        if name != "quit" and (self.is_tiny or self.query_one(EntryLine).is_open):
            return
        if self._recording.keeps_back(name):
            return
        if self._passing:
            self.say("")
        if name == "nth_evidence":
            self._looking.choose(number)
        else:
            self._commands[name]()

    @property
    def state(self) -> ReviewState:
        return self.session.state

    # What the commands need of it (see `Seat`)

    def on_claim(self, then: Callable[[Item], object], *, named: bool = True) -> None:
        item = self.place.item(self.state)
        if item is not None and named:
            self.named(lambda: then(item))
        elif item is not None:
            then(item)

    def named(self, then: Command) -> None:
        def written(answers: Answers) -> None:
            name = answers["name"].strip()
            if not name:
                raise ReviewError("a decision needs a name", "Write yours, or leave with escape")
            self.session.reviewer = self.desk.reviewer = name
            self.call_after_refresh(then)

        if self.session.reviewer:
            then()
        else:
            self.ask(NAME, written)

    def ask(self, form: Form, submit: Submit, first: str = "") -> None:
        self.app.push_screen(FormScreen(form, submit, first))

    def record(self, change: Callable[[], Event], then: Command, refused: Command = lambda: None) -> None:
        if self.desk.refusal:
            self.alarm(f"NOT SAVED: {self.desk.refusal}")
            self.ring()
            refused()
        else:
            self._recording.record(change, then, refused)

    def ring(self) -> None:
        self.app.bell()

    def later(self, seconds: float, do: Command) -> None:
        self.set_timer(seconds, do)

    def committed(self, event: Event) -> None:
        number = self.state.position(event.claim_id) + 1
        words = history.event_words(event, self.state.events)
        back = "Z redo" if words.startswith("took back") else "z undo"
        self.say(f"saved {history.clock_time(event)}  {number} → {words}   {back}")
        self._passing = False
        self.notice()

    def go(self, place: Place) -> None:
        self.place = place
        self._show()

    def _show(self) -> None:
        self.view.show(self.state, self.place, self.session.reviewer)

    def say(self, words: str) -> None:
        """What came of a key; it stands until the next one, what was saved until something else is said."""
        self._passing = bool(words)
        self.view.status(f" {one_line(words)}" if words else "")

    def alarm(self, words: str) -> None:
        self.view.banner(words, alert=True)

    def notice(self) -> None:
        if self.desk.refusal:
            self.view.banner(f"read only: {self.desk.refusal}", alert=True)
        else:
            self.view.banner(overview.standing_notice(self.state, shown_keys(self.actions)), alert=False)

    # What comes from elsewhere

    def on_unmount(self) -> None:
        self._keep_place()

    def _keep_place(self) -> None:
        self.desk.places.keep(self.state, self.session.reviewer, self.place)

    def _poll(self) -> None:
        self._keep_place()
        if self._recording.waits:
            return
        before = self.place.item(self.state)
        try:
            news = self.session.refresh()
        except BusyError:
            self._is_behind = True
            self.say("another program is writing to the store; what others decide shows once that is done")
            return
        except StetError as refused:
            self.say(f"the log could not be read again: {refused}")
            return
        if self._is_behind:
            self._is_behind = False
            self.say("")
        if news:
            self.say(history.news(news))
            self._stay_at(before)

    def _stay_at(self, item: Item | None) -> None:
        """Shows the state anew at the claim where one was, also where the list has become another."""
        positions = {each.claim.id: number for number, each in enumerate(self.state.items)}
        same = positions.get(self.state.anchors.get(item.claim.id, item.claim.id), self.place.cursor) if item else 0
        self.notice()
        self.go(self.place if same == self.place.cursor else self.place.at(self.state, same))

    def show_check(self, check: Check | None) -> None:
        self.query_one(CheckLines).show(check)

    def check_ended(self, check: Check) -> None:
        if check.order.article != self.state.name:
            return
        before = self.place.item(self.state)
        report = check.report
        try:
            if report is not None and report.article_id != self.state.article_id:
                self.session.turn_to(report.article_id)
            elif report is not None:
                self.session.reread()
        except StetError as refused:
            self.alarm(str(refused))
            return
        self._stay_at(before)
        if report is None:
            self.alarm(outcome(check))
        else:
            self.say(outcome(check))

    # Lines being written

    def on_line_typed(self, message: LineTyped) -> None:
        if message.entry is Entry.FIND:
            self._looking.find_typed(message.text)

    def on_line_left(self, message: LineLeft) -> None:
        self.query_one(RowList).focus()
        if message.entry is Entry.FIND:
            self._looking.find_left()
        else:
            self._deciding.go_on()

    def on_line_entered(self, message: LineEntered) -> None:
        self.query_one(RowList).focus()
        if message.entry is Entry.NOTE:
            self.on_claim(lambda item: self._deciding.write_note(item, message.text.strip()))
        else:
            self._looking.find_entered(message.text)

    def on_row_chosen(self, message: RowChosen) -> None:
        if not self.query_one(EntryLine).is_open and not self._recording.keeps_back("choose"):
            self.go(self.place.at(self.state, message.position))
