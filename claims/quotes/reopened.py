"""A quote that goes on over paragraphs, its mark opened again at each: who it is may be said only at its end."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from claims.model import Quote


def filled(quotes: list[Quote], reopened: Container[int]) -> list[Quote]:
    """The quotations, with the speaker of a later paragraph for those that were left open before it.

    `reopened` tells the places where a quotation starts whose mark the next paragraph opens again.
    """
    found = list(quotes)
    for i in range(len(found) - 2, -1, -1):
        one, following = found[i], found[i + 1]
        if one.speaker is None and following.speaker is not None and one.span.start in reopened:
            found[i] = replace(one, speaker=following.speaker)
            found[i + 1] = replace(following, follows=one.span)
    return found
