"""Who the labels of a transcript name: without title and office, and in full where another label has the full name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from claims.base_words import base_words
from claims.language import languages
from claims.quotes.lexical.words import Lexicon, lexicon
from claims.quotes.unspaced.unspaced import unspaced_lexicon

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_POINT: Final = "·"
_BRACKETS: Final = re.compile(r"(?P<name>[^(（]{2,})[ \u00a0]?[(（](?P<title>[^()（）]+)[)）]")
"""A name with its office in brackets."""
_NAME: Final = (2, 4)
"""Characters of a Chinese name behind an office."""
_WORDS: Final = (2, 4)
"""Words of a name before what a label says of somebody behind a comma."""
_MOST: Final = 60
"""Different labels of a text that are held against each other for a fuller name."""


@cache
def _lexicons() -> tuple[Lexicon, ...]:
    found = (lexicon(code) for code in languages())
    return tuple(words for words in found if words is not None)


@cache
def _questions() -> frozenset[str]:
    """What stands before the colon of an interviewer's question, in any language."""
    return frozenset(word.casefold() for code in languages() for word in base_words(code).question_labels)


def is_question(label: str) -> bool:
    """Whether a label says that somebody asks, and not who: Question, 记者."""
    return label.casefold() in _questions()


@lru_cache(maxsize=256)
def is_introduced(label: str, with_office: bool) -> bool:
    """Whether a label is a name together with what its bearer is: `Ana Brook, head of the lab`, Alcaldesa Ana Soria."""
    bracketed = _BRACKETS.fullmatch(label)
    label, with_office = (bracketed["name"].strip(), True) if bracketed is not None else (label, with_office)
    if _HAN.search(label):
        return with_office or han_name(label) != label
    words = label.split()
    if with_office:
        named = sum(word[:1].isupper() for word in words)
        return len(words) <= _WORDS[1] and words[-1][:1].isupper() and named >= _WORDS[0]
    ends_in_name = words[-1][:1].isupper() and not _is_role(words[-1].lower())
    return len(words) >= _WORDS[0] and ends_in_name and _is_role(words[0].lower())


def _is_role(word: str) -> bool:
    return any(word in words.titles or words.role(word) is not None for words in _lexicons())


def han_name(label: str) -> str:
    """The name behind an office in a Chinese label (园艺师[何若萱]); the label where there is none."""
    words = unspaced_lexicon("zh")
    if words is None or not _HAN.search(label):
        return label
    if _POINT in label:
        return next((name for _, name, _ in words.names(label)), label)
    for at, name, _ in words.names(label):
        if at + len(name) == len(label):
            return name
    ends = [found.end() for found in words.role.finditer(label)]
    names = (label[end:] for end in reversed(ends) if _NAME[0] <= len(label) - end <= _NAME[1])
    return next((name for name in names if _HAN.sub("", name) == ""), label)


@lru_cache(maxsize=16)
def names_of(labels: tuple[str, ...], language: str) -> dict[str, tuple[str, str]]:
    """The name and the title of whoever each label of a text names."""
    known = list(dict.fromkeys(labels))
    parted = {label: _behind(label, known) or _parted(label, language) for label in known}
    full = {label: _fuller(label, known, parted) for label in known[:_MOST]}
    return {label: parted[full.get(label, label)] if full.get(label) else parted[label] for label in known}


def _behind(label: str, known: Sequence[str]) -> tuple[str, str] | None:
    """Name and title of a Chinese label that ends in another one: 老掌柜[何若萱], where 何若萱 speaks later."""
    names = [one for one in known[:_MOST] if label != one and len(one) >= _NAME[0] and label.endswith(one)]
    name = max(names, key=len, default="") if _HAN.search(label) else ""
    return (name, label.removesuffix(name)) if name else None


def _parted(label: str, language: str) -> tuple[str, str]:
    """A label as name and title: capitals as names are written."""
    bracketed = _BRACKETS.fullmatch(label)
    if bracketed is not None:
        name, title = _parted(bracketed["name"].strip(), language)
        return name, title or bracketed["title"]
    if _HAN.search(label):
        name = han_name(label)
        return name, label.removesuffix(name) if name != label else ""
    words = lexicon(language)
    parts = label.split()
    low = [part.lower() for part in parts]
    # O SR. TITO REIS, but M. LE BRAZ
    at = int(words is not None and len(low) > 2 and low[0] in words.determiners and low[1] in words.titles)
    while words is not None and at < len(parts) - 1 and (low[at] in words.titles or _leads(low, at, words)):
        at += 1
    return " ".join(map(_cased, parts[at:])), " ".join(map(_cased, parts[:at]))


def _leads(low: Sequence[str], at: int, words: Lexicon) -> bool:
    """Whether a word is an office before a name of two words or more: Directeur [Anna Smit], no Mayor Smit."""
    return len(low) - at > _WORDS[0] and words.role(low[at]) is not None


def _fuller(label: str, known: Sequence[str], parted: dict[str, tuple[str, str]]) -> str:
    """The one label that names somebody in full of whom this one has a part: [Ana] Brook for Brook."""
    name, title = parted[label]
    if _HAN.search(label) or is_question(label):
        return ""
    own, office = name.split(), _is_role(name.lower())
    found: list[str] = []
    for other in known[:_MOST]:
        theirs, theirs_title = parted[other]
        words = theirs.split()
        longer = len(words) > len(own)
        part = not office and own in (words[-len(own) :], words[: len(own)])
        part = part or f"{theirs_title} {theirs}".startswith(f"{name} ")
        if longer and part and not (title and theirs_title and title != theirs_title):
            found.append(other)
    return found[0] if len({parted[one][0] for one in found}) == 1 else ""


def _cased(word: str) -> str:
    """`BEECHAM` as Beecham, `McRAE` as McRae; a word in lower case stays."""
    prefix = next(
        (lead for lead in ("Mc", "Mac", "O’", "O'", "D’", "D'") if word.startswith(lead) and word != lead), ""
    )
    rest = word[len(prefix) :]
    return prefix + (rest.title() if rest.isupper() and len(rest) > 1 else rest)
