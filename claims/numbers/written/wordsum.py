"""Number words: "two hundred and fifty thousand", "quatre-vingt-dix mille", "einundzwanzigtausend".

One additive and multiplicative grammar for every language whose words are parted; the languages differ in data: what
joins words, whether they are written together, whether units come before tens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import Lexicon, load_lexicon

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
HUNDRED: Final = Decimal(100)
THOUSAND: Final = Decimal(1000)
SHORTEST_UNIT: Final = 5
"""Letters of the shortest unit that is written on to a number word: zweitägig, driejarig."""
LONGEST_COMPOUND: Final = 60
"""Letters of the longest number word written together that is tried."""
Part = tuple[Decimal, bool]
"""What a part of a number word is worth, and whether a joiner came before it."""


@dataclass(slots=True)
class Words:
    """What number words came to. `article` is true for a lone article that only stands for one."""

    end: int
    value: Decimal
    step: Decimal
    scale: Decimal
    lone: bool
    article: bool


class _Sum:
    """A figure built word by word; `take` says whether the next word still belongs to it."""

    def __init__(self, unit_first: bool) -> None:
        self.unit_first = unit_first
        self.total = self.current = ZERO
        self.step = self.scale = ONE
        self.count = 0

    def take(self, value: Decimal, joined: bool) -> bool:
        if value >= THOUSAND:
            taken = self._multiply(value)
        elif value == HUNDRED and 0 < self.current < HUNDRED:
            self.current, self.step, taken = self.current * value, HUNDRED, True
        else:
            taken = self._add(value, joined)
        self.count += taken
        return taken

    def _multiply(self, value: Decimal) -> bool:
        if self.scale > value > 1 and self.current == 0:
            return False
        if value > self.scale > 1 or self.scale == 1:
            part = (self.total + self.current) or Decimal(1)
            self.total = part * value
            self.step = (self.step if self.count else Decimal(1)) * value
        elif value == self.scale:
            return False
        else:
            self.total += self.current * value
            self.step = value
        self.scale, self.current = value, ZERO
        return True

    def _add(self, value: Decimal, joined: bool) -> bool:
        current = self.current
        if current == 0:
            if self.total and value >= self.scale:
                return False
        elif not (
            (current % HUNDRED == 0 and value < HUNDRED)
            or (current % 10 == 0 and current % HUNDRED >= 20 and value < 10)
            or (current % HUNDRED in (60, 80) and value < 20)
            or (self.unit_first and joined and current % HUNDRED < 10 and value < HUNDRED and value % 10 == 0)
        ):
            return False
        self.current += value
        self.step = HUNDRED if value % HUNDRED == 0 else ONE
        return True

    @property
    def value(self) -> Decimal:
        return self.total + self.current


def read_number_words(view: View, at: int) -> Words | None:
    """The number words that begin at `at`; None where there are none."""
    words = view.words
    hit = _atom(view, at, first=True)
    if hit is None:
        return None
    end, parts = hit
    summed = _Sum(words.words.unit_first)
    for value, joined in parts:
        if not summed.take(value, joined):
            return None
    lone = parts[0][0] == 1 and len(parts) == 1
    article = lone and view.list_at("articles", at) is not None
    if article and view.list_at("ones", at) is not None:
        article = False
    while (following := _next(view, end)) is not None:
        start, joined = following
        hit = _atom(view, start, first=False)
        if hit is None or not summed.take(hit[1][0][0], joined):
            break
        for value, inner in hit[1][1:]:
            summed.take(value, inner)
        end, lone = hit[0], False
    return Words(end, summed.value, summed.step, summed.scale, lone, article and lone)


def read_small(view: View, at: int) -> tuple[int, int] | None:
    """The end and the worth of number words below 100 that begin at `at`, no scale taken in."""
    hit = _atom(view, at, first=True)
    if hit is None:
        return None
    end, parts = hit
    summed = _Sum(view.words.words.unit_first)
    if any(value >= HUNDRED or value != int(value) or not summed.take(value, joined) for value, joined in parts):
        return None
    if summed.value >= 20 and summed.value % 10 == 0 and (following := _next(view, end)) is not None:
        last = _atom(view, following[0], first=False)
        if last is not None and last[1][0][0] < 10 and summed.take(last[1][0][0], following[1]):
            end = last[0]
    return end, int(summed.value)


def _next(view: View, end: int) -> tuple[int, bool] | None:
    """Where the next number word may begin, and whether a joiner ("and") stands before it."""
    if view.low[end : end + 1] not in (" ", "-"):
        return None
    start = end + 1
    joiner = view.list_at("joiners", start)
    if joiner is not None and view.low[joiner[0] : joiner[0] + 1] in (" ", "-"):
        return joiner[0] + 1, True
    return start, False


def _atom(view: View, at: int, first: bool) -> tuple[int, list[Part]] | None:
    """One written word: its end and the values it is made of, each with whether a joiner came before it."""
    words = view.words
    if first:
        hit = words.numerals.at(view.low, at)
    else:
        hit = words.atoms.at(view.low, at) if "atoms" in view.heads[at] else None
    if hit is not None:
        return hit[0], [(hit[1], False)]
    if not words.words.compound:
        return None
    word = view.word_at(at)
    if not (4 <= len(word) <= LONGEST_COMPOUND and word.isalpha()):
        return None
    size, parts = _compound(words.code, word)
    return None if not parts else (at + size, parts)


@lru_cache(maxsize=4096)
def _compound(language: str, word: str) -> tuple[int, list[Part]]:
    """How much of a word written together is a number, and the parts of that; none where it is no number."""
    words = load_lexicon(language)
    stem = word[: _suffix_start(words, word)]
    parts = _split(words, stem)
    if not parts and stem != word:  # trent-enne, quarantun-enne
        elided = (_split(words, stem + letter) for letter in words.words.ordinal_elided)
        parts = next((found for found in elided if found), None)
    return len(stem), parts or []


def read_ordinal_word(view: View, at: int) -> tuple[int, Decimal] | None:
    """An ordinal written together, its end and its worth: `einundzwanzigste`, `ventunesimo`."""
    return read_with_ending(view, at, view.words.words.ordinal_endings)


def read_with_ending(view: View, at: int, endings: tuple[str, ...]) -> tuple[int, Decimal] | None:
    """A number word with one of the endings written on to it, its end and the worth of the number."""
    own = view.words.words
    word = view.word_at(at) if endings else ""
    if len(word) > LONGEST_COMPOUND or not word.endswith(endings):
        return None
    for ending in endings:
        stem = word.removesuffix(ending)
        if len(stem) in (len(word), 0):
            continue
        for letter in ("", *own.ordinal_elided):
            parts = _split(view.words, stem + letter)
            summed = _Sum(own.unit_first)
            if parts and all(summed.take(value, joined) for value, joined in parts):
                return at + len(word), summed.value
    return None


def _suffix_start(words: Lexicon, word: str) -> int:
    """Where what is written on to a number word begins: dreimal, zehnfach, fünfjährige, zweistündig, driekwart."""
    for key in ("times", "multiple_suffixes", "age_after"):
        hit = words.lists[key].glued_before(word)
        if hit is not None and hit > 2:
            return hit
    for unit in (words.durations.glued_before(word), words.shares.glued_before(word)):
        if unit is not None and unit > 2 and len(word) - unit >= SHORTEST_UNIT:
            return unit
    hit = words.fractions.glued_before(word)
    return hit if hit is not None and hit > 2 else len(word)


def _split(words: Lexicon, word: str) -> list[Part] | None:
    """A word written together as its number words, longest first, with one step back where that fails."""
    return _parts_from(0, word, words.atoms.entries, words.words.joiners, set())


def _parts_from(
    start: int, word: str, atoms: Mapping[str, Decimal], joiners: Iterable[str], dead: set[int]
) -> list[Part] | None:
    """The number words of a word from a place on; `dead` are the places from which there are none."""
    if start == len(word):
        return []
    if start in dead:
        return None
    for end in range(len(word), start, -1):
        piece = word[start:end]
        joined = False
        for joiner in joiners:
            if start and piece.startswith(joiner) and piece[len(joiner) :] in atoms:
                piece, joined = piece[len(joiner) :], True
        if piece in atoms and (tail := _parts_from(end, word, atoms, joiners, dead)) is not None:
            return [(atoms[piece], joined), *tail]
    dead.add(start)
    return None
