"""What a person is asked for in writing, as plain data: the screen shows a form whole, the plain review asks line by
line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath

from claims.errors import ReviewError
from claims.ledger.review import Correction, Item
from claims.model import QuoteClaim
from sources.document import Span
from tui.panes import WHO_DECIDES, short_name

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to write: what stands there already, whether it may have several lines, a word of help."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Some fields under a title, with a sentence of what is wanted."""

    title: str
    fields: tuple[Field, ...]
    about: str = ""


NAME = Form("Your name", (Field("name", "name"),), WHO_DECIDES)

ARTICLE = Form(
    "Open an article",
    (
        Field("name", "file or address", hint="article.txt, draft.docx, https://…"),
        Field("text", "or its text", hint="pasted here", lines=True),
        Field("label", "its name, if pasted", hint="what the list shows"),
    ),
    "Its quotes and figures are found at once; sources come after.",
)


def source_form(failed: str = "") -> Form:
    """Asks for a source; `failed` is one that could not be had, whose text may be pasted by hand instead."""
    about = "It is kept and matched; what was decided stays."
    if failed:
        about = f"{short_name(failed)} could not be had: paste its text by hand, or name another source."
    return Form(
        "Add a source",
        (
            Field("name", "file or address", hint="report.pdf, https://…, worldbank:China population 2024"),
            Field("text", "or a passage", hint="pasted here; it is kept, and marked as pasted", lines=True),
            Field("label", "where it is from", failed, hint="of a pasted passage"),
        ),
        about,
    )


def name_or_paste(answers: Answers) -> tuple[str, str, str]:
    """The name that was given, or else the label and the text that was pasted; all empty where nothing was."""
    name = os.path.expanduser(answers["name"].strip())  # noqa: PTH111 - an address has slashes that a path would lose
    return (name, "", "") if name else ("", answers["label"], answers["text"].strip("\n"))


def suffixed(name: str, ending: str) -> str:
    """A file name made from an article's: `draft.docx` gives `draft.stet.csv`."""
    stem = PurePath(short_name(name)).stem or "article"
    kept = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in stem).strip("-.")
    return f"{kept or 'article'}.stet.{ending}"


def export_form(form: str, what: str, file: str, folder: str, more: tuple[Field, ...] = ()) -> Form:
    """Asks for a file to export into, and for `more`."""
    return Form(f"Export as {form}", (Field("file", "file", file), *more), f"{what}. A path, or a name in {folder}.")


def wording_form(item: Item) -> Form:
    """Asks for other words than the article has."""
    earlier = next(iter(item.wordings), None)
    old = earlier.old if earlier else item.claim.text
    return Form(
        "Propose wording",
        (Field("old", "as it stands", old), Field("new", "as it should", earlier.new if earlier else old)),
        "It goes to the change list; the article is never edited. The same words twice withdraw it.",
    )


def sign_form(reader: str) -> Form:
    """Asks who signs; `reader` is who does most likely."""
    about = "Signs the decision that stands. It must be another person than the one who decided."
    return Form("Second read", (Field("name", "second reader", reader),), about)


def correction_form(item: Item) -> Form:
    """Asks how a claim should have been read."""
    claim = item.claim
    fields = [Field("words", "words", claim.text, "as they stand in the article")]
    if isinstance(claim, QuoteClaim):
        speaker = claim.quote.speaker
        fields.append(Field("speaker", "speaker", speaker.name if speaker else "", "empty: nobody is named"))
    else:
        quantity = claim.quantity
        most = plain_figure(quantity.max) if quantity.max is not None else ""
        fields += [
            Field("value", "value", plain_figure(quantity.value), "in digits: 1400000 or 0.5"),
            Field("max", "up to", most, "of a range"),
            Field("unit", "unit", quantity.unit, "EUR, %, km, or what is counted"),
        ]
    return Form("Correct the claim", tuple(fields), "A decision on it must then be confirmed; r matches it again.")


def correction_of(item: Item, text: str, answers: Answers) -> Correction:
    """What the answers change; `text` is the article's. Raises `ReviewError` for words that it does not have."""
    before = {field.name: field.value for field in correction_form(item).fields}
    changed = {name: words.strip() for name, words in answers.items() if words.strip() != before[name].strip()}
    words = changed.pop("words", "")
    return Correction(span=_nearest(text, words, item.claim.span) if words else None, **changed)


def _nearest(text: str, words: str, span: Span) -> Span:
    """The place of words that is nearest to a span."""
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if not starts:
        raise ReviewError("the article does not have these words", "Write them as they stand there, letter by letter")
    start = min(starts, key=lambda start: abs(start - span.start))
    return Span(start, start + len(words))


def plain_figure(value: Decimal) -> str:
    """A figure as a field takes it: digits, and a point where needed."""
    return f"{value.normalize():f}" if value.is_finite() else str(value)
