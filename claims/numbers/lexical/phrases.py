"""Phrases looked up at a place of a text, or just before it, and patterns made of many of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from claims.errors import LanguageError

V = TypeVar("V")
HAN: Final = "\u2e80"
"""The first letter of the scripts that do not part their words."""


_Entry = tuple[str, int, bool, V]
"""A phrase, its length, whether its far end is a letter, and its value."""
_Shelves = dict[str, list[tuple[int, dict[str, list[_Entry[V]]]]]]
"""Phrases by their two outer letters, then by up to `_MORE` further ones, most first: long lists are never walked."""
_MORE: Final = 3
_EMPTY: Final[list[Any]] = []
_KNOWN: Final = 2 + _MORE
"""Letters of a text for which it is kept what may stand there."""
MOST_KNOWN: Final = 1024
"""Different letters for which a list keeps that: more than nearly every text has where it is looked into."""


class Phrases(Generic[V]):
    """Phrases looked up at a place or just before it, longest first, at word ends."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        self.entries = dict(entries)
        self._every = tuple(self.entries)
        self._first: _Shelves[V] = {}  # made when first looked into: most lists are looked into from one side only
        self._last: _Shelves[V] = {}
        self._heads: dict[str, list[_Entry[V]]] = {}
        self._tails: dict[str, list[_Entry[V]]] = {}
        self._begun: re.Pattern[str] | None = None
        self._longest = 0

    def _by_length(self) -> list[tuple[str, V]]:
        return sorted(((phrase, value) for phrase, value in self.entries.items() if phrase), key=_longest_first)

    def _beginning(self, letters: str) -> list[_Entry[V]]:
        """The phrases that may begin where a text goes on with some letters."""
        if not self._first:
            self._first = _shelves(
                (phrase[:2], phrase[2:_KNOWN], (phrase, len(phrase), is_letter(phrase[-1]), value))
                for phrase, value in self._by_length()
            )
        if len(self._heads) >= MOST_KNOWN:
            self._heads.clear()
        shelves = [*self._first.get(letters[:2], _EMPTY), *(self._first.get(letters[0], _EMPTY) if letters[1:] else ())]
        found = [entry for more, shelf in shelves for entry in shelf.get(letters[2 : 2 + more], _EMPTY)]
        self._heads[letters] = found or _EMPTY
        return found

    def _ending(self, letters: str) -> list[_Entry[V]]:
        """The phrases that may end where a text has some letters before a place."""
        if not self._last:
            self._last = _shelves(
                (phrase[-2:], phrase[-_KNOWN:-2], (phrase, len(phrase), is_letter(phrase[0]), value))
                for phrase, value in self._by_length()
            )
        if len(self._tails) >= MOST_KNOWN:
            self._tails.clear()
        shelves = [*self._last.get(letters[-2:], _EMPTY), *(self._last.get(letters[-1], _EMPTY) if letters[1:] else ())]
        found = [entry for more, shelf in shelves for entry in shelf.get(letters[-2 - more : -2], _EMPTY)]
        self._tails[letters] = found or _EMPTY
        return found

    def at(self, text: str, start: int) -> tuple[int, V] | None:
        """The end and the value of the longest phrase that begins at `start`."""
        letters = text[start : start + _KNOWN]
        found = self._heads.get(letters)
        for phrase, length, in_word, value in self._beginning(letters) if found is None else found:
            end = start + length
            if text.startswith(phrase, start) and not (in_word and is_letter(text[end : end + 1])):
                return end, value
        return None

    def before(self, text: str, end: int) -> tuple[int, V] | None:
        """The start and the value of the longest phrase that ends at `end`."""
        letters = text[end - _KNOWN : end] if end >= _KNOWN else text[:end]
        found = self._tails.get(letters)
        for phrase, length, in_word, value in self._ending(letters) if found is None else found:
            start = end - length
            if text.endswith(phrase, 0, end) and not (in_word and start and is_letter(text[start - 1])):
                return start, value
        return None

    def within(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Start and end of the longest phrase at each place from `start` to before `end` that has one."""
        if self._begun is None:
            self._begun = re.compile("|".join(_begun(filter(None, self._every))) or "(?!)")
            self._longest = max(map(len, self._every), default=0)
        for letter in self._begun.finditer(text, start, end + self._longest):
            at = letter.start()
            if at >= end:
                return
            hit = self.at(text, at)
            if hit is not None:
                yield at, hit[0]

    def glued_before(self, word: str) -> int | None:
        """Where the longest phrase begins that `word` ends in."""
        if not word.endswith(self._every):
            return None
        found = max((len(phrase) for phrase in self.entries if word.endswith(phrase)), default=0)
        return len(word) - found if found else None


Names = frozenset[str]
"""Names of lists of phrases."""
NO_NAMES: Final[Names] = frozenset()
OUTER: Final = 3
"""Letters of a phrase by which a quick look tells what may stand at a place."""


MOST_LETTERS: Final = 16_384
"""Letters of which the names are kept: more than nearly every text has."""


class Letters(dict[str, Names]):
    """The names of lists by the letters that their phrases begin with, or end with: up to `OUTER` of them.

    Asked for letters that no phrase has, it has the names of those with fewer of them.
    """

    def __init__(self, names: dict[str, Names], ends: bool) -> None:
        super().__init__()
        self._names, self._ends = names, ends

    def __missing__(self, letters: str) -> Names:
        if len(self) >= MOST_LETTERS:
            self.clear()
        shorter = letters[1:] if self._ends else letters[:-1]
        found = self[letters] = self._names.get(letters) or (self[shorter] if shorter else NO_NAMES)
        return found


class Heads(dict[int, Names]):
    """By place of a text, which of many lists may have a phrase that begins there, told from a few letters.

    It is worked out once a place, and spares looking into each list. Empty at first.
    """

    def __init__(self, text: str, names: Letters) -> None:
        super().__init__()
        self._text, self._names = text, names

    def __missing__(self, at: int) -> Names:
        found = self[at] = self._names[self._text[at : at + OUTER]]
        return found


class Tails(dict[int, Names]):
    """The lists that may have a phrase that ends at a place."""

    def __init__(self, text: str, names: Letters) -> None:
        super().__init__()
        self._text, self._names = text, names

    def __missing__(self, end: int) -> Names:
        found = self[end] = self._names[self._text[max(0, end - OUTER) : end]]
        return found


def by_letters(lists: Mapping[str, Iterable[str]], ends: bool) -> Letters:
    """The names of lists of phrases by the letters that those begin with, or end with.

    What a longer entry has, a shorter one may have too: its names stand with both.
    """
    found: dict[str, set[str]] = {}
    for name, phrases in lists.items():
        for phrase in filter(None, phrases):
            found.setdefault(phrase[-OUTER:] if ends else phrase[:OUTER], set()).add(name)
    shorter = [slice(-size, None) if ends else slice(size) for size in range(1, OUTER)]
    names = {
        letters: frozenset(names.union(*(found.get(letters[part], ()) for part in shorter)))
        for letters, names in found.items()
    }
    return Letters(names, ends)


def _longest_first(entry: tuple[str, object]) -> int:
    return -len(entry[0])


def _shelves(entries: Iterable[tuple[str, str, _Entry[V]]]) -> _Shelves[V]:
    """The entries, each with its outer letters and the further ones, in their order on each shelf."""
    found: dict[str, dict[int, dict[str, list[_Entry[V]]]]] = {}
    for outer, further, entry in entries:
        found.setdefault(outer, {}).setdefault(len(further), {}).setdefault(further, []).append(entry)
    return {outer: sorted(by_size.items(), reverse=True) for outer, by_size in found.items()}


def is_letter(mark: str) -> bool:
    """Whether a character belongs to an alphabet that parts its words; of nothing it is false."""
    return mark < HAN and mark.isalpha()


def joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    return is_letter(left) and is_letter(right)


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, letters in common written once, so that it fails at the first wrong one."""
    return _alternation(sorted(set(phrases), reverse=True))


def _begun(phrases: Iterable[str]) -> Iterator[str]:
    """Patterns for the first letter of any of the phrases where the rest of it follows, one for each letter."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[0], []).append(phrase[1:])
    return (f"{re.escape(letter)}(?={alternation(rest)})" for letter, rest in rests.items())


def _alternation(phrases: list[str]) -> str:
    """The same for phrases in order, of which each stands there once."""
    if len(phrases) < 2:
        return re.escape(phrases[0]) if phrases else ""
    heads: dict[str, list[str]] = {}
    for phrase in phrases:
        heads.setdefault(phrase[:1], []).append(phrase[1:])
    branches = [re.escape(head) + _alternation(tails) for head, tails in heads.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


WORD_STARTS: Final = (r"(?<!\w)", r"(?<![\w.,])", r"\b")
"""What patterns begin with that match from the beginning of a word on: it is tested once for all that do."""


def merged(patterns: Iterable[str]) -> list[str]:
    """The patterns as a few that try many in one go; the name of each group gets the number of its pattern.

    Where two of them match at one place, the one that comes first wins.
    """
    together: dict[str, list[str]] = {}
    for number, pattern in enumerate(patterns):
        head = next((one for one in WORD_STARTS if pattern.startswith(one)), "")
        body = re.sub(r"\(\?P([<=])(\w+)", rf"(?P\g<1>\g<2>{number}", pattern[len(head) :])
        together.setdefault(head, []).append(f"(?:{body})")
    return [f"{head}(?:{'|'.join(bodies)})" for head, bodies in together.items()]


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the language data, ready for use; an empty one matches nothing.

    Raises `LanguageError` naming the pattern where it is none.
    """
    try:
        return re.compile(pattern or "(?!)")
    except re.error as wrong:
        raise LanguageError(f"{pattern!r} is no pattern: {wrong}", "Mend it in the language's numbers file") from wrong


def all_merged(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """The patterns merged and compiled. Raises `LanguageError` naming the one that is no pattern."""
    try:
        return tuple(map(re.compile, merged(patterns)))
    except re.error:
        return tuple(map(compiled, patterns))
