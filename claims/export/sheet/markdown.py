"""The sign-off sheet as Markdown (CommonMark): for mail, tickets and repositories, and readable as it stands.

Foreign text is escaped letter by letter, so that none of it can make a heading, a link or an element; what must not
reach a page stands by its name as code: `U+202E`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claims.export.differing import Piece
from claims.export.exporters import Contents, Given
from claims.export.history import decisions, doubt
from claims.export.sheet.content import Entry, Passage, Sheet, SourceEntry, sheet_of
from claims.export.sheet.places import lines_with
from claims.export.unseen import parted
from claims.export.words import (
    figure_words,
    found_words,
    held_back_words,
    moment_words,
    ready_words,
    speaker_words,
    written_as,
    written_moment,
)
from claims.ledger.review import Wording
from claims.model import DiffKind

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$#@]|://|(?<=www)\.)")
"""What means something anywhere in a line to some reader of Markdown, beginnings of bare links included."""

_LINE_START = re.compile(r"^([ \t]*)([+=-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_EDGES = re.compile(r"\A\s+|\s+\Z|(?<=\n)[^\S\n]+|[^\S\n]+(?=\n)")


def render(contents: Contents, _given: Given) -> bytes:
    """The sheets of all reviews, one after the other."""
    sheets = [sheet_of(review) for review in contents.reviews]
    single = len(sheets) == 1
    blocks = [f"# Sign-off sheets of {len(sheets)} articles"] if not single else []
    for number, sheet in enumerate(sheets, start=1):
        blocks += _sheet(sheet, "" if single else f"{number}-", "#" if single else "##")
    blocks.append(f"Made by {escaped(contents.software)}. `stet log --verify` proves that no event was changed.")
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    """A foreign text as it has to be written for a reader of Markdown to see the same letters."""
    return _block(_inline(text))


def _inline(text: str) -> str:
    """A foreign text within a line; names that follow each other are one piece of code, or their marks would be."""
    pieces = (_SPECIAL.sub(_safe, run) + (f"`{name}`" if name else "") for run, name in parted(text))
    return "".join(pieces).replace("``", " ")


def _safe(special: re.Match[str]) -> str:
    """The backtick by its number: beside a piece of code an escaped one would be taken for a part of its marks."""
    return "&#96;" if special[0] == "`" else f"\\{special[0]}"


def _block(written: str) -> str:
    """What begins a line is escaped too; line feeds are hard breaks, lost white space is written by its number."""
    marked = _LINE_START.sub(_safe_start, written)
    return _EDGES.sub(_by_number, marked).replace("\n", "\\\n")


def _safe_start(start: re.Match[str]) -> str:
    return f"{start[1]}{start[2]}\\" if start[2].isdigit() else f"{start[1]}\\{start[2]}"


def _by_number(edge: re.Match[str]) -> str:
    return "".join(f"&#{ord(letter)};" for letter in edge[0])


def _sheet(sheet: Sheet, prefix: str, level: str) -> Iterator[str]:
    yield f"{level} {escaped(sheet.headline)}"
    gate = held_back_words(sheet.held_back) if sheet.held_back else ready_words(len(sheet.entries))
    yield f"**{'✗ Not ready' if sheet.held_back else '✓ Ready'}** {gate}"
    yield _list(_facts(sheet))
    if sheet.changes:
        yield f"{level}# To change"
        yield _list(_change(entry, wording, prefix) for entry, wording in sheet.changes)
    yield f"{level}# The article"
    yield "Each claim stands between ⟦ and ⟧, with its number and how it stands."
    yield from _article(sheet, prefix)
    if sheet.unsourced:
        yield f"{level}# Without a source"
        yield _list(_missing(entry, prefix) for entry in sheet.unsourced)
    yield f"{level}# Claims"
    for entry in sheet.entries:
        yield from _claim(entry, prefix, level + "##")
    yield f"{level}# Sources"
    yield _list(_source(source) for source in sheet.sources)


def _list(items: Iterable[str]) -> str:
    """One item a line; the lines of an item that has several are indented, so that they stay in it."""
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items) or "none"


def _facts(sheet: Sheet) -> Iterator[str]:
    state = sheet.state
    yield f"Article: {escaped(state.name)}"
    yield f"Language: {escaped(state.language) or 'unknown'}"
    yield f"Text: sha256 `{state.sha256}`"
    yield f"Claims: {sheet.decided} of {len(sheet.entries)} decided: " + _totals(sheet)
    if sheet.readers:
        yield f"Read by: {escaped(', '.join(sheet.readers))}"
    if sheet.second_readers:
        yield f"Second reader: {escaped(', '.join(sheet.second_readers))}"
    if state.events:
        times = sorted(event.at for event in state.events)
        yield f"Checked: {' to '.join(dict.fromkeys(map(moment_words, (times[0], times[-1]))))}"
        yield f"Log: up to event {state.events[-1].seq}, sha256 `{state.events[-1].sha256}`"


def _totals(sheet: Sheet) -> str:
    return "; ".join(f"{count} {sign.word}" for sign, count in sheet.totals) or "none found"


def _to(entry: Entry, prefix: str, words: str) -> str:
    return f"[{words}](#claim-{prefix}{entry.number})"


def _change(entry: Entry, wording: Wording | None, prefix: str) -> str:
    words = escaped(entry.item.claim.text) if wording is None else _worded(wording)
    note = f" ({escaped(entry.item.note)})" if entry.item.note else ""
    return f"{_to(entry, prefix, f'Claim {entry.number}')}: {words}{note}"


def _worded(wording: Wording) -> str:
    new = f"**\\+**{escaped(wording.new)}**\\+**" if wording.new else "(to go)"
    return f"**−**{escaped(wording.old)}**−** {new}, asked for by {escaped(wording.reviewer)}"


def _missing(entry: Entry, prefix: str) -> str:
    what = f"{entry.sign.sign} {entry.sign.word}, {escaped(entry.item.finding.in_words)}"
    return f"{_to(entry, prefix, f'Claim {entry.number}')}: {escaped(entry.item.claim.text)} ({what})"


def _article(sheet: Sheet, prefix: str) -> Iterator[str]:
    spans = [entry.item.claim.span for entry in sheet.entries]
    for line in lines_with(sheet.state.text, spans):
        open_now: tuple[int, ...] = ()
        written = ""
        for stretch in line.stretches:
            written += "⟦" * len(set(stretch.within) - set(open_now)) + _inline(stretch.text)
            written += "".join(f"⟧{_mark(sheet.entries[place], prefix)}" for place in stretch.ending)
            open_now = tuple(set(stretch.within) - set(stretch.ending))
        yield _block(written)


def _mark(entry: Entry, prefix: str) -> str:
    return _to(entry, prefix, f"{entry.number}{entry.sign.sign}")


def _claim(entry: Entry, prefix: str, level: str) -> Iterator[str]:
    claim = entry.item.claim
    yield f"{level} Claim {prefix}{entry.number}"
    yield f"**{entry.sign.sign} {entry.sign.word}** · {claim.kind} in line {entry.line}"
    yield f"The article says ({escaped(speaker_words(claim) or figure_words(claim))}):"
    yield _quoted(escaped(claim.text))
    if entry.passage:
        yield from _passage(entry.passage)
    else:
        yield "No passage of any source bears on it."
    if entry.diff:
        yield _block("Difference: " + "".join(map(_piece, entry.diff)).strip())
    yield _list(_told(entry))


def _quoted(words: str) -> str:
    return "> " + words.replace("\n", "\n> ")


def _passage(passage: Passage) -> Iterator[str]:
    who = f"Source {passage.source}" if passage.source else "A source"
    said = f"said by {passage.speaker}" if passage.speaker else passage.value
    told = ", ".join(escaped(words) for words in (passage.place, said) if words)
    yield f"{who} says{f' ({told})' if told else ''}:"
    yield _quoted(_block(f"{_inline(passage.before)}⟦{_inline(passage.text)}⟧{_inline(passage.after)}"))


def _piece(piece: Piece) -> str:
    if piece.kind is DiffKind.SAME:
        return _inline(piece.text)
    if piece.kind is DiffKind.REMOVED:
        return f" **−**{_inline(piece.text)}**−** "
    return f"**\\+**{_inline(piece.text)}**\\+**"


def _told(entry: Entry) -> Iterator[str]:
    item = entry.item
    yield "Found: " + escaped(found_words(item.finding))
    for word, reviewer, at in decisions(item):
        yield f"{'Contested' if item.conflict else 'Decided'}: {word} by {escaped(reviewer)}, {moment_words(at)}"
    if why := doubt(item):
        yield f"To confirm: {escaped(why)}"
    for reader, at in entry.signed:
        yield f"Second reader: {escaped(reader)}, {moment_words(at)}"
    if item.note:
        yield f"Note: {escaped(item.note)}"
    for wording in item.wordings:
        yield f"New words: {_worded(wording)}"
    if item.flagged:
        yield "Flag: ⚑ flagged for somebody’s attention"
    if item.original is not None:
        yield f"Corrected: by hand; the machine read: {escaped(written_as(item.original))}"
    if entry.twins:
        yield f"Same as: claim {', '.join(map(str, entry.twins))}"
    if entry.passage:
        yield from _copy(entry.passage)


def _copy(passage: Passage) -> Iterator[str]:
    name = f"[open at the passage](<{passage.link}>) in " if passage.link else ""
    when = f", had {written_moment(passage.fetched_at)}" if passage.fetched_at else ""
    copy = f", copy sha256 `{passage.sha256}`" if passage.sha256 else ""
    yield f"Source: {name}{escaped(passage.name)}{escaped(when)}{copy}"


def _source(entry: SourceEntry) -> str:
    source = entry.source
    lines = [f"\\[{entry.number}\\] {escaped(source.title or source.name)}: {escaped(source.state)}"]
    told = {"named": source.name, "address": source.url, "had": written_moment(source.fetched_at)}
    lines += [f"{name} {escaped(words)}" for name, words in told.items() if words]
    lines += [f"copy sha256 `{source.sha256}`"] if source.sha256 else []
    lines += [f"warning: {escaped(warning)}" for warning in source.warnings]
    resting = ", ".join(map(str, entry.claims))
    lines.append(f"claims {resting}" if resting else "no claim rests on it")
    return "; ".join(lines)
