"""Which claim of a new version is which of the old: by text, then context, then order; none if not sure."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ledger.anchoring import anchors
from claims.model import Claim, Mode, Qualifier, Quantity, QuantityClaim, Quote, QuoteClaim, UnitKind
from sources.document import Span

FIGURES = re.compile(r"\d+")
QUOTES = re.compile(r"“([^”]*)”")


def claims(text: str, version: str) -> list[Claim]:
    """Each run of digits and each quote of a text, in order."""
    found: list[Claim] = []
    for match in FIGURES.finditer(text):
        span = Span(*match.span())
        quantity = Quantity(span, match.group(), Decimal(match.group()), Qualifier.EXACT, "", UnitKind.COUNT, span)
        found.append(QuantityClaim(f"{version}{span.start}", quantity))
    for match in QUOTES.finditer(text):
        span = Span(*match.span(1))
        found.append(QuoteClaim(f"{version}{span.start}", Quote(span, match.group(1), None, None, Mode.DIRECT)))
    return sorted(found, key=lambda claim: claim.span.start)


def kept(old: str, new: str) -> list[tuple[str, str]]:
    """What was anchored, as the words before and now."""
    olds, news = claims(old, "old"), claims(new, "new")
    words = {claim.id: claim.text for claim in (*olds, *news)}
    found = anchors(olds, old, news, new)
    return [(words[found[claim.id]], claim.text) for claim in news if claim.id in found]


BASE = "The town spent 40 million on the bridge. It opened in May with 12 lanes. “We are proud of it,” she said."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (BASE, ["40=40", "12=12", "We are proud of it,=We are proud of it,"]),
        ("A new first line of 7 words.\n" + BASE, ["40=40", "12=12", "We are proud of it,=We are proud of it,"]),
        (BASE.replace("40", "45"), ["40=45", "12=12", "We are proud of it,=We are proud of it,"]),
        (BASE.replace("proud of", "ashamed of"), ["40=40", "12=12", "We are proud of it,=We are ashamed of it,"]),
        (BASE.replace(" It opened", "\n\nIt  opened"), ["40=40", "12=12", "We are proud of it,=We are proud of it,"]),
        (
            BASE.replace("The town spent 40 million on the bridge. ", ""),
            ["12=12", "We are proud of it,=We are proud of it,"],
        ),
        ("Roads opened in May with 15 towers.", []),
        ("Nothing is left but 40 other words and 12 of these.", []),
        ("", []),
    ],
)
def test_a_new_version(new: str, expected: list[str]) -> None:
    assert [f"{old}={now}" for old, now in kept(BASE, new)] == expected


def test_a_sentence_that_moved_takes_its_claims_along() -> None:
    first, second = "In 2020 the port had 300 cranes at work.", "Later on 500 people lost their jobs there."
    assert kept(f"{first} {second}", f"{second} {first}") == [("500", "500"), ("2020", "2020"), ("300", "300")]


def test_the_same_figure_many_times_goes_by_context_and_order() -> None:
    old = " ".join(f"In town {name} there are 5 schools." for name in ("Ay", "Be", "Co"))
    new = " ".join(f"In town {name} there are 5 schools." for name in ("Co", "Ay"))
    olds, news = claims(old, "old"), claims(new, "new")
    found = anchors(olds, old, news, new)
    assert [olds.index(next(o for o in olds if o.id == found[n.id])) for n in news] == [2, 0]


def test_a_figure_is_no_quote() -> None:
    assert kept("They told us it was about “40” of them.", "They told us it was about 40 of them all.") == []


def test_a_long_quote_is_the_same_wherever_it_stands() -> None:
    words = "“What we have seen this year we never want to see again,”"
    assert kept(f"{words} she said.", f"Asked about it, Ms Brook told the council in reply: {words} and left.") != []


@given(st.lists(st.sampled_from(["5 cars", "7 cars", "“No,”", "the", "old", "town\n"]), max_size=30))
def test_the_same_text_anchors_every_claim_to_itself(words: list[str]) -> None:
    text = " ".join(words)
    olds, news = claims(text, "old"), claims(text, "new")
    assert anchors(olds, text, news, text) == {n.id: o.id for o, n in zip(olds, news, strict=True)}


@given(*[st.lists(st.sampled_from(["5", "7", "“No,”", "the", "old", "town\n"]), max_size=20)] * 2)
def test_no_claim_is_anchored_twice(old: list[str], new: list[str]) -> None:
    one, other = " ".join(old), " ".join(new)
    olds, news = claims(one, "old"), claims(other, "new")
    found = anchors(olds, one, news, other)
    assert len(set(found.values())) == len(found)
    assert set(found) <= {claim.id for claim in news}
    assert set(found.values()) <= {claim.id for claim in olds}


def test_a_thousand_equal_claims_are_matched_in_their_order() -> None:
    old, new = "5, " * 1500, "5, " * 1400
    olds, news = claims(old, "old"), claims(new, "new")
    assert len(anchors(olds, old, news, new)) == 1400
