"""To which column or row of a table somebody belongs: "Ida Frost made 11 saves", which the table has of the other team.

A source says it in brackets behind the name: Ida Frost (Harwell), Jan Kühn (SPD).
"""

from __future__ import annotations

import re

from claims.matching.figures.another.rows import label_against
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.digest import Digest
from sources.document import Span

_IN_BRACKETS = re.compile(r"([^\W\d_]{2,40})[ \u00a0]?[(（]([^()（）\n\t]{2,40})[)）]")
"""A word with what stands in brackets behind it."""


class Members:
    """Who belongs to whom, as the sources say it in brackets; each source is read once."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, set[str]]] = {}

    def is_of(self, ours: Figure, one: Figure, other: Figure) -> bool:
        """Whether whom a claim names last before its figure belongs to the line of `one`, and not to that of `other`.

        The name must stand nearer than that of either line, with no other figure in between.
        """
        digest, here, there = one.digest, label_against(one, other), label_against(other, one)
        own, others = (_keys(digest, span) for span in (here, there))
        sentence = ours.digest.sentence_at(ours.quantity.core.start)
        if not own - others or not others - own or sentence is None:
            return False
        known = self._of(digest)
        before = ours.digest.quantities_in(Span(sentence.span.start, ours.quantity.core.start))
        start = before[-1].span.end if before else sentence.span.start
        for term in reversed(ours.digest.terms_in(Span(start, max(start, ours.quantity.core.start)))):
            if term.keys & (own | others):
                return False
            said = known.get(term.span.of(ours.digest.text), set())
            if said & (own | others):
                return bool(said & (own - others)) and not said & (others - own)
        return False

    def _of(self, digest: Digest) -> dict[str, set[str]]:
        key = id(digest)
        if key not in self._known:
            found = self._known[key] = {}
            for match in _IN_BRACKETS.finditer(digest.text):
                if match[1][0].isupper() or digest.language == "zh":
                    said = _keys(digest, Span(match.start(2), match.end(2)))
                    found.setdefault(match[1], set()).update(said)
        return self._known[key]


def _keys(digest: Digest, span: Span) -> set[str]:
    """What a stretch of a text names; a single letter or character is no name."""
    terms = digest.terms_in(span) if len(span) else ()
    return keys_of(term for term in content(terms) if len(term.form) > 1)
