"""Small coins held against money in whole ones: 250 pence are 2.50 pounds."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Quantity, UnitKind

_SMALL = {"ct": "", "p": "GBP", "fen": "CNY"}
"""Coins that are a hundredth of another, with that one where their name tells it."""
_BASE = re.compile(r"[ /]")
"""What parts a unit from the base of its rate."""


def in_whole_coins(one: Quantity, other: Quantity) -> Quantity:
    """Cents held against money in whole coins are hundredths of that; pence are of the pound, 分 of the yuan."""
    if one.unit_kind is not UnitKind.CURRENCY or other.unit_kind is not UnitKind.CURRENCY:
        return one
    coin = _BASE.split(one.unit, maxsplit=1)[0]
    rest, whole = one.unit[len(coin) :], other.unit[:3]
    if coin not in _SMALL or _BASE.split(whole, maxsplit=1)[0] in _SMALL or (_SMALL[coin] and whole != _SMALL[coin]):
        return one
    top = None if one.max is None else one.max / 100
    return replace(one, value=one.value / 100, max=top, step=one.step / 100, unit=whole + rest)
