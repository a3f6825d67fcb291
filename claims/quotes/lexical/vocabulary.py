"""The words by which speech is reported as `languages/<code>.quotes.toml` holds them, and the forms of its verbs."""

from __future__ import annotations

from typing import Literal

from claims.language import Words

Gender = Literal["m", "f", "n", "p", "mp", "fp", "x", ""]
"""As the language shows it: a person's gender, a plural, `x` for anyone, `n` for no person, empty for not shown."""

Expressions = Literal[
    "impersonal",
    "leaks",
    "phrases",
    "according",
    "according_stops",
    "own_words",
    "asides",
    "silent",
    "turning",
    "summing",
    "others",
]
"""The kinds of expressions that may have several words."""


class Conjugation(Words):
    """How the forms of a class of verbs are made: cut the lemma, add the endings.

    `spelling` changes the last letter of the stem before an ending in a, o or u (annoncer: annonça).
    """

    cut: int
    finite: tuple[str, ...]
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    participle_prefix: str = ""
    spelling: dict[str, str] = {}


class Forms(Words):
    """The forms of one verb."""

    finite: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()


class PhraseWords(Words):
    """What a noun phrase begins with, goes on with and stops at."""

    determiners: tuple[str, ...] = ()
    datives: frozenset[str] = frozenset()
    """Articles of whom something is told, where these have a form of their own: der, dem."""
    feminine_determiners: frozenset[str] = frozenset()
    masculine_determiners: frozenset[str] = frozenset()
    plural_determiners: tuple[str, ...] = ()
    alike_endings: tuple[str, ...] = ()
    """Of men's words that are the same in the plural, where the article tells: die Anwohner."""
    indefinite: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    whose: frozenset[str] = frozenset()
    """What leads to somebody of theirs behind a name: "Ann Pell, whose husband …"."""
    same: tuple[str, ...] = ()
    demonstratives: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    placing: frozenset[str] = frozenset()
    """Those of the connectors that with an article say where something was said, and not what a role is of."""
    particles: tuple[str, ...] = ()
    inner_particles: tuple[str, ...] = ()
    surname_closes: bool = False
    """Whether what stands behind a given name and a surname is where somebody belongs: Carla Neri della Cgil."""
    manners: frozenset[str] = frozenset()
    """How something is said, which "of" joins to no speaker: "répond le prévenu d'une voix …"."""
    joins: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    """Those of the stops that govern no noun: the subject of a clause may stand right behind them."""
    stops: tuple[str, ...] = ()
    calendar: frozenset[str] = frozenset()
    """Words for a time that are written like names, which none is part of: "Anna Vogt Ende Januar"."""
    born: frozenset[str] = frozenset()
    """What stands before the name that somebody had before: "christened Mary Ashe"."""
    adverbs: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    opener_endings: tuple[str, ...] = ()
    """Of participles and adverbs that open a sentence before its verb: lachend, sichtlich."""
    plural_endings: tuple[str, ...] = ()
    agreeing: tuple[str, ...] = ()
    """What a word that describes a plural ends in."""
    plural_changes: dict[str, str] = {}
    """The last letter of a noun and what it becomes in the plural."""
    labels: tuple[str, ...] = ()
    utterances: frozenset[str] = frozenset()
    """What words are called: with a colon behind, whoever spoke last goes on ("the answer was a promise: …")."""
    changes: tuple[str, ...] = ()
    """What says between commas that somebody else comes to speak: "en cambio", "de son côté"."""
    works: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    """What the names of newspapers are made of."""
    mottos: tuple[str, ...] = ()
    """What says before a colon that a slogan follows, and nobody's words."""


class Gendered(Words):
    """Words for people by gender: men, women, either."""

    compounds: bool = False
    m: tuple[str, ...] = ()
    f: tuple[str, ...] = ()
    x: tuple[str, ...] = ()
    anaphoric: tuple[str, ...] = ()
    offices: frozenset[str] = frozenset()
    accused: frozenset[str] = frozenset()
    """What the person is called whom the report of a trial begins with."""
    unnamed: frozenset[str] = frozenset()
    """Offices that a report often leaves without a name, as those of a court: they are nobody who was named before."""
    generic: frozenset[str] = frozenset()
    ministers: frozenset[str] = frozenset()
    """Those whose field stands between the office and the name: "la ministre de l'Agriculture Solène Abit"."""
    """Men's words that women's offices are called by as well: il magistrato, le médecin."""
    demonyms: frozenset[str] = frozenset()
    """Where somebody comes from, which alone behind an article stands for them: el gallego, le Suédois."""
    kin: frozenset[str] = frozenset()
    """Who is somebody's: the mother, the neighbour. Without a name they are nobody who was named before."""
    past: frozenset[str] = frozenset()
    """What says that somebody no longer is what they are called: former, ancien, ex."""
    counterparts: dict[str, tuple[str, ...]] = {}
    """For a relative, what one is to them in turn: a brother's sister, or brother."""
    synonyms: dict[str, tuple[str, ...]] = {}
    """What else the holder of an office is called, and the offices: "premier édile" is a maire."""
    endings: dict[str, Gender] = {}
    """What only words for people end in, however rare the word: ologist, erin."""
    ages: tuple[str, ...] = ()
    """What follows the figure where an age stands for a person: 52-year-old."""
    before: frozenset[str] = frozenset()
    """What a hyphen sets before an office or a calling: ex-minister, vice-présidente."""
    behind: frozenset[str] = frozenset()
    """What hyphens set behind one: director-general, diretor-geral, editor-in-chief."""


class Groups(Words):
    """Nouns for speakers that are no persons."""

    compounds: bool = False
    institutions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    companies: frozenset[str] = frozenset()
    """What a company is called once it has been named: the firm, l'entreprise, das Unternehmen."""
    texts: frozenset[str] = frozenset()
    """Those of the documents that take up any other: the text, the statement."""
    authors: frozenset[str] = frozenset()
    """What leads from a document to who wrote it: by, from, von."""
    carriers: tuple[str, ...] = ()
    """What bears words that nobody in particular says: signs, placards, banners."""
    own: frozenset[str] = frozenset()
    """What a demonstrative makes the paper that reports: this newspaper, ce journal."""
    bodies: frozenset[str] = frozenset()
    """What any body may be called once it has spoken: the organisation."""
    places: tuple[str, ...] = ()
    """Prepositions at the beginning of a sentence behind which a body speaks, and nobody by name: Desde, Au, Bei."""


class Contests(Words):
    """Who won and who lost, and the expressions that say of whom a sentence is about that they did."""

    winners: tuple[str, ...] = ()
    losers: tuple[str, ...] = ()
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class SpacedWords(Words):
    """What `languages/<code>.quotes.toml` holds for a language that parts its words by spaces."""

    that: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    identifying: frozenset[str] = frozenset()
    """Forms of "to be" by which a clause says who it is that speaks: "The one who complains is Ann Hale: “…”"."""
    personal: frozenset[str] = frozenset()
    """Relative pronouns of persons alone: who, quien."""
    whether: tuple[str, ...] = ()
    subordinators: frozenset[str] = frozenset()
    """What opens a clause that its verb closes: "weil", "omdat"."""
    auxiliaries: tuple[str, ...] = ()
    no_cue_after: tuple[str, ...] = ()
    copulas: frozenset[str] = frozenset()
    """Forms of "to be" that are no auxiliaries of what is said: a name behind one is its subject."""
    reflexive_auxiliaries: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    capital_nouns: bool = False
    separable: dict[str, tuple[str, ...]] = {}
    nominative: frozenset[str] = frozenset()
    """Pronouns that are subjects and no objects: er, hij."""
    reflexives: frozenset[str] = frozenset()
    objects: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    """What says that the words are those of whom the sentence is about: "in his own words"."""
    judging: tuple[str, ...] = ()
    """What a sentence opens with that gives somebody's view without a verb of speech: "Per X il piano è «…»"."""
    seeming: frozenset[str] = frozenset()
    """Forms that give the view of whom "to" leads at the beginning of a sentence: "A X le parece «…»"."""
    according_in_slot: frozenset[str] = frozenset()
    according_after: frozenset[str] = frozenset()
    according_stops: tuple[str, ...] = ()
    infinitive_leads: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    """What joins a verb to the infinitive that it leads: "se limita a decir", "acaba de dizer"."""
    weak: tuple[str, ...] = ()
    calling: dict[str, str] = {}
    """Forms that speak only where this word leads from what is called so to the marks: "chamou o plano de “…”"."""
    telling: frozenset[str] = frozenset()
    """Forms whose subject is somebody, whatever noun it is: "said", "replied"."""
    own: frozenset[str] = frozenset()
    """Pronouns for the reporter: I, we."""
    asking: frozenset[str] = frozenset()
    """Forms that say that somebody asks, so that another answers."""
    replies: frozenset[str] = frozenset()
    """Forms that say that somebody answers: who spoke right before is not meant."""
    phrases: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    """Expressions of a listed verb in which nobody speaks: "cuenta con"."""
    summing: tuple[str, ...] = ()
    """What says behind a comma that the words before it are all, or the only ones, of whom it leads to."""
    turning: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Who is told apart from somebody named before, and no more: another, un autre."""
    """What says whose turn it is, right before them: "It fell to the mayor to calm things down: “…”"."""
    impersonal: tuple[str, ...] = ()
    from_whom: frozenset[str] = frozenset()
    """What leads to whom an impersonal verb has words of, or from whom they come: "heißt es von X", "von X kam …"."""
    coming: frozenset[str] = frozenset()
    """Forms that say so, of the verb or its participle."""
    lone: frozenset[str] = frozenset()
    """What means nobody in particular where nothing follows it: "ruft einer", "roept er een"."""
    numbered: frozenset[str] = frozenset()
    """Nouns before a number and a colon, which the title of a part follows: "Punkt 3: „Dachschaden“"."""
    therein: frozenset[str] = frozenset()
    """What points back to a document that words stand in: darin, y, vi."""
    leaks: tuple[str, ...] = ()
    """What is heard from a body, which a preposition leads: "dal ministero filtra", "aus dem Amt verlautet"."""
    agents: frozenset[str] = frozenset()
    """What leads to who did what a participle says: by, par, von."""
    likening: frozenset[str] = frozenset()
    """What leads to what a passive calls something, beside the words that lead to any marks: "als"."""
    lead_ins: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    """What of several words may stand between an auxiliary and its participle: "a de son côté indiqué"."""
    naming: frozenset[str] = frozenset()
    alias: frozenset[str] = frozenset()
    """What stands between a comma and what somebody is called: "X, dit « le Notaire »"."""
    nicknaming: frozenset[str] = frozenset()
    """Forms that say how somebody or something is called by people, rather than what one speaker calls it."""
    known_as: frozenset[str] = frozenset()
    """What says, with "as" right before the marks, by what name people know something."""
    subjunctive: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    """What hardly any noun or adjective ends in: a word that no list has is a verb by it."""
    plain_cues: tuple[str, ...] = ()
    clause_openers: tuple[str, ...] = ()
    drops_subject: bool = False
    infinitives: tuple[str, ...] = ()
    """What infinitives end in, where the subject may drop."""
    clinging: tuple[str, ...] = ("",)
    """What pronouns may cling to them, and none: "tomarlo", "farsi"."""
    plural_verbs: tuple[str, ...] = ()
    """What the third person plural of a verb ends in, where the subject may drop."""
    verb_first: bool = True
    splits_verb: bool = False
    conjugations: dict[str, Conjugation] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    irregular: dict[str, Forms] = {}
    pronouns: dict[str, Gender] = {}
    anybody: frozenset[str] = frozenset()
    """Pronouns that mean nobody in particular, and whom none takes up: everyone, somebody."""
    latter: frozenset[str] = frozenset()
    """Words for the person named last, be it as an object: "ce dernier", "este", "Letztere"."""
    concerned: frozenset[str] = frozenset()
    """Words for whom the text spoke of last by name, and who did not speak last: "l'intéressé"."""
    two: frozenset[str] = frozenset()
    """What says behind an article that both are meant: "les deux hommes"."""
    former: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    """The first and the second of two persons: "o primeiro", "the second"."""
    tonic: dict[str, Gender] = {}
    possessors: dict[str, Gender] = {}
    """Whose something is, where the possessive tells that: "her letter"."""
    clitics: dict[str, Gender] = {}
    phrase: PhraseWords = PhraseWords()
    titles: Gendered = Gendered()
    roles: Gendered = Gendered()
    groups: Groups = Groups()
    given_names: Gendered = Gendered()
    contests: Contests = Contests()


def verb_forms(words: SpacedWords) -> dict[str, Forms]:
    """Every listed verb with its forms; an irregular entry adds to a regular one of the same name."""
    forms: dict[str, Forms] = {}
    for kind, lemmas in words.verbs.items():
        for lemma in lemmas:
            forms[lemma] = _joined(forms.get(lemma), _regular(lemma, words.conjugations[kind]))
    for lemma, irregular in words.irregular.items():
        forms[lemma] = _joined(forms.get(lemma), irregular)
    return forms


def _joined(one: Forms | None, other: Forms) -> Forms:
    if one is None:
        return other
    return Forms(
        finite=one.finite + other.finite,
        participle=one.participle + other.participle,
        gerund=one.gerund + other.gerund,
    )


def _regular(lemma: str, how: Conjugation) -> Forms:
    stem = lemma[: len(lemma) - how.cut]
    return Forms(
        finite=tuple(_with(stem, ending, how) for ending in how.finite),
        participle=tuple(how.participle_prefix + _with(stem, ending, how) for ending in how.participle),
        gerund=tuple(_with(stem, ending, how) for ending in how.gerund),
    )


def _with(stem: str, ending: str, how: Conjugation) -> str:
    changed = how.spelling.get(stem[-1:], "") if ending[:1] in tuple("aoâ") else ""
    return (stem[:-1] + changed if changed else stem) + ending
