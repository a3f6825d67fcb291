"""The near side of the child process: starts it, waits, and takes whatever end it comes to for an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from sources.document import Block, Document, PageSpan, PageWarning, Role, Span, Unreadable, UnreadableReason, Warn

MEDIA_TYPE = "application/pdf"
# Seconds. A page takes a hundredth; a file that takes longer than the longest book is made to.
SECONDS = 40
_BETWEEN = "\n\n"
_ROOT = Path(__file__).parents[3]
# What an interpreter needs to start. The rest of the environment, keys among it, is no business of the child.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "PATH", "TMPDIR", "TEMP")
_WHY = {
    UnreadableReason.ENCRYPTED: "asks for a password. Open it with the password, print it to a new PDF and give that",
    UnreadableReason.DAMAGED: "is a damaged PDF. Get another copy, or open it in a viewer and save its text as .txt",
    UnreadableReason.NO_TEXT: "holds pictures of pages and no text, like a scan. Run text recognition (OCR) over it "
    "and give the result",
    UnreadableReason.EMPTY: "is a PDF with empty pages. Check it, or give another copy",
    UnreadableReason.ENCODING: "is a PDF that does not say which letters it draws. Run text recognition (OCR) over it "
    "and give the result",
    UnreadableReason.TOO_BIG: "is a PDF that takes too much time or memory to read. Give the pages that matter as a "
    "file of their own",
}


def read_pdf(body: bytes, name: str = "the source", seconds: int = SECONDS) -> Document | Unreadable:
    """Read a PDF in a child process that is bounded in memory and in time (`seconds`, on the clock).

    `text` is its blocks in the order of reading, a blank line between them: cut words are joined, columns read one
    after the other, running heads and feet stand once at the end as furniture, page numbers are left out. `pages`
    says what stands on which page. `name` is what messages call the file.
    """
    said = _ask(body, seconds)
    reason = UnreadableReason(said["unreadable"]) if "unreadable" in said else None
    if reason is not None:
        return Unreadable(reason, f"{name} {_WHY[reason]}")
    return _document(said)


def _ask(body: bytes, seconds: int) -> dict[str, Any]:
    """The answer of the child; one that dies has broken on the file, or run into its limits."""
    environment = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ} | {"PYTHONPATH": str(_ROOT)}
    command = [sys.executable, "-P", "-m", "sources.reading.pdf.child", str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, no shell, and the file comes in by standard input
            command, input=body, capture_output=True, env=environment, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return {"unreadable": UnreadableReason.TOO_BIG}
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    return {"unreadable": UnreadableReason.TOO_BIG if b"MemoryError" in done.stderr else UnreadableReason.DAMAGED}


def _document(said: dict[str, Any]) -> Document:
    blocks, pages, at = [], [], 0
    for text, role, begins in said["pieces"]:
        span = Span(at, at + len(text))
        blocks.append(Block(span, Role(role)))
        starts = [at + offset for offset, _ in begins]
        for start, end, (_, number) in zip(starts, [*starts[1:], span.end], begins, strict=True):
            pages.append(PageSpan(Span(start, end), number))
        at = span.end + len(_BETWEEN)
    return Document(
        text=_BETWEEN.join(text for text, *_ in said["pieces"]),
        media_type=MEDIA_TYPE,
        blocks=tuple(blocks),
        title=said["title"],
        language=said["language"],
        warnings=tuple(PageWarning(Warn(kind), message) for kind, message in said["warnings"]),
        pages=tuple(pages),
    )
