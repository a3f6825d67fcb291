"""Whether two figures count different things for certain: things of two kinds, or such as each text knows both of.

Schools are no pupils, whatever else is told. "14 factories" are not "14 countries" where the source counts countries
elsewhere, and the article names factories. A noun that one of the texts does not have may be its word for the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.matching.figures.choosing import NO_CHANCE
from claims.matching.figures.context import Figure
from claims.matching.figures.likelihood import digits_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.tables import is_listed, is_row, labels
from claims.matching.words.lexicon import anybody, kinds_of_things, lexicon, structure
from claims.model import Quantity, UnitKind
from claims.script import simplified

_HAN_NOUN = 2
"""Characters of a Chinese noun."""


class Nouns:
    """What an article and its sources count, and what else they name."""

    def __init__(self, article: Digest, theirs: Sequence[Figure]) -> None:
        self._here = article.keys
        self._counted_there = _nouns(theirs)
        self._at: dict[tuple[int, int], list[Figure]] = {}
        for one in theirs:
            self._at.setdefault((id(one.digest), one.quantity.core.start), []).append(one)

    def are_apart(self, figure: Figure, other: Figure) -> bool:
        """Whether what a claim counts is certainly not what a source's figure counts."""
        if figure.noun & (other.noun | other.labelled):
            return False
        return _are_of_other_kinds(figure, other) or self._each_text_knows_both(figure, other)

    def are_crossed(self, figure: Figure, other: Figure) -> bool:
        """Whether a source counts in one sentence what a claim does, and by the claim's figure something else.

        Of a figure of some digits, which is hardly there by chance: then the matter is the same, whatever is around.
        """
        if len(digits_of(figure.quantity)) < NO_CHANCE or not (_counts(figure) and _counts(other)):
            return False
        return bool(_telling(figure.noun) & self._beside(other))

    def _each_text_knows_both(self, figure: Figure, other: Figure) -> bool:
        if not (_counts(figure) and _counts(other)):
            return False
        ours, theirs = _telling(figure.noun), _telling(other.noun)
        if not ours or not theirs or anybody() & (ours | theirs):
            return False
        if ours & self._beside(other):
            return True
        if figure.same_noun(other) >= 0 or ours & other.digest.around_keys(other.quantity.core):
            return False
        same = figure.digest.language == other.digest.language
        return bool(ours & self._counted_there) and (same or bool(theirs & self._here))

    def _beside(self, figure: Figure) -> frozenset[str]:
        """What the other figures of a figure's sentence count."""
        digest = figure.digest
        own = figure.quantity.core
        around = digest.quantities_in(digest.around(own))
        places = {one.core.start for one in around if _is_count(one) and one.core != own}
        return _nouns(one for place in sorted(places) for one in self._at.get((id(digest), place), ()))


def _are_of_other_kinds(figure: Figure, other: Figure) -> bool:
    """Whether what a claim counts is a thing of one kind, and what a source's figure counts of another."""
    if figure.noun & other.digest.around_keys(other.quantity.core):
        return False
    told = _counted(other)
    if not other.noun:
        told -= figure.digest.around_keys(figure.quantity.core)  # returned to the owners: both texts name those
    ours, theirs = _kinds(_counted(figure)), _kinds(told)
    return bool(ours and theirs) and not ours & theirs


def _counted(figure: Figure) -> frozenset[str]:
    """The noun of a figure, or the words that a table has for it; and what its measure word tells."""
    if not _is_count(figure.quantity):
        return frozenset()
    digest, core = figure.digest, figure.quantity.core
    after = simplified(digest.text[core.end : core.end + 1])
    measure = lexicon(digest.language).measure_words.get(after, "")
    told = figure.noun | {measure} if measure else figure.noun
    row = digest.sentence_at(core.start)
    if told or row is None or not is_row(digest, row) or is_listed(digest, row):
        return told  # the label of a list may be a clause: seen by two inspectors
    told_by = [digest.terms_in(span) for span in labels(figure.quantity, digest, row)]
    if digest.language == "zh":  # the lake of 菱湖馆 is a part of a name
        told_by = [terms for terms in told_by if all(term.meanings for term in terms)]
    return frozenset(key for terms in told_by for term in terms for key in term.keys)


def _kinds(keys: frozenset[str]) -> set[int]:
    kinds = kinds_of_things()
    return {kinds[key] for key in keys if key in kinds}


def _nouns(figures: Iterable[Figure]) -> frozenset[str]:
    return frozenset(key for one in figures if _counts(one) for key in _telling(one.noun))


def _counts(figure: Figure) -> bool:
    """Whether a figure counts something by its name: a single Chinese character is a word of measure."""
    han = figure.digest.language == "zh" and len(figure.quantity.unit) < _HAN_NOUN
    return _is_count(figure.quantity) and bool(figure.noun) and not han


def _is_count(quantity: Quantity) -> bool:
    return quantity.unit_kind is UnitKind.COUNT


def _telling(keys: frozenset[str]) -> frozenset[str]:
    """The keys that name a thing: no joining word, and no single Chinese character."""
    return frozenset(key for key in keys - structure() if len(key) > 2)
