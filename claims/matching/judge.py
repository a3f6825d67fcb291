"""The findings for the claims of an article, one each, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from claims.matching.align import Weights
from claims.matching.digest import Digest
from claims.matching.index import SourceIndex
from claims.matching.judge_quantity import QuantityJudge
from claims.matching.judge_quote import QuoteJudge
from claims.model import Claim, Finding, FindingKind, QuantityClaim, QuoteClaim

_NOTHING_READ = Finding(FindingKind.UNCHECKED, reasons=("there is no source to hold the claim against",))


def judge_claims(text: str, language: str, claims: Sequence[Claim], index: SourceIndex) -> tuple[Finding, ...]:
    """One finding for each claim of an article `text`, from the sources of `index`. Never raises on any text.

    Without a source every finding is `unchecked`.
    """
    if not index.sources:
        return tuple(_NOTHING_READ for _ in claims)
    article = Digest(text, language)
    sources = [Digest.of_source(source) for source in index.sources]
    weights = Weights(article, sources)
    judge_quote = QuoteJudge(article, sources, index, weights).judge
    found = {number: judge_quote(claim.quote) for number, claim in enumerate(claims) if isinstance(claim, QuoteClaim)}
    quantities = [claim.quantity for claim in claims if isinstance(claim, QuantityClaim)]
    judge_quantity = QuantityJudge(article, sources, quantities, weights).judge
    for number, claim in enumerate(claims):
        if isinstance(claim, QuantityClaim):
            around = (i for i in found if claims[i].kind == "quote" and claims[i].span.contains(claim.quantity.core))
            found[number] = judge_quantity(claim.quantity, found.get(next(around, -1)))
    return tuple(found[number] for number in range(len(claims)))
