"""Where the counted noun ends: `12 câbles optiques terrestres`, `46个国家`, `two dozen such lakes`.

There is no parser here. Each language says in its data whether the noun comes first or last in its phrase, what a
plural looks like, and which words end a phrase; that is enough to be right far more often than not.
"""

from __future__ import annotations

from typing import Final

from claims.numbers.lexical.view import View

ADJECTIVES: Final = 3
"""Words that may stand between figure and noun."""
SHORTEST: Final = 3
"""Letters of the shortest noun in a compound with a figure: `ten-member`, but not `10-K`."""
HAN_NOUN: Final = 4
"""Characters of the longest counted noun in Chinese that is not cut short by another word."""
HAN_SHORT: Final = 2
"""Characters of most Chinese nouns: what is taken of a longer run that shows no end."""


def noun_end(view: View, at: int, one: bool = False) -> int:
    """The end of the counted noun phrase that begins at `at`; `at` itself where there is none.

    `one` says that the noun need not be a plural: after an ordinal, or inside a compound (`ten-member`).
    """
    order = view.order
    if order == "han":
        return _han_noun(view, at)
    if order == "first":
        return _noun_first(view, at, one)
    if one and order == "last":
        return _single_noun(view, at)
    return _noun_last(view, at, capital=order == "capital")


def _single_noun(view: View, at: int) -> int:
    """The word after the adjectives that are known to stand there: `the 20th annual report`."""
    end = at
    for _ in range(ADJECTIVES):
        word = _usable(view, at)
        if not word:
            break
        end = at + len(word)
        if len(word) < SHORTEST:
            return at
        if view.list_at("preposed", at) is None or view.low[end : end + 1] != " ":
            break
        at = end + 1
    return end


def compound_end(view: View, at: int, plural: bool) -> int:
    """The end of a compound of nouns: `17th gold medal`, `three-quarters of allotment holders`.

    `plural` says that its last noun is a plural; otherwise a word that looks like one is a verb. Languages that put
    the noun elsewhere, or write compounds together, have none.
    """
    if view.order != "last" or not view.words.words.verb_pattern:
        return noun_end(view, at, one=True)
    end = first = _single_noun(view, at)
    many = end > at and view.words.plural.fullmatch(view.low, _last_word(view, end), end) is not None
    if plural and many and view.words.plural.fullmatch(_usable(view, end + 1)) is None:
        return end  # two fifths of pupils walk
    for _ in range(ADJECTIVES):
        word = _usable(view, end + 1) if view.low[end : end + 1] == " " and end > at else ""
        if not word or _is_verb(view, end + 1, word) or view.capital_at(end + 1) is not view.capital_at(at):
            break
        if view.words.plural.fullmatch(word):
            return end + 1 + len(word) if plural and not view.words.plural.fullmatch(view.low[at:first]) else end
        end += 1 + len(word)
    return end


def _last_word(view: View, end: int) -> int:
    return end - len(view.word_before(end))


def _is_verb(view: View, at: int, word: str) -> bool:
    return view.list_at("noun_ends", at) is not None or bool(view.words.verb.fullmatch(word))


def _usable(view: View, at: int) -> str:
    word = view.word_at(at)
    stops = view.is_stop(at) and view.list_at("preposed", at) is None
    if not word or stops or ("after" in view.heads[at] and view.words.after.at(view.low, at) is not None):
        return ""
    if is_number_word(view, at, word):
        return ""  # down from 27 two years ago
    return word.rstrip("'-") if not word.endswith("'") else ""


def is_number_word(view: View, at: int, word: str) -> bool:
    """Whether the word at `at` is a number word: no number is what another counts."""
    hit = view.words.numerals.at(view.low, at) if "numerals" in view.heads[at] else None
    return hit is not None and hit[0] >= at + len(word)


def _noun_first(view: View, at: int, one: bool) -> int:
    """Romance languages: the noun, then the adjectives that agree with it; a few adjectives stand before."""
    fixed = view.list_at("fixed_nouns", at)
    if fixed is not None:
        return fixed[0]
    first, word = at, _usable(view, at)
    for _ in range(ADJECTIVES - 1):
        if not word or view.list_at("preposed", at) is None or view.low[at + len(word) : at + len(word) + 1] != " ":
            break
        after = at + len(word) + 1
        following = _usable(view, after)
        if not following:
            break
        at, word = after, following
    if not word or not (one or view.words.plural.fullmatch(word)):
        return first
    end = at + len(word)
    for _ in range(ADJECTIVES - 1):
        following = _usable(view, end + 1) if view.low[end : end + 1] == " " else ""
        if not following or view.capital_at(end + 1) or not view.words.adjective.fullmatch(following):
            break
        end += 1 + len(following)
    return _with_complement(view, end)


def _with_complement(view: View, end: int) -> int:
    """The end of a noun with what it is of, where that is what a share goes on from: un car de ligne | sur trois."""
    link = view.list_at("links", end + 1)
    if link is None:
        return end
    at = view.after_space(link[0])
    after = at + len(_usable(view, at))
    ratio = view.list_at("ratios", view.after_space(after)) if after > at else None
    goes_on = ratio is not None and view.words.candidates.match(view.low, view.after_space(ratio[0])) is not None
    return after if goes_on else end


def _noun_last(view: View, at: int, capital: bool) -> int:
    """Germanic languages: adjectives, then the noun, known by its capital (German) or its plural."""
    first, end = at, at
    for _ in range(ADJECTIVES + 1):
        word = _usable(view, at)
        if not word:
            break
        end = at + len(word)
        if view.capital_at(at) if capital else view.words.plural.fullmatch(word):
            return end
        if capital and not view.words.adjective.fullmatch(word):
            return first
        if view.low[end : end + 1] != " ":
            break
        at = end + 1
    return first


def _han_noun(view: View, at: int) -> int:
    known = view.list_at("nouns", at) or view.list_at("counters", at)
    if known is not None and not (known[0] == at + 1 and _goes_on(view, known[0])):
        return known[0]
    end = at
    while end - at <= HAN_NOUN and _goes_on(view, end):
        end += 1
    if end - at <= HAN_NOUN:
        return end
    ending = (at + size for size in range(HAN_NOUN, 1, -1) if view.low[at + size - 1] in view.words.words.noun_endings)
    return next(ending, at + HAN_SHORT)


def _goes_on(view: View, at: int) -> bool:
    if not "\u4e00" <= view.low[at : at + 1] <= "\u9fff" or view.is_stop(at):
        return False
    return "after" not in view.heads[at] or view.words.after.at(view.low, at) is None
