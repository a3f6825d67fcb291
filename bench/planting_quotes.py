"""What bench/planted.py changes of a quote: one error, or one faithful rewording, of the words between its marks.

The words are in planted_quotes.toml; another word that takes the place of one comes from the other quotes of the gold
sets. Kinds are told apart by whether the source is in the language of the article or in another.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from bench.planting import Planted, whole_word, word_tables
from claims.base_words import base_words
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import HAN
from claims.matching.words.terms import WORD, terms_of
from claims.model import Quote

FIXTURES = Path(__file__).parent.parent / "fixtures"
_WORDS = Path(__file__).with_name("planted_quotes.toml")
_WORDS_REPLACED = 3
"""Words of a quote that are replaced, each in a copy of its own."""
_LONG = 5
"""Letters from which a word has an ending by which its class can be told."""
_ENDING = 2
_LEAST = 6
"""Words that a shortened quote keeps, or characters of Chinese twice as many."""
_MARK = re.compile(r"[,;:](?=\s)|[，；：]")
_STOP = re.compile(r"[.!?](?=\s)|[。！？]")
_TURNED = str.maketrans("’'–—", "'’—–")
_APART = 150
"""Letters between two passages of a source from which they are no one passage, whoever is said to speak between."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote of a gold article that is fine: with its words in the article, and how the source has it."""

    quote: Quote
    across: bool
    evidence: str
    source: str
    speaker: str


def planted_in_quotes(digest: Digest, fine: Sequence[Said]) -> Iterator[Planted]:
    """All changes of the quotes of an article."""
    for said in fine:
        changes = [(kind, True, text) for kind, text in _errors(said, fine, digest)]
        changes += [(kind, False, text) for kind, text in _faithful(said, digest.language)]
        for kind, error, text in changes:
            span = said.quote.span
            whole = digest.text[: span.start] + text + digest.text[span.end :]
            prefix = "rendered" if said.across else "quoted"
            if text != said.quote.text:
                yield Planted(f"{prefix}: {kind}", error, whole, span.start + min(2, len(text) // 2), quote=True)


def _errors(said: Said, fine: Sequence[Said], digest: Digest) -> Iterator[tuple[str, str]]:
    text, language = said.quote.text, digest.language
    yield from _by_tables("errors", text, language)
    yield from _other_words(text, language)
    yield from _other_names(text, language)
    yield from _cut(text, language)
    yield from _other_figure(said.quote, digest)
    for rest in fine:
        if rest is not said and rest.speaker == said.speaker and _apart(said, rest):
            joint = "。" if language == "zh" else ". "
            yield "spliced", text.rstrip(" .,;。，；") + joint + rest.quote.text
            break


def _cut(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Words left out without a mark: an adjective or adverb, a clause, the condition that a quote ends with."""
    for pattern in _patterns("qualifier", language):
        match = pattern.search(text, 1)
        if match and match.end() < len(text):
            yield "qualifier cut", _without(text, match.start(), match.end())
            break
    for start, end in _inner_clauses(text, language):
        yield "clause cut inside", text[:start] + text[end:]
        break
    for pattern in _patterns("condition", language):
        match = pattern.search(text)
        kept = text[: match.start()].rstrip(" ,;:，；–—") if match else ""
        if _long(kept, language):
            yield "condition cut", kept
            break


def _other_figure(quote: Quote, digest: Digest) -> Iterator[tuple[str, str]]:
    """The first figure of a quote with another digit."""
    for core in [one.core for one in digest.quantities_in(quote.span)][:1]:
        words, at = core.of(digest.text), core.start - quote.span.start
        digits = [place for place, letter in enumerate(words) if letter.isascii() and letter.isdigit()]
        if digits:
            place = Random(words).choice(digits)
            other = words[:place] + str((int(words[place]) + 2) % 9 + 1) + words[place + 1 :]
            yield "figure", quote.text[:at] + other + quote.text[at + len(words) :]


def _apart(one: Said, other: Said) -> bool:
    """Whether two quotes stand in one source, with another passage between them."""
    first, second = one.source.find(one.evidence), one.source.find(other.evidence)
    if min(first, second) < 0 or one.source != other.source:
        return False
    low, high = sorted(((first, one), (second, other)), key=lambda pair: pair[0])
    return high[0] - (low[0] + len(low[1].evidence)) >= _APART


def _faithful(said: Said, language: str) -> Iterator[tuple[str, str]]:
    text = said.quote.text
    yield from _by_tables("faithful", text, language)
    turned = text.translate(_TURNED)
    yield "typography", turned if turned != text else text.replace(" ", "\u00a0", 1)
    for start, end in _inner_clauses(text, language):
        if not _turns(text[start:end], language):
            yield "elided with a mark", text[:start] + (" […]" if language != "zh" else "[…]") + text[end:]
            break
    words = list(WORD.finditer(text))
    if len(words) > _LEAST and language != "zh":
        at = words[Random(text).randrange(2, len(words) - 1)].end()
        added = Random(text).choice(word_tables_of("brackets", language))
        if re.match(r" [^\W\d]", text[at:]):
            yield "put in brackets", f"{text[:at]} {added}{text[at:]}"
    for match in _STOP.finditer(text):
        if not _turns(text[: match.end()], language) and _long(text[match.end() :], language):
            yield "starts late", text[match.end() :].lstrip()
            break
    for match in (*_STOP.finditer(text), *_MARK.finditer(text)):
        if _long(text[: match.start()], language) and not _turns(text[match.end() :], language):
            yield "ends early", text[: match.start()]
            break


def _turns(text: str, language: str) -> bool:
    """Whether something in a part that may be left out bears on the rest: a condition, a "not", a modal verb."""
    kinds = ("not dropped", "modal", "quantity")
    tables = word_tables(_WORDS, "errors", language)
    words = [pattern for kind in kinds for pattern, _ in tables.get(kind, ())]
    return any(pattern.search(text) for pattern in (*words, *_patterns("condition", language)))


def _by_tables(kinds: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    for kind, pairs in word_tables(_WORDS, kinds, language).items():
        found = [(match, other) for pattern, other in pairs for match in pattern.finditer(text)]
        if kind == "not put in":
            found = [
                one for one in found if not _denies(text[max(0, one[0].start() - 12) : one[0].end() + 40], language)
            ]
        if not found:
            continue
        longest = max(len(match.group()) for match, _ in found)
        match, other = Random(text).choice([one for one in found if len(one[0].group()) * 2 > longest])
        if match.group()[:1].isupper() and language != "de":
            other = other[:1].upper() + other[1:]
        if other:
            yield kind, text[: match.start()] + other + text[match.end() :]
        else:
            yield kind, _without(text, match.start(), match.end())


def _denies(text: str, language: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns("denial", language))


def _without(text: str, start: int, end: int) -> str:
    after = text[end:]
    return text[:start] + (after[1:] if text[start - 1 : start] in {" ", ""} and after[:1] == " " else after)


@cache
def _patterns(name: str, language: str) -> tuple[re.Pattern[str], ...]:
    forms = word_tables_of(("cut", name), language)
    return tuple(
        re.compile(rf"(?<![\w’'])\w{{3,}}{form[1:]}(?![\w’'])") if form[0] == "*" else whole_word(form, language)
        for form in forms
    )


def word_tables_of(path: str | tuple[str, str], language: str) -> tuple[str, ...]:
    """A list of words of the file, of one language."""
    table = word_lists()
    for name in (path,) if isinstance(path, str) else path:
        table = table[name]
    return tuple(table.get(language, ()))


@cache
def word_lists() -> dict[str, Any]:
    """The tables of planted_quotes.toml."""
    return tomllib.loads(_WORDS.read_text("utf-8"))


def _long(text: str, language: str) -> bool:
    if language == "zh":
        return len(HAN.findall(text)) >= 2 * _LEAST
    return len(WORD.findall(text)) >= _LEAST


def _inner_clauses(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The stretches between two marks in a quote, with the mark before them."""
    marks = [match.start() for match in _MARK.finditer(text)]
    for start, end in pairwise(marks):
        words = len(HAN.findall(text[start:end])) / 2 if language == "zh" else len(WORD.findall(text[start:end]))
        if 2 <= words <= 2 * _LEAST and not _STOP.search(text[start:end]):
            yield start, end


@cache
def _pool(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of all quotes of the gold sets in a language, and the last names of those who speak."""
    words: set[str] = set()
    names: set[str] = set()
    for file in sorted(FIXTURES.glob("desk*/**/gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        if gold["language"] == language:
            quotes = [claim for claim in gold["claims"] if claim["kind"] == "quote"]
            words.update(word for one in quotes for word in _words(one["text"], language))
            names.update((one.get("speaker") or "").split()[-1] for one in quotes if (one.get("speaker") or "").strip())
    return tuple(sorted(words)), tuple(sorted(names))


def _words(text: str, language: str) -> list[str]:
    if language == "zh":
        return [term.form for term in terms_of(text, "zh") if len(term.form) == 2]
    return WORD.findall(text)


def _other_words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Words with content, each replaced by another of its class, as far as the ending tells it."""
    chance = Random(text)
    stops = {word.casefold() for word in base_words(language).stop_words}
    least = 2 if language == "zh" else _LONG
    words = sorted({word for word in _words(text, language) if len(word) >= least and word.casefold() not in stops})
    chance.shuffle(words)
    made = 0
    for word in words:
        options = [one for one in _pool(language)[0] if _alike(one, word, language) and one not in text]
        match = whole_word(word, language).search(text)
        if options and match and made < _WORDS_REPLACED and match.group() == word and word.casefold() not in stops:
            made += 1
            yield "word replaced", text[: match.start()] + chance.choice(options) + text[match.end() :]


def _alike(one: str, word: str, language: str) -> bool:
    if language == "zh":
        return not set(one) & set(word)
    if len(one) < _LONG or one[0].isupper() != word[0].isupper() or one[:3].casefold() == word[:3].casefold():
        return False
    stops = base_words(language).stop_words
    return one[-_ENDING:] == word[-_ENDING:] and one.casefold() not in stops


def _other_names(text: str, language: str) -> Iterator[tuple[str, str]]:
    """A name in a quote replaced by that of somebody else."""
    names = _pool(language)[1]
    if language in {"de", "zh"}:
        found = [match for name in names for match in whole_word(name, language).finditer(text) if len(name) > 1]
    else:
        found = list(re.finditer(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{3,}(?![^\[\]]*\])", text))
    options = [name for name in names if name not in text and (language == "zh" or name[0].isupper())]
    if found and options:
        match, other = found[0], Random(text).choice(options)
        yield "name", text[: match.start()] + other + text[match.end() :]
