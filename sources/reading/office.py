"""Office documents, DOCX and ODT: their XML told as the elements of a page, so that one walk reads them all.

Tracked insertions are read and deletions are not, as the finished text would show it; text boxes and notes come after
the text they are anchored in, so that neither cuts a sentence in two.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from sources.document import Document, Metadata, Unreadable
from sources.reading.elements import DATA
from sources.reading.markup import End, Start, Text, Token, resolved, tokens
from sources.reading.parts import MAX_TOKENS, About, Part, document_of
from sources.reading.zipped import Archive

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
MAX_RAW = 1_500_000  # tags and texts of one part that are looked at
_FAR = 64  # how many open elements are looked through for one to close
_LONGEST = 1_000  # characters of a title or a name
_HEADING = re.compile(rf"(?:{DATA['office']['headings'].replace(' ', '|')})\s?(\d?)", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?![A-Za-z])")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class _Kind:
    """How a format names what a page has: by the local names of its elements, in lower case."""

    elements: Mapping[str, str]
    texts: frozenset[str]
    skipped: frozenset[str]
    aside: frozenset[str]


def _kind(name: str) -> _Kind:
    data = DATA["office"][name]
    elements = dict(pair.split("=") for pair in data["elements"].split())
    return _Kind(elements, *(frozenset(data[key].split()) for key in ("texts", "skipped", "aside")))


_DOCX, _ODT = _kind("docx"), _kind("odt")


@dataclass
class _Translation:
    """Turns the tokens of a part into those of a page."""

    kind: _Kind
    told: list[Token] = field(default_factory=list)
    _asides: list[Token] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _skipped: list[str] = field(default_factory=list)
    _paragraphs: list[tuple[list[Token], int]] = field(default_factory=list)
    _targets: list[list[Token]] = field(default_factory=list)
    _in_text: int = 0
    _in_properties: int = 0
    _hidden: bool = False
    is_cut: bool = False

    def run(self, found: Iterator[Token]) -> list[Token]:
        """The tokens of the page; `is_cut` says afterwards that there were too many."""
        self._targets.append(self.told)
        for number, token in enumerate(found):
            if number >= MAX_RAW or len(self.told) > MAX_TOKENS:
                self.is_cut = True
                break
            if isinstance(token, Text):
                if self._in_text and not self._skipped and not self._hidden:
                    self._targets[-1].append(token)
            elif isinstance(token, Start):
                self._start(token)
            else:
                self._end(token.tag.rpartition(":")[2])
        while len(self._targets) > 1:
            self._asides += self._targets.pop()
        return self.told + self._asides

    def _start(self, token: Start) -> None:
        name = token.tag.rpartition(":")[2]
        if self._skipped or name in self.kind.skipped:
            if not token.self_closing:
                self._skipped.append(name)
            return
        if token.self_closing:
            self._mark(name, token)
            return
        self._note(name, token)
        if name in self.kind.aside:
            self._targets.append([])
        element = self.kind.elements.get(name)
        if name in self.kind.texts:
            self._in_text += 1
        if element == "p":
            self._paragraphs.append((self._targets[-1], len(self._targets[-1])))
        if element:
            self._targets[-1].append(Start(element, {}))

    def _mark(self, name: str, token: Start) -> None:
        """An element with nothing inside: a property, a break, or a letter that is written as a tag."""
        self._note(name, token)
        element = self.kind.elements.get(name, "")
        here = self._targets[-1]
        if element == "br":
            here.append(Start("br", {}))
        elif element in {"td", "p"}:
            here += (Start(element, {}), End(element))
        elif element == "-" and not self._hidden:
            here.append(Text("-", token.at, token.at))
        elif element == "_":
            here.append(Text(" ", token.at, token.at))

    def _note(self, name: str, token: Start) -> None:
        """What the properties of a run or a paragraph say of it."""
        value = next((said for key, said in token.attributes.items() if key.endswith(":val")), "")
        if name == "ppr":
            self._in_properties += not token.self_closing
        elif name == "vanish" and not self._in_properties:
            self._hidden = value.lower() not in _OFF
        elif name == "pstyle" and (found := _HEADING.match(value)):
            self._rename(f"h{min(6, int(found[1] or 1)) or 1}")
        elif name == "numpr" or (name == "pstyle" and value.lower().startswith("list")):
            self._rename("li")

    def _rename(self, element: str) -> None:
        if self._paragraphs:
            target, place = self._paragraphs[-1]
            target[place] = Start(element, {})

    def _end(self, name: str) -> None:
        if self._skipped:
            self._close_skipped(name)
            return
        if name == "ppr":
            self._in_properties = max(0, self._in_properties - 1)
        elif name == "r":
            self._hidden = False
        if name in self.kind.texts:
            self._in_text = max(0, self._in_text - 1)
        element = self.kind.elements.get(name)
        if element == "p" and self._paragraphs:
            target, place = self._paragraphs.pop()
            begun = target[place]
            element = begun.tag if isinstance(begun, Start) else element
        if element:
            self._targets[-1].append(End(element))
        if name in self.kind.aside and len(self._targets) > 1:
            self._asides += self._targets.pop()

    def _close_skipped(self, name: str) -> None:
        """An end tag inside what is skipped; of a broken file, one that nothing there opened closes nothing."""
        if name in self._skipped[-_FAR:]:
            while self._skipped.pop() != name:
                pass


def read_docx(archive: Archive, name: str) -> Document | Unreadable:
    """The text of a DOCX: its body, its notes, and its running heads and feet as furniture."""
    body = next(iter(_related(archive, "", "officeDocument")), "word/document.xml")
    parts = [_part(archive, body, _DOCX)]
    parts += [
        _part(archive, note, _DOCX) for kind in ("footnotes", "endnotes") for note in _related(archive, body, kind)
    ]
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for each in _related(archive, body, kind):
            part = _part(archive, each, _DOCX, is_furniture=True)
            said = "".join(token.data for token in part.tokens if isinstance(token, Text))
            if said.strip() and said not in seen:  # each section may repeat it
                seen.add(said)
                parts.append(part)
    return document_of(parts, DOCX, _about(archive, "docProps/core.xml"), name)


def read_odt(archive: Archive, name: str) -> Document | Unreadable:
    """The text of an ODT. Its running heads, which stand among its styles, are left out."""
    return document_of([_part(archive, "content.xml", _ODT)], ODT, _about(archive, "meta.xml"), name)


def _part(archive: Archive, name: str, kind: _Kind, is_furniture: bool = False) -> Part:
    text = archive.text_of(name)
    translation = _Translation(kind)
    return Part(name, text, translation.run(tokens(text)), is_furniture, translation.is_cut)


def _related(archive: Archive, name: str, kind: str) -> list[str]:
    """The parts that a part (the whole file: the empty name) is said to have of a kind, as far as they are there."""
    folder, base = posixpath.split(name)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    if relations not in archive:
        return []
    found = []
    for token in islice(tokens(archive.text_of(relations)), MAX_RAW):
        if isinstance(token, Start) and token.attributes.get("type", "").endswith(f"/{kind}"):
            target = posixpath.normpath(posixpath.join("/", folder, token.attributes.get("target", ""))).lstrip("/")
            if target in archive:
                found.append(target)
    return list(dict.fromkeys(found))


def _about(archive: Archive, name: str) -> About:
    return about(fields(archive.text_of(name))) if name in archive else About()


def fields(text: str) -> dict[str, list[str]]:
    """The texts of the elements of a part, by their local names."""
    found: dict[str, list[str]] = {}
    inside = ""
    for token in islice(tokens(text), MAX_RAW):
        if isinstance(token, Start):
            inside = token.tag.rpartition(":")[2]
            if token.content:
                found.setdefault(inside, []).append(" ".join(resolved(token.content).split())[:_LONGEST])
        elif isinstance(token, Text) and inside and token.data.strip():
            found.setdefault(inside, []).append(" ".join(token.data.split())[:_LONGEST])
        elif isinstance(token, End):
            inside = ""
    return found


def about(said: Mapping[str, list[str]]) -> About:
    """What the Dublin Core of a file says of it."""

    def first(*names: str) -> str:
        return next((said[name][0] for name in names if name in said), "")

    language = _LANGUAGE.match(first("language"))
    authors = said.get("creator") or said.get("initial-creator") or []
    metadata = Metadata(
        authors=tuple(dict.fromkeys(authors)),
        published=first("created", "creation-date", "date", "issued"),
        modified=first("modified"),
        site=first("publisher"),
    )
    return About(first("title"), language.group(1).lower() if language else "", metadata)
