"""Which of two persons is meant, or both: "the latter", "the second", "they said"."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.nouns.people import CERTAIN, POSSIBLE
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.kin import Relatives
from claims.quotes.persons.recall import FARTHEST, Resolved

NEAR_FRAMES: Final = 2
"""Sentences back in which the person stands whom "the latter" means."""

_TWO: Final = 2
_MANY: Final = ("p", "mp", "fp")


class Pairs(Relatives):
    """The persons of one text, two by two."""

    def told_apart(self, mention: str, at: int, gender: Gender) -> Resolved | None:
        """Whom words mean that choose between two: the last named, or the first or the second of them."""
        words, mention = self._words.words, mention.lower().replace("’", "'")
        if mention in words.latter:
            return self._nearest(at, gender)
        if mention in words.concerned:
            return self._spoken_of(at, gender)
        place = 0 if mention in words.former else 1 if mention in words.second else -1
        names = self._two(at) if place >= 0 else []
        return Resolved(names[place], "", None) if names and self._fits(names[place], gender) else None

    def both(self, at: int, gender: Gender) -> Resolved | None:
        """The two persons whom a plural means, where no group has spoken since they were named."""
        joins = self._words.words.phrase.joins
        names = self._two(at) if gender in _MANY and joins else []
        told = any(gender in ("mp", "fp") and self.persons[name].gender not in ("", gender[0]) for name in names[:1])
        if not names or (told and gender == "fp"):
            return None
        since = self._since(at)
        groups = (one for place, one in self._heard[-_TWO * NEAR_FRAMES :] if since <= place < at)
        if any(one.kind != "person" and self._heard_fits(one, gender) for one in groups):
            return None
        return Resolved(f"{names[0]} {joins[0]} {names[1]}", "", None, gender="p")

    def each_of(self, phrase: Phrase) -> tuple[str, list[str]]:
        """The word that joins two persons of one phrase, and the name of each; empty where it is one person."""
        parts = phrase.name.split()
        at = next((i for i, part in enumerate(parts) if part in self._words.joins), 0) if phrase.gender == "p" else 0
        return (parts[at], [" ".join(parts[:at]), " ".join(parts[at + 1 :])]) if 0 < at < len(parts) - 1 else ("", [])

    def _spoken_of(self, at: int, gender: Gender) -> Resolved | None:
        """The person named last who did not speak last."""
        heard = self._last_heard(at)
        near = bisect_left(self._starts, at)
        for least in (CERTAIN, POSSIBLE):
            for i in range(near - 1, max(-1, near - FARTHEST), -1):
                name = self._names[i]
                if self._may_be(i, gender, least) and (heard is None or heard.name != name):
                    return Resolved(name, "", None)
        return None

    def two_of(self, mention: str, at: int) -> Resolved | None:
        """Both persons of whom "the two men" are said."""
        words = mention.lower().split()[:_TWO]
        return self.both(at, "p") if not self._words.words.two.isdisjoint(words) else None

    def _nearest(self, at: int, gender: Gender) -> Resolved | None:
        """The person named last before a place, where the sentence names another too: "Roux looked at Leroy"."""
        begin = self._frame_start(at)
        near = bisect_left(self._starts, at)
        for _ in range(NEAR_FRAMES):
            named = self._named_in(bisect_left(self._starts, begin), near)
            if len({self._names[i] for i in named}) == _TWO:
                last = self._names[named[-1]]
                return Resolved(last, "", None) if self._fits(last, gender) else None
            if named or not begin:
                return None
            begin = self._frame_start(begin - 1)
        return None

    def _named_in(self, first: int, end: int) -> list[int]:
        """The mentions of persons among those `[first, end)`; where only one is certain, whoever may be one counts."""
        certain = [i for i in range(first, end) if self._may_be(i, "", CERTAIN)]
        if len({self._names[i] for i in certain}) >= _TWO:
            return certain
        return [i for i in range(first, end) if self._may_be(i, "", POSSIBLE) and " " in self._names[i]]

    def _two(self, at: int) -> list[str]:
        """The two persons named last: those of the last sentence with two, or the only ones in the paragraphs near."""
        since = self._since(at)
        named = self._named_in(bisect_left(self._starts, since), bisect_left(self._starts, at))
        names = list(dict.fromkeys(self._names[i] for i in named))
        if len(names) == _TWO:
            return names
        for begin in dict.fromkeys(self._frame_start(self._starts[i]) for i in reversed(named)):
            of_sentence = (self._names[i] for i in named if self._frame_start(self._starts[i]) == begin)
            names = list(dict.fromkeys(of_sentence))
            if len(names) == _TWO:
                return names
        return []
