"""When Python looks for garbage: not while much is made that lasts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """No looking for garbage while only lasting values are made.

    It would take half of the time for loading 10,000 claims, and a seventh for judging 1,000 (measured), and the more
    the longer the texts are, since it looks at all that is there again and again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
