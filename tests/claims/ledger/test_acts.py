"""What a reviewer can do besides deciding: flag, word anew, sign, choose, correct; and what others see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest

from claims.errors import ReviewError
from claims.ledger import review
from claims.ledger.events import EventKind
from claims.ledger.review import Correction, Item, ReviewState, Wording
from claims.model import QuantityClaim, QuoteClaim, Verdict
from sources.document import Span
from tests.claims.ledger.acting import Act, after, again, back, fresh, verdict
from tests.claims.ledger.reports import AT, TEXT, matched, number_claim

KIM = {"reviewer": "Kim", "at": AT}


def flag(claim: str, on: bool = True) -> Act:
    return partial(review.flag, claim_id=claim, on=on, reviewer="Kim", at=AT)


def wording(claim: str, old: str, new: str, by: str = "Kim") -> Act:
    return lambda state: review.propose_wording(state, claim, old, new, reviewer=by, at=AT)


def signed(claim: str, by: str = "Lea") -> Act:
    return lambda state: review.sign(state, claim, reviewer=by, at=AT)


def chosen(claim: str, n: int) -> Act:
    return lambda state: review.choose(state, claim, n, reviewer="Kim", at=AT)


def correction(claim: str, *, by: str = "Kim", **what: object) -> Act:
    return lambda state: review.correct(state, claim, Correction(**what), reviewer=by, at=AT)  # type: ignore[arg-type]


def with_number() -> ReviewState:
    """The small review with a figure as its last claim."""
    state = fresh()
    number = Item(replace(number_claim(), id="three"), matched())
    return replace(state, items=(*state.items[:2], number))


def test_a_flag_goes_up_and_down_and_comes_back() -> None:
    up = after(fresh(), flag("one"))
    assert up.item("one").flagged
    assert up.progress.flagged == 1
    down = after(up, flag("one", on=False))
    assert not down.item("one").flagged
    assert after(down, back).item("one").flagged
    assert not after(down, back, again).item("one").flagged


def test_wordings_make_the_change_list() -> None:
    state = after(
        fresh(),
        wording("two", "safe", "said to be safe"),
        wording("one", "The bridge is safe.", ""),
        wording("two", "safe", "not safe", by="Lea"),
    )
    assert state.change_list == (
        Wording("The bridge is safe.", "", "Kim", "one", AT),
        Wording("safe", "not safe", "Lea", "two", AT),
    )
    assert state.progress.changes == 2
    withdrawn = after(state, wording("two", "safe", "safe"))
    assert [change.claim_id for change in withdrawn.change_list] == ["one"]
    assert after(withdrawn, back).change_list == state.change_list


def test_words_that_the_article_does_not_say_cannot_be_changed() -> None:
    with pytest.raises(ReviewError, match="does not say"):
        after(fresh(), wording("one", "The tunnel", "The bridge"))
    with pytest.raises(ReviewError, match="the old ones"):
        after(fresh(), wording("one", "safe", "safe"))
    folded = after(fresh(), wording("one", "The bridge Mayor", "A bridge Mayor"))
    assert folded.change_list[0].old == "The bridge Mayor"


def test_a_second_reader_signs_the_decision_and_no_other() -> None:
    state = after(fresh(), verdict("one"), signed("one"))
    assert state.item("one").signed_by == ("Lea",)
    assert state.progress.signed == 1
    decided_anew = after(state, verdict("one", Verdict.DISPUTED))
    assert decided_anew.item("one").signed_by == ()
    assert after(decided_anew, back).item("one").signed_by == ("Lea",)
    assert after(state, signed("one", "Bo")).item("one").signed_by == ("Lea", "Bo")


@pytest.mark.parametrize(
    ("acts", "by", "why"),
    [
        ((), "Lea", "open"),
        ((verdict("one"),), " kim ", "Kim decided"),
        ((verdict("one"), signed("one")), "LEA", "has signed"),
        ((verdict("one"), verdict("one", Verdict.DISPUTED, by="Bo")), "Lea", "contested"),
        ((verdict("one"), correction("one", speaker="Ana")), "Lea", "stale"),
    ],
)
def test_who_cannot_sign(acts: tuple[Act, ...], by: str, why: str) -> None:
    with pytest.raises(ReviewError, match=why):
        after(fresh(), *acts, signed("one", by))


def test_the_chosen_passage_is_what_a_decision_relies_on() -> None:
    state = after(fresh(), chosen("two", 1))
    assert state.item("two").chosen == 1
    decided = after(state, verdict("two")).item("two").decision
    assert decided is not None
    assert decided.evidence["text"] == "Mayor Brook"
    by_number = review.decide(state, "two", Verdict.VERIFIED, evidence=0, **KIM)  # type: ignore[arg-type]
    assert by_number.evidence["text"] == "The bridge is not safe."
    assert after(state, back).item("two").chosen is None


@pytest.mark.parametrize("number", [-1, 2, 9])
def test_a_passage_that_is_not_there_cannot_be_chosen(number: int) -> None:
    with pytest.raises(ReviewError, match="no passage"):
        after(fresh(), chosen("two", number))


def test_a_choice_follows_its_passage_and_goes_with_it() -> None:
    state = after(fresh(), chosen("two", 1))
    finding = state.item("two").finding
    assert finding.evidence is not None
    turned = replace(finding, evidence=finding.others[0], others=(finding.evidence,))
    gone = replace(finding, others=())
    for found, expected in ((turned, 0), (gone, None)):
        items = tuple(Item(item.claim, found if item.claim.id == "two" else item.finding) for item in state.items)
        assert review.replay(replace(fresh(), items=items), state.events).item("two").chosen == expected


def test_a_corrected_speaker_and_span_keep_the_original() -> None:
    words = Span(TEXT.index("bridge is safe"), TEXT.index("bridge is safe") + 14)
    state = after(fresh(), correction("one", speaker="Ana B. Brook"), correction("one", span=words))
    item = state.item("one")
    assert isinstance(item.claim, QuoteClaim)
    assert item.claim.quote.speaker is not None
    assert (item.claim.text, item.claim.quote.speaker.name, item.claim.id) == ("bridge is safe", "Ana B. Brook", "one")
    assert item.original == fresh().item("one").claim
    once = after(state, back).item("one").claim
    assert (once.text, once.id) == ("The bridge is safe.", "one")
    as_extracted = after(state, back, back).item("one")
    assert (as_extracted.claim, as_extracted.original) == (fresh().item("one").claim, None)
    nobody = after(state, correction("one", speaker="")).item("one").claim
    assert isinstance(nobody, QuoteClaim)
    assert nobody.quote.speaker is None


def test_a_corrected_figure() -> None:
    state = after(with_number(), correction("three", value="1 500 000", max="1_600_000", unit="USD"))
    claim = state.item("three").claim
    assert isinstance(claim, QuantityClaim)
    assert (claim.quantity.value, claim.quantity.max, claim.quantity.unit) == (
        Decimal(1500000),
        Decimal(1600000),
        "USD",
    )
    event = state.events[-1]
    assert event.payload["was"] == {"value": "1400000", "max": "", "unit": "EUR"}
    emptied = after(state, correction("three", max="")).item("three").claim
    assert isinstance(emptied, QuantityClaim)
    assert emptied.quantity.max is None


@pytest.mark.parametrize(
    ("claim", "what", "why"),
    [
        ("three", {"speaker": "Ana"}, "no speaker"),
        ("one", {"value": "3", "unit": "m"}, "no unit or value"),
        ("three", {"value": "many"}, "no figure"),
        ("three", {"value": "NaN"}, "no figure"),
        ("three", {"value": ""}, "no figure"),
        ("three", {"value": "1400000"}, "changes nothing"),
        ("three", {}, "changes nothing"),
        ("one", {"span": Span(5, 5)}, "no words"),
        ("one", {"span": Span(5, 5000)}, "beyond"),
    ],
)
def test_corrections_that_cannot_be(claim: str, what: dict[str, object], why: str) -> None:
    with pytest.raises(ReviewError, match=why):
        after(with_number(), partial(review.correct, claim_id=claim, correction=Correction(**what), **KIM))  # type: ignore[arg-type]


def test_a_corrected_claim_must_be_decided_again() -> None:
    state = after(with_number(), verdict("three"), correction("three", value="1500000"))
    stale = state.item("three").stale
    assert stale is not None
    assert (stale.reason, stale.was, stale.now) == ("the claim was corrected", "value 1400000", "value 1500000")
    assert state.progress.stale == 1
    assert state.item("three").verdict is Verdict.VERIFIED
    assert after(state, verdict("three")).item("three").stale is None
    assert after(state, back).item("three").stale is None


def test_decisions_that_disagree_are_a_conflict_until_one_settles_them() -> None:
    agreed = after(fresh(), verdict("one", by="Ann"), verdict("one", by="Ben"))
    assert agreed.item("one").conflict == ()
    state = after(fresh(), verdict("one", by="Ann"), verdict("one", Verdict.DISPUTED, by="Ben"))
    item = state.item("one")
    assert [(event.reviewer, event.verdict) for event in item.conflict] == [
        ("Ann", Verdict.VERIFIED),
        ("Ben", Verdict.DISPUTED),
    ]
    assert (item.verdict, item.is_waiting, state.progress.conflicts) == (Verdict.DISPUTED, True, 1)
    settled = after(state, verdict("one", by="Ann"))
    assert settled.item("one").conflict == ()
    assert settled.item("one").verdict is Verdict.VERIFIED
    assert after(settled, partial(review.undo, reviewer="Ann", at=AT)).item("one").conflict == item.conflict
    assert after(settled, verdict("one", Verdict.DISPUTED, by="Kim")).item("one").conflict != ()


def test_one_who_takes_his_own_word_back_contests_nothing() -> None:
    state = after(fresh(), verdict("one", by="Ann"), verdict("one", Verdict.DISPUTED, by="ann "))
    assert state.item("one").conflict == ()


def test_any_event_of_mine_can_be_undone() -> None:
    state = after(fresh(), verdict("one"), verdict("two"), verdict("one", Verdict.DISPUTED, by="Ben"))
    week_later = partial(review.undo, reviewer="Kim", at=AT + timedelta(days=7), seq=1)
    undone = after(state, week_later)
    assert [event.reviewer for event in undone.item("one").history if event.kind is EventKind.UNDONE] == ["Kim"]
    assert undone.item("one").verdict is Verdict.DISPUTED
    assert undone.item("two").verdict is Verdict.VERIFIED
    assert after(undone, again).item("one").conflict != ()
    for seq, why in ((3, "none of yours"), (99, "none of yours"), (1, "already")):
        with pytest.raises(ReviewError, match=why):
            review.undo(undone, reviewer="Kim", at=AT, seq=seq)


def test_redo_takes_back_the_undo_and_ends_where_something_new_was_done() -> None:
    state = after(fresh(), verdict("one", note="sure"), back)
    redone = after(state, again)
    assert redone.events[-1].kind is EventKind.UNDONE
    assert redone.events[-1].undoes == 2
    assert (redone.item("one").verdict, redone.item("one").note) == (Verdict.VERIFIED, "sure")
    assert after(redone, back, again, back, again).item("one").verdict is Verdict.VERIFIED
    for nothing in (fresh(), redone, after(state, flag("two"))):
        with pytest.raises(ReviewError, match="nothing to redo"):
            review.redo(nothing, reviewer="Kim", at=AT)
    with pytest.raises(ReviewError, match="nothing to redo"):
        review.redo(state, reviewer="Lea", at=AT)


def test_progress_counts() -> None:
    state = after(fresh(), verdict("one"), verdict("two", Verdict.DISPUTED), flag("three"))
    progress = state.progress
    assert (progress.total, progress.decided, progress.open, progress.all_read) == (3, 2, 1, False)
    assert progress.verdicts == {Verdict.VERIFIED: 1, Verdict.DISPUTED: 1}
    assert after(state, verdict("three")).progress.all_read
