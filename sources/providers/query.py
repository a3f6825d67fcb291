"""A query for a figure in words, "China population 2024", taken apart; the words are in `figures.toml`."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from sources.document import Block, Document, Role, Span
from sources.snapshots import FailureReason, FetchFailure, Snapshot

_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)年?")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: the measure by its code at the provider, the place or thing, the year ("" for the newest)."""

    measure: str
    subject: str
    year: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("figures.toml").read_text("utf-8"))


def figures() -> dict[str, dict[str, Any]]:
    """Measures by their names in `figures.toml`: codes at the providers, and the words for them."""
    return {name: measure for name, measure in _data().items() if isinstance(measure, dict)}


def taken_apart(query: str, provider: str, code: re.Pattern[str]) -> Query | None:
    """A query taken apart, or None where it names no measure or nothing to measure.

    Args:
        provider: whose codes are wanted.
        code: how a code of the provider's looks; one in the query is taken as it stands.
    """
    text = query[:300]
    year = _YEAR.search(text)
    text = _YEAR.sub(" ", text)
    given = code.search(text)
    if given:
        return _made(given.group(), text[: given.start()] + " " + text[given.end() :], year)
    folded = text.casefold().replace("’", "'")
    named = [
        (len(words), found.start(), str(measure[provider]))
        for measure in figures().values()
        if provider in measure
        for words in measure["words"]
        if (found := _word(words).search(folded))
    ]
    if not named:
        return None
    length, at, measure = max(named)
    return _made(measure, text[:at] + " " + text[at + length :], year)


@cache
def _word(words: str) -> re.Pattern[str]:
    """Finds words that stand by themselves; Chinese sets none apart."""
    edge = r"\b" if words.isascii() or words[0] < "\u2e80" else ""
    return re.compile(edge + re.escape(words) + edge)


def _made(measure: str, rest: str, year: re.Match[str] | None) -> Query | None:
    kept = [word for word in re.split(r"[\s,，、'’]+", rest) if word and word.casefold() not in _data()["little"]]
    subject = " ".join(kept)
    return Query(measure, subject, year.group(1) if year else "") if subject else None


def no_answer(name: str, message: str) -> FetchFailure:
    """A provider that has nothing for a query."""
    return FetchFailure(name, FailureReason.NO_ANSWER, f"{name}: {message}")


def json_of(answer: Snapshot) -> Any:
    """What an answer says as JSON, figures as Decimal; None where it is none."""
    try:
        return json.loads(answer.body.decode("utf-8-sig", "replace"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return None


def statement(lines: list[str], origin: str, answer: Snapshot, title: str) -> Document:
    """Figures as a text, a line each; whose they are stands below, as furniture, so that it claims nothing."""
    blocks, text = [], ""
    for line, role in [*((line, Role.PARAGRAPH) for line in lines), (origin, Role.FURNITURE)]:
        text += "\n\n" if text else ""
        blocks.append(Block(Span(len(text), len(text) + len(line)), role))
        text += line
    return Document(text, "application/json", tuple(blocks), url=answer.final_url, title=title, language="en")


def written(value: Decimal) -> str:
    """A figure as English writes it, without zeros that say nothing."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
