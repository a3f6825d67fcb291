"""A whole told for its part: 23 of the 68 wells were cleaned, and an article has 68 wells cleaned.

The whole agrees by its value, its noun and nearly all words. So the verbs are held against each other: what a source
says of the part is what the article says of the whole. A verb stands right before its figure (cleaned 23 of the 68),
behind an auxiliary that follows the figure (23 of the 68 were cleaned), or ends a clause that has one (hat 23 der 68
gereinigt).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claims.base_words import base_words
from claims.matching.figures.another.then_now import is_to_come
from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.parted import stands_of
from claims.matching.texts.part_words import part_words
from claims.matching.texts.sentenced import PARTS
from claims.matching.words.folding import fold_word
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term
from sources.document import Span

_AUXILIARY = frozenset({"have", "done", "exist"})
_AGAINST = frozenset({"not", "no", "without", "must", "want", "plan", "goal", "should", "can"})
"""Meanings of what makes of a verb no more than a wish, a duty or a denial."""
_VERB_LAST = frozenset({"de", "nl"})
"""Languages in which a participle ends its clause."""
_LONGEST = 16
"""Letters of what leads to a whole."""
_CLOSE = 2
"""Letters between a verb and the figure that it takes: a space, and one more."""


def is_told_of_whole(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim says of the whole `theirs` what a source says of `other`, a part of it."""
    text = theirs.digest.text
    if theirs.digest is not other.digest or not 0 < other.quantity.value < theirs.quantity.value:
        return False
    if not stands_of(other.quantity, theirs.quantity, text) or _is_part_or_whole(ours):
        return False
    clause = _clause(ours)
    said = {key for term in ours.digest.terms_in(clause) for key in term.meanings}
    if said & _AGAINST or is_to_come(ours.digest, clause):
        return False
    there = Span(other.quantity.span.start, max(other.quantity.span.end, theirs.quantity.span.end))
    mine, yours = _verbs(ours, ours.quantity.span), _verbs(theirs, there)
    return bool(mine & yours)


def _is_part_or_whole(figure: Figure) -> bool:
    """Whether an article itself tells of a part of a figure, or of a whole: of the 68, most."""
    text, start = figure.digest.text, figure.quantity.span.start
    words = part_words()
    before = " ".join(text[max(0, start - _LONGEST) : start].casefold().split())
    return any(before.endswith(one) and not before[: -len(one)][-1:].isalpha() for one in (*words.of, *words.first))


def _verbs(figure: Figure, span: Span) -> set[str]:
    """The keys of what may be the verb of a clause, by where it stands to the figures at `span`."""
    digest, clause = figure.digest, _clause(figure)
    terms = digest.terms_in(clause)
    before = [term for term in terms if term.span.end <= span.start]
    unit = figure.quantity.unit_span
    after = [term for term in terms if term.span.start >= max(span.end, unit.end if unit is not None else 0)]
    found: list[Term] = []
    if (
        len(before) > 1
        and fold_word(before[-1].form) in _stops(digest.language)
        and not before[-1].meanings & _AUXILIARY
    ):
        span, before = Span(before[-1].span.start, span.end), before[:-1]  # filled in 23, stands in 23
    if before and span.start - before[-1].span.end <= _CLOSE and not _is_led(before, figure.digest.language):
        found.append(before[-1])
    led = next((at for at, term in enumerate(after) if term.meanings & _AUXILIARY), None)
    if led is not None:
        found += [term for term in after[led + 1 :] if not term.meanings & _AUXILIARY][:1]
    elif after and digest.language in _VERB_LAST and any(term.meanings & _AUXILIARY for term in before):
        found.append(after[-1])
    return {key for term in found for key in term.keys} - structure() - _AUXILIARY


def _is_led(terms: Sequence[Term], language: str) -> bool:
    """Whether an article or a preposition stands before the last of some words: that is a noun then, in the park."""
    if len(terms) == 1 or terms[-2].meanings & _AUXILIARY:
        return False
    return fold_word(terms[-2].form) in _stops(language)


def _clause(figure: Figure) -> Span:
    """The clause of a figure: from the mark before it to the next behind it."""
    digest, span = figure.digest, figure.quantity.span
    sentence = digest.sentence_at(span.start)
    if sentence is None:
        return span
    text, begins, ends = digest.text, sentence.span.start, sentence.span.end
    start = max((at + 1 for at in range(begins, span.start) if text[at] in PARTS), default=begins)
    end = next((at for at in range(span.end, ends) if text[at] in PARTS), ends)
    return Span(start, max(span.end, end))


@cache
def _stops(language: str) -> frozenset[str]:
    return frozenset(map(fold_word, base_words(language).stop_words))
