"""The words of a quote against the words of a source, in the same language: what is the same, gone, added, changed.

A quote may leave out words where it says so ([...], …), put its own between brackets, spell a figure out, and be
broken by the reporter (« Demain, dit-elle, ... »). What remains is a difference, and any difference counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import LCSseq, Levenshtein

from claims.base_words import base_words
from claims.matching.texts.locate import ELISION, LETTER, inserted
from claims.matching.words.folding import HAN, fold_word
from claims.matching.words.lexicon import lexicon
from claims.matching.words.terms import WORD
from claims.model import DiffKind, DiffPart, Quantity
from claims.quotes.lexical.words import lexicon as quoting
from sources.document import Span

_ADAPTED = re.compile(rf"\[{LETTER}{{1,3}}\](?={LETTER})")
"""The letters in which a writer fits the beginning of a word to the sentence: [T]he, [w]e."""
_UNSEEN = {ord("["): "\u2060", ord("]"): "\u2060"}
_REPLACED = 4
"""Words of the source for which a writer puts others in brackets: them, his older sister."""
_BRACKETS = re.compile(r"[\[［〔【][^\[\]［］〔〕【】]{0,200}[\]］〕】]")
_ASIDE = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_ENDS = re.compile(r"[.!?。！？«»“”„\"]")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{3})[⁰¹²³⁴-⁹]{1,3}$")
"""The mark of a note after a word; after two letters it is that of a unit (km²)."""
_BREAK = frozenset(',;—–-()，、；-“”«»"„')
"""Marks that part an aside from its sentence."""
_LONGEST_INCISE = 16
"""Words of the longest incise that is taken for one (, a-t-il raconté début mars lors d’une table ronde à Lurel,)."""
_SKIPPED = 0.18
"""What a word of the source that the quote lacks costs, against 1 for a common word (0.5 for a short one): a clause of
ten words left out costs less than the three words beyond it are worth."""
_VERB_WITHIN = 4
"""Words of an incise among which its verb comes: a-t-il, a ensuite plaidé, the mayor then said."""
SPEECH = frozenset(
    {
        "say",
        "explain",
        "add_say",
        "warn",
        "answer",
        "announce",
        "admit_confess",
        "insist",
        "confirm",
        "emphasise",
        "think",
        "show",
        "criticise",
        "complain",
        "demand",
        "hope",
        "fear",
    }
)
"""Meanings of verbs that report speech."""

_FELT = frozenset({"think", "hope", "fear"})
"""Meanings of them that, alone between two marks, are the speaker's in languages that need no pronoun: creo, spero."""
_SPEAKERS = frozenset({"i", "we"})
"""Meanings of who speaks: what they say between two marks is no reporter's."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place; figures are compared by value, whatever way they are written."""

    form: str
    span: Span
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """How a quote compares with the stretch of a source that it was taken from.

    `parts` run through both in order; `kept` is the share of the quote's words that the source has there; `span` is
    the stretch of the source. `marked` tells that words were left out or put in with a mark that says so.
    """

    span: Span
    parts: tuple[DiffPart, ...]
    kept: float
    marked: bool

    @property
    def changes(self) -> tuple[DiffPart, ...]:
        return tuple(part for part in self.parts if part.kind is not DiffKind.SAME)


def words_of(text: str, span: Span, quantities: Iterable[Quantity] = ()) -> list[Word]:
    """The words in `span`, figures as one word each by their value, Chinese by character."""
    figures = sorted((one.core, _figure(one)) for one in quantities if span.contains(one.core))
    found: list[Word] = []
    at = 0
    for match in WORD.finditer(text, span.start, span.end):
        while at < len(figures) and figures[at][0].end <= match.start():
            at += 1
        if at < len(figures) and figures[at][0].start < match.end() and not HAN.search(match.group()):
            core, value = figures[at]
            if not found or found[-1].span != core:
                found.append(Word(value, core, figure=True))
        elif HAN.search(match.group()):
            found += [
                Word(letter, Span(match.start() + i, match.start() + i + 1)) for i, letter in enumerate(match.group())
            ]
        else:
            found.append(Word(fold_word(_NOTE_MARK.sub("", match.group())), Span(match.start(), match.end())))
    return [word for word in found if word.form]


def _figure(quantity: Quantity) -> str:
    top = f"-{quantity.max.normalize():f}" if quantity.max is not None else ""
    return f"#{quantity.value.normalize():f}{top}"


def compare(
    quote: str, language: str, source: str, region: Span, quantities: tuple[Iterable[Quantity], Iterable[Quantity]]
) -> Wording | None:
    """The quote's words against those of `source[region]`; None where hardly any are there.

    `quantities` are the figures of the quote (spans in the quote) and of the source (spans in the source).
    """
    adapted = _ADAPTED.sub(lambda found: found[0].translate(_UNSEEN), quote)
    ours = _said(quote, words_of(adapted, Span(0, len(quote)), quantities[0]))
    theirs = words_of(source, region, quantities[1])
    if not ours or not theirs:
        return None
    forms = [word.form for word in ours], [word.form for word in theirs]
    left, right = _in_pieces(_pieces(quote, ours), forms[1]) or _stretch(*forms)
    if left >= right:
        return None
    before, after = _unmatched_ends(forms[0], forms[1][left:right])
    taken = theirs[_back(source, theirs, left, before) : _on(source, theirs, right, after)]
    parts = _parts(quote, source, ours, taken, language)
    kept = sum(len(part.claim_text) for part in parts if part.kind is DiffKind.SAME)
    parts, marked = _without_marked(quote, language, source, parts)
    total = sum(len(part.claim_text) for part in parts)
    return Wording(Span(taken[0].span.start, taken[-1].span.end), tuple(parts), kept / max(1, total), marked)


def _said(quote: str, words: list[Word]) -> list[Word]:
    """The words of a quote without those that its writer put in between brackets; all where there are no others."""
    put_in = inserted(quote)
    said = [word for word in words if not any(span.contains(word.span) for span in put_in)] if put_in else words
    return said or words


def _pieces(quote: str, words: Sequence[Word]) -> list[list[str]]:
    """The words of a quote between its marks of omission, without the empty runs."""
    gaps = [match.start() for match in ELISION.finditer(quote)]
    pieces: list[list[str]] = [[] for _ in range(len(gaps) + 1)]
    for word in words:
        pieces[bisect_right(gaps, word.span.start)].append(word.form)
    return [piece for piece in pieces if piece]


def _in_pieces(pieces: Sequence[Sequence[str]], theirs: Sequence[str]) -> tuple[int, int] | None:
    """The run of the source's words that has all pieces of an elided quote word for word and in order, if there is one.

    What is repeated beside an omission is found where it goes on: it could be sand ... it could be gold. A quote
    without one is found where it stands word for word, and not in a like clause before: we never said so, we said this.
    """
    left, at = -1, 0
    for piece in pieces:
        size = len(piece)
        found = next(
            (start for start in range(at, len(theirs) - size + 1) if theirs[start : start + size] == piece), -1
        )
        if found < 0:
            return None
        left, at = (found if left < 0 else left), found + size
    return left, at


def _stretch(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """The run of the source's words that the quote was taken from: most words in common, fewest others."""
    left, right = _densest(ours, theirs)
    if left >= right:
        return 0, 0
    # A common opening (We are ... We are ...) may have been matched too early, a common end too late.
    most = LCSseq.similarity(ours, theirs[left:right])
    while left + 1 < right and LCSseq.similarity(ours, theirs[left + 1 : right]) == most:
        left += 1
    while left + 1 < right and LCSseq.similarity(ours, theirs[left : right - 1]) == most:
        right -= 1
    return left, right


def _back(source: str, theirs: Sequence[Word], left: int, words: int) -> int:
    """`left` moved back by `words`, not beyond a quotation mark or the end of a sentence."""
    while words and left and not _ENDS.search(source, theirs[left - 1].span.end, theirs[left].span.start):
        left, words = left - 1, words - 1
    return left


def _on(source: str, theirs: Sequence[Word], right: int, words: int) -> int:
    """`right` moved on by `words`, likewise."""
    while (
        words and right < len(theirs) and not _ENDS.search(source, theirs[right - 1].span.end, theirs[right].span.start)
    ):
        right, words = right + 1, words - 1
    return right


def _densest(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    worth = [-_SKIPPED] * len(theirs)
    for block in LCSseq.opcodes(ours, theirs):
        if block.tag == "equal":
            for at in range(block.dest_start, block.dest_end):
                worth[at] = 1.0 if len(theirs[at]) > 3 or HAN.match(theirs[at]) else 0.5
    best, left, right, run, since = 0.0, 0, 0, 0.0, 0
    for at, value in enumerate(worth):
        if run <= 0:
            run, since = 0.0, at
        run += value
        if run > best:
            best, left, right = run, since, at + 1
    return left, right


def _unmatched_ends(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many words of the quote come before its first and after its last word that the run has."""
    same = [block for block in LCSseq.opcodes(ours, theirs) if block.tag == "equal"]
    return (same[0].src_start, len(ours) - same[-1].src_end) if same else (0, 0)


_KINDS = {
    "equal": DiffKind.SAME,
    "replace": DiffKind.CHANGED,
    "delete": DiffKind.ADDED,
    "insert": DiffKind.REMOVED,
}


def _parts(quote: str, source: str, ours: list[Word], theirs: list[Word], language: str) -> list[DiffPart]:
    parts: list[DiffPart] = []
    opcodes = Levenshtein.opcodes([word.form for word in ours], [word.form for word in theirs])
    for op in opcodes:
        kind = _KINDS[op.tag]
        here = _run(ours, op.src_start, op.src_end)
        there = _run(theirs, op.dest_start, op.dest_end)
        last = parts[-1] if parts else None
        if last is not None and last.kind is not DiffKind.SAME and kind is not DiffKind.SAME:
            parts.pop()
            here, there = _over(last.claim_span, here), _over(last.source_span, there)
            kind = DiffKind.CHANGED if len(here) and len(there) else DiffKind.ADDED if len(here) else DiffKind.REMOVED
        if kind is DiffKind.CHANGED and _is_spelling(here.of(quote), there.of(source), language):
            kind = DiffKind.SAME
        parts.append(DiffPart(kind, here.of(quote), there.of(source), here, there))
    return parts


def _is_spelling(one: str, other: str, language: str) -> bool:
    """Whether two runs are the same words, together or apart (`week-end`), in full or short (`don't`, `do not`)."""
    if _joined(one) == _joined(other):
        return True
    full, first, second = _in_full(language), _folded(one), _folded(other)
    return first in full.get(second, ()) or second in full.get(first, ())


@cache
def _in_full(language: str) -> dict[str, tuple[str, ...]]:
    found = base_words(language).contractions
    return {_folded(short): tuple(map(_folded, full)) for short, full in found.items()}


def _folded(text: str) -> str:
    return " ".join(fold_word(word) for word in WORD.findall(text))


def _joined(text: str) -> str:
    """The letters of a run of words: `week-end` and `weekend` are the same."""
    return "".join(letter for letter in fold_word(text) if letter.isalnum())


def _run(words: Sequence[Word], start: int, end: int) -> Span:
    if start < end:
        return Span(words[start].span.start, words[end - 1].span.end)
    at = words[start].span.start if start < len(words) else words[-1].span.end
    return Span(at, at)


def _over(first: Span, second: Span) -> Span:
    if not len(first):
        return second
    return Span(first.start, second.end) if len(second) else first


def _without_marked(quote: str, language: str, source: str, parts: list[DiffPart]) -> tuple[list[DiffPart], bool]:
    """The parts with those left out that the quote marks itself, or that a reporter put between."""
    gaps = [match.span() for match in ELISION.finditer(quote)]
    put_in = [match.span() for match in _BRACKETS.finditer(quote)]
    kept: list[DiffPart] = []
    marked = bool(inserted(quote))
    for part in parts:
        if part.kind is not DiffKind.SAME:
            if _is_gap(quote, part, gaps) or _is_put_in(part, put_in):
                marked = True
                continue
            if _is_incise(quote, part.claim_span, language) and not part.source_text:
                continue
            if not part.claim_text and _is_aside(source, part.source_span, language):
                continue
        kept.append(part)
    if gaps and kept and kept[-1].kind is DiffKind.REMOVED:
        kept.pop()
    return kept, marked


def _is_gap(quote: str, part: DiffPart, gaps: Iterable[tuple[int, int]]) -> bool:
    """Whether words that the quote lacks were left out at a mark of omission, or a repeated word or two beside it."""
    if part.claim_text.strip(" .…[]()"):
        return False
    gone, low, high = _joined(part.source_text), part.claim_span.start, part.claim_span.end
    return any(
        (start - 2 <= high and low <= end + 2)
        or (end < low and gone.endswith(_joined(quote[end:low])))
        or (high < start and gone.startswith(_joined(quote[high:start])))
        for start, end in gaps
    )


def _is_put_in(part: DiffPart, brackets: Iterable[tuple[int, int]]) -> bool:
    """Whether words stand in brackets, or a few of the source's are gone where something was put in for them."""
    low, high = part.claim_span.start, part.claim_span.end
    if part.claim_text:
        return any(start <= low and high <= end for start, end in brackets)
    few = len(WORD.findall(part.source_text)) <= _REPLACED
    return few and any(start - 2 <= high and low <= end + 2 for start, end in brackets)


def _is_incise(text: str, span: Span, language: str) -> bool:
    """Whether a run of words is the reporter's: between marks on both sides, with a verb of speech."""
    words = WORD.findall(span.of(text))
    if not words or len(words) > _LONGEST_INCISE or not _parted(text, span):
        return False
    meanings = [lexicon(language).meanings(fold_word(word), word) for word in words]
    if any(one & _SPEAKERS for one, word in zip(meanings, words, strict=True) if len(word) == 1 or word.islower()):
        return False  # I, but not: Me Roc
    told = SPEECH if len(words) > 1 else SPEECH - _FELT
    return any(one & told for one in meanings) or _reports(words[:_VERB_WITHIN], language)


def _reports(words: Sequence[str], language: str) -> bool:
    """Whether a verb that the language reports speech with is among words, and somebody beside it: a plaidé Me Roc."""
    known = quoting(language)
    forms = [word.casefold() for word in words]
    return (
        known is not None
        and len(words) > 1
        and any(form in known.finite | known.participles and form not in known.weak for form in forms)
    )


def _is_aside(text: str, span: Span, language: str) -> bool:
    """Whether a run of the source's words is none of the speaker's: in brackets, or the reporter's incise."""
    around = text[max(0, span.start - 200) : span.end + 200]
    shift = max(0, span.start - 200)
    if any(shift + one.start() <= span.start and span.end <= shift + one.end() for one in _ASIDE.finditer(around)):
        return True
    return _is_incise(text, span, language)


def _parted(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 4) : span.start].rstrip()[-1:]
    after = text[span.end : span.end + 4].lstrip()[:1]
    return before in _BREAK and after in _BREAK and bool(before) and bool(after)


def shifted(part: DiffPart, by: int) -> DiffPart:
    """The part with its place in the claim moved by `by`."""
    return replace(part, claim_span=part.claim_span.shifted(by))
