"""The walk over a page: its whole visible text in blocks, and where in the page's structure each block stands.

Iterative and linear, so that a page of 200,000 nested elements is read like any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sources.document import Role
from sources.reading.cells import LINE, Cells
from sources.reading.chrome import Chrome, Region, chrome_of
from sources.reading.elements import (
    BLOCK,
    CLOSES,
    CONTROLS,
    HEADINGS,
    IN_HEAD,
    INLINE,
    ROLES,
    SKIPPED,
    VOID,
    data_tables,
)
from sources.reading.lines import RAISED
from sources.reading.markup import RAW, Start, Text, Token, resolved, visible
from sources.reading.nodes import ROOT, Nodes, Runs, Stretch

_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{2,}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FAR = 64  # how many open elements are looked through for one to close: real pages need a few, and it bounds the walk
_MAIN = frozenset({"main", "article"})
_HOLDS_TEXT = HEADINGS | {"p", "li", "td", "th", "dt", "dd", "figcaption", "caption"}


@dataclass(slots=True)
class Piece:
    """A block as the walk found it: its folded text, what the judge of furniture wants to know, and its origin."""

    text: str
    role: Role
    tag: str
    region: Region
    link_chars: int
    in_main: bool
    origin: Stretch

    @property
    def chars(self) -> int:
        return len(self.text) - self.text.count(" ")

    @property
    def is_link(self) -> bool:
        """Whether more than half of it leads elsewhere."""
        return self.link_chars * 2 > self.chars


class _Context(NamedTuple):
    """What holds inside an open element. `block` is the innermost element that makes a block."""

    role: Role
    region: Region
    block: str = ""
    hidden: bool = False
    link: bool = False
    pre: bool = False
    in_main: bool = False
    in_table: bool = False
    raised: bool = False


@dataclass
class Walk:
    """Takes the tokens of a page one by one and gathers its blocks in `pieces`.

    `regions` are the parts of the page that may be furniture, the page itself first, outer ones before inner ones.
    `deepest` is how many elements were open at once. `nodes` and `runs` say where the text of the blocks was written.
    """

    pieces: list[Piece] = field(default_factory=list)
    regions: list[Region] = field(default_factory=lambda: [Region(Chrome.NO)])
    deepest: int = 0
    nodes: Nodes = field(default_factory=Nodes)
    runs: Runs = field(default_factory=Runs)

    def __post_init__(self) -> None:
        self._tags = [""]
        self._path = [ROOT]
        # The names of the children so far and how many have each; that of an only child by itself, since a page of
        # 200,000 nested elements would fill 50 MB with tables of one entry.
        self._children: list[str | dict[str, int]] = [""]
        self._first = 0
        self._contexts = [_Context(Role.PARAGRAPH, self.regions[0])]
        self._open: defaultdict[str, int] = defaultdict(int)
        self._parts: list[str] = []
        self._cells = Cells()
        self._links = 0

    def run(self, found: Sequence[Token]) -> None:
        """Walk over all tokens of a page."""
        tables = data_tables(found)
        for place, token in enumerate(found):
            if isinstance(token, Text):
                self._text(token.data, token.start, token.end)
            elif isinstance(token, Start):
                self._start(token, place in tables)
            else:
                self._end(token.tag)
        self._flush()
        for region in reversed(self.regions):
            if region.parent is not None:
                region.parent.chars += region.chars
                region.parent.has_main |= region.has_main

    def _text(self, data: str, start: int, end: int) -> None:
        if self._tags[-1] == "head" and not data.isspace():
            self._close("head")
        here = self._contexts[-1]
        data = visible(data)
        if here.hidden or not data:
            return
        if here.raised and self._parts and self._parts[-1][-1:].isdigit():
            data = data.translate(RAISED)
        self._parts.append(_LINE_END.sub(LINE, data) if here.pre else data)
        if not data.isspace():
            self.runs.add(start, end, self._path[-1])
        if here.link:
            self._links += len(data) - data.count(" ")

    def _start(self, token: Start, is_data_table: bool) -> None:
        tag = token.tag
        if self._tags[-1] == "head" and tag not in IN_HEAD:
            self._close("head")
        if tag in BLOCK and self._open["svg"] and not self._open["foreignobject"]:
            self._close("svg")
        if tag in CLOSES:
            self._close_implied(*CLOSES[tag])
        if tag == "br":
            self._parts.append(" " if self._contexts[-1].in_table else LINE)
        else:
            self._boundary(tag, token)
        if tag in VOID or (token.self_closing and (tag in RAW or self._open["svg"] or self._open["math"])):
            return
        here = self._opened(token, is_data_table)
        if tag in RAW:
            self._raw(token, here)
            return
        self._tags.append(tag)
        self._path.append(self._node(tag))
        self._children.append("")
        self._contexts.append(here)
        self._open[tag] += 1
        self.deepest = max(self.deepest, len(self._tags))

    def _raw(self, token: Start, here: _Context) -> None:
        """The text of an element whose contents are no markup."""
        if token.tag in SKIPPED or here.hidden or token.tag == "title":
            return
        self._contexts.append(here)
        self._path.append(self._node(token.tag))
        self._text(resolved(token.content), token.at, token.at + len(token.content))
        self._boundary(token.tag)
        self._path.pop()
        self._contexts.pop()

    def _node(self, tag: str) -> int:
        """The number of an element that opens here."""
        among = self._children[-1]
        if among == "":
            self._children[-1] = tag
            return self.nodes.add(tag, self._path[-1], 1)
        if isinstance(among, str):
            among = self._children[-1] = {among: 1}
        among[tag] = among.get(tag, 0) + 1
        return self.nodes.add(tag, self._path[-1], among[tag])

    def _opened(self, token: Start, is_data_table: bool) -> _Context:
        """What holds inside an element that opens here."""
        tag, outer = token.tag, self._contexts[-1]
        hidden = outer.hidden or tag in SKIPPED or (bool(token.attributes) and _is_hidden(token.attributes))
        if tag in INLINE:
            link, raised = outer.link or tag == "a", outer.raised or tag == "sup"
            same = (hidden, link, raised) == (outer.hidden, outer.link, outer.raised)
            return outer if same else outer._replace(hidden=hidden, link=link, raised=raised)
        inner = _Context(
            Role.TABLE if is_data_table else _role(tag, outer.role),
            self._region(token, outer),
            tag if tag in BLOCK else outer.block,
            hidden,
            outer.link,
            outer.pre or tag == "pre",
            outer.in_main or tag in _MAIN,
            (outer.in_table or is_data_table) and tag != "caption",
            outer.raised,
        )
        return outer if inner == outer else inner  # one for all of a deep nest

    def _region(self, token: Start, outer: _Context) -> Region:
        """The region that an element lies in or opens."""
        if token.tag in {"main", "h1"}:
            outer.region.has_main = True
        chrome = chrome_of(token, outer.in_main or outer.role is Role.QUOTE)
        if chrome is Chrome.NO or outer.region.chrome is Chrome.SURE:
            return outer.region
        self.regions.append(Region(chrome, outer.region))
        return self.regions[-1]

    def _boundary(self, tag: str, opens: Start | None = None) -> None:
        """What a tag means for the running text: nothing, a space, the next cell or row, or a new block."""
        here = self._contexts[-1]
        if tag in INLINE:
            return
        if here.in_table and tag not in {"table", "caption"}:
            self._parts.append(
                self._cells.opens(tag, opens.attributes) if opens is not None else self._cells.closes(tag)
            )
        elif tag in BLOCK or (tag in CONTROLS and here.block not in _HOLDS_TEXT):
            self._flush()
            self._cells = Cells() if tag == "table" else self._cells
        else:
            self._parts.append(" ")

    def _close_implied(self, closed: frozenset[str], barrier: frozenset[str]) -> None:
        if not sum(map(self._open.__getitem__, closed)):
            return
        for place in range(len(self._tags) - 1, max(0, len(self._tags) - _FAR), -1):
            tag = self._tags[place]
            if tag in barrier:
                return
            if tag in closed:
                self._end(tag)
                return

    def _end(self, tag: str) -> None:
        if tag == "p" and not self._open["p"]:
            self._boundary("p")
        elif self._open[tag]:
            self._close(tag)
        elif tag == "br":
            self._parts.append(LINE)

    def _close(self, tag: str) -> None:
        """Close the innermost open `tag` and all that is open inside it."""
        while self._open[tag]:
            closed = self._tags[-1]
            self._boundary(closed)
            self._tags.pop()
            self._path.pop()
            self._children.pop()
            self._contexts.pop()
            self._open[closed] -= 1
            if closed == tag:
                return

    def _flush(self) -> None:
        """End the block that is being gathered, if it holds any text."""
        if not self._parts:
            return
        here = self._contexts[-1]
        text = _folded("".join(self._parts))
        link_share = self._links / max(1, len(text))
        skipped = 0
        for part in _BLANK_LINES.split(text) if text.strip() else ():
            role = Role.TABLE if here.in_table else here.role
            links, origin = round(link_share * len(part)), Stretch(self._first, len(self.runs), skipped)
            piece = Piece(part, role, here.block, here.region, links, here.in_main, origin)
            here.region.chars += piece.chars
            self.pieces.append(piece)
            skipped += sum(map(len, part.split()))
        self._first = len(self.runs)
        self._parts.clear()
        self._links = 0


def _role(tag: str, outer: Role) -> Role:
    """The role of the text in an element, by its tag and by the role around it."""
    if tag in ROLES and (outer is not Role.QUOTE or tag in HEADINGS):
        return ROLES[tag]
    return Role.PARAGRAPH if outer is Role.TITLE else outer


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if attributes.get("hidden", "until-found").lower() != "until-found":
        return True
    return bool(_HIDDEN.search(attributes.get("style", "")[:2_000]))


def _folded(raw: str) -> str:
    """Fold white space, except at the marks for lines and cells, which become line feeds and tabs."""
    if "\0" not in raw:
        return " ".join(raw.split())
    first, *rest = raw.split("\0")
    rows = [[first]]
    for part in rest:
        if part.startswith("n"):
            rows.append([])
        rows[-1].append(part[1:])
    lines = ("\t".join(" ".join(cell.split()) for cell in row).removeprefix("\t") for row in rows)
    return "\n".join(line if line.strip() else "" for line in lines).strip("\n")
