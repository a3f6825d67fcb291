"""How long texts are cut into passages, and passages into the words by which they are looked up."""

from __future__ import annotations

import re

from claims.matching.words.folding import HAN

PASSAGE = 400
"""Letters to a passage: about three sentences. Shorter ones split quotes, longer ones blur the vote."""
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> str:
    """The words of a passage for the index; runs of Chinese as overlapping pairs of characters."""
    if not HAN.search(text):
        return " ".join(_WORD.findall(text))
    words: list[str] = []
    for word in _WORD.findall(text):
        if HAN.search(word):
            words += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return " ".join(words)


def border(text: str, start: int) -> int:
    """The end of the passage that begins at `start`: a space if there is one in its second half."""
    end = start + PASSAGE
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + PASSAGE // 2, end)
    return space + 1 if space > 0 else end
