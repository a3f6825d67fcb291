"""HTML that cannot be broken by what it holds: elements made by `tag`, in which every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from claims.export.sheet.unseen import parted

_VOID = frozenset({"br", "hr", "meta", "wbr", "rect", "line"})


@dataclass(frozen=True, slots=True)
class Html:
    """Markup, as opposed to a text."""

    markup: str

    def __add__(self, other: Html) -> Html:
        return Html(self.markup + other.markup)


Part = Html | str
NOTHING = Html("")


def tag(name: str, /, *parts: Part, **attributes: str | int | bool | None) -> Html:
    """An element around `parts`; texts among them are escaped.

    An attribute that is None, False or empty is left out; in names an underscore stands for a hyphen, and one at the
    end is dropped (`class_`).
    """
    said = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    if name in _VOID and not parts:
        return Html(f"<{name}{said}>" if name not in {"rect", "line"} else f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(parts).markup}</{name}>")


def joined(parts: Iterable[Part], between: str = "") -> Html:
    """Parts one after the other."""
    return Html(escape(between).join(part.markup if isinstance(part, Html) else text(part).markup for part in parts))


def text(words: str) -> Html:
    """A foreign text, letter by letter; what must not reach a page stands by its name: `<code>U+202E</code>`."""
    return Html("".join(escape(run, quote=False) + _named(name) for run, name in parted(words)))


def plain(words: str) -> str:
    """A foreign text for an attribute, where no element can stand: with `‹U+202E›` for what must not reach a page."""
    return "".join(run + (f"‹{name}›" if name else "") for run, name in parted(words))


def _named(name: str) -> str:
    return f'<code class="unseen">{name}</code>' if name else ""


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False or value == "":
        return ""
    return f" {name}" if value is True else f' {name}="{escape(plain(str(value)))}"'
