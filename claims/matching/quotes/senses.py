"""Words that look alike from one language to the next, or stand close in sense, and cannot be exchanged.

Families of senses stand in `languages/und.senses.toml`, each with its forms in every language: eventually is not
éventuellement, the Spanish apenas not the Portuguese one. A rendering has the wrong sense where the source has one of a
family and the rendering another and not that one.
"""

from __future__ import annotations

from functools import cache

from claims.language import Words, read_words
from claims.matching.quotes.clauses import Side
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.reserves import Forms, Reserve, ReserveWords, forms_of, in_forms
from claims.matching.words.told import in_marks
from sources.document import Span

_MOST = 300
"""Words of a side up to which it is looked at."""


class SenseWords(Words):
    """Family to sense to language to forms."""

    senses: dict[str, dict[str, dict[str, tuple[str, ...]]]]


def other_sense(ours: Side, theirs: Side, languages: tuple[str, str]) -> Contradiction | None:
    """The word of a rendering that has another sense of its family than the one of the source has."""
    if not ours.terms or not theirs.terms or max(len(ours.terms), len(theirs.terms)) > _MOST:
        return None
    here, there = senses_in(ours, languages[0]), senses_in(theirs, languages[1])
    for family in sorted(here.keys() & there.keys()):
        mine, yours = here[family], there[family]
        if mine.keys().isdisjoint(yours):
            one, other = next(iter(mine.values())), next(iter(yours.values()))
            words = in_marks(other.span.of(theirs.text)), in_marks(one.span.of(ours.text))
            return Contradiction("mistranslated", f"{words[0]} became {words[1]}")
    return None


def senses_in(side: Side, language: str) -> dict[str, dict[str, Reserve]]:
    """The senses of each family that a side has, with the first word of each."""
    found: dict[str, dict[str, Reserve]] = {}
    run = Span(side.terms[0].span.start, side.terms[-1].span.end)
    for one in in_forms(_forms(language), side.text, language, run):
        for name in sorted(one.classes):
            family, _, sense = name.partition(".")
            found.setdefault(family, {}).setdefault(sense, one)
    return found


@cache
def _forms(language: str) -> Forms:
    families = read_words("und", "senses", SenseWords).senses
    classes = {
        f"{family}.{sense}": forms[language]
        for family, senses in families.items()
        for sense, forms in senses.items()
        if language in forms
    }
    return forms_of(ReserveWords(classes=classes))
