"""What the main text of a page does not have is looked for around it, and a hit says where it is."""

from __future__ import annotations

import pytest

from claims.extract import article_text, extract_claims
from claims.matching import Digest, SourceIndex, judge_claims
from claims.model import Finding, FindingKind, Source
from sources.document import Document, Layer
from sources.reading import read
from sources.reading.html import read_html
from sources.reading.pdf import read_pdf
from sources.reading.transcript import read_transcript
from tests.sources.reading.pdf.drawing import pdf, text_at

ARTICLE = 'The harbour bridge of Sarnac cost 34 million euros. "We never stopped the ferry at night," said Ann Tollard.'
AROUND = """<html lang="en"><body><nav><a href="/">Home</a> <a href="/b">Sport</a></nav><main><h1>Sarnac</h1>
<p>The town opened its new hall on Monday, in the rain, with music and a long speech by its mayor about the weather.</p>
<p>Nobody spoke of the bridge, though half of the town had come to hear about it and about nothing else.</p></main>
<aside class="related"><p>The harbour bridge of Sarnac cost {figure} million euros.</p>
<p>"We never {words} the ferry at night," said Ann Tollard.</p></aside></body></html>"""


def found(document: Document) -> list[Finding]:
    article = read_html(f"<p>{ARTICLE}")
    claims = extract_claims(article, "en")
    index = SourceIndex.of_sources([Source("source", "en", document)])
    return list(judge_claims(Digest(article_text(article), "en"), claims, index))


def test_what_stands_around_the_main_text_is_found_and_says_so() -> None:
    number, quote = found(read_html(AROUND.format(figure="34", words="stopped")))
    assert (number.finding, quote.finding) == (FindingKind.MATCH, FindingKind.VERBATIM)
    for finding in (number, quote):
        assert finding.evidence is not None
        assert finding.evidence.place is not None
        assert finding.evidence.place.layer is Layer.WHOLE
        assert finding.evidence.place.origin is not None
        assert finding.evidence.place.origin.path.startswith("/html[1]/body[1]/aside[1]/p")


@pytest.mark.parametrize(("figure", "words"), [("35", "start"), ("3.4", "paint")])
def test_what_only_looks_alike_there_says_nothing(figure: str, words: str) -> None:
    assert [one.finding for one in found(read_html(AROUND.format(figure=figure, words=words)))] == [
        FindingKind.ABSENT,
        FindingKind.ABSENT,
    ]


def test_a_hit_in_a_recording_says_when() -> None:
    said = "The harbour bridge of Sarnac cost 34 million euros."
    document = read_transcript(
        f"1\n00:00:01,000 --> 00:00:02,000\nGood evening.\n\n2\n00:12:31,000 --> 00:12:35,000\n{said}"
    )
    evidence = found(document)[0].evidence
    assert evidence is not None
    assert evidence.place is not None
    assert evidence.place.words == "00:12:31"


def test_a_quote_over_the_end_of_a_page_is_verbatim_and_says_its_page() -> None:
    pages = [
        text_at(60, 780, "The town met.") + text_at(60, 100, "The bridge cost 34 mil-"),
        text_at(60, 780, "lion euros. “We never stopped the") + text_at(60, 764, "ferry at night,” said Ann Tollard."),
    ]
    document = read_pdf(pdf(pages, language="en"))
    assert isinstance(document, Document)
    quote = found(document)[1]
    assert quote.finding is FindingKind.VERBATIM
    assert quote.evidence is not None
    assert quote.evidence.place is not None
    assert quote.evidence.place.words == "page 2"


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "text/vtt"])
def test_what_shows_nothing_changes_no_word(media_type: str) -> None:
    said = "The har\xadbour bridge of Sar\u200bnac cost 34 million euros. “We never stopped the fer\xadry at night.”"
    lead = "WEBVTT\n\n00:00.000 --> 00:01.000\n" if media_type == "text/vtt" else ""
    document = read((lead + said).encode(), media_type=media_type)
    assert isinstance(document, Document)
    number, quote = found(document)
    assert (number.finding, quote.finding) == (FindingKind.MATCH, FindingKind.VERBATIM)


def test_a_passage_is_what_stands_there_furniture_too() -> None:
    document = read_html(
        "<html lang=en><h1>Ferry</h1><p>“We never stopped the</p><div class=ad-slot>Advertisement</div>"
        "<p>ferry at night,” said Ann Tollard, and the town was glad.</p>"
    )
    evidence = found(document)[1].evidence
    assert evidence is not None
    assert evidence.text == evidence.span.of(document.text)
    assert "Advertisement" in evidence.text
