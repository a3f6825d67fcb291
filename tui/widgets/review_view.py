"""All the parts of the review in their places: arranged by the size of the terminal, filled from the state."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from claims.export.fields import Lines
from claims.ledger.review import Item, ReviewState, SourceText
from claims.model import Evidence
from tui import history, overview, panes
from tui.actions import Actions, shown_keys
from tui.context import in_context
from tui.display import Run, Runs, Tone, one_line, plain
from tui.place import Place
from tui.widgets.check_lines import CheckLines
from tui.widgets.entry_line import EntryLine
from tui.widgets.key_line import KeyLine
from tui.widgets.pane import Pane
from tui.widgets.row_list import RowList
from tui.widgets.runs import content_of
from tui.widgets.too_small import is_too_small

TWO_COLUMNS = 100
WIDE = Size(140, 36)
SHORT = 22
"""Lines below which the stacked layout gives up a frame or two."""


def layout_for(size: Size) -> str:
    """Which arrangement a terminal of this size gets."""
    if is_too_small(size):
        return "-tiny"
    if size.width >= WIDE.width and size.height >= WIDE.height:
        return "-wide"
    if size.width >= TWO_COLUMNS and size.height >= SHORT:
        return "-two"
    return "-stacked" if size.height >= SHORT else "-short"


LAYOUTS = ("-tiny", "-short", "-stacked", "-two", "-wide")


class ReviewView(Widget):
    """Shows a state at a claim and one of its passages. Keeps nothing but what it needs to draw again."""

    def __init__(self, state: ReviewState, actions: Actions) -> None:
        super().__init__(id="review")
        self._actions = actions
        self._keys = shown_keys(actions)
        self._state = state
        self._lines = Lines(state.text)
        self._sources = {source.name: source for source in state.sources}
        self._place = Place()
        self._reviewer = ""
        self._filled: dict[str, Runs] = {}

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static(id="heading")
            yield Static(id="counts")
        yield Static(id="banner")
        with Container(id="panes"):
            yield RowList(self._row, id="claims")
            for part in ("article", "claim", "evidence", "finding", "note"):
                yield Pane(id=part)
        yield Static(id="empty")
        yield CheckLines(id="check")
        yield Static(id="status")
        with Container(id="foot"):
            yield EntryLine(id="entry")
            yield KeyLine(self._actions, id="keys")

    def on_mount(self) -> None:
        self._arrange(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size)
        self.redraw()

    def _arrange(self, size: Size) -> None:
        layout = layout_for(size)
        for name in LAYOUTS:
            self.set_class(name == layout, name)

    @property
    def page(self) -> int:
        """How many claims the list shows at once."""
        return max(1, self.query_one("#claims").size.height)

    def show(self, state: ReviewState, place: Place, reviewer: str) -> None:
        """The state at a place in it."""
        if state.sha256 != self._state.sha256:
            self._lines = Lines(state.text)
        if state.sources is not self._state.sources:
            self._sources = {source.name: source for source in state.sources}
        self._state, self._place, self._reviewer = state, place, reviewer
        self.redraw()

    def banner(self, words: str, *, alert: bool) -> None:
        """A line above everything; no words take it away."""
        banner = self.query_one("#banner", Static)
        banner.update(content_of((Run(one_line(words), Tone.ALERT if alert else Tone.STRONG),)))
        banner.set_class(bool(words), "-open")
        banner.set_class(alert, "-alert")

    def zoom(self, focused: Widget | None) -> None:
        """Gives the pane in focus all the room, or all panes their own again."""
        parts = self.query_one("#panes")
        zoomed = not parts.has_class("-zoom") and focused in parts.children
        parts.set_class(zoomed, "-zoom")
        for part in parts.children:
            part.set_class(zoomed and part is focused, "-zoomed")

    def status(self, words: str) -> None:
        self.query_one("#status", Static).update(Content(words), layout=False)

    def redraw(self) -> None:
        wide = self.has_class("-wide")
        self.set_class(not self._state.items, "-empty")
        if not self._state.items:
            self._fill("#empty", overview.empty(self._state, self._keys))
        self._fill("#heading", overview.heading(self._state, self._reviewer, wide=wide))
        self._fill("#counts", overview.counts(self._state, wide=wide))
        claims = self.query_one(RowList)
        claims.show(self._place.rows(self._state), self._place.cursor, panes.list_title(self._place.filter))
        item = self._place.item(self._state)
        if item is not None and not self.has_class("-tiny"):
            self._show_claim(item, wide=wide)

    def _fill(self, selector: str, runs: Runs) -> None:
        before = self._filled.get(selector, ())
        if before != runs:
            self._filled[selector] = runs
            # As wide as before, it stands where it stood: nothing else has to be laid out again.
            same_room = cell_len(plain(before)) == cell_len(plain(runs))
            self.query_one(selector, Static).update(content_of(runs), layout=not same_room)

    def _row(self, position: int, width: int) -> panes.Row:
        item = self._state.items[position]
        return panes.row(position + 1, item, self._lines.of(item.claim.span.start), width)

    def _show_claim(self, item: Item, *, wide: bool) -> None:
        line = self._lines.of(item.claim.span.start)
        title = panes.claim_title(self._place.cursor + 1, item.claim, line)
        context = in_context(self._state.text, item.claim.span, self._state.language, neighbours=4 if wide else 1)
        if wide:
            self._pane("article").show(context, f"Article, line {line}", f"{self._keys['article']} opens it whole")
        self._pane("claim").show(panes.claim_facts(item.claim) if wide else context, title)
        evidence = self._place.passage(self._state)
        self._show_evidence(item, evidence)
        short = self.has_class("-short")
        finding = panes.finding_in_brief(item) if short else panes.finding_runs(self._state, item, evidence)
        self._pane("finding").show(finding, "Finding (from the machine; not a verdict)")
        self._pane("note").show(self._standing(item), "Decision, note, history of this claim")

    def _standing(self, item: Item) -> Runs:
        """What was decided, noted and asked, and all that happened; on few lines the note comes before the verdict."""
        alerts, note = panes.alert_runs(item), panes.note_runs(item, self._keys)
        verdict, line = panes.verdict_runs(item), (Run("\n"),)
        if self.has_class("-short") and not alerts and not item.note and item.is_open:
            return ()  # an empty line would cost one of the passage
        first = (*note, *line, *verdict) if self._is_narrow else (*verdict, *line, *note)
        return (*alerts, *first, *panes.change_runs(item), *history.history_runs(item))

    @property
    def _is_narrow(self) -> bool:
        return self.has_class("-stacked") or self.has_class("-short")

    def source_of(self, evidence: Evidence | None) -> SourceText | None:
        """The source that a passage stands in, where it is known."""
        return self._sources.get(evidence.source) if evidence else None

    def _show_evidence(self, item: Item, evidence: Evidence | None) -> None:
        source = self.source_of(evidence)
        if evidence is None:
            runs = panes.no_evidence(self._state, item.finding, self._keys)
        else:
            runs = (*panes.evidence_runs(evidence, source), *panes.other_passages(item, self._place.chosen))
        title = panes.evidence_title(item, self._place.chosen, source)
        origin = panes.evidence_origin(evidence, source)
        keys = f"{self._keys['previous_evidence']} {self._keys['next_evidence']}"
        other = f"{keys} other evidence" if len(item.passages) > 1 else ""
        self._pane("evidence").show(runs, title, " · ".join(part for part in (origin, other) if part))

    def _pane(self, name: str) -> Pane:
        return self.query_one(f"#{name}", Pane)
