"""The review as Web Annotations (W3C Recommendation of 2017): each claim a target in the article, with its verdict.

A target and a passage are selected twice, by position and by words with what surrounds them. Positions count code
points; the word `unit` says so, since the model names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.errors import ConfigError
from claims.export.encoding import hash_uri, is_web, json_bytes, urn
from claims.export.exporters import Contents, Given
from claims.export.history import relied_on
from claims.ledger.columns import utc
from claims.ledger.review import Item, ReviewState

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"stet": "urn:x-stet:", "unit": "stet:unit", "sha256": "stet:sha256"},
]
AROUND = 32
"""Code points before and after that tell the same words in two places apart: what readers of annotations use."""

Node = dict[str, Any]


def render(contents: Contents, given: Given) -> bytes:
    """One page of annotations for all reviews; `url` is the address of the article, where it has been published.

    Raises `ConfigError` for a `url` that is no web address.
    """
    url = str(given.get("url", ""))
    if url and not is_web(url):
        raise ConfigError(f"{url!r} is no web address", "Give one as url: --url https://...")
    items = [each for review in contents.reviews for each in _annotations(review, contents, url)]
    page = {
        "@context": CONTEXT,
        "id": urn("page", *(review.article_id for review in contents.reviews)),
        "type": "AnnotationPage",
        "items": items,
    }
    return json_bytes(page)


def _annotations(state: ReviewState, contents: Contents, url: str) -> Iterator[Node]:
    article = url or (state.name if is_web(state.name) else hash_uri(state.sha256))
    for item in state.items:
        yield _annotation(item, state, article, contents.software)


def _annotation(item: Item, state: ReviewState, article: str, software: str) -> Node:
    claim, decision = item.claim, item.decision
    annotation: Node = {
        "id": urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "assessing",
        "generator": {"type": "Software", "name": software},
        "body": list(_bodies(item, state)),
        "target": {
            "type": "SpecificResource",
            "source": article,
            "sha256": state.sha256,
            "selector": selectors(state.text, claim.span.start, claim.span.end),
        },
    }
    if decision:
        annotation |= {"creator": {"type": "Person", "name": decision.reviewer}, "created": utc(decision.at)}
    return annotation


def selectors(text: str, start: int, end: int) -> list[Node]:
    """A span by its words with those around it, and by its place."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end, "unit": "code point"},
    ]


def _bodies(item: Item, state: ReviewState) -> Iterator[Node]:
    yield _said(item.verdict_word, "assessing")
    yield _said(item.finding.in_words, "classifying")
    if item.note:
        yield _said(item.note, "commenting")
    for wording in item.wordings:
        yield _said(wording.new, "editing")
    if passage := relied_on(item, state):
        yield _passage(passage, state)


def _said(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _passage(passage: dict[str, Any], state: ReviewState) -> Node:
    """The passage that the verdict rests on, in the copy that was read at that time."""
    source = next((each for each in state.sources if each.name == passage["source"]), None)
    start, end, text = passage["start"], passage["end"], passage["text"]
    stands = source is not None and source.text[start:end] == text
    quote = {"type": "TextQuoteSelector", "exact": text}
    place = {"type": "TextPositionSelector", "start": start, "end": end, "unit": "code point"}
    copy = passage.get("snapshot") or ""
    node: Node = {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": _address(passage, copy),
        "selector": selectors(source.text, start, end) if source and stands else [quote, place],
    }
    if copy:
        node["sha256"] = copy
    if passage.get("fetched_at"):
        node["state"] = {"type": "TimeState", "sourceDate": passage["fetched_at"]}
    return node


def _address(passage: dict[str, Any], copy: str) -> str:
    url = passage.get("url") or passage["source"]
    return url if is_web(url) else hash_uri(copy) if copy else urn("source", passage["source"])
