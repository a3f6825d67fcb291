"""What bench/planted.py changes of an article: one natural error in one figure, or one faithful rewording of it.

The words are in planted.toml. Whatever is made is a whole article, with the place at which the figure then stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from claims.matching.texts.digest import Digest
from claims.model import Qualifier, Quantity, UnitKind
from sources.document import Span

WORDS = Path(__file__).with_name("planted.toml")
_REACH = 60
"""Letters beside a figure within which a verb, a year or the base of a rate is taken to be of it."""
_CLOSE = 14
"""The same for the base of a rate that is not read as part of the figure."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_DATED = re.compile(r"\d(?:er|°|º)?\.?(?: de| of)? ?[^\W\d_]|[^\W\d_] ?\d|\d日")
"""A month with the day before or after it: a date on which something was said."""
_AGO = re.compile(r" (?:ago|earlier|before|later|on|from)\b")
"""What makes a time of "a year" that says when, and no base."""
_JOINING = re.compile(r"\b(?:and|et|und|y|e|en)\b|和|而|但")
"""What parts two things of which each may have a time of its own."""
_OF_THE_FIGURE = frozenset({"base", "compared", "direction", "period", "verb"})
"""Kinds whose words stand beside a figure and must go with it, and no other."""
_CLAUSE_MARKS = frozenset(",;:()–—，；：（）。.")
_WITHIN = {
    "scale": "core", "compared": "right after", "unit": "after", "currency": "span", "points": "after",
    "direction": "beside",
    "multiple": "span", "turned": "before", "fraction": "core", "base": "base", "period": "beside", "words": "core",
    "ordinal": "core", "hedge": "before", "spelling": "span", "time": "span", "verb": "beside",
}  # fmt: skip
"""Where the words of each kind are looked for, as `_region` has it."""
_MARKS = {"zh": (".", ","), "en": (".", ",")}
"""Decimal mark and the mark between groups, where they are not those of most of Europe."""
_COUNTS = frozenset({UnitKind.COUNT, UnitKind.CURRENCY, UnitKind.MEASURE})


@dataclass(frozen=True, slots=True)
class Planted:
    """A changed article: what was done to it, whether that is an error, and where the figure or quote stands now."""

    kind: str
    error: bool
    text: str
    place: int
    quote: bool = False


def planted(digest: Digest, figures: Sequence[Quantity], one: Quantity) -> Iterator[Planted]:
    """All changes of one figure of an article whose figures are `figures`."""
    for kind, old, new in _changes(digest, one):
        yield Planted(kind, True, *_put(digest.text, one, old, new))
    for kind, old, new in _rewordings(digest, one):
        yield Planted(kind, False, *_put(digest.text, one, old, new))
    yield from _exchanged(digest, figures, one)
    yield from _other_noun(digest, figures, one)
    yield from _moved(digest, one)


def _put(text: str, one: Quantity, old: Span, new: str) -> tuple[str, int]:
    place = one.core.start if old.start >= one.core.start else one.core.start + len(new) - len(old)
    return text[: old.start] + new + text[old.end :], max(0, place)


def _changes(digest: Digest, one: Quantity) -> Iterator[tuple[str, Span, str]]:
    yield from _digits(digest, one)
    yield from _by_words("errors", digest, one)
    if one.qualifier in {Qualifier.AT_LEAST, Qualifier.AT_MOST} and one.core.start > one.span.start:
        yield "bound dropped", Span(one.span.start, one.core.start), ""
    spans = [Span(match.start(), match.end()) for match in _YEAR.finditer(digest.text, *_beside(digest, one))]
    spans = [span for span in spans if not span.overlaps(one.span) and _is_its_time(digest, one, span)]
    if spans:
        near = min(spans, key=lambda span: min(abs(span.start - one.core.end), abs(one.core.start - span.end)))
        year = str(int(near.of(digest.text)) - 2)
        if year not in digest.text:
            yield "year", near, year


def _digits(digest: Digest, one: Quantity) -> Iterator[tuple[str, Span, str]]:
    """Another digit, two digits exchanged; the upper end of a range moved."""
    words = one.core.of(digest.text)
    places = [at for at, letter in enumerate(words) if letter.isascii() and letter.isdigit()]
    chance = Random(words)
    if not places:
        return
    at = chance.choice(places)
    if one.max is not None:
        at = places[-1] if len(places) == 1 or words[places[-1]] != "0" else places[-2]
    other = str((int(words[at]) + chance.choice((1, 2, 3))) % 9 + 1)
    if other != words[at]:
        kind = "range end" if one.max is not None else "digit" if len(places) > 1 else "single digit"
        yield kind, one.core, words[:at] + other + words[at + 1 :]
    pairs = [(a, b) for a, b in pairwise(places) if words[a] != words[b]]
    if pairs and one.max is None:
        a, b = chance.choice(pairs)
        changed = list(words)
        changed[a], changed[b] = changed[b], changed[a]
        if changed[0] != "0":
            yield "digits exchanged", one.core, "".join(changed)


@cache
def word_tables(file: Path, kinds: str, language: str) -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """For each kind of change the words that are looked for, longest first, and what stands for them."""
    found: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {}
    for kind, table in tomllib.loads(file.read_text("utf-8"))[kinds].items():
        pairs: list[tuple[str, str]] = []
        for entry in table.get(language, ()):
            sign = " > " if " > " in entry else " = "
            one, _, other = entry.partition(sign)
            pairs += [(one, other), (other, one)] if sign == " = " else [(one, other)]
        pairs.sort(key=lambda pair: -len(pair[0]))
        found[kind] = tuple((whole_word(one, language), other) for one, other in pairs)
    return found


def whole_word(words: str, language: str) -> re.Pattern[str]:
    """Words of a language, wherever they stand as such."""
    body = re.escape(words).replace(r"\ ", r"\s")
    if language == "zh":
        return re.compile(body)
    left = r"(?<!\w)" if words[0].isalpha() else r"(?<!\d)" if words[0].isdigit() else ""
    return re.compile(rf"{left}{body}(?!\w)" if words[-1].isalpha() else body, re.IGNORECASE)


def _by_words(kinds: str, digest: Digest, one: Quantity) -> Iterator[tuple[str, Span, str]]:
    """The change nearest to the figure of each kind that words make."""
    for kind, pairs in word_tables(WORDS, kinds, digest.language).items():
        region = _region(_WITHIN[kind] if kinds == "errors" or kind != "fraction" else "span", digest, one)
        hits: list[tuple[int, Span, str]] = []
        for pattern, other in pairs:
            for match in pattern.finditer(digest.text, *region):
                span = Span(match.start(), match.end())
                goes = _is_its_time if kind == "period" else _goes_with
                if kind in _OF_THE_FIGURE and not goes(digest, one, span):
                    continue
                if kind == "base" and _AGO.match(digest.text, span.end):
                    continue
                if kind == "period" and other[0].isupper() and not digest.text[span.start].isupper():
                    continue  # "may" is no month
                dated = kind == "period" and _DATED.search(digest.text[max(0, span.start - 5) : span.end + 5])
                if dated or any(known.overlaps(span) for _, known, _ in hits):
                    continue
                hits.append((max(one.core.start - span.end, span.start - one.core.end, 0), span, other))
        if hits:
            _, span, other = min(hits, key=lambda hit: hit[0])
            capital = span.of(digest.text)[:1].isupper() and other[:1].islower() and digest.language != "de"
            other = other[:1].upper() + other[1:] if capital else other
            tight = digest.text[span.start - 1].isdigit() and other[:1].isalpha() and digest.language != "zh"
            yield kind, span, f" {other}" if tight else other


def _goes_with(digest: Digest, one: Quantity, span: Span) -> bool:
    """Whether what is beside a figure is of it: no other figure stands between, and no mark but a comma before it."""
    if span.overlaps(one.span):
        return True
    low, high = sorted((span, one.span))
    between = Span(low.end, max(low.end, high.start))
    marks = _CLAUSE_MARKS - {",", "，"} if low is span else _CLAUSE_MARKS
    return not digest.quantities_in(between) and not any(letter in marks for letter in between.of(digest.text))


def _is_its_time(digest: Digest, one: Quantity, span: Span) -> bool:
    """Whether a time beside a figure is its own: not joined to it by "and", not in a clause of its own between commas.

    A time right after another figure is that one's.
    """
    if not _goes_with(digest, one, span):
        return False
    if span.overlaps(one.span):
        return True
    low, high = sorted((span, one.span))
    if _JOINING.search(digest.text, low.end, high.start):
        return False
    if low is not span:
        return True
    before = Span(digest.around(one.core).start, span.start)
    inside = any(letter in _CLAUSE_MARKS for letter in before.of(digest.text))
    parted = any(letter in ",，" for letter in digest.text[low.end : high.start])
    like = any(other.unit_kind is one.unit_kind for other in digest.quantities_in(before))
    return not like and not (inside and parted)


def _region(name: str, digest: Digest, one: Quantity) -> tuple[int, int]:
    around = digest.around(one.core)
    close = min(around.end, one.span.end + _CLOSE)
    start = max(around.start, one.span.start - _CLOSE) if digest.language == "zh" else one.core.end
    return {
        "core": (one.core.start, one.core.end),
        "span": (one.span.start, one.span.end),
        "before": (one.span.start, one.core.start),
        "after": (one.core.end, one.span.end),
        "right after": (one.span.end, close),
        "base": (start, close),
        "beside": _beside(digest, one),
    }[name]


def _beside(digest: Digest, one: Quantity) -> tuple[int, int]:
    around = digest.around(one.core)
    return max(around.start, one.span.start - _REACH), min(around.end, one.span.end + _REACH)


def _rewordings(digest: Digest, one: Quantity) -> Iterator[tuple[str, Span, str]]:
    yield from (change for change in _by_words("faithful", digest, one))
    words = one.core.of(digest.text)
    plain = one.max is None and re.fullmatch(r"[\d.,\u00a0\u202f ']+", words) is not None
    if not plain:
        return
    value = one.value
    if one.unit_kind in _COUNTS and value == value.to_integral_value() and value >= 10_000:
        decimal, group = _MARKS.get(digest.language, (",", "."))
        yield "ungrouped", one.core, f"{value:f}"
        exact = one.qualifier is Qualifier.EXACT and one.core.start == one.span.start
        rounded = value.quantize(Decimal(10) ** (value.adjusted() - 1))
        if exact and rounded != value and abs(rounded - value) < value * Decimal("0.02"):
            said = f"{int(rounded):,}".replace(",", group)
            yield "rounded", one.core, f"{_ABOUT[digest.language]} {said}".replace("约 ", "约")
        if value >= 1_000_000 and value % 100_000 == 0:
            yield "scaled", one.core, f"{value / 1_000_000:g}".replace(".", decimal) + _MILLION[digest.language]
    small = _SMALL.get(digest.language, ())
    if value in range(2, len(small) + 2) and one.unit_kind in {UnitKind.COUNT, UnitKind.DURATION}:
        yield "in words", one.core, small[int(value) - 2]


_ABOUT = {"en": "about", "fr": "environ", "de": "rund", "es": "unos", "pt": "cerca de", "it": "circa",
          "nl": "ongeveer", "zh": "约"}  # fmt: skip
_MILLION = {"en": " million", "fr": " millions", "de": " Millionen", "es": " millones", "pt": " milhões",
            "it": " milioni", "nl": " miljoen", "zh": "百万"}  # fmt: skip
_SMALL = {
    language: tuple(words.split())
    for language, words in {
        "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
        "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn",
        "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
        "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze",
        "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici",
        "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien",
        "zh": "两 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五",
    }.items()
}


def _exchanged(digest: Digest, figures: Sequence[Quantity], one: Quantity) -> Iterator[Planted]:
    """The figure and the next one of its sentence and kind in each other's place."""
    around = digest.around(one.core)
    for other in figures:
        same = other.unit_kind is one.unit_kind and other.core.start > one.core.end and around.contains(other.core)
        if not same or other.value == one.value or one.max is not None or other.max is not None:
            continue
        text, a, b = digest.text, one.core, other.core
        changed = text[: a.start] + b.of(text) + text[a.end : b.start] + a.of(text) + text[b.end :]
        yield Planted("figures exchanged", True, changed, a.start)
        return


def _other_noun(digest: Digest, figures: Sequence[Quantity], one: Quantity) -> Iterator[Planted]:
    """The figure given to something else that the article counts."""
    if one.unit_kind is not UnitKind.COUNT or one.unit_span is None or one.unit_span.start < one.core.end:
        return
    own = one.unit.casefold()
    others = sorted(
        {
            _said_noun(digest, other)
            for other in figures
            if other.unit_kind is UnitKind.COUNT and _is_noun(other.unit) and other.unit[:4].casefold() != own[:4]
        }
        - {""}
    )
    if others:
        noun = Random(one.text).choice(others)
        start = one.core.end if digest.language == "zh" else one.unit_span.start
        yield Planted("other noun", True, *_put(digest.text, one, Span(start, one.unit_span.end), noun))


def _said_noun(digest: Digest, other: Quantity) -> str:
    """The noun of another figure, in Chinese with its measure word."""
    if digest.language != "zh":
        return other.unit
    span = other.unit_span
    return digest.text[other.core.end : span.end] if span is not None and span.start >= other.core.end else ""


def _is_noun(unit: str) -> bool:
    """Whether a unit names a thing: no measure word, no rate, and nobody in particular, whom anybody may be."""
    named = len(unit) > 1 and " " not in unit if unit[:1] >= "\u3400" else bool(unit)
    return named and unit.casefold() not in _ANYBODY


_ANYBODY = frozenset({
    "people", "persons", "personnes", "gens", "menschen", "personen", "leute", "personas", "gente", "pessoas",
    "persone", "mensen", "times", "delas", "deles", "多人", "余人", "人次",
})  # fmt: skip
"""What is no other thing than whoever is counted, and what is none at all."""


def _moved(digest: Digest, one: Quantity) -> Iterator[Planted]:
    """The sentence of the figure and the one before it in each other's place."""
    sentence = digest.sentence_at(one.core.start)
    if sentence is None or sentence.number == 0:
        return
    text, after, before = digest.text, sentence.span, digest.sentences[sentence.number - 1].span
    between = text[before.end : after.start]
    if "\n" in between or "\t" in before.of(text) + after.of(text):
        return
    changed = text[: before.start] + after.of(text) + between + before.of(text) + text[after.end :]
    yield Planted("sentences moved", False, changed, before.start + one.core.start - after.start)
