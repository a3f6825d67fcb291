"""Transcripts with times, SubRip and WebVTT: what is said as running text, with a time for every cue,
and inside a cue for every word that has one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice

from sources.document import Block, Document, Origin, Role, Span, Timing
from sources.reading.markup import resolved, visible

MEDIA_TYPE = "text/vtt"
PAUSE = 2_500  # milliseconds of silence after which a new paragraph begins, if the sentence was over
MAX_TURN = 1_200  # characters after which the next sentence begins a new paragraph: a passage must fit a screen

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?\s+([^>]{1,200})>")
_MARKUP = re.compile(r"<[^<>]{0,1000}+>|\{\\[^{}]{0,200}\}")
_STAMP = re.compile(rf"<{_TIME}>")
_MOST_STAMPS = 100  # of a line: one a word; each is found by reading the line up to it
_DASH = re.compile(r"(?:[-–—]|>>)\s*(?=\S)")
# A speaker's label: few words, each with a capital, before a colon.
_LABEL = re.compile(
    r"(?:[-–—]\s*)?([^\W\d_a-z][\w.'’-]{0,30}+(?:\s[^\W\d_a-z][\w.'’-]{0,30}+){0,4}+(?:\s\([^()]{1,30}\))?)\s?[:：](?=\s|$)"
)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»›）)\]」』]*$")


@dataclass
class _Cue:
    """A cue: its number in the file from 1, when it is shown, and its lines as said, with where each is written.

    `stamps` are the times that stand inside it, each with the offset in `text` from which its words are said.
    """

    number: int
    start: int
    end: int
    lines: list[str] = field(default_factory=list)
    written: list[Span] = field(default_factory=list)
    stamps: list[tuple[int, int]] = field(default_factory=list)

    def timings(self, at: int) -> Iterator[Timing]:
        """When the words of the cue are said, if it begins at `at` of the text."""
        begins = [(0, self.start), *self.stamps]
        ends = [*self.stamps, (len(self.text), max(self.start, self.end))]
        for (start, since), (end, until) in zip(begins, ends, strict=True):
            if start < end:
                yield Timing(Span(at + start, at + end), since, max(since, until))

    @property
    def text(self) -> str:
        return " ".join(filter(None, self.lines))


class SpokenOrigins:
    """The way back from what is said to the lines of the file, letter by letter where no tag stands between."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._starts: list[int] = []
        self._lines: list[tuple[str, Span, int]] = []

    def add(self, start: int, cue: _Cue) -> None:
        """Note a cue whose words begin at `start` of the text, after the cues before it."""
        for said, written in zip(cue.lines, cue.written, strict=True):
            if said:
                self._starts.append(start)
                self._lines.append((said, written, cue.number))
                start += len(said) + 1

    def of(self, span: Span) -> Origin:
        """The origin of the words in `span`; the path has the number of their first cue."""
        if not self._starts:
            return Origin(Span(0, 0))
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = max(first, bisect_right(self._starts, max(span.start, span.end - 1)) - 1)
        start, end = self._inside(first, span).start, self._inside(last, span).end
        return Origin(Span(start, max(start, end)), f"cue[{self._lines[first][2]}]")

    def _inside(self, number: int, span: Span) -> Span:
        """What of a line of the file belongs to `span`: all of it, where it is not written as it is said."""
        said, written, _ = self._lines[number]
        start, end = (min(max(0, at - self._starts[number]), len(said)) for at in (span.start, span.end))
        at = self._file.find(said, written.start, written.end)
        return written if at < 0 else Span(at + start, at + end)


def read_transcript(text: str) -> Document:
    """Read a transcript. `text` is what is said: cues joined by a space, a blank line where a speaker's turn begins.

    Counters, times, settings and tags are left out; the voice of a WebVTT cue stands before its words as a label.
    """
    parts: list[str] = []
    timings: list[Timing] = []
    turns: list[int] = []
    origins = SpokenOrigins(text)
    at = 0
    before: _Cue | None = None
    for cue in _cues(text):
        said = cue.text
        if not said:
            continue
        begins = before is None or _begins_turn(before, cue, at - turns[-1])
        if before is not None:
            parts.append("\n\n" if begins else " ")
            at += len(parts[-1])
        if begins:
            turns.append(at)
        timings.extend(cue.timings(at))
        origins.add(at, cue)
        parts.append(said)
        at += len(said)
        before = cue
    ends = [start - 2 for start in turns[1:]] + [at]
    blocks = tuple(Block(Span(start, end), Role.CUE) for start, end in zip(turns, ends, strict=False))
    return Document(text="".join(parts), media_type=MEDIA_TYPE, blocks=blocks, timings=tuple(timings), origins=origins)


def _begins_turn(before: _Cue, cue: _Cue, length: int) -> bool:
    """Whether a cue begins a new turn or paragraph after `length` characters of the last one."""
    said = cue.text
    ended = bool(_SENTENCE_END.search(before.text[-20:]))
    label = _LABEL.match(said)
    if label and (ended or label.group(1).isupper()):
        return True
    return ended and (bool(_DASH.match(said)) or cue.start - before.end >= PAUSE or length > MAX_TURN)


def _cues(text: str) -> Iterator[_Cue]:
    """The cues of a file in order, with their lines cleaned.

    In WebVTT a cue ends with a blank line, and what stands outside cues is not said. In SubRip it ends where the next
    begins, since blank lines are found inside cues.
    """
    written = text.splitlines(keepends=True)
    starts = accumulate(map(len, written), initial=0)
    found = [line.strip("\ufeff \t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029") for line in written]
    ends_with_blank = any(found) and next(filter(None, found)).startswith("WEBVTT")
    cue: _Cue | None = None
    is_open = False
    rolled = ""
    for line, following, start, whole in zip(found, [*found[1:], ""], starts, written, strict=False):
        timing = _TIMING.match(line)
        if timing:
            if cue is not None:
                yield cue
            number = cue.number + 1 if cue else 1
            cue = _Cue(number, _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:]))
            is_open = True
        elif not line:
            is_open = is_open and not ends_with_blank
        elif cue is not None and is_open and not (line.isdecimal() and _TIMING.match(following)):
            rolled = _add(cue, line, rolled, Span(start, start + len(whole)))
    if cue is not None:
        yield cue


def _add(cue: _Cue, line: str, rolled: str, written: Span) -> str:
    """Add a line to a cue, and say which line the next cue would only repeat.

    Live captions roll: they stamp the words of their last line with times, and the next cue shows that line again.
    """
    said = _said(line)
    if said == rolled and not cue.lines:
        return rolled
    cue.stamps.extend(_stamps(cue, line, said))
    cue.lines.append(said)
    cue.written.append(written)
    return said if _STAMP.search(line) else ""


def _stamps(cue: _Cue, line: str, said: str) -> Iterator[tuple[int, int]]:
    """The times inside a line that is added to a cue, as far as they go forward, as `_Cue.stamps` has them."""
    before = len(cue.text) + 1 if cue.text else 0
    last = cue.stamps[-1][1] if cue.stamps else cue.start
    for stamp in islice(_STAMP.finditer(line), _MOST_STAMPS):
        since = _milliseconds(stamp.groups())
        spoken = len(_said(line[: stamp.start()]))
        if last <= since <= cue.end and spoken < len(said):
            last = since
            yield before + spoken + said.startswith(" ", spoken), since


def _said(line: str) -> str:
    """The words of a line: a voice as a label, no tags, references resolved."""
    voiced = _VOICE.sub(lambda found: f"{found.group(1).strip()}: ", line)
    plain = _MARKUP.sub("", voiced)
    return " ".join(visible(resolved(plain)).split())


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (part or "0" for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths.ljust(3, "0"))
