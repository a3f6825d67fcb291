"""What Markdown marks inside a paragraph, and the same paragraph as it is read, with every letter near its place.

The text of a file stays as it is. Beside it stands what a reader sees: of the same length, each mark moved as white
space to the edge of its word, so that words are whole and offsets are those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from sources.document import Span
from sources.reading.lines import RAISED

TARGET = (
    r"\]\(\s{0,9}(?:<[^<>\n]{0,2000}+>|(?:[^\s()<>]++|\([^\s()<>]{0,300}+\)){1,50}+)(?:\s[^()\n]{0,500}+)?\)"
    r"|\]\[[^\[\]\n]{0,200}+\]"
)
"""Where a link or picture leads."""
ADDRESS = r"<https?://[^\s<>]{1,2000}+>|https?://[^\s<>\"»”)\]]{1,2000}+"
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|"
    "var|wbr"
)
TAG = rf"</?(?:{_INLINE})(?=[\s/>])[^<>\n]{{0,1000}}+>"
"""A tag inside a line of text."""
OTHER_TAG = rf"<!--[^<>]{{0,1000}}+>|</?(?!(?:{_INLINE})[\s/>])[a-zA-Z][^<>\n]{{0,1000}}+>"
"""A comment, or a tag that ends what stands before it."""
_TOKEN = re.compile(
    rf"""
    (?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<code>(?P<ticks>`{{1,9}}+)(?=[^`])[^\n]{{1,1000}}?(?<=[^`])(?P=ticks)(?!`))
    | (?P<raised><sup>\d{{1,4}}</sup>)
    | (?P<place>{ADDRESS}|{OTHER_TAG})
    | (?P<tag>{TAG})
    | (?P<target>{TARGET})
    | (?P<note>\[\^[^\]\s]{{1,100}}\])
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    | (?P<open>!?\[)
    | (?P<close>\])
    | (?P<run>\*{{1,9}}+|_{{1,9}}+|~~)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED_BY_TAG = {"<q>": "“", "</q>": "”"}
_ENDS_WORD = frozenset(".,;:!?…)]”»“\"’'")  # of a clause, where white space follows
_CLOSE = 3
"""Words to which a figure may belong before it and behind it: *a little over 5*, *5 million litres*."""
_ENDS_CLAUSE = frozenset("，。！？；：、”」』）》")  # where a script without spaces has room


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in `span` is read as `words`.

    Its room goes to the edge of its word, or, where `room` says so, `before` or `behind` a few words of its clause.
    """

    span: Span
    words: str = ""
    room: str = ""


@dataclass
class _Run:
    """Marks of emphasis that may open it: how many of them nothing has closed yet."""

    end: int
    left: int


@dataclass
class _Reader:
    """One pass over a paragraph."""

    text: str
    span: Span
    edits: list[Edit] = field(default_factory=list)
    brackets: list[Span] = field(default_factory=list)
    runs: dict[str, list[_Run]] = field(default_factory=dict)

    def read(self) -> list[Edit]:
        """The edits in order."""
        for found in _TOKEN.finditer(self.text, self.span.start, self.span.end):
            kind = found.lastgroup or ""
            getattr(self, f"_{'code' if kind == 'ticks' else kind}")(Span(found.start(), found.end()), found.group())
        return sorted(self.edits, key=lambda edit: edit.span.start)

    def _drop(self, start: int, end: int, words: str = "", *, room: str = "") -> None:
        self.edits.append(Edit(Span(start, end), words, room))

    def _escape(self, span: Span, words: str) -> None:
        if words != r"\|":  # in a table it is no border between cells
            self._drop(span.start, span.start + 1)

    def _code(self, span: Span, words: str) -> None:
        ticks = len(words) - len(words.lstrip("`"))
        self._drop(span.start, span.start + ticks)
        self._drop(span.end - ticks, span.end)

    def _raised(self, span: Span, words: str) -> None:
        self._drop(span.start, span.end, words[5:-6].translate(RAISED))

    def _place(self, span: Span, words: str) -> None:
        self._drop(span.start, span.end, " " * len(words) if "\n" not in words else _blank(words))

    def _tag(self, span: Span, words: str) -> None:
        self._drop(span.start, span.end, _QUOTED_BY_TAG.get(words.lower(), ""))

    def _target(self, span: Span, words: str) -> None:
        if self.brackets:
            opened = self.brackets.pop()
            self._drop(opened.start, opened.end)
        self._drop(span.start, span.end, _blank(words) if "\n" in words else "")

    def _note(self, span: Span, _: str) -> None:
        self._drop(span.start, span.end)

    def _entity(self, span: Span, words: str) -> None:
        read = unescape(words)
        if len(read) < len(words) and read.isprintable() | read.isspace() and "\n" not in read:
            self._drop(span.start, span.end, read)

    def _open(self, span: Span, _: str) -> None:
        self.brackets.append(span)

    def _close(self, _: Span, __: str) -> None:
        if self.brackets:
            self.brackets.pop()

    def _run(self, span: Span, words: str) -> None:
        """Emphasis, as far as a mark that opens it and one that closes it belong together."""
        before = self.text[span.start - 1] if span.start > self.span.start else " "
        after = self.text[span.end] if span.end < self.span.end else " "
        opens, closes = not after.isspace(), not before.isspace()
        if words[0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        if before.isdigit() and after.isdigit():
            return  # 2*3 is a product
        at, left = span.start, len(words)
        while closes and left and (opener := self._opener(words[0])) is not None:
            count = min(left, opener.left)
            # A paragraph that is emphasised as a whole, a byline or a note, stands apart: its marks go on saying so.
            if (opener.end - count, at + count) != (self.span.start, self.span.end):
                # A figure must stand close to what it counts, and to its hedge; what opens a paragraph is a label.
                is_label = opener.end - count == self.span.start
                is_figure = not is_label and any(map(str.isdigit, self.text[opener.end : at]))
                follows = is_figure and self._is_space(opener.end - count - 1)
                goes_on = is_figure and self._is_space(at + count)
                self._drop(opener.end - count, opener.end, room="before" if follows else "")
                self._drop(at, at + count, room="behind" if goes_on else "")
            opener.end, opener.left = opener.end - count, opener.left - count
            at, left = at + count, left - count
        if opens and left:
            self.runs.setdefault(words[0], []).append(_Run(span.end, left))

    def _is_space(self, at: int) -> bool:
        return self.span.start <= at < self.span.end and self.text[at] == " "

    def _opener(self, mark: str) -> _Run | None:
        """The last run of a mark that is open; what was opened inside of it marks nothing."""
        runs = self.runs.get(mark, [])
        while runs and not runs[-1].left:
            runs.pop()
        if not runs:
            return None
        for others in self.runs.values():
            while others and others[-1].end > runs[-1].end:
                others.pop()
        return runs[-1]


def _blank(words: str) -> str:
    return "".join(letter if letter in "\r\n" else " " for letter in words)


def edits_of(text: str, span: Span) -> list[Edit]:
    """What is read otherwise than it is written in a paragraph."""
    return _Reader(text, span).read()


def as_read(text: str, span: Span, edits: Sequence[Edit], borders: str = "") -> str:
    """A paragraph as it is read, of the same length; `borders` are letters that part words besides white space."""
    if not edits:
        return span.of(text)
    words = _Words()
    place = span.start
    for edit in edits:
        for letter in text[place : edit.span.start]:
            words.add(letter, borders)
        if edit.room:
            words.make_room(len(edit.span), edit.room)
        else:
            words.change(len(edit.span), edit.words)
        place = edit.span.end
    for letter in text[place : span.end]:
        words.add(letter, borders)
    return "".join(words.end())


class _Words:
    """Words as they come, each with the room of its marks before and behind it."""

    def __init__(self) -> None:
        self._done: list[str] = [""]
        self._begins = [0]  # where in them the room is kept before the last words of the clause
        self._owed = self._close = 0  # room for behind a few words more, and how many
        self._word: list[str] = []
        self._before = self._behind = 0
        self._is_begun = False

    def add(self, letter: str, borders: str) -> None:
        if letter.isspace() or letter in borders:
            ends = letter in borders or letter in "\r\n" or bool(self._word and self._word[-1][-1:] in _ENDS_WORD)
            self._flush()
            self._close -= 1
            if ends or not self._close:
                self._give_room()
            self._done.append(letter)
            self._begins = [len(self._done)] if ends else [*self._begins[1 - _CLOSE :], len(self._done)]
            self._done.append("")
            return
        self._word.append(letter)
        self._is_begun = self._is_begun or letter.isalnum()
        if letter in _ENDS_CLAUSE and (self._behind or self._owed):
            self._flush()
            self._give_room()

    def make_room(self, length: int, where: str) -> None:
        """A mark of so much room beside what must stay close to its neighbours."""
        if where == "behind":
            self._owed += length
            self._close = _CLOSE
        else:
            self._done[self._begins[0]] += " " * length

    def _give_room(self) -> None:
        self._done.append(" " * self._owed)
        self._owed = 0

    def change(self, length: int, words: str) -> None:
        """What took so much room is read as `words`."""
        if len(words) == length and not words.strip():
            self._flush()
            self._done.append(words)
            return
        room = length - len(words)
        if self._is_begun or words:
            self._behind += room
        else:
            self._before += room
        self._word.append(words)
        self._is_begun = self._is_begun or bool(words)

    def _flush(self) -> None:
        self._done += (" " * self._before, *self._word, " " * self._behind)
        self._word = []
        self._before = self._behind = 0
        self._is_begun = False

    def end(self) -> Iterator[str]:
        self._flush()
        self._give_room()
        return iter(self._done)
