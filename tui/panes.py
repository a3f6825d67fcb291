"""What each part of the review screen says, as runs of words that are safe to show. Nothing here draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from claims.ledger.events import Event, EventKind
from claims.ledger.review import Item, ReviewState, SourceText
from claims.model import (
    Claim,
    DiffKind,
    DiffPart,
    Evidence,
    Finding,
    FindingKind,
    Quantity,
    QuantityClaim,
    QuoteClaim,
    Verdict,
)
from tui.context import in_context
from tui.display import LATER, NOT_FOUND, Run, Runs, Tone, clipped, figure, finding_tone, one_line, shown, sign_of
from tui.place import Filter, passages

PLACES: tuple[Verdict | None, ...] = (*Verdict, None)
"""The order of the counts in the heading."""

WHO_DECIDES = "Who decides? The name goes into the log with every decision."

ROW_LONGEST = 500
"""Code points of a claim or a name that are looked at for one line: more than any terminal has columns."""


class Row(NamedTuple):
    """One claim in the list: what stands before its text, the text on one line, what stands after."""

    before: Runs
    text: str
    finding: Run


def short_name(name: str) -> str:
    """An article or a source in a title: of a path its last part, of an address the host and the last part."""
    scheme, found, rest = name.partition("://")
    parts = [part for part in (rest if found else scheme).split("/") if part]
    kept = parts[:1] + ["…"] * (len(parts) > 2) + parts[1:][-1:] if found else parts[-1:]
    return one_line("/".join(kept)) or one_line(name)


def counts(state: ReviewState) -> Runs:
    """How far the review is: `7/19 reviewed  ✓5 ✗1 ?1 –0 ·12`."""
    by_verdict = Counter(item.verdict for item in state.items)
    tally: list[Run] = [Run(f"{state.decided}/{len(state.items)} reviewed ", Tone.STRONG)]
    tally += [Run(f" {sign_of(place).sign}{by_verdict[place]}", sign_of(place).tone) for place in PLACES]
    return tuple(tally)


def counts_in_words(state: ReviewState) -> str:
    """The same to be read aloud: `7 of 19 reviewed: 5 verified, 1 disputed, 1 can’t verify, 12 open`."""
    by_verdict = Counter(item.verdict for item in state.items)
    tally = ", ".join(f"{by_verdict[place]} {sign_of(place).word}" for place in PLACES if by_verdict[place])
    return f"{state.decided} of {len(state.items)} reviewed: {tally}"


def heading(state: ReviewState, reviewer: str, *, wide: bool) -> Runs:
    """Which article this is, in which language; where there is room also its hash and who reads."""
    runs = [
        Run("stet  ", Tone.STRONG),
        Run(short_name(state.name)),
        Run(f" · {one_line(state.language) or 'unknown language'}", Tone.DIM),
    ]
    if wide:
        runs.append(Run(f" · sha {state.sha256[:8]}…   reviewer {one_line(reviewer) or '–'}", Tone.DIM))
    return tuple(runs)


def row(number: int, item: Item, line: int) -> Row:
    """A claim in the list. The finding stands last, since a verdict is what the eye looks for first."""
    sign = sign_of(item.verdict)
    later = LATER if item.is_open and item.later else " "
    before = (
        Run(f"{number:>4} "),
        Run(sign.sign, sign.tone),
        Run(later, Tone.DIM),
        Run(f"{item.claim.kind:<6} {f'l.{line}':<6}", Tone.DIM),
    )
    return Row(before, one_line(item.claim.text[:ROW_LONGEST]), _finding_word(item.finding))


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
    choices = passages(item)
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
    """The passage marked in its sentence, then its gloss. Where the source's text has other words at that place, the
    words alone."""
    if source is not None and stands(evidence, source):
        return (*in_context(source.text, evidence.span, source.language, neighbours=1), *gloss_runs(evidence))
    return (
        Run(clipped(evidence.text), Tone.MARK),
        Run("\nThe text at hand does not have these words there.", Tone.UNSURE),
        *gloss_runs(evidence),
    )


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


def no_evidence(state: ReviewState, finding: Finding) -> Runs:
    """Where there is no passage: which sources were searched, and which could not be read and why."""
    if not state.sources:
        return (Run("No source was given, so nothing was checked. Name one: stet check ARTICLE -s SOURCE"),)
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
            runs += [Run("\nnot read  ", Tone.UNSURE), Run(f"{one_line(source.name)}: {one_line(source.state)}")]
    return tuple(runs)


def finding_runs(state: ReviewState, item: Item, evidence: Evidence | None) -> Runs:
    """The machine's finding, both values or the word diff, its reasons, and what was searched where it came up short.

    `evidence` is the passage on show, whose values and diff are told.
    """
    finding = item.finding
    word = _finding_word(finding)
    runs = [Run("finding  ", Tone.DIM), word]
    if evidence is not None:
        runs += _both_sides(item.claim, evidence)
    if evidence is not None and evidence.diff:
        runs += [Run("\ndiff     ", Tone.DIM), *diff_runs(evidence.diff)]
    for reason in finding.reasons:
        runs += [Run("\nwhy      ", Tone.DIM), Run(clipped(reason).replace("\n", " "))]
    if finding.finding in NOT_FOUND and evidence is not None:
        runs += sources_searched(state.sources)
    return tuple(runs)


def _both_sides(claim: Claim, evidence: Evidence) -> Runs:
    """What the article says beside what the source says: the two figures, or the two speakers."""
    if isinstance(claim, QuantityClaim):
        bound = claim.quantity.qualifier
        ours = _value(claim.quantity) + ("" if bound == "exact" else f" ({bound.replace('_', ' ')})")
        theirs = "no figure" if evidence.value is None else f"{figure(evidence.value)} {evidence.unit}"
    elif evidence.speaker:
        ours = claim.quote.speaker.name if claim.quote.speaker else "nobody"
        theirs = evidence.speaker
    else:
        return ()
    return (
        Run("\narticle  ", Tone.DIM),
        Run(_bounded(ours.rstrip()), Tone.STRONG),
        Run("   source  ", Tone.DIM),
        Run(_bounded(theirs.rstrip()), Tone.STRONG),
    )


def _value(quantity: Quantity) -> str:
    upper = f" to {figure(quantity.max)}" if quantity.max is not None else ""
    return f"{figure(quantity.value)}{upper} {quantity.unit}".rstrip()


def diff_runs(diff: tuple[DiffPart, ...]) -> Runs:
    """The words of source and claim: `-in the source only-` and `+in the claim only+`, coloured and marked."""
    runs: list[Run] = []
    for before, part in zip((None, *diff), diff, strict=False):
        if before is not None and _apart(before, part):
            runs.append(Run(" "))
        if part.kind is DiffKind.SAME:
            runs.append(Run(_words(part.claim_text)))
            continue
        if part.source_text:
            runs.append(Run(f"-{_words(part.source_text)}-", Tone.REMOVED))
        if part.source_text and part.claim_text:
            runs.append(Run(" "))
        if part.claim_text:
            runs.append(Run(f"+{_words(part.claim_text)}+", Tone.ADDED))
    return tuple(runs)


def _words(text: str) -> str:
    return clipped(text.strip()).replace("\n", " ")


def _apart(before: DiffPart, part: DiffPart) -> bool:
    """Whether two runs of words stand apart in either text; in Chinese they often do not."""
    in_claim = part.claim_span.start > before.claim_span.end
    return in_claim or part.source_span.start > before.source_span.end or part.kind is not before.kind


def note_runs(item: Item) -> Runs:
    """The note on a claim, or how to write one."""
    if not item.note:
        return (Run("note     ", Tone.DIM), Run("– (n to write)", Tone.DIM))
    return (Run("note     ", Tone.DIM), Run(one_line(item.note)))


def verdict_runs(item: Item) -> Runs:
    """What a person decided, in sign and word, and who."""
    sign = sign_of(item.verdict)
    who = f" by {one_line(item.reviewer)}" if item.reviewer else ""
    waiting = " · later" if item.is_open and item.later else ""
    return (Run("verdict  ", Tone.DIM), Run(f"{sign.sign} {sign.word}", sign.tone), Run(who + waiting))


def history_runs(item: Item) -> Runs:
    """All that happened to a claim, newest first, what was taken back dimmed and marked."""
    undone = {event.undoes for event in item.history if event.kind is EventKind.UNDONE}
    runs: list[Run] = []
    for event in reversed(item.history):
        back = event.seq in undone
        words = f"\n{clock_time(event)}  {one_line(event.reviewer) or '–'}  {event_words(event)}"
        runs.append(Run(words + (" (taken back)" if back else ""), Tone.DIM if back else Tone.PLAIN))
    return tuple(runs)


def event_words(event: Event) -> str:
    """What happened, in a few words."""
    if event.kind is EventKind.DECIDED:
        return sign_of(event.verdict).word
    if event.kind is EventKind.NOTED:
        return f"note: {one_line(event.note)}" if event.note else "note cleared"
    if event.kind is EventKind.SET_ASIDE:
        return "later"
    if event.kind is EventKind.UNDONE:
        return f"took back event {event.undoes}"
    if event.kind is EventKind.FOUND:
        return one_line(": ".join(filter(None, (f"found {event.finding}", event.detail.replace("_", " ")))))
    return event.kind.value


def saved(event: Event, number: int) -> str:
    """What is said once an event is on the disk: `saved 14:07:31 7 -> verified`."""
    return f"saved {clock_time(event)} {number} -> {event_words(event)}"


def marked_as(event: Event, number: int, claim: Claim) -> str:
    """What is said of a verdict from a script: `saved 14:07:31 7 5d0c9e77a1b2 -> verified: its note`."""
    verdict = event.verdict.value if event.verdict else event.kind.value
    note = f": {one_line(event.note)}" if event.note else ""
    return f"saved {clock_time(event)} {number} {claim.id} -> {verdict}{note}"


def news(events: Collection[Event]) -> str:
    """How much others recorded meanwhile, and who."""
    return f"{len(events)} new from {', '.join(sorted({one_line(event.reviewer) for event in events}))}"


def clock_time(event: Event) -> str:
    """When it happened, on the reader's own clock."""
    return event.at.astimezone().strftime("%H:%M:%S")


def _finding_word(finding: Finding) -> Run:
    detail = f": {one_line(finding.detail).replace('_', ' ')}" if finding.detail else ""
    return Run(finding.finding.value + detail, finding_tone(finding.finding))


def empty(state: ReviewState) -> Runs:
    """What to say of an article without claims."""
    return (
        Run("No claims were found\n\n", Tone.STRONG),
        Run(f"in {one_line(state.name)}.\n\n"),
        Run("Looked for words between quotation marks, and for figures with what they count or measure.\n"),
        Run("Is it the right text? Check another with: stet check ARTICLE -s SOURCE\n\nq leaves", Tone.DIM),
    )


def standing_notice(state: ReviewState) -> str:
    """What holds for the review as a whole and must be seen: nothing was read, or all is decided. Else empty."""
    if not state.items:
        return ""
    if state.decided == len(state.items):
        return f"all {len(state.items)} claims decided; export: stet export"
    if not any(source.text for source in state.sources):
        return "no source could be read: every claim is unchecked"
    return ""


def list_title(shows: Filter) -> str:
    """The list's title; it says so where not all claims are shown."""
    return "Claims" if shows is Filter.ALL else f"Claims (F: {shows.value})"


def citation(item: Item, evidence: Evidence | None, source: SourceText | None) -> str:
    """A claim with its passage and where that stands, to be pasted elsewhere; through the gate, for it may land in a
    terminal."""
    lines = [item.claim.text]
    if evidence is not None:
        lines += [f"finding: {_finding_word(item.finding).text}", f"passage: {evidence.text}", evidence.source]
    if source is not None and source.sha256:
        lines += [f"copy sha256 {source.sha256}, had {source.fetched_at}"]
    return "\n".join(shown(line) for line in lines)
