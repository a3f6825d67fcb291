"""A name of a rendering that is another than the passage's: the viaduct of one river told as that of another.

A name keeps its letters in other languages, or its first one at least (Genf, Genève, Ginebra), and its sound in
Chinese. So it is another where nothing in the source is like it, and something of the passage has no counterpart: a
name anywhere, or a word in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.names import Same, same_speaker
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import HAN
from claims.matching.words.pairing import pairs, weight
from claims.matching.words.terms import Term, skeleton
from claims.matching.words.told import in_marks

_LEAST = 4
"""Letters from which a word with a capital is a name, and no abbreviation, of which each language has its own."""
_MOST = 300
"""Words up to which a side is looked at: each may be paired with each."""
_ANCHORS = 2
"""Words with content that must be paired for the rest of a passage to be the rest of a rendering."""
_STARTS = frozenset('.!?:;…\n«»“”„"‘–—[(')
"""Marks behind which a capital tells nothing."""
_CAPITALS = "de"
"""The language whose nouns all have capitals, so that only a name of the other side tells that one is a name."""


def other_name(
    ours: Sequence[Term], theirs: Sequence[Term], article: Digest, source: Digest, speaker: str
) -> Contradiction | None:
    """The name in a rendering of words of `speaker` that stands in the place of another; None where none does."""
    both = pairs(ours, theirs) if max(len(ours), len(theirs)) <= _MOST else {}
    full = {mine: other for mine, other in both.items() if weight(ours[mine]) == 1.0}
    if len(full) < _ANCHORS:
        return None
    left = {at: term for at, term in enumerate(theirs) if at not in both.values() and weight(term)}
    named = list(_names_left([*left.values()], article, source))
    for at in _names(ours, article):
        name = ours[at].span.of(article.text)
        if at in both or ours[at].keys & source.keys or same_speaker(name, speaker) is Same.YES:
            continue
        facing = () if article.language == _CAPITALS else _facing(at, full, left)
        rivals = named or [term.span.of(source.text) for term in facing]
        if rivals and not _is_like_any(ours[at], name, named, left):
            return Contradiction("name", f"{in_marks(rivals[0])} became {in_marks(name)}")
    return None


def _names(terms: Sequence[Term], digest: Digest) -> Iterator[int]:
    """The places of words with a capital that no lexicon has, within a sentence."""
    for at, term in enumerate(terms):
        if at and not term.meanings and len(term.span) >= _LEAST and not HAN.match(term.form):
            word = term.span.of(digest.text)
            before = digest.text[terms[0].span.start : term.span.start]
            starts = not _STARTS.isdisjoint(before[terms[at - 1].span.end - terms[0].span.start :])
            put_in = before.rfind("[") > before.rfind("]")
            if word[0].isupper() and not word.isupper() and not starts and not put_in:
                yield at


def _names_left(left: Sequence[Term], article: Digest, source: Digest) -> Iterator[str]:
    """The names of a passage without a counterpart, as written; in Chinese, characters that are no known word."""
    for unknown, run in groupby(left, lambda term: not term.meanings):
        together = list(run)
        if unknown and source.language == "zh":
            words = "".join(term.span.of(source.text) for term in together)
            if len(together) > 1 and words in source.text:
                yield words
        elif unknown and source.language != _CAPITALS:
            for term in together:
                word = term.span.of(source.text)
                if len(word) >= _LEAST and word[0].isupper() and not term.keys & article.keys:
                    yield word


def _facing(at: int, full: Mapping[int, int], left: Mapping[int, Term]) -> list[Term]:
    """The words of a passage without a counterpart between those that are paired beside a place of the rendering."""
    low = full[max((mine for mine in full if mine < at), default=at)] if min(full) < at else -1
    high = full[min((mine for mine in full if mine > at), default=at)] if max(full) > at else max(left, default=0) + 1
    return [term for other, term in left.items() if min(low, high) < other < max(low, high) and weight(term) == 1.0]


def _is_like_any(term: Term, name: str, named: Sequence[str], left: Mapping[int, Term]) -> bool:
    """Whether a name begins as some word without a counterpart does, or sounds as some name in Chinese may."""
    if any(HAN.match(one) for one in named):
        return any(same_speaker(name, one) is not Same.NO for one in named)
    return any(skeleton(one.form)[:1] == skeleton(term.form)[:1] for one in left.values())
