"""The commands by which a person decides: the desk on a screen, or a review line by line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import ArticleError, ConfigError, StoreError
from tui.diagnostics import Exit
from tui.options import BY, DB, settings_of

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.settings import Settings


@click.command()
@click.argument("article", required=False, default="")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers, plain terminals and pipes.")
@click.option("--serve", is_flag=True, help="In a browser, on this machine only; the address has a secret in it.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port for --serve; any free one unless set.")
@BY
@DB
def review(article: str, *, plain: bool, serve: bool, port: int, by: str | None, db: str | None) -> int:
    """Decide claim by claim in the terminal.

    Keyboard first; every key press is kept at once. With --plain, and where TERM is dumb, the same line by line.

    ARTICLE is the name or id of a checked article, or a file or address that is not checked yet. Without it all
    articles are shown; with --plain the only one is taken at once.
    """
    settings = settings_of(db=db, reviewer=by)
    _refuse(article, settings.db)
    if serve:
        return _serve(article, settings, port)
    if plain or (os.environ.get("TERM") == "dumb" and not os.environ.get("TEXTUAL_DRIVER")):
        return _line_by_line(article, settings)
    if not has_screen():
        raise ConfigError("the review needs a terminal", "Run it in one, or line by line: stet review --plain")
    return open_screen(article, settings)


def _refuse(article: str, db: Path) -> None:
    """Refuses a name that can be no article, and says which command is meant."""
    path = Path(article)
    if not article or "://" in article:
        return
    if path.is_dir():
        raise ArticleError(
            f"{article} is a folder", f"Check what is in it: stet check {article} -s SOURCE; then: stet review"
        )
    if path.is_file():
        with path.open("rb") as opened:
            if opened.read(len(_SQLITE)) == _SQLITE:
                raise ArticleError(f"{article} is a store and no article", f"Open it with: stet review --db {article}")
    elif not db.exists():
        raise StoreError(
            f"there is no store {db} here, and no file {article}",
            "Check the spelling and the folder you are in, name a store with --db, or start one: "
            "stet check ARTICLE -s SOURCE",
        )


_SQLITE = b"SQLite format 3\0"


def has_screen() -> bool:
    """Whether there is something to draw on: a terminal, or the browser that `--serve` draws in."""
    return bool(os.environ.get("TEXTUAL_DRIVER")) or (sys.stdin.isatty() and sys.stdout.isatty())


def _serve(article: str, settings: Settings, port: int) -> int:
    try:
        from tui.serving import serve_review
    except ImportError as missing:
        raise ConfigError(f"--serve needs another package ({missing})", "pip install 'stet-desk[serve]'") from missing
    return serve_review(article, settings, port)


def open_screen(article: str, settings: Settings) -> int:
    """The desk on the screen: at one article, or at the start with all of them."""
    from tui.app import run_desk
    from tui.background import Order
    from tui.desk import open_desk

    with open_desk(settings, create=not article or _can_be_opened(article)) as desk:
        known, name = _known(desk, article) if article else ("", "")
        run_desk(desk, article_id=known, name=name, order=Order(article) if article and not known else None)
    return Exit.DONE


def _known(desk: Desk, article: str) -> tuple[str, str]:
    """The id and name of an article of the store; empty for one that is to be opened.

    Raises `StoreError` for a name that is neither in the store nor a file nor an address.
    """
    try:
        return desk.shelf.named(article)
    except StoreError as unknown:
        if _can_be_opened(article):
            return "", ""
        if Path(article).exists() or not unknown.message.startswith("no article"):
            raise
        raise StoreError(
            f"{unknown.message}, and no file of that name",
            "List the articles with: stet status; or check the spelling and the folder you are in",
        ) from unknown


def _can_be_opened(article: str) -> bool:
    return "://" in article or Path(article).is_file()


def _line_by_line(article: str, settings: Settings) -> int:
    from tui.background import Order
    from tui.desk import open_desk
    from tui.output import ask, say
    from tui.plain_desk import PlainDesk
    from tui.plain_work import carried_out

    with open_desk(settings, create=not article or _can_be_opened(article)) as desk:
        known = _known(desk, article)[0] if article else ""
        if article and not known:
            check = carried_out(desk.check(Order(article)), say)
            if check.report is None:
                raise check.error or ArticleError(f"{article} was not checked")
            known = check.report.article_id
        articles = desk.shelf.articles()
        only = articles[0].id if len(articles) == 1 else ""
        return Exit.DONE if PlainDesk(desk, say, ask).run(known or only) else Exit.STORE
