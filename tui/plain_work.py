"""The plain review's work on the article and its sources: added, had again and matched while one waits, exported; and
the acts on a claim that take more than a key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Thread

from claims.errors import StetError
from claims.ledger.events import Event
from claims.ledger.review import Item
from tui import panes
from tui.actions import shown_keys
from tui.background import Check, Order, Step
from tui.citing import copies_of, link_to
from tui.context import in_context, whole
from tui.desk import Desk
from tui.display import one_line, plain
from tui.formats import form_for, formats, taken_apart, write
from tui.forms import (
    Answers,
    Form,
    correction_form,
    correction_of,
    name_or_paste,
    sign_form,
    source_form,
    wording_form,
)
from tui.overview import sources_runs
from tui.place import Place
from tui.plain_asking import Asking, Say
from tui.plain_words import emphasised, source_named
from tui.progress import outcome
from tui.session import ReviewSession

KEPT_AROUND = 4
"""Sentences of a kept copy said on either side of a passage: what a screen shows of it."""

LOOK_SECONDS = 0.2
"""How often it is looked how far a check is that one waits for."""


class PlainWork:
    """Says what became of each thing. `place` is where one is; `after_check` is called once the review has been read
    anew.
    """

    def __init__(
        self,
        session: ReviewSession,
        desk: Desk,
        asking: Asking,
        say: Say,
        place: Callable[[], Place],
        after_check: Callable[[], object],
    ) -> None:
        self._session = session
        self._desk = desk
        self._asking = asking
        self._say = say
        self._after_check = after_check
        self.commands: Mapping[str, Callable[[], object]] = {
            "article": lambda: self._read_on(place()),
            "kept": lambda: self._kept(place()),
            "source": lambda: self._address(place()),
            "copy": lambda: self._cite(place()),
            "add_source": self._told(self._add),
            "drop_source": self._told(self._drop),
            "match": self._told(lambda: self._check(Order(session.state.name, again=True))),
            "sources": lambda: say(plain(sources_runs(session.state, shown_keys(desk.actions)))),
            "export": self._told(lambda: export(desk, session.state.article_id, session.state.name, asking, say)),
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
        self._check(Order(self._session.state.name, (self._desk.source(name, label, text),)))

    def _drop(self) -> None:
        sources = self._session.state.sources
        names = [f"{one_line(source.name)}, {one_line(source.state)}" for source in sources]
        number = self._asking.choose("Match without which source?", names) if names else None
        if number is not None:
            self._check(Order(self._session.state.name, without=(sources[number].name,)))
        elif not names:
            self._say("there is no source to drop")

    def _check(self, order: Order) -> None:
        check = carried_out(self._desk.check(order), self._say)
        if check.report is not None:
            self._session.turn_to(check.report.article_id)
            self._after_check()

    def _read_on(self, place: Place) -> None:
        """The article whole, with the claim at hand between asterisks."""
        state = self._session.state
        self._say(emphasised(whole(state.text, state.items[place.cursor].claim.span)))

    def _kept(self, place: Place) -> None:
        """The passage at hand among the sentences of the kept copy."""
        passage = place.passage(self._session.state)
        source = source_named(self._session.state, passage.source) if passage else None
        if passage is None:
            self._say("no passage to open: this claim has none")
        elif source is None or not panes.stands(passage, source):
            self._say("the text at hand does not have this passage")
        else:
            runs = in_context(source.text, passage.span, source.language, neighbours=KEPT_AROUND)
            self._say(f"{one_line(passage.source)}:\n{emphasised(runs)}")

    def _address(self, place: Place) -> None:
        """Where the passage at hand can be opened: there is no browser here, so it is said."""
        passage = place.passage(self._session.state)
        link = link_to(passage, source_named(self._session.state, passage.source)) if passage else ""
        if link:
            self._say(one_line(link))
        else:
            self._kept(place)

    def _cite(self, place: Place) -> None:
        """What can be taken along of the claim at hand: there is no clipboard here, so it is said."""
        state = self._session.state
        passage = place.passage(state)
        source = source_named(state, passage.source) if passage else None
        for name, words in copies_of(state.items[place.cursor], passage, source):
            self._say(f"{name}:\n{words}")


def carried_out(check: Check, say: Say) -> Check:
    """Runs a check while one waits, with a line for each stage and each source that is done."""
    worker = Thread(target=check.run, daemon=True)
    worker.start()
    told: set[str] = set()
    while not check.done or not told.issuperset(lines_done(check)):
        worker.join(LOOK_SECONDS)
        for words in (check.stage.value, *lines_done(check)):
            if words not in told and not (check.done and words == check.stage):
                told.add(words)
                say(words)
    say(outcome(check))
    return check


def lines_done(check: Check) -> list[str]:
    """What is said of each source that is read, or is not."""
    return [
        f"  {line.step.value}: {one_line(line.name)}" + (f": {one_line(line.message)}" if line.message else "")
        for line in check.lines
        if line.step in {Step.READ, Step.NOT_READ}
    ]


def export(desk: Desk, article_id: str, name: str, asking: Asking, say: Say) -> None:
    """Asks for a format and a file for an article, writes, and says where."""
    known = formats()
    number = asking.choose("Export in which format?", [f"{form}: {what}" for form, what in known])
    if number is None:
        return
    form, what = known[number]
    answers = asking.fill(form_for(name, form, what, desk.folder))
    if answers is not None:
        file, given = taken_apart(answers)
        say(one_line(f"written: {write(desk.shelf, article_id, form, desk.file(file), given)}"))


class PlainForms:
    """Other words, a signature and a correction: asked for field by field, then recorded."""

    def __init__(
        self,
        session: ReviewSession,
        asking: Asking,
        say: Say,
        recorded: Callable[[Callable[[], Event]], bool],
        item: Callable[[], Item],
    ) -> None:
        self._session = session
        self._say = say
        self._asking = asking
        self._recorded = recorded
        self._item = item
        self.commands: Mapping[str, Callable[[], object]] = {
            "wording": lambda: self._from_form(wording_form(item()), self._reworded),
            "sign": self._sign,
            "correct": lambda: self._from_form(correction_form(item()), self._corrected),
        }

    def _from_form(self, form: Form, change: Callable[[Answers], Event]) -> None:
        answers = self._asking.fill(form)
        if answers is not None:
            self._recorded(lambda: change(answers))

    def _reworded(self, answers: Answers) -> Event:
        return self._session.propose_wording(self._item().claim.id, answers["old"].strip(), answers["new"].strip())

    def _sign(self) -> None:
        """Whoever sits here signs what another person decided, without being asked for the name once more."""
        item = self._item()
        if item.is_open:
            self._say("nothing to sign: the claim is open")
        elif self._session.reviewer and item.reviewer not in {"", self._session.reviewer}:
            self._recorded(lambda: self._session.sign(item.claim.id, self._session.reviewer))
        else:
            self._from_form(sign_form(self._session.likely_second(item)), self._signed)

    def _signed(self, answers: Answers) -> Event:
        return self._session.sign(self._item().claim.id, answers["name"].strip())

    def _corrected(self, answers: Answers) -> Event:
        item = self._item()
        return self._session.correct(item.claim.id, correction_of(item, self._session.state.text, answers))
