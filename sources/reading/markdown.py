"""Markdown, exactly as in the file: marks stay in the text, blocks leave out those at their edges.

What a reader sees of it stands beside it, letter by letter at the same place (`inline.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sources.document import AsWritten, Block, Document, Role, Span
from sources.reading.inline import ADDRESS, OTHER_TAG, TARGET, as_read, edits_of
from sources.reading.lines import Line, lines

MEDIA_TYPE = "text/markdown"

_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ITEM = re.compile(r"(?:[*+-]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_DEFINITION = re.compile(r"\[(?!\^)[^\]]{1,200}\]:[ \t]*\S")
_FRONT = {"---": ("---", "..."), "+++": ("+++",)}
_NOTE = re.compile(r"\[\^[^\]\s]{1,100}\]:[ \t]*")
# What is no text inside a paragraph: where links and pictures lead, bare addresses, tags that end something, comments.
_NO_TEXT = re.compile(f"{TARGET}|{ADDRESS}|{OTHER_TAG}", re.IGNORECASE)


def read_markdown(text: str) -> Document:
    """Read Markdown. `text` stays as it is, marks included.

    Front matter, code and the targets of links and pictures are furniture; a paragraph with a link in it makes
    several blocks, with the target between them.
    """
    whole = tuple(_blocks(text, lines(text)))
    blocks = tuple(_split(text, whole))
    read = _as_read(text, whole)
    title = next((block.span.of(read) for block in blocks if block.role is Role.TITLE), "")
    title = " ".join(title.split())
    return Document(text=text, media_type=MEDIA_TYPE, blocks=blocks, title=title, origins=AsWritten(), as_read=read)


def _as_read(text: str, blocks: Sequence[Block]) -> str:
    """The text without its furniture and marks, every word near its place."""
    parts: list[str] = []
    place = 0
    for block in blocks:
        parts.append(_NOTE.sub(_room, text[place : block.span.start]))
        if block.role is Role.FURNITURE:
            parts.append(_LETTERS.sub(" ", block.span.of(text)))
        else:
            read = as_read(text, block.span, edits_of(text, block.span), "|" if block.role is Role.TABLE else "")
            parts.append(_QUOTED_LINE.sub(_room, read) if block.role is Role.QUOTE else read)
        place = block.span.end
    return "".join((*parts, text[place:]))


def _room(mark: re.Match[str]) -> str:
    return " " * len(mark[0])


_QUOTED_LINE = re.compile(r"(?<=\n)[ \t]{0,9}(?:>[ \t]?)+")
_LETTERS = re.compile(r"[^\n\r]")


def _blocks(text: str, found: Sequence[Line]) -> Iterator[Block]:
    """The blocks of a file line by line, links not yet split off."""
    at = _after_front_matter(text, found)
    if at:
        yield Block(Span(found[0].span.start, found[at - 1].span.end), Role.FURNITURE)
    while at < len(found):
        line = found[at].span.of(text)
        end = at + 1
        if fence := _FENCE.match(line):
            end = _after_fence(text, found, at, fence.group(1))
            yield Block(Span(found[at].span.start, found[end - 1].span.end), Role.FURNITURE)
        elif not line or _RULE.match(line) or _UNDERLINE.match(line):
            pass
        elif _HEADING.match(line):
            yield from _heading(text, found[at].span)
        else:
            role = _role(line)
            end = _after_paragraph(text, found, at, role)
            underlined = end < len(found) and _UNDERLINE.match(found[end].span.of(text))
            yield from _paragraph(text, found[at:end], Role.TITLE if underlined and role is Role.PARAGRAPH else role)
        at = end


def _after_front_matter(text: str, found: Sequence[Line]) -> int:
    """The line after the front matter, or 0 where there is none."""
    closing = _FRONT.get(found[0].span.of(text), ())
    for place, line in enumerate(found[1:] if closing else (), start=1):
        if line.span.of(text) in closing:
            return place + 1
    return 0


def _after_fence(text: str, found: Sequence[Line], at: int, fence: str) -> int:
    for place in range(at + 1, len(found)):
        line = found[place].span.of(text)
        if line.startswith(fence) and not line.strip(fence[0]):
            return place + 1
    return len(found)


def _heading(text: str, span: Span) -> Iterator[Block]:
    line = span.of(text)
    mark = _HEADING.match(line)
    body = line.rstrip("#")
    body = body.rstrip() if body.endswith((" ", "\t")) else line
    start = mark.end() if mark else 0
    if body[start:].strip("#"):
        yield Block(Span(span.start + start, span.start + len(body)), Role.TITLE)


def _role(line: str) -> Role:
    """What a line begins, by its mark."""
    if line.startswith("|"):
        return Role.TABLE
    if _QUOTE.match(line):
        return Role.QUOTE
    if _DEFINITION.match(line):
        return Role.FURNITURE
    return Role.LIST_ITEM if _ITEM.match(line) else Role.PARAGRAPH


def _after_paragraph(text: str, found: Sequence[Line], at: int, role: Role) -> int:
    """The line after a paragraph, which ends with a blank line or where something else begins."""
    for place in range(at + 1, len(found)):
        line = found[place].span.of(text)
        if not line or _HEADING.match(line) or _FENCE.match(line) or _RULE.match(line):
            return place
        if _UNDERLINE.match(line):
            return place
        begins = _role(line)
        if begins is Role.LIST_ITEM or begins not in {role, Role.PARAGRAPH}:
            return place
    return len(found)


def _paragraph(text: str, part: Sequence[Line], role: Role) -> Iterator[Block]:
    first = part[0].span.of(text)
    mark = {Role.QUOTE: _QUOTE, Role.LIST_ITEM: _ITEM, Role.PARAGRAPH: _NOTE}.get(role)
    match = mark.match(first) if mark else None
    start = part[0].span.start + (match.end() if match else 0)
    end = part[-1].span.end
    if text[start:end].strip():
        yield Block(Span(start, end), role)


def _split(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Set link targets apart from the text around them."""
    for block in blocks:
        if block.role is Role.FURNITURE:
            yield block
            continue
        at = block.span.start
        for found in _NO_TEXT.finditer(text, block.span.start, block.span.end):
            yield from _stripped(text, at, found.start(), block.role)
            yield Block(Span(found.start(), found.end()), Role.FURNITURE)
            at = found.end()
        yield from _stripped(text, at, block.span.end, block.role)


def _stripped(text: str, start: int, end: int, role: Role) -> Iterator[Block]:
    part = text[start:end]
    if part.strip():
        yield Block(Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip())), role)
