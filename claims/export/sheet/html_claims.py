"""The claims of a sheet one by one: both sides, the difference, what the machine found, what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.export.differing import Piece
from claims.export.history import decisions, doubt
from claims.export.sheet.content import Entry, Passage, Sheet
from claims.export.sheet.html_parts import (
    SHORT,
    changed,
    date,
    facts,
    hashed,
    heading,
    language,
    numbered,
    outside,
    worded,
    written,
)
from claims.export.sheet.markup import NOTHING, Html, Part, joined, tag
from claims.export.words import figure_words, found_words, speaker_words, written_as
from claims.model import DiffKind


def claims(sheet: Sheet, prefix: str, level: int) -> tuple[Html, ...]:
    """A heading and every claim, in the order of the article."""
    if not sheet.entries:
        return ()
    return (
        heading(level, "Claims", id=f"{prefix}-claims"),
        *(_claim(entry, sheet, prefix, level + 1) for entry in sheet.entries),
    )


def _claim(entry: Entry, sheet: Sheet, prefix: str, level: int) -> Html:
    name = f"{prefix}-{entry.number}"
    back = tag("a", f"line {entry.line}", href=f"#{name}-place")
    head = tag(
        "header",
        heading(level, f"Claim {entry.number}", id=f"{name}-title"),
        stamp(entry),
        tag("p", f"{entry.item.claim.kind} in ", back, class_="where"),
    )
    parts = (head, _both_sides(entry, sheet), _difference(entry.diff), facts(_facts(entry, sheet, prefix)))
    key = entry.sign.key
    return tag("article", *parts, class_=f"claim is-{key}", id=name, aria_labelledby=f"{name}-title")


def stamp(entry: Entry) -> Html:
    """The verdict, in sign and word."""
    return tag("p", tag("span", entry.sign.sign, aria_hidden="true"), f" {entry.sign.word}", class_="stamp")


def _both_sides(entry: Entry, sheet: Sheet) -> Html:
    claim = entry.item.claim
    ours = tag(
        "figure",
        tag("figcaption", "The article says"),
        tag("blockquote", tag("p", claim.text), lang=language(sheet.state.language)),
        _said(speaker_words(claim) or figure_words(claim)),
    )
    return tag("div", ours, _theirs(entry.passage) if entry.passage else _no_source(sheet), class_="sides")


def _theirs(passage: Passage) -> Html:
    who = f"Source {passage.source} says" if passage.source else "A source says"
    before, after = (tag("span", words, class_="around") for words in (passage.before, passage.after))
    return tag(
        "figure",
        tag("figcaption", f"{who}, {passage.place}" if passage.place else who),
        tag("blockquote", tag("p", before, tag("mark", passage.text), after), lang=language(passage.language)),
        _said(f"said by {passage.speaker}" if passage.speaker else passage.value),
    )


def _no_source(sheet: Sheet) -> Html:
    read = sum(source.is_read for source in sheet.sources)
    words = f"No passage bears on it; {read} of {len(sheet.sources)} sources were read."
    return tag("figure", tag("figcaption", "No source"), tag("p", words, class_="none"))


def _said(words: str) -> Html:
    return tag("p", words, class_="said") if words else NOTHING


def _difference(diff: Iterable[Piece]) -> Html:
    """The claim with each change between signs of its own: −in the source only−, +in the article only+."""
    pieces = [_piece(piece) for piece in diff]
    return tag("p", tag("span", "Difference ", class_="label"), *pieces, class_="diff") if pieces else NOTHING


def _piece(piece: Piece) -> Part:
    if piece.kind is DiffKind.SAME:
        return piece.text
    return changed("del" if piece.kind is DiffKind.REMOVED else "ins", piece.text)


def _facts(entry: Entry, sheet: Sheet, prefix: str) -> Iterator[tuple[str, Part]]:
    item = entry.item
    yield "Found", found_words(item.finding)
    for word, reviewer, at in decisions(item):
        yield ("Contested" if item.conflict else "Decided"), joined([f"{word} by {reviewer}, ", date(at)])
    if why := doubt(item):
        yield "To confirm", why
    for reader, at in entry.signed:
        yield "Second reader", joined([f"{reader}, ", date(at)])
    if item.note:
        yield "Note", tag("span", item.note, class_="note")
    for wording in item.wordings:
        yield "New words", joined([worded(wording, sheet.state.language), f", asked for by {wording.reviewer}"])
    if item.flagged:
        yield "Flag", "⚑ flagged for somebody’s attention"
    if item.original is not None:
        yield "Corrected", f"by hand; the machine read: {written_as(item.original)}"
    if entry.twins:
        yield "Same as", joined(["claim ", numbered(entry.twins, prefix)])
    if entry.passage:
        yield "Source", _source(entry.passage, sheet, prefix)


def _source(passage: Passage, sheet: Sheet, prefix: str) -> Html:
    """Where the passage can be read now, and which copy of it the desk keeps."""
    number = passage.source
    parts: list[Part] = [tag("a", f"[{number}]", href=f"#{prefix}-source-{number}"), " "] if number else []
    parts.append(passage.name)
    if passage.fetched_at:
        parts += [", had ", written(passage.fetched_at)]
    if passage.sha256:
        told = number and sheet.sources[number - 1].source.sha256 == passage.sha256
        parts += [", copy ", hashed(passage.sha256, SHORT if told else len(passage.sha256))]
    if passage.link:
        parts += [" · ", outside("open at the passage", passage.link)]
    return joined(parts)
