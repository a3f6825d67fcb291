"""Whether two texts mean the same person or institution when they say who spoke.

Names are held against each other by their words: a surname is enough, titles and first names need not be there.
Between scripts the sounds are compared (安娜·史密斯, Anna Smith), which may leave the question open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from claims.language import languages, read_words
from claims.matching.quotes.sounding import names_apart, of_syllables, of_word, pinyin_apart
from claims.matching.words.folding import HAN, fold, fold_word
from claims.matching.words.lexicon import Lexicon, LexiconWords, lexicon
from claims.matching.words.terms import WORD, skeleton
from claims.model import Speaker
from claims.quotes.labelled import han_name
from claims.quotes.lexical.words import lexicon as quoting
from claims.quotes.unspaced.unspaced import unspaced_lexicon
from claims.script import simplified


@cache
def _titles() -> frozenset[str]:
    """The words of a mention that are no name, in any language."""
    known = (quoting(code) for code in languages())
    return frozenset(fold_word(title) for words in known if words is not None for title in words.titles)


@cache
def _no_names() -> frozenset[str]:
    """The words that name an office and nobody in it, in any language, with those that stand before them."""
    known = [words for code in languages() if (words := quoting(code)) is not None]
    roles = {fold_word(role) for words in known for role in words.roles}
    return _titles() | roles | {fold_word(word) for words in known for word in words.determiners}


_SPELT = re.compile(r"[（(]([A-Z][^\W\d_]+(?:[ .’'-]+[^\W\d_]+){0,3})[）)]")
"""A name in letters between brackets."""


_REMEMBERED = 4_096
"""Pairs of mentions that are remembered: the same few people are held against each other again and again."""


class Same(Enum):
    """Whether two mentions are of one speaker; `UNKNOWN` where it cannot be told."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@lru_cache(maxsize=_REMEMBERED)
def same_speaker(claimed: str, given: str) -> Same:
    """Whether the speaker of a claim is the one that a source names."""
    if not claimed.strip() or not given.strip():
        return Same.UNKNOWN
    if bool(HAN.search(claimed)) != bool(HAN.search(given)):
        return _by_sound(claimed, given)
    return _in_characters(claimed, given) if HAN.search(claimed) else _in_letters(claimed, given)


def _in_letters(claimed: str, given: str) -> Same:
    if are_initials(claimed) or are_initials(given):
        return Same.YES if initials(claimed) == initials(given) else Same.NO
    ours, theirs = name_words(claimed), name_words(given)
    if not ours or not theirs or _is_office(claimed) or _is_office(given):
        return Same.YES if ours and ours == theirs else Same.UNKNOWN
    shared = [(one, other) for one in ours[-2:] for other in theirs[-2:] if _alike(one, other)]
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return Same.YES
    if shared and not all(one != ours[-1] and other != theirs[-1] for one, other in shared):
        return Same.YES
    if shared and not _differ(ours[-1], theirs[-1]):
        return Same.YES
    return Same.NO if is_person(claimed) and is_person(given) else Same.UNKNOWN


def held_against(speaker: Speaker | None, given: str) -> Same:
    """Whether the speaker of a quote is the one that a source names: a body that the text calls one is no person."""
    if speaker is None:
        return Same.UNKNOWN
    same = same_speaker(speaker.name, given)
    title = WORD.findall(speaker.title) if same is Same.NO else []
    return Same.UNKNOWN if title and all(_is_body(word.casefold()) for word in title) else same


def as_spelt(name: str, text: str) -> str:
    """A name in Chinese characters as its text spells it in brackets, which tells more than sounds: 穆尔（Muir）."""
    if not HAN.search(name):
        return name
    found = _SPELT.search(text, max(0, text.find(f"{name}（"), text.find(f"{name}(")))
    if found is None or not text.startswith(name, found.start() - len(name)):
        return name
    return found.group(1)


def name_words(name: str) -> list[str]:
    """The words of a name, folded, that say whose it is: no titles, nor the small ones that many share (van der)."""
    words = _untitled(name)
    return [word for word in words if word not in _particles()] or words


def _untitled(name: str) -> list[str]:
    words = [fold_word(word) for word in WORD.findall(name)]
    return [word for word in words if word not in _titles() and len(word) > 1] or words


def are_initials(name: str) -> bool:
    """Whether a mention is the first letters of a name alone, as in an interview: A. B."""
    words = WORD.findall(name)
    return len(words) > 1 and all(len(word) == 1 for word in words)


def initials(name: str) -> list[str]:
    """The first letters of the words with a capital, but for a title."""
    return [word[0] for word in WORD.findall(name) if word[0].isupper() and fold_word(word) not in _titles()]


def _is_office(name: str) -> bool:
    """Whether a mention names an office alone: the Chair, A Presidente, le ministre."""
    return all(fold_word(word) in _no_names() for word in WORD.findall(name))


def _in_characters(claimed: str, given: str) -> Same:
    short, long = sorted((han(claimed), han(given)), key=len)
    if short and (short in long or _alike(short, long)):
        return Same.YES
    return Same.UNKNOWN if _is_han_body(claimed) != _is_han_body(given) else Same.NO


def _is_han_body(name: str) -> bool:
    """Whether a mention in Chinese is a body's: whoever speaks for it may be the one that the source names."""
    words = unspaced_lexicon("zh")
    return words is not None and words.is_body(name)


@cache
def _given_names() -> frozenset[str]:
    """Given names of every language."""
    return frozenset(name for code in languages() if (words := quoting(code)) is not None for name in words.given_names)


@cache
def _is_body(word: str) -> bool:
    """Whether a word is one for institutions, in any language: Gesundheitsamt."""
    known = (quoting(code) for code in languages())
    return any(words.is_institution(word) for words in known if words is not None)


def is_person(name: str) -> bool:
    """Whether a mention looks like a person's name: one to four words with capitals, none of them a common noun."""
    words = [word for word in WORD.findall(name) if fold_word(word) not in _titles()]
    if words and words[0].casefold() in _given_names():
        words = [word for word in words if word.casefold() not in _particles()]  # Joris van der Meulen
    first = next((at for at, word in enumerate(words) if word[0].isupper()), 0)
    if words[first + 1 :] and words[first].casefold() in _given_names():
        words = words[first:]  # consigliera Anna Ruzzi
    if not 1 <= len(words) <= 4 or not all(word[0].isupper() for word in words):
        return False
    if len(words) == 1 and 1 < len(words[0]) <= _ACRONYM and words[0].isupper():
        return False
    if len(words) == 1 and _is_body(words[0].casefold()):
        return False
    if len(words) > 1 and words[0].casefold() in _given_names():
        return True  # Julie Partenay is no party
    return not any(map(_is_of_body, map(fold_word, words)))


@lru_cache(maxsize=_REMEMBERED)
def _is_of_body(word: str) -> bool:
    """Whether a word may make a name that of an institution; a look at the words for them alone spares the others."""
    may = (code for code in _TELLING_BODIES if _bodies(code).meanings(word))
    return any(_INSTITUTIONS & lexicon(code).meanings(word) for code in may)


@cache
def _bodies(language: str) -> Lexicon:
    """What a language has for institutions alone: a word of which the whole lexicon says so is one here, too."""
    words = read_words(language, "lexicon", LexiconWords).words
    return Lexicon(LexiconWords(words={meaning: words[meaning] for meaning in sorted(_INSTITUTIONS & words.keys())}))


_LONG = 5
"""Letters from which a letter more, less or another makes no other name."""
_RELATED = 0.5
"""The likeness from which two surnames may be one, spelt otherwise: Zelenska, Zelenskaya."""
_ACRONYM = 5
"""Letters up to which a name in capitals alone is a body's: NATO, GTL."""
_TELLING_BODIES = ("en", "fr", "es", "de")
"""Languages by whose words institutions are told."""
_INSTITUTIONS = frozenset(
    {"ministry", "government", "council", "association", "institute", "company", "authority", "commission", "union",
     "university", "party", "court", "police", "bank", "school", "hospital", "network", "press", "state", "study",
     "report", "document"}
)  # fmt: skip
"""Meanings of words that make a name the name of an institution."""


def _differ(one: str, other: str) -> bool:
    """Whether two surnames behind one given name are of two people: Roth and Keller, but not Roth and Roth-Keller."""
    if not {*one.split("-")}.isdisjoint(other.split("-")):
        return False
    return Levenshtein.normalized_similarity(one, other) < _RELATED


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _LONG and Levenshtein.distance(one, other) <= 1)


def alikes(word: str) -> list[str]:
    """What two words have in common at least once where they are alike: the word, and it without one of its letters."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)) if len(word) >= _LONG)]


def han(name: str) -> str:
    """The Chinese characters of a name, simplified."""
    return "".join(letter for letter in simplified(fold(name).text) if HAN.match(letter))


def _by_sound(claimed: str, given: str) -> Same:
    """Chinese characters against letters: by the consonants of their sounds."""
    characters, latin = (claimed, given) if HAN.search(claimed) else (given, claimed)
    words = _untitled(latin)
    if any(_of_sounds(part, words) is Same.YES for part in _name_parts(characters, words)):
        return Same.YES
    characters = han_name(characters) if len(characters) > _LONGEST_HAN else characters
    sounds = [lexicon("zh").sounds.get(letter, "") for letter in han(characters)]
    sure = _surely(characters, words, sounds) if all(sounds) and sounds else Same.UNKNOWN
    return _of_sounds(han(characters), words) if sure is None else sure


def _name_parts(characters: str, words: list[str]) -> list[str]:
    """What of a mention in characters may be all that letters spell: the surname, or the name behind an office."""
    whole = han(characters)
    if "·" in characters:
        return [han(characters.rsplit("·", 1)[1])] if len(words) == 1 else []
    return [whole[-size:] for size in _HAN_NAMES] if len(whole) > _LONGEST_HAN and len(words) > 1 else []


def _of_sounds(characters: str, words: list[str]) -> Same:
    """Whether characters may spell the words of a name, by their consonants."""
    sounds = [lexicon("zh").sounds.get(letter, "") for letter in characters]
    if not all(sounds) or not sounds:
        return Same.UNKNOWN
    if _apart("".join(sounds).translate(_VOICELESS), [word.translate(_VOICELESS) for word in words]) <= _AKIN:
        return Same.YES if len(skeleton_of("".join(sounds))) > 1 else Same.UNKNOWN
    distance = _apart("".join(sounds), words)
    if distance <= _NEAR:
        return Same.YES
    return Same.NO if distance >= _FAR else Same.UNKNOWN


def _surely(characters: str, words: list[str], sounds: list[str]) -> Same | None:
    """What the parts of a foreign name tell, or the pinyin of a Chinese one; None where they leave it to the rest."""
    points = [part for part in _POINTS.split(characters) if han(part)]
    if len(points) > 1:
        known = lexicon("zh").sounds
        parts = [of_syllables([known.get(letter, "") for letter in han(part)]) for part in points]
        told = [names_apart(parts, [of_word(word) for word in one]) for one in _readings(words)]
        if any(sure for _, sure in told):
            return Same.YES
        distance = min((one for one, _ in told), default=_OPEN)
        return Same.UNKNOWN if distance <= _NEAR else Same.NO if distance >= _FAR else None
    if len(words) == 1 and words[0] in ("".join(sounds[:1]), "".join(sounds[1:])):
        return Same.UNKNOWN  # half of a name
    distance_or_none = pinyin_apart(sounds, words, _syllables())
    if distance_or_none is None or len(sounds) > _LONGEST_HAN:
        return None
    return Same.YES if distance_or_none <= _SPELT_ALIKE else Same.NO if distance_or_none >= _NEAR else None


def _readings(words: list[str]) -> Iterator[list[str]]:
    """The words of a mention that may be its name: all of them, without small ones, and two at either end."""
    bare = [word for word in words if word not in _particles()]
    yield from (one for one in (words, bare) if one)
    if len(bare) > _SIZES[0]:
        yield from (bare[: _SIZES[0]], bare[-_SIZES[0] :])


@cache
def _syllables() -> frozenset[str]:
    return frozenset(lexicon("zh").sounds.values())


def _apart(sounds: str, words: list[str]) -> float:
    """How far the sounds are from the words of a name, in either order, or from one long word of it, 0 to 1."""
    told = skeleton_of(sounds)
    names = (words, *(words[:size] for size in _SIZES if size < len(words)))
    spelt = [skeleton_of("".join(order)) for name in names for order in (name, name[::-1])]
    spelt += [alone for word in words if len(alone := skeleton_of(word)) >= _TELLING]
    if (surname := _with_particles(words)) is not None:
        bare = [word for word in words if word not in _particles()]
        spelt += [skeleton_of("".join(map(_without_codas, one))) for one in (words, surname, bare, words[-1:])]
    return min((Levenshtein.normalized_distance(told, one) for one in spelt if one), default=_OPEN)


def _with_particles(words: list[str]) -> list[str] | None:
    """A surname with the small words that lead it: van der Berg of Pieter van der Berg; None where none do."""
    first = next((at for at, word in enumerate(words[:-1]) if word in _particles()), None)
    return None if first is None else words[first:]


def _without_codas(word: str) -> str:
    """A word without each r that ends a syllable, which Chinese leaves out as often as not: 贝格 (bei ge) is Berg."""
    return _CODA.sub("", word)


@cache
def _particles() -> frozenset[str]:
    """The small words before surnames, in any language."""
    known = (quoting(code) for code in languages())
    return frozenset(
        fold_word(word) for words in known if words is not None for word in words.particles if len(word) > 1
    )


_CODA = re.compile(r"r(?![aeiouy])")


_POINTS = re.compile("[·•‧・．-]")
"""What parts the names of a foreigner in Chinese characters."""
_LONGEST_HAN = 4
"""Characters of a Chinese name."""
_HAN_NAMES = (3, 2)
"""Those of a name behind an office: 渔业局局长何安宁."""
_NEAR, _FAR, _SPELT_ALIKE = 0.34, 0.6, 0.1
"""Distances up to which two names may be one, from which they are not, and up to which a spelling is the same."""
_SIZES = (2, 3)
"""Words of a name at the head of a mention, behind which an office or a house may stand."""
_TELLING = 4
"""Consonants from which one word of a name is enough: 贝尔纳丹 is Bernardin, with the first name or without."""
_OPEN = 0.5
"""The distance that tells neither way, of a name without a consonant."""
_AKIN = 0.2
"""The distance up to which two names are one where voice is left out of account, which tells less."""
_VOICELESS = str.maketrans({"b": "p", "d": "t", "g": "c", "j": "c", "v": "f", "w": "f", "x": "s"})
"""Consonants that Chinese syllables do not keep apart as other languages do: 吉 (ji) is Gi-, 保 (bao) is Pau-."""


def skeleton_of(letters: str) -> str:
    """The consonants of a name, spellings evened out, r as l, doubles once: Bell and 贝尔 (bei er) are the same."""
    found = ""
    for letter in letters:
        sound = skeleton(letter).replace("r", "l")
        if sound and sound not in "aeiou" and not found.endswith(sound):
            found += sound
    return found
