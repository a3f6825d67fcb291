"""Whether a quote was cut where the sentence goes on with an "if", an "unless" or a "but" that changes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.matching.quotes.mood_words import has_verb, is_to_come
from claims.matching.quotes.reserves import reserves
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import HAN
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term, terms_of
from claims.model import Mode, Quote
from claims.quotes.lexical.words import lexicon as load_lexicon
from sources.document import Span

CONDITIONS = frozenset({"if", "unless", "as_long", "except"})
NEGATIONS = frozenset({"not", "no"})
_VAGUE = frozenset({"so", "they", "you", "his"})
"""Meanings of words that also mean something else and so prove nothing."""
_LIMITS = frozenset({"nearly", "only", "few", "rarely", "half", "minimum", "maximum"})
"""Meanings that limit the word they stand before: almost all, only the doctors."""
_BEFORE = 4
"""Words before a quote among which a negation still bears on it."""
_BEFORE_THAT = 6
"""The same where a "that" ends them: I am not going to say that."""
_TURNS = CONDITIONS | {"but"}
_JOINING = _TURNS | {"and", "or", "who", "that"}
"""Meanings of words that begin what is said beside the statement."""
_YET = frozenset({"still"})
"""The meaning of what makes a "not" one for the time being: not yet, pas encore, noch nicht."""
_ASIDE = frozenset({"but", "who", "in_favour"})
"""Meanings of turns that no condition in the article's sentence stands for."""
_NEAR = 3
"""Words after the cut within which the turn must come: a comma, "and", and the turn."""
_NARROWS = frozenset({"less", "more", "only", "not", "already", "minimum", "maximum", "high", "low", "exceed"})
"""Meanings by which a clause picks out some of those it is about."""
_BOUNDS = frozenset({"less", "only", "minimum", "maximum", "exceed"})
"""The same after a "for": for families with less than."""
_CLAUSE = 8
"""Words of such a clause that are looked at."""
_ADJUNCT = 2
"""Words from which the rest of a clause says how, when or for whom."""
_FRAGMENT = 5
"""Words of a quoted fragment, or pairs of Chinese characters, from which it says something."""
_CLAUSE_FROM = 3
"""The same of a fragment with a verb that tells a time."""
_PROMISE = 4
"""The same where the source's next word is an "if"."""
_WAITS = frozenset({"when", "until"})
"""Classes of words that say what something yet to come waits for."""
_EVERY = frozenset({"all", "everybody"})
"""Meanings of words that a "who" behind them narrows: every pupil who pays."""
_NOUN_PHRASE = 3
"""Words before such a "who" among which one of them stands."""
_GOES_ON = 260
"""Characters before or after a quote within which its other half may stand, beyond an attribution."""
_ENDED = re.compile(r"[.!?。！？…][”\"»’]?\s*[(\[（【]")
"""A sentence that ends before a bracket, as before a stage direction: we wait. (applause) But…"""


def lost_at_cut(quote: Quote, article: Digest, source: Digest, span: Span) -> str:
    """What the source's sentence says on after `span` that turns or limits it; empty where nothing is lost.

    Only for a quote that says something by itself, and unless the article quotes the rest further on.
    """
    rest = source.around(span)
    rest = next(
        (one.span for one in source.quotes_over(span) if one.span.contains(span) and one.span.end < rest.end), rest
    )
    if rest.end <= span.end or _ENDED.match(source.text, span.end) is not None:
        return ""
    terms = terms_of(source.text, source.language, span.end, rest.end)
    enough = says_something(quote, article) or (_promises(quote) and _is_condition(terms))
    if not enough or goes_on(quote, article, terms):
        return ""
    if _only_doubled(terms, source, span):
        terms = terms[1:]
    if (word := _word_lost(terms, source, span)) is not None:
        return word.span.of(source.text)
    turn = next((term for term in terms[:_NEAR] if term.meanings & _TURNS), None) or _awaited(terms, source, span)
    if turn is None and terms and not _marks(source.text[span.end : terms[0].span.start]):
        turn = _limited(terms) or _restricted(terms, source, span)
    if turn is None and _narrowed(terms, source, span) and not quoted_beside(quote, article, source, terms, after=True):
        return terms[0].span.of(source.text) + source.text[terms[0].span.end : _clause_end(source, terms)]
    framed = turn is not None and not turn.meanings & _ASIDE and _is_conditional(quote, article)
    if turn is None or framed or len(terms) < 3 or quoted_beside(quote, article, source, terms, after=True):
        return ""
    return source.text[span.end : rest.end].strip(" ,;:.")


def _awaited(terms: tuple[Term, ...], source: Digest, span: Span) -> Term | None:
    """The "when" or "until" that the rest begins with, where `span` is yet to come: we sign | when they pay."""
    will = any("will" in term.meanings for term in source.terms_in(span))
    if not terms or not (will or is_to_come(source.text, source.language, span)):
        return None
    led = Span(terms[0].span.start, terms[min(len(terms), _NEAR) - 1].span.end)
    for one in reserves(source.text, source.language, led):
        if one.classes & _WAITS and not one.classes - _WAITS and one.span.start == terms[0].span.start:
            return terms[0]
    return None


def _restricted(terms: tuple[Term, ...], source: Digest, span: Span) -> Term | None:
    """The "who" by which the rest narrows an "every" at the end of `span`: for every pupil | who pays."""
    every = any(term.meanings & _EVERY for term in source.terms_in(span)[-_NOUN_PHRASE:])
    return terms[0] if every and "who" in terms[0].meanings and "that" not in terms[0].meanings else None


def _word_lost(terms: tuple[Term, ...], source: Digest, span: Span) -> Term | None:
    """The "not" that follows `span` in its clause, or the "yet" that makes a "not" in it one for the time being."""
    at = span.end
    if len(terms) == 1 and terms[0].meanings & NEGATIONS and "?" not in source.text[at : terms[0].span.end + 2]:
        return terms[0]  # to charge is fair; to profit from it, not
    for number, term in enumerate(terms[:_NEAR]):
        if _marks(source.text[at : term.span.start]):
            return None
        if term.meanings & NEGATIONS or (not number and term.meanings & _YET and _is_denied(source, span)):
            return term
        if term.meanings & _JOINING:
            return None
        at = term.span.end
    return None


def says_something(quote: Quote, article: Digest) -> bool:
    """Whether a quote is a statement, or a fragment that is a clause or most of one, and can be cut too short."""
    letters = sum(letter.isalnum() for letter in quote.text) if HAN.search(quote.text) else 0
    words = max(len(quote.text.split()), letters // 2)
    if quote.mode is Mode.DIRECT or words >= _FRAGMENT:
        return True
    return words >= _CLAUSE_FROM and has_verb(article.text, article.language, quote.span)


def _promises(quote: Quote) -> bool:
    """Whether a fragment is long enough to be what depends on a condition right behind it: pay for all repairs."""
    return len(quote.text.split()) >= _PROMISE


def _is_condition(terms: Sequence[Term]) -> bool:
    return bool(terms) and bool(terms[0].meanings & CONDITIONS) and not terms[0].meanings & _VAGUE


def goes_on(quote: Quote, article: Digest, missing: Sequence[Term]) -> bool:
    """Whether a quote is a part that goes on after its attribution, where something of what is `missing` stands."""
    after = article.quotes_over(Span(quote.span.end, quote.span.end + _GOES_ON))
    rest = next((other for other in after if other.follows == quote.span), None)
    if rest is None:
        return False
    told = {key for term in missing if not term.meanings & (structure() | _TURNS) for key in term.keys}
    return not told or any(term.keys & told for term in article.terms_in(rest.span))


def _only_doubled(terms: tuple[Term, ...], source: Digest, span: Span) -> bool:
    """Whether the rest begins with the second half of a negation whose first half `span` holds: ne ment | pas."""
    return bool(terms and terms[0].meanings & NEGATIONS) and any(
        term.meanings & NEGATIONS for term in source.terms_in(span)[-_BEFORE:]
    )


def _narrowed(terms: tuple[Term, ...], source: Digest, span: Span) -> bool:
    """Whether the rest, without a mark between, narrows what is denied: nobody was moved out | against his will.

    What is denied of the narrower is not denied of the wider; what is affirmed of it is.
    """
    if not terms or _marks(source.text[span.end : terms[0].span.start]) or terms[0].meanings & {"and", "or"}:
        return False
    denied = _is_denied(source, span)
    end = _clause_end(source, terms)
    told = [term for term in terms if term.span.end <= end and term.keys and not term.meanings & structure()]
    return denied and bool(told) and sum(term.span.end <= end for term in terms) >= _ADJUNCT


def _is_denied(source: Digest, span: Span) -> bool:
    """Whether a "not" stands in the last clause of `span`."""
    return any(term.meanings & NEGATIONS for term in _last_clause(source, span))


def _is_conditional(quote: Quote, article: Digest) -> bool:
    """Whether the article's own sentence puts a condition beside the words that it quotes."""
    around = article.around(quote.span)
    beside = (Span(around.start, quote.span.start), Span(quote.span.end, max(around.end, quote.span.end)))
    return any(term.meanings & CONDITIONS for span in beside if len(span) for term in article.terms_in(span))


def _last_clause(source: Digest, span: Span) -> tuple[Term, ...]:
    terms = source.terms_in(span)
    for at in range(len(terms) - 1, 0, -1):
        if terms[at].meanings & _TURNS or _marks(source.text[terms[at - 1].span.end : terms[at].span.start]):
            return terms[at:]
    return terms


def _clause_end(source: Digest, terms: tuple[Term, ...]) -> int:
    """Where the clause that `terms` go on with ends: at the next mark."""
    for one, other in pairwise(terms):
        if _marks(source.text[one.span.end : other.span.start]):
            return one.span.end
    return terms[-1].span.end


def _limited(terms: tuple[Term, ...]) -> Term | None:
    """The word with which a clause begins that says whom alone the statement is about: (those) who earn less than."""
    for at, term in enumerate(terms[:_NEAR]):
        narrows = _NARROWS if "who" in term.meanings else _BOUNDS if not at and "in_favour" in term.meanings else None
        if narrows and any(one.meanings & narrows for one in terms[at + 1 : at + _CLAUSE]):
            return term
    return None


def lost_before(quote: Quote, article: Digest, source: Digest, span: Span) -> str:
    """What stands just before `span` in the source and turns it round (not, I do not think that, unless); or empty.

    A quoted fragment may leave the "not" to the sentence that frames it; there only a "not" right before counts.
    """
    whole = source.around(span)
    terms = terms_of(source.text, source.language, whole.start, span.start)
    denied = _is_denied_whole(terms, source)
    near = _BEFORE_THAT if denied else _BEFORE if quote.mode is Mode.DIRECT else 1
    lost = ""
    for term in reversed(terms[-near:]):
        if _marks(source.text[term.span.end : span.start]) and not denied:  # nicht sagen, dass
            break
        if not lost and term.span.end >= span.start - 1 and term.meanings & _LIMITS:
            lost = term.span.of(source.text)
        if term.meanings & (NEGATIONS | CONDITIONS) and not term.meanings & _VAGUE:
            lost = source.text[term.span.start : span.start].strip()
    if not lost:
        return ""
    before = terms_of(article.text, article.language, max(0, quote.span.start - 40), quote.span.start)
    framed = any(term.meanings & (NEGATIONS | CONDITIONS) for term in before[-3:])
    return "" if framed or quoted_beside(quote, article, source, terms[-near:], after=False) else lost


def _is_denied_whole(terms: tuple[Term, ...], source: Digest) -> bool:
    """Whether a "not" and a "that" stand before and deny all that follows: I would not say that | it is over."""
    last = terms[-_BEFORE_THAT:]
    leads = load_lexicon(source.language)
    that = leads is not None and bool(last) and last[-1].form in leads.words.that
    return that and any(term.meanings & NEGATIONS for term in last)


def _marks(between: str) -> bool:
    return any(not (letter.isalnum() or letter in " \u00a0\u202f'’-") for letter in between)


def quoted_beside(quote: Quote, article: Digest, source: Digest, missing: tuple[Term, ...], after: bool) -> bool:
    """Whether the quote next to this one holds what is missing: the other half of a broken quote."""
    if after:
        near = article.quotes_over(Span(quote.span.end, quote.span.end + _GOES_ON))
        half = next((one for one in near if 0 < one.span.start - quote.span.end < _GOES_ON), None)
    else:
        near = article.quotes_over(Span(max(0, quote.span.start - _GOES_ON), quote.span.start))
        before = [one for one in near if 0 < quote.span.start - one.span.end < _GOES_ON]
        half = before[-1] if before else None
    told = [term for term in missing if term.keys and not term.meanings & (structure() | _TURNS)]
    if article.language != source.language:
        told = [term for term in told if term.meanings]
    if half is None or not told:
        return False
    quoted = article.terms_in(half.span)
    if any(term.meanings & NEGATIONS for term in missing) and not any(term.meanings & NEGATIONS for term in quoted):
        return False
    keys = {key for term in quoted for key in term.keys | {term.form}}
    enough = 2 if article.language == source.language else 3
    return enough * sum(bool((term.keys | {term.form}) & keys) for term in told) >= len(told)
