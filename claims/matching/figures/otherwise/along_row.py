"""Two figures of the row that a claim is about: what they make of each other is what it tells (costs: 1.1, 3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.matching.figures.another.moments import moments
from claims.matching.figures.another.rows import right_at
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import column, head_cells, is_row, label_of, without_bracket
from sources.document import Span


def are_ends_of_row(claim: Figure, group: Sequence[Figure]) -> bool:
    """Whether two figures stand where a change along a row begins and ends, and the clause of a claim has its label.

    It begins at the first figure of the row and ends at the last, or it does so at the years that the claim's sentence
    names. What the label has in brackets is its unit.
    """
    digest = group[0].digest
    row = digest.sentence_at(group[0].quantity.core.start)
    if row is None or not is_row(digest, row) or digest.sentence_at(group[-1].quantity.core.start) is not row:
        return False
    inside = [one.core for one in digest.quantities_in(row.span)]
    between = {one.quantity.core for one in group}
    named = set(_of_named_years(claim, digest, row, inside))
    if not (between & named and between <= named | {inside[-1]} if named else between == {inside[0], inside[-1]}):
        return False
    label = content(digest.terms_in(without_bracket(digest, label_of(digest, row))))
    near = keys_of(right_at(claim))
    said = [bool(term.keys & near) for term in label]
    return bool(said) and all(said)


def are_of_unnamed_rows(claim: Figure, group: Sequence[Figure]) -> bool:
    """Whether two figures stand in two rows of a table and a claim leaves out what tells one of them: bread, and milk.

    What is twice as much as something else names that; rows of years have no words to name.
    """
    digest = group[0].digest
    rows = [digest.sentence_at(one.quantity.core.start) for one in (group[0], group[-1])]
    first, last = rows
    if first is None or last is None or first is last or not (is_row(digest, first) and is_row(digest, last)):
        return False
    sentence = claim.digest.sentence_at(claim.quantity.core.start)
    said = keys_of(sentence.terms if sentence is not None else ())
    labels = [list(content(digest.terms_in(without_bracket(digest, label_of(digest, row))))) for row in (first, last)]
    known = [keys_of(label) for label in labels]
    telling = [
        [term for term in label if not term.keys & other] for label, other in zip(labels, known[::-1], strict=True)
    ]
    return any(words and not keys_of(words) & said for words in telling)


def _of_named_years(claim: Figure, digest: Digest, row: Sentence, inside: Sequence[Span]) -> Iterator[Span]:
    """The figures of a row whose columns are headed by years that the sentence of a claim names."""
    sentence = claim.digest.sentence_at(claim.quantity.core.start)
    years = _years(claim.digest, sentence.span) if sentence is not None else set()
    for core in inside if years else ():
        heads = head_cells(digest, row, column(digest, row, core.start))
        if any(years & _years(digest, head) for head in heads):
            yield core


def _years(digest: Digest, span: Span) -> set[str]:
    return {one.name for one in moments(digest, span) if one.kind == "year"}
