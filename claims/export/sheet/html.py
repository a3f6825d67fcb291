"""The sign-off sheet as one self-contained HTML file: no script, nothing fetched, printed on A4, light and dark."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from claims.export.exporters import Contents, Given
from claims.export.sheet.content import Sheet, sheet_of
from claims.export.sheet.html_article import marked_article
from claims.export.sheet.html_claims import claims
from claims.export.sheet.html_lists import changes, key, signatures, sources, unsourced
from claims.export.sheet.html_parts import date, facts, hashed, heading, language
from claims.export.sheet.markup import Html, Part, joined, tag
from claims.export.sheet.strip import legend, strip
from claims.export.unseen import named
from claims.export.words import held_back_words, moment_words, ready_words


def render(contents: Contents, _given: Given) -> bytes:
    """A page with the sheet of each review."""
    sheets = [sheet_of(review) for review in contents.reviews]
    if len(sheets) == 1:
        title, body = sheets[0].headline, [_sheet(sheets[0], "claim", 1)]
    else:
        title = f"Sign-off sheets of {len(sheets)} articles"
        numbered = [_sheet(sheet, f"claim-{number}", 2) for number, sheet in enumerate(sheets, start=1)]
        body = [tag("header", tag("h1", title), _contents(sheets), class_="cover"), *numbered]
    skip = tag("a", "Skip to the sheet", href="#main", class_="skip")
    page = tag(
        "html",
        tag("head", *_head(title, contents.software)),
        tag("body", skip, tag("main", *body, id="main"), _foot(contents.software)),
        lang="en",
    )
    return f"<!doctype html>\n{page.markup}\n".encode()


def _head(title: str, software: str) -> Iterator[Html]:
    yield tag("meta", charset="utf-8")
    yield tag("meta", http_equiv="Content-Security-Policy", content=_policy())
    yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("meta", name="referrer", content="no-referrer")
    yield tag("meta", name="color-scheme", content="light dark")
    yield tag("meta", name="generator", content=software)
    yield tag("title", Html(escape(named(f"{title} · sign-off sheet"))))
    yield tag("style", Html(style()))


@cache
def style() -> str:
    """The stylesheet, as it stands in the page."""
    return files("claims.export.sheet").joinpath("sheet.css").read_text("utf-8")


def _policy() -> str:
    """Nothing may be loaded or run; the one stylesheet is known by its hash."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _sheet(sheet: Sheet, prefix: str, level: int) -> Html:
    parts = {
        "changes": changes(sheet, prefix, level + 1),
        "article": _article(sheet, prefix, level + 1),
        "unsourced": unsourced(sheet, prefix, level + 1),
        "claims": claims(sheet, prefix, level + 1),
        "sources": sources(sheet, prefix, level + 1),
        "signatures": signatures(sheet, prefix, level + 1),
    }
    sections = [_section(name, f"{prefix}-{name}", content) for name, content in parts.items() if content]
    return tag("article", _opening(sheet, prefix, level), *sections, class_="sheet", aria_labelledby=f"{prefix}-sheet")


def _contents(sheets: Sequence[Sheet]) -> Html:
    """The sheets of a page by name, each with whether it is ready."""
    items = [
        tag(
            "li",
            tag("a", sheet.headline, href=f"#claim-{number}-sheet", lang=language(sheet.state.language)),
            f" {'✗ not ready' if sheet.held_back else '✓ ready'}",
        )
        for number, sheet in enumerate(sheets, start=1)
    ]
    return tag("ol", *items)


def _section(name: str, label: str, content: tuple[Html, ...]) -> Html:
    """A landmark named by its heading."""
    return tag("section", *content, class_=name, aria_labelledby=label)


def _opening(sheet: Sheet, prefix: str, level: int) -> Html:
    return tag(
        "header",
        tag("p", "Sign-off sheet", class_="over"),
        heading(level, sheet.headline, lang=language(sheet.state.language), id=f"{prefix}-sheet"),
        _gate(sheet),
        strip(sheet, prefix),
        legend(sheet),
        facts(_facts(sheet)),
    )


def _gate(sheet: Sheet) -> Html:
    if sheet.held_back:
        return tag("p", tag("strong", "✗ Not ready"), f" {held_back_words(sheet.held_back)}", class_="gate is-held")
    return tag("p", tag("strong", "✓ Ready"), f" {ready_words(len(sheet.entries))}", class_="gate is-ready")


def _facts(sheet: Sheet) -> Iterator[tuple[str, Part]]:
    state = sheet.state
    yield "Article", state.name
    yield "Language", state.language or "unknown"
    yield "Text", hashed(state.sha256)
    yield "Claims", f"{sheet.decided} of {len(sheet.entries)} decided"
    if sheet.readers:
        yield "Read by", ", ".join(sheet.readers)
    if sheet.second_readers:
        yield "Second reader", ", ".join(sheet.second_readers)
    if state.events:
        times = [event.at for event in state.events]
        first, last = min(times), max(times)
        is_one = moment_words(first) == moment_words(last)
        yield "Checked", date(first) if is_one else joined([date(first), " to ", date(last)])
        yield "Log", joined([f"up to event {state.events[-1].seq}, ", hashed(state.events[-1].sha256)])


def _article(sheet: Sheet, prefix: str, level: int) -> tuple[Html, ...]:
    return (heading(level, "The article", id=f"{prefix}-article"), key(sheet), marked_article(sheet, prefix))


def _foot(software: str) -> Html:
    verify = tag("code", "stet log --verify")
    words = (f"Made by {software}. The same log gives the same sheet, byte by byte; ", verify)
    return tag("footer", tag("p", *words, " proves that no event was changed."))
