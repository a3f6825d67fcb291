"""What the main text of a page does not have is looked for around it, and a hit says where it is."""

from __future__ import annotations

import pytest

from claims.extract import article_text, extract_claims
from claims.matching import SourceIndex, judge_claims
from claims.model import Finding, FindingKind, Source
from sources.document import Document, Layer
from sources.reading.html import read_html
from sources.reading.transcript import read_transcript

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
    return list(judge_claims(article_text(article), "en", claims, index))


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
