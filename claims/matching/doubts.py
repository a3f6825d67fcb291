"""What leaves it open whether a passage bears a sentence out, though its quotes and figures agree.

A single sentence held against a single passage has no article around it that would tell what is meant. So whatever may
turn the sense round, and is not settled by the words and figures themselves, is a reason to say nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from claims.matching.figures.otherwise.compared import says_than
from claims.matching.figures.values import Closeness, relation
from claims.matching.quotes.cutting import quoted_beside
from claims.matching.quotes.names import Same, same_speaker
from claims.matching.texts.digest import Digest
from claims.matching.words.lexicon import NOTHING, contrasts
from claims.matching.words.pairing import pairs, weight
from claims.matching.words.polarity import negations
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from claims.model import Finding, FindingKind, Mode, Quantity, Quote, UnitKind
from sources.document import Span

_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


def doubts(article: Digest, source: Digest) -> Iterator[str]:
    """The reasons, in words, why a passage whose figures agree with a sentence may yet say something else."""
    if any(_compares(one, article) for one in article.quantities):
        yield "it is not certain what is compared with what"
    if any(_is_rival(one, article.quantities, (article.language, source.language)) for one in source.quantities):
        yield "the passage has another figure of the kind"
    ours, theirs = _terms(article), _terms(source)
    if len(negations(ours)) % 2 != len(negations(theirs)) % 2:
        yield "one of the two denies something"
    if _contrast(ours, theirs):
        yield "they have words that exclude each other"


def doubts_of_quote(quote: Quote, finding: Finding, article: Digest, source: Digest) -> Iterator[str]:
    """The reasons, in words, why a quote whose passage is found may yet be another's, or say something else.

    A rendering is beyond doubt only where each word of content has a counterpart on the other side: with no rule for
    every way in which a word is rendered wrongly, one that has none may be it.
    """
    passage = finding.evidence
    if passage is None:
        return
    claimed = quote.speaker.name if quote.speaker is not None else ""
    if claimed and same_speaker(claimed, passage.speaker) is not Same.YES:
        yield f"the passage does not say that {claimed} spoke"
    ours, theirs = article.terms_in(quote.span), source.terms_in(passage.span)
    if finding.finding is FindingKind.TRANSLATED:
        both = {at: other for at, other in pairs(ours, theirs).items() if _mean_the_same(ours[at], theirs[other])}
        if word := _unmet(ours, both.keys()) or _unmet(theirs, both.values()):
            yield f"{in_marks(word)} may be rendered wrongly"
        if not _in_order(ours, both):
            yield "the passage has its words in another order"
    before = Span(_said_from(passage.span, source), passage.span.start)
    cut = source.terms_in(before)
    if cut and quote.mode is Mode.DIRECT and not quoted_beside(quote, article, source, cut, after=False):
        yield f"the passage says before it: {in_marks(before.of(source.text).strip())}"
    behind = Span(passage.span.end, _said_up_to(passage.span, source))
    rest = source.terms_in(behind)
    if rest and quote.mode is Mode.DIRECT and not quoted_beside(quote, article, source, rest, after=True):
        yield f"the passage goes on: {in_marks(behind.of(source.text).strip())}"


def _said_from(span: Span, source: Digest) -> int:
    """Where the sentence begins that a passage is of: between the source's own marks, if it stands between marks."""
    begins = source.around(span).start
    marked = [one.span.start for one in source.quotes_over(span) if one.mode is not Mode.INDIRECT]
    return min(span.start, max([begins, *marked]))


def _said_up_to(span: Span, source: Digest) -> int:
    """Where that sentence ends, in the same way."""
    ends = source.around(span).end
    marked = [one.span.end for one in source.quotes_over(span) if one.mode is not Mode.INDIRECT]
    return max(span.end, min([ends, *marked]))


def _mean_the_same(one: Term, other: Term) -> bool:
    """Whether two words that may be counterparts are: likeness alone is not enough for known ones (salir, salire)."""
    return bool(one.meanings & other.meanings) or not one.meanings | other.meanings


def _unmet(terms: Sequence[Term], met: Collection[int]) -> str:
    """A word with content that has no counterpart; empty where there is none."""
    return next((term.form for at, term in enumerate(terms) if at not in met and weight(term) == 1.0), "")


def _in_order(ours: Sequence[Term], both: Mapping[int, int]) -> bool:
    """Whether the words with content follow one another as their counterparts do: who does it comes before to whom."""
    places = [both[at] for at in sorted(both) if weight(ours[at]) == 1.0]
    return places == sorted(places)


def _compares(quantity: Quantity, article: Digest) -> bool:
    """Whether a figure says how much more or how many times something is than something else."""
    span = quantity.span
    return quantity.unit_kind is UnitKind.MULTIPLE or says_than(article.text, article.language, span.start, span.end)


def _is_rival(other: Quantity, ours: Sequence[Quantity], languages: tuple[str, str]) -> bool:
    """Whether a figure of the passage can be compared with some of the sentence, and is none of them."""
    found = [relation(one, other, languages) for one in ours]
    closeness = {one.closeness for one in found if one is not None}
    return bool(closeness) and not closeness & _SAME


def _terms(digest: Digest) -> list[Term]:
    return [term for sentence in digest.sentences for term in sentence.terms]


def _contrast(ours: Sequence[Term], theirs: Sequence[Term]) -> bool:
    """Whether one text has a word of whose meaning the other has only the opposite."""
    here, there = ({key for term in terms for key in term.keys} for terms in (ours, theirs))
    return any(contrasts().get(key, NOTHING) & there - here for key in here - there)
