"""A small check to keep: one article of two claims, two sources, one of which could not be had."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from claims.model import (
    Claim,
    Cue,
    DiffKind,
    DiffPart,
    Evidence,
    Finding,
    FindingKind,
    Mode,
    Qualifier,
    Quantity,
    QuantityClaim,
    Quote,
    QuoteClaim,
    Speaker,
    UnitKind,
)
from claims.report import CheckedClaim, CheckReport, SourceState, SourceStatus, claim_id, text_hash
from sources.document import Block, Document, Role, Span
from sources.snapshots import Snapshot

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
TEXT = "The bridge\n\nMayor Ana Brook said: “The bridge is safe.”\nSome 1.4 million euros were spent.\n"
PAGE = "Mayor Brook told us: “The bridge is not safe.” It cost 1.4 million euros."
URL = "http://source.example/page"


def document(text: str, title: str = "") -> Document:
    return Document(text, "text/plain", (Block(Span(0, len(text)), Role.PARAGRAPH),), title=title)


def snapshot(body: str = PAGE, url: str = URL, at: datetime = AT) -> Snapshot:
    raw = body.encode("utf-8", "surrogatepass")
    headers = (("content-type", "text/html"), ("set-cookie", "a"), ("set-cookie", "b"))
    return Snapshot(url, url, 200, "text/html", headers, raw, raw, at, charset="utf-8", address="192.0.2.7")


def quote_claim(text: str = TEXT) -> QuoteClaim:
    words = "The bridge is safe."
    span = Span(text.index(words), text.index(words) + len(words))
    said = text.index("said")
    speaker = Speaker("Ana Brook", "Mayor Ana Brook", title="Mayor")
    quote = Quote(span, words, speaker, Cue("said", Span(said, said + 4)), Mode.DIRECT)
    return QuoteClaim(claim_id(text_hash(text), "quote", span), quote)


def number_claim(text: str = TEXT) -> QuantityClaim:
    words = "Some 1.4 million euros"
    span = Span(text.index(words), text.index(words) + len(words))
    core = Span(span.start + 5, span.start + 16)
    quantity = Quantity(
        span, words, Decimal("1.4E+6"), Qualifier.ABOUT, "EUR", UnitKind.CURRENCY, core, step=Decimal(100_000)
    )
    return QuantityClaim(claim_id(text_hash(text), "number", span), quantity)


def altered() -> Finding:
    words = "The bridge is not safe."
    span = Span(PAGE.index(words), PAGE.index(words) + len(words))
    diff = (
        DiffPart(DiffKind.SAME, "The bridge is", "The bridge is", Span(0, 13), Span(span.start, span.start + 13)),
        DiffPart(DiffKind.REMOVED, "", "not", Span(13, 13), Span(span.start + 14, span.start + 17)),
    )
    evidence = Evidence(URL, span, words, 0.94, "locate/1", diff, speaker="Mayor Brook")
    return Finding(FindingKind.ALTERED, "negation", evidence, score=0.94, reasons=("the source says “not”",))


def matched() -> Finding:
    words = "1.4 million euros"
    span = Span(PAGE.index(words), PAGE.index(words) + len(words))
    evidence = Evidence(URL, span, words, 1.0, "number/1", value=Decimal("1.4E+6"), unit="EUR")
    return Finding(FindingKind.MATCH, "equal", evidence, others=(evidence,), score=1.0, reasons=("equal",))


def source_states(page: str = PAGE) -> tuple[SourceState, ...]:
    read = SourceState(URL, SourceStatus.READ, "", "", "en", document(page, "A page"), snapshot(page))
    return (read, SourceState("http://gone.example/", SourceStatus.FAILED, "http_status", "404 Not Found"))


def report(name: str = "bridge.txt", text: str = TEXT) -> CheckReport:
    claims = (CheckedClaim(quote_claim(text), altered()), CheckedClaim(number_claim(text), matched()))
    return CheckReport(name, "en", document(text), claims, source_states())


CHANGED = TEXT.replace("1.4 million", "1.6 million")


def changed_report() -> CheckReport:
    """The article with another figure in the place of the old one."""
    words = "Some 1.6 million euros"
    span = Span(CHANGED.index(words), CHANGED.index(words) + len(words))
    quantity = replace(number_claim().quantity, span=span, text=words)
    number = QuantityClaim(claim_id(text_hash(CHANGED), "number", span), quantity)
    claims = (CheckedClaim(quote_claim(CHANGED), altered()), CheckedClaim(number, matched()))
    return CheckReport("bridge.txt", "en", document(CHANGED), claims, source_states())


def with_finding(original: CheckReport, claim: Claim, finding: Finding) -> CheckReport:
    """The same check with another finding for one claim."""
    claims = tuple(
        CheckedClaim(each.claim, finding if each.claim == claim else each.finding) for each in original.claims
    )
    return replace(original, claims=claims)
