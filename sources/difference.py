"""What has changed between two readings of a source: the blocks that went, and the blocks that came."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from sources.document import Document

MOST_BLOCKS = 4_000  # of each reading: far more than an article has; beyond, the comparison would take minutes


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two readings differ: the blocks there before, and those there after. One of them may be none."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def difference(before: Document, after: Document) -> tuple[Change, ...]:
    """The places where the main texts of two readings differ, in their order; white space does not count.

    Of a text of more than `MOST_BLOCKS` blocks, only those are compared.
    """
    old, new = _blocks(before), _blocks(after)
    same = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(Change(tuple(old[i:j]), tuple(new[k:m])) for kind, i, j, k, m in same.get_opcodes() if kind != "equal")


def _blocks(document: Document) -> list[str]:
    folded = (" ".join(block.span.of(document.text).split()) for block in document.main_blocks[:MOST_BLOCKS])
    return [block for block in folded if block]
