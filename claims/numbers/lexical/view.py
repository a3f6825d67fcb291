"""A text in the three shapes the number engine looks at, with the words of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from claims.numbers.lexical.digits import decimal_mark
from claims.numbers.lexical.phrases import Heads, Phrases, Tails
from claims.numbers.lexical.shadow import flatten, lower
from claims.numbers.lexical.words import Lexicon, load_lexicon
from claims.paragraphs import paragraphs
from claims.script import simplified

_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]+\Z")
_FEED: Final = re.compile(r"\n(?<=\S\n)(?=\S)")
_PARTING_COMMA: Final = re.compile(r"，(?<=\d，)(?=\d)(?!\d{3}(?!\d))")
"""A Chinese comma between two figures parts them, but for the one that groups thousands."""
LONGEST_WORD: Final = 40
"""Characters looked back for a word: longer than any word that matters here."""


@dataclass(frozen=True, slots=True)
class View:
    """`text` as given, `flat` with even typography, `low` that in small letters; all of one length.

    `heads` and `tails` tell which lists may have a phrase at a place, or before it.
    `decimal` and `groups` are the marks inside figures: the language's, or the text's own where the language has two.
    """

    text: str
    flat: str
    low: str
    words: Lexicon
    lists: Mapping[str, Phrases[None]]
    order: str
    heads: Heads
    tails: Tails
    decimal: str
    groups: str

    @classmethod
    def of(cls, text: str, language: str) -> View:
        # Traditional characters are read with the words of the simplified ones.
        flat = flatten(_PARTING_COMMA.sub("、", simplified(text)) if language == "zh" else _unwrapped(text))
        words = load_lexicon(language)
        own = words.words
        decimal = decimal_mark(flat, own.decimal) if own.decimal_varies else own.decimal
        groups = own.groups if decimal == own.decimal else own.groups.replace(decimal, own.decimal)
        low = lower(flat)
        heads, tails = Heads(low, words.heads), Tails(low, words.ends)
        return cls(text, flat, low, words, words.lists, own.noun_order, heads, tails, decimal, groups)

    def after_space(self, at: int) -> int:
        """The place after one space, where there is one."""
        return at + 1 if self.low[at : at + 1] == " " else at

    def before_space(self, at: int) -> int:
        """The place before the spaces that end at `at`."""
        return at - 1 if at and self.low[at - 1] == " " else at

    def before_joint(self, at: int) -> int:
        """The place before the space, or before the hyphen that ties a word to `at`: `under-12s`."""
        tied = at > 1 and self.low[at - 1] == "-" and self.low[at - 2].isalpha()
        return at - 1 if tied else self.before_space(at)

    def word_at(self, at: int) -> str:
        """The word that begins at `at`, hyphens and apostrophes inside included, in small letters; or nothing."""
        found = _WORD.match(self.low, at, at + LONGEST_WORD)
        return found[0] if found else ""

    def word_before(self, end: int) -> str:
        """The word that ends at `end`, in its own letters; or nothing."""
        last = self.flat[max(0, end - LONGEST_WORD) : end].rpartition(" ")[2]
        if last.isalpha():
            return last
        found = _WORD_BEFORE.search(last)
        return found[0] if found else ""

    def capital_at(self, at: int) -> bool:
        return self.flat[at : at + 1].isupper()

    def list_at(self, name: str, at: int) -> tuple[int, None] | None:
        """The end of the longest phrase of a plain list that begins at `at`."""
        return self.lists[name].at(self.low, at) if name in self.heads[at] else None

    def list_before(self, name: str, end: int) -> tuple[int, None] | None:
        """The start of the longest phrase of a plain list that ends at `end`."""
        return self.lists[name].before(self.low, end) if name in self.tails[end] else None

    def stops_past(self, at: int, end: int) -> bool:
        """Whether a longer word that ends a noun phrase begins where what ends at `end` does: 起飞 for 起, 升空 for 升.

        Only where no spaces part the words.
        """
        if self.order != "han":
            return False
        hit = self.list_at("stops", at)
        return hit is not None and hit[0] > end

    def is_stop(self, at: int) -> bool:
        """Whether a word that ends a noun phrase begins at `at`."""
        return self.list_at("stops", at) is not None


def _unwrapped(text: str) -> str:
    """The text with a space for each line feed inside a paragraph: a figure may stand on the line after its hedge.

    The row of a table, whose cells are parted by tabs, ends with its line.
    """
    if _FEED.search(text) is None:
        return text
    parts: list[str] = []
    place = 0
    tables = "\t" in text
    for paragraph in paragraphs(text):
        for feed in _FEED.finditer(text, paragraph.start, paragraph.end):
            row = tables and text.rfind("\t", paragraph.start, feed.start()) > text.rfind("\n", 0, feed.start())
            if not row:
                parts += (text[place : feed.start()], " ")
                place = feed.end()
    return "".join((*parts, text[place:]))
