"""Figures of the World Bank: `worldbank:China population 2024`, or `worldbank:CHN SP.POP.TOTL 2024`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from sources.providers import Provided
from sources.providers.query import Query, json_of, no_answer, statement, taken_apart, written
from sources.snapshots import Fetches, FetchFailure, Snapshot

BASE = "https://api.worldbank.org/v2"
_CODE = re.compile(r"\b[A-Z]{2}(?:\.[A-Z0-9]{2,8}){1,5}\b")
_ISO = re.compile(r"[A-Z]{2,3}")
# The bank names countries in these; the first that knows the name is taken.
_LANGUAGES = ("en", "fr", "es", "zh")
_UNITS = (("%", "%"), ("US$", " US dollars"), ("(years)", " years"), ("sq. km", " square kilometres"))


class WorldBank:
    """Asks the World Bank's open data service, without a key. Its figures are under CC BY 4.0."""

    def __init__(self, base: str = BASE) -> None:
        self._base = base

    def find(self, query: str, fetches: Fetches) -> Provided | FetchFailure:
        name = f"worldbank:{query}"
        asked = taken_apart(query, "worldbank", _CODE)
        if asked is None:
            return no_answer(name, "name a country and a figure, such as worldbank:China population 2024")
        country = self._country(asked.subject, fetches)
        if isinstance(country, FetchFailure):
            return country
        if not country:
            return no_answer(name, f"the World Bank knows no country {asked.subject!r}. Give its code, such as CHN")
        when = f"date={asked.year}" if asked.year else "mrnev=1"
        url = f"{self._base}/country/{quote(country)}/indicator/{quote(asked.measure)}?format=json&per_page=100&{when}"
        answer = fetches.fetch(url)
        if isinstance(answer, FetchFailure):
            return answer
        lines = list(_lines(json_of(answer)))
        if not lines:
            return no_answer(name, f"the World Bank has no figure for it{_in(asked)}")
        origin = f"World Bank, {asked.measure}, {_updated(json_of(answer))}CC BY 4.0"
        return Provided(answer, statement(lines, origin, answer, f"World Bank: {asked.measure}, {country}"))

    def _country(self, subject: str, fetches: Fetches) -> str | FetchFailure:
        """The code of a country by its name or code; empty for one that is not known."""
        if _ISO.fullmatch(subject):
            return subject
        wanted = subject.casefold()
        for language in _LANGUAGES:
            answer: Snapshot | FetchFailure = fetches.fetch(f"{self._base}/{language}/country?format=json&per_page=400")
            if isinstance(answer, FetchFailure):
                return answer
            for row in _rows(json_of(answer)):
                if wanted in {str(row.get(key, "")).casefold() for key in ("name", "id", "iso2Code")}:
                    return str(row.get("id", ""))
        return ""


def _in(asked: Query) -> str:
    return f" in {asked.year}" if asked.year else ""


def _rows(said: Any) -> Iterator[dict[str, Any]]:
    """The rows of an answer, which is a pair of what it is about and a list; none of a message of error."""
    if isinstance(said, list) and len(said) == 2 and isinstance(said[1], list):
        yield from (row for row in said[1] if isinstance(row, dict))


def _lines(said: Any) -> Iterator[str]:
    for row in _rows(said):
        value, indicator, country = row.get("value"), row.get("indicator"), row.get("country")
        if isinstance(value, int | Decimal) and isinstance(indicator, dict) and isinstance(country, dict):
            measure = str(indicator.get("value", ""))
            unit = next((unit for mark, unit in _UNITS if mark in measure), "")
            plain = measure.partition(" (")[0].removesuffix(", total")
            yield f"{plain} of {country.get('value', '')} in {row.get('date', '')}: {written(Decimal(value))}{unit}."


def _updated(said: Any) -> str:
    about = said[0] if isinstance(said, list) and said and isinstance(said[0], dict) else {}
    return f"updated {about['lastupdated']}, " if "lastupdated" in about else ""
