"""What several commands share: their options, the settings in force, the article that is meant."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.errors import ConfigError, StoreError
from tui.diagnostics import warn
from tui.settings import Settings, load_settings

if TYPE_CHECKING:
    from claims.ledger.store import ClaimStore
    from sources.fetch import Fetcher
    from sources.snapshots import Later

DB = click.option("--db", metavar="FILE", help="The store; ./stet.db unless set.")
BY = click.option("--by", metavar="NAME", help="The reviewer's name for the log; STET_REVIEWER sets it for good.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="No narration and no warnings.")

ALLOW = click.option(
    "--allow-host", "hosts", multiple=True, metavar="HOST:PORT", help="Let this inner address be reached."
)


class _Code(click.ParamType[str]):
    """The code of a language: `fr`."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        code = value.lower()
        if not (code.isascii() and code.isalpha() and len(code) in {2, 3}):
            self.fail(f"{value!r} is no language code; French is fr, Chinese zh.", param, ctx)
        return code


LANGUAGE = _Code()

LIBRARY = click.option(
    "--library",
    "libraries",
    multiple=True,
    metavar="NAME",
    help="Search this library, a name or a folder; may be repeated. STET_LIBRARIES sets it for good.",
)


def _choose_color(context: click.Context, _: click.Parameter, when: str | None) -> None:
    context.color = {"always": True, "never": False}.get(when or "auto")


COLOR = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    expose_value=False,
    callback=_choose_color,
    help="Colours: auto is on a terminal, unless NO_COLOR is set.",
)


def settings_of(**flags: object) -> Settings:
    """The settings in force for a command run here with these flags; words of one's own are taken up."""
    settings = load_settings(Path.cwd(), os.environ, flags)
    if settings.words is not None:
        from claims.language import add_words

        add_words(settings.words)
    return settings


def existing_store(db: str | None, *, readonly: bool = False) -> ClaimStore:
    """The store that the settings name, open; raises `StoreError` where there is none."""
    return open_store(settings_of(db=db).db, create=False, readonly=readonly)


def open_store(path: Path, **how: Any) -> ClaimStore:
    """A store, open; a person is told where another program keeps this one waiting."""
    from claims.ledger.store import ClaimStore

    def wait() -> None:
        warn(f"another program is writing to {path}; waiting for it ...")

    return ClaimStore.open(path, on_wait=wait, **how)


def fetcher_of(settings: Settings, **more: Any) -> Later:
    """The way to the web as the desk has set it, loaded when the first page is asked for.

    `more` is what `Fetcher` takes besides.
    """
    from sources.snapshots import Later

    def fetcher() -> Fetcher:
        from sources.fetch import Fetcher

        return Fetcher(settings.allow_hosts, contact=settings.contact, proxy=settings.proxy, **more)

    return Later(fetcher)


def library_folder(name: str) -> Path:
    """The folder of a library: the name itself where it is a path, else a folder of that name among the user's data.

    A word is a path only where a library lies under it: a folder of pages that is called so is none.
    Raises `ConfigError` for what can be neither.
    """
    if not name.strip() or not name.isprintable() or name in {".", ".."}:
        raise ConfigError(f"{name!r} is no name of a library", "Give a word, such as press, or a folder")
    from claims.library.library import shard_files

    if os.sep in name or shard_files(Path(name)):
        return Path(name).expanduser()
    return libraries_folder() / name


def libraries_folder() -> Path:
    """Where the libraries are that go by a name alone."""
    from platformdirs import user_data_path

    return user_data_path("stet") / "libraries"


def words_of(text: str, known: Collection[str], what: str, option: str) -> frozenset[str]:
    """The words of an option's list, `altered,conflict`; of one that is not known says which are."""
    words = frozenset(word.strip() for word in text.split(",") if word.strip())
    if unknown := sorted(words - set(known)):
        raise click.BadParameter(f"{unknown[0]!r} is no {what}; known: {', '.join(known)}", param_hint=option)
    return words


def articles_of(store: ClaimStore) -> tuple[str, ...]:
    """The ids of all articles, the one checked last first; raises `StoreError` where there is none."""
    articles = store.articles()
    if not articles:
        raise StoreError(f"{store.path} holds no article yet", "Check one first: stet check ARTICLE -s SOURCE")
    return tuple(summary.id for summary in articles)
