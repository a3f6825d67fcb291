"""Every value comes back from its columns as it went in, whatever its characters."""

from __future__ import annotations

import json
import sqlite3
import tracemalloc
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import StoreError
from claims.ledger import review
from claims.ledger.columns import (
    Packed,
    claim_from_json,
    claim_to_json,
    finding_from_json,
    finding_to_json,
    from_json,
    pack,
    plain,
    restored,
    storable,
    to_json,
    unpack,
)
from claims.ledger.events import GENESIS, Draft
from claims.ledger.log import chain, check_chain, event_of, event_row
from claims.ledger.store import ClaimStore
from claims.model import Claim, Finding
from claims.report import CheckedClaim, CheckReport, SourceState, SourceStatus
from tests.claims.ledger.reports import AT, document, number_claim, report, snapshot
from tests.claims.ledger.strategies import any_text, claims, drafts, findings

HOSTILE = "\x00 \ud800\ufdd0 \udcff[/x] \x1b[2J\u202e ￿ \U0010ffff \ufdd0d800 =1+1 ' \" \\ \\u0000"


@given(any_text)
def test_any_text_comes_back(text: str) -> None:
    column = storable(text)
    assert restored(column) == text
    assert "\x00" not in column
    column.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufdd0")))
def test_ordinary_text_stands_as_it_is(text: str) -> None:
    assert storable(text) == text


@given(claims)
def test_any_claim_comes_back(claim: Claim) -> None:
    column = claim_to_json(claim)
    assert claim_from_json(column) == claim
    assert claim_to_json(claim_from_json(column)) == column
    assert json.loads(column)["kind"] == claim.kind


@given(findings)
def test_any_finding_comes_back(finding: Finding) -> None:
    column = finding_to_json(finding)
    assert finding_from_json(column) == finding
    json.loads(column)


@given(st.lists(drafts, max_size=4))
def test_any_event_comes_back_in_its_chain(some: list[Draft]) -> None:
    events = chain(some, (0, GENESIS))
    rows = [event_row(event) for event in events]
    assert tuple(event_of(row) for row in rows) == events
    assert (check_chain(rows).ok, check_chain(rows).events) == (True, len(some))


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(data: bytes) -> None:
    assert unpack(pack(data)) == data


def test_sqlite_reads_the_json_of_hostile_text() -> None:
    column = to_json({"hostile": HOSTILE, "plain": "[/x]"})
    with sqlite3.connect(":memory:") as db:
        assert db.execute("SELECT json_valid(:it), :it ->> 'plain'", {"it": column}).fetchone() == (1, "[/x]")
    db.close()
    assert from_json(column) == {"hostile": HOSTILE, "plain": "[/x]"}


def test_hostile_text_goes_through_a_whole_store(tmp_path: Path) -> None:
    text = f"{HOSTILE}\n" * 3
    claim = number_claim()
    claim = replace(claim, quantity=replace(claim.quantity, text=HOSTILE, unit=HOSTILE))
    finding = replace(report().claims[0].finding, detail=HOSTILE, reasons=(HOSTILE,))
    state = SourceState(HOSTILE, SourceStatus.READ, HOSTILE, HOSTILE, "en", document(text, HOSTILE), snapshot(text))
    checked = CheckReport(HOSTILE, "en", document(text), (CheckedClaim(claim, finding),), (state,))
    with ClaimStore.open(tmp_path / "stet.db") as store:
        store.save_report(checked, AT)
        before = store.review(HOSTILE)
        store.record(review.write_note(before, claim.id, HOSTILE, reviewer=HOSTILE, at=AT))
        after = store.review(HOSTILE)
        assert store.verify_log().ok
        assert store.articles()[0].name == HOSTILE
    item, source = after.items[0], after.sources[0]
    assert (after.text, after.sha256, item.claim, item.finding) == (text, checked.sha256, claim, finding)
    assert (item.note, item.history[-1].reviewer) == (HOSTILE, HOSTILE)
    assert (source.name, source.title, source.text) == (HOSTILE, HOSTILE, text)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (None, None),
        (Decimal("1.4E+9"), "1400000000"),
        (Decimal("-12.990"), "-12.990"),
        (Decimal(0), "0"),
        (Decimal("1e999999"), "1E+999999"),
        (Decimal("1e-999999"), "1E-999999"),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_figures_are_written_out_while_that_can_be_read(figure: Decimal | None, text: str | None) -> None:
    assert plain(figure) == text


@pytest.mark.parametrize("column", ["", "{", "null", "{}", '{"kind":"quote"}', '{"kind":"poem"}', "[]", "1" * 5000])
def test_a_damaged_column_is_told(column: str) -> None:
    for read in (claim_from_json, finding_from_json):
        with pytest.raises(StoreError, match="damaged"):
            read(column)


@pytest.mark.parametrize(
    "packed", [Packed(4, b"no zlib"), replace(pack(b"four"), size=3), replace(pack(b"four"), size=9)]
)
def test_a_damaged_copy_is_told(packed: Packed) -> None:
    with pytest.raises(StoreError, match="damaged"):
        unpack(packed)


def test_a_copy_that_swells_beyond_its_size_is_not_unpacked_whole() -> None:
    packed = Packed(10, pack(bytes(8_000_000)).zlib)
    tracemalloc.start()
    with pytest.raises(StoreError, match="size"):
        unpack(packed)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
