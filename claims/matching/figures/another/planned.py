"""What was planned for what came of it, and the other way, where the columns or lines of a table have both.

"The roof cost 270,000" agrees by its value with the column of the budget, where that of the accounts has 364,000. What
a text tells as a fact is what came of it; unless it, or the sentence before, says that it was planned, or is yet to be.
"""

from __future__ import annotations

import re
from functools import cache

from pydantic import ConfigDict, Field

from claims.language import Words, read_words
from claims.matching.figures.another.rows import clause_of, label_against
from claims.matching.figures.another.then_now import is_to_come
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.tables import is_row, label_of
from claims.matching.words.phrased import evened, pattern_of
from sources.document import Span


class PlannedWords(Words):
    """By language, how a table heads what was planned and what was done, and what else says that it is yet open."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    planned: dict[str, tuple[str, ...]]
    done: dict[str, tuple[str, ...]]
    open_: dict[str, tuple[str, ...]] = Field(alias="open")


def is_planned_for_done(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim is of what was done, which is `other`, and `theirs` what was planned; or the other way round."""
    digest, here, there = theirs.digest, label_against(theirs, other), label_against(other, theirs)
    if not here or not there or not _names_its_row(ours, theirs, here):
        return False
    planned, done = (_says(digest, span, "planned") for span in (here, there))
    reached, meant = (_says(digest, span, "done") for span in (here, there))
    if planned and meant and not reached and not done:
        return not _is_open(ours)
    if reached and done and not planned and not meant:
        clause = clause_of(ours)
        return _says(ours.digest, clause, "planned") and not _says(ours.digest, clause, "done")
    return False


def says_planned(digest: Digest, span: Span) -> bool:
    """Whether a stretch of a text says of something that it is planned."""
    return _says(digest, span, "planned")


def _names_its_row(ours: Figure, theirs: Figure, label: Span) -> bool:
    """Whether a claim's sentence, or the one before, names the row of a figure, or what its label tells beside this."""
    digest = theirs.digest
    row = digest.sentence_at(theirs.quantity.core.start)
    if row is None or not is_row(digest, row):
        return False
    named = keys_of(content(digest.terms_in(label_of(digest, row))))
    if label == label_of(digest, row):
        told = [term for term in digest.terms_in(label) if not _says(digest, term.span, "planned", "done")]
        named = keys_of(content(told))
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    return sentence is not None and bool(named & keys_of(sentence.terms))


def _is_open(figure: Figure) -> bool:
    """Whether a sentence, or the one before, says that something was planned, or its verb that it is yet to be."""
    digest = figure.digest
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None or is_to_come(digest, sentence.span):
        return True
    before = digest.sentences[max(0, sentence.number - 1)]
    return _says(digest, Span(before.span.start, sentence.span.end), "planned", "open_")


def _says(digest: Digest, span: Span, *tables: str) -> bool:
    even = evened(span.of(digest.text), digest.language)
    return any(_pattern(digest.language, table).search(even) for table in tables)


@cache
def _pattern(language: str, table: str) -> re.Pattern[str]:
    phrases = getattr(read_words("und", "planned", PlannedWords), table).get(language, ())
    return pattern_of(phrases, language)
