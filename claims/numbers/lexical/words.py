"""The words of the number engine (`<code>.numbers.toml`) made ready for looking up.

`und.numbers.toml` (undetermined language) holds what belongs to no language, as currency codes and symbols of measures.
Every language takes it in, and a language without a file of its own makes do with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from claims.errors import LanguageError
from claims.language import has_words, read_words
from claims.model import Qualifier
from claims.numbers.lexical.openings import opening_pattern, openings
from claims.numbers.lexical.phrases import Letters, Phrases, V, by_letters, compiled
from claims.numbers.lexical.roman import ROMAN, roman_pattern
from claims.numbers.lexical.shadow import flatten, lower
from claims.numbers.lexical.vocabulary import NumberWords

UNDETERMINED = "und"
LONG = 6
"""Letters of a number word that few other words begin with, but for its last."""
TABLES = (
    "scales", "comparers", "currencies", "scaled_currencies", "spoken_money", "currencies_of_many", "weights",
    "measures", "durations", "per_adjectives", "measures_before", "bases_before", "amount_units", "coins",
)  # fmt: skip
"""Tables of the file that are looked up as they stand, in small letters."""


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, ready for looking up. Everything but signs and symbols is in small letters."""

    code: str
    words: NumberWords
    numerals: Phrases[Decimal]
    atoms: Phrases[Decimal]
    scales: Phrases[int]
    collectives: Phrases[int]
    fractions: Phrases[int]
    ordinals: Phrases[int]
    multiples: Phrases[Decimal]
    multiple_nouns: Phrases[Decimal]
    comparers: Phrases[bool]
    before: Phrases[Qualifier]
    after: Phrases[Qualifier]
    after_units: Phrases[Qualifier]
    currencies: Phrases[str]
    scaled_currencies: Phrases[tuple[str, int]]
    spoken_money: Phrases[tuple[str, int]]
    currencies_of_many: Phrases[str]
    weights: Phrases[str]
    signs: Phrases[str]
    measures: Phrases[str]
    symbols: Phrases[str]
    durations: Phrases[str]
    per_adjectives: Phrases[str]
    measures_before: Phrases[str]
    tails: Phrases[Qualifier]
    bases_before: Phrases[str]
    amount_units: Phrases[str]
    coins: Phrases[str]
    abbreviations: Phrases[int]
    money_abbreviations: Phrases[int]
    pairings: Phrases[tuple[tuple[str, str], ...]]
    shares: Phrases[tuple[str, int]]
    lists: Mapping[str, Phrases[None]]
    openings: Mapping[str, str]
    candidates: re.Pattern[str]
    plural: re.Pattern[str]
    adjective: re.Pattern[str]
    people: re.Pattern[str]
    verb: re.Pattern[str]
    described: re.Pattern[str]

    @cached_property
    def heads(self) -> Letters:
        """Which lists and tables have phrases that begin with some letters, small ones; each by its name here."""
        return by_letters(self._phrases, ends=False)

    @cached_property
    def ends(self) -> Letters:
        """Which have phrases that end with them."""
        return by_letters(self._phrases, ends=True)

    @cached_property
    def _phrases(self) -> dict[str, list[str]]:
        tables = {name: table for name, table in vars(self).items() if isinstance(table, Phrases)}
        return {
            name: [lower(phrase) for phrase in table.entries] for name, table in (*self.lists.items(), *tables.items())
        }

    def list(self, name: str) -> Phrases[None]:
        """A plain word list of the file, by its key."""
        return self.lists[name]


@cache
def load_lexicon(language: str) -> Lexicon:
    """The words for a language; those of no language where it has no file. Raises `LanguageError` on damaged data."""
    shared = read_words(UNDETERMINED, "numbers", NumberWords)
    try:
        known = has_words(language, "numbers")
    except LanguageError:  # no code at all
        known = False
    own = read_words(language, "numbers", NumberWords) if known else shared
    return _ready(language, own, shared)


def _ready(code: str, own: NumberWords, shared: NumberWords) -> Lexicon:
    numerals = Phrases(_plain({**own.numerals, **dict.fromkeys((*own.articles, *own.ones), Decimal(1))}))
    fractions, ordinals, collectives = (
        Phrases(_plain(table)) for table in (own.fractions, own.ordinals, own.collectives)
    )
    multiples, nouns = Phrases(_plain(own.multiples)), Phrases(_plain(own.multiple_nouns))
    opened = _openings(own, (numerals, fractions, ordinals, multiples, nouns, collectives))
    return Lexicon(
        code=code,
        words=own,
        **{name: Phrases(_plain(getattr(own, name))) for name in TABLES},
        numerals=numerals,
        atoms=Phrases(_plain(_atoms(own))),
        collectives=collectives,
        fractions=fractions,
        ordinals=ordinals,
        multiples=multiples,
        multiple_nouns=nouns,
        before=Phrases(_bounds(own.before, own.contractions)),
        after=Phrases(_bounds(own.after, own.contractions)),
        after_units=Phrases(_bounds(own.after_units, {})),
        signs=Phrases({**shared.currency_signs, **own.currency_signs}),
        symbols=Phrases(_symbols(own, shared)),
        tails=Phrases(_bounds(own.tails, {})),
        abbreviations=Phrases(own.abbreviations),
        money_abbreviations=Phrases({**shared.money_abbreviations, **own.money_abbreviations}),
        pairings=Phrases(_links(own)),
        shares=Phrases(_shares(own)),
        lists=_lists(own),
        openings=opened,
        candidates=opening_pattern(opened),
        plural=compiled(own.plural_pattern),
        adjective=compiled(own.adjective_pattern),
        people=compiled(own.people_pattern),
        verb=compiled(own.verb_pattern),
        described=compiled(own.described_pattern),
    )


def _atoms(own: NumberWords) -> dict[str, Decimal]:
    """The words that may go on a number word, with their worth."""
    powers = {word: Decimal(10) ** power for word, power in own.scales.items()}
    return {**powers, **own.numerals, **dict.fromkeys(own.ones, Decimal(1))}


def _symbols(own: NumberWords, shared: NumberWords) -> dict[str, str]:
    """The symbols of every language, without those that are words in this one, and its own."""
    kept = {sign: name for sign, name in shared.symbols.items() if sign not in own.without_symbols}
    return {**kept, **own.symbols}


def _lists(own: NumberWords) -> dict[str, Phrases[None]]:
    """Every plain list of words of a language, by its key."""
    return {
        name: Phrases(dict.fromkeys(_plain_words(_variants(value, own.contractions))))
        for name, value in own
        if isinstance(value, tuple) and all(isinstance(word, str) for word in value)
    }


def _plain(entries: Mapping[str, V]) -> dict[str, V]:
    return {lower(flatten(word)): value for word, value in entries.items()}


def _links(own: NumberWords) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each word that links two figures, with what it makes of them and the opener that this wants before the first."""
    links: dict[str, tuple[tuple[str, str], ...]] = {}
    kinds = {"ratio": own.ratios, "weak ratio": own.weak_ratios, "ratio of one": own.ratios_of_one, "vote": own.against}
    kinds |= {"change": own.change_links, "joined": own.joined_links, "instead": own.instead_links}
    pairs = [("range", opener, link) for opener, link in own.ranges]
    pairs += [(kind, "", link) for kind, links_of_kind in kinds.items() for link in links_of_kind]
    for kind, opener, link in (*pairs, *(("vote", "", mark) for mark in "-–:")):
        links[link] = (*links.get(link, ()), (kind, opener))
    return _plain(links)


def _shares(own: NumberWords) -> dict[str, tuple[str, int]]:
    """The words for per cent and its like, with the unit's name and the worth of one."""
    kinds = (("%", 10, own.tenths), ("%", 1, own.percent), ("bp", 1, own.basis_points), ("pp", 1, own.points))
    return _plain({word: (name, worth) for name, worth, words in kinds for word in words})


def _plain_words(words: Iterable[str]) -> list[str]:
    return [lower(flatten(word)) for word in words]


def _bounds(
    entries: Mapping[Qualifier, tuple[str, ...]], contractions: Mapping[str, tuple[str, ...]]
) -> dict[str, Qualifier]:
    return {
        word: qualifier
        for qualifier, phrases in entries.items()
        for word in _plain_words(_variants(phrases, contractions))
    }


def _variants(phrases: Iterable[str], contractions: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each phrase, and again with its last word in every other shape it may take."""
    for phrase in phrases:
        yield phrase
        head, space, last = phrase.rpartition(" ")
        if space:
            for other in contractions.get(last, ()):
                yield f"{head} {other}"


def _openings(own: NumberWords, tables: Iterable[Phrases[Any]]) -> dict[str, str]:
    """Where a figure may begin, but for digits."""
    units = (own.durations, own.measures, own.currencies, own.scales, own.collectives, own.fractions)
    shares = (own.percent, own.points, own.basis_points)
    tails = (own.halves, own.decimal_words, own.times, own.multiple_suffixes, own.age_after, own.rank_links)
    ratios = (*own.ratios, *own.weak_ratios, *own.ratios_of_one)
    inside = (*own.numerals, *own.joiners) if own.compound else ()
    ones = (own.counted_ones, own.one_differences, own.one_compared)
    after = [*ratios, *inside, *(word for words in (*ones, *units, *shares, *tails) for word in words)]
    ages = [tail for tail in own.age_after if tail.isalpha()] if own.ordinal_elided else []
    others = [word[:-1] + tail for word in own.numerals if word[-1] in own.ordinal_elided for tail in ages]
    others += [
        word[:-1] for word in own.numerals if word[-1] in own.ordinal_elided and len(word) > LONG
    ]  # trentottesimo
    others += [word[:-1] for word, worth in own.ordinals.items() if own.noun_order == "capital" and worth > 1]
    return openings(
        words=(*(phrase for table in tables for phrase in table.entries), *_plain_words((*own.halved, *others))),
        articles=_plain_words(own.articles),
        after_article=_plain_words(after),
        ratios=_plain_words(ratios),
        compound=own.compound,
        others={ROMAN: roman_pattern(_plain_words(own.roman_nouns))} if own.roman_nouns else {},
    )
