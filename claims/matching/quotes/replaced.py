"""A word of a rendering that stands where the passage has an unrelated one: a ferry of the source told as a bakery.

Words are paired, each with one of the other side. Where one word of each is left between two pairs, the one may be the
other's rendering, if freely: it is another only if both are known well and one is a noun of some field that the other
has nothing to do with. Two nouns tell this anywhere; beside a verb or an adjective, all the rest must be paired.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from claims.language import Words, read_words
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.words.folding import HAN, fold_word
from claims.matching.words.lexicon import LexiconWords, lexicon, structure
from claims.matching.words.pairing import pairs, parts, weight
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from claims.quotes.lexical.words import lexicon as quoting

_ANCHORS = 2
"""Words with content that must be paired for those between them to have their places: a short saying has none."""
_SURE = 3
"""Words with content that must be paired for a word that is no noun to be told from one in its place."""
_LEFT = 3
"""Words with content without a counterpart up to which a rendering keeps to the passage's words. Set on 75,000 fine
messages of software in eight languages: of two nouns, 1 in 650 is taken for another; where one is a noun, 1 in 110 if
all the rest is paired, and 1 in 33 otherwise; most are words of the trade, such as file and display. In quotes of the
news none is."""
_IS = frozenset({"exist", "done"})
"""Meanings of "to be", which helps a verb of which nothing may be known: are footing."""
_VAGUE = 3
"""Meanings up to which a word tells what it is."""


class FieldWords(Words):
    """`fields`: meanings of nouns by what they belong to, people or plants or money; one may be of several."""

    fields: dict[str, tuple[str, ...]]


def replaced(ours: Sequence[Term], theirs: Sequence[Term], languages: tuple[str, str]) -> Contradiction | None:
    """The word of a rendering that is another than the passage's in its place; None where no two words are told."""
    both = pairs(ours, theirs)
    anchors = sorted((mine, other) for mine, other in both.items() if weight(ours[mine]) == 1.0)
    rest, left = _unmet(ours, both.keys(), theirs), _unmet(theirs, both.values(), ours)
    most = max(len(rest), len(left))
    if len(anchors) < _ANCHORS or most > _LEFT:
        return None
    for mine, other in _facing(rest, left, [(-1, -1), *anchors, (len(ours), len(theirs))]):
        one, for_it = ours[mine], theirs[other]
        sure = most == 1 and len(anchors) >= _SURE and _is_inside((mine, other), anchors)
        sure = sure and _is_noun(ours, mine, languages[0]) and _is_noun(theirs, other, languages[1])
        if not _are_unrelated(one, for_it, least=0 if sure else 1 if most == 1 else 2):
            continue
        if not _is_near(one, [theirs[at] for at in left], languages) and not _is_near(
            for_it, [ours[at] for at in rest], languages
        ):
            return Contradiction("mistranslated", f"{in_marks(for_it.form)} became {in_marks(one.form)}")
    return None


def _is_noun(terms: Sequence[Term], at: int, language: str) -> bool:
    """Whether an article or the like stands right before a word, and no word behind it that it may go with: its own."""
    words = quoting(language)
    after = terms[at + 1 : at + 2]
    if after and weight(after[0]) == 1.0 and not parts(terms[at], after[0]):
        return False
    return at > 0 and words is not None and terms[at - 1].form in words.determiners


def _is_inside(at: tuple[int, int], anchors: Sequence[tuple[int, int]]) -> bool:
    """Whether words that are paired stand before a word and behind it, on either side the same ones."""
    before = [(one, other) for one, other in anchors if one < at[0]]
    after = [(one, other) for one, other in anchors if one > at[0]]
    return bool(before and after) and before[-1][1] < at[1] < after[0][1]


def _unmet(terms: Sequence[Term], met: Collection[int], others: Sequence[Term]) -> list[int]:
    """The places of words with content that mean nothing the other side has."""
    known = {key for other in others for key in other.keys}
    return [at for at, term in enumerate(terms) if at not in met and weight(term) == 1.0 and not term.keys & known]


def _facing(rest: Sequence[int], left: Sequence[int], anchors: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places of words, one of each side, that alone are left between two neighbouring pairs."""
    for (before, here), (after, there) in pairwise(anchors):
        mine = [at for at in rest if before < at < after]
        other = [at for at in left if min(here, there) < at < max(here, there)]
        if len(mine) == len(other) == 1:
            yield mine[0], other[0]


def _are_unrelated(one: Term, other: Term, least: int) -> bool:
    """Whether two well known words, of which `least` are nouns of some field, have no field in common."""
    if not _is_known(one) or not _is_known(other):
        return False
    known = _fields()
    mine, theirs = ({field for meaning in term.meanings for field in known.get(meaning, ())} for term in (one, other))
    nouns = sum(term.meanings <= known.keys() for term in (one, other))
    return nouns >= least and not mine & theirs


def _is_known(term: Term) -> bool:
    """Whether a word tells what it is; a single Chinese character may be a part of any word."""
    part = len(term.form) == 1 and HAN.match(term.form)
    return not part and len(term.meanings) <= _VAGUE and bool(term.meanings - structure() - _IS)


def _is_near(one: Term, others: Iterable[Term], languages: tuple[str, str]) -> bool:
    """Whether some word of either language may mean both what the one means and what one of others does."""
    about = {near for language in languages for meaning in one.meanings for near in _read_like(meaning, language)}
    return any(about & other.meanings for other in others)


@cache
def _read_like(meaning: str, language: str) -> frozenset[str]:
    """The meanings that words with a meaning may have in a language."""
    forms = read_words(language, "lexicon", LexiconWords).words.get(meaning, ())
    words = lexicon(language)
    return frozenset({meaning}).union(*(words.meanings(fold_word(form.rstrip("*")), form) for form in forms))


@cache
def _fields() -> dict[str, frozenset[str]]:
    """For each meaning of a noun its fields."""
    fields = read_words("und", "fields", FieldWords).fields
    return {
        meaning: frozenset(name for name, members in fields.items() if meaning in members)
        for listed in fields.values()
        for meaning in listed
    }
