"""ClaimReview, read back by `json` and held against the fields that its readers require and recommend."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from claims.errors import ConfigError
from claims.export.claimreview import SHORT, render
from claims.export.exporters import Contents
from claims.ledger.review import ReviewState, Stale
from claims.model import QuantityClaim, QuoteClaim, Verdict
from sources.document import Span
from tests.claims.export.stores import acted_review, bare_review, hostile_review
from tests.claims.ledger.reports import URL
from tests.claims.ledger.strategies import any_text

PAGE = "https://desk.example/checks/bridge"

REQUIRED = {"ClaimReview": {"claimReviewed", "reviewRating", "url"}, "Rating": {"alternateName"}}
RECOMMENDED = {"ClaimReview": {"author", "itemReviewed"}, "Claim": {"appearance"}}
"""What the documentation of Google's fact-check markup lists; `itemReviewed.author` only where the speaker is known."""

OF_SCHEMA_ORG = {
    "ClaimReview": {
        "@context", "@type", "url", "claimReviewed", "datePublished", "author", "reviewRating", "itemReviewed",
        "citation",
    },
    "Rating": {"@type", "alternateName", "ratingValue", "bestRating", "worstRating", "ratingExplanation"},
    "Claim": {"@type", "text", "inLanguage", "author", "appearance"},
    "Person": {"@type", "name"},
    "Organization": {"@type", "name", "url"},
    "CreativeWork": {"@type", "url", "name", "text"},
}  # fmt: skip
"""The properties that schema.org gives these types, as far as we use them."""


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(node for each in value.values() for node in nodes(each))]
    return [node for each in value for node in nodes(each)] if isinstance(value, list) else []


def reviews(*states: ReviewState, **given: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(render(Contents(states), {"url": PAGE} | given))
    for node in nodes(read):
        kind = node["@type"]
        assert set(node) <= OF_SCHEMA_ORG[kind], kind
        assert REQUIRED.get(kind, set()) | RECOMMENDED.get(kind, set()) <= set(node)
        assert all(node[name] for name in REQUIRED.get(kind, set()))
    assert all(review["@context"] == "https://schema.org" for review in read)
    return read


def test_a_decided_claim_is_a_review() -> None:
    (review,) = reviews(acted_review())
    assert review["claimReviewed"] == "The bridge is safe."
    assert review["url"] == f"{PAGE}#claim-1"
    assert review["author"] == {"@type": "Person", "name": "Kim"}
    assert review["datePublished"] == "2026-03-04"
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Disputed",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": "altered (negation): ring them",
    }
    assert review["itemReviewed"] == {
        "@type": "Claim",
        "text": "The bridge is safe.",
        "inLanguage": "en",
        "author": {"@type": "Person", "name": "Ana Brook"},
        "appearance": [{"@type": "CreativeWork", "name": "bridge.txt"}],
    }
    assert review["citation"] == [{"@type": "CreativeWork", "url": URL, "text": "The bridge is not safe."}]


def verdict_on_figure(text: str, words: str) -> ReviewState:
    """A review of one article in which only the figure of these words is decided."""
    state = acted_review()
    quote, figure = state.items
    assert isinstance(figure.claim, QuantityClaim)
    start = text.index(words)
    quantity = replace(figure.claim.quantity, text=words, span=Span(start, start + len(words)))
    decided = replace(
        figure, claim=replace(figure.claim, quantity=quantity), verdict=Verdict.VERIFIED, decision=quote.decision
    )
    return replace(state, text=text, items=(decided,))


def test_a_figure_is_reviewed_in_its_sentence() -> None:
    long = (
        "The council of the old town on the river, which met on Monday and on Tuesday, said that it cost 1.4 million."
    )
    for text, short in (
        ("We met. The bridge cost 1.4 million. It is safe.\nNext", "The bridge cost 1.4 million."),
        (f"{long} Yes.", "…1.4 million."),
        ("It cost 1.4 million, " + long, "It cost 1.4 million, The council of the old town on the river, which met…"),
    ):
        (review,) = reviews(verdict_on_figure(text, "1.4 million"))
        assert review["claimReviewed"] == short
        assert len(short) <= SHORT
        assert review["itemReviewed"]["text"] in text
        assert "1.4 million" in review["itemReviewed"]["text"]


def test_a_publisher_stands_for_the_reviewer() -> None:
    (review,) = reviews(replace(acted_review(), name="https://paper.example/a"), publisher="The Desk")
    assert review["author"] == {"@type": "Organization", "name": "The Desk", "url": "https://desk.example/"}
    assert review["itemReviewed"]["appearance"] == [{"@type": "CreativeWork", "url": "https://paper.example/a"}]


@pytest.mark.parametrize(
    ("verdict", "rating"),
    [(Verdict.VERIFIED, 5), (Verdict.UNVERIFIABLE, None), (Verdict.DISPUTED, 1)],
)
def test_a_rating_has_a_number_only_where_it_lies_between_false_and_true(verdict: Verdict, rating: int | None) -> None:
    state = acted_review()
    (review,) = reviews(replace(state, items=(replace(state.items[0], verdict=verdict),)))
    assert review["reviewRating"].get("ratingValue") == rating


def test_what_is_not_decided_for_good_is_left_out() -> None:
    state = acted_review()
    quote = state.items[0]
    assert quote.decision is not None
    for item in (
        replace(quote, verdict=Verdict.NOT_A_CLAIM),
        replace(quote, stale=Stale("the source changed", "a", "b")),
        replace(quote, conflict=(quote.decision, quote.decision)),
        replace(quote, verdict=None, decision=None),
    ):
        assert reviews(replace(state, items=(item,))) == []
    assert reviews(bare_review()) == []
    assert reviews() == []


def test_reviews_on_one_page_are_told_apart() -> None:
    both = reviews(acted_review(), acted_review())
    assert [review["url"] for review in both] == [f"{PAGE}#claim-1-1", f"{PAGE}#claim-2-1"]
    assert reviews(acted_review(), url=f"{PAGE}#my-own")[0]["url"] == f"{PAGE}#my-own"


def test_a_long_claim_is_cut_and_kept() -> None:
    state = acted_review()
    claim = state.items[0].claim
    assert isinstance(claim, QuoteClaim)
    words = "word " * 40
    longer = replace(claim, quote=replace(claim.quote, text=words))
    (review,) = reviews(replace(state, items=(replace(state.items[0], claim=longer),)))
    assert len(review["claimReviewed"]) <= SHORT
    assert review["claimReviewed"].endswith("word…")
    assert review["itemReviewed"]["text"] == words


@pytest.mark.parametrize("url", ["", "desk.example/checks", "ftp://desk.example", "https://"])
def test_it_needs_the_page_of_the_fact_check(url: str) -> None:
    with pytest.raises(ConfigError, match="--url"):
        render(Contents((acted_review(),)), {"url": url})


@given(any_text, any_text, any_text)
def test_every_text_comes_back(name: str, note: str, reviewer: str) -> None:
    (review,) = reviews(hostile_review(name, note, reviewer))
    assert review["author"]["name"] == reviewer
    assert review["reviewRating"]["ratingExplanation"] == "altered (negation)" + (f": {note}" if note else "")
    assert list(review["itemReviewed"]["appearance"][0].values())[1] == name
