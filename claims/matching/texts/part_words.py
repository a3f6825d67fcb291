"""The words that tell a part from the whole that it is of."""

from __future__ import annotations

from functools import cache

from claims.language import Words, read_words


class PartWords(Words):
    """`of`: what stands between a part and the whole that it is of, in whichever language.

    `whole`: the word behind a share that leads to its whole. `first`: what leads to a whole before its part, `within`
    what stands between the two, `behind` what follows a part.
    """

    of: tuple[str, ...]
    whole: frozenset[str]
    first: tuple[str, ...]
    within: tuple[str, ...]
    behind: tuple[str, ...]


@cache
def part_words() -> PartWords:
    """The words, read once."""
    return read_words("und", "parts", PartWords)


def begins_part(label: str) -> bool:
    """Whether the label of a row says that it is a part of a row above it: of which seed, 其中：种子."""
    said = " ".join(label.casefold().split())
    return any(
        said.startswith(word) and (word >= "\u2e80" or not said[len(word) :][:1].isalnum())
        for word in part_words().within
    )
