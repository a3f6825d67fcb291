"""The strip of marks at the head of a sheet: where in the article the trouble is.

One lane a verdict, what needs work on top; in each lane a mark where a claim stands, from the beginning of the article
on the left to its end on the right. Lane, shape and name say what a mark is; the colour only helps.
"""

from __future__ import annotations

from claims.export.sheet.content import Entry, Sheet
from claims.export.sheet.markup import Html, joined, tag
from claims.export.signs import Sign

LANE, MARK, WIDTH = 22, 14, 3
"""Heights of a lane and of a mark in it, and the width of a mark, in CSS pixels: 200 claims on a phone still part."""


def strip(sheet: Sheet, prefix: str) -> Html:
    """The strip as a list of lanes; each mark leads to its claim."""
    lanes = [_lane(sheet, sign, count, prefix) for sign, count in sheet.totals]
    return tag("div", *lanes, class_="strip") if lanes else Html("")


def _lane(sheet: Sheet, sign: Sign, count: int, prefix: str) -> Html:
    entries = [entry for entry in sheet.entries if entry.sign is sign]
    length = max(1, len(sheet.state.text))
    marks = [_mark(entry, 100 * entry.item.claim.span.start / length, prefix) for entry in entries]
    base = tag("line", x1="0", x2="100%", y1=LANE - 4, y2=LANE - 4, class_="base")
    drawing = tag(
        "svg", base, *marks, width="100%", height=LANE, role="group", aria_label=f"{sign.word}: {count} in the article"
    )
    shape = tag("span", sign.sign, class_="sign", aria_hidden="true")
    label = tag("span", shape, f" {sign.word} ", tag("b", str(count)))
    return tag("div", label, drawing, class_=f"lane is-{sign.key}")


def _mark(entry: Entry, at: float, prefix: str) -> Html:
    name = f"claim {entry.number}, line {entry.line}: {entry.sign.word}, {entry.item.finding.in_words}"
    place = f"{min(at, 99.5):.2f}%"
    bar = tag("rect", x=place, y=LANE - 4 - MARK, width=WIDTH, height=MARK)
    room = tag("rect", x=place, y="0", width=WIDTH * 3, height=LANE, class_="room", transform=f"translate(-{WIDTH} 0)")
    return tag("a", tag("title", name), room, bar, href=f"#{prefix}-{entry.number}", aria_label=name)


def legend(sheet: Sheet) -> Html:
    """The scale under the strip: the lines of the article at its two ends."""
    last = sheet.state.text.count("\n", 0, len(sheet.state.text.rstrip())) + 1
    return tag("div", joined([tag("span", "line 1"), tag("span", f"line {last}")]), class_="scale", aria_hidden="true")
