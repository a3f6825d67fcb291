"""The persons of a Chinese text: every name it gives once in full, and each place where one of them is mentioned.

A name is a surname with one or two characters. A title before it makes it certain; else it has to come back, and to
stand where a clause begins. Places where somebody is only spoken to or of (behind 对, 和, 被) are no subjects.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from claims.quotes.lexical.characters import all_han
from claims.quotes.unspaced.unspaced import UnspacedLexicon
from sources.document import Span

MOST_NAMES: Final = 400
"""Different names of a text that its words are held against."""
REPEATED: Final = 2
"""Times that a name has to occur which no title makes certain."""
LONGEST_DESCRIPTION: Final = 8
"""Characters before a name in which a title, a role or 的 is looked for."""
LONGEST_LEAD: Final = 4
"""Characters before a name in which a preposition is looked for, with a title behind it."""
FARTHEST: Final = 60
"""Mentions looked back over for a pronoun."""

_WHOLE: Final = 3
"""Signs of a surname and a given name of two."""

_SHORT: Final = 2
"""Signs of a surname with one more."""
_FRIENDS: Final = "老小"
"""What stands before a surname among friends."""
_FRIEND: Final = re.compile(f"[{_FRIENDS}](?=(.))")
_CLAUSE: Final = re.compile(r"(?:[^，,。；;：:！!？?\n、“”「」『』…—]|(?<=\d),(?=\d))+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention: where it stands, the full name, the title that goes with it, and whether it may be a subject."""

    start: int
    end: int
    name: str
    title: str
    subject: bool


class Places:
    """Where names stand in a text. Most begin with a surname and are looked for where one stands, by their first two.

    To look at every sign of a text for its names took a twentieth of all time.
    """

    def __init__(self, text: str, words: UnspacedLexicon) -> None:
        self._text = text
        self._words = words
        self._pairs: dict[str, list[int]] = {}
        for found in words.begins_name.finditer(text):
            at = found.start()
            self._pairs.setdefault(text[at : at + 2], []).append(at)

    def of(self, name: str) -> list[int]:
        """The places of a name in order."""
        text = self._text
        if len(name) > 1 and name[0] in self._words.begin_names:
            return [at for at in self._pairs.get(name[:2], ()) if text.startswith(name, at)]
        places, at = [], text.find(name)
        while at >= 0:
            places.append(at)
            at = text.find(name, at + 1)
        return places

    def coming_back(self, quoted: Callable[[int], bool]) -> dict[str, list[int]]:
        """What is a surname with one or two signs more and stands outside marks more than once, with its places."""
        text, doubles = self._text, self._words.double_surnames
        found: dict[str, list[int]] = {}
        for pair, places in self._pairs.items():
            surname = 2 if pair in doubles else 1
            if len(places) < REPEATED or (surname == 1 and pair[0] not in self._words.surnames):
                continue
            begins = [at for at in places if not (quoted(at) or text[max(0, at - 1) : at + 1] in doubles)]
            for length in (surname + 1, surname + 2):
                for at in begins:
                    if at + length <= len(text):
                        found.setdefault(text[at : at + length], []).append(at)
        return {name: places for name, places in found.items() if len(places) >= REPEATED and all_han(name)}


def _last_of(name: str) -> str:
    """A name from behind its last point on."""
    return name[name.rfind("·") + 1 :]


class Cast:
    """The persons of one text in simplified characters, in the order of their mentions."""

    def __init__(self, text: str, words: UnspacedLexicon, quoted: Callable[[int], bool]) -> None:
        self._text = text
        self._words = words
        self._quoted = quoted
        self.titles: dict[str, str] = {}
        found = [one for one in words.names(text) if not quoted(one[0])]
        named = list(dict.fromkeys((name, title) for _, name, title in found))[:MOST_NAMES]
        self._places = Places(text, words)
        for name, title in named:
            self.titles.setdefault(self._whole(name), title)
        self.foreign = {name.rsplit("·", 1)[1]: name for name in self.titles if "·" in name}
        for name in [one for one in self._repeated() if not any(one in last for last in self.foreign)]:
            self.titles.setdefault(name, "")
        for name in self._friends():
            self.titles.setdefault(name, "")
        self._called = self._familiar()
        self.seen = sorted(self._mentions(), key=lambda one: one.start)
        self._starts = [one.start for one in self.seen]

    def _whole(self, name: str) -> str:
        """A name without the next word that was taken for its end: the shorter form is what the text has more often."""
        last = _last_of(name)
        point = len(name) - len(last)
        if len(last) == _SHORT and self._goes_on(last):
            return name + self._words.words.name_end
        least = 2 if not point or len(last) > 2 else len(last)
        if len(last) <= least or self._words.no_name.match(last):
            return name
        times = len(self._places.of(last))
        for length in range(len(last) - 1, least - 1, -1):
            places = self._places.of(last[:length])
            if len(places) > times and self._stands_alone(length, places):
                return name[: point + length]
        return name

    def _stands_alone(self, length: int, places: Iterable[int]) -> bool:
        """Whether a name ends for certain somewhere: brothers may have its first signs in common, and no more."""
        ends = (at + length for at in places)
        return any(self._words.after_name.match(self._text, end) or end == len(self._text) for end in ends)

    def _goes_on(self, name: str) -> bool:
        """Whether a name of two signs is always followed by what ends many a name and looks like "and": 何永和."""
        times = len(self._places.of(name))
        return times >= REPEATED and len(self._places.of(name + self._words.words.name_end)) == times

    def _repeated(self) -> Iterator[str]:
        """Names that come back: a surname and one or two characters that stand at the head of a clause."""
        back = self._places.coming_back(self._quoted)
        crosses = self._words.crosses_body
        often = {
            name: len(back[name])
            for name in sorted(back, key=lambda one: (back[one][0], len(one)))
            if not crosses(self._text, back[name][0], back[name][0] + len(name))
        }
        longer: dict[str, list[str]] = {}
        for name in often:
            longer.setdefault(name[:-1], []).append(name)
        for name in often:
            heads = sum(map(self._heads, back[name]))
            if not heads or (heads == 1 and not self._ended(name, back[name])):
                continue
            if self._is_name(name, often, longer.get(name, [])):
                yield name

    def _friends(self) -> list[str]:
        """What somebody is called among friends by a given name, where it comes back and opens a clause: 小兰."""
        found = [one for one in self._words.given.finditer(self._text) if not self._quoted(one.start())]
        times = Counter(one.group() for one in found)
        heads = Counter(one.group() for one in found if self._heads(one.start()))
        return [name for name, often in times.items() if often >= REPEATED and heads[name] and name not in self.titles]

    def _heads(self, at: int) -> bool:
        """Whether a clause, or what describes somebody, stands before a place."""
        before = self._text[max(0, at - LONGEST_DESCRIPTION) : at]
        return not before or not all_han(before[-1]) or self._words.describing.of(before)

    def _ended(self, name: str, places: Sequence[int]) -> bool:
        """Whether a name ends for certain at one of its places."""
        after = self._words.after_name
        return any(after.match(self._text, at + len(name)) for at in places)

    def _is_name(self, name: str, often: dict[str, int], longer: list[str]) -> bool:
        """Whether what comes back is a whole name, neither a part of one nor a name with the next word."""
        short = name[:-1]
        if self._words.no_name.match(name) or (short in often and self._words.breaks.match(name, len(short))):
            return False
        most = max(longer, key=often.__getitem__, default="")
        if most and 2 * often[most] > often[name]:
            return self._words.breaks.match(most, len(name)) is not None
        return short not in often or 2 * often[name] > often[short]

    def _mentions(self) -> Iterator[Seen]:
        for at, written in _first_of(self._written()):
            if self._quoted(at) or written in self._words.are_no_names:
                continue
            name = self._full(written)
            if name == written and name not in self.titles and self._within_name(at):
                continue
            yield Seen(at, at + len(written), name, self.titles.get(name, ""), not self._led(at))

    def _led(self, at: int) -> bool:
        """Whether something is done to, or said of, whom a place mentions, with a title or without: 向[校长]林阿兰."""
        text, start = self._text, max(0, at - LONGEST_LEAD)
        end = at - text.endswith("\n", start, at)
        end -= self._words.last_person.length(text, start, end)
        return self._words.governing.length(text, start, end) > 0

    def _written(self) -> Iterator[tuple[int, int, str]]:
        """Where what may mention a person stands: a name, a surname with a title or among friends, an elder's name.

        Each with its rank, for where two stand at one place: of the names the longest counts, before all else.
        """
        text = self._text
        names = sorted([*self.titles, *self.foreign], key=len, reverse=True)[:MOST_NAMES]
        for name in names:
            yield from ((at, -len(name), name) for at in self._places.of(name))
        surnames = {name[0] for name in names if "·" not in name}
        for friend in _FRIEND.finditer(text) if surnames else ():
            if friend.group(1) in surnames:
                yield friend.start(), 2, friend.group() + friend.group(1)
        for elder in self._words.elder.finditer(text) if self._called else ():
            called = text[elder.start() - 1 : elder.end()]
            if called in self._called:
                yield elder.start() - 1, 3, called
        for titled in self._words.titled.finditer(text):
            yield titled.start(), 1, text[titled.start() : titled.end(1)]

    def _familiar(self) -> dict[str, str]:
        """What neighbours call the persons of the text, who have a given name of two signs: [林阿兰], 兰姨."""
        known = [name for name in self.titles if "·" not in name and len(name) == _WHOLE]
        return {name[-1] + elder: name for name in known for elder in self._words.words.elders}

    def _within_name(self, at: int) -> bool:
        """Whether a surname with a title is the end of a longer name: 冯玉[兰老人]."""
        before = self._text[max(0, at - LONGEST_DESCRIPTION) : at]
        inside = before and all_han(before[-1]) and not self._words.describing.of(before)
        return bool(inside) and self._words.breaks.match(before, len(before) - 1) is None

    def _full(self, written: str) -> str:
        """The full name for a last name, or for a surname with a title."""
        if written in self.titles:
            return written
        if written in self.foreign:
            return self.foreign[written]
        if written in self._called:
            return self._called[written]
        if written[0] in _FRIENDS:
            return next((name for name in self.titles if name[0] == written[1] and "·" not in name), written)
        title = written[1:]
        alike = [name for name in self.titles if name[0] == written[0] and "·" not in name]
        known = next((name for name in alike if title in self.titles[name]), "")
        return known or (alike[0] if len(alike) == 1 and title not in self._words.honorifics else written)

    def within(self, span: Span) -> list[Seen]:
        """The mentions in a span."""
        return self.seen[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def last(self, at: int) -> Seen | None:
        """The last person before a place that was the subject of a clause; else the last mentioned."""
        near = bisect_left(self._starts, at)
        recent = self.seen[max(0, near - FARTHEST) : near]
        return next((one for one in reversed(recent) if one.subject), recent[-1] if recent else None)

    def before(self, at: int) -> Seen | None:
        """The last person mentioned before a place, be it as whom something is done to."""
        near = bisect_left(self._starts, at)
        return self.seen[near - 1] if near else None

    def holder(self, role: str, at: int) -> Seen | None:
        """The last person before a place whose title a role alone stands for: 县长; else the next who has just that."""
        near = bisect_left(self._starts, at)
        before = next((one for one in reversed(self.seen[max(0, near - FARTHEST) : near]) if role in one.title), None)
        return before or next((one for one in self.seen[near : near + FARTHEST] if role == one.title), None)

    def later(self, at: int) -> Seen | None:
        """The first person behind a place who is the subject of a clause."""
        near = bisect_left(self._starts, at)
        return next((one for one in self.seen[near : near + FARTHEST] if one.subject), None)

    def clauses(self, span: Span) -> list[Span]:
        """The clauses of a span, in order."""
        return [Span(*found.span()) for found in _CLAUSE.finditer(self._text, span.start, span.end)]


def _first_of(written: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, str]]:
    """What stands at places of a text, the first of what overlaps."""
    end = 0
    for at, _, word in sorted(written):
        if at >= end:
            yield at, word
            end = at + len(word)
