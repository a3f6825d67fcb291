"""A figure of a table that is of another row than the one that an article names, or of another column.

"214 came from Norland" agrees by its value with the row of Southland, where Norland has 121. Told only where the
article has, right at its figure, all that tells the other row's label from this one's, and nowhere near anything that
tells this one's from the other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.matching.arithmetic import from_to
from claims.matching.context import Figure
from claims.matching.owners import content, keys_of
from claims.matching.tables import cell, column, head, is_row
from claims.matching.terms import Term
from sources.document import Span

_BREAKS = frozenset(";:.!?–—；：。！？\n\t")
"""Marks over which words before a figure are no longer right at it."""
_MARKS = _BREAKS | frozenset(",、，()（）")
"""The same for words after it."""
_NOWHERE = Span(0, 0)
_FIGURE = re.compile(r"\d+")
_PARTING = frozenset({"and", "but", "or", "against", "compare", "while"})


def in_other_line(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim is of the row or column of `other`, and not of that of `theirs`, which it equals."""
    digest, here, there = theirs.digest, _label(theirs, other), _label(other, theirs)
    yours, rival = digest.terms_in(here), digest.terms_in(there)
    own, others = _apart(yours, rival), _apart(rival, yours)
    if not own or not others:
        return not own and not others and _names_its_figures(ours, here.of(digest.text), there.of(digest.text))
    near = keys_of(right_at(ours))
    if not all(term.keys & near for term in others) or keys_of(own) & keys_of(_not_of_others(ours)):
        return False
    if all(term.keys & ours.noun for term in others):
        return True
    before = keys_of(_sentence_before(ours))
    return not all(term.keys & before for term in own)


def _names_its_figures(ours: Figure, own: str, others: str) -> bool:
    """Whether a claim's clause has all figures of the other label, and its sentence not all of this one's: 20 to 39."""
    mine, rival = _figures(own), _figures(others)
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    if not mine or not rival or mine == rival or sentence is None:
        return False
    text, start, end = ours.digest.text, sentence.span.start, ours.quantity.span.start
    begins = max([start, *(at + 1 for at in range(start, end) if text[at] in _BREAKS)])
    return rival <= _figures(text[begins:end]) and not mine <= _figures(sentence.span.of(text))


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


def _label(figure: Figure, other: Figure) -> Span:
    """Where a table says what one of two figures of a column, or of a row, is of; nowhere of other two."""
    digest = figure.digest
    row, beside = (digest.sentence_at(one.quantity.core.start) for one in (figure, other))
    if row is None or beside is None or not (is_row(digest, row) and is_row(digest, beside)):
        return _NOWHERE
    first = head(digest, row)
    number, others = (column(digest, at, one.quantity.core.start) for at, one in ((row, figure), (beside, other)))
    if first is not head(digest, beside) or not number or not others:
        return _NOWHERE
    if row is not beside and number == others:
        return cell(digest, row, 0)
    return cell(digest, first, number) if row is beside and first is not row else _NOWHERE


def _apart(terms: Sequence[Term], others: Sequence[Term]) -> list[Term]:
    """The words of one label that the other does not have."""
    known = keys_of(others)
    return [term for term in content(terms) if not term.keys & known]


def right_at(figure: Figure) -> Sequence[Term]:
    """The words of the stretch of a sentence that a figure stands in."""
    return figure.digest.terms_in(clause_of(figure))


def clause_of(figure: Figure) -> Span:
    """From the figure before, or the last break, up to the next figure, mark or joint."""
    digest, core = figure.digest, figure.quantity.core
    sentence = digest.sentence_at(core.start)
    if sentence is None:
        return core
    text = digest.text
    figures = [one.core for one in digest.quantities_in(sentence.span) if one.core != core]
    ends_before = [one.span.end for one in digest.quantities_in(sentence.span) if one.core.end <= core.start]
    begins = [sentence.span.start, *(end for end in ends_before if end <= core.start)]
    begins += [at + 1 for at in range(sentence.span.start, core.start) if text[at] in _BREAKS]
    if any(from_to(text, one, core) for one in figures if one.end <= core.start):
        begins.append(core.start)  # from 8 tonnes in 2014 to 5: the year is of the figure before
    ends = [sentence.span.end, *(one.start for one in figures if one.start >= core.end)]
    ends += _marks_after(figure, sentence.span.end)
    ends += [term.span.start for term in sentence.terms if term.meanings & _PARTING and term.span.start >= core.end]
    return Span(max(begins), max(core.end, min(ends)))


def _before_break(figure: Figure) -> Iterator[Term]:
    """The words of a figure's sentence up to the mark behind it."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is not None:
        end = min(_marks_after(figure, sentence.span.end), default=sentence.span.end)
        yield from (term for term in sentence.terms if term.span.end <= end)


def _not_of_others(figure: Figure) -> Iterator[Term]:
    """Of those words, the ones that no other figure of the value has right at it: Suède 40, Norvège 40."""
    digest, quantity = figure.digest, figure.quantity
    sentence = digest.sentence_at(quantity.core.start)
    alike = [
        clause_of(replace(figure, quantity=one))
        for one in (digest.quantities_in(sentence.span) if sentence is not None else ())
        if one.core != quantity.core and one.value == quantity.value and one.unit_kind is quantity.unit_kind
    ]
    yield from (term for term in _before_break(figure) if not any(span.contains(term.span) for span in alike))


def _sentence_before(figure: Figure) -> Sequence[Term]:
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    return figure.digest.sentences[sentence.number - 1].terms if sentence is not None and sentence.number else ()


def _marks_after(figure: Figure, end: int) -> list[int]:
    """The marks behind a figure, but one right after it that stands for a verb: 27 per cent, to the snow."""
    text, start = figure.digest.text, figure.quantity.span.end
    marks = [at for at in range(start, end) if text[at] in _MARKS]
    skipped = marks and text[marks[0]] not in _BREAKS and not text[start : marks[0]].strip()
    return marks[1:] if skipped else marks
