"""Independent readers of a sheet: HTML by the standard library's parser, Markdown by markdown-it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

VOID = frozenset({"meta", "br", "hr", "wbr", "rect", "line"})


def letter(name: str) -> str:
    """The character of a name: `U+202E`."""
    return chr(int(name.replace("U+", "0x"), 0))


@dataclass
class Element:
    """One element of a page, with what is in it in order."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it; of a character that stands by its name, the character."""
        words = "".join(child if isinstance(child, str) else child.text for child in self.children)
        return letter(words) if self.attributes.get("class") == "unseen" else words

    def all(self, name: str = "", css_class: str = "") -> list[Element]:
        """The elements of a name and a class in it, in the order of the page."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                fits = name in {"", child.name} and (not css_class or css_class in child.classes)
                found += [child] * fits + child.all(name, css_class)
        return found

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice in {tag}"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID, tag
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, f"{tag} closes what it did not open"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_html(data: bytes) -> Element:
    """The page as a tree; fails on an element that is not closed, or closed in the wrong place."""
    tree = _Tree()
    tree.feed(data.decode("utf-8"))
    tree.close()
    assert tree.open == [tree.root]
    return tree.root


def markdown_tokens(data: bytes | str) -> list[Token]:
    """A Markdown text as its reader takes it apart, bare links and tables included; HTML in it would be markup."""
    reader = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    return reader.parse(data if isinstance(data, str) else data.decode("utf-8"))


_NAMES = re.compile(r"U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*")


def markdown_text(tokens: list[Token]) -> str:
    """The words of tokens; a hard break is a line feed, a character that stands by its name that character."""
    words = ""
    for token in tokens:
        for part in token.children or ():
            words += _letters(part.content) if part.type == "code_inline" else part.content
            words += "\n" * (part.type == "hardbreak")
    return words


def _letters(code: str) -> str:
    """The characters that stand by their names; other code as it is."""
    named = _NAMES.fullmatch(code)
    return "".join(letter(name) for name in code.split()) if named else code
