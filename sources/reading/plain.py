"""Plain text, exactly as in the file, cut into titles, paragraphs, list items and what was copied along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sources.document import AsWritten, Block, Document, Role, Span
from sources.reading.lines import Line, ends_sentence, groups, lines, paragraphs, width
from sources.reading.phrases import is_copyright, is_site_phrase

MEDIA_TYPE = "text/plain"
MAX_TITLE = 220  # columns of a headline with its subtitle
_BUTTON = 2  # words of what stands over a copied article ("Partager", "3 min")
_HEADING_OF_LINKS = 4  # words of what follows one ("Vous avez manqué", "You may also like")
_QUOTES = frozenset('"«»“”„‟「」『』‹›')
_LABEL_WIDE = 16  # columns of one in a script without spaces


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph to be: where it stands and what it looks like."""

    span: Span
    text: str
    is_item: bool

    @property
    def is_sentence(self) -> bool:
        return ends_sentence(self.text) or width(self.text) > MAX_TITLE

    @property
    def is_row(self) -> bool:
        """Whether it is rows of a table: cells parted by tabs, with a figure in one of them."""
        return "\t" in self.text.strip() and any(char.isdigit() for char in self.text)

    @property
    def is_symbol(self) -> bool:
        return not any(char.isalnum() for char in self.text)

    def is_label(self, words: int) -> bool:
        """Whether it is short enough for a button, a menu entry or a heading of links, of at most so many words."""
        found = len(self.text.split())
        return found <= words and width(self.text) <= max(_LABEL_WIDE, 12 * (found - 1))


def read_plain(text: str) -> Document:
    """Read plain text. `text` stays as it is, line ends too; blocks leave out list marks and white space."""
    parts = [_part(text, part) for group in groups(lines(text)) for part in paragraphs(text, group)]
    found = _roles(parts)
    blocks = tuple(Block(part.span, role) for part, role in zip(parts, found, strict=True))
    title = next((part.text for part, role in zip(parts, found, strict=True) if role is Role.TITLE), "")
    title = " ".join(title.split())
    return Document(text=text, media_type=MEDIA_TYPE, blocks=blocks, title=title, origins=AsWritten())


def _part(text: str, found: Sequence[Line]) -> _Part:
    span = Span(found[0].body.start, found[-1].span.end)
    return _Part(span, span.of(text), found[0].is_item)


def _roles(parts: Sequence[_Part]) -> list[Role]:
    """The role of each part, by its shape and its place around the body of the text."""
    body = [place for place, part in enumerate(parts) if part.is_sentence or part.is_item or part.is_row]
    if not any(parts[place].is_sentence for place in body):
        return [_shape(part) for part in parts]
    # What opens the body may be a headline that asks, if there is a body after it.
    first, last = body[0] + (len(body) > 1 and _is_question(parts[body[0] : body[0] + 2])), body[-1]
    head, foot = parts[:first], parts[last + 1 :]
    middle = [_within(part, following) for part, following in zip(parts[first:last], parts[first + 1 :], strict=False)]
    return [*_head(head), *middle, _shape(parts[last]), *_foot(foot)]


def _is_question(opening: Sequence[_Part]) -> bool:
    """Whether a text opens with a headline that asks or calls, over a longer paragraph."""
    if len(opening) < 2 or opening[0].is_item:
        return False
    headline, following = opening[0].text, opening[1].text
    asks = headline.rstrip("\"'”’»›）)]」』 \u00a0\u202f").endswith(("?", "!", "？", "！"))
    return asks and width(headline) <= MAX_TITLE // 2 and len(following) > len(headline)


def _shape(part: _Part) -> Role:
    """The role of a part by itself."""
    if part.is_symbol or is_copyright(part.text):
        return Role.FURNITURE
    if "\t" in part.text:
        return Role.TABLE
    return Role.LIST_ITEM if part.is_item else Role.PARAGRAPH


def _within(part: _Part, following: _Part) -> Role:
    """The role of a part inside the body: a short line over text of its own is a heading."""
    if part.is_sentence or part.is_item or part.is_symbol or "\t" in part.text:
        return _shape(part)
    if is_site_phrase(part.text):
        return Role.FURNITURE
    return Role.TITLE if following.is_sentence or following.is_item or "\t" in following.text else _shape(part)


def _head(parts: Sequence[_Part]) -> list[Role]:
    """The roles before the body: a headline, perhaps twice, among what stood around it on a page."""
    words = [part.text for part in parts if not part.is_symbol]
    times = Counter(words)
    doubled = next((text for text in words if times[text] > 1), "")
    candidates = [
        part.text for part in parts if not (part.is_symbol or part.is_label(_BUTTON) or is_site_phrase(part.text))
    ]
    title = doubled or next(iter(candidates), "") or next(iter(words), "")
    return [_head_role(part, title) for part in parts]


def _head_role(part: _Part, title: str) -> Role:
    if part.text == title:
        return Role.TITLE
    if part.is_symbol or part.is_label(_BUTTON) or is_site_phrase(part.text):
        return Role.FURNITURE
    return Role.PARAGRAPH


def _foot(parts: Sequence[_Part]) -> list[Role]:
    """The roles after the body: a label there and what follows it lead to other pages."""
    known = [part.is_symbol or is_site_phrase(part.text) or is_copyright(part.text) for part in parts]
    found: list[Role] = []
    leads_away = False
    for place, part in enumerate(parts):
        if known[place]:
            leads_away = leads_away or is_site_phrase(part.text)
        elif not leads_away and _is_label_below(part):
            following = known[place + 1 :].count(False)
            if following == 1:  # one line is text under a heading, several are a list of links
                found.append(Role.TITLE)
                continue
            leads_away = True
        found.append(Role.FURNITURE if leads_away or known[place] else Role.PARAGRAPH)
    return found


def _is_label_below(part: _Part) -> bool:
    """Whether a short line after the body says nothing itself: no figure and no quotation."""
    return part.is_label(_HEADING_OF_LINKS) and not any(char.isdigit() or char in _QUOTES for char in part.text)
