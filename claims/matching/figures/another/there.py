"""Which row of a table a claim is of that names none, but says "there": the one that the sentence before named last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import head, label_of
from claims.script import simplified
from sources.document import Span

_NEVER = re.compile(r"(?!)")


class ThereWords(Words):
    """By language the words that point back to a place, and those before which they are none."""

    there: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]


def is_there(ours: Figure, theirs: Sentence, other: Sentence, digest: Digest) -> bool:
    """Whether a claim is of the row `other` of a table, by "there" and the sentence before, and not of `theirs`."""
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    if sentence is None or not sentence.number or head(digest, theirs) is not head(digest, other):
        return False
    if not says_there(ours.digest, Span(sentence.span.start, ours.quantity.core.start)):
        return False
    labels = {row.number: keys_of(content(digest.terms_in(label_of(digest, row)))) for row in _rows(digest, other)}
    if any(keys & keys_of(sentence.terms) for keys in labels.values()):
        return False
    for term in reversed(ours.digest.sentences[sentence.number - 1].terms):
        named = [number for number, keys in labels.items() if term.keys & keys]
        if len(named) == 1:
            return named[0] == other.number
    return False


def says_there(digest: Digest, span: Span) -> bool:
    """Whether a stretch of a text points back to a place."""
    return _pattern(digest.language).search(simplified(span.of(digest.text)).casefold()) is not None


def _rows(digest: Digest, row: Sentence) -> Iterator[Sentence]:
    """The rows of a table below its head."""
    first = digest.heads[row.number]
    for number in range(first + 1, len(digest.sentences)):
        if digest.heads[number] != first:
            return
        yield digest.sentences[number]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = read_words("und", "there", ThereWords)
    listed = "|".join(map(re.escape, words.there.get(language, ())))
    if not listed:
        return _NEVER
    if language == "zh":
        return re.compile(listed)
    none = "|".join(map(re.escape, words.not_before.get(language, ())))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" + (rf"(?!\s+(?:{none})(?!\w))" if none else ""))
