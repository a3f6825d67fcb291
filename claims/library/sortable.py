"""Figures as text that sorts as they do, so that an index of a database finds ranges of them exactly.

A key is a letter for the sign, the place of the first digit, and the digits without zeros at their end. What a
negative figure is the less by is written by its complement. Each value has one key, and each key one value: no
rounding takes place, as it would with floating point.
"""

from __future__ import annotations

from decimal import Decimal

_PLACES = 5_000
"""Powers of ten up to which a figure can be sorted; what is further from one counts as just so far."""
_WIDTH = 5
_ZERO = "o"
_POSITIVE, _NEGATIVE = "p", "n"
_END = "~"
"""Comes after every digit: of two negative figures the one with more digits is the smaller."""
_COMPLEMENT = str.maketrans("0123456789", "9876543210")


def sortable(value: Decimal) -> str:
    """The key of a finite figure: `sortable(a) < sortable(b)` where, and only where, a < b."""
    sign, digits, _ = value.as_tuple()
    written = "".join(map(str, digits)).lstrip("0").rstrip("0")
    if not written:
        return _ZERO
    place = min(2 * _PLACES, max(0, value.adjusted() + _PLACES))
    if not sign:
        return f"{_POSITIVE}{place:0{_WIDTH}d}{written}"
    return f"{_NEGATIVE}{2 * _PLACES - place:0{_WIDTH}d}{written.translate(_COMPLEMENT)}{_END}"


def value_of(key: str) -> Decimal:
    """The figure of a key, without zeros at its end. Raises `ValueError` for what is no key."""
    if key == _ZERO:
        return Decimal(0)
    sign, place, written = key[:1], key[1 : 1 + _WIDTH], key[1 + _WIDTH :]
    if sign == _NEGATIVE:
        written = written.removesuffix(_END).translate(_COMPLEMENT)
    digits = tuple(map(int, written))
    if sign not in {_POSITIVE, _NEGATIVE} or not digits or len(place) != _WIDTH:
        raise ValueError(f"{key!r} is no key of a figure")
    first = int(place) - _PLACES if sign == _POSITIVE else _PLACES - int(place)
    return Decimal((int(sign == _NEGATIVE), digits, first - len(digits) + 1))
