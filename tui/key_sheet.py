"""The key sheet: what each key does, as words, made from the table of actions."""

from __future__ import annotations

from collections.abc import Collection

from tui.actions import Action, Group, keys_of
from tui.display import OPEN, SIGNS, Run, Runs, Tone
from tui.marks import MARKS


def key_sheet(actions: Collection[Action]) -> Runs:
    """A heading for each group, a line for each action, the signs at the end."""
    width = max(len(keys_of(action)) for action in actions) + 2
    runs: list[Run] = []
    for group in Group:
        members = [action for action in actions if action.group is group]
        if members:
            runs.append(Run(f"{group.value}\n", Tone.STRONG))
        for action in members:
            runs += [Run(f"  {keys_of(action):<{width}}", Tone.KEY), Run(f"{action.label}: {action.help}\n")]
    runs.append(Run("Signs\n", Tone.STRONG))
    for sign in (*SIGNS.values(), OPEN):
        runs += [Run(f"  {sign.sign:<{width}}", sign.tone), Run(f"{sign.word}\n")]
    for mark in MARKS:
        runs += [Run(f"  {mark.sign:<{width}}"), Run(f"{mark.word}: {mark.meaning}\n")]
    return tuple(runs)
