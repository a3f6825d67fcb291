"""Where a claim stands in the file that its article was read from, as editors and other tools count."""

from __future__ import annotations

from dataclasses import dataclass

from claims.export.fields import Lines
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
        self._lines = Lines(text)

    def of(self, span: Span) -> FilePlace | None:
        """The place of the words in `span` of the article's text, or None where the file has no such place."""
        origin = self._origins.of(span) if self._origins else None
        if origin is None or origin.part or origin.span.end > self._length:
            return None
        start, end = origin.span.start, origin.span.end
        last = max(start, end - 1)
        end_line, end_column = self._lines.place(last)
        return FilePlace(*self._lines.place(start), end_line, end_column + end - last, origin.span)
