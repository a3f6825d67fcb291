"""The key sheet: what each key does, as words, made from the table of actions."""

from __future__ import annotations

from collections.abc import Collection

from tui.actions import ACTIONS, Action, Group, keys_of
from tui.display import LATER, OPEN, SIGNS, Run, Runs, Tone


def key_sheet(actions: Collection[Action] = ACTIONS) -> Runs:
    """A heading for each group, a line for each action, the signs at the end."""
    width = max(len(keys_of(action)) for action in actions) + 2
    runs: list[Run] = []
    for group in Group:
        runs.append(Run(f"{group.value}\n", Tone.STRONG))
        for action in actions:
            if action.group is group:
                runs += [Run(f"  {keys_of(action):<{width}}", Tone.KEY), Run(f"{action.label}: {action.help}\n")]
    runs.append(Run("Signs\n", Tone.STRONG))
    for sign in (*SIGNS.values(), OPEN):
        runs += [Run(f"  {sign.sign:<{width}}", sign.tone), Run(f"{sign.word}\n")]
    runs += [Run(f"  {LATER:<{width}}"), Run("later: still open, comes again at the end\n")]
    return tuple(runs)
