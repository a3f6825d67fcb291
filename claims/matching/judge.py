"""The findings for the claims of an article, one each, in their order; and for one sentence against one passage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from claims.collecting import collecting_later
from claims.glosses import Glosses
from claims.matching.doubts import doubts, doubts_of_quote
from claims.matching.figures.exchange import with_conversions
from claims.matching.figures.judge_quantity import QuantityJudge
from claims.matching.glossed import found_by_gloss, with_glosses
from claims.matching.quotes.judge_quote import QuoteJudge
from claims.matching.texts.align import Weights, shared
from claims.matching.texts.digest import Digest
from claims.matching.texts.evidence import placed
from claims.matching.texts.index import SourceIndex
from claims.matching.texts.overlapping import Overlapping
from claims.matching.words.terms import WORD, Term
from claims.model import Claim, Finding, FindingKind, Mode, QuantityClaim, Quote, QuoteClaim

NOTHING_READ = Finding(FindingKind.UNCHECKED, reasons=("there is no source to hold the claim against",))
"""The finding for every claim where there is no source."""
_GRAVE = (
    FindingKind.CONFLICT,
    FindingKind.ALTERED,
    FindingKind.MISATTRIBUTED,
    FindingKind.ABSENT,
    FindingKind.UNCHECKED,
    FindingKind.ROUNDED,
    FindingKind.TRANSLATED,
    FindingKind.MATCH,
    FindingKind.VERBATIM,
)
"""Findings, the gravest first: a sentence is no better than the worst of its claims."""
_FINE = frozenset({FindingKind.MATCH, FindingKind.ROUNDED, FindingKind.TRANSLATED, FindingKind.VERBATIM})
_ENOUGH = 0.45
"""The share of a sentence's words that a passage must have before it can bear the sentence out."""


OnJudged = Callable[[int], object]


def silent(_: int) -> None:
    """An `OnJudged` that says nothing."""


def judge_claims(
    article: Digest,
    claims: Sequence[Claim],
    index: SourceIndex,
    glosses: Glosses | None = None,
    on_judged: OnJudged = silent,
) -> tuple[Finding, ...]:
    """One finding for each claim of an article, from the sources of `index`. Never raises on any text.

    Without a source every finding is `unchecked`. With `glosses` what no source has is looked for in other languages
    once more, and passages in those have a gloss. `on_judged` is told how many claims are judged.
    """
    if not index.sources:
        return tuple(NOTHING_READ for _ in claims)
    with collecting_later():
        return _found(article, claims, index, glosses, on_judged)


def _found(
    article: Digest, claims: Sequence[Claim], index: SourceIndex, glosses: Glosses | None, on_judged: OnJudged
) -> tuple[Finding, ...]:
    found = _judge(article, index.mains, claims, index, Weights(article, index.mains), on_judged)
    missing = [number for number, finding in enumerate(found) if finding.finding is FindingKind.ABSENT]
    if missing and any(digest.text.strip() for digest in index.surroundings):
        weights = Weights(article, (*index.mains, *index.surroundings))
        again = _judge(article, index.surroundings, [claims[number] for number in missing], index, weights)
        found = _widened(found, dict(zip(missing, again, strict=True)))
    if glosses is not None:
        found = found_by_gloss(found, claims, article, index.mains, glosses)
    found = with_conversions(article.text, claims, found)
    documents = {source.name: source.document for source in index.sources}
    found = tuple(placed(finding, documents) for finding in found)
    return found if glosses is None else with_glosses(found, article.language, index.mains, glosses)


def _widened(found: Sequence[Finding], again: Mapping[int, Finding]) -> tuple[Finding, ...]:
    """The findings, with what the main texts do not have taken from what surrounds them (`again`, by number).

    What is the article of a page and what is not may be told wrongly. There only what says the same counts: a menu
    or an offer has figures enough that are near a claim's and about another matter.
    """
    same = {
        number: finding
        for number, finding in again.items()
        if finding.finding is FindingKind.VERBATIM or (finding.finding, finding.detail) == (FindingKind.MATCH, "equal")
    }
    return tuple(same.get(number, finding) for number, finding in enumerate(found))


def _judge(
    article: Digest,
    sources: Sequence[Digest],
    claims: Sequence[Claim],
    index: SourceIndex,
    weights: Weights,
    on_judged: OnJudged = silent,
) -> tuple[Finding, ...]:
    judge_quotes = QuoteJudge(article, sources, index, weights)
    found: dict[int, Finding] = {}
    for number, claim in enumerate(claims):
        if isinstance(claim, QuoteClaim):
            found[number] = judge_quotes.judge(claim.quote)
            on_judged(len(found))
    found |= _judged_again(judge_quotes, claims, found)
    quantities = [claim.quantity for claim in claims if isinstance(claim, QuantityClaim)]
    judge_quantity = QuantityJudge(article, sources, quantities, weights).judge
    quotes = sorted((number for number in found if len(claims[number].span)), key=lambda n: claims[n].span.start)
    quoted = Overlapping([claims[number].span for number in quotes])
    for number, claim in enumerate(claims):
        if isinstance(claim, QuantityClaim):
            over = (quotes[number] for number in quoted.numbers(claim.quantity.core))
            around = (quote for quote in over if claims[quote].span.contains(claim.quantity.core))
            found[number] = judge_quantity(claim.quantity, found.get(next(around, -1)))
            on_judged(len(found))
    return tuple(found[number] for number in range(len(claims)))


def _judged_again(
    judge_quotes: QuoteJudge, claims: Sequence[Claim], found: Mapping[int, Finding]
) -> dict[int, Finding]:
    """The findings for the quotes that are absent by their words, now that it is known what the others are."""
    known = [(claim.quote, found[number]) for number, claim in enumerate(claims) if isinstance(claim, QuoteClaim)]
    absent = [number for number, finding in found.items() if finding.finding is FindingKind.ABSENT]
    quotes = [claim.quote for claim in map(claims.__getitem__, absent) if isinstance(claim, QuoteClaim)]
    return dict(zip(absent, judge_quotes.judge_again(quotes, known), strict=True))


def judge(claim_text: str, evidence_text: str, claim_language: str, evidence_language: str) -> Finding:
    """The finding for one sentence against one passage: that of the gravest of its quotes and figures.

    Abstains (`unchecked`) where the sentence has neither, where the passage says too little of what it is about, and
    where something in either may turn the sense round though the words or the figures agree.
    """
    article, source = Digest(claim_text, claim_language), Digest(evidence_text, evidence_language, "evidence")
    claims: list[Claim] = [QuoteClaim("", quote) for quote in article.quotes if _is_marked(quote)]
    claims += [QuantityClaim("", quantity) for quantity in article.quantities]
    if not claims or not evidence_text.strip():
        return Finding(FindingKind.UNCHECKED, reasons=("the sentence has no quote and no figure to hold against it",))
    findings = _judge(article, [source], claims, SourceIndex.of_texts([evidence_text]), Weights(article, [source]))
    worst = min(findings, key=lambda finding: _GRAVE.index(finding.finding))
    agrees = worst.finding in _FINE or worst.detail == "time"  # what is told of another time refutes nothing of ours
    if not agrees:
        return worst
    quotes = [
        (claim.quote, found) for claim, found in zip(claims, findings, strict=True) if isinstance(claim, QuoteClaim)
    ]
    if quotes:
        doubt = next((doubt for one in quotes for doubt in doubts_of_quote(*one, article, source)), "")
        return _open(f"the words agree, but {doubt}") if doubt else worst
    if not _about_the_same(article, source):
        return _open("the figures agree, but the passage may be about another matter")
    doubt = next(doubts(article, source), "")
    return _open(f"the figures agree, but {doubt}") if doubt else worst


def _open(reason: str) -> Finding:
    return Finding(FindingKind.UNCHECKED, reasons=(reason,))


def _is_marked(quote: Quote) -> bool:
    return quote.mode is not Mode.INDIRECT


def _about_the_same(article: Digest, source: Digest) -> bool:
    """Whether a passage has most words of a sentence, and all its years."""
    ours = [term for sentence in article.sentences for term in sentence.terms if term.keys]
    theirs = [term for sentence in source.sentences for term in sentence.terms]
    both = shared(ours, theirs, Weights(article, [source]))
    return both.ours >= _ENOUGH and _years(article.text) <= _years(source.text) and _named(ours, theirs)


def _years(text: str) -> set[str]:
    return {word for word in WORD.findall(text) if len(word) == 4 and word.isdecimal() and word[0] in "12"}


def _named(ours: Sequence[Term], theirs: Sequence[Term]) -> bool:
    """Whether half of the words that only names are made of (no meaning in the lexicon) are in the passage."""
    names = [term for term in ours if not term.meanings]
    keys = {key for term in theirs for key in term.keys}
    return not names or 2 * sum(bool(term.keys & keys) for term in names) >= len(names)
