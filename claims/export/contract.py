"""What every format promises, as a check that the author of one can run: `faults(exporter, contents)` is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from claims.errors import StetError
from claims.export.exporters import Contents, Exporter, Given

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:;[ a-z0-9=.+-]+)?")
_UNKNOWN = "no-such-option"


def faults(exporter: Exporter, contents: Contents, given: Given | None = None) -> tuple[str, ...]:
    """What is wrong with a format, in words; empty where it keeps every promise.

    Renders `contents`, and no review at all, with the options `given` (those that the format cannot do without).
    """
    given = given or {}
    return (
        *_of_its_words(exporter),
        *_of_its_options(exporter, contents, given),
        *_of_its_bytes(exporter, contents, given),
    )


def _of_its_words(exporter: Exporter) -> Iterator[str]:
    if not _NAME.fullmatch(exporter.name):
        yield f"its name {exporter.name!r} is not of small letters, digits and hyphens"
    if not _MEDIA_TYPE.fullmatch(exporter.media_type):
        yield f"{exporter.media_type!r} is no media type"
    if not exporter.description.strip() or "\n" in exporter.description:
        yield "its description is not one line"
    for option in exporter.options:
        if not _NAME.fullmatch(option.name) or not option.help.strip():
            yield f"its option {option.name!r} has no proper name or no help"
        if option.is_flag and option.choices:
            yield f"its option {option.name!r} is a flag and has choices"


def _of_its_options(exporter: Exporter, contents: Contents, given: Given) -> Iterator[str]:
    try:
        exporter.export(contents, dict(given) | {_UNKNOWN: True})
    except StetError:
        return
    yield "it takes options that it does not know"


def _of_its_bytes(exporter: Exporter, contents: Contents, given: Given) -> Iterator[str]:
    before = repr(_plain(contents))
    for what, these in (("these reviews", contents), ("no review", Contents((), software=contents.software))):
        try:
            first, second = exporter.export(these, given), exporter.export(these, given)
        except Exception as broken:
            yield f"of {what} it raises {broken!r}"
            continue
        if not isinstance(first, bytes):
            yield f"of {what} it gives {type(first).__name__}, not bytes"
            continue
        if first != second:
            yield f"of {what} it gives other bytes the second time"
        if not exporter.is_binary and not _is_utf8(first):
            yield f"of {what} it gives no UTF-8, and does not say that it is binary"
    if repr(_plain(contents)) != before:
        yield "it changes what it is given"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain(value: object) -> object:
    """Everything that a value holds, so that a change of any part of it shows."""
    if is_dataclass(value) and not isinstance(value, type):
        return [(each.name, _plain(getattr(value, each.name))) for each in fields(value)]
    if isinstance(value, Mapping):
        return [(key, _plain(each)) for key, each in value.items()]
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
