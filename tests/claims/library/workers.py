"""Processes that work on a library: python -m tests.claims.library.workers FUNCTION ARGUMENT...

Each tells on a line of its own what it has done, so that whoever started it knows what must be there.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

from claims.errors import StoreError
from claims.library.adding import add
from claims.library.library import Library
from sources.snapshots import Kept
from tests.claims.library.shelf import page, town, towns

_NOBODY = 65534


def change(folder: str, count: str, first: str) -> None:
    """Replaces so many towns by others, again and again, four pages in each transaction."""
    with Library.open(Path(folder)) as library:
        for round_ in range(1, 1_000):
            for number in range(int(first), int(first) + int(count), 4):
                some = range(number, number + 4)
                library.add([page(town(n + 1_000 * (round_ % 9)), f"https://towns.example/{n}") for n in some])
                print(number, flush=True)


def put(folder: str, count: str, first: str) -> None:
    """Adds so many towns, one in each transaction."""
    with Library.open(Path(folder)) as library:
        for number in range(int(first), int(first) + int(count)):
            print(library.add(towns(1, number))[0].value, flush=True)


def read_in(folder: str, pages: str, jobs: str) -> None:
    """Adds the pages of a folder with processes that read them."""
    with Library.open(Path(folder)) as library:
        for each in add(library, [pages], Kept(), int(jobs)):
            print(each.outcome.value, flush=True)


def fill(folder: str, most_bytes: str) -> None:
    """Adds towns until no file may grow any more, says what is then said, and goes on when there is room again."""
    with Library.open(Path(folder)) as library:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most_bytes), hard))
        for number in range(10_000):
            try:
                library.add(towns(1, number))
            except StoreError as refused:
                print("refused", refused, flush=True)
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
                print(library.add(towns(1, number))[0].value, number, flush=True)
                return


def as_nobody(folder: str) -> None:
    """Opens a library, loses the right to write to it, and adds a page."""
    more = towns(1, 99)
    with Library.open(Path(folder)) as library:
        for file in Path(folder).iterdir():
            file.chmod(0o444)
        Path(folder).chmod(0o555)
        if os.geteuid() == 0:
            os.setuid(_NOBODY)
        try:
            library.add(more)
        except StoreError as refused:
            print("refused", refused, flush=True)


def started(function: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own that runs a function of this module."""
    command = [sys.executable, "-m", "tests.claims.library.workers", function, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
