"""Verdicts from a script: which claims are meant, what is recorded, and that a mistake records nothing."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ReviewError
from claims.ledger.review import ReviewState
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger.reports import TEXT, number_claim, quote_claim, report
from tests.tui.commands import Command, command_over
from tests.tui.states import bridge, many
from tui.marking import positions

QUOTE, NUMBER = quote_claim().id, number_claim().id


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_over(tmp_path, monkeypatch, capsys)


def kept(folder: Path) -> ReviewState:
    with ClaimStore.open(folder / "stet.db", readonly=True) as store:
        return store.review("bridge.txt")


def test_a_verdict_is_recorded_with_note_passage_and_name(stet: Command, tmp_path: Path) -> None:
    done = stet("mark", QUOTE[:6], "disputed", "-n", " a “not” is missing ", "--by", "Marie Dupont")
    first, second = kept(tmp_path).items
    assert (first.verdict, first.note, first.reviewer) == (Verdict.DISPUTED, "a “not” is missing", "Marie Dupont")
    assert second.is_open
    (event,) = (event for event in kept(tmp_path).events if event.reviewer)
    assert event.evidence["text"] == "The bridge is not safe."
    assert done == (0, f"saved {event.at.astimezone():%H:%M:%S} 1 {QUOTE} -> disputed: a “not” is missing\n", "")


def test_several_claims_by_number_and_id_count_once_each(stet: Command, tmp_path: Path) -> None:
    done = stet("mark", "#2", QUOTE, NUMBER.upper(), "#1", "unverifiable", "--by", "MD")
    assert [item.verdict for item in kept(tmp_path).items] == [Verdict.UNVERIFIABLE] * 2
    assert [line.split()[2:] for line in done.out.splitlines()] == [
        ["2", NUMBER, "->", "unverifiable"],
        ["1", QUOTE, "->", "unverifiable"],
    ]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["#3", "verified"], "no claim '#3' in bridge.txt, which has 2. List the claims with: stet claims"),
        (["#0", "verified"], "'#0'"),
        (["#", "verified"], "'#'"),
        (["#²", "verified"], "'#²'"),
        (["zz", "verified"], "no claim of bridge.txt has an id that begins with 'zz'"),
        (["", "verified"], "begins with ''"),
        (["#1", "right"], "'right' is not one of 'verified', 'disputed', 'unverifiable', 'not_a_claim'"),
        (["verified"], "Missing argument 'CLAIM...'"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_recorded(stet: Command, tmp_path: Path, words: list[str], hint: str) -> None:
    before = kept(tmp_path)
    done = stet("mark", "#1", *words, "--by", "MD") if len(words) > 1 else stet("mark", *words, "--by", "MD")
    assert done.code == 2
    assert hint in done.err
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert kept(tmp_path) == before


def test_without_a_name_nothing_is_recorded(stet: Command, tmp_path: Path) -> None:
    done = stet("mark", "#1", "verified")
    assert done.code == 2
    assert "--by NAME or STET_REVIEWER" in done.err
    assert kept(tmp_path).decided == 0


def test_the_article_is_the_one_checked_last_unless_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stet = command_over(tmp_path, monkeypatch, capsys, report(), report("later.txt", TEXT + "\nMore."))
    assert stet("mark", "#1", "verified", "--by", "MD").code == 0
    assert kept(tmp_path).decided == 0
    assert stet("mark", "#1", "verified", "--by", "MD", "--article", "bridge.txt").code == 0
    assert kept(tmp_path).decided == 1
    assert stet("mark", "#1", "verified", "--by", "MD", "--article", "none.txt").code == 4


def test_an_ambiguous_beginning_names_the_claims_it_may_mean() -> None:
    state = many(40)
    ids = sorted(item.claim.id for item in state.items)
    # Of forty ids over sixteen letters, two begin alike.
    one, other = next(pair for pair in pairwise(ids) if pair[0][0] == pair[1][0])
    with pytest.raises(ReviewError, match="Give more of the id") as error:
        positions(state, [one[0]])
    assert "begins the ids of" in str(error.value)
    assert positions(state, [one, other]) == (state.position(one), state.position(other))


@given(st.text())
def test_any_word_names_one_claim_or_is_an_error(word: str) -> None:
    with suppress(ReviewError):
        assert len(positions(bridge(), [word])) == 1
