"""What HTML elements are: which make blocks, which close others by themselves, which show nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from sources.document import Role
from sources.reading.markup import Start, Text, Token

DATA = tomllib.loads(files(__package__).joinpath("html.toml").read_text("utf-8"))
_SETS = {name: frozenset(words.split()) for name, words in DATA["elements"].items()}

HEADINGS = _SETS["headings"]
SKIPPED = _SETS["skipped"]
VOID = _SETS["void"]
INLINE = _SETS["inline"]
TABLE_PARTS = _SETS["table"]
BLOCK = HEADINGS | TABLE_PARTS | _SETS["block"]
CONTROLS = _SETS["controls"]
IN_HEAD = _SETS["in_head"]

ROLES = {
    **dict.fromkeys(HEADINGS, Role.TITLE),
    **dict.fromkeys(("li", "dt", "dd"), Role.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    "blockquote": Role.QUOTE,
}

_ENDS_P = BLOCK - TABLE_PARTS - {"body", "html", "legend", "optgroup", "option"} | {"table"}
_P = (frozenset({"p"}), frozenset({"table", "td", "th", "button", "caption"}))
_CELL = (frozenset({"td", "th"}), frozenset({"tr", "table"}))
_TERM = (frozenset({"dt", "dd"}), frozenset({"dl", "table"}))
# For a start tag: the open elements that it closes by itself, and those beyond which it closes nothing.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(_ENDS_P, _P),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table"})),
    "dt": _TERM,
    "dd": _TERM,
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": _CELL,
    "th": _CELL,
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
}


@dataclass(slots=True)
class _Table:
    place: int
    layout: bool = False
    cells: int = 0
    widest: int = 0


def data_tables(found: Sequence[Token]) -> frozenset[int]:
    """The places in `found` of the start tags of tables that hold data.

    The others only arrange a page: they hold tables, headings or sections, or have a single column.
    """
    open_tables: list[_Table] = []
    data = set()
    for place, token in enumerate(found):
        if isinstance(token, Text):
            continue
        if isinstance(token, Start):
            if open_tables:
                _note(open_tables[-1], token.tag)
            if token.tag == "table":
                open_tables.append(_Table(place))
        elif open_tables and token.tag == "table":
            table = open_tables.pop()
            if not table.layout and max(table.cells, table.widest) > 1:
                data.add(table.place)
    return frozenset(data)


def _note(table: _Table, tag: str) -> None:
    table.layout = table.layout or tag in _SETS["arranged"]
    if tag == "tr":
        table.widest, table.cells = max(table.widest, table.cells), 0
    elif tag in {"td", "th"}:
        table.cells += 1
