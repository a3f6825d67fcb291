"""The way of a change into the store: at once, or as soon as another program that is writing there has done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from claims.errors import BusyError, ReviewError, StetError
from claims.ledger.events import Event
from tui.screens.seat import Command

RETRY_SECONDS = 0.3
"""How often it is tried again: nobody sees the difference to at once, and keys are answered in between."""


class Teller(Protocol):
    """Whoever says what becomes of a change."""

    def say(self, words: str) -> None: ...

    def alarm(self, words: str) -> None: ...

    def notice(self) -> None: ...

    def committed(self, event: Event) -> None: ...

    def ring(self) -> None: ...

    def later(self, seconds: float, do: Command) -> None: ...


@dataclass(frozen=True, slots=True)
class _Held:
    """A change that waits, and what is to be done once it is recorded, or refused for good."""

    change: Callable[[], Event]
    then: Command
    refused: Command


class Recording:
    """One change at a time. While it waits no other is taken, so that what was decided first is recorded first."""

    def __init__(self, teller: Teller, quit_key: str) -> None:
        self._teller = teller
        self._quit_key = quit_key
        self._held: _Held | None = None
        self._warned = False

    @property
    def waits(self) -> bool:
        """Whether a change is not recorded yet."""
        return self._held is not None

    def keeps_back(self, name: str) -> bool:
        """Whether what a key stands for has to wait with it. Leaving needs the key twice, since the change is lost."""
        if self._held is None or (name == "quit" and self._warned):
            return False
        if name == "quit":
            self._warned = True
            self._teller.say(f"what you decided last is NOT SAVED yet; {self._quit_key} once more leaves without it")
        else:
            self._teller.say("this key was not taken: what you decided last is still waiting for the store")
        return True

    def record(self, change: Callable[[], Event], then: Command, refused: Command) -> None:
        """Has a change recorded, and goes on after."""
        self._try(_Held(change, then, refused))

    def _try(self, held: _Held) -> None:
        try:
            event = held.change()
        except BusyError:
            self._wait(held)
            return
        except ReviewError as nothing:
            self._free()
            self._teller.say(str(nothing))
        except StetError as wrong:
            self._free()
            self._teller.alarm(f"NOT SAVED: {wrong}")
            self._teller.ring()
        else:
            self._held, self._warned = None, False
            self._teller.committed(event)
            held.then()
            return
        held.refused()

    def _free(self) -> None:
        if self._held is not None:
            self._teller.notice()
        self._held, self._warned = None, False

    def _wait(self, held: _Held) -> None:
        if self._held is None:
            self._held = held
            self._teller.alarm("NOT SAVED YET: another program is writing to the store; waiting for it")
            self._teller.ring()
        self._teller.later(RETRY_SECONDS, lambda: self._try(held))
