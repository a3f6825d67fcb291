"""The unit that a table says once for many figures: in the head of a column or row, in its corner, or above it.

`£m`, `Umsatz (Mio. Euro)`, `en millions d’euros`, `1 000 t`, `%`, `万元`: what stands there is read by the finder of
figures itself, as if it stood at a two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from claims.matching.texts.part_words import begins_part
from claims.matching.texts.sentenced import Sentence, Sentenced
from claims.matching.texts.tables import cell, column, head, head_cells, is_listed, is_row, is_row_number, label_of
from claims.model import Quantity, UnitKind
from claims.numbers import find_quantities
from claims.numbers.beside.units import canonical_unit
from claims.numbers.lexical.shadow import flatten, lower
from claims.numbers.lexical.words import load_lexicon
from sources.document import Span

_LONGEST = 90
"""Letters of a cell or caption that may be a unit, with what it is a unit of."""
_SIGN = re.compile(r"(?P<sign>[$€£¥])(?P<scale>\s?[^\W\d]{0,4})")
_THOUSANDS = re.compile(r"['’]?000s?\b")
_IN_DIGITS = re.compile(r"1[.,\u202f\u00a0 ]?000\b")
_NOTE = 50
"""Letters of a note under a table that says the unit of its figures."""
_TWO = 2
"""The figure that is put before a head to see what it says."""
_PLURALS = ("s", "en")
"""Endings of a scale that a figure takes in the singular: millions of euros, miljoenen euro."""
_BRACKETS = re.compile(r"[(\[（](?P<inside>[^()\[\]（）]{1,80})[)\]）]")
_EXCEPT = re.compile(r"[,;] |[，；]")
"""What parts a unit from what it does not hold for: in millions of euros, unless stated otherwise."""
_PARTS_OF = 12
"""Rows above one that is a part of one of them (of which: seed) in which that is looked for."""
_LEADS = frozenset({"", "in", "en", "em"})
"""What may stand before a unit of time in brackets: (years), (in Jahren)."""
_WORD = re.compile(r"[^\s:：]+")


def with_column_units(found: tuple[Quantity, ...], digest: Sentenced) -> tuple[Quantity, ...]:
    """The figures of a text, those without a unit that stand in a table with what the table says for them."""
    return tuple(readings[0] for readings in _readings(found, digest))


def other_readings(found: tuple[Quantity, ...], digest: Sentenced) -> tuple[Quantity, ...]:
    """What they may be instead: the unit above a table, or in its corner, need not be that of all its rows.

    Under "amounts in millions of euros" there may be a row of employees.
    """
    return tuple(one for readings in _readings(found, digest) for one in readings[1:])


def _readings(found: tuple[Quantity, ...], digest: Sentenced) -> list[tuple[Quantity, ...]]:
    """Each figure as it most likely reads, then as it may.

    Where the unit of a table is written with decimals, a row without any counts something else.
    """
    if "\t" not in digest.text:
        return [(one,) for one in found]
    bare = [_in_its_line(one, digest) for one in found]
    readings = [_in_its_unit(one, digest) for one in bare]
    rows = [
        digest.sentence_at(one.core.start) if len(either) > 1 else None
        for one, either in zip(bare, readings, strict=True)
    ]
    fine = {row.number for one, row in zip(bare, rows, strict=True) if row is not None and one.step < 1}
    tables = {digest.heads[number] for number in fine}
    return [
        either[::-1] if row is not None and row.number not in fine and digest.heads[row.number] in tables else either
        for either, row in zip(readings, rows, strict=True)
    ]


def _in_its_line(quantity: Quantity, digest: Sentenced) -> Quantity:
    """A figure of a list without the unit that it would have if the line below went on with its own: 8620 / 周末."""
    unit, core, text = quantity.unit_span, quantity.core, digest.text
    if unit is None or "\n" not in text[core.end : unit.start]:
        return quantity
    line = digest.sentence_at(core.start)
    if line is None or not is_listed(digest, line):
        return quantity
    span = Span(quantity.span.start, line.span.end)
    return replace(quantity, span=span, text=span.of(text), unit="", unit_kind=UnitKind.COUNT, unit_span=None)


def _in_its_unit(quantity: Quantity, digest: Sentenced) -> tuple[Quantity, ...]:
    """A figure with the unit that its table says, and without where that may not be said of its row."""
    if quantity.unit or quantity.unit_kind is not UnitKind.COUNT:
        return (quantity,)
    if is_row_number(quantity, digest):
        return (replace(quantity, unit_kind=UnitKind.ORDINAL),)  # the place of a row counts nothing
    for words, whole, own in _heads(quantity, digest):
        if not own and quantity.step == 1 and _EXCEPT.search(words):
            continue  # of a table that is in millions but for some rows, those with decimals surely are
        one = unit_said(words, digest.language, whole)
        if one is not None and (own or one.unit_kind is not UnitKind.AGE):  # donors by age are no ages
            told = replace(
                quantity,
                value=quantity.value * one.value / 2,
                max=None if quantity.max is None else quantity.max * one.value / 2,
                step=quantity.step * one.value / 2,
                unit=one.unit,
                unit_kind=one.unit_kind,
            )
            return (told,) if own or quantity.step < 1 else (told, quantity)
    return (quantity,)


def _heads(quantity: Quantity, digest: Sentenced) -> Iterator[tuple[str, bool, bool]]:
    """What may say the unit of a figure, the nearest first: its row's first cell, its column's, the corner, above.

    With each, whether any of its last words may be the unit: a row is mostly called by a name, with a unit in brackets;
    and whether it is the figure's own row or column.
    """
    row = digest.sentence_at(quantity.core.start)
    if row is None or not is_row(digest, row):
        return
    number, first = column(digest, row, quantity.core.start), head(digest, row)
    if number:
        label = label_of(digest, row).of(digest.text)
        yield label, False, True
        if begins_part(label):
            yield _label_of_whole(digest, row, first), False, True
    if first is not row and not is_listed(digest, row):
        for span in reversed(head_cells(digest, row, number)):
            yield span.of(digest.text), True, True
        yield cell(digest, first, 0).of(digest.text), True, not number
    above = digest.text[max(0, first.span.start - _LONGEST - 2) : first.span.start].rstrip()
    yield above[above.rfind("\n") + 1 :], True, not number
    yield _note_below(digest, row), True, not number


def _note_below(digest: Sentenced, row: Sentence) -> str:
    """The line right under the table that a row is in, where it is a short note without figures."""
    at = bisect_right(digest.heads, digest.heads[row.number])
    note = digest.sentences[at].span if at < len(digest.heads) else Span(0, 0)
    words = note.of(digest.text)
    alone = digest.text[note.end : note.end + 1] in {"", "\n"} and len(words) <= _NOTE
    return words.removesuffix(".") if alone and not any(map(str.isdecimal, words)) else ""


def _label_of_whole(digest: Sentenced, row: Sentence, first: Sentence) -> str:
    """The label of the row above that a row is a part of."""
    for number in range(row.number - 1, max(first.number - 1, row.number - 1 - _PARTS_OF), -1):
        label = label_of(digest, digest.sentences[number]).of(digest.text)
        if not begins_part(label):
            return label
    return ""


@lru_cache(maxsize=1024)
def unit_said(words: str, language: str, whole: bool = True) -> Quantity | None:
    """What a head says for the figures under it, or None: its value is twice the scale, 2 where it has a unit alone.

    Not `whole`, only what it has in brackets is looked at.
    """
    if not words.strip() or len(words) > _LONGEST:
        return None
    for said, bracketed, led in _parts(" ".join(words.split()), whole):
        for written in _at_a_two(said):
            found = find_quantities(written, language)
            one = len(found) == 1 and _is_all_of(found[0], written, bracketed)
            if one and found[0].unit_kind is UnitKind.RATIO and not _is_base_alone(words, language):
                continue  # deaths per 1,000 inhabitants are no unit of the column, but per 1,000 inhabitants is
            # "for the year" and "(end of year)" are no unit; "(years)" is one
            lasts = found[0].unit_kind is UnitKind.DURATION if one else False
            if one and _is_unit(found[0], language) and (not lasts or (bracketed and led in _LEADS)):
                return found[0]
    return None


def _is_base_alone(words: str, language: str) -> bool:
    return load_lexicon(language).list("per").at(lower(flatten(words.strip())), 0) is not None


def _is_all_of(one: Quantity, written: str, bracketed: bool) -> bool:
    """Whether a figure is all that is written; in brackets a share may be said of what: (% of applicants)."""
    shared = bracketed and one.unit_kind is UnitKind.PERCENT
    return one.span.start == 0 and (one.span.end == len(written) or shared)


def _parts(words: str, whole: bool) -> Iterator[tuple[str, bool, str]]:
    """What is in brackets, which is told, then the rest, each whole and without its first words, which are third."""
    inside = [(match["inside"], True) for match in _BRACKETS.finditer(words)]
    inside += [(_EXCEPT.split(part, maxsplit=1)[0], True) for part, _ in inside if _EXCEPT.search(part)]
    for part, bracketed in (*inside, *([(_BRACKETS.sub(" ", words), False)] if whole else [])):
        bare = part.strip(" :：*")
        for match in _WORD.finditer(bare):
            yield bare[match.start() :], bracketed, bare[: match.start()].strip().casefold()


def _at_a_two(said: str) -> Iterator[str]:
    """The ways to write a two before a unit, since scales stand in the plural: £2m, 2 Mio. Euro, 2万元, 2 000 t."""
    if match := _SIGN.match(said):
        yield f"{match['sign']}2{said[match.end('sign') :].lstrip()}"
    elif match := _THOUSANDS.match(said):
        yield f"2000{said[match.end() :]}"
    elif match := _IN_DIGITS.match(said):
        yield f"2{said[1:]}"
    else:
        yield f"2 {said}"
        yield f"2{said}"
        yield f"2 {said.removesuffix('s')}"  # (millions) in an English table
        first, _, rest = said.partition(" ")
        plurals = [ending for ending in _PLURALS if rest and first.endswith(ending)]
        yield from (f"2 {first.removesuffix(ending)} {rest}" for ending in plurals)


def _is_unit(one: Quantity, language: str) -> bool:
    """Whether a figure is two of a power of ten, with a unit that is known; a scale needs none, unless in digits."""
    if one.max is not None or one.value.normalize().as_tuple().digits != (2,):
        return False
    money = one.unit_kind in {UnitKind.CURRENCY, UnitKind.PERCENT}
    if one.unit_kind is UnitKind.RATIO and any(letter.isdecimal() for letter in one.unit):
        return one.value == _TWO
    known = money or bool(canonical_unit(one.unit, one.unit_kind, language))
    in_digits = sum(letter.isdecimal() for letter in one.text) > 1
    return known or (one.value > 2 and one.unit_kind is UnitKind.COUNT and not in_digits)
