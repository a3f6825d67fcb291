"""A list of claims, or of articles. Draws only the lines in view: a thousand are no slower than ten."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.display import Run, Runs, Tone, plain
from tui.messages import RowChosen
from tui.panes import Row
from tui.widgets.runs import content_of

MOST_DRAWN = 1_000
"""Lines that are kept as drawn: those of many screens, little memory."""


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """One line a row: what stands before its words, the words, what stands after. `cursor` is the row at hand.

    `row_of` gives what stands at a position as a row for so many cells.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor"}

    cursor: reactive[int] = reactive(0, repaint=True)

    def __init__(self, row_of: Callable[[int, int], Row], *, id: str) -> None:
        super().__init__(id=id)
        self._row_of = row_of
        self._positions: Sequence[int] = ()
        self._titles = ("", "")
        self._drawn: dict[tuple[object, ...], Strip] = {}

    def show(self, positions: Sequence[int], cursor: int, title: str) -> None:
        """Draws the rows anew: those of what stands at `positions`, the one at `cursor` pointed at."""
        self._positions = positions
        self.cursor = bisect_left(positions, cursor)
        titles = (title, f"{self.cursor + 1} of {len(positions)}" if positions else "")
        if titles != self._titles:
            self._titles = titles
            self.border_title, self.border_subtitle = map(Content, titles)
        if self.virtual_size.height != len(positions):
            self.virtual_size = Size(0, len(positions))
        self.refresh()
        self._into_view()

    def watch_cursor(self) -> None:
        self._into_view()

    def on_resize(self) -> None:
        self.call_after_refresh(self._into_view)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and self.scroll_offset.y + at.y < len(self._positions):
            self.post_message(RowChosen(self._positions[self.scroll_offset.y + at.y]))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if row >= len(self._positions) or width < 1:
            return Strip.blank(max(0, width), self.rich_style)
        chosen = row == self.cursor
        style = self.get_visual_style("row-list--cursor") if chosen else self.visual_style
        words = self._row_of(self._positions[row], width)
        key = (words, width, style, chosen, self.app.theme)
        if key not in self._drawn:
            if len(self._drawn) > MOST_DRAWN:
                self._drawn.clear()
            strips = Visual.to_strips(self, content_of(fitted(words, width, chosen=chosen)), width, 1, style, pad=True)
            self._drawn[key] = strips[0].adjust_cell_length(width, style.rich_style) if strips else Strip.blank(width)
        return self._drawn[key]

    def _into_view(self) -> None:
        """Scrolls as little as shows the cursor and, where there is room, the rows next to it."""
        beside = 1 if self.size.height >= 3 else 0
        if self.size.height:
            region = Region(0, max(0, self.cursor - beside), 1, 1 + 2 * beside)
            self.scroll_to_region(region, animate=False, force=True)


def fitted(row: Row, width: int, *, chosen: bool) -> Runs:
    """A row as one line of so many cells: what comes after at the right, the words cut to what is left."""
    pointer = Run("▸" if chosen else " ", Tone.STRONG)
    after = cut(row.after.text, max(9, int(width * row.share)))
    room = width - 1 - cell_len(plain(row.before)) - 2 - cell_len(after)
    words = Content(row.text).truncate(max(1, room), ellipsis=True, pad=True).plain if room > 0 else ""
    strong = Tone.STRONG if chosen else Tone.PLAIN
    return (pointer, *row.before, Run(words, strong), Run("  "), Run(after, row.after.tone))


def cut(text: str, width: int) -> str:
    """Text of at most so many cells, with an ellipsis where something was left out."""
    return Content(text).truncate(max(1, width), ellipsis=True).plain
