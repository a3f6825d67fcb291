"""The words of the number engine: the model of `<code>.numbers.toml`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from claims.language import Words
from claims.model import Qualifier


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
    time_allowed: tuple[str, ...] = ()  # after "a week" that is a time allowed: eine Woche Zeit, un mois pour
    allowing: tuple[str, ...] = ()  # verbs that must stand before such a one: a un mois pour
    time_limits: tuple[str, ...] = ()  # before "a week" they make a limit of it: binnen einer Woche, un délai d'un mois
    counted_times: tuple[str, ...] = ()  # times before which the article counts: a fortnight, eine Viertelstunde
    one_differences: tuple[str, ...] = ()  # after "one" they make a figure of it: one fewer, uno in meno
    one_compared: tuple[str, ...] = ()  # the same where a year follows: einer weniger als 2019
    counted_ones: tuple[str, ...] = ()  # nouns before which the article counts: un muerto
    determiners: tuple[str, ...] = ()  # the article before a fraction: "the", "la"
    scales: dict[str, int] = Field(default_factory=dict)  # words that multiply, with their power of ten
    abbreviations: dict[str, int] = Field(default_factory=dict)  # short scales, case as written, power of ten
    money_abbreviations: dict[str, int] = Field(default_factory=dict)  # short scales that need a currency beside them
    collectives: dict[str, int] = Field(default_factory=dict)  # dozen, douzaine
    fractions: dict[str, int] = Field(default_factory=dict)  # third, tiers, with the denominator
    halves: tuple[str, ...] = ()  # "and a half" after a figure or its unit
    halved: tuple[str, ...] = ()  # a unit and a half of it without an article: hora y media
    part_endings: tuple[str, ...] = ()  # what makes a part of a number word written together: vierunddreißig-stel
    part_words_after: tuple[str, ...] = ()  # the same after it: trinta e quatro avos
    part_verbs: tuple[str, ...] = ()  # endings of verbs that make a part of an ordinal: un quarto andrà
    part_compared: tuple[str, ...] = ()  # comparatives before which an ordinal is a part: a fifth cheaper
    part_adjectives: tuple[str, ...] = ()  # fractions only right before a unit, else adjectives: temperatura media
    ordinals: dict[str, int] = Field(default_factory=dict)
    according: tuple[str, ...] = ()  # ordinals that are prepositions, too: secondo, segundo
    before_ordinals: tuple[str, ...] = ()  # what stands before those where they are ordinals
    ordinal_endings: tuple[str, ...] = ()  # what makes an ordinal of a number word written together: zwanzig-ste
    ordinal_elided: str = ""  # letters that such a word loses before the ending: vent(i)-esimo, vent(i)-enne
    ordinal_prefixes: tuple[str, ...] = ()
    ordinal_suffixes: tuple[str, ...] = ()
    roman_nouns: tuple[str, ...] = ()  # nouns before which capitals are a Roman ordinal: XXII edición
    ordinal_cues: tuple[str, ...] = ()  # articles before a figure whose full stop makes it an ordinal (die 22. Ausgabe)
    multiples: dict[str, Decimal] = Field(default_factory=dict)  # doubled, triplé
    often: tuple[str, ...] = ()  # multiples that count where nothing is compared: he won it twice
    once: tuple[str, ...] = ()  # once: a figure only before the time in which it is done: once a week
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
    changes_after: tuple[str, ...] = ()  # verbs of change that stand after the figure: tot 14,60 euro is gestegen
    change_links: tuple[str, ...] = ()  # "to" of a change that never joins a range: passou de 3 para 5 euros
    change_to: tuple[str, ...] = ()  # "to" of a change before a bare number word: tombées à quatre
    joined_links: tuple[str, ...] = ()  # between two figures whose unit stands after the second: 7.9 and 12.3 billion
    versus: tuple[str, ...] = ()  # before a bare figure that has the unit of the last one: 15 minutes, against 25
    suspended: tuple[str, ...] = ()  # after a bare figure that has the last one's unit: 30 months, 18 suspended
    part_pronouns: tuple[str, ...] = ()  # between the two: of them
    instead_links: tuple[str, ...] = ()  # the same for a new figure and the old one: 8 instead of 6 million
    ratios: tuple[str, ...] = ()  # "in" of "one in five"
    weak_ratios: tuple[str, ...] = ()  # only right after the figure: "seven in ten"
    prices_of: tuple[str, ...] = ()  # weak ratios that say what each is worth: dos de diez euros
    ratios_of_one: tuple[str, ...] = ()  # after "one" and a noun: "one patient in seven"
    targets: tuple[str, ...] = ()  # bounds that after a verb of change only lead to the figure: bajó hasta 58
    span_words: tuple[str, ...] = ()  # hedges that before a duration are mere prepositions: "over four years"
    span_hedged: tuple[str, ...] = ()  # before such a hedge it is one after all: for over four years
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
    spoken_money: dict[str, tuple[str, int]] = Field(default_factory=dict)  # a measure that is money too: vier ton
    counted_points: tuple[str, ...] = ()  # points that are places: points de vente
    any_currency: tuple[str, ...] = ()  # names of the main unit after a figure whose currency stands before it: 元
    money_words: tuple[str, ...] = ()  # beginnings of words before a bare 12.6 million that make money of it: cost
    weights: dict[str, str] = Field(default_factory=dict)  # currencies that are measures too, with the symbol: pounds
    weight_cues: tuple[str, ...] = ()  # beginnings of words near such a one that make it a measure: weigh, heav
    measures: dict[str, str] = Field(default_factory=dict)
    symbols: dict[str, str] = Field(default_factory=dict)  # case as written
    measures_before: dict[str, str] = Field(default_factory=dict)  # what names a scale before its figure: magnitude 5.4
    durations: dict[str, str] = Field(default_factory=dict)
    age_before: tuple[str, ...] = ()  # "aged": makes any figure an age
    age_before_years: tuple[str, ...] = ()  # words that make an age of years only ("les 15-29 ans")
    age_bounds: tuple[str, ...] = ()  # hedges that make any figure an age: "older than 65"
    age_when: tuple[str, ...] = ()  # before a bare figure that is an age then: since she was, een man van
    age_subjects: tuple[str, ...] = ()  # who is so old, before a copula and a bare figure: she is 52
    age_copulas: tuple[str, ...] = ()
    oldest: tuple[str, ...] = ()  # who is oldest or youngest: before a copula, or before the bare figure itself
    years_lived: tuple[str, ...] = ()  # before such years they say how old somebody is, no more: ha 80 anni compiuti
    ages_reached: tuple[str, ...] = ()  # after years they make an age of them that is the least: 18 ans révolus
    life_years: tuple[str, ...] = ()  # after an ordinal they make an age of it, once completed: 18. Lebensjahr
    completed: tuple[str, ...] = ()  # before such a one: Vollendung des, compimento del
    age_at: tuple[str, ...] = ()  # "at" of "at 84": an age where a life is spoken of
    bare_ages: tuple[str, ...] = ()  # those of them after which a bare figure is one: a los 16
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
    lessers: tuple[str, ...] = ()  # upper bounds that one beside a verb makes lower ones: cannot cost less than six
    nots: tuple[str, ...] = ()  # the denials that stand beside a verb
    lead_ins: tuple[str, ...] = ()  # what makes a bound one of where or of whom something is: not at less than 60 m
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
    adjective_pattern: str = ""  # adjectives after the noun, or before it where the noun is last
    described_pattern: str = ""  # plurals of times, before which any adjective may stand: six long hours
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
    partitives: tuple[str, ...] = ()  # after what looks like a year they make a count of it: 1960 of the patients
    by_votes: tuple[str, ...] = ()  # before two figures that are the sides of a vote: thrown out by 214 to 61
    year_cues: tuple[str, ...] = ()
    bare_before: tuple[str, ...] = ()  # "the two", "these three": no figure without a noun
    labels: tuple[str, ...] = ()  # nouns before a number that is a name: article 5
    phone_cues: tuple[str, ...] = ()  # before a phone number, be it with a colon: call, Auskunft, informações
    label_openers: tuple[str, ...] = ()  # before a label they make it a plain noun: this season 30 players
    bare_labels: tuple[str, ...] = ()  # the same only where no counted noun follows: on day 5
    list_links: tuple[str, ...] = ()  # between the figures of a list that share their label or age: junctions 9 and 10
    label_before: tuple[str, ...] = ()  # before a noun they make the bare figure after it a name: in room 12
    bare_after: tuple[str, ...] = ()  # words that look like such a noun and are none: in total 12
    label_after: tuple[str, ...] = ()  # nouns after an ordinal that date or name: century
    idioms: tuple[str, ...] = ()
    lookalike_pattern: tuple[str, ...] = ()  # tried at a digit, in small letters; <capital> and <month> name capitals
    around_pattern: tuple[str, ...] = ()  # the same, looked for everywhere
