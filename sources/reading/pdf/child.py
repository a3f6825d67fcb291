"""The process that reads one PDF: bytes on standard input, JSON on standard output, then it ends.

Whatever the file does to native code, it does here, under limits.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence

from sources.document import Role, UnreadableReason, Warn
from sources.reading.pdf.layout import Piece, pieces
from sources.reading.pdf.pages import Broken, Locked, open_pdf
from sources.reading.pdf.words import Page

if sys.platform != "win32":
    import resource

MEMORY = 1024 * 1024 * 1024  # bytes of addresses: four times what the longest book takes that is read
_UNMAPPED = 0.5  # of the glyphs: from here on what was read are no words
_SOME_UNMAPPED = 0.02
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?![A-Za-z])")

Answer = dict[str, object]


def limit(cpu_seconds: int) -> None:
    """Bound the memory and the time of this process, and keep it from writing files, where the system can."""
    if sys.platform == "win32":  # there only the time is bounded, from outside
        return
    wanted = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        _, hard = resource.getrlimit(kind)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (bound, bound))
        except (ValueError, OSError):  # macOS does not bound addresses
            continue


def answer(body: bytes) -> Answer:
    """What a PDF holds, or why it cannot be read."""
    try:
        found = open_pdf(body)
    except Locked:
        return {"unreadable": UnreadableReason.ENCRYPTED}
    except Broken:
        return {"unreadable": UnreadableReason.DAMAGED}
    if not any(page.words or page.aside for page in found.pages):
        return {"unreadable": _without_text(found.pages)}
    glyphs, unmapped = sum(page.glyphs for page in found.pages), sum(page.unmapped for page in found.pages)
    if unmapped > _UNMAPPED * glyphs:
        return {"unreadable": UnreadableReason.ENCODING}
    laid = pieces(found.pages)
    warnings = list(_warnings(found.pages, found.count, found.repaired))
    if unmapped > _SOME_UNMAPPED * glyphs:
        warnings.append((Warn.BYTES_REPLACED, f"{unmapped} of {glyphs} letters are drawn without saying what they are"))
    language = _LANGUAGE.match(found.language)
    return {
        "pieces": [(piece.text, piece.role, piece.pages) for piece in laid],
        "title": _title(laid) or found.title,
        "language": language.group(1).lower() if language else "",
        "warnings": warnings,
    }


def _without_text(pages: Sequence[Page]) -> UnreadableReason:
    if any(page.has_picture for page in pages):
        return UnreadableReason.NO_TEXT
    return UnreadableReason.DAMAGED if any(page.failed for page in pages) or not pages else UnreadableReason.EMPTY


def _title(laid: Sequence[Piece]) -> str:
    """The first heading of the first page."""
    return next((piece.text for piece in laid if piece.role is Role.TITLE and piece.pages[0][1] == 1), "")


def _warnings(pages: Sequence[Page], count: int, repaired: bool) -> Iterator[tuple[Warn, str]]:
    if repaired:
        yield Warn.TRUNCATED, "the file is damaged: what could be repaired was read, the rest may be missing"
    if len(pages) < count:
        yield Warn.TRUNCATED, f"the file is too long: {len(pages)} of its {count} pages were read"
    for said, places in (
        ("could not be opened", [number for number, page in enumerate(pages, 1) if page.failed]),
        ("hold pictures and no text", [number for number, page in enumerate(pages, 1) if page.has_picture]),
    ):
        if places:
            named = ", ".join(map(str, places[:10])) + (" and more" if len(places) > 10 else "")
            yield Warn.TRUNCATED, f"pages {named} {said}: what stands on them was not read"


def main() -> None:
    """Read standard input under limits and answer."""
    limit(int(sys.argv[1]))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
