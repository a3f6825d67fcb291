"""What a library is asked for the claims of an article: by words, by what words mean, and by values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.library.indexing import amounts_of, keys, language_token, words
from claims.library.model import Probe, Range
from claims.library.sortable import sortable
from claims.matching.figures.measured import nearby
from claims.matching.texts.digest import UNKNOWN, Digest
from claims.matching.words.terms import Term
from claims.model import Claim, Quantity, QuoteClaim
from sources.document import Span

_REACH = 250
"""Letters to either side of a figure that can be about it; a longer sentence is none, or a list."""


def probes_for(claim: Claim, article: Digest) -> tuple[Probe, ...]:
    """What the passages of a claim are looked for by: in its own language its words, in others what they mean."""
    if isinstance(claim, QuoteClaim):
        return _probes(claim.quote.text, article.terms_in(claim.span), article.language)
    quantity = claim.quantity
    around = _around(article, quantity)
    ranges = ranges_near(quantity, article.language)
    probes = _probes(around.of(article.text), article.terms_in(around), article.language)
    return tuple(replace(probe, ranges=ranges) for probe in probes)


def _probes(text: str, terms: Sequence[Term], language: str) -> tuple[Probe, ...]:
    own = (language_token(language),)
    written = tuple((word,) for word in dict.fromkeys(words(text)))
    meant = tuple(dict.fromkeys(found for term in terms if (found := keys(term))))
    if language == UNKNOWN:
        return (Probe(written + meant),)
    return Probe(written, within=(*own, language_token(UNKNOWN))), Probe(meant, without=own)


def ranges_near(quantity: Quantity, language: str) -> tuple[Range, ...]:
    """Between what the values lie that a figure may stand for, by what they measure."""
    return tuple(_ranges(quantity, language))


def _ranges(quantity: Quantity, language: str) -> Iterator[Range]:
    for dimension, values in amounts_of(quantity, language).items():
        low, high = nearby(values)
        yield Range(dimension, sortable(low), sortable(high))


def _around(article: Digest, quantity: Quantity) -> Span:
    """The sentence of a figure, as much of it as can be about it."""
    core = quantity.core
    whole = article.around(quantity.span)
    return Span(max(whole.start, core.start - _REACH), min(whole.end, core.end + _REACH))
