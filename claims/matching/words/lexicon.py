"""Core words of every language under their meaning in English, so that texts can be held against one another.

`languages/<code>.lexicon.toml` lists forms under a meaning; a star stands for any ending. What excludes what
(Saturday and Sunday, rise and fall) and which meanings carry no content stands once, in the English file.
"""

from __future__ import annotations

from functools import cache, cached_property

from pydantic import Field

from claims.language import Words, has_words, languages, read_words
from claims.matching.words.folding import HAN, fold_word

Phrase = tuple[tuple[str, ...], str]
"""The folded words of a fixed phrase, the last with a star where it may have any ending, and a meaning of it."""
MOST_KNOWN = 16_384
"""Words of texts that are remembered with what they mean: more than nearly every text has, and in a long run most of
those that come again. All that is remembered of one word is a kilobyte."""
NOTHING: frozenset[str] = frozenset()
_LONG_STEM = 4
"""Letters of a stem that counts beside a longer one or a whole form: fermée is of ferm* (close) as of ferme* (farm)."""
_ENDING = {2: 2, 3: 4, 4: 6}
"""Letters of the longest ending that a short stem may take, by the letters of the stem; long ones take any."""
_BEGUN = 2
"""Letters of its second word by which a phrase is looked up: a preposition begins up to sixty of them."""
_LONGEST_COMPOUND = 40
"""Letters of a compound that are looked through for its last part."""
_SHORT = 3
"""Letters up to which a word counts as written, accents and all."""


class LexiconWords(Words):
    """What `languages/<code>.lexicon.toml` holds."""

    words: dict[str, tuple[str, ...]]
    """Meaning in English to forms; `form*` for any ending, several words for a fixed phrase."""
    contrasts: tuple[tuple[str, ...], ...] = ()
    """Groups of meanings of which one excludes the others (English file only)."""
    counted: tuple[tuple[str, ...], ...] = ()
    """The same for what figures count or are counted by (English file only)."""
    results: tuple[tuple[str, ...], ...] = ()
    """The same for what a sum of money came of, which may be named far from it (English file only)."""
    anybody: tuple[str, ...] = ()
    """Meanings that anybody may be counted as (English file only)."""
    people: tuple[str, ...] = ()
    """Meanings that people are counted as (English file only)."""
    bases: tuple[str, ...] = ()
    """Meanings that rates are taken of beside people, each another thing (English file only)."""
    things: tuple[tuple[str, ...], ...] = ()
    """Meanings of what is counted, by kinds of which none is another, nor anybody (English file only)."""
    structure: tuple[str, ...] = ()
    """Meanings that hold a sentence together and tell nothing of what it is about (English file only)."""
    future_endings: tuple[str, ...] = ()
    """Endings that put a verb of five letters or more into the future, where a language has them."""
    again_prefixes: tuple[str, ...] = ()
    """What a verb takes before it to say "again": reopen, rouvrir, wiederwählen."""
    particles: str = ""
    """Characters that stand between words and are none themselves (languages that are written without spaces)."""
    measure_words: dict[str, str] = Field(default_factory=dict)
    """What stands between a figure and its noun and tells of which kind it is, with the meaning of one of the kind."""
    counters: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What ends a word behind a figure (5日出发: on the 5th, set out), with the longer words that it begins there all
    the same (日元), where words are written without spaces."""
    sounds: dict[str, str] = Field(default_factory=dict)
    """Latin syllable to the characters that are read so (languages that are not written in letters)."""


class Lexicon:
    """The forms of one language, looked up by word."""

    def __init__(self, words: LexiconWords) -> None:
        self._exact: dict[str, frozenset[str]] = {}
        self._short: dict[str, frozenset[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}
        self._phrases: dict[str, dict[str, list[Phrase]]] = {}
        for meaning, forms in words.words.items():
            alone = frozenset((meaning,))
            for form in forms:
                self._add(form, meaning, alone)
        self._again = tuple(fold_word(prefix) for prefix in words.again_prefixes)
        self.future_endings = words.future_endings
        self.particles = frozenset(words.particles)
        self.measure_words = words.measure_words
        self.counters = words.counters
        self.sounds = {character: sound for sound, all_ in words.sounds.items() for character in all_}
        self._known: dict[str, frozenset[str]] = {}

    def _add(self, form: str, meaning: str, alone: frozenset[str]) -> None:
        bare = form.rstrip("*")
        stem, folded = bare is not form, fold_word(bare)
        if not folded.isalnum():
            parts = folded.replace("'", " ").replace("-", " ").split()
            if len(parts) > 1:
                parts[-1] += "*" * stem
                begun = parts[1].rstrip("*")[:_BEGUN]
                self._phrases.setdefault(parts[0], {}).setdefault(begun, []).append((tuple(parts), meaning))
                return
            folded = "".join(parts)
        if folded:
            _enter(self._stems if stem else self._exact, folded, alone)
            bare = bare.replace("'", "")
            if len(bare) <= _SHORT and len(small := bare.casefold()) <= _SHORT:
                _enter(self._short, small, alone)

    @cached_property
    def _longest_stem(self) -> int:
        return max(map(len, self._stems), default=0)

    @cached_property
    def _longest_forms(self) -> dict[str, int]:
        longest: dict[str, int] = {}
        for form in self._exact:
            longest[form[0]] = max(len(form), longest.get(form[0], 0))
        return longest

    def longest_from(self, letter: str) -> int:
        """Letters of the longest form that begins with one: how far a text without spaces is looked at for a word."""
        return self._longest_forms.get(letter, 0)

    def meanings(self, word: str, written: str = "") -> frozenset[str]:
        """The meanings of a folded word: those of the whole form, and of its longest stems.

        Short words are told apart by their accents (si, sí; ou, où), so give them as `written` too.
        """
        short = written.casefold() if len(written) <= _SHORT else ""
        if short and len(short) <= _SHORT and not HAN.match(written):
            return self._short.get(short, NOTHING)
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = (self._exact.get(word, NOTHING) | self._stem(word)) or NOTHING
        return known

    def again(self, word: str) -> frozenset[str]:
        """The meanings of a word without a prefix that says "again"."""
        for prefix in self._again:
            rest = word[len(prefix) :]
            if word.startswith(prefix) and len(rest) >= _LONG_STEM:
                found = self.meanings(rest)
                if found:
                    return found
        return NOTHING

    def has(self, word: str) -> bool:
        """Whether a form is listed just so."""
        return word in self._exact

    def begins_phrase(self, word: str) -> bool:
        """Whether a fixed phrase begins with a folded word."""
        return word in self._phrases

    def phrases_from(self, first: str, second: str) -> list[Phrase]:
        """The fixed phrases that may begin with two folded words, by the first letters of the second."""
        by_second = self._phrases.get(first, {})
        found = by_second.get(second[:_BEGUN], [])
        return found if len(second) < _BEGUN else [*found, *by_second.get(second[: _BEGUN - 1], [])]

    def parts(self, word: str, least: int = 3) -> frozenset[str]:
        """The meanings of the word that a compound ends with, and of one it begins with (Osttribüne: east, grandstand).

        What it begins with has `least` letters or more.
        """
        for start in range(least, min(len(word), _LONGEST_COMPOUND) - 2):
            tail, head = word[start:], word[:start]
            begins = self._exact.get(head, self._exact.get(head.removesuffix("s"), NOTHING))
            if len(tail) < _LONG_STEM and not begins:
                continue
            found = self._exact.get(tail) or (self._stem(tail) if len(tail) > _LONG_STEM else NOTHING)
            if found:
                return found | begins
        return NOTHING

    def _stem(self, word: str) -> frozenset[str]:
        size = len(word)
        lengths = [
            n
            for n in range(min(size, self._longest_stem), 1, -1)
            if word[:n] in self._stems and size - n <= _ENDING.get(n, size)
        ]
        if not lengths:
            return NOTHING
        if word in self._exact and lengths[0] < _LONG_STEM:
            return NOTHING
        near = [length for length in lengths if length == lengths[0] or length >= max(_LONG_STEM, lengths[0] - 2)]
        return frozenset().union(*(self._stems[word[:length]] for length in near))


def _enter(table: dict[str, frozenset[str]], form: str, meaning: frozenset[str]) -> None:
    known = table.get(form)
    table[form] = meaning if known is None else known | meaning


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; an empty one for a language that has none."""
    if language not in languages() or not has_words(language, "lexicon"):
        return Lexicon(LexiconWords(words={}))
    return Lexicon(read_words(language, "lexicon", LexiconWords))


@cache
def _shared() -> LexiconWords:
    return read_words("en", "lexicon", LexiconWords)


@cache
def contrasts() -> dict[str, frozenset[str]]:
    """For each meaning the meanings that it excludes."""
    return _against(_shared().contrasts)


@cache
def counted_contrasts() -> dict[str, frozenset[str]]:
    """For each meaning the meanings that a figure of the one thing excludes as a figure of the other."""
    return _against(_shared().counted)


@cache
def results() -> dict[str, frozenset[str]]:
    """For each result in money (a profit) those that it excludes (a loss), wherever they are named."""
    return _against(_shared().results)


def _against(groups: tuple[tuple[str, ...], ...]) -> dict[str, frozenset[str]]:
    against: dict[str, set[str]] = {}
    for group in groups:
        for meaning in group:
            against.setdefault(meaning, set()).update(other for other in group if other != meaning)
    return {meaning: frozenset(others) for meaning, others in against.items()}


@cache
def anybody() -> frozenset[str]:
    """The meanings that anybody may be counted as."""
    return frozenset(_shared().anybody)


@cache
def people() -> frozenset[str]:
    """The meanings that people are counted as."""
    return frozenset(_shared().people)


@cache
def bases() -> frozenset[str]:
    """The meanings of what rates are taken of, people among them."""
    return frozenset(_shared().bases) | people()


@cache
def kinds_of_things() -> dict[str, int]:
    """For each meaning of a thing, and of somebody, the number of its kind: nothing is of two kinds."""
    kinds = (tuple(people()), *_shared().things)
    return {meaning: number for number, kind in enumerate(kinds) for meaning in kind}


@cache
def structure() -> frozenset[str]:
    """The meanings that carry no content of their own."""
    return frozenset(_shared().structure)


def means(word: str, language: str, meaning: str) -> bool:
    """Whether a word as written may have a meaning."""
    return meaning in lexicon(language).meanings(fold_word(word))
