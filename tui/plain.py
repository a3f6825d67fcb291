"""The same review line by line, for screen readers, plain terminals and pipes: nothing is drawn, no cursor moves.

It records through the same session as the screen, stands at the same places, and takes its keys and words from the
same table; only what is said of a claim is said in full lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from claims.errors import ReviewError, StetError
from claims.export.fields import Lines
from claims.grouping import counted
from claims.ledger.events import Event
from claims.ledger.review import Item, ReviewState
from claims.model import Verdict
from tui import history, overview, panes
from tui.actions import Action, Where, at_hand, key_name, shown_keys
from tui.desk import Desk
from tui.display import one_line, plain
from tui.key_sheet import key_sheet
from tui.place import Place, filters
from tui.plain_asking import CLEAR, Ask, Asking, Say
from tui.plain_words import claim_words, evidence_words
from tui.plain_work import PlainForms, PlainWork
from tui.session import WITH_NOTE, ReviewSession

PROMPTED = (
    "verified", "disputed", "unverifiable", "not_a_claim", "later", "note", "undo", "down", "up", "quit", "keys",
)  # fmt: skip
"""The actions whose keys each question names; `keys` tells the others."""

Commands = Mapping[str, Callable[[], object]]


class PlainReview:
    """Asks claim by claim and records each answer before it says so. Decides nothing itself."""

    def __init__(self, session: ReviewSession, desk: Desk, say: Say, ask: Ask) -> None:
        self._session = session
        self._desk = desk
        self._say = say
        self._ask = ask
        self._asking = Asking(say, self._asked)
        self._place = Place()
        self._lines = Lines(session.state.text)
        self._left = False
        self.wants_articles = False
        self._all_saved = True
        work = PlainWork(session, desk, self._asking, say, lambda: self._place, self._after_check)
        forms = PlainForms(session, self._asking, say, self._recorded, lambda: self._item)
        self._commands: Commands = {
            **self._deciding(), **forms.commands, **self._moving(), **self._looking(), **work.commands,
        }  # fmt: skip
        known = at_hand(desk.actions, Where.REVIEW)
        self._all = known
        self.actions = tuple(action for action in known if action.name in {*self._commands, "nth_evidence"})
        self._keys = shown_keys(known)

    def run(self) -> bool:
        """Goes on until the person leaves or the input ends; whether the store took up every answer."""
        self._say(plain(overview.heading(self._state, self._session.reviewer, wide=True)))
        if not self._state.items:
            self._say(plain(overview.empty(self._state, self._keys)))
            return True
        if self._named():
            self._go(self._desk.places.find(self._state, self._session.reviewer))
            self._notice()
        while not self._left:
            self._take_news()
            self._desk.places.keep(self._state, self._session.reviewer, self._place)
            line = self._asked(self._prompt())
            if line is not None:
                self._obey(line)
        kept = "all saved" if self._all_saved else "not all was saved, see above"
        self._say(f"{overview.counts_in_words(self._state)}; {kept}")
        return self._all_saved

    def _deciding(self) -> Commands:
        def decide(verdict: Verdict) -> Callable[[], None]:
            return lambda: self._decide(verdict)

        return {
            **{verdict.value: decide(verdict) for verdict in Verdict},
            "later": self._set_aside,
            "note": self._write_note,
            "flag": lambda: self._recorded(lambda: self._session.flag(self._item.claim.id)),
            "undo": lambda: self._take_back(self._session.undo),
            "redo": lambda: self._take_back(self._session.redo),
            "take_back": self._take_back_here,
        }

    def _moving(self) -> Commands:
        return {
            "down": lambda: self._go(self._place.by_rows(self._state, 1)),
            "up": lambda: self._go(self._place.by_rows(self._state, -1)),
            "first": lambda: self._go(self._place.by_rows(self._state, -len(self._state.items))),
            "last": lambda: self._go(self._place.by_rows(self._state, len(self._state.items))),
            "next_open": lambda: self._go(self._place.at_open(self._state)),
            "previous_open": lambda: self._go(self._place.at_open(self._state, backwards=True)),
            "filter": self._filter,
            "find": self._find,
        }

    def _looking(self) -> Commands:
        return {
            "next_evidence": lambda: self._show(self._place.chosen + 1),
            "previous_evidence": lambda: self._show(self._place.chosen - 1),
            "articles": self._to_articles,
            "keys": lambda: self._say(f"{plain(key_sheet(self.actions))}Write a key or its word, then enter."),
            "quit": self._leave,
        }

    @property
    def _state(self) -> ReviewState:
        return self._session.state

    @property
    def _item(self) -> Item:
        return self._state.items[self._place.cursor]

    # What is asked

    def _asked(self, prompt: str) -> str | None:
        """The next line, or None at the end of input, which leaves the review."""
        line = self._ask(prompt)
        if line is None:
            self._leave()
        return line

    def _prompt(self) -> str:
        keys = " ".join(self._keys[name] for name in PROMPTED)
        return f"{self._place.cursor + 1}/{len(self._state.items)} [{keys}] > "

    def _named(self) -> bool:
        """Whether there is a name to decide with, asked for where there is none yet."""
        if not self._session.reviewer:
            self._say(panes.WHO_DECIDES)
        while not self._session.reviewer:
            line = self._asked("your name > ")
            if line is None:
                return False
            self._session.reviewer = self._desk.reviewer = line.strip()
        return True

    def _obey(self, line: str) -> None:
        word = line.strip() or ("space" if line else "")
        action = action_of(word, self._all)
        if action is not None and action.name == "nth_evidence":
            self._choose(action.keys.index(word) if word in action.keys else 0)
        elif action is not None and action.name in self._commands:
            self._commands[action.name]()
        elif not word:
            self._say("enter alone does nothing; ? lists the keys")
        elif action is not None:
            self._say(f"{one_line(word)} ({action.label}) needs the full screen; ? lists the keys")
        else:
            self._say(f"no such key: {one_line(word[:40])}; ? lists the keys")

    # What changes the log

    def _recorded(self, change: Callable[[], Event]) -> bool:
        """Whether the store took up a change; where it did not, says so and nothing else has changed."""
        try:
            event = change()
        except ReviewError as nothing:
            self._say(one_line(str(nothing)))
            return False
        except StetError as refused:
            self._all_saved = False
            self._say(f"NOT SAVED: {one_line(str(refused))}")
            return False
        self._say(history.saved(event, self._state.position(event.claim_id) + 1, self._state.events))
        return True

    def _decide(self, verdict: Verdict) -> None:
        claim, passage = self._item.claim.id, self._place.passage_number(self._state)
        if self._recorded(lambda: self._session.decide(claim, verdict, passage)):
            if verdict in WITH_NOTE:
                self._write_note()
            else:
                self._go_on()

    def _set_aside(self) -> None:
        if self._recorded(lambda: self._session.set_aside(self._item.claim.id)):
            self._go_on()

    def _take_back(self, change: Callable[[], Event]) -> None:
        if self._recorded(change):
            claim = max(self._state.events, key=lambda event: event.seq).claim_id
            self._go(self._place.at(self._state, self._state.position(claim)))

    def _take_back_here(self) -> None:
        decision = self._item.decision
        if decision is not None:
            self._take_back(lambda: self._session.undo(decision.seq))
        else:
            self._say("nothing to take back: the claim is open")

    def _write_note(self) -> None:
        item = self._item
        if item.note:
            self._say(f"{plain(panes.note_runs(item))} (enter alone keeps it, {CLEAR} clears it)")
        line = self._asked(f"note on {self._place.cursor + 1} > ")
        text = (line or "").strip() or item.note
        note = "" if text == CLEAR else text
        kept = note == item.note or self._recorded(lambda: self._session.write_note(item.claim.id, note))
        if kept and not item.is_open:
            self._go_on()

    def _take_news(self) -> None:
        """What others decided meanwhile; of the claim at hand also how it stands now."""
        before = self._item.verdict
        try:
            news = self._session.refresh()
        except StetError as refused:
            self._say(f"the log could not be read again: {one_line(str(refused))}")
            return
        if news:
            self._say(history.news(news))
            self._notice()
        if self._item.verdict is not before:
            self._say(plain(panes.verdict_runs(self._item)))
            self._say(plain(panes.alert_runs(self._item)).rstrip("\n"))

    # Where one is

    def _go_on(self) -> None:
        """To the next open claim, and nowhere once the input has ended."""
        if self._left:
            return
        place = self._place.at_open(self._state)
        if place.cursor != self._place.cursor:
            self._go(place)
        self._notice()

    def _go(self, place: Place) -> None:
        self._place = place
        self._say("\n" + claim_words(self._state, place, self._lines, self._keys))

    def _after_check(self) -> None:
        """The claims may be others now: to the first that is open."""
        self._lines = Lines(self._state.text)
        self._notice()
        if self._state.items:
            self._go(Place(-1).at_open(self._state))
        else:
            self._leave()

    def _filter(self) -> None:
        known = filters(self._state)
        number = self._asking.choose("Show which claims?", [f"{one_line(each.words)}: {n}" for each, n in known])
        if number is not None:
            self._go(self._place.filtered(self._state, known[number][0]))

    def _find(self) -> None:
        if sought := self._asked("find > "):
            found = self._place.found(self._state, sought, here=False)
            self._go(found) if found else self._say(f"not found in any claim: {one_line(sought)}")

    def _show(self, number: int) -> None:
        if not self._item.passages:
            self._say("this claim has no passage")
            return
        self._place = self._place.at_passage(self._state, number)
        self._say(evidence_words(self._state, self._place, self._keys))

    def _choose(self, number: int) -> None:
        item = self._item
        if number >= len(item.passages):
            self._say(f"this claim has {counted(len(item.passages), 'passage')}")
        elif item.relied_on == item.passages[number] or self._recorded(
            lambda: self._session.choose(item.claim.id, number)
        ):
            self._show(number)

    def _leave(self) -> None:
        self._left = True

    def _to_articles(self) -> None:
        self._left = self.wants_articles = True

    def _notice(self) -> None:
        if notice := overview.standing_notice(self._state, self._keys):
            self._say(one_line(notice))


def action_of(word: str, actions: Iterable[Action]) -> Action | None:
    """The action that a key, its name or its label stands for. Keys mind capitals, words do not."""
    known = tuple(actions)
    for action in known:
        if word in {*action.keys, *map(key_name, action.keys)}:
            return action
    spoken = word.casefold().replace("'", "’")
    return next((action for action in known if spoken in {action.label, action.name}), None)
