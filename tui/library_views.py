"""What the commands on libraries print, as text that went through the gate, and as records for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.export.report import number
from claims.grouping import counted, grouped
from claims.ledger.columns import utc
from claims.library.model import Added, Found, KeptPage, Outcome, Totals
from claims.library.searching import Question
from tui.display import one_line
from tui.table import table

_WIDEST = 240
"""Characters of a passage that are printed around what was found."""
_WORD = 40
"""Letters of a word that is not cut."""


def page_record(page: KeptPage) -> dict[str, Any]:
    """A page for a program."""
    return {
        "page": page.name,
        "title": page.title or None,
        "language": page.language or None,
        "had_at": utc(page.had_at),
        "origin": page.origin.value,
        "sha256": page.sha256,
        "size": page.size,
        "passages": page.passages,
        "figures": page.figures,
        "quotes": page.quotes,
    }


def page_table(pages: Sequence[KeptPage]) -> str:
    """A line for each page, its name last; nothing for none."""
    rows = [
        (
            page.had_at.strftime("%Y-%m-%d %H:%M"),
            page.language or "-",
            f"{grouped(page.size)} B",
            counted(page.passages, "passage"),
            counted(page.figures, "figure"),
            counted(page.quotes, "quote"),
            one_line(page.name),
        )
        for page in pages
    ]
    return table(rows) if rows else ""


def library_record(name: str, folder: Path, totals: Totals) -> dict[str, Any]:
    """A library for a program."""
    return {"library": name, **_totals(totals), "folder": str(folder)}


def library_table(records: Sequence[Mapping[str, Any]]) -> str:
    """A line for each library; nothing for none."""
    rows = [
        (
            one_line(each["library"]),
            *(counted(each[f"{what}s"], what) for what in ("page", "passage", "figure", "quote")),
            one_line(each["folder"]),
        )
        for each in records
    ]
    return table(rows) if rows else ""


def added_record(added: Added) -> dict[str, Any]:
    """What became of a page, for a program."""
    return {"page": added.name, "outcome": added.outcome.value, "message": added.message or None}


def added_table(done: Sequence[Added], name: str, totals: Totals) -> str:
    """A line for each page that is not the same as before, and one for all together and what the library now holds."""
    lines = [f"{each.outcome.value:<8}{_with_reason(each)}" for each in done if each.outcome is not Outcome.SAME]
    counts = Counter(each.outcome.value for each in done)
    became = ", ".join(f"{count} {word}" for word, count in sorted(counts.items())) or "nothing to do"
    held = ", ".join(counted(count, what.removesuffix("s")) for what, count in _totals(totals).items())
    return "".join(f"{one_line(line)}\n" for line in (*lines, f"{became}; {name} holds {held}"))


def _with_reason(added: Added) -> str:
    """The name of a page and why it failed; most reasons begin with the name."""
    if not added.message or added.message.startswith(added.name):
        return added.message or added.name
    return f"{added.name}: {added.message}"


def found_record(found: Found) -> dict[str, Any]:
    """A place that was found, for a program; `value` is in the base unit of what `dimension` measures."""
    return {
        "page": found.page,
        "language": found.language or None,
        "had_at": utc(found.had_at),
        "score": round(found.score, 4),
        "start": found.span.start,
        "end": found.span.end,
        "text": found.text,
        "around": found.around,
        "speaker": found.speaker or None,
        "value": number(Decimal(found.value)) if found.value else None,
        "dimension": found.dimension or None,
    }


def found_table(question: Question, found: Sequence[Found], totals: Totals) -> str:
    """How the question was taken, and for each place its page and what stands there."""
    lines = [f"{question.in_words}: {counted(len(found), 'place')} in {counted(totals.pages, 'page')}"]
    for each in found:
        by = f", {each.speaker}" if each.speaker else ""
        worth = f" ({grouped(Decimal(each.value))} {each.dimension})" if each.dimension else ""
        alike = f" · {each.score:.0%} alike" if question.text and not question.ranges else ""
        head = f"{each.page} · had {each.had_at:%Y-%m-%d %H:%M} UTC{by}{alike}"
        lines += ["", head, f"  {each.text}{worth}", f"  {_around(each)}"]
    return "".join(f"{one_line(line)}\n" for line in lines)


def _around(found: Found) -> str:
    """What stands around a place, as far as it fits."""
    around = " ".join(found.around.split())
    at = max(0, around.find(" ".join(found.text.split())))
    start = max(0, at - (_WIDEST - min(_WIDEST, len(found.text))) // 2)
    start = around.rfind(" ", max(0, start - _WORD), start) + 1 if start else 0
    end = min(len(around), start + _WIDEST)
    return f"{'… ' if start else ''}{around[start:end]}{' …' if end < len(around) else ''}"


def _totals(totals: Totals) -> dict[str, int]:
    return {
        "pages": totals.pages,
        "passages": totals.passages,
        "figures": totals.figures,
        "quotes": totals.quotes,
    }
