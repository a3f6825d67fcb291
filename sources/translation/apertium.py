"""Apertium, a local command: rules and dictionaries, no network, the same text always the same way."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from shutil import which

from sources.translation import APERTIUM, Pair, Untranslated, UntranslatedReason

SECONDS = 20.0
"""For one step of one batch; a step takes half a second for an article, and ten times that on a busy machine."""
BATCH = 100_000
"""Characters given to one process: some four seconds of work for each step."""
STEPS = 2
"""Translations in a row, fr to es to en; by judgement, since each loses words and turns."""
_DATA = "/usr/share/apertium"
_MODE = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
_FILE = re.compile(r"'([^']+)'")
_APART = "\n\n"
"""Between two texts. Apertium ends a sentence at an empty line and hands it on as it is."""
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SHORT = {
    "ara": "ar", "arg": "an", "ast": "ast", "bul": "bg", "cat": "ca", "dan": "da", "deu": "de", "ell": "el",
    "eng": "en", "epo": "eo", "eus": "eu", "fra": "fr", "glg": "gl", "isl": "is", "ita": "it", "jpn": "ja",
    "mkd": "mk", "nld": "nl", "nob": "nb", "oci": "oc", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru",
    "slv": "sl", "spa": "es", "srd": "sc", "swe": "sv", "ukr": "uk", "zho": "zh",
}  # fmt: skip
"""Newer pairs name languages by ISO 639-3, older ones by ISO 639-1."""


class Apertium:
    """The command `apertium` with the pairs that are installed, also two in a row where no one pair will do.

    Args:
        command: the program, by name or path.
        seconds: for each step of each batch of texts.
    """

    name = APERTIUM

    def __init__(self, command: str = "apertium", seconds: float = SECONDS) -> None:
        self._command = command
        self._seconds = seconds

    @cached_property
    def version(self) -> str:
        """The engine's, and a hash over the pairs: their modes, and the sizes of the files that these name."""
        said = self._run(["-V"], b"")
        engine = said.split()[-1:] if isinstance(said, str) else []
        digest = hashlib.sha256()
        for mode in sorted(self._modes.values()):
            digest.update(mode.encode())
            digest.update(b"".join(_data_of(mode)))
        return f"{''.join(engine) or '?'} ({digest.hexdigest()[:8]})"

    def pairs(self) -> frozenset[Pair] | Untranslated:
        listed = self._listed
        if isinstance(listed, Untranslated):
            return listed
        if not self._modes:
            message = "apertium has no pair of languages. Install some, such as the packages apertium-fr-es and so on"
            return Untranslated(self.name, UntranslatedReason.NOT_THERE, message)
        ends = {language for pair in self._modes for language in pair}
        return frozenset((one, other) for one in ends for other in ends if one != other and self.route(one, other))

    def route(self, source: str, target: str) -> tuple[str, ...]:
        """The modes to go through from one language to another: as few as will do, `STEPS` at most; empty for none."""
        waiting = deque([(source, ())])  # type: deque[tuple[str, tuple[str, ...]]]
        seen = {source}
        while waiting:
            here, gone = waiting.popleft()
            if here == target:
                return gone
            for pair in sorted(self._modes) if len(gone) < STEPS else ():
                if pair[0] == here and pair[1] not in seen:
                    seen.add(pair[1])
                    waiting.append((pair[1], (*gone, self._modes[pair])))
        return ()

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...] | Untranslated:
        """The texts in `target`; what Apertium does not know stays as it is."""
        if isinstance(self._listed, Untranslated):
            return self._listed
        route = self.route(source, target)
        if not route:
            message = f"apertium has no pair that leads from {source} to {target}"
            return Untranslated(self.name, UntranslatedReason.NO_PAIR, message)
        done: list[str] = []
        for batch in _batches([_plain(text) for text in texts]):
            translated = self._along(route, batch)
            if isinstance(translated, Untranslated):
                return translated
            done += translated
        return tuple(done)

    def _along(self, route: tuple[str, ...], texts: list[str]) -> list[str] | Untranslated:
        for mode in route:
            stepped = self._step(texts, mode)
            if isinstance(stepped, Untranslated):
                return stepped
            texts = stepped
        return texts

    def _step(self, texts: list[str], mode: str) -> list[str] | Untranslated:
        """Each text through one mode. Those without a letter are left out: they have nothing to translate."""
        at = [number for number, text in enumerate(texts) if any(map(str.isalpha, text))]
        given = "".join(texts[number] + _APART for number in at)
        if not at:
            return texts
        said = self._run(["-u", mode], given.encode("utf-8", "replace"))
        if isinstance(said, Untranslated):
            return said
        parts = said.split(_APART)
        if len(parts) != len(at) + 1:
            message = (
                f"apertium {mode} gives back {len(parts) - 1} texts of {len(at)}. Try: echo text | apertium {mode}"
            )
            return Untranslated(self.name, UntranslatedReason.BAD_ANSWER, message)
        done = list(texts)
        for number, part in zip(at, parts, strict=False):
            done[number] = _plain(part)
        return done

    @cached_property
    def lacking(self) -> dict[str, str]:
        """Modes that are installed but cannot run, each with a program of theirs that is not there."""
        listed = "" if isinstance(self._listed, Untranslated) else self._listed
        found = (
            (mode, next((name for name in _programs_of(mode) if which(name) is None), "")) for mode in listed.split()
        )
        return {mode: name for mode, name in found if name}

    @cached_property
    def _listed(self) -> str | Untranslated:
        return self._run(["-l"], b"")

    @cached_property
    def _modes(self) -> dict[Pair, str]:
        """The mode of each pair that can run; a variant (a dialect, an old spelling) where nothing plainer is."""
        found: dict[Pair, str] = {}
        listed = "" if isinstance(self._listed, Untranslated) else self._listed
        for mode in sorted(listed.split(), key=lambda mode: (len(mode), mode)):
            named = _MODE.match(mode)
            if named is not None and mode.count("-") == 1 and mode not in self.lacking:
                found.setdefault((_code(named[1]), _code(named[2])), mode)
        return found

    def _run(self, words: list[str], given: bytes) -> str | Untranslated:
        """What the command prints for what it is given, in the time it has."""
        command, pipe = [self._command, *words], subprocess.PIPE
        try:
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)  # noqa: S603 - words of our own, and names of modes; no shell
        except OSError as missing:
            message = f"the command {self._command} does not start ({missing.strerror}). Install the package apertium"
            return Untranslated(self.name, UntranslatedReason.NOT_THERE, message)
        with process:
            try:
                said, errors = process.communicate(given, self._seconds)
            except subprocess.TimeoutExpired:
                _end(process)
                message = f"apertium {' '.join(words)} took longer than {self._seconds:g} seconds; it was stopped"
                return Untranslated(self.name, UntranslatedReason.TOO_SLOW, message)
        # The command's own code says nothing of the programs it runs in a row; what they complain of does.
        why = " ".join(errors.decode("utf-8", "replace").split())[:200]
        if process.returncode or (given and not said and why):
            message = f"apertium {' '.join(words)} does not work ({why}). Install what it names, or the pair again"
            return Untranslated(self.name, UntranslatedReason.BAD_ANSWER, message)
        return said.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stops a command and the pipeline that it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _plain(text: str) -> str:
    """A text on one line, without what only steers a terminal or a file."""
    return " ".join(_NO_TEXT.sub(" ", text).split())


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _code(language: str) -> str:
    return _SHORT.get(language, language)


def _said(mode: str) -> str:
    """What a mode says: its programs in a row, each with its files; empty where its own file is not found."""
    file = Path(os.environ.get("APERTIUM_DATADIR") or _DATA) / "modes" / f"{mode}.mode"
    return file.read_text("utf-8", "replace") if file.is_file() else ""


def _programs_of(mode: str) -> Iterator[str]:
    return (step.split()[0] for step in _said(mode).split("|") if step.split())


def _data_of(mode: str) -> Iterator[bytes]:
    """What a mode says, and the size of each file that it names."""
    said = _said(mode)
    yield said.encode("utf-8", "replace")
    for name in _FILE.findall(said):
        if Path(name).is_file():
            yield str(Path(name).stat().st_size).encode()
