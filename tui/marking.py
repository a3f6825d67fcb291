"""`stet mark`: verdicts from a script, recorded as those of the review are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from claims.errors import ReviewError
from claims.model import Verdict
from tui.diagnostics import Exit
from tui.options import BY, DB, articles_of, open_store, settings_of

if TYPE_CHECKING:
    from claims.ledger.review import Item, ReviewState

NUMBERED = "#"
LIST = "List the claims with: stet claims"


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.argument("verdict", type=click.Choice([verdict.value for verdict in Verdict]), metavar="VERDICT")
@click.option("-n", "--note", default="", metavar="TEXT", help="Why; kept with each of the verdicts.")
@click.option(
    "--article", default="", metavar="NAME", help="The article's name or id; the one checked last if not set."
)
@BY
@DB
def mark(claims: tuple[str, ...], verdict: str, *, note: str, article: str, by: str | None, db: str | None) -> int:
    """Decide claims from a script.

    CLAIM is an id as `stet claims` prints it, or its unique beginning, or '#7' for the seventh claim of the article.
    VERDICT is verified, disputed, unverifiable or not_a_claim. Where one CLAIM is unknown nothing is recorded.
    """
    from tui.history import marked_as
    from tui.output import say
    from tui.session import ReviewSession

    settings = settings_of(db=db, reviewer=by)
    with open_store(settings.db, create=False) as store:
        state = store.review(article or articles_of(store)[0])
        session = ReviewSession(state, store, reviewer=settings.reviewer, clock=lambda: datetime.now(UTC))
        for position in positions(state, claims):
            item = state.items[position]
            event = session.decide(item.claim.id, Verdict(verdict), None, note.strip())
            say(marked_as(event, position + 1, item.claim))
    return Exit.DONE


def positions(state: ReviewState, words: Iterable[str]) -> tuple[int, ...]:
    """Where the named claims stand among the article's, each once, in the order they were named.

    Raises `ReviewError` for the first word that names no claim, or more than one.
    """
    return tuple(dict.fromkeys(_position(state, word.strip()) for word in words))


def _position(state: ReviewState, word: str) -> int:
    if word.startswith(NUMBERED):
        number = word.removeprefix(NUMBERED)
        # Nine digits are more claims than any article has, and a bound for int().
        if number.isascii() and number.isdecimal() and len(number) < 10 and 1 <= int(number) <= len(state.items):
            return int(number) - 1
        raise ReviewError(f"no claim {word!r} in {state.name}, which has {len(state.items)}", LIST)
    found = [position for position, item in enumerate(state.items) if _is_named(item, word)]
    if not found:
        raise ReviewError(f"no claim of {state.name} has an id that begins with {word!r}", LIST)
    if len(found) > 1:
        ids = ", ".join(state.items[position].claim.id for position in found[:5])
        raise ReviewError(
            f"{word!r} begins the ids of {len(found)} claims of {state.name}: {ids}", "Give more of the id"
        )
    return found[0]


def _is_named(item: Item, word: str) -> bool:
    return bool(word) and item.claim.id.startswith(word.lower())
