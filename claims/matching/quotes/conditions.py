"""What a statement depends on in its sentence, and a quote of it leaves out: if the state pays, we open in May.

Within a language the clause with the "if" stands before the quoted words, beyond a comma, however long it is. Across
languages it may stand on either side: it is a clause of which the quote renders nothing, beside those that it renders.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from claims.language import Words, read_words
from claims.matching.quotes.clauses import clauses
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.cutting import CONDITIONS, goes_on, quoted_beside, says_something
from claims.matching.quotes.reserves import reserves
from claims.matching.quotes.strength import read_class
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import HAN
from claims.matching.words.lexicon import structure
from claims.matching.words.pairing import pairs, weight
from claims.matching.words.terms import Term, terms_of
from claims.matching.words.told import in_marks
from claims.model import Quote
from sources.document import Span

_TURNS = CONDITIONS | {"but"}
_DEPENDS = CONDITIONS | {"condition", "depend", "when", "until", "otherwise", "without"}
"""Meanings by which an article says that something depends on something."""
_LED = 3
"""Words of a clause within which the word must come that leads it."""
_ASIDE = 3
"""Words up to which what stands between two commas is an aside: if, as promised, they pay."""
_THEN = 2
"""Words that may stand between the comma and what depends: then we open."""
_TELLS = 3
"""Words from which a clause says something."""
_LONGEST = 600
"""Letters before a clause within which what it depends on begins."""
_MOST = 300
"""Words of a sentence up to which it is looked at: each may be paired with each."""
_PART = 0.5
"""What a Chinese character counts that is no known word."""
_GOES_ON = frozenset({"and", "or", "who", "that"})
"""Meanings of words by which a clause goes on with the one before."""
_COMMAS = frozenset(",，")
_STOPS = frozenset(".!?;:–—…\n。！？；：")


class ConditionWords(Words):
    """By language the words that make a condition of a clause without an "if".

    `leading` begin what something depends on, a "who" or a "without"; `inverted` a clause that says "if" by its order;
    `then` what depends.
    """

    leading: dict[str, tuple[str, ...]]
    inverted: dict[str, tuple[str, ...]]
    then: dict[str, tuple[str, ...]]


@cache
def _words() -> ConditionWords:
    return read_words("und", "conditions", ConditionWords)


def lost_condition(quote: Quote, article: Digest, source: Digest, span: Span) -> str:
    """The condition before a comma before `span`; empty where there is none, or the article has one, too."""
    if not says_something(quote, article):
        return ""
    found = _condition_before(source, span)
    return "" if found and depends(article, article.around(quote.span)) else found


def _condition_before(source: Digest, span: Span) -> str:
    """The clause with an "if" that ends at the comma before `span`, with what stands between."""
    whole = _whole(source, span)
    whole = Span(max(whole.start, span.start - _LONGEST), whole.end)
    ends = [at for at in range(whole.start, span.start) if source.text[at] in _COMMAS]
    if not ends or len(source.terms_in(Span(ends[-1] + 1, span.start)) if ends[-1] + 1 < span.start else ()) > _THEN:
        return ""
    starts = [whole.start, *(at + 1 for at in ends[:-1])]
    for start, end in zip(reversed(starts), reversed(ends), strict=True):
        clause = Span(start, end)
        if not _STOPS.isdisjoint(clause.of(source.text).strip()):
            return ""
        terms = terms_of(source.text, source.language, clause.start, clause.end)
        if _is_led(source, clause, terms):
            return Span(clause.start, span.start).of(source.text).strip(" ,，")
        if len(terms) > _ASIDE and not (terms and terms[0].meanings & _GOES_ON):
            return ""
    return ""


def unconditional(quote: Quote, article: Digest, source: Digest, core: Span) -> Contradiction | None:
    """The clause with an "if" or a "but" that a rendering leaves out at either end of what it renders."""
    if not says_something(quote, article):
        return None
    whole = _whole(source, core)
    ours, theirs = article.terms_in(quote.span), source.terms_in(whole)
    if max(len(ours), len(theirs)) > _MOST:
        return None
    both = pairs(ours, theirs)
    rendered = frozenset(both.values())
    parts = list(clauses(source.text, theirs))
    met = [any(_is_met(at, theirs, rendered) for at in part) for part in parts]
    if not any(met):
        return None
    first, last = met.index(True), len(met) - 1 - met[::-1].index(True)
    if sum(bool(term.meanings & _TURNS) for term in ours) >= sum(bool(term.meanings & _TURNS) for term in theirs):
        return None
    for part, after in ((parts[last + 1 : last + 2], True), (parts[first - 1 : first] if first else [], False)):
        terms = [theirs[at] for clause in part for at in clause]
        turns = _TURNS if after else CONDITIONS
        led = next((term for term in terms[:_LED] if term.meanings & turns), None)
        if led is None or (led.meanings & CONDITIONS and depends(article, article.around(quote.span))):
            continue
        told = len(terms) >= _TELLS and any(weight(term) == 1.0 for term in terms)
        if not told or _may_render(ours, theirs, both.keys(), after):
            continue
        if not quoted_beside(quote, article, source, tuple(terms), after) and not goes_on(quote, article, terms):
            words = Span(terms[0].span.start, terms[-1].span.end).of(source.text)
            return Contradiction("words_dropped", f"the quote leaves out what turns or limits it: {in_marks(words)}")
    return None


def with_conditions(text: str, language: str, terms: Sequence[Term]) -> list[Term]:
    """The words of a run, with an "if" where a clause says one by its form: should they pay, zahlt die Stadt, dann."""
    found = list(terms)
    if found and is_conditional_in_form(text, language, terms):
        found[0] = replace(found[0], keys=found[0].keys | {"if"})
    return found


def is_conditional_in_form(text: str, language: str, terms: Sequence[Term]) -> bool:
    """Whether a run says "if" without a word for it: by a free "who", an inversion, or a "then" after a comma."""
    words = _words()
    if terms[0].form in words.leading.get(language, ()):
        return True
    for one, other in pairwise(terms):
        if not _COMMAS.isdisjoint(text[one.span.end : other.span.start]):
            return other.form in words.then.get(language, ()) or terms[0].form in words.inverted.get(language, ())
    return False


def depends(digest: Digest, span: Span) -> bool:
    """Whether a stretch of a text says that something depends on something."""
    if any(read_class(one, digest) & {"if", "when"} for one in reserves(digest.text, digest.language, span)):
        return True
    return any(term.meanings & _DEPENDS for term in digest.terms_in(span))


def _whole(source: Digest, span: Span) -> Span:
    """The quote of the source that holds a stretch, or else its sentence; the sentence alone of a long quote."""
    around = source.around(span)
    quoted = next((one.span for one in source.quotes_over(span) if one.span.contains(span)), around)
    return Span(max(around.start, quoted.start), min(around.end, quoted.end))


def _is_led(source: Digest, clause: Span, terms: Sequence[Term]) -> bool:
    """Whether a clause begins with an "if"."""
    if not terms:
        return False
    last = terms[min(_LED, len(terms)) - 1].span.end
    found = reserves(source.text, source.language, clause)
    return any("if" in read_class(one, source) and one.span.start < last for one in found)


def _is_met(at: int, theirs: Sequence[Term], paired: Collection[int]) -> bool:
    """Whether a word with content is rendered, and no other that means the same is left, which it may be instead."""
    if at not in paired or weight(theirs[at]) < 1.0:
        return False
    keys = theirs[at].keys
    return not any(term.keys & keys for other, term in enumerate(theirs) if other not in paired)


def _may_render(ours: Sequence[Term], theirs: Sequence[Term], paired: Collection[int], after: bool) -> bool:
    """Whether a rendering ends (or begins) with words that stand for nothing of the passage: they may be the clause."""
    known = {key for term in theirs for key in term.keys}
    full = [at for at in paired if weight(ours[at]) == 1.0]
    beyond = ours[max(full, default=0) + 1 :] if after else ours[: min(full, default=0)]
    rest = [term for term in beyond if term.keys and not term.keys & known and not term.meanings & structure()]
    return sum(_PART if HAN.match(term.form) else 1.0 for term in rest) >= 1.0
