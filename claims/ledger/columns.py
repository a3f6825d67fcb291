"""How values stand in columns: any text, times, figures and whole models, each readable and each reversible.

SQLite and UTF-8 take neither lone surrogates nor, safely, NUL. Such a character is written as U+FDD0 (a code point
that Unicode sets aside for internal use) and its four hexadecimal digits; so is U+FDD0 itself. Every other text
stands in its column letter by letter.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from claims.errors import StoreError
from claims.model import Claim, Finding

_MARK = "\ufdd0"
_UNSTORABLE = re.compile("[\x00\ufdd0\ud800-\udfff]")
_MARKED = re.compile(_MARK + "([0-9a-f]{4})")

canonical_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""JSON that is the same for the same value: sorted keys, no spaces, letters unescaped (lone surrogates too)."""

M = TypeVar("M")

_PLAIN_DIGITS = 40
"""Figures of up to this many digits are written out; beyond it (a hostile `1e999999`) the exponent stays."""


def storable(text: str) -> str:
    """`text` with what no column takes escaped; `restored` gives back the same text."""
    return _UNSTORABLE.sub(lambda found: f"{_MARK}{ord(found.group()):04x}", text)


def restored(column: str) -> str:
    """The text that `storable` made a column of."""
    return _MARKED.sub(lambda found: chr(int(found.group(1), 16)), column) if _MARK in column else column


def utc(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC with `Z`."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def plain(figure: Decimal | None) -> str | None:
    """A figure as digits without exponent; None stays None."""
    if figure is None:
        return None
    exponent = figure.as_tuple().exponent
    written_out = isinstance(exponent, int) and exponent >= -_PLAIN_DIGITS and figure.adjusted() <= _PLAIN_DIGITS
    return format(figure, "f") if written_out else str(figure)


def to_json(value: Any) -> str:
    """A JSON-safe value as canonical JSON, fit for a column."""
    return storable(canonical_json(value))


def from_json(column: str) -> Any:
    """The value that `to_json` made a column of; raises `StoreError` where the column is damaged."""
    try:
        return json.loads(restored(column))
    except ValueError as damaged:
        raise damage(f"a column holds no JSON ({damaged})") from damaged


def claim_to_json(claim: Claim) -> str:
    return to_json(_claims().dump_python(claim, mode="json"))


def claim_from_json(column: str) -> Claim:
    """The claim that stands in a column; raises `StoreError` where it is damaged."""
    return _model(_claims(), column)


def finding_to_json(finding: Finding) -> str:
    return to_json(_findings().dump_python(finding, mode="json"))


def finding_from_json(column: str) -> Finding:
    """The finding that stands in a column; raises `StoreError` where it is damaged."""
    return _model(_findings(), column)


def _model(adapter: TypeAdapter[M], column: str) -> M:
    try:
        # Pydantic's own parser takes half the time of `json`, but no lone surrogates.
        return adapter.validate_python(from_json(column)) if _MARK in column else adapter.validate_json(column)
    except ValidationError as damaged:
        error = damaged.errors()[0]
        place = ".".join(str(part) for part in error["loc"])
        raise damage(f"a claim or finding is incomplete ({place}: {error['msg']})") from damaged


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes as they are kept: compressed, with the size they unpack to."""

    size: int
    zlib: bytes


def pack(data: bytes) -> Packed:
    return Packed(len(data), zlib.compress(data))


def unpack(packed: Packed) -> bytes:
    """The bytes that were packed; never more than `size`. Raises `StoreError` where they are damaged."""
    try:
        data = zlib.decompressobj().decompress(packed.zlib, packed.size + 1)
    except zlib.error as damaged:
        raise damage(f"a copy of a source cannot be unpacked ({damaged})") from damaged
    if len(data) != packed.size:
        raise damage("a copy of a source has not the size that was noted for it")
    return data


def damage(what: str) -> StoreError:
    """The error for content that the store itself could not have written."""
    return StoreError(f"the store is damaged: {what}", "Take the last backup; stet log --verify tells what still holds")


@cache
def _claims() -> TypeAdapter[Claim]:
    return TypeAdapter(Annotated[Claim, Field(discriminator="kind")])


@cache
def _findings() -> TypeAdapter[Finding]:
    return TypeAdapter(Finding)
