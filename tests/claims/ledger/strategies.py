"""Hypothesis strategies for claims, findings and drafts with any Unicode, lone surrogates and NUL included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from claims.ledger.events import Draft, EventKind
from claims.model import (
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
    Verdict,
)
from sources.document import Layer, Origin, Place, Span

any_text = st.text(st.characters(exclude_categories=()), max_size=30)
_spans = st.tuples(st.integers(0, 10**9), st.integers(0, 10**6)).map(lambda pair: Span(pair[0], sum(pair)))
_maybe_span = st.none() | _spans
_figures = st.decimals(allow_nan=False, allow_infinity=False) | st.just(Decimal("1e999999"))
_maybe_figure = st.none() | _figures
_scores = st.floats(0, 1)

_speakers = st.builds(Speaker, any_text, any_text, _maybe_span, any_text)
_cues = st.builds(Cue, any_text, _spans)
_quotes = st.builds(
    Quote, _spans, any_text, st.none() | _speakers, st.none() | _cues, st.sampled_from(Mode), _maybe_span
)
_quantities = st.builds(
    Quantity,
    span=_spans,
    text=any_text,
    value=_figures,
    qualifier=st.sampled_from(Qualifier),
    unit=any_text,
    unit_kind=st.sampled_from(UnitKind),
    core=_spans,
    step=_figures,
    max=_maybe_figure,
    unit_span=_maybe_span,
)
claims = st.builds(QuoteClaim, any_text, _quotes) | st.builds(QuantityClaim, any_text, _quantities)

_diffs = st.builds(DiffPart, st.sampled_from(DiffKind), any_text, any_text, _spans, _spans)
_places = st.builds(
    Place,
    st.sampled_from(Layer),
    st.none() | st.integers(0, 10**9),
    st.none() | st.integers(1, 10**4),
    st.none() | st.builds(Origin, _spans, any_text, any_text),
)
_evidence = st.builds(
    Evidence,
    source=any_text,
    span=_spans,
    text=any_text,
    score=_scores,
    matcher=any_text,
    diff=st.lists(_diffs, max_size=2).map(tuple),
    value=_maybe_figure,
    unit=any_text,
    speaker=any_text,
    place=st.none() | _places,
)
findings = st.builds(
    Finding,
    finding=st.sampled_from(FindingKind),
    detail=any_text,
    evidence=st.none() | _evidence,
    others=st.lists(_evidence, max_size=2).map(tuple),
    score=_scores,
    reasons=st.lists(any_text, max_size=2).map(tuple),
)

_zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-9))])
_moments = st.builds(datetime.fromtimestamp, st.floats(0, 7e9, allow_nan=False), _zones)
_flat = st.dictionaries(any_text, any_text | st.integers(-(2**60), 2**60) | st.none(), max_size=3)
drafts = st.builds(
    Draft,
    kind=st.sampled_from(EventKind),
    at=_moments,
    article_id=any_text,
    claim_id=any_text,
    reviewer=any_text,
    verdict=st.none() | st.sampled_from(Verdict),
    note=any_text,
    finding=any_text,
    detail=any_text,
    evidence=_flat,
    undoes=st.none() | st.integers(1, 10**6),
    payload=_flat,
)
