"""The plain review's work on the article and its sources: added, had again and matched while one waits, exported; and
the acts on a claim that take more than a key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claims.errors import ReviewError, StetError
from claims.ledger.events import Event
from claims.ledger.review import Item
from tui.actions import shown_keys
from tui.background import Order
from tui.citing import copies_of
from tui.desk import Desk
from tui.display import one_line, plain
from tui.formats import file_for, formats, write
from tui.forms import (
    Answers,
    Form,
    correction_form,
    correction_of,
    export_form,
    name_or_paste,
    sign_form,
    source_form,
    wording_form,
)
from tui.overview import sources_runs
from tui.place import Place
from tui.plain_asking import Asking, Say
from tui.plain_words import source_named
from tui.progress import outcome
from tui.session import ReviewSession


class PlainWork:
    """Says what became of each thing. `after_check` is called once the review has been read anew."""

    def __init__(
        self, session: ReviewSession, desk: Desk, asking: Asking, say: Say, after_check: Callable[[], object]
    ) -> None:
        self._session = session
        self._desk = desk
        self._asking = asking
        self._say = say
        self._after_check = after_check
        self.commands: Mapping[str, Callable[[], object]] = {
            "add_source": self._told(self._add),
            "match": self._told(lambda: self._check(Order(session.state.name, again=True))),
            "sources": lambda: say(plain(sources_runs(session.state, shown_keys(desk.actions)))),
            "export": self._told(self._export),
        }

    def _told(self, work: Callable[[], object]) -> Callable[[], None]:
        """The same, with what is refused said instead of raised."""

        def tried() -> None:
            try:
                work()
            except StetError as refused:
                self._say(one_line(str(refused)))

        return tried

    def _add(self) -> None:
        failed = next((source.name for source in self._session.state.sources if not source.text), "")
        answers = self._asking.fill(source_form(failed))
        if answers is None:
            return
        name, label, text = name_or_paste(answers)
        if not name and not text.strip():
            raise ReviewError("nothing was given", "Name a file or an address, or paste a passage")
        self._check(Order(self._session.state.name, (name or self._desk.paste(label, text),)))

    def _check(self, order: Order) -> None:
        check = self._desk.check(order)
        self._say("having the sources and matching …")
        check.run()
        self._say(outcome(check))
        for line in check.lines:
            if line.message:
                self._say(f"  {line.step.value}: {one_line(line.message)}")
        if check.report is not None:
            self._session.turn_to(check.report.article_id)
            self._after_check()

    def _export(self) -> None:
        known, state = formats(), self._session.state
        number = self._asking.choose("Export in which format?", [f"{name}: {what}" for name, what in known])
        if number is None:
            return
        form, what = known[number]
        file = file_for(state.name, form, self._desk.folder)
        answers = self._asking.fill(export_form(form, what, file, str(self._desk.folder.absolute())))
        if answers is not None:
            place = write(self._desk.shelf, state.article_id, form, self._desk.file(answers["file"]))
            self._say(one_line(f"written: {place}"))

    def cite(self, place: Place) -> None:
        """What can be taken along of the claim at hand: there is no clipboard here, so it is said."""
        state = self._session.state
        passage = place.passage(state)
        source = source_named(state, passage.source) if passage else None
        for name, words in copies_of(state.items[place.cursor], passage, source):
            self._say(f"{name}:\n{words}")


class PlainForms:
    """Other words, a signature and a correction: asked for field by field, then recorded."""

    def __init__(
        self,
        session: ReviewSession,
        asking: Asking,
        recorded: Callable[[Callable[[], Event]], bool],
        item: Callable[[], Item],
    ) -> None:
        self._session = session
        self._asking = asking
        self._recorded = recorded
        self._item = item
        self.commands: Mapping[str, Callable[[], object]] = {
            "wording": lambda: self._from_form(wording_form(item()), self._reworded),
            "sign": lambda: self._from_form(sign_form(session.likely_second(item())), self._signed),
            "correct": lambda: self._from_form(correction_form(item()), self._corrected),
        }

    def _from_form(self, form: Form, change: Callable[[Answers], Event]) -> None:
        answers = self._asking.fill(form)
        if answers is not None:
            self._recorded(lambda: change(answers))

    def _reworded(self, answers: Answers) -> Event:
        return self._session.propose_wording(self._item().claim.id, answers["old"].strip(), answers["new"].strip())

    def _signed(self, answers: Answers) -> Event:
        return self._session.sign(self._item().claim.id, answers["name"].strip())

    def _corrected(self, answers: Answers) -> Event:
        item = self._item()
        return self._session.correct(item.claim.id, correction_of(item, self._session.state.text, answers))
