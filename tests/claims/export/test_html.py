"""The sheet as a page, read back by the standard library's parser: what it says, and that no text breaks it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given

from claims.export.exporters import Contents
from claims.export.sheet.html import render, style
from claims.ledger.review import ReviewState
from claims.model import QuantityClaim, QuoteClaim
from sources.document import Span
from tests.claims.export.sheet_reading import Element, read_html
from tests.claims.export.stores import acted_review, bare_review, hostile_review
from tests.claims.ledger.reports import AT, TEXT, snapshot
from tests.claims.ledger.strategies import any_text


def page(*reviews: ReviewState) -> Element:
    return read_html(render(Contents(reviews), {}))


def by_id(root: Element, name: str) -> Element:
    (found,) = [element for element in root.all() if element.attributes.get("id") == name]
    return found


def facts(element: Element) -> dict[str, str]:
    return {row.all("dt")[0].text: row.all("dd")[0].text for row in element.all("div") if row.all("dt")}


def without(element: Element, css_class: str) -> str:
    """The words in an element but for those of a class."""
    if css_class in element.classes:
        return ""
    if "unseen" in element.classes:
        return element.text
    return "".join(part if isinstance(part, str) else without(part, css_class) for part in element.children)


def test_it_says_who_decided_what_on_which_passage() -> None:
    claim = by_id(page(acted_review()), "claim-1")
    ours, theirs = claim.all("blockquote")
    assert (ours.text, ours.attributes["lang"]) == ("The bridge is safe.", "en")
    assert theirs.text == "Mayor Brook told us: “The bridge is not safe.” It cost 1.4 million euros."
    assert theirs.all("mark")[0].text == "The bridge is not safe."
    assert [part.text for part in claim.all("p", "diff")[0].all("del")] == ["−not−"]
    assert claim.all("p", "stamp")[0].text == "✗ disputed"
    told = facts(claim)
    assert told["Found"] == "altered (negation): the source says “not”"
    assert told["Decided"] == "disputed by Kim, 4 March 2026, 09:30 UTC"
    assert told["Second reader"] == "Ann, 4 March 2026, 09:33 UTC"
    assert told["Note"] == "ring them"
    assert told["New words"] == "−is safe− +is not safe+, asked for by Kim"
    assert f"copy sha256 {snapshot().sha256[:12]}" in told["Source"]
    assert claim.all("time")[0].attributes["datetime"] == AT.isoformat().replace("+00:00", "Z")


def test_the_head_says_what_it_is_of_and_what_keeps_it_back() -> None:
    state = acted_review()
    head = page(state).all("header")[0]
    assert head.all("p", "gate")[0].text == "✗ Not ready 1 open, 1 disputed, 1 of the sources not read"
    told = facts(head)
    assert told["Text"] == f"sha256 {state.sha256}"
    assert told["Log"] == f"up to event 4, sha256 {state.events[-1].sha256}"
    assert (told["Claims"], told["Read by"], told["Second reader"]) == ("1 of 2 decided", "Kim", "Ann")


def test_every_claim_is_marked_in_its_place_and_in_the_strip() -> None:
    root = page(acted_review())
    article = root.all("div", "text")[0]
    assert [mark.text for mark in article.all("mark")] == ["The bridge is safe.", "Some 1.4 million euros"]
    assert [link.attributes["href"] for link in article.all("a", "ref")] == ["#claim-1", "#claim-2"]
    lines = [without(line, "ref") for line in article.all("p")]
    assert lines == [line for line in TEXT.split("\n") if line]
    marks = root.all("svg")[0].all("a") + root.all("svg")[1].all("a")
    assert [mark.attributes["aria-label"] for mark in marks] == [
        "claim 1, line 3: disputed, altered (negation)",
        "claim 2, line 4: open, match (equal)",
    ]
    assert [mark.all("title")[0].text for mark in marks] == [mark.attributes["aria-label"] for mark in marks]


def test_claims_within_claims_are_marked_within() -> None:
    text = "“It cost 34 million euros”, she said."
    state = bare_review()
    quote, number = state.items
    assert isinstance(quote.claim, QuoteClaim)
    assert isinstance(number.claim, QuantityClaim)
    outer = replace(quote.claim, quote=replace(quote.claim.quote, span=_span(text, "It cost 34 million euros")))
    inner = replace(number.claim, quantity=replace(number.claim.quantity, span=_span(text, "34 million euros")))
    items = (replace(quote, claim=outer), replace(number, claim=inner))
    line = page(replace(state, text=text, items=items)).all("div", "text")[0].all("p")[0]
    assert without(line, "ref") == text
    outside, around = [mark for mark in line.children if isinstance(mark, Element) and mark.name == "mark"]
    assert (outside.text, around.text) == ("It cost ", "34 million euros")
    assert [mark.text for mark in around.all("mark")] == ["34 million euros"]
    assert [link.text for link in line.all("a", "ref")] == ["2·", "1·"]


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_it_is_one_file_that_runs_and_loads_nothing() -> None:
    root = page(acted_review())
    names = {element.name for element in root.all()}
    assert not names & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    assert not [
        name
        for element in root.all()
        for name in element.attributes
        if name.startswith("on") or name in {"src", "style"}
    ]
    policy = next(meta.attributes["content"] for meta in root.all("meta") if "http-equiv" in meta.attributes)
    digest = base64.b64encode(hashlib.sha256(root.all("style")[0].text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|</", style())


def test_every_link_within_leads_somewhere_and_no_name_is_used_twice() -> None:
    for root in (page(acted_review()), page(acted_review(), bare_review())):
        names = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
        assert len(names) == len(set(names))
        within = [link.attributes["href"][1:] for link in root.all("a") if link.attributes["href"].startswith("#")]
        labels = [
            element.attributes["aria-labelledby"] for element in root.all() if "aria-labelledby" in element.attributes
        ]
        assert set(within + labels) <= set(names)


def test_links_out_open_the_passage_and_give_nothing_away() -> None:
    links = [link for link in page(acted_review()).all("a") if "out" in link.classes]
    assert {link.attributes["rel"] for link in links} == {"noopener noreferrer external"}
    assert "http://source.example/page#:~:text=The%20bridge%20is%20not%20safe." in [
        link.attributes["href"] for link in links
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_headings_come_in_order(count: int) -> None:
    root = page(*[acted_review()] * count)
    levels = [int(element.name[1]) for element in root.all() if re.fullmatch("h[1-6]", element.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@given(any_text, any_text, any_text)
@example("</style><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>--><!--")
@example("\u202eevil\u2066", "a\r\nb\tc  d", "\x00\x1b[31m\ud800\ufffe")
def test_no_text_breaks_the_page_and_every_text_comes_back(name: str, note: str, reviewer: str) -> None:
    state = hostile_review(name, note, reviewer)
    root = page(replace(state, text=f"{note}\n{TEXT}"))
    assert {"script", "img"}.isdisjoint(element.name for element in root.all())
    assert facts(root.all("header")[0])["Article"] == name
    claim = by_id(root, "claim-1")
    assert facts(claim).get("Note", "") == note
    assert facts(claim)["Decided"] == f"disputed by {reviewer}, 4 March 2026, 09:30 UTC"
    lines = [without(line, "ref") for line in root.all("div", "text")[0].all("p")]
    assert lines == [line for line in f"{note}\n{TEXT}".split("\n") if line.strip()]


def test_a_decided_article_is_ready() -> None:
    state = acted_review()
    root = page(replace(state, items=(), sources=()))
    assert root.all("p", "gate")[0].text == "✓ Ready No claim was found in this text."
    assert "No source was given" in by_id(root, "claim-sources").text + root.all("section", "sources")[0].text


def test_a_claim_without_a_passage_says_so() -> None:
    state = bare_review()
    quote = state.items[0]
    root = page(replace(state, items=(replace(quote, finding=replace(quote.finding, evidence=None)),)))
    assert "No passage bears on it; 1 of 2 sources were read." in by_id(root, "claim-1").text
    assert "The bridge is safe." in root.all("section", "unsourced")[0].text
