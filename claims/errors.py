"""The exceptions of stet. Expected outcomes are values with a reason; these are for misuse and broken stores.

StetError
 ├─ ArticleError    the article cannot be had or read
 │   ├─ ArticleFetchError   it was asked for over the network and did not come
 │   └─ FaultError          it is stet that is at fault
 ├─ LanguageError   a language file is damaged or a word list is malformed
 ├─ StoreError      the store cannot be opened, is damaged, or was made by a newer version
 │   └─ BusyError   another program is writing to it: trying again helps
 ├─ ReviewError     a decision that cannot be taken
 └─ ConfigError     a setting that makes no sense
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Self


class StetError(Exception):
    """What went wrong and where (`message`), and what to do about it (`hint`)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class ArticleError(StetError):
    """The article cannot be had or read."""


class ArticleFetchError(ArticleError):
    """The article was asked for over the network and did not come; trying again may help."""


class FaultError(ArticleError):
    """Something that nobody expected: a fault of stet in what was at hand. `trace` is Python's own account of it."""

    trace = ""

    @classmethod
    def of(cls, what: str, fault: Exception) -> Self:
        """The fault that ended `what`."""
        frames = traceback.extract_tb(fault.__traceback__)
        where = f" ({_shown_path(frames[-1].filename)}, line {frames[-1].lineno})" if frames else ""
        words = f": {fault}" if str(fault) else ""
        made = cls(
            f"{what}: {type(fault).__name__}{words}{where}",
            "This is a fault of stet: report it, if you can with what it was at",
        )
        made.trace = "".join(traceback.format_exception(fault))
        return made


def _shown_path(file: str) -> str:
    """A file of a program, from the folder on that a reader of the program knows it by."""
    path = Path(file)
    return path.relative_to(_HOUSE).as_posix() if path.is_relative_to(_HOUSE) else path.name


_HOUSE = Path(__file__).parent.parent


class LanguageError(StetError):
    """A language file is damaged or malformed; names the file and the key."""


class StoreError(StetError):
    """The store cannot be opened, is locked, damaged, or was made by a newer version."""


class BusyError(StoreError):
    """Another program is writing to the store; nothing was changed, and trying again helps."""


class ReviewError(StetError):
    """A decision that cannot be taken as asked."""


class ConfigError(StetError):
    """A setting that makes no sense; names where it was set."""
