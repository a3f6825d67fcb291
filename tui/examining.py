"""What this desk has and what of it works: the checks behind `stet doctor`, each with what to do about it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from claims.errors import ConfigError, StoreError
from claims.grouping import counted
from claims.language import OURS
from claims.ledger.opening import engine
from claims.ledger.store import ClaimStore
from sources.translation import APERTIUM, Pair, Untranslated, names, translator
from sources.translation.apertium import Apertium
from tui.settings import Settings, layers
from tui.translating import AUTO, names_of
from tui.version import __version__

ROOM = (60, 16)
"""Columns and lines that the review needs; that of its screen, which is not loaded here (a test holds them equal)."""
_EXTRA = re.compile(r"([A-Za-z0-9._-]+).*;\s*extra\s*==\s*['\"]([\w-]+)['\"]")
_FOR_DEVELOPERS = "dev"
_BRINGS = {"cg-proc": "cg3", "lrx-proc": "apertium-lex-tools", "lsx-proc": "apertium-separable"}
"""Debian's packages for programs that some pairs of Apertium need."""


class State(StrEnum):
    """`good`; `note`, where something more could be had; `wrong`, where what the desk has set does not work."""

    GOOD = "good"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at: what was found, and what to do about it, which may be nothing."""

    name: str
    state: State
    said: str
    todo: str = ""


def examine(load: Callable[[], Settings], folder: Path, environment: Mapping[str, str]) -> Iterator[Checked]:
    """Looks at everything. Settings that cannot be loaded are one of the findings; the rest goes by the defaults.

    Args:
        load: gives the settings in force, or raises `ConfigError`.
        folder: where the command runs.
    """
    yield from _programs()
    try:
        settings = load()
        yield _files(folder, environment)
    except ConfigError as wrong:
        settings = Settings()
        yield Checked("settings", State.WRONG, wrong.message, wrong.hint)
    yield _store(settings.db)
    yield _terminal(environment)
    yield from _extras()
    yield from _translation(settings)


def _programs() -> Iterator[Checked]:
    yield Checked("stet", State.GOOD, __version__)
    yield Checked("python", State.GOOD, f"{platform.python_version()} on {platform.system()}")
    found = engine()
    if found.full_text:
        yield Checked("sqlite", State.GOOD, f"{found.version}, journal mode {found.journal}, full-text search")
    else:
        todo = "Install a Python whose SQLite is built with FTS5: sources are searched by it"
        yield Checked("sqlite", State.WRONG, f"{found.version}, without full-text search", todo)


def _files(folder: Path, environment: Mapping[str, str]) -> Checked:
    said = [layer.origin for layer in layers(folder, environment, {}) if layer.values]
    return Checked("settings", State.GOOD, ", ".join(said) or "none set; the defaults hold")


def _store(path: Path) -> Checked:
    if not os.path.lexists(path) and os.path.isdir(path.parent):  # noqa: PTH112 - which asks without an error
        return Checked("store", State.NOTE, f"{path}: none yet", "stet check ARTICLE -s SOURCE starts it")
    try:
        with ClaimStore.open(path, create=False, readonly=True) as store:
            articles, proof = store.articles(), store.verify_log()
    except StoreError as wrong:
        return Checked("store", State.WRONG, wrong.message, wrong.hint)
    if not proof.ok:
        said = f"{path}: the log breaks at event {proof.broken_seq}: {proof.reason}"
        return Checked("store", State.WRONG, said, "Take the last backup; stet log --verify tells what still holds")
    holds = f"{counted(len(articles), 'article')}, {counted(proof.events, 'event')}"
    return Checked("store", State.GOOD, f"{path}: {holds}, the log holds")


def _terminal(environment: Mapping[str, str]) -> Checked:
    encoding = (sys.stdout.encoding or "").lower()
    if not sys.stdout.isatty():
        return Checked(
            "terminal", State.NOTE, f"standard output is no terminal, its encoding is {encoding or 'unknown'}"
        )
    from rich.console import Console

    colours = "no colours (NO_COLOR)" if environment.get("NO_COLOR") else f"colours: {Console().color_system or 'none'}"
    size = shutil.get_terminal_size()
    said = f"{size.columns}x{size.lines}, {colours}, {encoding}"
    if encoding != "utf-8":
        return Checked(
            "terminal", State.NOTE, said, "Set a UTF-8 locale, such as LANG=C.UTF-8: signs show as codes now"
        )
    if size.columns < ROOM[0] or size.lines < ROOM[1]:
        todo = f"stet review needs {ROOM[0]}x{ROOM[1]}; stet review --plain takes any size"
        return Checked("terminal", State.NOTE, said, todo)
    return Checked("terminal", State.GOOD, said)


def _extras() -> Iterator[Checked]:
    """Each extra that this stet has, by what is written down of the installed package."""
    try:
        wanted = requires("stet-desk") or []
    except PackageNotFoundError:
        yield Checked("extras", State.NOTE, "stet-desk is not installed as a package", "pip install . in its folder")
        return
    of: dict[str, list[str]] = {}
    for line in wanted:
        named = _EXTRA.match(line)
        if named and named[2] != _FOR_DEVELOPERS:
            of.setdefault(named[2], []).append(named[1])
    for extra, packages in sorted(of.items()):
        missing = [package for package in packages if not _installed(package)]
        state, todo = (State.NOTE, f"pip install 'stet-desk[{extra}]'") if missing else (State.GOOD, "")
        said = f"missing: {', '.join(missing)}" if missing else f"installed: {', '.join(packages)}"
        yield Checked(f"extra {extra}", state, said, todo)


def _installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def _translation(settings: Settings) -> Iterator[Checked]:
    """Who is asked for glosses; then each translator that is set, and Apertium in any case."""
    asked = names_of(settings)
    todo = "" if asked else 'To have glosses, put translate = "auto" into stet.toml, or give --translate auto'
    yield Checked("translate", State.GOOD, ", ".join(asked) or "nobody is asked for translations", todo)
    set_up = {*asked, *settings.servers} - {AUTO}
    for name in dict.fromkeys((APERTIUM, *(name for name in (*names(), *asked) if name in set_up))):
        said = _ability(name, settings)
        if isinstance(said, str):
            yield Checked(name, State.GOOD, said)
            continue
        what, _, todo = said.message.partition(". ")
        yield Checked(name, State.WRONG if name in set_up else State.NOTE, what, todo)
    for mode, program in Apertium().lacking.items():
        todo = f"Install what brings {program}, such as the package {_BRINGS.get(program, program)}"
        yield Checked(APERTIUM, State.NOTE, f"{mode} cannot run without {program}", todo)


def _ability(name: str, settings: Settings) -> str | Untranslated:
    """What a translator does, in words, or why it does nothing."""
    one = translator(name, settings.servers)
    if isinstance(one, Untranslated):
        return one
    pairs = one.pairs()
    if isinstance(pairs, Untranslated):
        return pairs
    return f"{one.version}; {_in_words(pairs)}"


def _in_words(pairs: frozenset[Pair]) -> str:
    """The pairs among our languages: `each of en es fr to each`, or one by one."""
    ours = sorted(pair for pair in pairs if set(pair) <= set(OURS))
    ends = sorted({language for pair in ours for language in pair})
    if not ours:
        return f"no pair of {' '.join(OURS)}"
    if len(ours) == len(ends) * (len(ends) - 1):
        return f"each of {' '.join(ends)} to each"
    return ", ".join(f"{source}>{target}" for source, target in ours)
