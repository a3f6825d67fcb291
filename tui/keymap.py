"""Other keys for actions, from the table `[keys]` of a settings file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from claims.errors import ConfigError
from tui.actions import Action, Actions, Where, at_hand

KEY_TABLE = "keys"
"""The table of a settings file that gives actions other keys: `verified = "V"`, `undo = ["u", "backspace"]`."""

NAMED_KEYS = (
    "backspace", "delete", "down", "end", "enter", "home", "insert", "left", "pagedown", "pageup", "right", "space",
    "tab", "up", *(f"f{number}" for number in range(1, 13)),
)  # fmt: skip
"""Keys without a letter that an action can have."""

_WITH_CTRL = re.compile(r"ctrl\+[a-z]")


def remapped(actions: Actions, table: object, file: Path) -> Actions:
    """The actions with other keys for those that `table` names.

    Raises `ConfigError` naming `file` and the key where the table is malformed, an action or a key is not known, or two
    actions of one screen would have the same key.
    """
    wanted = _read(table, file)
    names = [action.name for action in actions]
    for name, keys in wanted.items():
        if name not in names:
            raise ConfigError(f"{file}: [keys] has no action {name!r}", _nearest(name, names))
        for key in keys:
            if not _is_key(key):
                raise ConfigError(f"{file}: keys.{name}: {key!r} is no key", _nearest(key, NAMED_KEYS))
        if name == "nth_evidence" and len(keys) != 9:
            raise ConfigError(f"{file}: keys.{name} needs nine keys, and has {len(keys)}", "Give one for each passage")
    new = tuple(replace(action, keys=wanted.get(action.name, action.keys)) for action in actions)
    _refuse_clashes(new, wanted, file)
    return new


def _read(table: object, file: Path) -> dict[str, tuple[str, ...]]:
    """The keys of each action that a file names; one key may stand without a list."""
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: {KEY_TABLE} must be a table", f'For example: [{KEY_TABLE}] and then verified = "V"')
    found = {}
    for name, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
            raise ConfigError(
                f"{file}: {KEY_TABLE}.{name} must be a key or a list of keys", f'For example: {name} = "V"'
            )
        found[name] = tuple(dict.fromkeys(keys))
    return found


def _refuse_clashes(actions: Actions, wanted: Mapping[str, object], file: Path) -> None:
    for where in Where:
        taken: dict[str, Action] = {}
        for action in at_hand(actions, where):
            for key in action.keys:
                other = taken.setdefault(key, action)
                if other is not action:
                    name, rival = (action, other) if action.name in wanted else (other, action)
                    raise ConfigError(
                        f"{file}: keys.{name.name}: {key!r} is the key of {rival.name} already",
                        f"Give {rival.name} another one too, or choose a free key",
                    )


def _is_key(key: str) -> bool:
    return (len(key) == 1 and key.isprintable() and key != " ") or key in NAMED_KEYS or bool(_WITH_CTRL.fullmatch(key))


def _nearest(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(sorted(known))}"
