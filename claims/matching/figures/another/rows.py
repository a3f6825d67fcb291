"""A figure of a table that is of another row than the one that an article names, or of another column.

"214 came from Norland" agrees by its value with the row of Southland, where Norland has 121. Told only where the
article has, right at its figure, all that tells the other row's label from this one's, and nowhere near anything that
tells this one's from the other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.matching.figures.another.there import is_there
from claims.matching.figures.arithmetic import from_to
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import TIMES, content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.labelled import label_of_part
from claims.matching.texts.tables import cell, column, head, head_cells, is_listed, is_row, label_of, without_bracket
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term
from claims.model import Quantity
from sources.document import Span

_BREAKS = frozenset(";:.!?–—；：。！？\n\t")
"""Marks over which words before a figure are no longer right at it."""
_TO_BREAK = re.compile(f"(?s:.*)[{''.join(sorted(_BREAKS))}]")
_MARK = re.compile(f"[{''.join(sorted(_BREAKS))},、，()（）]")
"""The same and more for words after it."""
_COMMAS = frozenset(",，、")
"""Those that may stand for a verb."""
_NOWHERE = Span(0, 0)
_FIGURE = re.compile(r"\d+")
_CHANGE = 40
"""Letters between the two figures of a change: a unit and a year may stand there."""
_TELLING = 3
"""Digits of a figure that hardly stand in two rows by chance."""
_WAYS = frozenset({"rise", "fall", "more", "less", "percent", "amount", "people", "part"})
"""Meanings that anything may have that grows or shrinks."""
_BREAK = re.compile(r"[;:.!?–—；：。！？\n\t](?!\d)|(?<!\d)[;:.!?–—；：。！？](?=\d)")
"""The same marks as parts of a text, but those inside a figure: 15:00, 1.964."""
_CODE = re.compile(r"[A-Z]{1,3}\d?|\d{1,3}[A-Z]?")
"""What names a row by a sign alone, which is no word: batch C, size XL, line 3."""
_CODE_AFTER = re.compile(rf"[ \u00a0-]?({_CODE.pattern})(?![0-9A-Za-zÀ-ɏ])")
_CODE_BEFORE = re.compile(rf"(?<![0-9A-Za-zÀ-ɏ])({_CODE.pattern})[ \u00a0-]?\Z")
_SIDES = frozenset({"before", "after"})
_PARTING = frozenset({"and", "but", "or", "against", "compare", "while"})


def in_other_line(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim is of the row or column of `other`, and not of that of `theirs`, which it equals."""
    digest, here, there = theirs.digest, label_against(theirs, other), label_against(other, theirs)
    yours, rival = digest.terms_in(here), digest.terms_in(there)
    own, others = _apart(yours, rival), _apart(rival, yours)
    if not own and not others:
        own, others = _apart_by_time(ours, yours, rival, in_row=_are_in_one_row(theirs, other))
    others = _outside_bracket(others, without_bracket(digest, there))
    if own and others and _names(ours, own, others, in_row=_are_in_one_row(theirs, other)):
        return True
    if not own and not others and _names_its_figures(ours, here.of(digest.text), there.of(digest.text)):
        return True
    return _names_its_code(ours, theirs, other) or _goes_on(ours, theirs, other)


def _goes_on(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim says of "there" what a table has of the row of `other`."""
    digest = theirs.digest
    row, beside = (digest.sentence_at(one.quantity.core.start) for one in (theirs, other))
    told = row is not None and beside is not None and row is not beside and label_against(theirs, other)
    return bool(told) and row is not None and beside is not None and is_there(ours, row, beside, digest)


def _names(ours: Figure, own: Sequence[Term], others: Sequence[Term], *, in_row: bool) -> bool:
    """Whether a claim names right at its figure all that tells the other line, and nothing of what tells this one.

    What stands behind a figure names a column, `in_row`, only where it is what is counted: 900 ran for the seats.
    """
    clause, core = clause_of(ours), ours.quantity.core
    near = keys_of(ours.digest.terms_in(clause))
    if not all(term.keys & near for term in others):
        return False
    # named before its figure, the other line is the subject: what follows the next mark is of something else
    before = keys_of(ours.digest.terms_in(Span(clause.start, core.start)))
    leads = all(term.keys & before for term in others)
    if keys_of(own) & keys_of(_not_of_others(ours, skip=not leads)):
        return False
    if in_row and leads and _is_parted(ours, others, clause):
        return False
    if leads or all(term.keys & ours.noun for term in others):
        return True
    if in_row and not any(term.keys & ours.noun for term in others):
        return False
    said = keys_of(_sentence_before(ours))
    return not all(term.keys & said for term in own)


def _is_parted(figure: Figure, named: Sequence[Term], clause: Span) -> bool:
    """Whether words are of the figure before, a comma behind them: 40 oaks were felled, newly planted were 31."""
    digest, core = figure.digest, figure.quantity.core
    if not any(one.span.end == clause.start for one in digest.quantities_in(_sentence(figure))):
        return False
    keys = keys_of(named)
    last = max(term.span.end for term in digest.terms_in(Span(clause.start, core.start)) if term.keys & keys)
    comma = next((at for at in range(last, core.start) if digest.text[at] in _COMMAS), core.start)
    return any(True for _ in content(digest.terms_in(Span(comma, core.start))))


def _names_its_code(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim names the code of the other row beside what the column of codes is of: batch C, size M."""
    digest = theirs.digest
    row, beside = (digest.sentence_at(one.quantity.core.start) for one in (theirs, other))
    if row is None or beside is None or row is beside or not label_against(theirs, other):
        return False
    first = head(digest, row)
    for number in range(column(digest, row, theirs.quantity.core.start)):
        mine, rival = (cell(digest, one, number).of(digest.text).strip() for one in (row, beside))
        if mine != rival and _CODE.fullmatch(mine) and _CODE.fullmatch(rival):
            kind = keys_of(digest.terms_in(cell(digest, first, number)))
            return rival in _codes(ours, kind, clause_of(ours)) and mine not in _codes(ours, kind, _sentence(ours))
    return False


def _codes(ours: Figure, kind: set[str], span: Span) -> set[str]:
    """The codes that a stretch of an article has right beside a word for what they are of."""
    text, found = ours.digest.text, set()
    for term in ours.digest.terms_in(span):
        if term.keys & kind:
            after = _CODE_AFTER.match(text, term.span.end, span.end)
            before = _CODE_BEFORE.search(text, span.start, term.span.start)
            found |= {match[1] for match in (after, before) if match is not None}
    return found


def _names_its_figures(ours: Figure, own: str, others: str) -> bool:
    """Whether a claim's clause has all figures of the other label, and its sentence not all of this one's: 20 to 39."""
    mine, rival = _figures(own), _figures(others)
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    if not mine or not rival or mine == rival or sentence is None:
        return False
    text, start, end = ours.digest.text, sentence.span.start, ours.quantity.span.start
    begins = max([start, *(match.end() for match in _BREAK.finditer(text, start, end))])
    return rival <= _figures(text[begins:end]) and not mine <= _figures(sentence.span.of(text))


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


def label_against(figure: Figure, other: Figure) -> Span:
    """Where a table says what one of two figures of a column, or of a row, is of, or a sentence with labels.

    Nowhere of other two figures.
    """
    digest = figure.digest
    row, beside = (digest.sentence_at(one.quantity.core.start) for one in (figure, other))
    if row is None or beside is None:
        return _NOWHERE
    if row is beside and (not is_row(digest, row) or is_listed(digest, row)):
        here, there = (label_of_part(digest.text, row.span, one.quantity.span) for one in (figure, other))
        return here if there else _NOWHERE
    number, others = (column(digest, at, one.quantity.core.start) for at, one in ((row, figure), (beside, other)))
    if head(digest, row) is not head(digest, beside) or not number or not others:
        return _NOWHERE
    if row is not beside:
        return label_of(digest, row) if number == others else _NOWHERE
    heads, rival = (head_cells(digest, row, at) for at in (number, others))
    return next((one for one in reversed(heads) if _is_told_by(one, rival, digest)), _NOWHERE)


def _is_told_by(head: Span, others: Sequence[Span], digest: Digest) -> bool:
    """Whether no head of another column says the same."""
    return head.of(digest.text) not in {one.of(digest.text) for one in others}


def _apart(terms: Sequence[Term], others: Sequence[Term]) -> list[Term]:
    """The words of one label that the other does not have, but for those that say when."""
    return list(content(_words_apart(terms, others)))


def _outside_bracket(terms: list[Term], bare: Span) -> list[Term]:
    """The words that a claim must have of a label: those in its bracket only where no other tells it apart."""
    return [term for term in terms if bare.contains(term.span)] or terms


def _words_apart(terms: Sequence[Term], others: Sequence[Term]) -> list[Term]:
    known = keys_of(others)
    return [term for term in terms if not term.keys & known and term.keys - structure()]


def _apart_by_time(
    ours: Figure, yours: Sequence[Term], rival: Sequence[Term], *, in_row: bool
) -> tuple[list[Term], list[Term]]:
    """The words that say when by which two labels are told apart; of heads only before and after what a claim names.

    Of which year or month a column is, is told elsewhere.
    """
    own, others = _words_apart(yours, rival), _words_apart(rival, yours)
    if not in_row:
        return own, others
    one, other = ({key for term in terms for key in term.meanings & _SIDES} for terms in (own, others))
    both = keys_of(content(yours)) & keys_of(content(rival))
    if len(one) != 1 or len(other) != 1 or one == other or not both & keys_of(right_at(ours)):
        return [], []
    return own, others


def _are_in_one_row(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in cells of their own of one row, so that columns tell them apart."""
    row = one.digest.sentence_at(one.quantity.core.start)
    if row is None or not row.span.contains(other.quantity.core):
        return False
    low, high = sorted((one.quantity.core.start, other.quantity.core.start))
    return "\t" in one.digest.text[low:high]


def are_of_one_matter(ours: Figure, theirs: Figure) -> bool:
    """Whether a claim is of what a figure of a source is of, by its row or subject, however little else they share."""
    if shares_its_row(ours, theirs):
        return True
    known = [{key for term in content(right_at(one)) for key in term.meanings} for one in (ours, theirs)]
    return bool(known[0] & known[1] - TIMES - _WAYS)


def shares_its_row(ours: Figure, theirs: Figure) -> bool:
    """Whether the sentence of a claim gives another figure of the row that `theirs` stands in: then it is of that."""
    row, sentence = (one.digest.sentence_at(one.quantity.core.start) for one in (theirs, ours))
    if row is None or sentence is None or not is_row(theirs.digest, row):
        return False
    given = {_significant(one) for one in ours.digest.quantities_in(sentence.span) if one.core != ours.quantity.core}
    beside = {_significant(one) for one in theirs.digest.quantities_in(row.span) if one.core != theirs.quantity.core}
    return any(len(digits) >= _TELLING for digits in given & beside)


def _significant(quantity: Quantity) -> str:
    return f"{abs(quantity.value):f}".replace(".", "").strip("0")


def right_at(figure: Figure) -> Sequence[Term]:
    """The words of the stretch of a sentence that a figure stands in."""
    return figure.digest.terms_in(clause_of(figure))


def clause_of(figure: Figure, *, to_mark: bool = False) -> Span:
    """From the figure before, or the last break, up to the next figure, mark or joint.

    A comma right behind the figure may stand for a verb, unless it is asked for what goes `to_mark`.
    """
    digest, core = figure.digest, figure.quantity.core
    sentence = digest.sentence_at(core.start)
    if sentence is None:
        return core
    figures = [one.core for one in digest.quantities_in(sentence.span) if one.core != core]
    ends = [one.span.end for one in digest.quantities_in(sentence.span) if one.core.end <= core.start]
    begin = max([sentence.span.start, *(end for end in ends if end <= core.start)])
    broken = _TO_BREAK.match(digest.text, begin, core.start)
    if any(from_to(digest.text, one, core, _CHANGE) for one in figures if one.end <= core.start):
        start = core.start  # from 8 tonnes in 2014 to 5: the year is of the figure before
    else:
        start = begin if broken is None else broken.end()
        led = digest.terms_in(Span(start, core.start)) if start in ends else ()
        if led and led[-1].meanings & _PARTING:
            start = led[-1].span.end  # 7 million from the fund and 5 from the town: the fund is of the 7
    mark = _mark_after(figure, sentence.span.end, skip=not to_mark)
    end = min([mark, *(one.start for one in figures if one.start >= core.end)])
    near = digest.terms_in(Span(core.end, max(core.end, end)))
    end = next((term.span.start for term in near if term.meanings & _PARTING), end)
    return Span(start, max(core.end, end))


def _before_break(figure: Figure, skip: bool) -> Iterator[Term]:
    """The words of a figure's sentence up to the mark behind it."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is not None:
        end = _mark_after(figure, sentence.span.end, skip=skip)
        yield from (term for term in sentence.terms if term.span.end <= end)


def _sentence(figure: Figure) -> Span:
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    return sentence.span if sentence is not None else figure.quantity.core


def _not_of_others(figure: Figure, skip: bool) -> Iterator[Term]:
    """Of those words, the ones that no other figure of the value has right at it: Suède 40, Norvège 40."""
    digest, quantity = figure.digest, figure.quantity
    sentence = digest.sentence_at(quantity.core.start)
    alike = [
        clause_of(replace(figure, quantity=one))
        for one in (digest.quantities_in(sentence.span) if sentence is not None else ())
        if one.core != quantity.core and one.value == quantity.value and one.unit_kind is quantity.unit_kind
    ]
    yield from (term for term in _before_break(figure, skip) if not any(span.contains(term.span) for span in alike))


def _sentence_before(figure: Figure) -> Sequence[Term]:
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    return figure.digest.sentences[sentence.number - 1].terms if sentence is not None and sentence.number else ()


def _mark_after(figure: Figure, end: int, *, skip: bool) -> int:
    """The first mark behind a figure; with `skip` no comma right after it: 27 per cent, to the snow."""
    text, start = figure.digest.text, figure.quantity.span.end
    mark = _MARK.search(text, start, end)
    if skip and mark is not None and mark[0] in _COMMAS and not text[start : mark.start()].strip():
        mark = _MARK.search(text, mark.end(), end)
    return end if mark is None else mark.start()
