"""The letters that what a pattern matches may begin with.

A text is looked over once for many patterns: at each word its first letter tells which of them may begin there, mostly
none. Such a look may let through more than the patterns match, never less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_BEHIND: Final = re.compile(r"(?:\\b|\(\?<[!=][^()]*\)|\(\?:(?:\(\?<[!=][^()]*\)\|?)+\))*")
"""What only looks back: a place that it forbids is let through."""
_GROUP: Final = re.compile(r"\(\?[:=]")
"""A group, or what must follow."""
_NAME: Final = re.compile(r"\?P<\w+>")
_ATOM: Final = re.compile(r"\[(?!\^)(?:\\.|[^\]\\])+\]|\\[d\W]|[^\\()\[\]|?*+{}.^$]")
"""A pattern for one character."""
_DIGIT: Final = re.compile(r"\d|\\d|\[(?:\d-\d|\d)+\]")
"""A pattern for one digit."""
_TIMES: Final = re.compile(r"(?:(?P<any>[?*])|(?P<some>\+)|\{(?P<least>\d+)(?:,(?P<most>\d+))?\})\+?")
_LOOKS: Final = ("(?!", "(?<")
_SIGN: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]")
"""What parts or closes a group, and what may hold such a sign without meaning it."""


def by_initial(patterns: Iterable[str]) -> dict[str, list[str]]:
    """By the letters that a match of any of the patterns may begin with, patterns of what follows there.

    A letter is a pattern for one character. Under the empty one stand patterns whose letters cannot be told.
    """
    return _sorted(begun for pattern in patterns for begun in _initials(_NAME.sub("?:", pattern)))


def behind_digits(pattern: str) -> dict[str, list[str]]:
    """By the letters that a match may have behind the digits that it begins with, patterns of what follows there.

    Under the empty one stands what may end with its digits, and what need not begin with any.
    """
    begun = by_initial([pattern])
    if not all(map(_DIGIT.fullmatch, begun)):
        return {"": [pattern]}
    found, seen, left = dict[str, list[str]](), set[str](), [pattern]
    while left:
        for letter, rests in by_initial([left.pop()]).items():
            if _DIGIT.fullmatch(letter):
                left += set(rests) - seen
                seen.update(rests)
            else:
                found.setdefault(letter, []).extend(rests)
    return found


def any_of(patterns: Iterable[str]) -> str:
    """A pattern for any of the patterns, tried in their order."""
    ways = list(dict.fromkeys(patterns))
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _sorted(begun: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for letter, rest in begun:
        found.setdefault(letter, []).append(rest)
    return found


def _initials(pattern: str) -> Iterator[tuple[str, str]]:
    start = 0
    for end in (*_bars(pattern), len(pattern)):
        yield from _of_one(pattern[start:end])
        start = end + 1


def _of_one(pattern: str) -> Iterator[tuple[str, str]]:
    """The letters of a pattern that is no alternation, each with what follows."""
    pattern = _BEHIND.sub("", pattern, count=1)
    group = _GROUP.match(pattern)
    first = group or _ATOM.match(pattern)
    if first is None:
        yield "", pattern
        return
    end = first.end() if group is None else _group_end(pattern)
    begun = {first[0]: [""]} if group is None else _sorted(_initials(pattern[first.end() : end - 1]))
    if group is not None and group[0] == "(?=":
        yield from ((letter, any_of(tails)) if letter else ("", pattern) for letter, tails in begun.items())
        return
    times = _TIMES.match(pattern, end)
    rest = pattern[end if times is None else times.end() :]
    again = "" if times is None else pattern[:end] + _once_less(times)
    for letter, tails in begun.items():
        yield (letter, _without_looks(any_of(tails) + again + rest)) if letter else ("", pattern)
    if times is not None and (times["any"] or times["least"] == "0"):
        yield from _of_one(rest)


def _once_less(times: re.Match[str]) -> str:
    """What repeats the rest of the times."""
    if times["least"] is None:
        return "{0}" if times["any"] == "?" else "*"
    least, most = int(times["least"]), int(times["most"] or times["least"])
    return f"{{{max(0, least - 1)},{max(0, most - 1)}}}"


def _without_looks(pattern: str) -> str:
    """The pattern without what it forbids around it: so it lets through more, and is made in less time."""
    if not any(look in pattern for look in _LOOKS):
        return pattern
    kept, depth, place, forbidden = "", 0, 0, False
    for sign in _SIGN.finditer(pattern):
        if sign[0] == "(" and not depth and pattern.startswith(_LOOKS, sign.start()):
            kept, forbidden = kept + pattern[place : sign.start()], True
        depth += (sign[0] == "(") - (sign[0] == ")")
        if forbidden and not depth:
            place, forbidden = sign.end(), False
    return kept + pattern[place:]


def _bars(pattern: str) -> Iterator[int]:
    """Where the alternatives of a pattern are parted."""
    depth = 0
    for sign in _SIGN.finditer(pattern):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "|" and not depth:
            yield sign.start()


def _group_end(pattern: str) -> int:
    """The place after the group that the pattern begins with."""
    depth = 0
    for sign in _SIGN.finditer(pattern):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if not depth:
            return sign.end()
    return len(pattern)
