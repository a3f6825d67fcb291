"""Figures of Wikidata: `wikidata:China population 2024`, or `wikidata:Q148 P1082`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from sources.providers import Provided
from sources.providers.query import figures, json_of, no_answer, statement, taken_apart, written
from sources.snapshots import Fetches, FetchFailure

BASE = "https://www.wikidata.org"
_PROPERTY = re.compile(r"\bP[1-9]\d{0,6}\b")
_ITEM = re.compile(r"Q[1-9]\d{0,9}")
_LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "nl", "zh")
_MOST = 12  # figures of one item: those of the newest years
# Units by their items. A figure in another unit is left out: without its unit it would be a false one.
_UNITS = {
    "1": "",
    "Q11229": "%",
    "Q4917": " US dollars",
    "Q4916": " euros",
    "Q25224": " pounds sterling",
    "Q39099": " yuan",
    "Q712226": " square kilometres",
    "Q828224": " kilometres",
    "Q11573": " metres",
    "Q577": " years",
}


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Decimal
    unit: str
    date: str
    rank: str


class Wikidata:
    """Asks Wikidata, without a key. Its figures are in the public domain (CC0)."""

    def __init__(self, base: str = BASE) -> None:
        self._base = base

    def find(self, query: str, fetches: Fetches) -> Provided | FetchFailure:
        name = f"wikidata:{query}"
        asked = taken_apart(query, "wikidata", _PROPERTY)
        if asked is None:
            return no_answer(name, "name a thing and a figure, such as wikidata:China population 2024")
        item = self._item(asked.subject, fetches)
        if isinstance(item, FetchFailure):
            return item
        if not item:
            return no_answer(name, f"Wikidata knows no {asked.subject!r}. Give its item, such as Q148")
        answer = fetches.fetch(f"{self._base}/wiki/Special:EntityData/{item}.json")
        if isinstance(answer, FetchFailure):
            return answer
        entity = _entity(json_of(answer), item)
        label = _label(entity) or asked.subject
        found = [figure for figure in _figures(entity, asked.measure) if figure.date.startswith(asked.year)]
        if not found:
            when = f" in {asked.year}" if asked.year else ""
            return no_answer(name, f"Wikidata has no such figure for {label}{when}")
        measure = _measure(asked.measure)
        newest = sorted(found, key=lambda figure: (figure.rank == "preferred", figure.date), reverse=True)[:_MOST]
        lines = [_line(measure, label, figure) for figure in newest]
        origin = f"Wikidata, {item}, {asked.measure}, CC0"
        return Provided(answer, statement(lines, origin, answer, f"Wikidata: {measure} of {label}"))

    def _item(self, subject: str, fetches: Fetches) -> str | FetchFailure:
        """The item that a name means in the first language that knows it; empty for none."""
        if _ITEM.fullmatch(subject):
            return subject
        for language in _LANGUAGES:
            query = f"search={quote(subject, safe='')}&language={language}&uselang={language}"
            answer = fetches.fetch(
                f"{self._base}/w/api.php?action=wbsearchentities&{query}&type=item&limit=1&format=json"
            )
            if isinstance(answer, FetchFailure):
                return answer
            said = json_of(answer)
            hits = said.get("search") if isinstance(said, dict) else None
            first = hits[0] if isinstance(hits, list) and hits and isinstance(hits[0], dict) else {}
            if _ITEM.fullmatch(str(first.get("id", ""))):
                return str(first["id"])
        return ""


def _at(value: Any, *path: str) -> Any:
    """What stands in nested objects under these names; None where it does not."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _entity(said: Any, item: str) -> Any:
    """An item in an answer: under its own name, or the only one, where it was joined to another."""
    entities = _at(said, "entities")
    if not isinstance(entities, dict) or not entities:
        return None
    return entities.get(item) or next(iter(entities.values()))


def _label(entity: Any) -> str:
    return str(_at(entity, "labels", "en", "value") or "")


def _measure(code: str) -> str:
    named = (name for name, measure in figures().items() if measure.get("wikidata") == code)
    return next(named, code).replace("_", " ")


def _figures(entity: Any, code: str) -> Iterator[_Figure]:
    claims = _at(entity, "claims", code)
    for claim in claims if isinstance(claims, list) else []:
        value = _at(claim, "mainsnak", "datavalue", "value")
        unit = str(_at(value, "unit") or "").rpartition("/")[2]
        rank = str(_at(claim, "rank") or "")
        if rank == "deprecated" or unit not in _UNITS:
            continue
        try:
            amount = Decimal(str(_at(value, "amount")))
        except InvalidOperation:
            continue
        if amount.is_finite() and abs(amount.adjusted()) < 40:
            yield _Figure(amount, _UNITS[unit], _date(claim), rank)


def _date(claim: Any) -> str:
    """When a figure held, as `2020` or `2020-05-14`; empty where the item does not say."""
    times = _at(claim, "qualifiers", "P585")
    first = times[0] if isinstance(times, list) and times else None
    time = str(_at(first, "datavalue", "value", "time") or "")
    return time.lstrip("+").partition("T")[0].replace("-00", "")


def _line(measure: str, label: str, figure: _Figure) -> str:
    when = f" in {figure.date[:4]}" if figure.date else ""
    return f"{measure.capitalize()} of {label}{when}: {written(figure.value)}{figure.unit}."
