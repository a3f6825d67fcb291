"""What a person corrects of a claim by hand: its span, its figure or unit, its speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.errors import ReviewError
from claims.ledger.columns import plain
from claims.model import Claim, Quantity, QuantityClaim, Quote, QuoteClaim, Speaker
from sources.document import Span

FIGURES = "Write the figure in digits with a point for decimals, such as 1400000 or 0.5"


@dataclass(frozen=True, slots=True)
class Correction:
    """What shall be otherwise; None leaves a thing as it is, an empty text takes it away.

    `span` is in the article's text. `value` and `max` are figures as text, the scale worked out (`1400000`).
    """

    span: Span | None = None
    value: str | None = None
    max: str | None = None
    unit: str | None = None
    speaker: str | None = None

    def payload(self, text: str) -> dict[str, Any]:
        """What the log keeps of it; `text` is the article's. A span brings its words along."""
        said: dict[str, Any] = {
            name: given for name in ("value", "max", "unit", "speaker") if (given := getattr(self, name)) is not None
        }
        if self.span is not None:
            said |= {"start": self.span.start, "end": self.span.end, "text": self.span.of(text)}
        return said


def as_written(claim: Claim) -> dict[str, Any]:
    """How a claim reads, in the words of a correction's payload."""
    place = {"start": claim.span.start, "end": claim.span.end, "text": claim.text}
    if isinstance(claim, QuoteClaim):
        return place | {"speaker": claim.quote.speaker.name if claim.quote.speaker else ""}
    quantity = claim.quantity
    return place | {"value": plain(quantity.value), "max": plain(quantity.max) or "", "unit": quantity.unit}


def corrected(claim: Claim, payload: dict[str, Any]) -> Claim:
    """The claim with what a `corrected` event says; it keeps its id. Raises `ReviewError` where that cannot be."""
    _refuse_misfits(claim, payload)
    if isinstance(claim, QuoteClaim):
        return replace(claim, quote=_quote(claim.quote, payload))
    return replace(claim, quantity=_quantity(claim.quantity, payload))


def moved(payload: dict[str, Any], read: Claim) -> dict[str, Any]:
    """A correction as it holds for a claim as extracted from another version of the article: its place has moved.

    Empty where the claim has other words now: what was corrected is no longer written.
    """
    of = payload.get("of", {"start": read.span.start, "text": read.text})
    if "".join(of["text"].split()) != "".join(read.text.split()):
        return {}
    by = read.span.start - of["start"]
    places = {name: payload[name] + by for name in ("start", "end") if name in payload}
    return payload | places


def _refuse_misfits(claim: Claim, payload: dict[str, Any]) -> None:
    wrong = {"speaker"} if isinstance(claim, QuantityClaim) else {"value", "max", "unit"}
    misfits = sorted(wrong & payload.keys())
    if misfits:
        raise ReviewError(f"a {claim.kind} has no {' or '.join(misfits)} to correct", "Correct what the claim has")
    if "text" in payload and not str(payload["text"]).strip():
        raise ReviewError("the corrected place holds no words", "Give the first and the last character of the claim")


def _quote(quote: Quote, payload: dict[str, Any]) -> Quote:
    if "text" in payload:
        quote = replace(quote, span=_span(payload), text=str(payload["text"]))
    if "speaker" in payload:
        name = str(payload["speaker"]).strip()
        quote = replace(quote, speaker=Speaker(name, name) if name else None)
    return quote


def _quantity(quantity: Quantity, payload: dict[str, Any]) -> Quantity:
    if "text" in payload:
        span = _span(payload)
        core, unit = quantity.core, quantity.unit_span
        quantity = replace(
            quantity,
            span=span,
            text=str(payload["text"]),
            core=core if span.start <= core.start and core.end <= span.end else span,
            unit_span=unit if unit and span.start <= unit.start and unit.end <= span.end else None,
        )
    if "value" in payload:
        quantity = replace(quantity, value=figure(str(payload["value"])))
    if "max" in payload:
        most = str(payload["max"]).strip()
        quantity = replace(quantity, max=figure(most) if most else None)
    if "unit" in payload:
        quantity = replace(quantity, unit=str(payload["unit"]).strip())
    return quantity


def figure(text: str) -> Decimal:
    """A figure as a person writes it plainly; raises `ReviewError` for what is none."""
    digits = "".join(text.split()).replace("_", "")
    try:
        value = Decimal(digits)
    except InvalidOperation as wrong:
        raise ReviewError(f"{text!r} is no figure", FIGURES) from wrong
    if not value.is_finite():
        raise ReviewError(f"{text!r} is no figure", FIGURES)
    return value


def _span(payload: dict[str, Any]) -> Span:
    return Span(int(payload["start"]), int(payload["end"]))
