"""Tools that find figures, each as `text, language -> (start, end, value)` triples."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from claims import find_quantities

Found = tuple[int, int, Decimal]
Finder = Callable[[str, str], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rival:
    """One tool: what it is called, which languages it says it reads, and how it is asked."""

    name: str
    languages: frozenset[str]
    find: Finder


def ours(text: str, language: str) -> Iterator[Found]:
    for quantity in find_quantities(text, language):
        yield quantity.core.start, quantity.core.end, quantity.value


_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ’']\d+)*")
_WORD = re.compile(r"[ \u00a0\u202f]?([^\W\d_]+)")


def babel_and_digits(text: str, language: str) -> Iterator[Found]:
    """Digit runs read by Babel, times the scale word that follows if CLDR knows it."""
    numbers, core = import_module("babel.numbers"), import_module("babel.core")
    scales = _cldr_scales(core.Locale(language))
    for digits in _DIGITS.finditer(text):
        try:
            value = numbers.parse_decimal(digits[0].replace(" ", "\u00a0"), locale=language)
        except numbers.NumberFormatError:
            continue
        word = _WORD.match(text, digits.end())
        scale = scales.get(word[1].casefold()) if word else None
        yield digits.start(), word.end() if word and scale else digits.end(), value * (scale or 1)


def _cldr_scales(locale: Any) -> dict[str, int]:
    scales: dict[str, int] = {}
    for width in ("long", "short"):
        for patterns in (locale.compact_decimal_formats.get(width) or {}).values():
            for power, pattern in patterns.items():
                word = pattern.pattern.replace("0", "").replace("¤", "").strip(" \u00a0\u202f'.")
                zeros = pattern.pattern.count("0")
                if word and zeros == 1:
                    scales.setdefault(word.casefold(), int(power))
    return scales


def quantulum3(text: str, language: str) -> Iterator[Found]:
    del language  # English only
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = import_module("quantulum3.parser")
        # Its classifier is a pickle that only an old scikit-learn loads; without one installed it goes by its lists.
        vars(import_module("quantulum3.classifier"))["USE_CLF"] = False
        for quantity in parser.parse(text):
            low = quantity.value - (quantity.uncertainty or 0)
            yield *quantity.span, Decimal(str(low))


class _Token:
    def __init__(self, match: re.Match[str]) -> None:
        self.start, self.end, self._text = match.start(), match.end(), match[0].lower()

    def text(self) -> str:
        return self._text

    def nt_separated(self, _: _Token) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\w\s]|\s+")


def text2num(text: str, language: str) -> Iterator[Found]:
    tokens = [_Token(match) for match in _TOKEN.finditer(text)]
    for found in import_module("text_to_num").find_numbers(tokens, language, threshold=0.0):
        yield tokens[found.start].start, tokens[found.end - 1].end, Decimal(str(found.value))


_CULTURES = {"en": "en-us", "fr": "fr-fr", "es": "es-es", "pt": "pt-br", "zh": "zh-cn", "nl": "nl-nl", "it": "it-it"}


def recognizers(text: str, language: str) -> Iterator[Found]:
    """The Python port of Recognizers-Text: numbers, percentages, ordinals, money, measures; the longest span wins."""
    plain, units = import_module("recognizers_number"), import_module("recognizers_number_with_unit")
    models = [
        plain.recognize_number,
        plain.recognize_percentage,
        plain.recognize_ordinal,
        units.recognize_currency,
        units.recognize_dimension,
        units.recognize_age,
    ]
    spans: list[Found] = []
    for model in models:
        for one in model(text, _CULTURES[language]) or ():
            value = _decimal((one.resolution or {}).get("value"))
            if value is not None:
                spans.append((one.start, one.end + 1, value))
    taken = 0
    for start, end, value in sorted(spans, key=lambda one: (one[0], -one[1])):
        if start >= taken:
            taken = end
            yield start, end, value


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value).removesuffix("%").replace(",", "."))
    except InvalidOperation:
        return None


def rivals() -> list[Rival]:
    """Ours first, then every rival that is installed."""
    all_languages = frozenset({"fr", "en", "es", "de", "pt", "it", "nl", "zh"})
    found = [Rival("stet", all_languages, ours), Rival("Babel + digits", all_languages, babel_and_digits)]
    if find_spec("quantulum3"):
        found.append(Rival("quantulum3", frozenset({"en"}), quantulum3))
    if find_spec("text_to_num"):
        found.append(Rival("text2num", all_languages - {"zh"}, text2num))
    if find_spec("recognizers_number"):
        found.append(Rival("Recognizers-Text", frozenset(_CULTURES), recognizers))
    return found
