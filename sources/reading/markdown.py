"""Markdown, exactly as in the file: marks stay in the text, blocks leave out those at their edges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sources.document import AsWritten, Block, Document, Role, Span
from sources.reading.lines import Line, lines

MEDIA_TYPE = "text/markdown"

_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ITEM = re.compile(r"(?:[*+-]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_DEFINITION = re.compile(r"\[[^\]]{1,200}\]:[ \t]*\S")
_FRONT = {"---": ("---", "..."), "+++": ("+++",)}
# What is no text inside a paragraph: where links and pictures lead, bare addresses, tags, comments.
_TARGET = re.compile(
    r"\]\(\s{0,9}(?:<[^<>\n]{0,2000}+>|(?:[^\s()<>]++|\([^\s()<>]{0,300}+\)){1,50}+)(?:\s[^()\n]{0,500}+)?\)|\]\[[^\[\]\n]{0,200}+\]"
)
_ADDRESS = re.compile(r"<https?://[^\s<>]{1,2000}+>|https?://[^\s<>\"»”)\]]{1,2000}+")
_TAG = re.compile(r"<!--[^<>]{0,1000}+>|</?[a-zA-Z][^<>\n]{0,1000}+>")
_NO_TEXT = re.compile("|".join(f"(?:{part.pattern})" for part in (_TARGET, _ADDRESS, _TAG)))


def read_markdown(text: str) -> Document:
    """Read Markdown. `text` stays as it is, marks included.

    Front matter, code and the targets of links and pictures are furniture; a paragraph with a link in it makes
    several blocks, with the target between them.
    """
    blocks = tuple(_split(text, _blocks(text, lines(text))))
    title = next((block.span.of(text) for block in blocks if block.role is Role.TITLE), "")
    title = " ".join(title.replace("*", "").replace("`", "").split())
    return Document(text=text, media_type=MEDIA_TYPE, blocks=blocks, title=title, origins=AsWritten())


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
    mark = {Role.QUOTE: _QUOTE, Role.LIST_ITEM: _ITEM}.get(role)
    match = mark.match(first) if mark else None
    start = part[0].span.start + (match.end() if match else 0)
    end = part[-1].span.end
    if text[start:end].strip():
        yield Block(Span(start, end), role)


def _split(text: str, blocks: Iterator[Block]) -> Iterator[Block]:
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
