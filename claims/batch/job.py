"""A job: all that the articles of a run share, as it is sent to whoever examines; and what one process does with it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from claims.batch.rules import rules
from claims.errors import ArticleError, FaultError, StetError
from claims.examine import Case, OnProgress, References, examine, silent
from claims.glosses import Glosses, Translation
from claims.language import add_words, added_folders
from claims.library.library import Library
from claims.library.retrieving import MOST_PAGES
from claims.report import CheckReport, SourceState
from sources.translation import Translator

_REMEMBERED = 100_000
"""Translations that one process remembers: some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the articles of a run share, ready to be sent to other processes.

    `states` are the sources without the copies that they were read from, `rules` those of the sender, `words` the files
    of each folder of its own words. `translators` gives the translators that are asked, and `translations` what is kept
    of theirs, by key. `libraries` are folders that each process opens for itself, under the same path everywhere.
    """

    states: tuple[SourceState, ...]
    rules: str
    words: tuple[dict[str, bytes], ...] = ()
    translators: Callable[[], tuple[Translator, ...]] = tuple
    translations: Mapping[str, str] = field(default_factory=dict)
    libraries: tuple[Path, ...] = ()
    library_pages: int = MOST_PAGES


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case: its report, with those sources alone that it found itself; what was translated for it.

    An outcome that `may_differ` the next time follows from more than the texts.
    """

    outcome: CheckReport | ArticleError
    made: tuple[Translation, ...] = ()
    may_differ: bool = False


def sent(states: Sequence[SourceState]) -> tuple[SourceState, ...]:
    """Sources as they are sent along: without the copies that they were read from, which nobody needs there."""
    return tuple(replace(state, snapshot=None) for state in states)


def own_words() -> tuple[dict[str, bytes], ...]:
    """The files of each folder of words that this process has taken up."""
    folders = (sorted(folder.glob("*.toml")) for folder in added_folders())
    return tuple({file.name: file.read_bytes() for file in files} for files in folders)


class Examiner:
    """One process at a job: everything that articles share is taken in once. One case at a time."""

    def __init__(self, job: Job) -> None:
        """Raises `StetError` where this process has other rules than the sender, since its findings might differ, and
        where it cannot open a library.
        """
        _agree(job)
        self._shared = len(job.states)
        libraries = [Library.open(path, readonly=True) for path in job.libraries]
        self._references = References(job.states, libraries, job.library_pages)
        self._translators = job.translators()
        self._kept = _Remembered(job.translations)

    def examine(self, case: Case, on_progress: OnProgress = silent) -> Result:
        """The result of one case. Never raises: whatever goes wrong with an article costs that article alone."""
        glosses = Glosses(self._translators, self._kept) if self._translators else None
        try:
            report = examine(case, self._references, glosses, on_progress)
        except ArticleError as wrong:
            return Result(wrong)
        except StetError as wrong:  # words of a language that are malformed, say
            return Result(ArticleError(f"the article {case.name} could not be checked: {wrong.message}", wrong.hint))
        except Exception as fault:  # the border between articles: a fault of ours in one must not end the others
            return Result(FaultError.of(f"the article {case.name} could not be checked", fault))
        own = report.sources[self._shared + len(case.states) :]
        return Result(replace(report, sources=own, snapshot=None), self._kept.fresh())


def _agree(job: Job) -> None:
    """Takes up the sender's own words, where it has some that this process does not have yet."""
    if rules() == job.rules:
        return
    for files in job.words:
        folder = Path(tempfile.mkdtemp(prefix="stet-words-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for name, data in files.items():
            (folder / Path(name).name).write_bytes(data)
        add_words(folder)
    if rules() != job.rules:
        raise StetError(
            "a worker has another version of stet, or other words, than the run that sends it articles",
            "Install the same version everywhere, and start the workers anew",
        )


class _Remembered:
    """Translations for as long as a process works: those that were sent along, and its own."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self._sent = sent
        self._own: dict[str, str] = {}
        self._fresh: list[Translation] = []

    def translations(self, keys: Collection[str]) -> dict[str, str]:
        known = ((key, self._sent.get(key, self._own.get(key))) for key in keys)
        return {key: text for key, text in known if text is not None}

    def save_translations(self, made: Sequence[Translation]) -> None:
        if len(self._own) > _REMEMBERED:
            self._own.clear()
        self._own |= {one.key: one.text for one in made}
        self._fresh += made

    def fresh(self) -> tuple[Translation, ...]:
        """What has been added since this was last asked."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh
