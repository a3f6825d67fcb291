"""The start: every article of the store with its progress, and the way to open another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from claims.errors import StetError
from claims.ledger.rows import ArticleSummary
from tui import overview, panes
from tui.actions import Where, at_hand, shown_keys
from tui.background import Check, Order
from tui.desk import Desk
from tui.display import Run, Tone, one_line
from tui.forms import ARTICLE, Answers, name_or_paste
from tui.messages import RowChosen
from tui.progress import first_check_runs, outcome
from tui.screens.asking import FormScreen
from tui.screens.base import DeskScreen
from tui.screens.dialogs import KeySheet
from tui.screens.exporting import export
from tui.widgets.check_lines import CheckLines
from tui.widgets.key_line import KeyLine
from tui.widgets.row_list import RowList
from tui.widgets.runs import ActingWords, content_of
from tui.widgets.too_small import TooSmall

SOURCES_SHOWN = 8
"""Sources with a line of their own while the first article is opened: what 16 lines have room for."""

POLL_SECONDS = 2.0
"""How often the store is looked into for what others did."""


class StartScreen(DeskScreen):
    """Lists articles. Nothing is decided here."""

    def __init__(self, desk: Desk, alarm: str = "") -> None:
        super().__init__(at_hand(desk.actions, Where.START))
        self._desk = desk
        self._articles: tuple[ArticleSummary, ...] = ()
        self._cursor = 0
        self._newest = -1
        self._alarm = alarm
        self._commands = self._all_commands()

    def compose(self) -> ComposeResult:
        with Container(id="start"):
            with Horizontal(id="head"):
                yield Static(content_of(overview.start_heading(str(self._desk.shelf.path))), id="heading")
            yield Static(id="banner")
            yield RowList(self._row, id="articles")
            yield ActingWords(content_of(overview.nothing_yet(shown_keys(self.actions))), id="empty")
            yield Static(id="loading")
            yield CheckLines(id="check")
            yield Static(id="status")
            with Container(id="foot"):
                yield KeyLine(self.actions, id="keys")
        yield TooSmall(id="too-small")

    def on_mount(self) -> None:
        self.query_one("#articles").focus()
        self._banner(self._alarm or self._desk.refusal)
        self._refresh()
        self.set_interval(POLL_SECONDS, self._poll)

    def action_act(self, name: str, number: int = 0) -> None:  # noqa: ARG002 - nothing here takes one
        if name == "quit" or not self.is_tiny:
            self._commands[name]()

    def _all_commands(self) -> Mapping[str, Callable[[], object]]:
        def rows(step: Callable[[], int]) -> Callable[[], None]:
            return lambda: self._go(self._cursor + step())

        return {
            "down": rows(lambda: 1),
            "up": rows(lambda: -1),
            "page_down": rows(lambda: self._page),
            "page_up": rows(lambda: -self._page),
            "last": rows(lambda: len(self._articles)),
            "first": rows(lambda: -len(self._articles)),
            "open": self._open,
            "order": self._reorder,
            "new_article": lambda: self.app.push_screen(FormScreen(ARTICLE, self._opened)),
            "export": self._export,
            "keys": lambda: self.app.push_screen(KeySheet(self.actions)),
            "palette": self.app.action_command_palette,
            "quit": self.app.exit,
        }

    @property
    def _page(self) -> int:
        return max(1, self.query_one("#articles").size.height)

    def _row(self, position: int, _: int) -> panes.Row:
        return overview.article_row(self._articles[position])

    def _reorder(self) -> None:
        self._desk.by_attention = not self._desk.by_attention
        self._refresh()

    def _poll(self) -> None:
        """Counts anew only where something has happened: a desk is open all day."""
        try:
            newest = self._desk.shelf.newest()
        except StetError as refused:
            self._say(str(refused))
            return
        if newest != self._newest:
            self._newest = newest
            self._refresh()

    def _refresh(self) -> None:
        here = self._articles[self._cursor].id if self._articles else ""
        try:
            articles = self._desk.shelf.articles()
        except StetError as refused:
            self._say(str(refused))
            return
        self._articles = overview.by_attention(articles) if self._desk.by_attention else articles
        self.set_class(not self._articles, "-empty")
        # What others check meanwhile comes to the top: the cursor stays at its article.
        self._go(next((number for number, each in enumerate(self._articles) if each.id == here), self._cursor))

    def _go(self, position: int) -> None:
        self._cursor = max(0, min(position, len(self._articles) - 1))
        title = overview.order_title(shown_keys(self.actions)["order"], attention=self._desk.by_attention)
        self.query_one("#articles", RowList).show(range(len(self._articles)), self._cursor, title)

    def on_row_chosen(self, message: RowChosen) -> None:
        again = message.position == self._cursor
        self._go(message.position)
        if again:
            self._open()

    def _open(self, article_id: str = "") -> None:
        if not article_id and not self._articles:
            return
        name = "" if article_id else self._articles[self._cursor].name
        try:
            self.desk_app.open_review(article_id or self._articles[self._cursor].id, name)
        except StetError as refused:
            self._banner(str(refused))

    def _opened(self, answers: Answers) -> None:
        name, label, text = name_or_paste(answers)
        self.desk_app.order(Order(name or self._desk.paste(label, text)))
        self._banner("")

    def _export(self) -> None:
        if self._articles:
            article = self._articles[self._cursor]
            export(self.app, self._desk, article.id, article.name, self._say)

    def show_check(self, check: Check | None) -> None:
        first = check is not None and not self._articles
        self.set_class(first, "-loading")
        self.query_one(CheckLines).show(None if first else check)
        if check is not None and first:
            words = first_check_runs(check, SOURCES_SHOWN, shown_keys(self.actions))
            self.query_one("#loading", Static).update(content_of(words))

    def check_ended(self, check: Check) -> None:
        self._refresh()
        if check.report is None:
            self._banner(outcome(check))
        elif self.app.screen is self:
            self._open(check.report.article_id)

    def _banner(self, words: str) -> None:
        banner = self.query_one("#banner", Static)
        banner.update(content_of((Run(one_line(words), Tone.ALERT),)))
        banner.set_class(bool(words), "-open")
        banner.add_class("-alert")

    def _say(self, words: str) -> None:
        self.query_one("#status", Static).update(Content(f" {one_line(words)}"))
