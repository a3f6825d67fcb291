"""What the commands on sources print, as text that went through the gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.errors import ArticleError, StoreError
from claims.grouping import counted, grouped
from claims.keeping import Again, Refreshed, changes_between, last_two_versions
from claims.ledger.columns import utc
from claims.ledger.copies import KeptSource
from sources.difference import Change
from sources.document import Unreadable
from sources.finding.feeds import broken_list, damage_of, entries_of, is_empty
from sources.finding.links import links_of
from sources.reading import read
from sources.snapshots import Snapshot
from tui.display import one_line, shown
from tui.table import table

MOST_CHANGES = 40
"""Changes that are printed: a page that has more is another page."""

LONGEST = 600
"""Characters of one changed block that are printed."""


def source_table(kept: Sequence[KeptSource]) -> str:
    """A line for each source, its state first and its name last; nothing for none."""
    if not kept:
        return ""
    rows = [
        (
            source.status or "kept",
            source.origin or "-",
            source.fetched_at.strftime("%Y-%m-%d %H:%M") if source.fetched_at else "never had",
            f"{grouped(source.size)} B" if source.fetched_at else "-",
            f"seen {source.copies}",
            counted(source.versions, "version"),
            one_line("; ".join([source.name, *([source.message] if source.message else []), *source.warnings])),
        )
        for source in kept
    ]
    return table(rows)


def source_record(source: KeptSource) -> dict[str, object]:
    """A source for a program."""
    return {
        "source": source.name,
        "status": source.status or None,
        "reason": source.reason or None,
        "message": source.message or None,
        "warnings": list(source.warnings),
        "articles": list(source.articles),
        "origin": source.origin.value if source.origin else None,
        "fetched_at": utc(source.fetched_at) if source.fetched_at else None,
        "sha256": source.sha256 or None,
        "size": source.size,
        "seen": source.copies,
        "versions": source.versions,
    }


def source_sheet(kept: KeptSource, copies: Sequence[Snapshot], *, headers: bool) -> str:
    """All that is kept of a source: its state, its copies (newest first), and what the last change was."""
    lines = [
        kept.name,
        f"  state     {kept.status or 'kept, used by no check'}{': ' + kept.message if kept.message else ''}",
        *(f"  warning   {warning}" for warning in kept.warnings),
        f"  articles  {', '.join(kept.articles) or 'none'}",
        f"  copies    {counted(kept.copies, 'copy', 'copies')}, {counted(kept.versions, 'version')}",
    ]
    for number, copy in enumerate(copies, start=1):
        lines += ["", *_copy_lines(number, copy, headers=headers)]
    lines += ["", *_last_change(copies)]
    return "".join(f"{one_line(line)}\n" for line in lines)


def _copy_lines(number: int, copy: Snapshot, *, headers: bool) -> list[str]:
    had = f"{copy.origin}, {utc(copy.fetched_at)}"
    begun = f", begun {utc(copy.begun_at)}" if copy.begun_at else ""
    lines = [
        f"  {number}. {had}{begun}",
        f"     sha256   {copy.sha256} as sent, {len(copy.raw)} bytes",
    ]
    if copy.body_sha256 != copy.sha256:
        lines.append(f"     sha256   {copy.body_sha256} unpacked, {len(copy.body)} bytes")
    if copy.status:
        lines.append(f"     answer   {copy.status} {copy.media_type or 'of no type'} from {copy.address or 'unknown'}")
    lines += [f"     led to   {address}" for address in copy.redirects]
    if copy.tls:
        lines.append(f"     {copy.tls}  certificate sha256 {copy.certificate}")
    lines += [f"     warning  {warning.message}" for warning in copy.warnings]
    if headers:
        lines += [f"     sent     {name}: {value}" for name, value in copy.request_headers]
        lines += [f"     came     {name}: {value}" for name, value in copy.headers]
    return lines


def _last_change(copies: Sequence[Snapshot]) -> list[str]:
    versions = last_two_versions(copies)
    if versions is None:
        return ["  no two copies differ"]
    before, after = versions
    changes = changes_between(before, after)
    head = f"  changed between {utc(before.fetched_at)} and {utc(after.fetched_at)}:"
    if changes is None:
        return [head, "    one of the copies has no text to compare"]
    return [head, *(_change_lines(changes) or ["    the bytes, not the text"])]


def _change_lines(changes: Sequence[Change]) -> list[str]:
    lines = []
    for change in changes[:MOST_CHANGES]:
        lines += [f"    - {_cut(block)}" for block in change.before]
        lines += [f"    + {_cut(block)}" for block in change.after]
    return lines + ([f"    … and {len(changes) - MOST_CHANGES} more places"] if len(changes) > MOST_CHANGES else [])


def _cut(block: str) -> str:
    return block if len(block) <= LONGEST else block[: LONGEST - 1] + "…"


def text_of(copies: Sequence[Snapshot]) -> str:
    """The text of the newest copy as it was read, through the gate; raises `StoreError` where there is none."""
    if not copies:
        raise StoreError("no copy of this source is kept", "Have it again with: stet sources refresh")
    document = read(copies[0])
    if isinstance(document, Unreadable):
        raise StoreError(document.message)
    return shown(document.text) + "\n"


def refreshed_lines(each: Refreshed) -> str:
    """A line for a source that was had again, and its changes under it."""
    word = {Again.SAME_TEXT: "same text", Again.PASSED_OVER: "passed over"}.get(each.again, each.again.value)
    message = f": {each.message}" if each.message else ""
    lines = [f"{word:<11} {each.name}{message}", *_change_lines(each.changes)]
    return "".join(f"{one_line(line)}\n" for line in lines)


def found_records(page: Snapshot) -> tuple[dict[str, str], ...]:
    """What an article links to, or a feed or sitemap names: address, words, time; raises `ArticleError` for no text."""
    entries = entries_of(page)
    if not entries and (damage := damage_of(page)):
        raise ArticleError(broken_list(page.url, damage, 0))
    if entries or is_empty(page):
        return tuple(
            {"url": entry.url, "words": entry.title, "at": utc(entry.at) if entry.at else ""} for entry in entries
        )
    document = read(page)
    if isinstance(document, Unreadable):
        raise ArticleError(document.message)
    return tuple({"url": link.url, "words": link.words, "at": ""} for link in links_of(page, document))


def found_lines(records: Iterable[dict[str, str]]) -> str:
    """A line for each: address, time, words."""
    lines = ("  ".join(filter(None, (each["url"], each["at"], each["words"][:LONGEST]))) for each in records)
    return "".join(f"{one_line(line)}\n" for line in lines)


def dropped_line(kept: KeptSource, gone: int) -> str:
    """How many copies of a source went, and how many stay because a check rests on them."""
    stay = kept.copies - gone
    what = "it" if stay == 1 else "them"
    rest = f"; {counted(stay, 'stays', 'stay')}, for a check rests on {what} (see --used)" if stay else ""
    return one_line(f"{counted(gone, 'copy', 'copies')} dropped: {kept.name}{rest}") + "\n"
