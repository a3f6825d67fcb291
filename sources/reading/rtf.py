"""RTF, told as the elements of a page: its control words one by one, in linear time.

Written here: striprtf, the one small library for it, leaves footnotes out, keeps deleted text and matches with patterns
whose time grows with the square of a file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sources.document import Document, Metadata, Unreadable
from sources.reading.elements import DATA
from sources.reading.markup import End, Start, Text, Token, is_letter
from sources.reading.parts import About, Part, document_of

MAGIC = b"{\\rtf"
MEDIA_TYPE = "application/rtf"
MAX_RAW = 1_200_000  # control words, groups and texts
MAX_DEPTH = 2_000  # groups in groups: beyond, one is no deeper than the one around it
_LONGEST = 1_000  # characters of a title or a name
_PIECE = re.compile(
    r"\\(?:([a-zA-Z]{1,32})(-?[0-9]{1,9})?[ ]?|'([0-9a-fA-F]{2})|(.))|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
_DATA = DATA["rtf"]
_SKIPPED, _STARRED, _ASIDE = (frozenset(_DATA[key].split()) for key in ("skipped", "shown_though_starred", "aside"))
_CHARACTERS = dict(pair.split("=") for pair in _DATA["characters"].split()) | {"~": " ", "_": "-"}
_CHARSETS = dict(pair.split("=") for pair in _DATA["charsets"].split())
_CAPTURED = frozenset({"title", "author"})
_DEFAULT = "cp1252"


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: whether its text is shown, under which name it is kept, how bytes become letters."""

    skipped: bool = False
    hidden: bool = False
    captured: str = ""
    fallback: int = 1
    font: str = ""
    in_table: bool = False
    in_fonts: bool = False
    is_aside: bool = False


@dataclass
class _Flow:
    """Paragraphs and tables as they are told, for the text itself and for each footnote."""

    told: list[Token] = field(default_factory=list)
    paragraph: list[Token] = field(default_factory=list)
    cells: list[list[Token]] = field(default_factory=list)
    rows: list[list[list[Token]]] = field(default_factory=list)
    element: str = "p"

    def end_paragraph(self, in_table: bool) -> None:
        if in_table:
            self.paragraph.append(Start("br", {}))
            return
        self.end_table()
        self.told += [Start(self.element, {}), *self.paragraph, End(self.element)]
        self.paragraph = []

    def end_cell(self) -> None:
        self.cells.append(self.paragraph)
        self.paragraph = []

    def end_row(self) -> None:
        self.rows.append(self.cells)
        self.cells = []

    def end_table(self) -> None:
        if self.cells:
            self.end_row()
        if not self.rows:
            return
        self.told.append(Start("table", {}))
        for row in self.rows:
            self.told.append(Start("tr", {}))
            for cell in row:
                self.told += [Start("td", {}), *cell, End("td")]
            self.told.append(End("tr"))
        self.told.append(End("table"))
        self.rows = []

    def end(self) -> list[Token]:
        self.end_paragraph(in_table=False)
        return self.told


@dataclass
class _Reader:
    """Goes through a file, which is given as one character a byte."""

    file: str
    state: _State = _State()
    captured: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False

    def __post_init__(self) -> None:
        self._flows = [_Flow()]
        self._asides: list[Token] = []
        self._stack: list[_State] = []
        self._fonts: dict[str, str] = {}
        self._font_named = self._default_font = ""
        self._file_codec = _DEFAULT
        self._to_skip = 0
        self._starred = False
        self._high: tuple[int, int] | None = None
        self._bytes: codecs.IncrementalDecoder | None = None
        self._bytes_from = 0

    def run(self) -> list[Token]:
        """The tokens of the text, footnotes and text boxes after it."""
        for count, found in enumerate(self._pieces()):
            if count >= MAX_RAW:
                self.is_cut = True
                break
            word, number, byte, symbol, brace, text = found.groups()
            if not byte and not (text and self._bytes is not None and self._bytes.getstate()[0]):
                self._bytes = None
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, number, found)
            elif byte:
                self._byte(bytes.fromhex(byte), found.start(), found.end())
            elif symbol:
                self._symbol(symbol, found)
            elif text:
                self._text(text, found.start())
            self._starred = symbol == "*"
        while len(self._flows) > 1:
            self._asides += self._flows.pop().end()
        return self._flows[0].end() + self._asides

    def _pieces(self) -> Iterator[re.Match[str]]:
        at = 0
        while found := _PIECE.match(self.file, at):
            yield found
            at = found.end()
            if found[1] == "bin":  # so many bytes of a picture
                at += max(0, int(found[2] or 0))

    def _brace(self, brace: str) -> None:
        self._to_skip = 0
        self._high = None
        if brace == "{":
            if len(self._stack) < MAX_DEPTH:
                self._stack.append(self.state)
                self.state = replace(self.state, is_aside=False)
        elif self._stack:
            if self.state.is_aside and len(self._flows) > 1:
                self._asides += self._flows.pop().end()
            self.state = self._stack.pop()

    def _word(self, word: str, number: str | None, found: re.Match[str]) -> None:
        self._to_skip = 0
        if word == "u" and number is not None:
            self._unicode(int(number) & 0xFFFF, found)
        elif word in _CHARACTERS:
            self._letter(_CHARACTERS[word], found.start(), found.end())
        elif word in {"par", "sect", "page", "line", "tab", "cell", "row", "nestcell", "nestrow"}:
            self._layout(word, found)
        elif word in _SKIPPED or (self._starred and word not in _STARRED):
            self.state = replace(self.state, skipped=True)
        elif word in _ASIDE:
            self._flows.append(_Flow())
            self.state = replace(self.state, is_aside=True, in_table=False)
        else:
            self._property(word, number)

    def _property(self, word: str, number: str | None) -> None:
        """What a word says of the letters and paragraphs after it, up to the end of its group."""
        state = self.state
        if word in {"v", "deleted"}:
            self.state = replace(state, hidden=number != "0")
        elif word == "plain":
            self.state = replace(state, hidden=False, font=self._default_font)
        elif word in _CAPTURED:
            self.state = replace(state, captured=word)
        elif word == "uc":
            self.state = replace(state, fallback=min(100, max(0, int(number or 1))))
        elif word in {"pard", "intbl"}:
            self.state = replace(state, in_table=word == "intbl")
            self._flows[-1].element = "p" if word == "pard" else self._flows[-1].element
        elif word in {"ls", "outlinelevel"}:
            self._flows[-1].element = "li" if word == "ls" else f"h{min(6, max(1, int(number or 0) + 1))}"
        else:
            self._font(word, number or "")

    def _font(self, word: str, number: str) -> None:
        """What a word says of fonts, which decide how bytes become letters."""
        if word == "fonttbl":
            self.state = replace(self.state, skipped=True, in_fonts=True)
        elif word == "f":
            self._font_named = number
            self.state = replace(self.state, font=number)
        elif word == "fcharset" and self.state.in_fonts and len(self._fonts) < 10_000:
            self._fonts[self._font_named] = _CHARSETS.get(number, "")
        elif word == "deff":
            self._default_font = number
        elif word == "ansicpg":
            self._file_codec = _codec(f"cp{number}") or _DEFAULT

    def _layout(self, word: str, found: re.Match[str]) -> None:
        if self.state.skipped:
            return
        flow = self._flows[-1]
        if word in {"par", "sect", "page"}:
            flow.end_paragraph(self.state.in_table)
        elif word == "cell":
            flow.end_cell()
        elif word == "row":
            flow.end_row()
        elif word == "line":
            flow.paragraph.append(Start("br", {}))
        else:
            self._letter(" ", found.start(), found.end())

    def _symbol(self, symbol: str, found: re.Match[str]) -> None:
        self._to_skip = 0
        if symbol in "\\{}" or symbol in _CHARACTERS:
            self._letter(_CHARACTERS.get(symbol, symbol), found.start(), found.end())
        elif symbol in "\r\n":
            self._layout("par", found)

    def _text(self, text: str, at: int) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        text, at = text[skipped:], at + skipped
        while text and self._bytes is not None and self._bytes.getstate()[0]:  # the second byte of a letter
            self._byte(text[0].encode("latin-1"), at, at + 1)
            text, at = text[1:], at + 1
        if text:
            self._letter(text, at, at + len(text))

    def _byte(self, byte: bytes, start: int, end: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
            return
        if self._bytes is None:
            codec = self._fonts.get(self.state.font or self._default_font) or self._file_codec
            self._bytes = codecs.getincrementaldecoder(codec)("replace")
        if not self._bytes.getstate()[0]:
            self._bytes_from = start
        for letter in self._bytes.decode(byte):
            self._letter(letter, self._bytes_from, end)

    def _unicode(self, code: int, found: re.Match[str]) -> None:
        self._to_skip = self.state.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = (code, found.start())
            return
        start, letter = found.start(), chr(code)
        if 0xDC00 <= code < 0xE000:
            if self._high is None:
                letter = "\ufffd"
            else:
                start, letter = self._high[1], chr(0x10000 + ((self._high[0] - 0xD800) << 10) + code - 0xDC00)
        self._high = None
        self._letter(letter if letter != "\0" else "\ufffd", start, found.end())

    def _letter(self, text: str, start: int, end: int) -> None:
        """A letter that is written as something else, or a text as it stands."""
        if self.state.captured:
            kept = self.captured.get(self.state.captured, "")
            self.captured[self.state.captured] = kept + text[: _LONGEST - len(kept)]
        elif not (self.state.skipped or self.state.hidden):
            self._flows[-1].paragraph.append(Text(text.replace("\0", "\ufffd"), start, end))


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def letters(page: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each letter of a run is written: one that is written as something else, or each as it stands."""
    if page.startswith("\\", start):
        yield start, end
    else:
        yield from ((at, at + 1) for at in range(start, end) if is_letter(page[at]))


def read_rtf(body: bytes, name: str = "the source") -> Document | Unreadable:
    """Read an RTF file. Origins are in its bytes."""
    file = body.decode("latin-1")
    reader = _Reader(file)
    told = reader.run()
    author, title = (" ".join(reader.captured.get(key, "").split()) for key in ("author", "title"))
    about = About(title, "", Metadata(authors=(author,) if author else ()))
    return document_of([Part("", file, told, is_cut=reader.is_cut, letters=letters)], MEDIA_TYPE, about, name)
