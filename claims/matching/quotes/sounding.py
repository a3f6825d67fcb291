"""How far a foreign name in Chinese characters sounds from one in letters, part by part.

A Chinese syllable keeps of a foreign one its first consonant and little more: b and p, d and t, g and k fall together,
an s gets a syllable of its own, an r before a consonant or a mute ending is left out. So consonants are held against
each other in classes, first name with first name and surname with surname.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_SAME, _NEAR, _OTHER = 0.0, 0.3, 1.0
_DROPPED, _INSERTED = 0.25, 0.7
"""What a consonant costs that Chinese often leaves out or puts in (r, a glide, n, a mute ending), and any other."""
_OFTEN = frozenset("lnwh")
"""Classes that are dropped or put in often."""
_NEARLY = frozenset({"ks", "sk", "mn", "nm", "fw", "wf", "ts", "st", "hk", "kh", "wk", "kw", "wl", "lw"})
"""Classes that stand for each other now and then: ki as qi, m as n before a consonant, w as f, ti as ci."""
_VOWELS = frozenset("aeiouy")
_HAN_INITIALS = (
    ("hua", "w"), ("hui", "w"),
    ("zh", "s"), ("ch", "s"), ("sh", "s"), ("b", "p"), ("p", "p"), ("m", "m"), ("f", "f"), ("d", "t"), ("t", "t"),
    ("n", "n"), ("l", "l"), ("g", "k"), ("k", "k"), ("h", "h"), ("j", "s"), ("q", "s"), ("x", "s"), ("z", "s"),
    ("c", "s"), ("s", "s"), ("r", "l"), ("w", "w"), ("y", ""),
)  # fmt: skip
_SPELT = (
    (re.compile(r"sch|sh|ch(?=[eiy])|tch|cz|ss"), "s"), (re.compile(r"ch"), "k"), (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"), (re.compile(r"gn"), "n"), (re.compile(r"ill(?=[ae])"), "i"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"wh"), "w"), (re.compile(r"qu?"), "k"), (re.compile(r"x"), "ks"), (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"([aeiou])u(?=[aeiou])"), r"\1w"), (re.compile(r"mbe?$"), "m"), (re.compile(r"lh"), "l"),
    (re.compile(r"nh"), "n"),
    (re.compile(r"oi|oua|ui|ua"), "wa"),
)  # fmt: skip
_CLASSES = dict(zip("bpmfvdtnlrgkchwzsj", "ppmffttnllkkkhwsss", strict=True))
_LONG = 3
"""Consonants from which a surname alone tells who it is."""
_SURNAME, _WHOLE, _PART, _FIRST = 0.1, 0.15, 0.2, 0.3
"""How far a surname alone, a whole name, and a surname with its first name may be from another in letters. Set on
thirty names and all their pairs: what is further is another's as often."""
_FAR = 0.5
"""How far a first name is from another's."""
_PARTS = 2
"""Words of a name in pinyin: surname and given name."""
_MUTE = frozenset("stxdpz")
"""Letters at the end of a word that may not be heard."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """The consonants of a name, in classes; `mute` where the last may not be heard."""

    classes: str
    mute: bool = False


def of_syllables(syllables: Sequence[str]) -> Sounds:
    """The consonants of Chinese syllables: what each begins with, and the nasal it ends with."""
    found = ""
    for syllable in syllables:
        if syllable == "er":
            found += "l"
            continue
        first = next((kind for lead, kind in _HAN_INITIALS if syllable.startswith(lead)), "")
        found += first + ("n" if syllable.endswith(("n", "ng")) else "")
    return Sounds(found)


@lru_cache(maxsize=4_096)
def of_word(word: str) -> Sounds:
    """The consonants of a folded word in letters, doubles once."""
    even = word
    for pattern, sound in _SPELT:
        even = pattern.sub(sound, even)
    found = "".join(_CLASSES.get(letter, "") for at, letter in enumerate(even) if letter != even[at - 1 : at])
    return Sounds(found, even[-1:] in _MUTE)


def apart(han: Sounds, latin: Sounds) -> float:
    """How far two names are from each other, 0 to 1; 1 where one has no consonants."""
    ours, theirs = han.classes, latin.classes
    if not ours or not theirs:
        return _OTHER
    best = _distance(ours, theirs)
    if latin.mute and len(theirs) > 1:
        best = min(best, _distance(ours, theirs[:-1]))
    return best / max(len(ours), len(theirs))


def _distance(ours: str, theirs: str) -> float:
    """The cheapest way from the one run of consonants to the other."""
    row = [0.0]
    for there in theirs:
        row.append(row[-1] + _lost(there))
    for here in ours:
        after = [row[0] + _lost(here)]
        for at, there in enumerate(theirs):
            after.append(min(row[at] + _turned(here, there), row[at + 1] + _lost(here), after[at] + _lost(there)))
        row = after
    return row[-1]


def _lost(one: str) -> float:
    return _DROPPED if one in _OFTEN else _INSERTED


def _turned(one: str, other: str) -> float:
    if one == other:
        return _SAME
    return _NEAR if one + other in _NEARLY else _OTHER


def names_apart(parts: Sequence[Sounds], words: Sequence[Sounds]) -> tuple[float, bool]:
    """How far a name of several parts is from one in letters, and whether that is near enough to be sure.

    A surname alone is sure where it has three consonants; two names as a whole, or part by part.
    """
    surname = apart(parts[-1], words[-1])
    if len(words) == 1:
        long = min(len(parts[-1].classes), len(words[-1].classes)) >= _LONG
        return surname, long and surname <= _SURNAME
    together = Sounds("".join(one.classes for one in words), words[-1].mute)
    whole = apart(Sounds("".join(one.classes for one in parts)), together)
    first = apart(parts[0], words[0])
    by_parts = surname <= _PART and first <= _FIRST and whole <= _FIRST
    # another first name is another person, be the surname alike
    return whole if first >= _FAR else min(whole, surname), whole <= _WHOLE or by_parts


def pinyin_apart(syllables: Sequence[str], words: Sequence[str], known: Set[str]) -> float | None:
    """How far a Chinese name is from one spelt in pinyin, 0 to 1; None where the letters are no pinyin."""
    if len(words) < _PARTS or not all(_is_pinyin(word, known) for word in words):
        return None
    told = "".join(syllables)
    orders = ("".join(words), "".join((*words[1:], words[0])))
    return min(Levenshtein.normalized_distance(told, one) for one in orders)


def _is_pinyin(word: str, known: Set[str]) -> bool:
    """Whether a word is one or two syllables of Chinese."""
    return word in known or any(word[:at] in known and word[at:] in known for at in range(1, len(word)))
