"""Where a claim stands in the file that its article was read from, as editors and other tools count."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from claims.report import CheckReport
from sources.document import AsWritten, Span
from sources.reading import written_text


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Lines and columns from 1, in code points; `end_column` is behind the last one. `span` counts from 0."""

    line: int
    column: int
    end_line: int
    end_column: int
    span: Span


class Places:
    """The places of one article's claims in its file; a PDF or an office file has no lines, so none."""

    def __init__(self, report: CheckReport) -> None:
        self._origins = report.document.origins
        text = report.document.text
        if not isinstance(self._origins, AsWritten):
            text = written_text(report.snapshot) if report.snapshot and self._origins else ""
        self._length = len(text)
        self._starts = [0, *(offset + 1 for offset, letter in enumerate(text) if letter == "\n")]

    def of(self, span: Span) -> FilePlace | None:
        """The place of the words in `span` of the article's text, or None where the file has no such place."""
        origin = self._origins.of(span) if self._origins else None
        if origin is None or origin.part or origin.span.end > self._length:
            return None
        first, last = self._line(origin.span.start), self._line(max(origin.span.start, origin.span.end - 1))
        return FilePlace(
            first + 1,
            origin.span.start - self._starts[first] + 1,
            last + 1,
            origin.span.end - self._starts[last] + 1,
            origin.span,
        )

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1
