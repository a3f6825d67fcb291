"""Two values of which one may be a slip for the other: of a digit, of the ear, of a power of ten."""

from __future__ import annotations

from decimal import Decimal

_EXACTLY = Decimal("1e-9")
_SCALES = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 6, 8, 9))
_SCALES_APART = {
    apart: tuple(scale for scale in _SCALES if abs(scale.adjusted() - apart) <= 1)
    for apart in range(_SCALES[-1].adjusted() + 2)
}
"""Those that may lie between two figures, by how many powers of ten are between their first digits."""
_PARTS = range(2, 11)
"""Parts by which a fraction is said by its name: halves to tenths."""
_BESIDE = Decimal("0.18")
"""How far apart the fractions lie at the most that are said for each other: a half and a third."""
_PLAIN = (Decimal(1) / 4, Decimal(1) / 3, Decimal(1) / 2, Decimal(2) / 3, Decimal(3) / 4)
"""The fractions that anybody says."""
_FACTORS = range(2, 11)
"""How many times are said by a word of their own: double, treble."""
_TEENS = range(13, 20)
"""What is heard or read for its ten: thirteen for thirty."""


def same_value(one: Decimal, other: Decimal) -> bool:
    """Whether they are the same but for what a conversion leaves."""
    return abs(one - other) <= _EXACTLY * max(abs(one), abs(other))


def on_another_scale(ours: Decimal, theirs: Decimal) -> bool:
    """Whether they are the same but for a power of ten that is easily lost."""
    apart = abs(ours.adjusted() - theirs.adjusted())  # off by one where the one is 99.9... and the other 100
    return any(
        same_value(ours, theirs * scale) or same_value(theirs, ours * scale) for scale in _SCALES_APART.get(apart, ())
    )


def another_fraction(ours: Decimal, theirs: Decimal) -> bool:
    """Whether two shares are fractions that have names, near each other or each other's rest: a third, a quarter."""
    if same_value(ours, theirs) or not (_is_named(ours) and _is_named(theirs)):
        return False
    return abs(ours - theirs) <= _BESIDE or same_value(ours + theirs, Decimal(1))


def past_another(said: Decimal, share: Decimal) -> bool:
    """Whether a share lies beyond a plainer fraction than the one that is said for it: 0.64 is not nearly 3/4."""
    low, high = sorted((said, share))
    return any(low < one < high and not same_value(one, said) for one in _PLAIN)


def another_factor(ours: Decimal, theirs: Decimal) -> bool:
    """Whether two factors have words of their own and follow each other: double, treble."""
    return ours in _FACTORS and theirs in _FACTORS and abs(ours - theirs) == 1


def _is_named(share: Decimal) -> bool:
    return 0 < share < 1 and any(same_value(share * parts, (share * parts).to_integral_value()) for parts in _PARTS)


def a_slip(ours: Decimal, theirs: Decimal) -> bool:
    """Whether the one may have been written, or heard, for the other."""
    return _one_slip(_digits(ours), _digits(theirs)) or _sound_alike(ours, theirs)


def _digits(value: Decimal) -> str:
    return f"{abs(value):f}".replace(".", "").strip("0")


def _one_slip(ours: str, theirs: str) -> bool:
    """Whether two figures of two digits or more differ by one digit, or have their digits in another order."""
    if len(ours) < 2 or len(ours) != len(theirs):
        return False
    return sorted(ours) == sorted(theirs) or sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1


def _sound_alike(ours: Decimal, theirs: Decimal) -> bool:
    """Whether one is heard for the other: fourteen and forty, vierzehn and vierzig, 十四 and 四十."""
    low, high = sorted((ours, theirs))
    return low in _TEENS and high == (low - 10) * 10
