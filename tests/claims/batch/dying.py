"""Articles that end the process which takes them up, as one does that fills all its memory."""

from __future__ import annotations

import os
import signal
from pathlib import Path


class Dying(str):
    """The name of such an article. The first workers to take it up die, as many as `times` says; `marks` counts them.

    The process that made it is spared: a scheduler in it takes articles up as well, on their way to the workers.
    """

    made: tuple[str, Path, int, int]

    def __new__(cls, name: str, marks: Path, times: int, spared: int = 0) -> Dying:
        dying = super().__new__(cls, name)
        dying.made = (name, marks, times, spared or os.getpid())
        return dying

    def __reduce__(self) -> tuple[object, ...]:
        return _taken_up, self.made


def _taken_up(name: str, marks: Path, times: int, spared: int) -> str:
    """What a process gets when it takes up the article: an end, or after so many the name."""
    if os.getpid() == spared:
        return Dying(name, marks, times, spared)
    marks.mkdir(exist_ok=True)
    for number in range(times):
        try:
            (marks / str(number)).touch(exist_ok=False)
        except FileExistsError:
            continue
        os.kill(os.getpid(), signal.SIGKILL)
    return name
