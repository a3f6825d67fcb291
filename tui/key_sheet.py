"""The key sheet: what each key does, as words, made from the table of actions."""

from __future__ import annotations

from collections.abc import Collection

from tui.actions import Action, Group, keys_of
from tui.display import OPEN, SIGNS, Run, Runs, Tone
from tui.lines import wrapped
from tui.marks import MARKS

_LEAST = 20
"""Cells for words in which they may still be read."""


def key_sheet(actions: Collection[Action], cells: int = 0) -> Runs:
    """A heading for each group, a line for each action, the signs at the end.

    What does not fit into so many cells goes on below its own words; 0 is as many as it takes.
    """
    width = max(len(keys_of(action)) for action in actions) + 2
    hang = 2 + width

    def words(text: str) -> Run:
        fits = max(_LEAST, cells - hang) if cells else len(text)
        return Run(f"\n{' ' * hang}".join(wrapped(text, max(1, fits))) + "\n")

    runs: list[Run] = []
    for group in Group:
        members = [action for action in actions if action.group is group]
        if members:
            runs.append(Run(f"{group.value}\n", Tone.STRONG))
        for action in members:
            runs += [Run(f"  {keys_of(action):<{width}}", Tone.KEY), words(f"{action.label}: {action.help}")]
    runs.append(Run("Signs\n", Tone.STRONG))
    for sign in (*SIGNS.values(), OPEN):
        runs += [Run(f"  {sign.sign:<{width}}", sign.tone), Run(f"{sign.word}\n")]
    for mark in MARKS:
        runs += [Run(f"  {mark.sign:<{width}}"), words(f"{mark.word}: {mark.meaning}")]
    return tuple(runs)
