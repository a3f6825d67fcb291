"""The words of the number engine: the model of `<code>.numbers.toml`, and the same made ready for looking up.

`und.numbers.toml` (undetermined language) holds what belongs to no language, as currency codes and symbols of measures.
Every language takes it in, and a language without a file of its own makes do with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, Literal

from pydantic import Field

from claims.errors import LanguageError
from claims.language import Words, has_words, read_words
from claims.model import Qualifier
from claims.numbers.openings import opening_pattern, openings
from claims.numbers.phrases import Names, Phrases, V, by_letters, compiled
from claims.numbers.roman import ROMAN, roman_pattern
from claims.numbers.shadow import flatten, lower

UNDETERMINED = "und"
TABLES = (
    "scales", "comparers", "currencies", "scaled_currencies", "currencies_of_many", "weights", "measures", "durations",
    "per_adjectives", "measures_before", "bases_before", "amount_units", "coins",
)  # fmt: skip
"""Tables of the file that are looked up as they stand, in small letters."""


class NumberWords(Words):
    """`<code>.numbers.toml`. Words are written in small letters unless said otherwise; the order does not matter."""

    decimal: str = "."
    groups: str = ",' "  # what may stand between thousands
    decimal_varies: bool = False  # some of its countries write 1.234,5 and others 1,234.5
    numerals: dict[str, Decimal] = Field(default_factory=dict)  # number words that may stand first, with their value
    minus: tuple[str, ...] = ()  # "minus" before any figure
    decimal_words: tuple[str, ...] = ()  # "point" of "two point five"
    negatives: tuple[str, ...] = ()  # "minus" before a temperature
    joiners: tuple[str, ...] = ()  # "and" inside a number word
    amount_units: dict[str, str] = Field(default_factory=dict)  # units inside an amount only: 分 of 1小时20分
    coins: dict[str, str] = Field(default_factory=dict)  # coins inside an amount only: 分 of 3元5角2分
    amount_joiners: tuple[str, ...] = ()  # "and" between the parts of an amount: 3 dollars and 50 cents
    compound: bool = False  # number words are written together (einundzwanzig)
    unit_first: bool = False  # units stand before tens (einundzwanzig)
    articles: tuple[str, ...] = ()  # stand for one before a scale word or a fraction, never alone
    ones: tuple[str, ...] = ()  # "one": a figure only before a unit
    sure_ones: tuple[str, ...] = ()  # "one" that is never the article: één
    counted_ones: tuple[str, ...] = ()  # nouns before which the article counts: un muerto
    determiners: tuple[str, ...] = ()  # the article before a fraction: "the", "la"
    scales: dict[str, int] = Field(default_factory=dict)  # words that multiply, with their power of ten
    abbreviations: dict[str, int] = Field(default_factory=dict)  # short scales, case as written, power of ten
    money_abbreviations: dict[str, int] = Field(default_factory=dict)  # short scales that need a currency beside them
    collectives: dict[str, int] = Field(default_factory=dict)  # dozen, douzaine
    fractions: dict[str, int] = Field(default_factory=dict)  # third, tiers, with the denominator
    halves: tuple[str, ...] = ()  # "and a half" after a figure or its unit
    halved: tuple[str, ...] = ()  # a unit and a half of it without an article: hora y media
    part_adjectives: tuple[str, ...] = ()  # fractions only right before a unit, else adjectives: temperatura media
    ordinals: dict[str, int] = Field(default_factory=dict)
    ordinal_endings: tuple[str, ...] = ()  # what makes an ordinal of a number word written together: zwanzig-ste
    ordinal_elided: str = ""  # letters that such a word loses before the ending: vent(i)-esimo, vent(i)-enne
    ordinal_prefixes: tuple[str, ...] = ()
    ordinal_suffixes: tuple[str, ...] = ()
    roman_nouns: tuple[str, ...] = ()  # nouns before which capitals are a Roman ordinal: XXII edición
    ordinal_cues: tuple[str, ...] = ()  # articles before a figure whose full stop makes it an ordinal (die 22. Ausgabe)
    multiples: dict[str, Decimal] = Field(default_factory=dict)  # doubled, triplé
    often: tuple[str, ...] = ()  # multiples that count where nothing is compared: he won it twice
    multiple_nouns: dict[str, Decimal] = Field(default_factory=dict)  # double, triple: no figure where a noun follows
    multiple_suffixes: tuple[str, ...] = ()  # fold, fach
    times: tuple[str, ...] = ()
    multiples_by: tuple[str, ...] = ()  # times that multiply by themselves: 倍
    comparers: dict[str, bool] = Field(default_factory=dict)  # after times: more than (true) or less than (false)
    likeness: tuple[str, ...] = ()  # comparers that take in the adjective after them: three times as common
    before: dict[Qualifier, tuple[str, ...]] = Field(default_factory=dict)
    after: dict[Qualifier, tuple[str, ...]] = Field(default_factory=dict)
    unit_links: tuple[str, ...] = ()  # between a unit and a figure that is about: een jaar of zestig
    after_units: dict[Qualifier, tuple[str, ...]] = Field(default_factory=dict)  # after a unit only: dos horas largas
    tails: dict[Qualifier, tuple[str, ...]] = Field(default_factory=dict)  # between figure and noun: 40-odd protesters
    below_zero: tuple[str, ...] = ()  # after degrees: 20 grados bajo cero
    in_a_row: tuple[str, ...] = ()  # make an ordinal of a period count: the third quarter in a row
    not_rates: tuple[str, ...] = ()  # after a period they place it in time: a year earlier
    bound_links: tuple[str, ...] = ()  # after a bound these open the next figure: "and more than"
    contractions: dict[str, tuple[str, ...]] = Field(
        default_factory=dict
    )  # other shapes of a phrase's last word: de, d', du
    ranges: tuple[tuple[str, str], ...] = ()  # ("between", "and"), ("", "to")
    changes: tuple[str, ...] = ()  # words after which "from A to B" is a change, not a range
    change_links: tuple[str, ...] = ()  # "to" of a change that never joins a range: passou de 3 para 5 euros
    joined_links: tuple[str, ...] = ()  # between two figures whose unit stands after the second: 7.9 and 12.3 billion
    instead_links: tuple[str, ...] = ()  # the same for a new figure and the old one: 8 instead of 6 million
    ratios: tuple[str, ...] = ()  # "in" of "one in five"
    weak_ratios: tuple[str, ...] = ()  # only right after the figure: "seven in ten"
    prices_of: tuple[str, ...] = ()  # weak ratios that say what each is worth: dos de diez euros
    ratios_of_one: tuple[str, ...] = ()  # after "one" and a noun: "one patient in seven"
    targets: tuple[str, ...] = ()  # bounds that after a verb of change only lead to the figure: bajó hasta 58
    span_words: tuple[str, ...] = ()  # hedges that before a duration are mere prepositions: "over four years"
    part_words: tuple[str, ...] = ()  # the same before a fraction: "um die Hälfte"
    count_words: tuple[str, ...] = ()  # the same before a counted noun: "sous trois formes"
    denied_by: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # "only" after these: ne ... plus que 14
    duration_cues: tuple[str, ...] = ()  # before what looks like a time of day: en 2 h 20, durée : 1 h 12
    clock_words: tuple[str, ...] = ()  # "Uhr": the figure before it is a time
    hours_before: tuple[str, ...] = ()  # "at": a number word of an hour after it, of nothing, is a time
    superlative_pattern: str = ""  # what ranks, after an ordinal or written on to it: plus grande, (dritt)größte
    rank_openers: tuple[str, ...] = ()  # "op" of "op twee na grootste"
    rank_links: tuple[str, ...] = ()
    each: tuple[str, ...] = ()  # "every" of "every fifth"
    percent: tuple[str, ...] = ()
    hundredths: tuple[str, ...] = ()  # 百分之
    tenths: tuple[str, ...] = ()  # 成
    points: tuple[str, ...] = ()
    basis_points: tuple[str, ...] = ()
    currencies: dict[str, str] = Field(default_factory=dict)
    currency_signs: dict[str, str] = Field(default_factory=dict)  # case as written
    scaled_currencies: dict[str, tuple[str, int]] = Field(default_factory=dict)  # mdp: a million pesos, power of ten
    currencies_of_many: dict[str, str] = Field(default_factory=dict)  # money in millions only: livres are books, too
    any_currency: tuple[str, ...] = ()  # names of the main unit after a figure whose currency stands before it: 元
    weights: dict[str, str] = Field(default_factory=dict)  # currencies that are measures too, with the symbol: pounds
    weight_cues: tuple[str, ...] = ()  # beginnings of words near such a one that make it a measure: weigh, heav
    measures: dict[str, str] = Field(default_factory=dict)
    symbols: dict[str, str] = Field(default_factory=dict)  # case as written
    measures_before: dict[str, str] = Field(default_factory=dict)  # what names a scale before its figure: magnitude 5.4
    durations: dict[str, str] = Field(default_factory=dict)
    age_before: tuple[str, ...] = ()  # "aged": makes any figure an age
    age_before_years: tuple[str, ...] = ()  # words that make an age of years only ("les 15-29 ans")
    age_bounds: tuple[str, ...] = ()  # hedges that make any figure an age: "older than 65"
    ages_reached: tuple[str, ...] = ()  # after years they make an age of them that is the least: 18 ans révolus
    life_years: tuple[str, ...] = ()  # after an ordinal they make an age of it, once completed: 18. Lebensjahr
    completed: tuple[str, ...] = ()  # before such a one: Vollendung des, compimento del
    age_at: tuple[str, ...] = ()  # "at" of "at 84": an age where a life is spoken of
    age_verbs: tuple[str, ...] = ()  # beginnings of the words that speak of one: died, retir
    people_pattern: str = ""  # endings of the nouns for people: un pêcheur de 67 ans
    age_after: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()  # ends of nouns that last: after "jährig" they make a span of time of an age
    not_ages: tuple[str, ...] = ()  # after years they make a span of time of them: ha 31 anni di esperienza
    age_plurals: tuple[str, ...] = ()  # glued to an age with a bound before it: under-12s
    people: tuple[str, ...] = ()  # nouns whose years are an age
    unbounded: tuple[str, ...] = ()  # what ends like a bound and is none: 经过三年
    throughout: tuple[str, ...] = ()  # after a time that is no bound then: über drei Jahre hinweg
    by_much: tuple[str, ...] = ()  # before "an hour" that is a difference: later by an hour
    fixed_nouns: tuple[str, ...] = ()  # nouns of several words: 260 puestos de trabajo
    share_stops: tuple[str, ...] = ()  # what begins like per cent or points and is a noun: 23个点位
    sum_nouns: tuple[str, ...] = ()  # after them a bound says what they amount to: ein Kredit über 5 Millionen Euro
    denials: tuple[str, ...] = ()  # what turns a bound round that stands after it: no class may have more than 31
    denial_ends: tuple[str, ...] = ()  # what takes them for itself or opens another clause: not only more than 31
    bound_particles: tuple[str, ...] = ()  # between a bound and its figure: mindestens jedoch 40
    loose_at_least: tuple[str, ...] = ()  # bounds before a verb and its figure: 至少采样两次
    loose_at_most: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    per_articles: tuple[str, ...] = ()  # "a" of "a day": only before a measure
    per_prices: tuple[str, ...] = ()  # after money only: 13 euros de l'heure
    per_adjectives: dict[str, str] = Field(default_factory=dict)  # bases of a rate: dólares diarios, with their symbol
    per_nouns: tuple[str, ...] = ()  # bases that are no measure: a testa, per azione, a share
    bases_before: dict[str, str] = Field(default_factory=dict)  # words for "by the hour" before a figure: 时速
    share_fillers: tuple[str, ...] = ()  # what the fillers of a share end with: 每十元中有八元
    base_fillers: tuple[str, ...] = ()  # between a base and the figure after it: 每10万人中有
    price_bases: dict[str, str] = Field(default_factory=dict)  # units that as the base of a price are others: 每度
    per_numbers: tuple[str, ...] = ()  # "for" of "for 10,000 people": only before a round figure
    per_measured: tuple[str, ...] = ()  # "aux" of "6 litres aux 100 kilomètres"
    multiplied: tuple[str, ...] = ()  # "multiplied by" before a figure
    divided: tuple[str, ...] = ()
    without_symbols: tuple[str, ...] = ()  # symbols that are words here
    scale_links: tuple[str, ...] = ()  # between a scale word and the noun: millions de
    links: tuple[str, ...] = ()  # between a fraction and what it is of: un tiers des
    stops: tuple[str, ...] = ()  # words that end a noun phrase
    noun_order: Literal["first", "last", "capital", "han"] = "last"
    plural_pattern: str = ""
    adjective_pattern: str = ""
    noun_ends: tuple[str, ...] = ()  # words that end a compound of nouns once it has begun: won, comes
    verb_pattern: str = ""  # words that look like no noun inside a compound: arrested, arriving
    preposed: tuple[str, ...] = ()  # adjectives before the noun, where others follow it
    classifiers: tuple[str, ...] = ()  # 个; man, keer: nouns that stand before unit_links
    counters: tuple[str, ...] = ()  # classifiers that are the counted noun themselves: 人
    noun_endings: str = ""  # characters that most often end a noun there: 者, 员, 船
    nouns: tuple[str, ...] = ()  # counted nouns, where no space shows their end
    votes: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()  # beginnings of the words near which a bare "21-24" is a score
    against: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    date_links: tuple[str, ...] = ()
    date_joiners: tuple[str, ...] = ()  # between two days of one month: 3 et 9 juin
    year_cues: tuple[str, ...] = ()
    bare_before: tuple[str, ...] = ()  # "the two", "these three": no figure without a noun
    labels: tuple[str, ...] = ()  # nouns before a number that is a name: article 5
    label_openers: tuple[str, ...] = ()  # before a label they make it a plain noun: this season 30 players
    bare_labels: tuple[str, ...] = ()  # the same only where no counted noun follows: on day 5
    list_links: tuple[str, ...] = ()  # between the figures of a list that share their label or age: junctions 9 and 10
    label_before: tuple[str, ...] = ()  # before a noun they make the bare figure after it a name: in room 12
    bare_after: tuple[str, ...] = ()  # words that look like such a noun and are none: in total 12
    label_after: tuple[str, ...] = ()  # nouns after an ordinal that date or name: century
    idioms: tuple[str, ...] = ()
    lookalike_pattern: tuple[str, ...] = ()  # tried at a digit, in small letters; <capital> and <month> name capitals
    around_pattern: tuple[str, ...] = ()  # the same, looked for everywhere


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

    @cached_property
    def heads(self) -> Mapping[str, Names]:
        """Which lists and tables have phrases that begin with some letters, small ones; each by its name here."""
        return by_letters(self._phrases(), ends=False)

    @cached_property
    def ends(self) -> Mapping[str, Names]:
        """Which have phrases that end with them."""
        return by_letters(self._phrases(), ends=True)

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
    after = [*ratios, *inside, *own.counted_ones, *(word for words in (*units, *shares, *tails) for word in words)]
    ages = [tail for tail in own.age_after if tail.isalpha()] if own.ordinal_elided else []
    others = [word[:-1] + tail for word in own.numerals if word[-1] in own.ordinal_elided for tail in ages]
    others += [word[:-1] for word, worth in own.ordinals.items() if own.noun_order == "capital" and worth > 1]
    return openings(
        words=(*(phrase for table in tables for phrase in table.entries), *_plain_words((*own.halved, *others))),
        articles=_plain_words(own.articles),
        after_article=_plain_words(after),
        ratios=_plain_words(ratios),
        compound=own.compound,
        others={ROMAN: roman_pattern(_plain_words(own.roman_nouns))} if own.roman_nouns else {},
    )
