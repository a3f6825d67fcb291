"""The log as JSON Lines, read back by `json`: every event, its claim, and a chain that can be proven from the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from claims.errors import StetError
from claims.export.exporters import Contents
from claims.export.jsonl import event_of, read, render
from claims.ledger import review
from claims.ledger.events import GENESIS, Draft, canonical
from claims.ledger.review import ReviewState
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.export.stores import decided_store, hostile_review
from tests.claims.ledger.reports import AT, TEXT, URL, number_claim, quote_claim, report, snapshot
from tests.claims.ledger.strategies import any_text


def export(states: Iterable[ReviewState]) -> str:
    return render(Contents(tuple(states)), {}).decode()


def lines(text: str) -> list[dict[str, Any]]:
    assert text.endswith("\n")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def test_each_line_says_what_it_is(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        read = lines(export([store.review("bridge.txt")]))
    assert {(line["schema"], line["version"]) for line in read} == {("stet.log", 1)}
    assert {(line["article"], line["article_sha256"]) for line in read} == {("bridge.txt", report().sha256)}
    assert [line["seq"] for line in read] == list(range(1, len(read) + 1))
    assert [line["kind"] for line in read] == ["extracted", "fetched", "fetched", "found", "found", "decided", "noted"]


def test_a_decision_with_its_claim_and_passage(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        *_, decided, noted = lines(export([store.review("bridge.txt")]))
    span = quote_claim().span
    assert decided["claim"] == {
        "id": quote_claim().id,
        "kind": "quote",
        "line": 3,
        "start": span.start,
        "end": span.end,
        "text": "The bridge is safe.",
        "speaker": "Ana Brook",
        "value": None,
        "max": None,
        "unit": None,
    }
    assert TEXT[decided["claim"]["start"] : decided["claim"]["end"]] == decided["claim"]["text"]
    assert decided["evidence"]["source"] == URL
    assert decided["evidence"]["snapshot"] == snapshot().sha256
    assert decided["evidence"]["text"] == "The bridge is not safe."
    assert (decided["finding"], decided["detail"], decided["verdict"]) == ("altered", "negation", "disputed")
    assert (decided["reviewer"], decided["note"], decided["at"]) == ("Kim", "=ring(them)", "2026-03-04T09:30:00Z")
    assert (noted["claim"]["value"], noted["claim"]["unit"], noted["claim"]["line"]) == ("1400000", "EUR", 4)


def test_the_chain_can_be_proven_from_the_text(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        read = lines(export([store.review("bridge.txt")]))
    previous = GENESIS
    for line in read:
        draft = Draft(**{name: line[name] for name in Draft.model_fields})
        assert line["previous"] == previous
        previous = line["sha256"]
        assert hashlib.sha256(canonical(draft, line["seq"], line["previous"])).hexdigest() == previous


def test_the_logs_of_two_articles_are_one_in_order(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        store.save_report(report("other.txt", TEXT + "More.\n"), AT)
        first = store.review("bridge.txt")
        store.record(review.decide(first, number_claim().id, Verdict.VERIFIED, reviewer="Ann", at=AT))
        states = [store.review(summary.id) for summary in store.articles()]
        text = export(states)
        assert text == export(reversed(states)) == export(store.review(state.article_id) for state in states)
        assert [line["seq"] for line in lines(text)] == [event.seq for event in store.events()]


def test_each_line_has_the_hash_of_the_version_it_is_about(tmp_path: Path) -> None:
    second = report(text="Second edition.\n" + TEXT)
    with decided_store(tmp_path) as store:
        store.save_report(second, AT)
        read = lines(export([store.review(summary.id) for summary in store.articles()]))
    assert {(line["article_id"], line["article_sha256"]) for line in read} == {
        (each.article_id, each.sha256) for each in (report(), second)
    }
    assert [line["seq"] for line in read] == list(range(1, len(read) + 1))


def test_same_store_same_bytes(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        once = export([store.review("bridge.txt")])
    with ClaimStore.open(tmp_path / "stet.db", readonly=True) as again:
        assert export([again.review("bridge.txt")]).encode() == once.encode()


def test_no_review_no_line() -> None:
    assert export([]) == ""


@given(any_text, any_text)
def test_the_reader_gives_back_the_events(note: str, reviewer: str) -> None:
    reviewed = hostile_review("bridge.txt", note, reviewer)
    read_back = tuple(event_of(line) for line in read(render(Contents((reviewed,)), {})))
    assert read_back == reviewed.events


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b'"stet.log"', b'{"schema":"stet.log","version":2}', b'{"schema":"other","version":1}', b"\xff"],
)
def test_the_reader_names_the_line_that_is_none(line: bytes) -> None:
    with pytest.raises(StetError, match="line 2 is no"):
        list(read(b'{"schema":"stet.log","version":1}\n' + line))


def test_a_line_without_its_hash_is_no_event() -> None:
    with pytest.raises(StetError, match="event 3 is incomplete"):
        event_of({"seq": 3})
