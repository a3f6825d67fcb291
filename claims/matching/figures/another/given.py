"""The figure that a table gives for the very thing that a claim is of, where no source has the claim's own.

"On average 5,210 came to Holm" is told by nobody; but the row of Holm has 4,870 under "average". The claim must name
all that the row is called by, and of the heads of the columns a word that one alone has.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.matching.figures.another.rows import clause_of
from claims.matching.figures.context import Figure
from claims.matching.figures.likelihood import Candidate, powers_apart
from claims.matching.figures.owners import content, keys_of
from claims.matching.figures.values import Closeness, same_unit
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import column, head, head_cells, is_listed, is_row, label_of, without_bracket
from claims.model import FindingKind

_FAR = 0.5
"""Powers of ten between two figures of one thing at the most: a third, or three times as much."""
_LEAST = 10
"""The value from which a figure tells something by itself."""
_LABEL = 2
"""Words of the label of a line, which has no column, that a claim must have."""
_WIDEST = 12
"""Columns of a table whose heads are looked at."""


def given_instead(figure: Figure, ranked: Sequence[Candidate]) -> Candidate | None:
    """The only figure of a table whose row and column a claim names, with another value; None where there is none."""
    if abs(figure.quantity.value) < _LEAST or figure.quantity.max is not None:
        return None
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return None
    said, close = keys_of(sentence.terms), keys_of(figure.digest.terms_in(clause_of(figure)))
    found = [one for one in ranked if _may_be(figure, one) and is_named(one.figure, said, close)]
    return found[0] if len(found) == 1 else None


def _may_be(figure: Figure, one: Candidate) -> bool:
    other = one.relation.closeness is Closeness.OTHER and one.relation.finding is FindingKind.CONFLICT
    if not other or figure.quantity.unit_kind is not one.figure.quantity.unit_kind:
        return False
    languages = figure.digest.language, one.figure.digest.language
    alike = not one.figure.quantity.unit or same_unit(figure.quantity, one.figure.quantity, languages)
    return alike and powers_apart(figure.quantity, one.figure.quantity) <= _FAR


def is_named(figure: Figure, said: set[str], close: set[str], *, apart: bool = False) -> bool:
    """Whether words of a claim name the row of a figure, and its column by what no other column has.

    Of the row's label they must have all, or if told `apart` what the rows above and below do not have, too.
    """
    digest, core = figure.digest, figure.quantity.core
    row = digest.sentence_at(core.start)
    if row is None or not is_row(digest, row) or row is head(digest, row):
        return False
    label = list(content(digest.terms_in(without_bracket(digest, label_of(digest, row)))))
    if apart:
        shared = _of_rows_beside(digest, row)
        label = [term for term in label if not term.keys & shared] or label
    if not label or not all(term.keys & said for term in label):
        return False
    if is_listed(digest, row):
        return len(label) >= _LABEL and all(term.keys & close for term in label)
    return _is_column_named(digest, row, column(digest, row, core.start), close)


def _of_rows_beside(digest: Digest, row: Sentence) -> set[str]:
    """The words of the labels of the rows above and below one of a table."""
    rows = (digest.sentences[at] for at in (row.number - 1, row.number + 1) if 0 <= at < len(digest.sentences))
    beside = (one for one in rows if digest.heads[one.number] == digest.heads[row.number] != one.number)
    return keys_of(term for one in beside for term in digest.terms_in(label_of(digest, one)))


def _is_column_named(digest: Digest, row: Sentence, own: int, close: set[str]) -> bool:
    count = digest.text.count("\t", row.span.start, row.span.end)
    if not own or count > _WIDEST:
        return False
    heads = [_keys(digest, row, number) for number in range(count + 1)]
    rest = set().union(*(keys for number, keys in enumerate(heads) if number != own))
    others = (
        keys - set().union(*(more for at, more in enumerate(heads) if at != number))
        for number, keys in enumerate(heads)
        if number not in {0, own}
    )
    return bool((heads[own] - rest) & close) and not any(keys & close for keys in others)


def _keys(digest: Digest, row: Sentence, number: int) -> set[str]:
    return keys_of(term for span in head_cells(digest, row, number) for term in digest.terms_in(span))
