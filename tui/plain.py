"""The same review line by line, for screen readers, plain terminals and pipes: nothing is drawn, no cursor moves.

It records through the same session as the screen, stands at the same places, and takes its keys and words from the
same table; only what is said of a claim is said in full lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claims.errors import ReviewError, StetError
from claims.ledger.events import Event
from claims.ledger.review import Item, ReviewState, SourceText
from claims.model import Verdict
from tui import panes
from tui.actions import ACTIONS, Action, key_name
from tui.context import Lines, in_context
from tui.display import Run, Runs, Tone, one_line, plain
from tui.key_sheet import key_sheet
from tui.place import Place, passages
from tui.session import WITH_NOTE, ReviewSession

Say = Callable[[str], None]
"""Prints a text and ends its line. The text has been through the gate."""

Ask = Callable[[str], str | None]
"""Prints a prompt and gives back the line that was written, without its end, or None at the end of input."""

PROMPTED = (
    "verified", "disputed", "unverifiable", "not_a_claim", "later", "note", "undo", "down", "up", "quit", "keys",
)  # fmt: skip
"""The actions whose keys each question names; `keys` tells the others."""

CLEAR = "-"
"""Written as a note, takes the note away: an empty line leaves it as it is."""


class PlainReview:
    """Asks claim by claim and records each answer before it says so. Decides nothing itself."""

    def __init__(self, session: ReviewSession, say: Say, ask: Ask) -> None:
        self._session = session
        self._say = say
        self._ask = ask
        self._place = Place()
        self._lines = Lines(session.state.text)
        self._left = False
        self._all_saved = True
        self._commands: Mapping[str, Callable[[], object]] = {
            **self._deciding(),
            **self._moving(),
            **self._looking(),
        }
        self.actions = tuple(action for action in ACTIONS if action.name in self._commands)

    def run(self) -> bool:
        """Goes on until the person leaves or the input ends; whether the store took up every answer."""
        self._say(plain(panes.heading(self._state, self._session.reviewer, wide=True)))
        if not self._state.items:
            self._say(plain(panes.empty(self._state)))
            return True
        if self._named():
            self._go(self._place.at(self._state, self._state.next_open(-1)))
            self._notice()
        while not self._left:
            self._take_news()
            line = self._asked(self._prompt())
            if line is not None:
                self._obey(line)
        kept = "all saved" if self._all_saved else "not all was saved, see above"
        self._say(f"{panes.counts_in_words(self._state)}; {kept}")
        return self._all_saved

    def _deciding(self) -> Mapping[str, Callable[[], object]]:
        def decide(verdict: Verdict) -> Callable[[], None]:
            return lambda: self._decide(verdict)

        return {
            **{verdict.value: decide(verdict) for verdict in Verdict},
            "later": self._set_aside,
            "note": self._write_note,
            "undo": lambda: self._take_back(self._session.undo),
            "redo": lambda: self._take_back(self._session.redo),
        }

    def _moving(self) -> Mapping[str, Callable[[], object]]:
        return {
            "down": lambda: self._go(self._place.by_rows(self._state, 1)),
            "up": lambda: self._go(self._place.by_rows(self._state, -1)),
            "first": lambda: self._go(self._place.at(self._state, 0)),
            "last": lambda: self._go(self._place.at(self._state, len(self._state.items))),
            "next_open": lambda: self._go(self._place.at_open(self._state)),
            "previous_open": lambda: self._go(self._place.at_open(self._state, backwards=True)),
        }

    def _looking(self) -> Mapping[str, Callable[[], object]]:
        return {
            "next_evidence": lambda: self._choose(self._place.chosen + 1),
            "previous_evidence": lambda: self._choose(self._place.chosen - 1),
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
        keys = " ".join(key_name(action.keys[0]) for name in PROMPTED for action in ACTIONS if action.name == name)
        return f"{self._place.cursor + 1}/{len(self._state.items)} [{keys}] > "

    def _named(self) -> bool:
        """Whether there is a name to decide with, asked for where there is none yet."""
        if not self._session.reviewer:
            self._say(panes.WHO_DECIDES)
        while not self._session.reviewer:
            line = self._asked("your name > ")
            if line is None:
                return False
            self._session.reviewer = line.strip()
        return True

    def _obey(self, line: str) -> None:
        word = line.strip() or ("space" if line else "")
        if word in {str(number) for number in range(1, 10)}:
            self._choose(int(word) - 1)
            return
        action = _action_of(word)
        if action is not None and action.name in self._commands:
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
        self._say(panes.saved(event, self._state.position(event.claim_id) + 1))
        return True

    def _decide(self, verdict: Verdict) -> None:
        item, passage = self._item, self._place.passage(self._state)
        if self._recorded(lambda: self._session.decide(item.claim.id, verdict, passage)):
            if verdict in WITH_NOTE:
                self._write_note()
            else:
                self._go_on()

    def _set_aside(self) -> None:
        if self._recorded(lambda: self._session.set_aside(self._item.claim.id)):
            self._go_on()

    def _take_back(self, change: Callable[[], Event]) -> None:
        if self._recorded(change):
            self._go(self._place.at(self._state, self._state.position(self._state.events[-1].claim_id)))

    def _write_note(self) -> None:
        item, passage = self._item, self._place.passage(self._state)
        if item.note:
            self._say(f"{plain(panes.note_runs(item))} (enter alone keeps it, {CLEAR} clears it)")
        line = self._asked(f"note on {self._place.cursor + 1} > ")
        text = (line or "").strip() or item.note
        note = "" if text == CLEAR else text
        kept = note == item.note or self._recorded(lambda: self._session.write_note(item.claim.id, note, passage))
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
            self._say(panes.news(news))
            self._notice()
        if self._item.verdict is not before:
            self._say(plain(panes.verdict_runs(self._item)))

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
        self._say("\n" + self._claim())

    def _choose(self, number: int) -> None:
        if not passages(self._item):
            self._say("this claim has no passage")
            return
        self._place = self._place.at_passage(self._state, number)
        self._say("\n".join((*self._evidence(), plain(self._finding()))))

    def _leave(self) -> None:
        self._left = True

    def _notice(self) -> None:
        if notice := panes.standing_notice(self._state):
            self._say(one_line(notice))

    # What is said of a claim

    def _claim(self) -> str:
        item, state = self._item, self._state
        claim = item.claim
        sentence = in_context(state.text, claim.span, state.language, neighbours=0)
        return "\n".join(
            (
                panes.claim_title(self._place.cursor + 1, claim, self._lines.number(claim.span.start)),
                _emphasised(sentence) or plain(panes.claim_facts(claim)[:1]),
                plain(panes.claim_facts(claim)[1:]).lstrip("\n"),
                *self._evidence(),
                plain(self._finding()),
                *((plain(panes.verdict_runs(item)),) if not item.is_open or item.later else ()),
                *((plain(panes.note_runs(item)),) if item.note else ()),
            )
        )

    def _evidence(self) -> tuple[str, ...]:
        item, passage = self._item, self._place.passage(self._state)
        if passage is None:
            return (plain(panes.no_evidence(self._state, item.finding)),)
        source = self._source(passage.source)
        lines = (
            panes.evidence_title(item, self._place.chosen, source),
            _emphasised(panes.evidence_runs(passage, source)),
            panes.evidence_origin(passage, source),
        )
        return tuple(line for line in lines if line)

    def _finding(self) -> Runs:
        return panes.finding_runs(self._state, self._item, self._place.passage(self._state))

    def _source(self, name: str) -> SourceText | None:
        return next((source for source in self._state.sources if source.name == name), None)


def _action_of(word: str) -> Action | None:
    """The action that a key, its name or its label stands for. Keys mind capitals, words do not."""
    for action in ACTIONS:
        if word in {*action.keys, *map(key_name, action.keys)}:
            return action
    spoken = word.casefold().replace("'", "’")
    return next((action for action in ACTIONS if spoken in {action.label, action.name}), None)


def _emphasised(runs: Runs) -> str:
    """The words on lines of their own, with asterisks for the mark that colour makes on the screen."""
    return plain(Run(f"*{run.text}*") if run.tone is Tone.MARK else run for run in runs)
