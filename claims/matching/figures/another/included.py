"""What is in a sum: a price with the tax in it is not the same price with the tax on top, nor a gross pay a net one.

Told only where both texts say it beside the figure, and say the opposite of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.context import Figure
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.tables import is_row, labels
from claims.matching.words.phrased import NEVER, evened
from claims.model import FindingKind, UnitKind
from claims.numbers.lexical.phrases import alternation
from sources.document import Span

_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})
_SUMS = frozenset({UnitKind.CURRENCY, UnitKind.MEASURE, UnitKind.PERCENT, UnitKind.COUNT})
_BEHIND = 40
"""Letters behind a figure in which it is said what is in it."""
_BEFORE = 40
"""The same before a figure: the net price is."""
_STRONG = re.compile(r"[;:.!?；：。！？\n\t](?!\d)(?=\s|\Z|[^\x00-\x7f])")
"""Marks beyond which nothing is of a figure; a comma may lead to it."""
_TAX = "tax"
_WAYS = (
    ("without", "without_before", "without_behind"),
    ("with", "with_before", "with_behind"),
    ("before", "before_before", ""),
    ("after", "after_before", ""),
)
"""Each way that a thing stands to a sum, with the words before the thing and behind it that say it."""
_OPPOSED = frozenset(
    frozenset(pair)
    for pair in (
        ("with", "without"), ("before", "after"), ("with", "before"), ("gross", "net"),
        ("with", "net"), ("without", "gross"), ("after", "gross"),
    )
)  # fmt: skip
"""Ways that exclude each other. A price before tax has it on top; pay before tax is the gross pay."""

Included = tuple[str, str]
"""A thing, and how it stands to a sum."""


class IncludedWords(Words):
    """By language what may be in a sum, and what says beside it whether it is; claims/languages tells of each."""

    things: dict[str, dict[str, tuple[str, ...]]]
    with_before: dict[str, tuple[str, ...]]
    with_behind: dict[str, tuple[str, ...]]
    without_before: dict[str, tuple[str, ...]]
    without_behind: dict[str, tuple[str, ...]]
    before_before: dict[str, tuple[str, ...]]
    after_before: dict[str, tuple[str, ...]]
    whole: dict[str, dict[str, tuple[str, ...]]]
    articles: dict[str, tuple[str, ...]]


def with_what_is_in(found: Relation, one: Figure, other: Figure) -> Relation:
    """The relation of two figures, a conflict where they agree and the one has in it what the other has not."""
    if found.closeness not in _SAME or found.finding is FindingKind.CONFLICT:
        return found
    if one.quantity.unit_kind not in _SUMS or one.quantity.unit_kind is not other.quantity.unit_kind:
        return found
    ours = _said(one)
    theirs = _said(other) if ours else None
    if ours and theirs and ours[0] == theirs[0] and frozenset((ours[1], theirs[1])) in _OPPOSED:
        return Relation(FindingKind.CONFLICT, "unit", found.closeness)
    return found


def _said(figure: Figure) -> Included | None:
    """What is said of a figure: right behind it, else before it, else in the labels of its row and its column."""
    digest, quantity = figure.digest, figure.quantity
    sentence = digest.sentence_at(quantity.core.start)
    if sentence is None:
        return None
    if is_row(digest, sentence):
        return next((said for span in labels(quantity, digest, sentence) if (said := _first(figure, span))), None)
    span, others = quantity.core, [one.core for one in digest.quantities_in(sentence.span)]
    reach = quantity.span.end + _BEHIND  # what is in a unit may be said between its words: euros net a month
    end = min([sentence.span.end, reach, *(one.start for one in others if one.start >= span.end)])
    start = max([sentence.span.start, span.start - _BEFORE, *(one.end for one in others if one.end <= span.start)])
    behind, before = Span(span.end, max(span.end, end)), Span(min(start, span.start), span.start)
    mark = _STRONG.search(digest.text, behind.start, behind.end)
    behind = Span(behind.start, mark.start()) if mark is not None else behind
    marks = [one.end() for one in _STRONG.finditer(digest.text, before.start, before.end)]
    return _first(figure, behind) or _first(figure, Span(max([before.start, *marks]), before.end))


def _first(figure: Figure, span: Span) -> Included | None:
    if not len(span):
        return None
    return read_included(evened(span.of(figure.digest.text), figure.digest.language), figure.digest.language)


def read_included(text: str, language: str) -> Included | None:
    """The first thing that a stretch of a text, in small letters, says to be in a sum or not; None where none is."""
    pattern, things = _pattern(language)
    match = pattern.search(text)
    if match is None or match.lastgroup is None:
        return None
    named = (match.group(group) for group in match.re.groupindex if group.startswith(f"{match.lastgroup}_"))
    return next((things[name] for name in named if name), _TAX), match.lastgroup


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """All that says in a language what is in a sum, each way a group of its own, and the thing that a name is of."""
    words = read_words("und", "included", IncludedWords)
    things = {name: thing for thing, names in words.things.get(language, {}).items() for name in names}
    if not things:
        return NEVER, {}
    space = "" if language == "zh" else " ?"
    articles = f"(?:(?:{alternation(words.articles[language])}){space})?"
    names, forms = alternation(things), words.whole.get(language, {})
    groups = []
    for way, *tables in (*_WAYS, ("gross", "", ""), ("net", "", "")):
        before, behind = (_of(words, table, language) for table in tables)
        bodies = [f"(?:{alternation(before)}){space}{articles}(?P<{way}_1>{names})"] if before else []
        bodies += [f"(?P<{way}_2>{names}){space}(?:{alternation(behind)})"] if behind else []
        bodies += [_forms(forms[way])] if way in forms else []
        groups += [f"(?P<{way}>{'|'.join(bodies)})"] if bodies else []
    edge, close = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{edge}(?:{'|'.join(groups)}){close}"), things


def _of(words: IncludedWords, table: str, language: str) -> tuple[str, ...]:
    forms: tuple[str, ...] = getattr(words, table).get(language, ()) if table else ()
    return forms


def _forms(forms: Sequence[str]) -> str:
    """Words as they are, and such as only begin a word (Bruttogehalt)."""
    whole = [form for form in forms if not form.endswith("*")]
    stems = [form.rstrip("*") for form in forms if form.endswith("*")]
    return "|".join([rf"(?:{alternation(whole)})", *([rf"(?:{alternation(stems)})\w+"] if stems else [])])
