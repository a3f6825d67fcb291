"""What a person is asked for in writing, as plain data: the screen shows a form whole, the plain review asks line by
line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

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
    name = answers["name"].strip()
    return (name, "", "") if name else ("", answers["label"], answers["text"].strip("\n"))


def suffixed(name: str, ending: str) -> str:
    """A file name made from an article's: `draft.docx` gives `draft.stet.csv`."""
    stem = PurePath(short_name(name)).stem or "article"
    kept = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in stem).strip("-.")
    return f"{kept or 'article'}.stet.{ending}"
