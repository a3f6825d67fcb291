"""What a sheet says, before it is written in any form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.export.differing import Piece, difference
from claims.export.sheet.content import sheet_of
from claims.export.sheet.places import lines_with
from claims.model import DiffKind, DiffPart
from sources.document import Span
from tests.claims.export.stores import acted_review, bare_review, every_state
from tests.claims.ledger.strategies import any_text

REMOVED, ADDED, SAME, CHANGED = DiffKind.REMOVED, DiffKind.ADDED, DiffKind.SAME, DiffKind.CHANGED


def part(kind: DiffKind, claim: str, source: str, at: int, source_at: int = 0) -> DiffPart:
    return DiffPart(kind, claim, source, Span(at, at + len(claim)), Span(source_at, source_at + len(source)))


@pytest.mark.parametrize(
    ("claim", "diff", "pieces"),
    [
        ("It is safe.", [part(REMOVED, "", "not", 6)], [(SAME, "It is "), (REMOVED, "not"), (SAME, "safe.")]),
        (
            "It is safe.",
            [part(CHANGED, "safe", "closed", 6)],
            [(SAME, "It is "), (REMOVED, "closed"), (ADDED, "safe"), (SAME, ".")],
        ),
        ("It is very safe", [part(ADDED, "very ", "", 6)], [(SAME, "It is "), (ADDED, "very "), (SAME, "safe")]),
        ("It is safe.", [part(SAME, "It is", "It is", 0)], []),
        ("", [part(REMOVED, "", "not", 9)], [(REMOVED, "not")]),
    ],
)
def test_a_difference_stands_in_its_claim(claim: str, diff: list[DiffPart], pieces: list[tuple[DiffKind, str]]) -> None:
    assert difference(diff, claim) == tuple(Piece(*piece) for piece in pieces)


@given(any_text, st.lists(st.tuples(st.sampled_from(DiffKind), st.integers(0, 40), any_text, any_text), max_size=4))
def test_the_claim_comes_back_from_its_pieces(claim: str, parts: list[tuple[DiffKind, int, str, str]]) -> None:
    pieces = difference([part(kind, words, source, at) for kind, at, words, source in parts], claim)
    assert "".join(piece.text for piece in pieces if piece.kind is not REMOVED) in {claim, ""}


@given(st.text("ab \n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=5))
def test_lines_come_back_and_every_claim_ends_once(text: str, marks: list[tuple[int, int]]) -> None:
    spans = [Span(min(start, len(text)), min(start + length, len(text))) for start, length in marks]
    lines = list(lines_with(text, spans))
    assert ["".join(stretch.text for stretch in line.stretches) for line in lines] == [
        line for line in text.split("\n") if line.strip()
    ]
    ended = [number for line in lines for stretch in line.stretches for number in stretch.ending]
    assert len(ended) == len(set(ended))
    assert {number for number, span in enumerate(spans) if span.of(text).strip()} <= set(ended)
    assert [stretch.text for line in lines for stretch in line.stretches if not stretch.text] == []


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("×\n\nThe bridge\n\nIt is safe.", "The bridge"),
        ("***\n\n## The *new* bridge\n", "The *new* bridge"),
        ("#bridge is safe", "#bridge is safe"),
        ("× · ×", "bridge.txt"),
        ("", "bridge.txt"),
        ("long " * 50 + "\nshort", "bridge.txt"),
    ],
)
def test_the_headline_is_the_first_line_with_a_word(text: str, headline: str) -> None:
    assert sheet_of(replace(bare_review(), name="bridge.txt", text=text, items=())).headline == headline


def test_what_keeps_it_back_what_has_to_change_and_who_read() -> None:
    sheet = sheet_of(acted_review())
    assert sheet.held_back == (("open", 1), ("disputed", 1), ("unread", 1))
    assert [(entry.number, wording and wording.new) for entry, wording in sheet.changes] == [(1, "is not safe")]
    assert (sheet.readers, sheet.second_readers, sheet.decided) == (("Kim",), ("Ann",), 1)
    assert [source.claims for source in sheet.sources] == [(1, 2), ()]
    assert ("contested", 1) in sheet_of(every_state()).held_back
