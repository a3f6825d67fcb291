"""Which language a text is in: the share of CJK characters, then the votes of stop words and letters.

An honest empty string stands for "unknown": too few words, a language without words of its own, or a draw.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from claims.base_words import base_words
from claims.language import languages

MOST = 20_000
"""Characters looked at: more never changed the answer."""
CJK_SHARE = 0.2
"""Of all letters; one Chinese character says as much as about three letters of an alphabet."""
KANA_SHARE = 0.05
"""Of all CJK characters: Japanese prose has well over a third, a Chinese text that names a Japanese brand a few."""
LEAST_SHARE = 0.18
"""Of all words that must be stop words of the winner. Running text has 35 to 55 %, a list of names next to none."""
LEAD = 1.1
"""How far the winner must lead. Portuguese and Spanish share half of their short words; the other half decides."""
LETTER_VOTE = 0.25
"""What a group of letters typical of the language adds, beside the full vote of a stop word."""

_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]{2,}(?:'t|'s)?|[^\W\d_](?='|(?<=[aeiouyàèéêìòóù]))")
"""Of single letters the vowels, which are words (a, e, y, à), and what an apostrophe makes one: "n'", not the n. of
metres above the sea.
"""


def identify_language(text: str) -> str:
    """The ISO 639-1 code of the text's language, or the empty string when it cannot be told. Never raises."""
    sample = text[:MOST]
    letters = sum(map(str.isalpha, sample))
    kana = len(_KANA.findall(sample))
    cjk = len(_CJK.findall(sample)) + kana
    if cjk and cjk >= CJK_SHARE * letters:
        return "ja" if kana >= KANA_SHARE * cjk else "zh"
    if 2 * len(_HANGUL.findall(sample)) > letters:
        return ""
    return _by_votes(_WORD.findall(sample.replace("’", "'").casefold()))


def _by_votes(words: list[str]) -> str:
    if not words:
        return ""
    votes: dict[str, float] = dict.fromkeys(languages(), 0.0)
    known: Counter[str] = Counter()
    counted = Counter(words)
    together = " ".join(counted)
    typical = [(letters, codes) for letters, codes in _languages_of_letters().items() if letters in together]
    for word, times in counted.items():
        sharing = _languages_of_words().get(word, ())
        for language in sharing:
            known[language] += times
            votes[language] += times / len(sharing)
        for letters, codes in typical:
            if letters in word:
                for language in codes:
                    votes[language] += times * LETTER_VOTE
    best, second = sorted(votes, key=lambda code: -votes[code])[:2]
    if known[best] < max(1, LEAST_SHARE * len(words)):
        return ""
    return best if votes[best] >= LEAD * votes[second] else ""


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    return _turned({code: (*base_words(code).stop_words, *base_words(code).frequent) for code in languages()})


@cache
def _languages_of_letters() -> dict[str, tuple[str, ...]]:
    return _turned({code: base_words(code).letters for code in languages()})


def _turned(words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    turned: dict[str, list[str]] = {}
    for code, ones in words.items():
        for one in dict.fromkeys(ones):
            turned.setdefault(one, []).append(code)
    return {one: tuple(codes) for one, codes in turned.items()}
