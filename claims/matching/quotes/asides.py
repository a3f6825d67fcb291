"""What takes back, or leaves open, what stands before it: or so I thought, if I am not mistaken, that is my guess.

Such asides come in closed forms. One may stand behind the words it bears on, in their sentence or at the head of the
next, or among them. A quote without it says flatly what was said with a doubt, unless the article has a doubt, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claims.language import Words, read_words
from claims.matching.quotes.reserves import Forms, Reserve, ReserveWords, classed, forms_of, in_forms, reserves
from claims.matching.texts.digest import Digest
from claims.matching.words.terms import WORD, Term
from claims.model import Quote
from sources.document import Span

_MARKS = frozenset(",;:.!?–—-(…，；：。！？（")
_OPENED = _MARKS | frozenset('“«„‘「"')
"""What may stand right before one."""
_STOPS = frozenset(".!?。！？…;；")
_ENDS = frozenset('\n”»“」"')
"""What ends the words of a speaker: nothing beyond bears on them."""
_CLOSED = _MARKS | _ENDS | frozenset("’'）)")
"""What may stand right behind an aside."""
_JOINING = frozenset({"but", "and", "though", "although", "well", "or"})
"""Meanings of words that may stand between the mark and the aside."""
_SPACES = 3
"""Letters beside an aside within which the mark stands."""
_REACH = 160
"""Letters behind the words of a quote within which an aside may begin."""
_DOUBT = frozenset(
    {"guess", "speculate", "suspect", "think", "seem", "doubt", "rumour", "estimate", "assume",
     "imagine", "believe", "unless"}
)  # fmt: skip
"""Meanings by which an article says that something is open."""
_OPEN = frozenset({"possible", "probable", "hearsay", "unlikely", "knowledge", "if"})
"""Classes of limiting words by which it does."""
_ROOM = 200
"""Letters around a quote within which the article may say so: its sentence goes on behind an attribution."""


class AsideWords(Words):
    """By language the forms of asides, by where they stand."""

    behind: dict[str, tuple[str, ...]]
    between: dict[str, tuple[str, ...]]
    closing: dict[str, tuple[str, ...]]


def lost_aside(quote: Quote, article: Digest, source: Digest, span: Span) -> str:
    """The aside in the words of `span`, or behind them, for which the article has no doubt; empty where none is."""
    text = source.text
    end = next((at for at in range(span.end, min(len(text), span.end + _REACH)) if text[at] in _ENDS), -1)
    end = min(len(text), span.end + _REACH) if end < 0 else end
    end = max(end, span.end)
    reach = Span(span.start, source.around(Span(end - 1, end)).end if end > span.end else end)
    for one in asides(source, reach):
        if one.span.start < span.end or _is_next(source, span.end, one.span.start):
            return "" if one.span.start >= end or _is_doubted(quote, article) else _clause(source, one.span)
    return ""


def asides(digest: Digest, span: Span) -> Iterator[Reserve]:
    """The asides in a stretch of a text that stand where such forms take something back."""
    text = digest.text
    for one in in_forms(_forms(digest.language), text, digest.language, span):
        before = text[max(0, one.span.start - _SPACES) : one.span.start].rstrip()[-1:]
        after = text[one.span.end : one.span.end + _SPACES].lstrip()[:1]
        led, closed = before in _OPENED or _is_joined(digest, one.span.start), not after or after in _CLOSED
        behind = "behind" in one.classes and led
        between = "between" in one.classes and closed and before in _MARKS
        if behind or between or ("closing" in one.classes and closed):
            yield one


def without_asides(
    ours: tuple[Digest, Span, Sequence[Term]], theirs: tuple[Digest, Span, Sequence[Term]]
) -> tuple[Sequence[Term], Sequence[Term]]:
    """The words of two runs without the clauses that asides make, where both have one, which doubts."""
    here = aside_clauses(ours[0], ours[1])
    span = theirs[1]
    wide = Span(span.start, min(len(theirs[0].text), span.end + _REACH))
    there = aside_clauses(theirs[0], wide) if here else []
    if not here or not there:
        return ours[2], theirs[2]
    return _outside(ours[2], here), _outside(theirs[2], there)


def _outside(terms: Sequence[Term], spans: Sequence[Span]) -> list[Term]:
    return [term for term in terms if not any(one.contains(term.span) for one in spans)]


def aside_clauses(digest: Digest, span: Span) -> list[Span]:
    """The clauses of the asides in a stretch of a text."""
    return [_clause_span(digest, one.span) for one in asides(digest, span)]


def _is_joined(digest: Digest, at: int) -> bool:
    """Whether a "but" alone stands between a mark and a place."""
    before = digest.terms_in(Span(max(0, at - 20), at))[-1:] if at else ()
    if not before or not before[0].meanings & _JOINING:
        return digest.language == "zh"
    return digest.text[: before[0].span.start].rstrip()[-1:] in _OPENED


def _is_next(source: Digest, end: int, at: int) -> bool:
    """Whether a place is in the sentence that ends at `end` or behind it, or at the head of the next."""
    between = source.text[end:at]
    stops = [number for number, letter in enumerate(between) if letter in _STOPS]
    return not stops or (len(stops) == 1 and len(WORD.findall(between[stops[0] :])) <= 1)


def _is_doubted(quote: Quote, article: Digest) -> bool:
    """Whether the article's sentences around a quote leave open what it says."""
    room = Span(max(0, quote.span.start - _ROOM), min(len(article.text), quote.span.end + _ROOM))
    if any(True for _ in asides(article, room)):
        return True
    around = article.around(quote.span)
    if classed(article.text, article.language, around, "frames"):
        return True
    if any(one.classes & _OPEN for one in reserves(article.text, article.language, around)):
        return True
    return any(term.meanings & _DOUBT for term in article.terms_in(around))


def _clause(source: Digest, span: Span) -> str:
    """An aside up to the end of its clause, as it is written."""
    return source.text[span.start : _clause_span(source, span).end]


def _clause_span(source: Digest, span: Span) -> Span:
    text = source.text
    start = next((at + 1 for at in range(span.start - 1, max(0, span.start - _REACH), -1) if text[at] in _CLOSED), 0)
    last = min(len(text), span.end + _REACH)
    end = next((at for at in range(span.end, last) if text[at] in _CLOSED), last)
    return Span(max(start, span.start - _REACH), end)


@cache
def _forms(language: str) -> Forms:
    words = read_words("und", "asides", AsideWords)
    return forms_of(
        ReserveWords(
            classes={
                "behind": words.behind.get(language, ()),
                "between": words.between.get(language, ()),
                "closing": words.closing.get(language, ()),
            }
        )
    )
