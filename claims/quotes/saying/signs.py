"""Words that a sign, a placard or a banner bears: nobody in particular says them."""

from __future__ import annotations

from typing import Final

from claims.quotes.lexical.facts import CARRIER, JOIN
from claims.quotes.lexical.tokens import Tokens
from claims.quotes.saying.slots import SlotReader

FARTHEST_SIGN: Final = 12
"""Tokens between a sign and the words on it."""


def on_sign(slots: SlotReader, at: int, previous: int) -> bool:
    """Whether a sign bears the quotation at the token `at`; `previous` is the one before it in the frame, or -1."""
    tokens, facts = slots.tokens, slots.facts
    if previous > 0 and _only_joined(tokens, previous, at):
        return on_sign(slots, previous, -1)
    low = max(previous, at - 1 - FARTHEST_SIGN)
    carrier = at - 1
    while carrier > low and not facts[carrier] & CARRIER:
        carrier -= 1
    if carrier <= low or "," in tokens.texts[carrier:at]:
        return False
    said = slots.before(at, previous + 1)
    if said is None or said.end <= carrier or said.first == said.end or (said.subject is None and not said.dropped):
        return slots.behind(at) is None
    return said.subject is not None and said.subject.first <= carrier < said.subject.end


def _only_joined(tokens: Tokens, first: int, end: int) -> bool:
    """Whether nothing but a comma or "and" stands between two quotations."""
    return all(tokens.texts[at] in ",;" or tokens.facts[at] & JOIN for at in range(first + 1, end))
