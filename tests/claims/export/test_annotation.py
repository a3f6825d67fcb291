"""Web Annotations, read back by `json` and held against what the model requires."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

from hypothesis import given

from claims.export.annotation import render
from claims.export.exporters import Contents
from claims.ledger.review import ReviewState
from tests.claims.export.stores import acted_review, bare_review, hostile_review
from tests.claims.ledger.reports import PAGE, TEXT, URL, snapshot
from tests.claims.ledger.strategies import any_text

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
"""Those of the Web Annotation Vocabulary."""


def page(*states: ReviewState, **given: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(render(Contents(states), given))
    return read


def bodies(annotation: dict[str, Any]) -> dict[str, Any]:
    return {body["purpose"]: body.get("value", body.get("source")) for body in annotation["body"]}


def test_each_claim_is_a_valid_annotation_of_the_article() -> None:
    whole = page(acted_review())
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["type"] == "AnnotationPage"
    assert len({whole["id"], *(each["id"] for each in whole["items"])}) == 3
    for annotation in whole["items"]:
        assert annotation["type"] == "Annotation"
        assert annotation["id"].startswith("urn:uuid:")
        assert annotation["motivation"] in MOTIVATIONS
        assert {body["purpose"] for body in annotation["body"]} <= MOTIVATIONS
        assert annotation["target"]["source"]
        for selected in (annotation["target"], *(body for body in annotation["body"] if "selector" in body)):
            quote, place = selected["selector"]
            assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert place["unit"] == "code point"
            assert selected["type"] == "SpecificResource"


def test_words_and_place_select_the_same() -> None:
    first = page(acted_review())["items"][0]
    for selected, text in ((first["target"], TEXT), (first["body"][-1], PAGE)):
        quote, place = selected["selector"]
        start, end = place["start"], place["end"]
        assert quote["exact"] == text[start:end]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32


def test_a_passage_that_its_source_no_longer_has_there_has_nothing_around_it() -> None:
    acted = acted_review()
    changed = tuple(replace(source, text="Now: " + source.text) for source in acted.sources)
    quote, place = page(replace(acted, sources=changed))["items"][0]["body"][-1]["selector"]
    assert quote == {"type": "TextQuoteSelector", "exact": PAGE[place["start"] : place["end"]]}


def test_it_says_who_decided_what_and_on_what() -> None:
    first, second = page(acted_review())["items"]
    assert bodies(first) == {
        "assessing": "disputed",
        "classifying": "altered (negation)",
        "commenting": "ring them",
        "editing": "is not safe",
        "linking": URL,
    }
    assert first["creator"] == {"type": "Person", "name": "Kim"}
    assert first["created"] == "2026-03-04T09:30:00Z"
    assert first["body"][-1]["sha256"] == snapshot().sha256
    assert first["body"][-1]["state"] == {"type": "TimeState", "sourceDate": "2026-03-04T09:30:00Z"}
    assert bodies(second)["assessing"] == "open"
    assert "creator" not in second


def test_the_article_is_named_by_its_address_or_by_its_hash() -> None:
    state = bare_review()
    unnamed = page(state)["items"][0]["target"]
    digest = base64.urlsafe_b64decode(unnamed["source"].removeprefix("ni:///sha-256;") + "=").hex()
    assert digest == unnamed["sha256"] == state.sha256
    web = page(replace(state, name="https://paper.example/a"))["items"][0]
    assert web["target"]["source"] == "https://paper.example/a"
    assert page(state, url="https://x.example/b")["items"][0]["target"]["source"] == "https://x.example/b"
    kept = page(replace(state, sources=tuple(replace(source, url="") for source in state.sources)))
    assert kept["items"][0]["body"][-1]["source"] == URL


@given(any_text, any_text, any_text)
def test_every_text_comes_back(name: str, note: str, reviewer: str) -> None:
    annotation = page(hostile_review(name, note, reviewer))["items"][0]
    assert bodies(annotation).get("commenting", "") == note
    assert annotation["creator"]["name"] == reviewer
