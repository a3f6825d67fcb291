"""Transcripts with times, SubRip and WebVTT: what is said as running text, with a time for every cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sources.document import Block, Document, Role, Span, Timing
from sources.reading.markup import resolved

MEDIA_TYPE = "text/vtt"
PAUSE = 2_500  # milliseconds of silence after which a new paragraph begins, if the sentence was over
MAX_TURN = 1_200  # characters after which the next sentence begins a new paragraph: a passage must fit a screen

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?\s+([^>]{1,200})>")
_MARKUP = re.compile(r"<[^<>]{0,1000}+>|\{\\[^{}]{0,200}\}")
_STAMP = re.compile(r"<\d[\d:.]{4,15}>")
_DASH = re.compile(r"(?:[-–—]|>>)\s*(?=\S)")
# A speaker's label: few words, each with a capital, before a colon.
_LABEL = re.compile(
    r"(?:[-–—]\s*)?([^\W\d_a-z][\w.'’-]{0,30}+(?:\s[^\W\d_a-z][\w.'’-]{0,30}+){0,4}+(?:\s\([^()]{1,30}\))?)\s?[:：](?=\s|$)"
)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»›）)\]」』]*$")


@dataclass
class _Cue:
    start: int
    end: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def read_transcript(text: str) -> Document:
    """Read a transcript. `text` is what is said: cues joined by a space, a blank line where a speaker's turn begins.

    Counters, times, settings and tags are left out; the voice of a WebVTT cue stands before its words as a label.
    """
    parts: list[str] = []
    timings: list[Timing] = []
    turns: list[int] = []
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
        timings.append(Timing(Span(at, at + len(said)), cue.start, max(cue.start, cue.end)))
        parts.append(said)
        at += len(said)
        before = cue
    ends = [start - 2 for start in turns[1:]] + [at]
    blocks = tuple(Block(Span(start, end), Role.CUE) for start, end in zip(turns, ends, strict=False))
    return Document(text="".join(parts), media_type=MEDIA_TYPE, blocks=blocks, timings=tuple(timings))


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
    found = [line.strip("\ufeff \t") for line in text.splitlines()]
    ends_with_blank = any(found) and next(filter(None, found)).startswith("WEBVTT")
    cue: _Cue | None = None
    is_open = False
    rolled = ""
    for line, following in zip(found, [*found[1:], ""], strict=True):
        timing = _TIMING.match(line)
        if timing:
            if cue is not None:
                yield cue
            cue = _Cue(_milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:]))
            is_open = True
        elif not line:
            is_open = is_open and not ends_with_blank
        elif cue is not None and is_open and not (line.isdecimal() and _TIMING.match(following)):
            rolled = _add(cue, line, rolled)
    if cue is not None:
        yield cue


def _add(cue: _Cue, line: str, rolled: str) -> str:
    """Add a line to a cue, and say which line the next cue would only repeat.

    Live captions roll: they stamp the words of their last line with times, and the next cue shows that line again.
    """
    said = _said(line)
    if said == rolled and not cue.lines:
        return rolled
    cue.lines.append(said)
    return said if _STAMP.search(line) else ""


def _said(line: str) -> str:
    """The words of a line: a voice as a label, no tags, references resolved."""
    voiced = _VOICE.sub(lambda found: f"{found.group(1).strip()}: ", line)
    plain = _MARKUP.sub("", voiced)
    return " ".join(resolved(plain).split())


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (part or "0" for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths.ljust(3, "0"))
