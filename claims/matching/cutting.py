"""Whether a quote was cut where the sentence goes on with an "if", an "unless" or a "but" that changes it."""

from __future__ import annotations

from claims.matching.digest import Digest
from claims.matching.terms import Term, terms_of
from claims.model import Mode, Quote
from sources.document import Span

CONDITIONS = frozenset({"if", "unless"})
_TURNS = CONDITIONS | {"but"}
_NEAR = 3
"""Words after the cut within which the turn must come: a comma, "and", and the turn."""
_GOES_ON = 260
"""Characters after a quote within which its second half may stand, beyond an attribution."""


def lost_at_cut(quote: Quote, article: Digest, source: Digest, span: Span) -> str:
    """What the source's sentence says on after `span` that turns or limits it; empty where nothing is lost.

    Only for a quote that stands as a whole statement, and unless the article quotes the rest further on.
    """
    if quote.mode is not Mode.DIRECT:
        return ""
    rest = source.around(span)
    if rest.end <= span.end:
        return ""
    terms = terms_of(source.text, source.language, span.end, rest.end)
    turn = next((term for term in terms[:_NEAR] if term.meanings & _TURNS), None)
    if turn is None or len(terms) < 3 or _quoted_on(quote, article, terms):
        return ""
    return source.text[span.end : rest.end].strip(" ,;:.")


def _quoted_on(quote: Quote, article: Digest, rest: tuple[Term, ...]) -> bool:
    """Whether the quotes that follow hold the rest of the sentence."""
    follow = [one for one in article.quotes if 0 < one.span.start - quote.span.end < _GOES_ON]
    keys = {
        key
        for one in follow
        for term in terms_of(article.text, article.language, one.span.start, one.span.end)
        for key in term.keys | {term.form}
    }
    told = [term for term in rest if len(term.form) > 2]
    return bool(told) and sum(bool((term.keys | {term.form}) & keys) for term in told) >= 0.4 * len(told)
