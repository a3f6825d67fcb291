"""What the plain review says of a claim, in full lines: nothing is told by place or colour."""

from __future__ import annotations

from claims.export.fields import Lines
from claims.ledger.review import ReviewState, SourceText
from tui import panes
from tui.actions import Keys
from tui.context import in_context
from tui.display import Run, Runs, Tone, plain
from tui.place import Place


def claim_words(state: ReviewState, place: Place, lines: Lines, keys: Keys) -> str:
    """The claim at hand in its sentence, its evidence, the finding, and what people did."""
    item = state.items[place.cursor]
    claim = item.claim
    sentence = in_context(state.text, claim.span, state.language, neighbours=0)
    parts = (
        panes.claim_title(place.cursor + 1, claim, lines.of(claim.span.start)),
        emphasised(sentence) or plain(panes.claim_facts(claim)[:1]),
        plain(panes.claim_facts(claim)[1:]),
        evidence_words(state, place, keys),
        plain(panes.alert_runs(item)),
        plain(panes.verdict_runs(item)) if not item.is_open or item.later or item.flagged else "",
        plain(panes.note_runs(item)) if item.note else "",
        plain(panes.change_runs(item)),
    )
    return "\n".join(part.strip("\n") for part in parts if part.strip("\n"))


def evidence_words(state: ReviewState, place: Place, keys: Keys) -> str:
    """The passage at hand with where it is from, and the finding."""
    item, passage = state.items[place.cursor], place.passage(state)
    finding = plain(panes.finding_runs(state, item, passage))
    if passage is None:
        return f"{plain(panes.no_evidence(state, item.finding, keys))}\n{finding}"
    source = source_named(state, passage.source)
    lines = (
        panes.evidence_title(item, place.chosen, source),
        emphasised(panes.evidence_runs(passage, source)),
        panes.evidence_origin(passage, source),
        finding,
    )
    return "\n".join(line for line in lines if line)


def source_named(state: ReviewState, name: str) -> SourceText | None:
    return next((source for source in state.sources if source.name == name), None)


def emphasised(runs: Runs) -> str:
    """The words on lines of their own, with asterisks for the mark that colour makes on the screen."""
    return plain(Run(f"*{run.text}*") if run.tone is Tone.MARK else run for run in runs)
