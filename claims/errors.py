"""The exceptions of stet. Expected outcomes are values with a reason; these are for misuse and broken stores.

StetError
 ├─ ArticleError    the article cannot be had or read
 │   └─ ArticleFetchError   it was asked for over the network and did not come
 ├─ LanguageError   a language file is damaged or a word list is malformed
 ├─ StoreError      the store cannot be opened, is locked, damaged, or was made by a newer version
 ├─ ReviewError     a decision that cannot be taken
 └─ ConfigError     a setting that makes no sense
"""

from __future__ import annotations


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


class LanguageError(StetError):
    """A language file is damaged or malformed; names the file and the key."""


class StoreError(StetError):
    """The store cannot be opened, is locked, damaged, or was made by a newer version."""


class ReviewError(StetError):
    """A decision that cannot be taken as asked."""


class ConfigError(StetError):
    """A setting that makes no sense; names where it was set."""
