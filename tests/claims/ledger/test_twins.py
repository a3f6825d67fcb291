"""Equal claims: which are, and that one decision marks them all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.ledger import review
from claims.ledger.review import Item, ReviewState, with_twins
from claims.model import Finding, FindingKind, Qualifier, QuantityClaim, QuoteClaim, Speaker, Verdict
from sources.document import Span
from tests.claims.ledger.acting import after, again, back, verdict
from tests.claims.ledger.reports import AT, altered, matched, number_claim, quote_claim

TEXT = "It cost 5 million euros.\nBrook: “We close.” She said it: “We close.”\nThe 5 million euros are gone.\nA 5 A 5\n"


def quote(id_: str, start: int, speaker: str = "Brook", finding: Finding | None = None) -> Item:
    words = "We close."
    said = replace(
        quote_claim().quote, span=Span(start, start + len(words)), text=words, speaker=Speaker(speaker, speaker)
    )
    return Item(QuoteClaim(id_, said), finding or altered())


def number(id_: str, start: int, value: str = "5000000", finding: Finding | None = None) -> Item:
    quantity = replace(number_claim().quantity, span=Span(start, start + 5), value=Decimal(value))
    return Item(QuantityClaim(id_, quantity), finding or matched())


FIRST, SECOND = TEXT.index("We close"), TEXT.rindex("We close")
ONCE, TWICE = TEXT.index("5 mil"), TEXT.rindex("5 mil")
ABSENT = Finding(FindingKind.ABSENT)


def state_of(*items: Item, text: str = TEXT) -> ReviewState:
    return ReviewState("a", "a.txt", "en", "0", text, with_twins(items, text))


def twins(*items: Item, text: str = TEXT) -> list[tuple[str, ...]]:
    return [item.twins for item in with_twins(items, text)]


def test_the_same_words_of_the_same_speaker_are_one_quote() -> None:
    assert twins(quote("a", FIRST), quote("b", SECOND)) == [("b",), ("a",)]
    assert twins(quote("a", FIRST), quote("b", SECOND, "Lin")) == [(), ()]
    assert twins(quote("a", FIRST), quote("b", SECOND, finding=ABSENT)) == [(), ()]
    assert twins(quote("a", FIRST), quote("b", SECOND, finding=replace(altered(), detail="typography"))) == [(), ()]


def test_the_same_figure_on_the_same_passage_in_another_paragraph_is_one_figure() -> None:
    assert twins(number("a", ONCE), number("b", TWICE)) == [("b",), ("a",)]
    assert twins(number("a", ONCE), number("b", TWICE, "5000001")) == [(), ()]
    other = number("b", TWICE)
    assert isinstance(other.claim, QuantityClaim)
    bounded = replace(other.claim, quantity=replace(other.claim.quantity, qualifier=Qualifier.AT_MOST))
    assert twins(number("a", ONCE), replace(other, claim=bounded)) == [(), ()]
    assert twins(number("a", ONCE, finding=ABSENT), number("b", TWICE, finding=ABSENT)) == [(), ()]
    assert twins(number("a", ONCE), number("b", ONCE + 9)) == [(), ()]


def test_without_a_passage_the_paragraphs_must_be_the_same() -> None:
    text = "Five 50000 die\n\nFive 50000 die\nSix 50000 die"
    items = [number(name, start, finding=ABSENT) for name, start in (("a", 5), ("b", 21), ("c", 35))]
    assert twins(*items, text=text) == [("b",), ("a",), ()]


def test_three_of_a_kind() -> None:
    items = [number("a", ONCE), number("b", TWICE), number("c", len(TEXT) - 8)]
    assert twins(*items) == [("b", "c"), ("a", "c"), ("a", "b")]


def pair() -> ReviewState:
    return state_of(number("a", ONCE), number("b", TWICE), quote("c", FIRST))


def test_one_decision_marks_both_and_one_undo_takes_both_back() -> None:
    state = after(pair(), verdict("a", note="checked"))
    assert len(state.events) == 1
    assert state.events[0].payload["twins"] == ["b"]
    assert [(item.verdict, item.note) for item in state.items] == [
        (Verdict.VERIFIED, "checked"),
        (Verdict.VERIFIED, "checked"),
        (None, ""),
    ]
    assert state.item("a").decision == state.item("b").decision
    assert [item.verdict for item in after(state, back).items] == [None, None, None]
    assert after(state, back, again).decided == 2


def test_a_twin_that_was_decided_on_its_own_keeps_its_verdict() -> None:
    state = after(pair(), verdict("a"), verdict("b", Verdict.DISPUTED))
    assert [item.verdict for item in state.items[:2]] == [Verdict.DISPUTED, Verdict.DISPUTED]
    first = after(pair(), verdict("a"))
    split = review.decide(first, "b", Verdict.DISPUTED, reviewer="Kim", at=AT).model_copy(update={"payload": {}})
    alone = after(first, lambda _: split, verdict("a", Verdict.UNVERIFIABLE))
    assert [item.verdict for item in alone.items[:2]] == [Verdict.UNVERIFIABLE, Verdict.DISPUTED]


def test_a_second_reader_signs_both() -> None:
    state = after(pair(), verdict("a"), lambda state: review.sign(state, "b", reviewer="Lea", at=AT))
    assert [item.signed_by for item in state.items] == [("Lea",), ("Lea",), ()]


def test_what_was_corrected_is_equal_no_longer() -> None:
    fix = review.Correction(value="6000000")
    state = after(pair(), lambda state: review.correct(state, "a", fix, reviewer="Kim", at=AT))
    assert [item.twins for item in state.items] == [(), (), ()]
    assert [item.twins for item in after(state, back).items] == [("b",), ("a",), ()]
