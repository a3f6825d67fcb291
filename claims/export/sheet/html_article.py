"""The article with every claim marked in its place, each mark with the number and sign that lead to the claim."""

from __future__ import annotations

from collections.abc import Sequence

from claims.export.sheet.content import Entry, Sheet
from claims.export.sheet.html_parts import language
from claims.export.sheet.markup import Html, joined, tag, text
from claims.export.sheet.places import Stretch, lines_with


def marked_article(sheet: Sheet, prefix: str) -> Html:
    """The lines of the article as paragraphs."""
    spans = [entry.item.claim.span for entry in sheet.entries]
    paragraphs = [
        tag("p", _line(line.stretches, sheet.entries, prefix), data_line=line.number)
        for line in lines_with(sheet.state.text, spans)
    ]
    return tag("div", *paragraphs, class_="text", lang=language(sheet.state.language))


def _line(stretches: Sequence[Stretch], entries: Sequence[Entry], prefix: str) -> Html:
    return joined([_stretch(stretch, entries, prefix) for stretch in stretches])


def _stretch(stretch: Stretch, entries: Sequence[Entry], prefix: str) -> Html:
    inner = text(stretch.text)
    for place in reversed(stretch.within):
        inner = tag("mark", inner, class_=f"is-{entries[place].sign.key}")
    return joined([inner, *(_number(entries[place], prefix) for place in stretch.ending)])


def _number(entry: Entry, prefix: str) -> Html:
    number, sign = entry.number, entry.sign
    return tag(
        "a",
        f"{number}{sign.sign}",
        href=f"#{prefix}-{number}",
        id=f"{prefix}-{number}-place",
        class_=f"ref is-{sign.key}",
        lang="en",
        aria_label=f"claim {number}: {sign.word}",
    )
