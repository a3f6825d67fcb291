"""The review line by line: the same events as on the screen, said in lines, however the input comes and ends."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import StoreError
from claims.ledger.events import EventKind
from claims.ledger.review import ReviewState
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger.reports import report
from tests.tui.states import Log, bridge, desk_of, endless, hostile, many, ticking, unread, without_claims
from tui.actions import ACTIONS, key_name
from tui.background import Order
from tui.display import shown
from tui.plain import PROMPTED, PlainReview
from tui.session import ReviewSession

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Talk:
    """One review answered by the given lines: what was said, what was recorded, whether all was saved."""

    def __init__(
        self, state: ReviewState, lines: Sequence[str], *, reviewer: str = "MD", log: Log | None = None
    ) -> None:
        self.log = log or Log()
        self.said: list[str] = []
        self._lines = iter(lines)
        self.log.state = self.log.state or state
        desk = desk_of(self.log, reviewer=reviewer)
        session = ReviewSession(state, self.log, reviewer=reviewer, clock=ticking())
        self.review = PlainReview(session, desk, self.said.append, self._answer)
        self.all_saved = self.review.run()
        self.state = session.state

    def _answer(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return next(self._lines, None)

    @property
    def text(self) -> str:
        return "\n".join(self.said)

    @property
    def verdicts(self) -> list[Verdict | None]:
        return [item.verdict for item in self.state.items]

    @property
    def claims_shown(self) -> list[int]:
        """The numbers of the claims that were said, in their order."""
        return [int(number) for number in re.findall(r"^Claim (\d+) ", self.text, re.MULTILINE)]


def test_a_claim_is_said_with_all_that_a_decision_needs() -> None:
    talk = Talk(bridge(), ["J", "J"])
    third = next(words for words in talk.said if "Claim 3 " in words)
    assert third.strip().split("\n") == [
        "Claim 3 · number · line 5",
        "…*Près de 40\u00a0000 habitants* passent le pont chaque jour.…",
        "value    40\u202f000 habitants",
        "kind     count",
        "bound    about",
        "Evidence 1/2 · en · harbour.html · read",
        "…“We never closed the harbour school,” said mayor Odile Brac. *Some 14,000 people* cross it every day.",
        "had 2026-03-01 10:00 UTC · copy 77ab77ab…",
        "finding  conflict: value",
        "article  40\u202f000 habitants (about)   source  14\u202f000 people",
        "why      40 000 is not 14 000",
    ]
    second = next(words for words in talk.said if "Claim 2 " in words)
    assert "said by Odile Brac" in second
    assert "diff     Nous n’avons jamais fermé l’école -harbour school- +du port+" in second


def test_every_question_names_the_same_keys_on_one_line() -> None:
    talk = Talk(bridge(), ["v", "x", ""])
    asked = [words for words in talk.said if words.endswith("> ")]
    assert asked[0] == "1/4 [v d c x space n z j k q ?] > "
    assert {words.partition(" ")[2] for words in asked} == {"[v d c x space n z j k q ?] > "}
    assert all("\n" not in words for words in asked)


def test_what_is_said_to_be_saved_is_recorded_with_its_passage() -> None:
    talk = Talk(bridge(), ["v", "]", "q"])
    (event,) = talk.log.recorded
    assert (event.kind, event.verdict, event.reviewer) == (EventKind.DECIDED, Verdict.VERIFIED, "MD")
    assert event.evidence["source"] == "harbour.html"
    assert f"saved {event.at.astimezone():%H:%M:%S} 1 -> verified" in talk.said
    assert talk.claims_shown == [1, 2]
    assert talk.said[-1] == "1 of 4 reviewed: 1 verified, 3 open; all saved"


def test_disputed_and_unverifiable_ask_for_a_note() -> None:
    talk = Talk(bridge(), ["d", " not twelve ", "c", ""])
    assert "note on 1 > " in talk.said
    assert [(event.kind, event.note) for event in talk.log.recorded] == [
        (EventKind.DECIDED, ""), (EventKind.NOTED, "not twelve"), (EventKind.DECIDED, ""),
    ]  # fmt: skip
    assert talk.verdicts == [Verdict.DISPUTED, Verdict.UNVERIFIABLE, None, None]


def test_a_note_is_kept_by_enter_and_cleared_by_a_dash() -> None:
    talk = Talk(bridge(), ["n", "first", "n", "", "n", "-", "n", "-"])
    assert [event.note for event in talk.log.recorded] == ["first", ""]
    assert talk.claims_shown == [1]
    assert "note     first (enter alone keeps it, - clears it)" in talk.said


def test_another_passage_is_what_the_decision_relies_on() -> None:
    talk = Talk(bridge(), ["J", "J", "]", "d", "", "q"])
    assert talk.log.recorded[0].evidence["source"] == "桥.html"
    talk = Talk(bridge(), ["j", "j", "2", "9", "v"])
    assert [event.kind for event in talk.log.recorded] == [EventKind.CHOSEN, EventKind.DECIDED]
    assert talk.state.items[2].decision.evidence["source"] == "桥.html"  # type: ignore[union-attr]
    assert "this claim has 2 passages" in talk.said


def test_later_comes_again_at_the_end_and_the_last_decision_is_told() -> None:
    talk = Talk(bridge(), [" ", "v", "v", "x", "v", "j"])
    assert talk.claims_shown == [1, 2, 3, 4, 1, 2]
    assert (
        sum(
            "all 4 claims decided. E export · s second read · 3 verified, 1 not a claim" in words for words in talk.said
        )
        == 1
    )
    assert talk.state.decided == 4


def test_undo_and_redo_go_where_they_change_something() -> None:
    talk = Talk(bridge(), ["v", "z", "Z", "z", "z"])
    assert talk.verdicts == [None] * 4
    assert talk.claims_shown == [1, 2, 1, 1, 1]
    assert any("nothing to undo" in words for words in talk.said)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("verified", Verdict.VERIFIED),
        (" V ", None),
        ("can't verify", Verdict.UNVERIFIABLE),
        ("Not a claim", Verdict.NOT_A_CLAIM),
        ("not_a_claim", Verdict.NOT_A_CLAIM),
        ("vv", None),
        ("", None),
        ("0", None),
        ("+", None),
    ],
)
def test_a_key_or_its_word_decides_and_nothing_else(line: str, verdict: Verdict | None) -> None:
    talk = Talk(bridge(), [line])
    assert talk.verdicts[0] is verdict
    if verdict is None:
        assert talk.said[-3].endswith("? lists the keys")


def test_the_keys_are_those_of_the_screen() -> None:
    talk = Talk(bridge(), ["?"])
    assert {*PROMPTED} <= {action.name for action in talk.review.actions} <= {action.name for action in ACTIONS}
    sheet = next(words for words in talk.said if "Decide" in words)
    for action in talk.review.actions:
        assert f"{key_name(action.keys[0])} " in sheet
        assert f"{action.label}: {action.help}" in sheet


def test_a_name_is_asked_for_first() -> None:
    talk = Talk(bridge(), ["", "  ", " Marie Dupont ", "v"], reviewer="")
    assert talk.said[2:5] == ["your name > "] * 3
    assert [event.reviewer for event in talk.log.recorded] == ["Marie Dupont"]
    assert Talk(bridge(), [""], reviewer="").log.recorded == []


def test_without_claims_nothing_is_asked() -> None:
    talk = Talk(without_claims(), ["v"])
    assert "No claims were found" in talk.text
    assert not [words for words in talk.said if words.endswith("> ")]


def test_where_nothing_was_read_it_is_said_at_once() -> None:
    talk = Talk(unread(), [])
    assert "no source could be read: r tries again, a pastes it, S says why; every claim is unchecked" in talk.text
    assert "not read  http://gone.example/x: failed: http_status: the server said 404" in talk.text


def test_a_refusal_is_said_and_nothing_has_changed() -> None:
    log = Log()
    log.refusal = StoreError("the disk is full")
    talk = Talk(bridge(), ["v", "n", "lost"], log=log)
    assert "NOT SAVED: the disk is full" in talk.said
    assert talk.state == bridge()
    assert not talk.all_saved
    assert talk.said[-1].endswith("; not all was saved, see above")


def test_what_others_decide_is_seen_at_the_next_question() -> None:
    log = Log()
    first = bridge().items[0].claim.id
    ReviewSession(bridge(), log, reviewer="Bo", clock=ticking()).decide(first, Verdict.DISPUTED, None)
    talk = Talk(bridge(), ["n", "mine"], log=log)
    assert "1 new from Bo" in talk.said
    assert "verdict  ✗ disputed by Bo" in talk.said
    assert talk.state.items[0].verdict is Verdict.DISPUTED


@pytest.mark.parametrize("state", [hostile(), endless()], ids=["hostile", "endless"])
def test_foreign_text_comes_through_the_gate(state: ReviewState) -> None:
    talk = Talk(state, ["J", "?", "d", "\x1b]0;x\x07", "n", "\udc9b31m", "]", "3", "J", "J", "J", "\x1b[2J"])
    assert talk.text == shown(talk.text)
    assert len(max(talk.text.split("\n"), key=len)) < 50_000


@given(st.lists(st.sampled_from([*(key for action in ACTIONS for key in action.keys), " ", "", "so it is", "-"])))
def test_no_line_stops_it_and_the_log_tells_all(lines: list[str]) -> None:
    talk = Talk(many(3), lines)
    assert talk.all_saved
    assert sum(words.startswith("saved ") for words in talk.said) == len(talk.log.recorded)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "stet.db"
    with ClaimStore.open(path) as store:
        store.save_report(report(), AT)
    return path


def test_each_answer_is_on_the_disk_before_it_is_said(path: Path) -> None:
    on_disk: list[int] = []
    lines = iter(["v", "d", "no", "z"])
    with ClaimStore.open(path) as store, ClaimStore.open(path) as other:
        before = len(other.events())

        def say(words: str) -> None:
            if words.startswith("saved "):
                on_disk.append(len(other.events()) - before)

        session = ReviewSession(store.review(report().article_id), store, reviewer="MD", clock=ticking())
        assert PlainReview(session, desk_of(store), say, lambda _: next(lines, None)).run()
        assert on_disk == [1, 2, 3, 4]
        assert other.review(report().article_id).items == session.state.items
        assert other.verify_log().ok


def test_a_locked_store_keeps_the_review_going(path: Path) -> None:
    blocker = sqlite3.connect(path, isolation_level=None)
    said: list[str] = []

    def answer(prompt: str) -> str | None:
        if not any("NOT SAVED" in words for words in said):
            blocker.execute("BEGIN EXCLUSIVE")
            return "v"
        if blocker.in_transaction:
            blocker.execute("ROLLBACK")
            return "x"
        return None

    with ClaimStore.open(path, busy_seconds=0.05) as store:
        session = ReviewSession(store.review(report().article_id), store, reviewer="MD", clock=ticking())
        assert not PlainReview(session, desk_of(store), said.append, answer).run()
        assert store.review(report().article_id).items[0].verdict is Verdict.NOT_A_CLAIM
    blocker.close()


def test_every_act_of_the_screen_can_be_said(path: Path) -> None:
    lines = [
        "f", "w", "is safe", "is quite safe", "d", "ask her", "k", "s", "Bo", "e", "", "Ana Brooks", "u", "Z",
        "/", "1.4", "F", "1", "y", "S", "q",
    ]  # fmt: skip
    said: list[str] = []
    answers = iter(lines)

    def answer(prompt: str) -> str | None:
        said.append(prompt)
        return next(answers, None)

    with ClaimStore.open(path) as store:
        before = len(store.events())
        session = ReviewSession(store.review(report().article_id), store, reviewer="MD", clock=ticking())
        assert PlainReview(session, desk_of(store), said.append, answer).run()
        kinds = [event.kind.value for event in store.events()[before:]]
        log = store.verify_log()
    assert kinds == ["flagged", "worded", "decided", "noted", "signed", "corrected", "undone", "undone"]
    assert log.ok
    text = "\n".join(said)
    assert "the claim’s words:" in text
    assert "Show which claims?" in text


def test_the_whole_job_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "pont.txt").write_text("Le chantier a coûté 12,5 millions d’euros.\n", "utf-8")
    said: list[str] = []
    lines = iter([
        "a", "", "Le chantier a coûté 12,5 millions d’euros.", ".", "la mairie",
        "v", "r", "E", "2", "", "q",
    ])  # fmt: skip

    def answer(prompt: str) -> str | None:
        said.append(prompt)
        return next(lines, None)

    with ClaimStore.open(tmp_path / "stet.db") as store:
        desk = desk_of(store, folder=tmp_path)
        check = desk.check(Order(str(tmp_path / "pont.txt")))
        check.run()
        assert check.report is not None
        session = ReviewSession(store.review(check.report.article_id), store, reviewer="MD", clock=ticking())
        assert PlainReview(session, desk, said.append, answer).run()
        assert session.state.items[0].finding.finding == "match"
    assert (tmp_path / "pont.stet.csv").exists()
    text = "\n".join(said)
    assert "no source yet: a adds one" in text
    assert "1 claim checked · 1 source read" in text
    assert "the one claim decided. E export · s second read · 1 verified" in text
    assert f"written: {tmp_path / 'pont.stet.csv'}" in text
