"""The figure of another in a sentence: two figures of one kind in clauses side by side, each with words of its own.

"The crew has asked for 6 per cent; the line has offered 4": an offer of 6 per cent agrees with the source by its value
alone. Of the two figures each is told apart by the words that the other has not. Where the clause of a claim has those
of the other figure, and its sentence nothing of those of the figure that it equals, it is the other's.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from claims.matching.figures.another.rows import clause_of
from claims.matching.figures.another.there import says_there
from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.parted import is_some_of_them
from claims.matching.figures.owners import FROM, TO, YEAR, Owned, content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.part_words import begins_part
from claims.matching.texts.sentenced import PARTS
from claims.matching.words.lexicon import NOTHING, contrasts, structure
from claims.matching.words.terms import Term, tells
from claims.model import UnitKind
from sources.document import Span

_JOINTS = frozenset({"and", "but", "or", "while"})
_STRANGE, _FEW_STRANGE = 0.5, 0.34
"""The share of the words that tell the other figure that the claim's clause may lack; and where nothing tells the one
that it equals, or only what it counts does."""

_CLOSE = 3
"""Words behind a share within which the whole is named that it is of."""
_PERIODS = frozenset({"year", "month", "week", "day"})
"""Meanings of words that say over how long, and of no one time: 5.7 per cent on the year."""
_SHARES = frozenset({UnitKind.PERCENT, UnitKind.RATIO})
_SUBJECT = 2
"""Words before the second of two figures that make a clause of its own; with fewer, what is before the first is of
both: 75 per cent of the tickets are sold online, the remaining 25 at the door."""


def is_of_sibling(ours: Figure, theirs: Figure, other: Figure, yours: Owned, rival: Owned) -> bool:
    """Whether a claim is of `other`, beside `theirs` in a sentence of a source, by what goes with each of the two."""
    if not _are_siblings(theirs, other) or {FROM, TO} & (yours.keys.keys() | rival.keys.keys()):
        return False
    told = _nouns_tell(ours, theirs, other)
    first = min(theirs, other, key=lambda each: each.quantity.core.start)
    if not told and theirs.noun and other.noun and not theirs.noun & other.noun:
        return False
    own = _telling(yours.terms, theirs, other, rival.keys.keys(), times=True)
    others = _telling(rival.terms, other, theirs, yours.keys.keys(), times=False)
    words = _own_words(theirs, other)
    if told or not any(content(words)):  # 78 euros, or 62 for members: what stands before the first is said of both
        own = [term for term in own if term.span.start >= theirs.quantity.core.start]
    others = [term for term in others if tells(term)]
    near = ours.digest.terms_in(clause_of(ours, to_mark=True))
    clause = keys_of(near)
    has = [term for term in others if term.keys & clause]
    if any("after" in term.meanings for term in near):  # it has doubled since 2022: that is the year of the other
        has = [term for term in has if not YEAR.fullmatch(term.form)]
    if len(others) - len(has) > len(others) * (_STRANGE if own else _FEW_STRANGE):
        return False
    if len(words) < _SUBJECT and other is first:
        start = other.quantity.core.start
        has = [term for term in has if term.span.start >= start and not is_whole(term, other)]
    if not has:
        return False
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    said = sentence.terms if sentence is not None else ()
    return not any(_is_said(term, said) for term in own if not term.meanings or not term.meanings <= _PERIODS)


def is_there_of_sibling(ours: Figure, theirs: Figure, other: Figure, yours: Owned, rival: Owned) -> bool:
    """Whether a claim is of the place of `other`, which the sentence before named last, and says "there" of it."""
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    if sentence is None or not sentence.number or not _are_siblings(theirs, other):
        return False
    mine = [term for term in content(yours.terms) if not term.keys & rival.keys.keys() and tells(term)]
    rivals = [term for term in content(rival.terms) if not term.keys & yours.keys.keys() and tells(term)]
    own = [one for one in mine if any(are_of_one_kind(one, two, theirs.digest) for two in rivals)]
    others = [two for two in rivals if any(are_of_one_kind(one, two, theirs.digest) for one in mine)]
    if not own or not others or not says_there(ours.digest, sentence.span):
        return False
    if keys_of([*own, *others]) & keys_of(sentence.terms):
        return False
    before = keys_of(ours.digest.sentences[sentence.number - 1].terms)
    return all(term.keys & before for term in others) and not keys_of(own) & before


def _is_said(term: Term, said: Sequence[Term]) -> bool:
    """Whether a sentence has a word; letters alike of two that both mean something else are no word."""
    return any(
        term.keys & one.keys and (not term.meanings or not one.meanings or term.meanings & one.meanings) for one in said
    )


def is_whole(term: Term, figure: Figure) -> bool:
    """Whether a word stands so close behind a share that it may name the whole, which other shares are of as well."""
    quantity = figure.quantity
    close = figure.digest.terms_in(Span(quantity.span.end, max(quantity.span.end, term.span.end)))
    return quantity.unit_kind in _SHARES and 0 < len(close) <= _CLOSE


def _own_words(theirs: Figure, other: Figure) -> list[Term]:
    """The words of the second of two figures from the last mark or joint before it on: whether it has a subject."""
    digest = theirs.digest
    first, last = sorted((theirs.quantity, other.quantity), key=lambda each: each.core.start)
    between = Span(first.span.end, max(first.span.end, last.span.start))
    text = digest.text
    joints = [at + 1 for at in range(between.start, between.end) if text[at] in PARTS]
    joints += [term.span.end for term in digest.terms_in(between) if term.meanings & _JOINTS]
    after = digest.terms_in(Span(max(joints), between.end)) if joints and max(joints) < between.end else ()
    return [term for term in after if term.keys - structure()]


def _are_siblings(one: Figure, other: Figure) -> bool:
    """Whether two figures of one kind and unit stand in clauses of their own of one sentence, neither some of it."""
    a, b = one.quantity, other.quantity
    sentence = one.digest.sentence_at(a.core.start)
    if a.unit_kind is not b.unit_kind or sentence is None or not sentence.span.contains(b.core):
        return False
    if one.compared or other.compared:
        return False
    first, last = sorted((a, b), key=lambda each: each.core.start)
    text = one.digest.text
    between = Span(first.span.end, max(first.span.end, last.span.start))
    parted = any(text[at] in PARTS for at in range(between.start, between.end))
    parted = parted or any(term.meanings & _JOINTS for term in one.digest.terms_in(between))
    of_first = begins_part(between.of(text).lstrip(" ,;，；、（("))  # so many, of which so many
    return parted and not of_first and not is_some_of_them(a, text) and not is_some_of_them(b, text)


def _telling(terms: Sequence[Term], figure: Figure, other: Figure, keys: Set[str], *, times: bool) -> list[Term]:
    """The words of a figure that the other does not have; its noun only where the other counts something else.

    With those that say when, where that is asked for or nothing else is told.
    """
    unit = figure.quantity.unit_span if figure.quantity.unit_kind is UnitKind.COUNT and not other.noun else None
    apart = [
        term
        for term in terms
        if not term.keys & keys and not (unit is not None and unit.overlaps(term.span)) and term.keys - structure()
    ]
    what = list(content(apart))
    return apart if times or not what else what


def _nouns_tell(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether two figures count different things, and a claim what the other does."""
    apart = theirs.noun and other.noun and not theirs.noun & other.noun
    return bool(apart and ours.noun & other.noun and not ours.noun & theirs.noun)


def are_of_one_kind(one: Term, other: Term, digest: Digest) -> bool:
    """Whether two words say the same kind of thing of a figure: two years, two names, men and women."""
    if any(contrasts().get(key, NOTHING) & other.keys for key in one.keys):
        return True
    years = [YEAR.fullmatch(term.form) is not None for term in (one, other)]
    return all(years) or (not any(years) and is_name(one, digest) and is_name(other, digest))


def is_name(term: Term, digest: Digest) -> bool:
    """Whether a word is written as a name; German nouns are, so that there only one of no known meaning is."""
    return term.span.of(digest.text)[0].isupper() and (digest.language != "de" or not term.meanings)
