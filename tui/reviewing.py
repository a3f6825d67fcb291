"""The commands by which a person decides: the review on a screen or line by line."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from claims.errors import ConfigError
from tui.diagnostics import Exit
from tui.options import BY, DB, articles_of, settings_of

if TYPE_CHECKING:
    from claims.ledger.events import Event
    from tui.session import ReviewSession


@click.command()
@click.argument("article", required=False, default="")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers, plain terminals and pipes.")
@BY
@DB
def review(article: str, *, plain: bool, by: str | None, db: str | None) -> int:
    """Decide claim by claim in the terminal.

    Keyboard first; every key press is kept at once. With --plain, and where TERM is dumb, the same line by line.

    ARTICLE is the name or id of a checked article; the one checked last unless given.
    """
    from claims.ledger.store import ClaimStore
    from tui.session import ReviewSession

    plain = plain or os.environ.get("TERM") == "dumb"
    settings = settings_of(db=db, reviewer=by)
    with ClaimStore.open(settings.db, create=False) as store:
        state = store.review(article or articles_of(store)[0])

        def reload(after: int) -> tuple[Event, ...]:
            return store.events(state.article_id, after)

        if plain:
            return _line_by_line(
                ReviewSession(state, store.record, reviewer=settings.reviewer, clock=_now, reload=reload)
            )
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise ConfigError("the review needs a terminal", "Run it in one, or line by line: stet review --plain")
        from tui.app import run_review

        run_review(state, store.record, reviewer=settings.reviewer, clock=_now, reload=reload)
    return Exit.DONE


def _line_by_line(session: ReviewSession) -> int:
    from tui.output import ask, say
    from tui.plain import PlainReview

    return Exit.DONE if PlainReview(session, say, ask).run() else Exit.STORE


def _now() -> datetime:
    return datetime.now(UTC)
