"""Spans without what surrounds their words, and whether a place lies in one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.spans import Spans, trimmed, without_comma
from sources.document import Span

texts = st.text(alphabet="a ,，、\n\u00a0", max_size=12)
pairs = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda one: (one[0], one[0] + one[1])))


@given(texts, st.integers(0, 12), st.integers(0, 12))
def test_a_stretch_without_white_space(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    span = trimmed(text, start, end)
    assert ("" if span is None else span.of(text)) == text[start:end].strip()
    assert span is None or start <= span.start < span.end <= end


@given(texts)
def test_words_without_the_comma_of_the_sentence_around_them(text: str) -> None:
    assert without_comma(text, Span(0, len(text))) == Span(0, len(text.rstrip(" ,，、\n\u00a0")))


@given(pairs, st.integers(0, 30))
def test_whether_a_place_lies_in_a_span(spans: list[tuple[int, int]], at: int) -> None:
    assert Spans(spans).holds(at) == any(start <= at < end for start, end in spans)


def test_spans_that_overlap_end_together() -> None:
    spans = Spans([(8, 9), (0, 3), (2, 5), (5, 6)])
    assert list(map(spans.end_at, (0, 4, 5, 6, 8))) == [5, 5, 6, None, 9]
