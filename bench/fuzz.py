"""The readers under coverage-guided fuzzing, for as long as one likes: an optional tool, run by hand.

    pip install atheris                          (CPython 3.11 to 3.13 on Linux; not a dependency of stet)
    python -m bench.fuzz [KIND] [-max_total_time=60 ...]     the flags are libFuzzer's

KIND is one of html, text, transcript, rtf, office (default: the first byte of each input chooses). An exception, a
broken promise (blocks out of order, text that is no UTF-8) or ten seconds over one input ends the run and leaves the
input in a file `crash-*`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

from sources.document import Document, Span, Unreadable
from sources.reading import read
from tests.sources.reading.packing import docx, epub, odt

KINDS: dict[str, Callable[[bytes], Document | Unreadable]] = {
    "html": lambda data: read(data, media_type="text/html"),
    "text": lambda data: read(data, url="a.md" if data[:1] < b"\x80" else "a.txt"),
    "transcript": lambda data: read(data, media_type="text/vtt"),
    "rtf": lambda data: read(b"{\\rtf1" + data),
    "office": lambda data: read(_office(data)),
}
SLOW = 10
"""Seconds over one input (of at most 4 kB, as libFuzzer makes them) that count as a hang."""


def _office(data: bytes) -> bytes:
    inside = data[1:].decode("utf-8", "replace")
    makers = (docx, odt, lambda body: epub({"a.xhtml": body}, ["a.xhtml"]))
    return makers[(data[0] if data else 0) % len(makers)](inside)


def once(data: bytes, kind: str = "") -> None:
    """Read one input and hold the answer to its promises."""
    names = sorted(KINDS)
    chosen = kind or names[(data[0] if data else 0) % len(names)]
    answer = KINDS[chosen](data if kind else data[1:])
    if isinstance(answer, Unreadable):
        assert answer.message
        return
    answer.text.encode("utf-8")
    at = 0
    for block in answer.blocks:
        assert at <= block.span.start < block.span.end <= len(answer.text)
        at = block.span.end
        answer.place(Span(block.span.start, block.span.end))


def main(words: list[str]) -> None:
    """Fuzz until stopped."""
    kind = words.pop(1) if len(words) > 1 and words[1] in KINDS else ""
    atheris = import_module("atheris")
    atheris.instrument_all()
    atheris.Setup([*words, f"-timeout={SLOW}"], lambda data: once(data, kind))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
