"""Units that can be compared: written names to symbols, symbols to dimensions, values between symbols.

For the matcher. A `Quantity` keeps its unit as it was written ("ans", "Jahre", `km`, `EUR`, "habitants");
`canonical_unit` gives the symbol that stands for it in every language, where there is one:

    canonical_unit("ans", UnitKind.DURATION, "fr")      -> "a"
    canonical_unit("years", UnitKind.AGE, "en")         -> "a"
    canonical_unit("GWh/a", UnitKind.MEASURE, "fr")     -> "GWh/a"
    canonical_unit("habitants", UnitKind.COUNT, "fr")   -> ""       a noun has no symbol

`same_dimension(a, b)` and `convert(value, a, b)` work on symbols, rates ("m3/s", "EUR/MWh") included. The factors are
exact (BIPM SI brochure; international yard and pound agreement of 1959; NIST SP 811). A month counts 1/12 of a year of
365.2425 days (Gregorian mean). Currencies are dimensions of their own: nothing here knows rates of exchange.
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from claims.model import Quantity, UnitKind
from claims.numbers.lexical.words import load_lexicon

EXACT: Final = Context(prec=50)

_DIMENSIONS: Final[dict[str, dict[str, str]]] = {
    "length": {
        "m": "1",
        "nm": "1e-9",
        "µm": "1e-6",
        "mm": "0.001",
        "cm": "0.01",
        "dm": "0.1",
        "km": "1000",
        "in": "0.0254",
        "ft": "0.3048",
        "yd": "0.9144",
        "mi": "1609.344",
        "nmi": "1852",
        "furlong": "201.168",
        "fathom": "1.8288",
        "AU": "149597870700",
        "pc": "30856775814913673",
        "li": "500",
        "ly": "9460730472580800",
    },
    "area": {
        "m2": "1",
        "mm2": "1e-6",
        "cm2": "0.0001",
        "km2": "1000000",
        "ha": "10000",
        "a2": "100",
        "ft2": "0.09290304",
        "in2": "0.00064516",
        "yd2": "0.83612736",
        "mi2": "2589988.110336",
        "ac": "4046.8564224",
        "mu": "666.6666666666666666666666667",
        "ping": "3.305785123966942148760330579",
    },
    "volume": {
        "m3": "1",
        "cm3": "1e-6",
        "dm3": "0.001",
        "l": "0.001",
        "ml": "1e-6",
        "cl": "1e-5",
        "dl": "0.0001",
        "hl": "0.1",
        "hm3": "1000000",
        "km3": "1e9",
        "gal": "0.003785411784",
        "impgal": "0.00454609",
        "bbl": "0.158987294928",
        "ft3": "0.028316846592",
        "in3": "1.6387064e-5",
        "yd3": "0.764554857984",
        "Ml": "1000",
        "Gl": "1e6",
        "µl": "1e-9",
        "qt": "0.000946352946",
        "floz": "2.95735295625e-5",
        "tsp": "4.92892159375e-6",
        "tbsp": "1.478676478125e-5",
        "bu": "0.03523907016688",
        "pt": "0.00056826125",
    },
    "mass": {
        "kg": "1",
        "g": "0.001",
        "hg": "0.1",
        "mg": "1e-6",
        "µg": "1e-9",
        "ng": "1e-12",
        "shortton": "907.18474",
        "cwt": "50.80234544",
        "t": "1000",
        "kt": "1e6",
        "Mt": "1e9",
        "Gt": "1e12",
        "lb": "0.45359237",
        "oz": "0.028349523125",
        "st": "6.35029318",
        "q": "100",
        "jin": "0.5",
        "ct_mass": "0.0002",
        "ozt": "0.0311034768",
    },
    "time": {
        "s": "1",
        "ms": "0.001",
        "µs": "1e-6",
        "ns": "1e-9",
        "min": "60",
        "quarterhour": "900",
        "halfhour": "1800",
        "threequarterhours": "2700",
        "h": "3600",
        "d": "86400",
        "wk": "604800",
        "fortnight": "1209600",
        "mo": "2629746",
        "bimester": "5259492",
        "quarter": "7889238",
        "trimester": "10518984",
        "semester": "15778476",
        "a": "31556952",
        "lustrum": "157784760",
        "decade": "315569520",
        "century": "3155695200",
        "millennium": "31556952000",
    },
    "energy": {
        "J": "1",
        "kJ": "1000",
        "MJ": "1e6",
        "GJ": "1e9",
        "TJ": "1e12",
        "PJ": "1e15",
        "Wh": "3600",
        "kWh": "3.6e6",
        "MWh": "3.6e9",
        "GWh": "3.6e12",
        "TWh": "3.6e15",
        "cal": "4.184",
        "kcal": "4184",
        "BTU": "1055.05585262",
    },
    "power": {
        "W": "1",
        "mW": "0.001",
        "kW": "1000",
        "MW": "1e6",
        "GW": "1e9",
        "TW": "1e12",
        "hp": "745.69987158227022",
        "PS": "735.49875",
    },
    "peak power": {"Wp": "1", "kWp": "1000", "MWp": "1e6", "GWp": "1e9"},
    "storage": {
        "bit": "1",
        "kbit": "1e3",
        "Mbit": "1e6",
        "Gbit": "1e9",
        "Tbit": "1e12",
        "B": "8",
        "kB": "8e3",
        "MB": "8e6",
        "GB": "8e9",
        "TB": "8e12",
        "PB": "8e15",
        "EB": "8e18",
    },
    "data rate": {"bit/s": "1", "kbit/s": "1e3", "Mbit/s": "1e6", "Gbit/s": "1e9", "Tbit/s": "1e12"},
    "pressure": {
        "Pa": "1",
        "hPa": "100",
        "kPa": "1000",
        "MPa": "1e6",
        "bar": "100000",
        "mbar": "100",
        "psi": "6894.757293168361",
        "atm": "101325",
        "mmHg": "133.322387415",
    },
    "force": {"N": "1", "kN": "1000"},
    "torque": {"Nm": "1"},
    "light": {"lx": "1"},
    "frequency": {"Hz": "1", "kHz": "1e3", "MHz": "1e6", "GHz": "1e9", "THz": "1e12"},
    "voltage": {"V": "1", "mV": "0.001", "kV": "1000"},
    "current": {"A": "1", "mA": "0.001"},
    "charge": {"Ah": "1", "mAh": "0.001"},
    "speed": {"km/h": "0.2777777777777777777777777778", "mph": "0.44704", "kn": "0.5144444444444444444444444444"},
    "sound": {"dB": "1"},
    "magnitude": {"magnitude": "1", "级": "1"},
    "dose": {"Sv": "1", "mSv": "0.001", "µSv": "1e-6"},
    "activity": {"Bq": "1", "kBq": "1e3", "MBq": "1e6"},
    "share": {"%": "1", "‰": "0.1"},
    "points": {"pp": "1", "bp": "0.01"},
}
_FACTORS: Final = {
    symbol: (name, Decimal(factor)) for name, symbols in _DIMENSIONS.items() for symbol, factor in symbols.items()
}
_TEMPERATURES: Final = {
    "°": (Decimal(1), Decimal(0)),
    "°C": (Decimal(1), Decimal(0)),
    "K": (Decimal(1), Decimal("-273.15")),
    "°F": (Decimal(5) / 9, Decimal(-160) / 9),
}
"""Degrees Celsius are `factor * value + offset`. Bare degrees are taken for Celsius."""


@lru_cache(maxsize=4096)
def canonical_unit(unit: str, unit_kind: UnitKind | str, language: str) -> str:
    """The symbol that stands for a written unit in every language; empty where there is none (counted nouns)."""
    kind = UnitKind(unit_kind)
    if kind in (UnitKind.COUNT, UnitKind.ORDINAL, UnitKind.MULTIPLE):
        return ""
    if kind in (UnitKind.CURRENCY, UnitKind.PERCENT) or dimension(unit):
        return unit
    name = unit.casefold()
    lexicon = load_lexicon(language)
    if kind is UnitKind.DURATION and name in lexicon.amount_units.entries:
        return lexicon.amount_units.entries[name]
    for entries in (lexicon.durations.entries, lexicon.measures.entries, lexicon.symbols.entries):
        if name in entries:
            return entries[name]
        if unit in entries.values():
            return unit
    return "a" if kind is UnitKind.AGE else ""


def dimension(symbol: str) -> str:
    """What a symbol measures: `length`, `mass`, `volume/time`; a currency code stands for itself; else empty."""
    if symbol in _TEMPERATURES:
        return "temperature"
    if symbol in _FACTORS:
        return _FACTORS[symbol][0]
    if "/" in symbol:
        above, _, below = symbol.partition("/")
        over, under = dimension(above), dimension(below)
        return f"{over}/{under}" if over and under else ""
    return symbol if len(symbol) == 3 and symbol.isascii() and symbol.isupper() else ""


def same_dimension(a: str, b: str) -> bool:
    """Whether values in the two symbols can be held against each other."""
    return a == b or (bool(dimension(a)) and _speed(dimension(a)) == _speed(dimension(b)))


def convert(value: Decimal, from_symbol: str, to_symbol: str) -> Decimal:
    """`value` in another unit of the same dimension.

    Raises `ValueError` where the dimensions differ: ask `same_dimension` first.
    """
    if from_symbol == to_symbol:
        return value
    if not same_dimension(from_symbol, to_symbol):
        raise ValueError(f"{from_symbol!r} and {to_symbol!r} measure different things: compare units first")
    if from_symbol in _TEMPERATURES:
        factor, offset = _TEMPERATURES[from_symbol]
        to_factor, to_offset = _TEMPERATURES[to_symbol]
        return EXACT.divide(EXACT.subtract(EXACT.fma(value, factor, offset), to_offset), to_factor)
    return EXACT.divide(EXACT.multiply(value, _factor(from_symbol)), _factor(to_symbol))


def in_base_unit(value: Decimal, symbol: str) -> tuple[str, Decimal]:
    """What a symbol measures, and `value` in that dimension's own unit; empty and as it is for an unknown one."""
    name = _speed(dimension(symbol))
    if not name:
        return "", value
    if symbol in _TEMPERATURES:
        return name, EXACT.fma(value, *_TEMPERATURES[symbol])
    return name, EXACT.multiply(value, _factor(symbol))


def compare_units(a: Quantity, b: Quantity, language_a: str, language_b: str) -> bool | None:
    """Whether two quantities have comparable units; None where neither has a symbol, so that words must tell."""
    first = canonical_unit(a.unit, a.unit_kind, language_a)
    second = canonical_unit(b.unit, b.unit_kind, language_b)
    if not first and not second:
        return None
    return same_dimension(first, second)


def _speed(name: str) -> str:
    return "speed" if name == "length/time" else name


def _factor(symbol: str) -> Decimal:
    if symbol in _FACTORS:
        return _FACTORS[symbol][1]
    if "/" in symbol:
        above, _, below = symbol.partition("/")
        return EXACT.divide(_factor(above), _factor(below))
    return Decimal(1)
