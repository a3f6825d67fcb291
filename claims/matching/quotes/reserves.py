"""What limits or weakens a statement: only, most, hardly any, unlikely, at the earliest, for now, as far as we know.

Such words come in closed classes, which each language lists (`languages/<code>.reserves.toml`); a rendering must keep
the class, whatever the word. So the classes alone are held against each other, of the quote and of the words that it
renders, and not the words around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from claims.language import Words, has_words, languages, read_words
from claims.matching.words.folding import HAN, fold_word
from claims.matching.words.lexicon import lexicon
from claims.matching.words.terms import WORD
from claims.script import simplified
from sources.document import Span

_GAP = 4
"""Words that may stand in the gap of a form (ne ... que)."""
_WITH_ENDING = 5
"""Letters from which a word may be told by its ending."""
_NEGATIONS = frozenset({"not", "no"})


class ReserveWords(Words):
    """What `languages/<code>.reserves.toml` holds, and those of `roles`, `frames` and `amounts`."""

    classes: dict[str, tuple[str, ...]]
    """Class to forms; `form*` for any ending, `*form` for any beginning, `one ... two` for up to four words between."""
    accents: bool = False
    """Whether accents count: *konnte* and *könnte* are two words."""
    binding: tuple[str, ...] = ()
    """Words at the end of a gap that take the next one to themselves: ne ... tant que."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """Words that limit a statement, with the classes they may be of."""

    classes: frozenset[str]
    span: Span


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    name: str


class Forms:
    """The forms of one language, by their first word."""

    def __init__(self, words: ReserveWords) -> None:
        self.fold: Callable[[str], str] = with_accents if words.accents else fold_word
        self.exact: dict[str, list[_Form]] = {}
        self.stems: dict[str, list[_Form]] = {}
        self.endings: dict[str, list[_Form]] = {}
        for name, forms in words.classes.items():
            for form in forms:
                parts = tuple(map(self._folded, form.replace("'", " ").replace("-", " ").split()))
                table = self.stems if parts[0].endswith("*") else self.endings if parts[0][0] == "*" else self.exact
                table.setdefault(parts[0].strip("*"), []).append(_Form(parts, name))
        self.longest = max(map(len, self.exact), default=0)
        self.binding = frozenset(map(self._folded, words.binding))

    def _folded(self, word: str) -> str:
        return word if word == "..." or word.startswith("*") else self.fold(word)

    def from_word(self, word: str) -> Iterable[_Form]:
        """The forms that may begin with a word; an ending tells nothing of a word that is listed, or of a short one."""
        yield from self.exact.get(word, ())
        for size in range(2, len(word) + 1):
            yield from self.stems.get(word[:size], ())
        yield from self.endings.get(self.ending(word), ())

    def ending(self, word: str) -> str:
        """The longest listed ending of a word that is not listed itself."""
        if not self.endings or len(word) < _WITH_ENDING or word in self.exact:
            return ""
        return next((word[at:] for at in range(1, len(word)) if word[at:] in self.endings), "")

    def is_form(self, word: str, part: str) -> bool:
        """Whether a word is the one of a form: as it stands, or with any ending or beginning."""
        if part[0] == "*":
            known = self.ending(word) if word not in self.exact else word
            return len(part) > len(known) and len(word) >= _WITH_ENDING and word.endswith(part[1:])
        return word.startswith(part[:-1]) if part[-1] == "*" else word == part


def with_accents(word: str) -> str:
    """A word in small letters, its accents kept."""
    return normalize("NFC", word).casefold()


@cache
def _forms(language: str, concern: str, model: type[ReserveWords]) -> Forms:
    if language not in languages() or not has_words(language, concern):
        return Forms(ReserveWords(classes={}))
    return Forms(read_words(language, concern, model))


def reserves(text: str, language: str, span: Span) -> tuple[Reserve, ...]:
    """The limiting words in a stretch of a text, in order; of two that overlap the longer."""
    return classed(text, language, span, "reserves")


def classed(
    text: str, language: str, span: Span, concern: str, model: type[ReserveWords] = ReserveWords
) -> tuple[Reserve, ...]:
    """The same for the words of another file of classes (`languages/<code>.<concern>.toml`)."""
    return in_forms(_forms(language, concern, model), text, language, span)


def forms_of(words: ReserveWords) -> Forms:
    """The forms of classes that stand in no file of their own, to be looked for by `in_forms`."""
    return Forms(words)


def in_forms(forms: Forms, text: str, language: str, span: Span) -> tuple[Reserve, ...]:
    """The words of some forms in a stretch of a text, in order; of two that overlap the longer."""
    if language == "zh":
        return tuple(_of_characters(text, span, forms))
    words = [
        ("" if _is_name(text, match.start(), language) else forms.fold(match.group()), Span(*match.span()))
        for match in WORD.finditer(text, span.start, span.end)
    ]
    found: list[Reserve] = []
    at = 0
    while at < len(words):
        ends: dict[int, set[str]] = {}
        for form in forms.from_word(words[at][0]):
            end = _match(form.words, words, at, language, forms)
            if end:
                ends.setdefault(end, set()).add(form.name)
        if not ends:
            at += 1
            continue
        end = max(ends)
        found.append(Reserve(frozenset(ends[end]), Span(words[at][1].start, words[end - 1][1].end)))
        at = end
    return tuple(found)


def _is_name(text: str, at: int, language: str) -> bool:
    """Whether a capital inside a sentence makes a name of a word: in May, but not: May I."""
    if language == "en" and text[at] == "I" and not text[at + 1 : at + 2].isalpha():
        return False  # I
    return language != "de" and text[at].isupper() and text[at - 2 : at - 1].isalnum() and text[at - 1 : at] == " "


def _match(form: Sequence[str], words: Sequence[tuple[str, Span]], at: int, language: str, forms: Forms) -> int:
    """The word after the last that a form has, from word `at` on; 0 where it is not there."""
    for number, part in enumerate(form):
        if part == "...":
            known = lexicon(language).meanings
            for gap in range(1, _GAP + 1):
                if at + gap - 1 < len(words) and known(words[at + gap - 1][0]) & _NEGATIONS:
                    return 0
                bound = at + gap <= len(words) and words[at + gap - 1][0] in forms.binding
                end = 0 if bound else _match(form[number + 1 :], words, at + gap, language, forms)
                if end:
                    return end
            return 0
        if at >= len(words) or not forms.is_form(words[at][0], part):
            return 0
        at += 1
    return at


def _of_characters(text: str, span: Span, forms: Forms) -> Iterable[Reserve]:
    run = simplified(span.of(text))
    at = 0
    while at < len(run):
        size = next((n for n in range(forms.longest, 0, -1) if run[at : at + n] in forms.exact), 0)
        if not size or not HAN.match(run[at]):
            at += 1
            continue
        names = frozenset(form.name for form in forms.exact[run[at : at + size]])
        yield Reserve(names, Span(span.start + at, span.start + at + size))
        at += size
