"""A framed part of the screen that scrolls to what is marked in it."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.display import Run, Runs, Tone
from tui.lines import breaks, is_cut_otherwise
from tui.widgets.runs import clicked, content_of

FEW_LINES = 4
"""A pane of so many lines or fewer has none to spare above the mark."""


class Pane(ScrollView, can_focus=True):
    """Shows runs of words under a title, one line above the marked words first.

    It wraps and draws its lines itself: new words then cost one drawing of the pane, and no layout of the screen.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._runs: Runs = ()
        self._titles = ("", "")
        self._strips: list[Strip] = []
        self._drawn: tuple[object, ...] = ()

    def show(self, runs: Runs, title: str = "", subtitle: str = "", act: str = "") -> None:
        """Puts new words in place of the old, from their mark on. A click on the subtitle stands for `act`."""
        if (title, subtitle) != self._titles:
            self._titles = (title, subtitle)
            self.border_title = Content(title)
            self.border_subtitle = content_of((Run(subtitle, act=act),))
        if runs != self._runs:
            before = len(self._strips)
            self._runs = runs
            self._wrap()
            if self.styles.is_auto_height and len(self._strips) != before:
                self.refresh(layout=True)
        self._to_mark()

    def on_resize(self) -> None:
        self._wrap()
        self._to_mark()

    def on_click(self, event: events.Click) -> None:
        clicked(self, event)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._wrap()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        return len(self._wrapped(width))

    def watch_show_vertical_scrollbar(self, there: bool) -> None:
        """A scrollbar that comes with its words is told where they stand (Textual 8.2 tells it of changes alone)."""
        if there:
            self.vertical_scrollbar.position = self.scroll_offset.y

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if row >= len(self._strips) or width < 1:
            return Strip.blank(max(0, width), self.rich_style)
        return self._strips[row].adjust_cell_length(width, self.rich_style)

    def _wrap(self) -> None:
        """Cuts the words into lines: as wide as the pane, and one less where they need a scrollbar."""
        size = self.content_region.size
        drawn = (self._runs, size, self.visual_style, self.app.theme if self.is_attached else "")
        if size.width < 1 or drawn == self._drawn:
            return
        self._drawn = drawn
        strips = self._wrapped(size.width)
        if len(strips) > size.height and size.width > 1 and self.styles.scrollbar_size_vertical:
            strips = self._wrapped(size.width - self.styles.scrollbar_size_vertical)
        self._strips = strips
        self.virtual_size = Size(0, len(strips))
        self.refresh()

    def _wrapped(self, width: int) -> list[Strip]:
        if not self._runs or width < 1:
            return []
        return Visual.to_strips(self, broken(self._runs, width), width, None, self.visual_style)

    def _to_mark(self) -> None:
        width = self.scrollable_content_region.width
        line = lines_before_mark(self._runs, width) if width else 0
        above = 1 if self.size.height > FEW_LINES else 0
        wanted = max(0, line - above)
        if wanted != self.scroll_offset.y:
            self.scroll_to(y=wanted, animate=False, force=True)


def lines_before_mark(runs: Runs, width: int) -> int:
    """How many wrapped lines stand above the line in which the mark begins; 0 without a mark."""
    tones = [run.tone for run in runs]
    if Tone.MARK not in tones:
        return 0
    before = runs[: tones.index(Tone.MARK)]
    return max(0, len(broken(before, width).wrap(width)) - 1) if before else 0


def broken(runs: Runs, width: int) -> Content:
    """The words with a line feed wherever a line ends, if Textual would end one elsewhere: Chinese, no-break spaces."""
    content = content_of(runs)
    if not is_cut_otherwise(content.plain):
        return content
    return Content("\n").join(line.rstrip(" ") for line in content.divide(breaks(content.plain, width)))
