"""Who won and who lost, where only that is said of somebody: "Reyes beat Holm. “No legs,” said the loser."."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from claims.quotes.persons.pairs import Pairs

_TWO: Final = 2


class Contestants(Pairs):
    """The persons of one text, by what a sentence that names two of them says of their contest."""

    def contestant(self, noun: str, at: int) -> str:
        """The winner or the loser, by the last sentence before a place that names two; empty where none tells."""
        contests = self._words.words.contests
        if noun not in contests.winners and noun not in contests.losers:
            return ""
        near = bisect_left(self._starts, at) - 1
        while near >= 0:
            begin = self._frame_start(self._starts[near])
            first = bisect_left(self._starts, begin)
            names = list(dict.fromkeys(self._names[first : near + 1]))
            if len(names) == _TWO:
                following = bisect_right(self._frames, begin)
                end = self._frames[following] if following < len(self._frames) else at
                if self._led(self._starts[first]):
                    names.reverse()
                sentence = self._text[begin:end].replace("’", "'")
                lost = _has(sentence, contests.lost)
                told = lost or _has(sentence, contests.won)
                return names[lost == (noun in contests.winners)] if told else ""
            near = min(first, near) - 1
        return ""


def _has(sentence: str, expressions: Iterable[str]) -> bool:
    return re.search(rf"\b(?:{'|'.join(expressions)})\b", sentence, re.IGNORECASE) is not None
