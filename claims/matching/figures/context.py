"""What a figure is about: the words around it, the nearer the more, so that two figures can be held together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import sqrt

from claims.matching.figures.arithmetic import from_to
from claims.matching.figures.growth import as_whole
from claims.matching.figures.otherwise.compared import compared, parted, says_change, signed
from claims.matching.texts.align import Weights
from claims.matching.texts.digest import Digest
from claims.matching.texts.periods import period_of, period_within
from claims.matching.texts.sentenced import PARTS, Sentence
from claims.matching.texts.tables import caption_words, cell, column, column_words, is_listed, is_row, labels, of_others
from claims.matching.words.lexicon import NOTHING, anybody, contrasts, people
from claims.matching.words.terms import Term, terms_of
from claims.model import Qualifier, Quantity, UnitKind
from claims.numbers.lexical.words import load_lexicon
from sources.document import Span

_HALF = 4
"""Words from a figure at which a word counts half."""
_CLAUSE = 3
"""Words that a comma or another mark between counts for."""
_DIRECTIONS = frozenset({"rise", "fall"})
_FALLING = frozenset({"landslide", "rain", "snow", "waterfall", "avalanche", "flood"})
"""Meanings of what falls, or rises, and does not become less or more: Hangrutsche, Regenfälle, snowfall, crecida."""
_COMPOUNDING = frozenset({"en", "de", "nl"})
"""Languages in which a hyphen behind a verb makes a noun of it."""
_JOINTS = frozenset({"and", "but", "or"})
_CHANGES = frozenset({UnitKind.PERCENT, UnitKind.MULTIPLE})
_COMPARATIVES = {"more": "rise", "less": "fall"}
"""What right after a figure says that it is a difference: a third less, 40 more."""
_OTHER_WAY = {"rise": "fall", "fall": "rise"}
_LOW = frozenset({"cheap", "low", "small", "slow", "short", "cold"})
"""Meanings of adjectives that are less the more they are: 9 per cent "more cheap"."""
_RIGHT_AFTER = 2
"""Words after a figure within which a comparative is its own."""
_CLAUSE_LENGTH = 8
"""Words from a figure within which a verb says where it goes."""
_NAME = 30
"""Letters before a word in which another of the same name may begin."""
_REACH = 250
"""Letters to either side of a figure that can be about it; a longer sentence is none, or a list."""
_FEW = 60
"""Words of the sentence before that are looked at."""
_NEIGHBOUR = 0.5
"""What another figure of the sentence counts, against a word beside the figure."""
_BESIDE = 0.25
"""What the sentence before counts, against 1: it may name what a figure is about (she, the plant, there)."""
_COLUMN = 0.8
"""What the head of a table's column counts, as a word beside the figure does."""
_LABELLED = 0.75
"""What it counts that a table says the noun of a figure, against 1: a figure with that noun right at it is better."""
_TELLS = 10
"""The value from which a figure tells something by itself."""
_COUNTING = frozenset({UnitKind.COUNT, UnitKind.RATIO, UnitKind.ORDINAL})
"""What has a noun for its unit."""
_NOUN_WITHIN = 3
"""Words from a figure within which its noun is looked for where none was given."""


@cache
def _classifiers() -> frozenset[str]:
    """The keys of Chinese measure words, with which anything is counted: 500 件 of luggage, 38 件 of clothes."""
    return frozenset(f"~{word}" for word in load_lexicon("zh").words.classifiers)


@dataclass(frozen=True)
class Figure:
    """A figure of a text with what it is about.

    `direction` is `rise` or `fall` where its clause says so, or empty; `compared` whether a comparative right after it
    (a third less) makes it a difference; `period` over which time it is counted (a day, a year), or empty; `labelled`
    has the keys of what a table says of a bare figure, in the first cells of its row and column; `less_likely` whether
    it is a reading of a figure of a table that has a likelier one.
    """

    quantity: Quantity
    digest: Digest
    vector: dict[str, float]
    noun: frozenset[str]
    near: frozenset[str]
    direction: str
    compared: bool = False
    period: str = ""
    labelled: frozenset[str] = NOTHING
    less_likely: bool = False

    @cached_property
    def length(self) -> float:
        return sqrt(sum(weight * weight for weight in self.vector.values())) or 1.0

    @cached_property
    def known(self) -> bool:
        """Whether the noun is one that the lexicon has, and not a mere form."""
        return any(key[0].isalpha() for key in self.noun)

    def likeness(self, other: Figure) -> float:
        """How much two figures are about the same, 0 to 1: the cosine of their words."""
        small, large = self.vector, other.vector
        if len(small) > len(large):
            small, large = large, small
        product = sum([weight * large[key] for key, weight in small.items() if key in large])
        return product / (self.length * other.length)

    @cached_property
    def percents(self) -> frozenset[str]:
        """The keys of the words for per cent in it, which tell nothing of what it is about."""
        span = self.quantity.unit_span
        if span is None or self.quantity.unit_kind is not UnitKind.PERCENT:
            return frozenset()
        return frozenset(key for term in self.digest.terms_in(span) for key in term.keys)

    def alike_beside_percents(self, other: Figure, likeness: float) -> float:
        """How much of a likeness is left with nothing for the words for per cent."""
        both = self.percents & other.percents
        shared = sum(self.vector[key] * other.vector[key] for key in both & self.vector.keys() & other.vector.keys())
        return likeness - shared / (self.length * other.length)

    def same_noun(self, other: Figure) -> float:
        """1 where both count the same by name, -1 where they count different things, 0 where it cannot be told."""
        if self.noun & other.labelled or other.noun & self.labelled:
            return _LABELLED
        if not self.noun or not other.noun:
            return 0.5 if self.noun & other.near or other.noun & self.near else 0.0
        if shared := self.noun & other.noun:
            return 0.0 if shared <= _classifiers() and (self.noun <= shared) != (other.noun <= shared) else 1.0
        if self.noun & other.near or other.noun & self.near:
            return 0.5
        return 0.0 if self.noun <= _classifiers() or other.noun <= _classifiers() else -1.0

    def may_be_people(self, other: Figure) -> bool:
        """Whether one of two figures counts people, whoever they are, so that the other's noun may say who.

        58 people are the 58 employees, or patients, and 58 customers may be 58 passengers; but never 58 signatures.
        """
        if self.quantity.value < _TELLS:
            return False
        ours, theirs = self.noun & people(), other.noun & people()
        if ours and theirs:
            return bool((ours | theirs) & anybody()) or not any(contrasts().get(one, NOTHING) & theirs for one in ours)
        return bool((ours & anybody() and not other.known) or (theirs & anybody() and not self.known))

    def is_labelled_otherwise(self, other: Figure) -> bool:
        """Whether the labels of the other figure in its table have nothing of what this one counts."""
        return bool(self.noun and other.labelled) and not self.noun & (other.labelled | other.near)

    def counts_another_thing(self, other: Figure) -> bool:
        """Whether the nouns of both figures are known and mean different things."""
        return self.known and other.known and self.same_noun(other) < 0


def figure_of(quantity: Quantity, digest: Digest, weights: Weights) -> Figure:
    """A figure with the words around it."""
    quantity = as_whole(quantity, digest)
    sentence = digest.sentence_at(quantity.core.start)
    around = _around(quantity, sentence)
    terms = [one for one in digest.terms_in(around) if not one.span.overlaps(quantity.core)]
    rest = of_others(quantity, digest, sentence)
    if rest:
        terms = _outside(terms, rest)
    vector: dict[str, float] = {}
    placed = _with_distance(terms, quantity.core, digest.text)
    others = [other.span for other in digest.quantities_in(around) if other.core != quantity.core]
    for term, distance in placed:
        _add(vector, term, 1 / (1 + distance / _HALF), weights)
    near = _near(quantity, placed, _own_begin(quantity, terms, others))
    columns = _outside(column_words(quantity, digest, sentence), rest)
    columns += caption_words(quantity, digest, sentence)
    for term in columns:
        _add(vector, term, _COLUMN, weights)
    if sentence is not None and sentence.number > 0 and (not is_row(digest, sentence) or is_listed(digest, sentence)):
        for term in digest.sentences[sentence.number - 1].terms[-_FEW:]:
            _add(vector, term, _BESIDE, weights)
    for other in digest.quantities_in(around):
        if other.core != quantity.core:
            key = f"#{other.value.normalize():f}"
            vector[key] = max(vector.get(key, 0.0), _NEIGHBOUR * weights.of_key(key))
    after = [term for term in terms if term.span.start >= quantity.span.end]
    # in "a fifth are more than 60" the comparative is of the next figure
    after = [term for term in after if not any(term.span.overlaps(span) for span in others)]
    more = _compared_in(quantity, digest) or _compared(quantity, after, digest.text, digest.language)
    more = more or _compared_before(quantity, terms)
    going = more or _signed(quantity, digest.text)
    going = going or parted(digest.text, digest.language, quantity.span.start, quantity.span.end)
    going = going or _direction(quantity, digest, placed) or _headed(quantity, columns, digest)
    vector = dict(sorted(vector.items()))  # sums depend on the order
    period = _period(quantity, digest, sentence, others)
    noun = _noun(quantity, digest)
    labelled = NOTHING if noun or sentence is None else _labelled(quantity, digest, sentence, rest)
    return Figure(quantity, digest, vector, noun, near, going, bool(more), period, labelled)


def less_likely(digests: Iterable[Digest], weights: Weights) -> list[Figure]:
    """What figures of tables may be instead of what they most likely are."""
    found = ((one, digest) for digest in digests for one in digest.other_readings)
    return [replace(figure_of(one, digest, weights), less_likely=True) for one, digest in found]


def _period(quantity: Quantity, digest: Digest, sentence: Sentence | None, others: Sequence[Span]) -> str:
    """The time that a figure is counted over: said beside it, or in its cell of a table and the labels of that."""
    # what stands before the first end of a change is said of both: an annual fee that goes from 48 to 56 euros
    beside = [one for one in others if not from_to(digest.text, one, quantity.core)] if digest.periods else others
    period = period_of(quantity, digest.text, digest.periods, beside)
    if period or not digest.periods or sentence is None or not is_row(digest, sentence):
        return period
    own = cell(digest, sentence, column(digest, sentence, quantity.core.start))
    said = (span for span in labels(quantity, digest, sentence) if not digest.quantities_in(span))
    return period_within((own, *said), digest.periods)


def _labelled(quantity: Quantity, digest: Digest, sentence: Sentence, rest: Sequence[Span]) -> frozenset[str]:
    """The keys of the first cells of the row and the column that a figure without a noun of its own stands in."""
    if quantity.unit_kind is not UnitKind.COUNT or not is_row(digest, sentence):
        return NOTHING
    terms = [term for span in labels(quantity, digest, sentence) for term in digest.terms_in(span)]
    terms += caption_words(quantity, digest, sentence)
    return frozenset(key for term in _outside(terms, rest) for key in term.keys)


def _outside(terms: Iterable[Term], spans: Sequence[Span]) -> list[Term]:
    return [one for one in terms if not any(one.span.overlaps(span) for span in spans)]


def _near(quantity: Quantity, placed: Sequence[tuple[Term, int]], begins: int) -> frozenset[str]:
    """The keys of the words right at a figure, from where begins what is its own."""
    # the name that an age belongs to stands beyond a comma: Mara Quill, 54
    reach = _NOUN_WITHIN + (_CLAUSE if quantity.unit_kind is UnitKind.AGE else 0)
    # the words of the unit (per cent) are no way to what stands behind it
    span, share = quantity.span, quantity.unit_kind is UnitKind.PERCENT
    unit = sum(quantity.core.end <= term.span.start < span.end for term, _ in placed) if share else 0
    return frozenset(
        key
        for term, distance in placed
        if term.span.overlaps(span)
        or (term.span.start >= begins and distance <= reach + (unit if term.span.start >= span.end else 0))
        for key in term.keys
    )


def _own_begin(quantity: Quantity, terms: list[Term], others: list[Span]) -> int:
    """Where what is of a figure begins: after the "and" between it and the figure before, 20 metres long and 9 wide."""
    before = [term for term in terms if term.span.end <= quantity.span.start and term.meanings & _JOINTS]
    joint = before[-1].span.start if before else 0
    return joint if any(other.end <= joint for other in others) else 0


def _signed(quantity: Quantity, text: str) -> str:
    """Which way a change in per cent goes by the sign before it that is not read as its own."""
    return signed(text, quantity.span.start) if quantity.unit_kind is UnitKind.PERCENT and quantity.value > 0 else ""


def _headed(quantity: Quantity, columns: Sequence[Term], digest: Digest) -> str:
    """Which way changes go by the head of their column in a table: growth, 增幅; where it says change, by the sign."""
    if quantity.unit_kind not in _CHANGES or quantity.value <= 0 or not columns:
        return ""
    said = frozenset(key for term in columns for key in term.keys) & _DIRECTIONS
    if said:
        return next(iter(said)) if len(said) == 1 else ""
    said_of = " ".join(term.span.of(digest.text) for term in columns)
    return "rise" if says_change(said_of, digest.language) else ""


def _compared(quantity: Quantity, after: list[Term], text: str, language: str) -> str:
    """What a comparative right after a figure says of it (a third less, 12 minutes de moins), or empty."""
    if quantity.qualifier in {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
        return ""
    said_beside = compared(text, language, quantity.span.start, quantity.span.end)
    if said_beside:
        return said_beside
    for at, term in enumerate(after[:_RIGHT_AFTER]):
        said = term.keys & _COMPARATIVES.keys()
        if len(said) == 1 and not any(mark in PARTS for mark in text[quantity.span.end : term.span.start]):
            way = _COMPARATIVES[next(iter(said))]
            low = any(one.meanings & _LOW for one in after[at + 1 : at + 2])
            return _OTHER_WAY[way] if low else way  # 9 % más barato
    return ""


def _compared_in(quantity: Quantity, digest: Digest) -> str:
    """The same of a comparative that is all the noun there is: a fifth more, a third dearer."""
    if quantity.unit_span is None or quantity.unit_kind is not UnitKind.RATIO:
        return ""
    start = quantity.unit_span.start - 1
    said_beside = compared(digest.text, digest.language, start, start)
    if said_beside:
        return said_beside
    named = digest.terms_in(quantity.unit_span)
    said = frozenset(key for term in named for key in term.meanings)
    return _COMPARATIVES[next(iter(said))] if len(said) == 1 and said <= _COMPARATIVES.keys() else ""


def _compared_before(quantity: Quantity, terms: list[Term]) -> str:
    """The same of a comparative right before (menos 12%, 多1150张), where it is no part of a bound (more than 12%)."""
    before = next((term for term in reversed(terms) if term.span.end <= quantity.span.start), None)
    plain = quantity.unit_kind is UnitKind.PERCENT or quantity.qualifier is Qualifier.EXACT
    if before is None or not plain or quantity.span.start - before.span.end > 1:
        return ""
    said = before.keys & _COMPARATIVES.keys()
    return _COMPARATIVES[next(iter(said))] if len(said) == 1 else ""


def _direction(quantity: Quantity, digest: Digest, placed: list[tuple[Term, int]]) -> str:
    """Where the verb nearest to a figure goes, not one beyond "and"; a word that may mean both says nothing."""
    nearest, best, side, joined = "", _CLAUSE_LENGTH, False, 0
    for term, distance in placed:
        after = term.span.start >= quantity.core.end
        if after != side:
            side, joined = after, 0
        joined = joined or (_CLAUSE if after and term.meanings & _JOINTS else 0)
        said = term.keys & _DIRECTIONS if not term.keys & _FALLING else NOTHING
        if len(said) != 1 or term.span.overlaps(quantity.span) or _is_no_verb(digest, term):
            continue
        if distance + joined < best:
            nearest, best = next(iter(said)), distance + joined
    return nearest


def _is_no_verb(digest: Digest, term: Term) -> bool:
    """Whether a word for a rise or a fall is part of a name, or of a compound: the cut-off, the make-up.

    A hyphen behind a verb of a Romance language leads to its pronoun (ampliou-se).
    """
    text, span = digest.text, term.span
    compound = text[span.start - 1 : span.start] == "-" and text[span.start - 2 : span.start - 1].isalpha()
    if digest.language in _COMPOUNDING:
        compound = compound or (text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isalpha())
    return compound or _ends_name(digest, term)


def _ends_name(digest: Digest, term: Term) -> bool:
    """Whether a word has a capital after another one with a capital: the Grand Mill Cut does not fall."""
    before = digest.text[max(0, term.span.start - _NAME) : term.span.start].split()
    named = bool(before) and before[-1][0].isupper() and digest.text[term.span.start - 1] == " "
    return named and digest.text[term.span.start].isupper() and digest.language != "de"


def _around(quantity: Quantity, sentence: Sentence | None) -> Span:
    """The sentence of a figure, or as much of it as is near."""
    core = quantity.core
    if sentence is None:
        return core
    return Span(max(sentence.span.start, core.start - _REACH), max(core.end, min(sentence.span.end, core.end + _REACH)))


def _noun(quantity: Quantity, digest: Digest) -> frozenset[str]:
    """The keys of the counted noun; none for a figure whose unit is a symbol or understood."""
    if quantity.unit_span is None or quantity.unit_kind not in _COUNTING:
        return frozenset()
    span = quantity.unit_span
    return frozenset(key for term in terms_of(digest.text, digest.language, span.start, span.end) for key in term.keys)


def _add(vector: dict[str, float], term: Term, closeness: float, weights: Weights) -> None:
    share = 1 / sqrt(len(term.keys)) if term.keys else 0.0
    for key in term.keys:
        weight = weights.of_shared_key(key) * closeness * share
        if weight > vector.get(key, 0.0):
            vector[key] = weight


def _with_distance(terms: list[Term], core: Span, text: str) -> list[tuple[Term, int]]:
    """Each word with its distance from the figure in words, marks between counting too.

    In the row of a table the first cell says what the others are of, so its words are next to every figure.
    """
    before = [term for term in terms if term.span.end <= core.start]
    after = [term for term in terms if term.span.start >= core.end]
    found: list[tuple[Term, int]] = []
    for run, forward in ((before[::-1], False), (after, True)):
        distance, place = 0, core.end if forward else core.start
        for term in run:
            between = text[place : term.span.start] if forward else text[term.span.end : place]
            distance += 1 + (_CLAUSE if any(letter in PARTS for letter in between) else 0)
            found.append((term, distance))
            place = term.span.end if forward else term.span.start
    first = text.find("\t", before[0].span.end, core.start) if before else -1
    return [(term, 1 if term.span.end <= first else distance) for term, distance in found]
