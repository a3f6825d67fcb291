"""The words of a text as they can be compared with another text, in the same language or in any other.

Every word gets keys; two words may mean the same when they share one. A key is a meaning of the lexicon, the skeleton
of a word's letters (names, cognates: Präsident, president), or the sound of Chinese characters (李华, Li Hua).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.base_words import base_words
from claims.matching.words.folding import HAN, fold_word
from claims.matching.words.lexicon import MOST_KNOWN, Lexicon, lexicon, structure
from claims.script import simplified
from sources.document import Span

WORD = re.compile(r"[^\W_]+(?:[\u00ad\u200b\u2060\ufeff]{1,9}[^\W_]+)*")
"""A word; what shows nothing and only says where it may be cut is no end of it."""
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_SKELETON = 5
"""Letters of a skeleton: cognates agree in their first five and go apart in their endings."""
_SOUNDS = str.maketrans({"k": "c", "q": "c", "y": "i", "w": "v", "z": "s", "j": "i"})
_LETTERS_AKIN = frozenset({"es", "fr", "it", "pt"})
"""Languages whose words often share their consonants where the vowels went apart."""
_HARD = 3
"""Consonants from which they tell a word."""
_HEAD = 4
"""Letters that the first part of a known word must have to be one: empfehlen is no kind of fehlen."""
_FIRST_HAN = "\u3400"
_HAN_FIGURES = frozenset("〇零一二三四五六七八九十百千万亿两几多余数每")
"""What figures in characters are written with, exact or not: 三名医生, 380多名医生, 每名医生."""
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_COMPOUNDING = frozenset({"de", "nl"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word at its place with what it can be compared by. `form` is folded; a word without keys carries nothing."""

    form: str
    span: Span
    keys: frozenset[str]

    @property
    def meanings(self) -> frozenset[str]:
        """The keys that are meanings."""
        return _meanings(self.keys)


@lru_cache(maxsize=MOST_KNOWN)
def _meanings(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key[0].isalpha())


def tells(term: Term) -> bool:
    """Whether a word tells what is spoken of; a Chinese character that is no known word may be any part of one."""
    if term.meanings:
        return not term.meanings <= structure()
    return bool(term.keys) and not HAN.match(term.form)


def terms_of(text: str, language: str, start: int = 0, end: int | None = None) -> tuple[Term, ...]:
    """The words of `text[start:end]` in order, with spans in `text`."""
    return tuple(_terms(text, language, start, len(text) if end is None else end))


def _terms(text: str, language: str, start: int, end: int) -> Iterator[Term]:
    words = lexicon(language)
    stops = _stop_words(language)
    taken = start
    for match in _HAN_RUN.finditer(text, start, end):
        begin, written = match.start(), match.group()
        if written[0] >= _FIRST_HAN and HAN.match(written):
            counted = text[max(0, begin - 2) : begin].rstrip()[-1:].isdigit()
            yield from _han_terms(simplified(written), begin, words, counted)
            continue
        if begin < taken:
            continue
        span, form = Span(begin, match.end()), fold_word(written)
        phrase = _phrase(text, form, span, end, words) if words.begins_phrase(form) else None
        if phrase is not None:
            taken = phrase.span.end
            yield phrase
        elif form:
            keys = _keys(form, written if len(written) <= 3 else "", language, written[0].isupper(), form in stops)
            yield _term(text, form, span, keys, words.future_endings)


def _term(text: str, form: str, span: Span, keys: frozenset[str], future: tuple[str, ...]) -> Term:
    """A word with its keys, by what is written right before it and how it ends."""
    if form == "t" and text[max(0, span.start - 2) : span.start - 1] in {"n", "N"}:
        return Term("not", span, frozenset({"not"}))
    if future and len(form) >= _SKELETON and span.of(text).casefold().endswith(future):
        keys |= {"will"}
    if "if" in keys and text[span.start - 1 : span.start] == "-":
        keys -= {"if"}  # mostra-se
    return Term(form, span, keys)


@lru_cache(maxsize=MOST_KNOWN)
def _keys(form: str, written: str, language: str, name: bool, stop: bool) -> frozenset[str]:
    words = lexicon(language)
    meanings = words.meanings(form, written)
    if not meanings:
        meanings = words.again(form)
    if not meanings and language in _COMPOUNDING and len(form) >= 8:
        meanings = words.parts(form)
    elif meanings and language in _COMPOUNDING and len(form) >= 9:
        meanings |= words.parts(form, _HEAD)
    if stop or form.isdigit():
        return meanings | {"#" + form} if _YEAR.fullmatch(form) else meanings
    bone = skeleton(form)
    long = len(form) >= (_SKELETON if meanings else _SKELETON - 1) or (name and len(form) >= 3)
    keys = meanings | {"~" + bone} if long and bone else meanings
    if not meanings and len(form) >= _SKELETON and language in _LETTERS_AKIN:
        hard = consonants(form)
        keys |= {"%" + hard} if len(hard) >= _HARD else frozenset()
    return keys


def consonants(form: str) -> str:
    """The consonants of a word, l for r and c for g: rotina, rutina; plata, prata."""
    even = form.replace("ph", "f").replace("ch", "c").translate(_SOUNDS).replace("r", "l").replace("g", "c")
    letters = [letter for letter in even if letter not in "aeiouh"]
    return "".join(letter for at, letter in enumerate(letters) if not at or letter != letters[at - 1])


def skeleton(form: str) -> str:
    """The first letters of a word with spellings evened out: ph as f, k as c, double letters once, no h."""
    even = form.replace("ph", "f").replace("ch", "c").replace("sh", "s").replace("th", "t").translate(_SOUNDS)
    letters: list[str] = []
    for letter in even:
        if letter != "h" and (not letters or letters[-1] != letter):
            letters.append(letter)
    return "".join(letters[:_SKELETON])


def _phrase(text: str, form: str, span: Span, end: int, words: Lexicon) -> Term | None:
    """The first of the lexicon's phrases that stands where a word does, with all that it may mean."""
    forms, ends = [form], [span.end]  # words from there on, read once for all phrases, as far as any of them goes
    _read_on(text, end, forms, ends)
    phrases = words.phrases_from(form, forms[1])
    for parts, _ in phrases:
        for number in range(1, len(parts)):
            if number == len(forms):
                _read_on(text, end, forms, ends)
            if not forms[number] or not _is_form(forms[number], parts[number]):
                break
        else:
            meanings = frozenset(meaning for other, meaning in phrases if other == parts)
            return Term(" ".join(forms[: len(parts)]), Span(span.start, ends[len(parts) - 1]), meanings)
    return None


def _read_on(text: str, end: int, forms: list[str], ends: list[int]) -> None:
    """One more word, and where it ends; none where it does not stand right behind the one before."""
    following = WORD.search(text, ends[-1], end)
    near = following is not None and following.start() <= ends[-1] + 2
    forms.append(fold_word(following.group()) if following is not None and near else "")
    ends.append(following.end() if following is not None else end)


def _is_form(word: str, part: str) -> bool:
    """Whether a word is the one of a phrase, or begins as its last one with any ending does."""
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _han_terms(run: str, start: int, words: Lexicon, counted: bool) -> Iterator[Term]:
    """The words of a run of Chinese; what is no known word goes character by character, with sounds.

    `counted`: a figure stands before it.
    """
    sizes = _han_sizes(run, words, counted)
    at = 0
    unknown = 0
    while at < len(run):
        if not sizes[at]:
            unknown += 1
            at += 1
            continue
        yield from _sounded(run[at - unknown : at], start + at - unknown, words)
        unknown = 0
        word = run[at : at + sizes[at]]
        yield Term(word, Span(start + at, start + at + len(word)), words.meanings(word) | {"~" + word})
        at += len(word)
    yield from _sounded(run[at - unknown : at], start + at - unknown, words)


def _han_sizes(run: str, words: Lexicon, counted: bool) -> list[int]:
    """The length of the word that begins at each character of a run if it is cut well; 0 where none is known.

    It is cut so that as few characters as can be are left over, into as few words as can be, of which as few as can be
    are of one character, but for particles: 卖|房子 and not 卖房|子, 不|解雇 and not 不解|雇.
    """
    costs = [(0, 0, 0)] * (len(run) + 1)
    sizes = [0] * len(run)
    for at in range(len(run) - 1, -1, -1):
        alone = run[at] not in words.particles
        left, parts, single = costs[at + 1]
        best, size = (left + alone, parts + 1, single + alone), 0
        behind_figure = run[at - 1] in _HAN_FIGURES if at else counted
        for n in range(1, _longest_word(run, at, words, behind_figure) + 1):
            if words.has(run[at : at + n]):
                left, parts, single = costs[at + n]
                cost = (left, parts + 1, single + (n == 1 and alone))
                if cost <= best:
                    best, size = cost, n
        costs[at], sizes[at] = best, size
    return sizes


def _longest_word(run: str, at: int, words: Lexicon, behind_figure: bool) -> int:
    """The characters that a word may have at a place: right behind a figure a counter is one by itself."""
    if behind_figure and run[at] in words.counters:
        return max((len(word) for word in words.counters[run[at]] if run.startswith(word, at)), default=1)
    return min(words.longest_from(run[at]), len(run) - at)


def _sounded(run: str, start: int, words: Lexicon) -> Iterator[Term]:
    for at, character in enumerate(run):
        keys = {"~" + character}
        sound = words.sounds.get(character, "")
        if sound:
            keys.add("~" + skeleton(sound))
            after = words.sounds.get(run[at + 1 : at + 2], "")
            keys.update({"~" + skeleton(sound + after)} if after else ())
        yield Term(character, Span(start + at, start + at + 1), frozenset(keys))


@lru_cache(maxsize=16)
def _stop_words(language: str) -> frozenset[str]:
    own = base_words(language)
    return frozenset(fold_word(word) for word in (*own.stop_words, *own.auxiliaries))
