"""The countries of the news have their names in all languages: those of CLDR (through Babel) meet in one meaning."""

from __future__ import annotations

from babel import Locale

from claims.language import OURS
from claims.matching.words.terms import terms_of
from tests.tables import Row, each_row

COUNTRIES = {
    "DE": "germany", "FR": "france", "ES": "spain", "IT": "italy", "PT": "portugal", "NL": "netherlands", "BE":
    "belgium", "LU": "luxembourg", "CH": "switzerland", "AT": "austria", "GB": "uk", "IE": "ireland", "DK":
    "denmark", "SE": "sweden", "NO": "norway", "FI": "finland", "PL": "poland", "CZ": "czechia", "HU": "hungary",
    "RO": "romania", "BG": "bulgaria", "GR": "greece", "TR": "turkey", "UA": "ukraine", "RU": "russia", "US": "usa",
    "CA": "canada", "MX": "mexico", "BR": "brazil", "AR": "argentina", "CL": "chile", "CO": "colombia", "PE":
    "peru", "CN": "china", "JP": "japan", "KR": "korea", "IN": "india", "PK": "pakistan", "ID": "indonesia", "VN":
    "vietnam", "TH": "thailand", "PH": "philippines", "MY": "malaysia", "SG": "singapore", "AU": "australia", "NZ":
    "new_zealand", "EG": "egypt", "MA": "morocco", "DZ": "algeria", "TN": "tunisia", "NG": "nigeria", "ZA":
    "south_africa", "KE": "kenya", "ET": "ethiopia", "IL": "israel", "SA": "saudi_arabia", "IR": "iran", "IQ":
    "iraq", "SK": "slovakia", "SI": "slovenia", "HR": "croatia", "RS": "serbia", "EE": "estonia", "LV": "latvia",
    "LT": "lithuania",
}  # fmt: skip


@each_row(Row(language, code, (code, language)) for language in OURS for code in sorted(COUNTRIES))
def test_a_country_is_known_by_its_name(code: str, language: str) -> None:
    name = Locale(language).territories[code]
    meanings = {meaning for term in terms_of(name, language) for meaning in term.meanings}
    assert COUNTRIES[code] in meanings
