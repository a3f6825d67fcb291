"""What makes a figure a difference, right beside it: 12 per cent above the average, four metres lower."""

from __future__ import annotations

import re
from functools import cache

from claims.language import Words, read_words
from claims.matching.words.folding import fold_word
from claims.matching.words.terms import WORD

_LONGEST = 16
"""Letters of the longest phrase."""
_SIGNS = {"+": "rise", "-": "fall", "−": "fall", "–": "fall"}
_SPACES = " \u00a0\u202f"
_MARKS = ",.;:()，。；：、\n\t"
_CLAUSE = re.compile(r"[;:!?()\n\t]|[.,](?!\d)")
_REACH = 60
"""Letters to either side of a figure in which a verb and its particle stand."""
_THAN = 24
"""Letters beside a figure within which it is said what it is compared with."""


class ComparedWords(Words):
    """By language the phrases that say more or less: those that follow a figure, and those that stand before it.

    `than` are the words that lead to what something is compared with, `change` what heads a column of changes;
    `rise_apart` and `fall_apart` verbs with the particle that stands behind what they take: legte zu.
    """

    rise: dict[str, tuple[str, ...]]
    fall: dict[str, tuple[str, ...]]
    rise_before: dict[str, tuple[str, ...]]
    fall_before: dict[str, tuple[str, ...]]
    rise_apart: dict[str, tuple[str, ...]]
    fall_apart: dict[str, tuple[str, ...]]
    than: dict[str, tuple[str, ...]]
    change: dict[str, tuple[str, ...]]


def compared(text: str, language: str, start: int, end: int) -> str:
    """`rise` or `fall` where what follows the figure at `start` to `end`, or leads to it, makes it a difference."""
    words = _compared_words()
    after = text[end : end + _LONGEST + 2].lower()
    before = text[max(0, start - _LONGEST) : start].lower()
    for said, following, leading in (
        ("rise", words.rise, words.rise_before),
        ("fall", words.fall, words.fall_before),
    ):
        if any(_begins(after, phrase) for phrase in following.get(language, ())):
            return said
        if before.endswith(leading.get(language, ())):
            return said
    return ""


def parted(text: str, language: str, start: int, end: int) -> str:
    """`rise` or `fall` where a verb stands before the figure at `start` to `end` and its particle behind it.

    That is right behind the figure, or the last word of its clause: legte um 4 Prozent zu; ging um 3 auf 20 zurück.
    """
    words = _compared_words()
    verbs = {"rise": words.rise_apart.get(language, ()), "fall": words.fall_apart.get(language, ())}
    if not any(verbs.values()):
        return ""
    before = _CLAUSE.split(text[max(0, start - _REACH) : start].casefold())[-1].split()
    after = _CLAUSE.split(text[end : end + _REACH].casefold())[0].split()
    ends = {after[0], after[-1]} if after else set()
    found = {
        (place, said)
        for said, phrases in verbs.items()
        for verb, particle in (phrase.split() for phrase in phrases)
        if particle in ends and verb in before
        for place in [len(before) - before[::-1].index(verb)]
    }
    return max(found)[1] if found else ""


def signed(text: str, start: int) -> str:
    """`rise` or `fall` where a sign stands right before the figure at `start` that is no part of it: (+ 9 %)."""
    before = text[max(0, start - 3) : start]
    sign = before.rstrip(_SPACES)[-1:]
    outside = before[: before.rfind(sign)][-1:] if sign in _SIGNS else "0"
    tight = before.endswith(sign)
    if (outside and outside not in ("\n\t(（" + (_SPACES if tight else ""))) or (sign != "+" and not tight):
        return ""  # 3-4, 3 + 4, – 4
    return _SIGNS[sign]


def says_than(text: str, language: str, start: int, end: int) -> bool:
    """Whether what follows a comparative at the figure at `start` to `end` is what it is compared with.

    In Chinese that leads to the figure.
    """
    words = frozenset(_compared_words().than.get(language, ()))
    if language == "zh":
        before = text[max(0, start - _THAN) : start]
        clause = before[max(before.rfind(mark) for mark in _MARKS) + 1 :]
        return any(word in clause for word in words)
    after = text[end : end + _THAN]
    clause = after[: min((at for at in map(after.find, _MARKS) if at >= 0), default=len(after))]
    return not words.isdisjoint(map(fold_word, WORD.findall(clause)))


def says_change(head: str, language: str) -> bool:
    """Whether the head of a column says that what stands under it are changes: Var., Veränderung, 同比."""
    words = _compared_words().change.get(language, ())
    if language == "zh":
        return any(word in head for word in words)
    return not frozenset(map(fold_word, WORD.findall(head))).isdisjoint(map(fold_word, words))


def _begins(after: str, phrase: str) -> bool:
    return after[:1].isspace() and after.startswith(phrase, 1) and not after[1 + len(phrase) :][:1].isalpha()


@cache
def _compared_words() -> ComparedWords:
    return read_words("und", "compared", ComparedWords)
