"""A server that speaks as the World Bank, Wikidata and the Internet Archive do. The shapes are theirs, as documented;
the figures are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.sources.server import PAGE, ROUTES, Handler, page

COUNTRIES = [
    {"id": "CHN", "iso2Code": "CN", "name": "China", "region": {"id": "EAS", "value": "East Asia & Pacific"}},
    {"id": "CIV", "iso2Code": "CI", "name": "Cote d'Ivoire", "region": {"id": "SSF", "value": "Africa"}},
]
FRENCH = [{"id": "CHN", "iso2Code": "CN", "name": "Chine"}]
ROWS = {
    "2024": ("SP.POP.TOTL", "Population, total", 1_408_975_000),
    "2023": ("SP.POP.TOTL", "Population, total", None),
    "2022": ("NY.GDP.MKTP.CD", "GDP (current US$)", 17_881_783_387_000.5),
    "2021": ("NY.GDP.MKTP.KD.ZG", "GDP growth (annual %)", 8.4),
}


def said(value: Any, status: int = 200) -> Callable[[Handler], None]:
    return lambda handler: handler.send(json.dumps(value).encode(), status, Content_Type="application/json")


def _query(handler: Handler) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}


def _indicator(handler: Handler) -> None:
    year = _query(handler).get("date", "2024")
    code, name, value = ROWS.get(year, ("", "", None))
    row = {
        "indicator": {"id": code, "value": name},
        "country": {"id": "CN", "value": "China"},
        "countryiso3code": "CHN",
        "date": year,
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    }
    about = {"page": 1, "pages": 1, "per_page": 100, "total": 1, "sourceid": "2", "lastupdated": "2026-01-28"}
    said([about, [row]])(handler)


def _claim(amount: str, year: str, unit: str = "1", rank: str = "normal") -> dict[str, Any]:
    time = {"datavalue": {"value": {"time": f"+{year}-00-00T00:00:00Z", "precision": 9}, "type": "time"}}
    value = {"amount": amount, "unit": unit if unit == "1" else f"http://www.wikidata.org/entity/{unit}"}
    return {
        "mainsnak": {"snaktype": "value", "property": "P", "datavalue": {"value": value, "type": "quantity"}},
        "qualifiers": {"P585": [time]} if year else {},
        "rank": rank,
    }


ENTITY = {
    "entities": {
        "Q148": {
            "labels": {"en": {"language": "en", "value": "People's Republic of China"}},
            "claims": {
                "P1082": [
                    _claim("+1", "2024", rank="deprecated"),
                    _claim("+1412360000", "2021"),
                    _claim("+1408280000", "2024", rank="preferred"),
                    {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"},
                ],
                "P2046": [_claim("+9596961", "", "Q712226"), _claim("+5", "", "Q999999")],
                "P2131": [_claim("+17794781986104.5", "2023", "Q4917")],
            },
        }
    }
}


def _search(handler: Handler) -> None:
    asked = _query(handler)
    known = (asked.get("search"), asked.get("language")) in {("China", "en"), ("Chine", "fr"), ("中国", "zh")}
    said({"search": [{"id": "Q148", "label": "China"}] if known else [], "success": 1})(handler)


def _available(handler: Handler) -> None:
    asked = _query(handler)
    here = handler.headers["Host"]
    timestamp = asked.get("timestamp", "20260101") + "120000"
    closest = {
        "status": "200",
        "available": True,
        "url": f"http://{here}/web/{timestamp}/{asked['url']}",
        "timestamp": timestamp,
    }
    found = {"closest": closest} if asked["url"].endswith("/report") else {}
    said({"url": asked["url"], "archived_snapshots": found})(handler)


ROUTES |= {
    "/v2/en/country": said([{"page": 1}, COUNTRIES]),
    "/v2/fr/country": said([{"page": 1}, FRENCH]),
    "/v2/es/country": said([{"page": 1}, []]),
    "/v2/zh/country": said([{"message": [{"id": "120", "key": "Invalid value", "value": "not valid"}]}]),
    **{f"/v2/country/CHN/indicator/{code}": _indicator for code in {row[0] for row in ROWS.values()}},
    "/v2/country/XXX/indicator/SP.POP.TOTL": said([{"message": [{"id": "120", "key": "Invalid value"}]}]),
    "/w/api.php": _search,
    "/wiki/Special:EntityData/Q148.json": said(ENTITY),
    "/wiki/Special:EntityData/Q9.json": page(b"[" * 100_000, Content_Type="application/json"),
    "/wayback/available": _available,
    "/web/20240501120000id_/http://example.org/report": page(PAGE),
    "/web/20260101120000id_/http://example.org/report": page(PAGE),
}
