"""What each part of the review screen says, as runs of words that are safe to show. Nothing here draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claims.grouping import grouped
from claims.ledger.review import Item, ReviewState, SourceText
from claims.model import (
    NOT_FOUND,
    Claim,
    Evidence,
    Finding,
    FindingKind,
    Quantity,
    QuantityClaim,
    QuoteClaim,
)
from tui.actions import KEYS, Keys
from tui.context import in_context
from tui.differing import diff_runs
from tui.display import (
    Run,
    Runs,
    Tone,
    clipped,
    finding_tone,
    one_line,
    sign_of,
)
from tui.marks import marks_of, signs_of
from tui.place import ALL, Filter

WHO_DECIDES = "Who decides? The name goes into the log with every decision."

ROW_LONGEST = 500
"""Code points of a claim or a name that are looked at for one line: more than any terminal has columns."""

FEW_CELLS = 56
"""Cells of a list below which a row is its words and little else: with kind, line and detail beside them, half of the
claims of the gold bundles would be cut to two words."""


class Row(NamedTuple):
    """One line of a list: what stands before its words, the words on one line, what stands after.

    `share` of the width is what the last may take at the most; the rest is for the words.
    """

    before: Runs
    text: str
    after: Run
    share: float = 0.3


def short_name(name: str) -> str:
    """An article or a source in a title: of a path its last part, of an address the host and the last part."""
    scheme, found, rest = name.partition("://")
    parts = [part for part in (rest if found else scheme).split("/") if part]
    kept = parts[:1] + ["…"] * (len(parts) > 2) + parts[1:][-1:] if found else parts[-1:]
    return one_line("/".join(kept)) or one_line(name)


def row(number: int, item: Item, line: int, width: int) -> Row:
    """A claim in the list. The finding stands last, since a verdict is what the eye looks for first.

    Where there are few cells, they go to the claim's words: its kind, its line and the detail of its finding stand in
    the panes beside the list.
    """
    sign = sign_of(item.verdict)
    finding = finding_word(item.finding)
    before: Runs = (Run(f"{number:>4} "), Run(sign.sign, sign.tone), Run(signs_of(item), Tone.STRONG))
    if width < FEW_CELLS:
        finding = finding._replace(text=item.finding.finding.value)
    else:
        before = (*before, Run(f"{item.claim.kind:<6} {f'l.{line}':<6}", Tone.DIM))
    return Row(before, one_line(item.claim.text[:ROW_LONGEST]), finding)


def claim_title(number: int, claim: Claim, line: int) -> str:
    """`Claim 8 · quote · said by Chen Gang · line 13`."""
    parts = [f"Claim {number}", claim.kind]
    if isinstance(claim, QuoteClaim):
        speaker = claim.quote.speaker
        parts.append(f"said by {_bounded(speaker.name)}" if speaker else "nobody is named as speaker")
    return " · ".join([*parts, f"line {line}"])


def claim_facts(claim: Claim) -> Runs:
    """A claim's own words, and how the machine reads them."""
    facts = _quote_facts(claim) if isinstance(claim, QuoteClaim) else _number_facts(claim)
    return (Run(clipped(claim.text)), *(run for name, words in facts for run in _fact(name, words)))


def _quote_facts(claim: QuoteClaim) -> Iterator[tuple[str, str]]:
    quote = claim.quote
    if quote.speaker:
        mention = quote.speaker.mention
        named = "" if mention in {"", quote.speaker.name} else f" (here: {mention})"
        yield "speaker", quote.speaker.name + named
    if quote.cue:
        yield "cue", quote.cue.text
    yield "mode", quote.mode
    if quote.follows:
        yield "part", "goes on after its attribution"


def _number_facts(claim: QuantityClaim) -> Iterator[tuple[str, str]]:
    quantity = claim.quantity
    yield "value", _value(quantity)
    if not quantity.unit:
        yield "unit", "understood"
    yield "kind", quantity.unit_kind
    yield "bound", quantity.qualifier.replace("_", " ")


def _fact(name: str, words: str) -> Runs:
    return (Run(f"\n{name:<9}", Tone.DIM), Run(_bounded(words)))


def _bounded(words: str) -> str:
    return one_line(words[:ROW_LONGEST])


def evidence_title(item: Item, chosen: int, source: SourceText | None) -> str:
    """`Evidence 1/3 · en · source A · read`."""
    choices = item.passages
    if not choices:
        return "Evidence"
    parts = [f"Evidence {chosen + 1}/{len(choices)}"]
    if source is not None:
        parts += [source.language or "unknown language"]
    parts += [short_name(choices[chosen].source)]
    if source is not None and source.state:
        parts += [source.state]
    return " · ".join(one_line(part) for part in parts)


def evidence_runs(evidence: Evidence, source: SourceText | None) -> Runs:
    """The passage marked in its sentence, then its gloss. Where the source's text has other words at that place, or
    could not be read at the last check, the words alone."""
    if source is not None and stands(evidence, source):
        return (*in_context(source.text, evidence.span, source.language, neighbours=1), *gloss_runs(evidence))
    lost = source is not None and not source.text and source.state not in {"", "read"}
    why = _NOT_READ_AGAIN if lost else _NOT_THERE
    return (
        Run(clipped(evidence.text), Tone.MARK),
        Run(f"\n{why}", Tone.UNSURE),
        *gloss_runs(evidence),
    )


_NOT_THERE = "The text at hand does not have these words there."
_NOT_READ_AGAIN = "The source could not be read at the last check: this was found in an earlier copy of it."


def gloss_runs(evidence: Evidence) -> Runs:
    """A machine translation of the passage, marked as one; nothing where there is none."""
    if evidence.gloss is None:
        return ()
    by = f"\n\ntranslated by {one_line(evidence.gloss.by)}, to read by only: "
    return (Run(by, Tone.UNSURE), Run(clipped(evidence.gloss.text).replace("\n", " ")))


def stands(evidence: Evidence, source: SourceText) -> bool:
    """Whether the source's text has the passage where it is said to be."""
    return evidence.span.end <= len(source.text) and evidence.span.of(source.text) == evidence.text


def evidence_origin(evidence: Evidence | None, source: SourceText | None) -> str:
    """At what time or on which page the passage is, whom the source lets say it, and which copy it is from."""
    if evidence is None:
        return ""
    parts = [evidence.place.words] if evidence.place and evidence.place.words else []
    parts += [f"said by {evidence.speaker}"] if evidence.speaker else []
    if source is not None:
        parts += [f"had {source.fetched_at[:16].replace('T', ' ')} UTC"] if source.fetched_at else []
        parts += [f"copy {source.sha256[:8]}…"] if source.sha256 else []
        parts += [f"warning: {warning}" for warning in source.warnings]
    return " · ".join(_bounded(part) for part in parts)


def no_evidence(state: ReviewState, finding: Finding, keys: Keys = KEYS) -> Runs:
    """Where there is no passage: which sources were searched, and which could not be read and why."""
    if not state.sources:
        return (Run(f"No source was given, so nothing was checked. {keys['add_source']} adds one"),)
    if finding.finding is FindingKind.UNCHECKED:
        first = "This claim was not checked."
    else:
        first = "No passage was found." if finding.finding in NOT_FOUND else "No passage is kept for this finding."
    return (Run(first), *sources_searched(state.sources))


def sources_searched(sources: Iterable[SourceText]) -> Runs:
    """A line for each source: searched, or why not."""
    runs: list[Run] = []
    for source in sources:
        if source.text:
            language = f" ({one_line(source.language)})" if source.language else ""
            runs += [Run("\nsearched  ", Tone.DIM), Run(one_line(source.name) + language)]
            for warning in source.warnings:
                runs += [Run("\nbut       ", Tone.UNSURE), Run(one_line(warning))]
        else:
            why = source.state.replace(f"{source.name}: ", "")
            runs += [Run("\nnot read  ", Tone.UNSURE), Run(f"{one_line(source.name)}: {one_line(why)}")]
    return tuple(runs)


def finding_runs(state: ReviewState, item: Item, evidence: Evidence | None) -> Runs:
    """The machine's finding, both values or the word diff, its reasons, and what was searched where it came up short.

    `evidence` is the passage on show, whose values and diff are told.
    """
    finding = item.finding
    word = finding_word(finding)
    runs = [Run("finding  ", Tone.DIM), word]
    if evidence is not None:
        runs += _both_sides(item.claim, evidence)
    if evidence is not None and evidence.diff:
        runs += [Run("\ndiff     ", Tone.DIM), *diff_runs(evidence.diff, (item.original or item.claim).text)]
    for reason in finding.reasons:
        runs += [Run("\nwhy      ", Tone.DIM), Run(clipped(reason).replace("\n", " "))]
    if finding.finding in NOT_FOUND and evidence is not None:
        runs += sources_searched(state.sources)
    return tuple(runs)


def finding_in_brief(item: Item) -> Runs:
    """The finding and its first reason, for two lines."""
    word = finding_word(item.finding)
    reasons = item.finding.reasons[:1]
    return (Run(f"{word.text}  ", word.tone), *(Run(clipped(reason).replace("\n", " ")) for reason in reasons))


def _both_sides(claim: Claim, evidence: Evidence) -> Runs:
    """What the article says beside what the source says: the two figures, or the two speakers."""
    if isinstance(claim, QuoteClaim):
        return _both_speakers(claim, evidence) if evidence.speaker else ()
    bound = claim.quantity.qualifier
    ours = _value(claim.quantity) + ("" if bound == "exact" else f" ({bound.replace('_', ' ')})")
    theirs = "no figure" if evidence.value is None else f"{grouped(evidence.value)} {evidence.unit}"
    return (
        Run("\narticle  ", Tone.DIM),
        Run(_bounded(ours.rstrip()), Tone.STRONG),
        Run("   source  ", Tone.DIM),
        Run(_bounded(theirs.rstrip()), Tone.STRONG),
    )


def _value(quantity: Quantity) -> str:
    upper = f" to {grouped(quantity.max)}" if quantity.max is not None else ""
    return f"{grouped(quantity.value)}{upper} {quantity.unit}".rstrip()


def _both_speakers(claim: QuoteClaim, evidence: Evidence) -> Runs:
    ours = _bounded(claim.quote.speaker.name) if claim.quote.speaker else "nobody"
    theirs = _bounded(evidence.speaker)
    if ours == theirs:
        return (Run("\nsaid by  ", Tone.DIM), Run(ours, Tone.STRONG), Run(" in both", Tone.DIM))
    return (
        Run("\nsaid by  ", Tone.DIM),
        Run(ours, Tone.STRONG),
        Run("   in the source by  ", Tone.DIM),
        Run(theirs, Tone.STRONG),
    )


def note_runs(item: Item, keys: Keys = KEYS) -> Runs:
    """The note on a claim, or how to write one."""
    if not item.note:
        return (Run("note     ", Tone.DIM), Run(f"– ({keys['note']} to write)", Tone.DIM))
    return (Run("note     ", Tone.DIM), Run(one_line(item.note)))


def verdict_runs(item: Item) -> Runs:
    """What a person decided, in sign and word, and who; the claim's marks."""
    sign = sign_of(item.verdict)
    who = f" by {one_line(item.reviewer)}" if item.reviewer else ""
    marks = "".join(f" · {word}" for word in dict.fromkeys(mark.word for mark in marks_of(item)))
    return (Run("verdict  ", Tone.DIM), Run(f"{sign.sign} {sign.word}", sign.tone), Run(who + marks))


def alert_runs(item: Item) -> Runs:
    """What a person has to settle on a claim, a line each: decisions against each other, and a stale one."""
    runs: list[Run] = []
    if item.conflict:
        sides = "; ".join(f"{one_line(event.reviewer)}: {sign_of(event.verdict).word}" for event in item.conflict)
        runs += [Run("conflict ", Tone.FAULT), Run(f"{sides}. Decide to settle it; both stay in the log\n")]
    if item.stale is not None:
        stale = item.stale
        runs += [Run("stale    ", Tone.FAULT), Run(f"{_bounded(stale.reason)}. Decide again to confirm or change\n")]
        for name, words in (("was", stale.was), ("now", stale.now)):
            runs += [Run(f"{name:<9}", Tone.DIM), Run(f"{_bounded(words)}\n")] if words else []
    return tuple(runs)


def change_runs(item: Item) -> Runs:
    """The wordings proposed, who signed, with how many claims it is decided together: a line each, if any."""
    runs: list[Run] = []
    for wording in item.wordings:
        by = one_line(wording.reviewer)
        runs += [Run("\nchange   ", Tone.DIM), Run(f"-{_bounded(wording.old)}- ", Tone.REMOVED)]
        runs += [Run(f"+{_bounded(wording.new)}+", Tone.ADDED), Run(f" asked by {by}")]
    if item.signed_by:
        runs += [Run("\n2nd read ", Tone.DIM), Run(f"signed by {', '.join(map(one_line, item.signed_by))}")]
    if item.twins:
        times = f"{len(item.twins)} more time{'s' if len(item.twins) > 1 else ''}"
        runs += [Run("\ntwin     ", Tone.DIM), Run(f"the article says it {times}; decided together")]
    return tuple(runs)


def other_passages(item: Item, chosen: int) -> Runs:
    """The passages that are not on show, a line each; a click or the number relies on one."""
    runs: list[Run] = []
    for number, passage in enumerate(item.passages[:9]):
        if number != chosen:
            act = f"nth_evidence:{number}"
            words = f" {short_name(passage.source)}: {_bounded(passage.text[:ROW_LONGEST])}"
            runs += [Run(f"\n[{number + 1}]", Tone.KEY, act), Run(words, Tone.DIM, act)]
    return tuple(runs)


def finding_word(finding: Finding) -> Run:
    """A finding with its detail, in the tone of what it calls for."""
    detail = f": {one_line(finding.detail).replace('_', ' ')}" if finding.detail else ""
    return Run(finding.finding.value + detail, finding_tone(finding.finding))


def list_title(shows: Filter) -> str:
    """The list's title; it says so where not all claims are shown."""
    return "Claims" if shows == ALL else f"Claims (F: {one_line(shows.words)})"
