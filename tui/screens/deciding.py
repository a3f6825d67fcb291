"""The commands that change the log: verdicts, notes, wordings, flags, signatures, corrections, and taking back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from claims.errors import ReviewError, StoreError
from claims.ledger.events import Event
from claims.ledger.review import Item
from claims.model import Verdict
from tui.forms import Answers, correction_form, correction_of, sign_form, wording_form
from tui.messages import Entry
from tui.screens.seat import Command, Seat
from tui.session import WITH_NOTE
from tui.widgets.entry_line import EntryLine


class Deciding:
    """Each command records first and moves on after."""

    def __init__(self, seat: Seat, entry: EntryLine) -> None:
        self._seat = seat
        self._entry = entry
        self.commands: Mapping[str, Command] = {
            **{verdict.value: self._verdict(verdict) for verdict in Verdict},
            "later": lambda: seat.on_claim(self._set_aside),
            "note": lambda: seat.on_claim(self.open_note),
            "wording": lambda: seat.on_claim(self._word),
            "flag": lambda: seat.on_claim(self._flag),
            "sign": lambda: seat.on_claim(self._sign, named=False),
            "correct": lambda: seat.on_claim(self._correct),
            "undo": lambda: seat.named(lambda: self._take_back(seat.session.undo)),
            "redo": lambda: seat.named(lambda: self._take_back(seat.session.redo)),
            "take_back": lambda: seat.on_claim(self._take_back_here),
        }

    def _verdict(self, verdict: Verdict) -> Command:
        return lambda: self._seat.on_claim(lambda item: self._decide(item, verdict))

    def _decide(self, item: Item, verdict: Verdict) -> None:
        seat = self._seat
        passage = seat.place.passage_number(seat.state)

        def decided() -> None:
            if verdict in WITH_NOTE:
                seat.go(seat.place)
                self.open_note(item)
            else:
                self._to_open()

        seat.record(lambda: seat.session.decide(item.claim.id, verdict, passage), decided)

    def _to_open(self) -> None:
        self._seat.go(self._seat.place.at_open(self._seat.state))

    def _flag(self, item: Item) -> None:
        seat = self._seat
        seat.record(lambda: seat.session.flag(item.claim.id), lambda: seat.go(seat.place))

    def _set_aside(self, item: Item) -> None:
        self._seat.record(lambda: self._seat.session.set_aside(item.claim.id), self._to_open)

    def open_note(self, item: Item, unsaved: str = "") -> None:
        self._entry.open(Entry.NOTE, f"note on {self._seat.place.cursor + 1} > ", unsaved or item.note)

    def write_note(self, item: Item, text: str) -> None:
        """Keeps a note that was finished; one that the store refuses is opened again, with its words."""
        seat = self._seat
        if text == item.note:
            self.go_on()
        else:
            again = partial(self.open_note, item, text)
            seat.record(lambda: seat.session.write_note(item.claim.id, text), self.go_on, again)

    def go_on(self) -> None:
        """After a note: to the next open claim, unless the claim at hand is still open itself."""
        seat = self._seat
        item = seat.place.item(seat.state)
        seat.go(seat.place if item is None or item.is_open else seat.place.at_open(seat.state))

    def _from_form(self, change: Callable[[], Event]) -> None:
        """Records what a form asks for; what is refused is shown in the form, which stays open."""
        if self._seat.desk.refusal:
            raise StoreError(self._seat.desk.refusal)
        self._seat.committed(change())
        self._seat.go(self._seat.place)

    def _word(self, item: Item) -> None:
        def written(answers: Answers) -> None:
            old, new = answers["old"].strip(), answers["new"].strip()
            self._from_form(lambda: self._seat.session.propose_wording(item.claim.id, old, new))

        self._seat.ask(wording_form(item), written, "new")

    def _sign(self, item: Item) -> None:
        if item.decision is None:
            self._seat.say("nothing to sign: the claim is open")
            return

        def written(answers: Answers) -> None:
            name = answers["name"].strip()
            if not name:
                raise ReviewError("a signature needs a name", "Write the second reader’s, or leave with escape")
            self._from_form(lambda: self._seat.session.sign(item.claim.id, name))

        self._seat.ask(sign_form(self._seat.session.likely_second(item)), written)

    def _correct(self, item: Item) -> None:
        def written(answers: Answers) -> None:
            correction = correction_of(item, self._seat.state.text, answers)
            self._from_form(lambda: self._seat.session.correct(item.claim.id, correction))

        self._seat.ask(correction_form(item), written)

    def _take_back(self, change: Callable[[], Event]) -> None:
        before = len(self._seat.state.events)

        def taken_back() -> None:
            if len(self._seat.state.events) > before:
                claim = max(self._seat.state.events, key=lambda event: event.seq).claim_id
                self._seat.go(self._seat.place.at(self._seat.state, self._seat.state.position(claim)))

        self._seat.record(change, taken_back)

    def _take_back_here(self, item: Item) -> None:
        decision = item.decision
        if decision is None:
            self._seat.say("nothing to take back: the claim is open")
        else:
            self._take_back(lambda: self._seat.session.undo(decision.seq))
