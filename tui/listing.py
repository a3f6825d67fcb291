"""The commands that say how things stand: the claims of an article, and what is left to do."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from tui.diagnostics import Exit, report_error
from tui.listed import listed, print_list
from tui.options import DB, articles_of, existing_store, words_of

if TYPE_CHECKING:
    from claims.ledger.review import ReviewState


@click.command("claims")
@click.argument("article", required=False, default="")
@listed
@click.option("--finding", default="", metavar="WORDS", help="Only claims with one of these, e.g. altered,absent.")
@click.option("--verdict", default="", metavar="WORDS", help="Only claims with one of these, e.g. open,disputed.")
@click.option("--kind", type=click.Choice(["quote", "number"]), help="Only quotes, or only numbers.")
@DB
def list_claims(article: str, *, form: str, finding: str, verdict: str, kind: str | None, db: str | None) -> int:
    """List the claims with their findings and verdicts.

    One claim a line: number, id, kind, line, words, speaker or value, finding, verdict.

    ARTICLE is the name or id of a checked article; the one checked last unless given.
    """
    from claims.model import FindingKind

    findings = words_of(finding, [kind.value for kind in FindingKind], "finding", "--finding")
    verdicts = words_of(verdict, verdict_words(), "verdict", "--verdict")
    with existing_store(db, readonly=True) as store:
        state = store.review(article or articles_of(store)[0])
    wanted = [
        position
        for position, item in enumerate(state.items)
        if (not findings or item.finding.finding in findings)
        and (not verdicts or item.verdict_word in verdicts)
        and kind in {None, item.claim.kind}
    ]
    _print_claims(state, wanted, form)
    return Exit.DONE


@click.command()
@click.argument("article", required=False, default="")
@click.option("--fail-on", default="", metavar="WORDS", help="Exit with 1 on any of these, e.g. open,disputed,altered.")
@listed
@DB
def status(article: str, *, fail_on: str, form: str, db: str | None) -> int:
    """Say how far the review is, and whether the article may go out.

    \b
    --fail-on takes verdicts (open, disputed, unverifiable, verified, not_a_claim),
    findings (altered, absent, unchecked ...: until a person has decided verified or not_a_claim on them),
    contested (two people decided differently),
    stale (decided, but the claim, its passage or its finding has changed since),
    unread (a source that could not be read) and unsourced (verified, with no passage of a source behind it).

    ARTICLE is the name or id of a checked article; all of them unless given.
    """
    from claims.ledger.standing import CONCERNS, concerns
    from tui.table import standing, standing_record

    gate = words_of(fail_on, CONCERNS, "verdict or finding", "--fail-on")
    with existing_store(db, readonly=True) as store:
        states = [store.review(name) for name in ([article] if article else articles_of(store))]
    print_list(form, map(standing_record, states), lambda: "".join(map(standing, states)))
    failed = False
    for state in states:
        counted = [f"{count} {word}" for word, count in concerns(state).items() if word in gate]
        if counted:
            failed = True
            report_error(f"{state.name} is not ready: {', '.join(counted)}")
    return Exit.GATE if failed else Exit.DONE


def verdict_words() -> tuple[str, ...]:
    """The verdicts, and `open` for what has none."""
    from claims.model import Verdict

    return (*(verdict.value for verdict in Verdict), "open")


def _print_claims(state: ReviewState, positions: Collection[int], form: str) -> None:
    from claims.export import csv, listing, rows
    from tui.output import write_text
    from tui.table import claim_table

    if form == "csv":  # the same columns as the exported log
        write_text(csv.table(rows.rows_at(state, positions)))
    else:
        print_list(form, listing.records(state, positions), lambda: claim_table(state, positions))
