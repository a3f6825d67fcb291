"""The commands on the log: its events, the proof that none was changed, and joining it with another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import ReviewError, StetError, StoreError
from claims.grouping import counted
from tui.diagnostics import Exit, warn
from tui.listed import Record, listed, print_list
from tui.options import DB, existing_store

if TYPE_CHECKING:
    from claims.ledger.events import Event
    from claims.ledger.merging import Merged
    from claims.ledger.review import ReviewState
    from claims.ledger.store import ClaimStore


DAMAGED = "Take the last backup; stet log merge brings back what was decided since in another copy"


class WithDefault(click.Group):
    """A group whose first command is the one that is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else [next(iter(self.commands)), *args])


@click.group("log", cls=WithDefault)
def log() -> None:
    """Print the events of the review, prove them, or join them with another log.

    `stet log` alone is `stet log show`.
    """


@log.command("show")
@click.argument("article", required=False, default="")
@click.option(
    "--claim", default="", metavar="ID", help="Only what happened to this claim: its id, or the beginning of it."
)
@listed
@click.option("--verify", is_flag=True, help="Prove that no event was changed or taken out since it was written.")
@DB
def show(article: str, *, claim: str, form: str, db: str | None, verify: bool) -> int:
    """Print the events of the review, or prove them.

    One event a line: number, time, reviewer, what happened, claim (or article), and what was said.

    ARTICLE is the name or id of a checked article; all of them unless given.
    """
    from claims.export import jsonl
    from tui.output import log_line

    with existing_store(db, readonly=True) as store:
        if verify:
            return _proof(store)
        if form == "table" and not claim:
            events: Iterable[Event] = store.events(article)
            records: Iterable[Record] = ()
        else:
            names = [article] if article else [each.id for each in store.articles()]
            states = [store.review(name) for name in names]
            states = [_of_claim(states, claim)] if claim else states
            events = [event for state in states for event in state.events]
            records = jsonl.records(states)
    print_list(form, records, lambda: "".join(map(log_line, events)))
    return Exit.DONE


def _proof(store: ClaimStore) -> int:
    from tui.output import write_text

    proof = store.verify_log()
    if not proof.ok:
        raise StoreError(f"{store.path}: {proof.in_words}", DAMAGED)
    write_text(f"{counted(proof.events, 'event')}, none changed; the last one's hash is {proof.head}\n")
    return Exit.DONE


def _of_claim(states: list[ReviewState], word: str) -> ReviewState:
    """The review of the claim that an id, or the beginning of one, names, with the events of this claim alone."""
    from dataclasses import replace

    found = [(state, item) for state in states for item in state.items if item.claim.id.startswith(word.lower())]
    if len(found) != 1:
        what = f"begins the ids of {len(found)} claims" if found else "is the id of no claim"
        raise ReviewError(f"{word!r} {what}", "List the claims with: stet claims")
    state, item = found[0]
    return replace(state, events=item.history)


@log.command()
@click.argument("other", metavar="OTHER")
@DB
def merge(other: str, *, db: str | None) -> int:
    """Join the work of two people: take up what another log has and this one has not.

    OTHER is a store, or a log that was written by `stet export --format jsonl`. From a store, articles that are new
    here come along. Nothing that stands is rewritten, and merging again changes nothing. Where two people decided
    differently, both decisions are kept and shown until a further one settles it.
    """
    from tui.output import write_text

    path = Path(other)
    with existing_store(db) as store:
        if path.resolve() == store.path.resolve():
            raise StoreError(f"{other} is the store itself", "Name the store or the log of the other person")
        merged = _merged(store, path)
    write_text(f"{merged_in_words(merged)}\n")
    for article, count in sorted(merged.left_out.items()):
        where = f"article {article}, which this store does not have; check it here and merge again"
        warn(f"left out, on {where}: {counted(count, 'event')}")
    if merged.unknown_claims:
        warn(f"in the log only, on claims that no check here has found: {counted(merged.unknown_claims, 'event')}")
    return Exit.DONE


def _merged(store: ClaimStore, path: Path) -> Merged:
    from claims.ledger.store import ClaimStore

    now = datetime.now(UTC)
    if not _is_database(path):
        return store.merge(tuple(_events(path)), now)
    with ClaimStore.open(path, create=False, readonly=True) as other:
        proof = other.verify_log()
        if not proof.ok:
            raise StoreError(f"{path}: {proof.in_words}", "Nothing was merged; ask for a fresh copy")
        return store.merge(other.events(), now, other)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError as refused:
        raise StoreError(f"{path} cannot be read: {refused.strerror}", "Name a store or a log") from refused


def _events(path: Path) -> Iterator[Event]:
    from claims.export import jsonl

    try:
        yield from map(jsonl.event_of, jsonl.read(path.read_bytes()))
    except StetError as wrong:
        raise type(wrong)(f"{path}: {wrong.message}", wrong.hint) from wrong


def merged_in_words(merged: Merged) -> str:
    """What came of a merge, in one line."""
    words = [f"{counted(merged.read, 'event')} read, {merged.new} new, {merged.known} known"]
    if merged.conflicts:
        words.append(f"{counted(merged.conflicts, 'claim')} decided differently")
    if merged.stale:
        words.append(f"{counted(merged.stale, 'decision')} to confirm")
    return "; ".join(words)
