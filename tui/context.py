"""A claim or a passage within its text: the sentence it stands in, its neighbours, its line."""

from __future__ import annotations

import re

from claims.grouping import grouped
from claims.sentences import split_sentences
from sources.document import Span
from tui.display import LONGEST, Run, Runs, Tone, clipped, marked, shown

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
"""Blank lines between paragraphs: room that a pane of four lines does not have. A text opened whole keeps them."""

REACH = 1_500
"""Code points on either side that are looked at: more than any pane shows, little enough for every key press."""

PAGE = 50_000
"""Code points on either side when a text is opened whole; beyond, it says how much is left out."""


def in_context(text: str, span: Span, language: str, *, neighbours: int) -> Runs:
    """The sentence that `span` stands in, the span marked, with so many sentences on either side dimmed.

    A span that lies outside of `text` (a text that could not be kept) gives nothing.
    """
    if span.end > len(text):
        return ()
    if len(span) > LONGEST:
        return marked(text, span, span, span)
    window = _window(text, span, REACH)
    sentences = [found.shifted(window.start) for found in split_sentences(window.of(text), language)]
    touched = [n for n, sentence in enumerate(sentences) if sentence.overlaps(span)]
    if not touched:
        return marked(text, span, window, span)
    sentence = Span(sentences[touched[0]].start, sentences[touched[-1]].end)
    first, last = max(0, touched[0] - neighbours), min(len(sentences) - 1, touched[-1] + neighbours)
    around = Span(min(sentences[first].start, span.start), max(sentences[last].end, span.end))
    runs = marked(text, span, around, sentence)
    return tuple(run if run.tone is Tone.MARK else Run(_BLANK_LINES.sub("\n", run.text), run.tone) for run in runs)


def whole(text: str, span: Span) -> Runs:
    """The text with the span marked, whole unless it is longer than `PAGE` on either side."""
    if span.end > len(text):
        return (Run(shown(text[:PAGE])),)
    page = Span(max(0, span.start - PAGE), min(len(text), span.end + PAGE))
    pieces = (
        (_left_out(page.start), Tone.DIM),
        (shown(text[page.start : span.start]), Tone.PLAIN),
        (clipped(span.of(text)), Tone.MARK),
        (shown(text[span.end : page.end]), Tone.PLAIN),
        (_left_out(len(text) - page.end), Tone.DIM),
    )
    return tuple(Run(words, tone) for words, tone in pieces if words)


def _left_out(count: int) -> str:
    return f"\n… {grouped(count)} more characters are not shown here …\n" if count else ""


def _window(text: str, span: Span, reach: int) -> Span:
    """`span` and so many code points on either side, not cutting a line where one ends within reach."""
    start, end = max(0, span.start - reach), min(len(text), span.end + reach)
    if start:
        line = text.find("\n", start, span.start)
        start = line + 1 if line >= 0 else start
    if end < len(text):
        line = text.rfind("\n", span.end, end)
        end = line if line >= 0 else end
    return Span(start, end)
