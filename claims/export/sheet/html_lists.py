"""The lists of a sheet: what has to change, what has no source, the sources, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from claims.export.sheet.content import Entry, Sheet, SourceEntry
from claims.export.sheet.html_parts import Rows, facts, hashed, heading, language, numbered, outside, worded, written
from claims.export.sheet.markup import NOTHING, Html, Part, joined, tag
from claims.ledger.review import Wording

Content = tuple[Html, ...]


def key(sheet: Sheet) -> Html:
    """What the signs in the article mean; those that stand in it."""
    words = [
        tag("span", tag("b", sign.sign, aria_hidden="true"), f" {sign.word}", class_=f"is-{sign.key}")
        for sign, _ in sheet.totals
    ]
    return tag("p", "Each claim is underlined; its number leads to what was found. ", joined(words, " "), class_="key")


def changes(sheet: Sheet, prefix: str, level: int) -> Content:
    """What was asked for: words for words, and the disputed claims that have no new words yet."""
    items = [_change(entry, wording, sheet, prefix) for entry, wording in sheet.changes]
    if not items:
        return ()
    return (heading(level, "To change", id=f"{prefix}-changes"), tag("ol", *items, class_="list"))


def _change(entry: Entry, wording: Wording | None, sheet: Sheet, prefix: str) -> Html:
    code = sheet.state.language
    words = tag("span", entry.item.claim.text, lang=language(code)) if wording is None else worded(wording, code)
    who = entry.item.reviewer if wording is None else wording.reviewer
    note = tag("span", entry.item.note, class_="note") if entry.item.note else NOTHING
    told = tag("span", note, tag("span", f" {entry.sign.word}, {who}", class_="who"), class_="why")
    return tag("li", _to(entry, prefix), tag("span", words, class_="words"), told)


def _to(entry: Entry, prefix: str) -> Html:
    return tag("a", f"Claim {entry.number}", href=f"#{prefix}-{entry.number}")


def unsourced(sheet: Sheet, prefix: str, level: int) -> Content:
    """The claims that no passage bears on."""
    if not sheet.unsourced:
        return ()
    items = [_missing(entry, sheet, prefix) for entry in sheet.unsourced]
    return (heading(level, "Without a source", id=f"{prefix}-unsourced"), tag("ul", *items, class_="list"))


def _missing(entry: Entry, sheet: Sheet, prefix: str) -> Html:
    words = tag("span", entry.item.claim.text, lang=language(sheet.state.language), class_="words")
    told = f"{entry.sign.sign} {entry.sign.word}; found: {entry.item.finding.in_words}"
    return tag("li", _to(entry, prefix), words, tag("span", told, class_="why"))


def sources(sheet: Sheet, prefix: str, level: int) -> Content:
    """Every source, in what state it is, and what rests on it."""
    title = heading(level, "Sources", id=f"{prefix}-sources")
    if not sheet.sources:
        return (title, tag("p", "No source was given, so nothing was checked."))
    return (title, *(_source(entry, prefix, level + 1) for entry in sheet.sources))


def _source(entry: SourceEntry, prefix: str, level: int) -> Html:
    source = entry.source
    name = f"{prefix}-source-{entry.number}"
    title = tag("span", source.title or source.name, lang=language(source.language) if source.title else None)
    state = "read" if entry.is_read else f"✗ {source.state}"
    return tag(
        "article",
        heading(level, joined([f"[{entry.number}] ", title]), id=f"{name}-title"),
        facts(_about(entry, state, prefix)),
        class_="source" if entry.is_read else "source is-unread",
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _about(entry: SourceEntry, state: str, prefix: str) -> Iterator[tuple[str, Part]]:
    source = entry.source
    yield "Named", outside(source.name, source.url or source.name)
    if source.url and source.url != source.name:
        yield "Address", outside(source.url, source.url)
    yield "State", state + (f", {source.language}" if source.language else "")
    if source.fetched_at:
        yield "Had", written(source.fetched_at)
    if source.sha256:
        yield "Copy", hashed(source.sha256)
    for warning in source.warnings:
        yield "Warning", joined(["! ", warning])
    yield "Claims", numbered(entry.claims, prefix) if entry.claims else "none rests on it"


def signatures(sheet: Sheet, prefix: str, level: int) -> Content:
    """Room for those who sign on paper."""
    if not sheet.entries:
        return ()
    rows: Rows = [
        ("Checked by", ", ".join(sheet.readers)),
        ("Second reader", ", ".join(sheet.second_readers)),
        ("Editor", ""),
    ]
    return (heading(level, "Signatures", id=f"{prefix}-signatures"), *(_line(name, who) for name, who in rows))


def _line(name: str, who: Part) -> Html:
    return tag(
        "p",
        tag("span", name, class_="label"),
        " ",
        tag("span", who, class_="who"),
        tag("span", "date, signature", class_="room"),
    )
