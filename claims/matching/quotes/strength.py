"""Whether a quote is as sure, as wide and as lasting as the words that it renders.

The classes of limiting words (`reserves`) are held against each other on both sides. A class of the source must have
something in the quote that may stand for it, or else it was dropped; classes that exclude each other (unlikely against
probable, hardly any against many, from against until) were turned round; some (only, hardly any) must not be put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.matching.quotes.asides import aside_clauses
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.mood_words import is_over
from claims.matching.quotes.reserves import Reserve, reserves
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import fold_word
from claims.matching.words.lexicon import lexicon
from claims.matching.words.terms import WORD, Term
from claims.matching.words.told import in_marks
from sources.document import Span

_KEPT: dict[str, frozenset[str]] = {
    "only": frozenset({"only", "single", "few", "earliest", "at_most", "except", "alone", "rarely", "not_only"}),
    "single": frozenset({"single", "only", "one", "alone"}),
    "few": frozenset({"few", "rarely", "only", "at_most", "lack", "unlikely", "almost", "part"}),
    "most": frozenset({"most", "many", "almost", "majority", "largely"}),
    "part": frozenset({"part", "some", "half", "share", "most", "few"}),
    "unlikely": frozenset({"unlikely", "impossible", "doubt", "few", "rarely", "fear", "question", "difficult"}),
    "impossible": frozenset({"impossible", "unlikely", "unable", "exclude", "difficult"}),
    "possible": frozenset(
        {"possible", "probable", "may", "can", "hearsay", "hope", "perhaps", "might", "seem", "risk", "danger", "fear",
         "think", "unlikely", "impossible", "expect", "estimate", "must"}
    ),
    "probable": frozenset(
        {"probable", "possible", "hearsay", "must", "expect", "estimate", "unlikely", "hope", "may", "plan", "certain",
         "few", "seem"}
    ),
    "earliest": frozenset({"earliest", "from", "only", "at_least", "before", "early"}),
    "latest": frozenset({"latest", "until", "before", "at_most", "end", "early"}),
    "until": frozenset({"until", "before", "latest", "earliest", "from", "at_most", "end"}),
    "for_now": frozenset(
        {"for_now", "now", "still", "already", "today", "temporary", "until", "at_present"}
    ),
    "first_years": frozenset({"first_years", "until", "before", "before_year", "for_now", "early", "start"}),
    "before_year": frozenset({"before_year", "until", "latest", "before", "earliest", "from"}),
    "not_at_once": frozenset({"not_at_once", "for_now", "still", "already", "now", "wait", "early", "quick"}),
    "this_time": frozenset(
        {"this_time", "for_now", "first_years", "at_present", "now", "today", "year", "season", "month", "week",
         "quarter", "decade", "winter", "summer", "autumn", "spring", "holiday", "weekend", "christmas",
         "until", "latest", "not_at_once", "soon", "temporary"}
    ),
    "knowledge": frozenset({"knowledge", "know", "hearsay", "seem"}),
    "hearsay": frozenset({"hearsay", "seem", "say", "probable", "possible", "knowledge", "think"}),
    "hope": frozenset({"hope", "expect", "want", "fear", "possible", "probable", "trust", "desire", "wait"}),
    "if": frozenset({"if", "when", "while", "without", "only", "unless", "except", "as_long"}),
    "at_most": frozenset({"at_most", "below", "less", "maximum", "latest", "only", "until", "before", "exceed"}),
    "at_least": frozenset({"at_least", "more", "minimum", "exceed", "earliest", "still"}),
}  # fmt: skip
"""Classes that must not be lost, each with the classes and meanings that may stand for it in another language."""
_NOT_PUT_IN = frozenset({"only", "few", "unlikely", "impossible", "possible"})
"""Classes that must not be put in."""
_BESIDE_POSSIBLE = frozenset({"may", "probable"})
"""What words that say what is possible may say as well."""
_AT_EDGE = frozenset(
    {
        "until",
        "first_years",
        "before_year",
        "earliest",
        "latest",
        "for_now",
        "this_time",
        "knowledge",
        "if",
        "at_least",
        "at_most",
        "only",
        "part",
        "most",
        "unlikely",
        "hope",
        "hearsay",
        "possible",
    }
)
"""Classes that limit a statement from beside it, too: at its end, or before it."""
_EXCLUDING = (
    ("certain", "unlikely"), ("certain", "possible"), ("certain", "probable"), ("probable", "unlikely"),
    ("possible", "unlikely"), ("certain", "impossible"), ("probable", "impossible"), ("possible", "impossible"),
    ("many", "few"), ("most", "few"), ("all", "few"), ("earliest", "latest"), ("from", "until"), ("despite", "cause"),
    ("must", "may"), ("only", "not_only"), ("none", "few"),
)  # fmt: skip
"""Classes of which one stands for what the other denies."""
_FLIPPED = {
    "many": "few", "few": "many", "probable": "unlikely", "certain": "unlikely", "impossible": "possible",
    "possible": "impossible", "may": "impossible", "unlikely": "possible", "only": "not_only", "most": "part",
}  # fmt: skip
"""What a class says where it is negated."""
_LED_BY = "if_led"
"""Words that say "if" at the head of a clause and something else elsewhere (als, se)."""
_BEARS = 2
"""Words before a reserve among which a "not" bears on it."""
_DOUBLE = frozenset({"n", "ne", "en"})
"""First halves of a doubled negation, which say nothing without the second."""
_NE_PAS = 16
"""Letters between the two halves of such a negation."""
_IDLE = frozenset({"only", "at_least"})
"""Classes that limit nothing in an aside: just my guess, at least so they say."""
_NEGATIONS = frozenset({"not", "no"})
_TIME = frozenset({"this_time"})
_LASTS = frozenset({"not", "no", "nobody", "nothing", "never", "continue", "keep", "stay", "free", "unchanged"})
"""Meanings of what holds for the time that is named alone: nobody will go this year, it stays open this winter."""
_FIGURE = 2
"""Letters behind a word within which the figure stands that it may make a rough one."""
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两半几")
_MARKS = frozenset('.!?;:,–—…()\n\t。！？；：，“”«»„"')
_COMMAS = frozenset(",，")
_LED = 3
"""Words of a clause beside the statement within which the word must come that limits it."""
_REACH = 9
"""Words beside the statement that may still be of it."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a stretch of a text is: its limiting words, and all its classes and meanings in one."""

    held: tuple[tuple[frozenset[str], str], ...]
    known: frozenset[str]
    negated: bool
    plain: frozenset[str]
    """Classes of words in clauses without a "not"."""

    def has(self, name: str) -> bool:
        """Whether a class or meaning is there."""
        return name in self.known


def strength(digest: Digest, span: Span, beside: Span | None = None) -> Strength:
    """The strength of a stretch of a text; of what stands `beside` it (a wider stretch) only what limits from there."""
    held: list[tuple[frozenset[str], str]] = []
    said: list[Span] = []
    plain: set[str] = set()
    doubts = aside_clauses(digest, beside or span)
    for one in reserves(digest.text, digest.language, beside or span):
        if one.classes & _IDLE and any(each.overlaps(one.span) for each in doubts):
            continue
        classes, words = read_class(one, digest), one.span.of(digest.text)
        if classes == _TIME and not _is_bounded(digest, one.span):
            continue
        if span.overlaps(one.span) or classes <= _AT_EDGE:
            held.append((classes, words))
            plain |= classes if not _is_denied(one.span, digest) else frozenset()
        if " " in words or classes != one.classes:
            said.append(one.span)  # "not few" is not few: what a phrase or a "not" says is not what its words say
    terms = digest.terms_in(span) if len(span) else ()
    meanings = {
        meaning for term in terms for meaning in term.meanings if not any(one.contains(term.span) for one in said)
    }
    negated = any(term.meanings & _NEGATIONS for term in terms)
    return Strength(
        tuple(held), frozenset(meanings).union(*(classes for classes, _ in held)), negated, frozenset(plain)
    )


def _is_denied(span: Span, digest: Digest) -> bool:
    """Whether a "not" stands in the clause of a word."""
    start, end = _back(digest, 0, span.start), _beyond(digest, span.end, len(digest.text))
    return any(term.meanings & _NEGATIONS for term in digest.terms_in(Span(start, end)))


def _is_bounded(digest: Digest, span: Span) -> bool:
    """Whether a time bounds what its clause says: that something will not be, or stays as it is, this year.

    What will be this year will be; what was not this year is over, and a quote of it may leave the year to the article.
    """
    start, end = _back(digest, 0, span.start), _beyond(digest, span.end, len(digest.text))
    if digest.text[end : end + 1] in _COMMAS and not digest.text[span.end : end].strip():
        end = _beyond(digest, end + 1, len(digest.text))
    terms = digest.terms_in(Span(start, end))
    lasts = any(term.meanings & _LASTS for term in terms)
    return lasts and not is_over(digest.text, digest.language, Span(start, end))


def without_not_only(digest: Digest, terms: Sequence[Term]) -> list[Term]:
    """The words without each "not only", which denies nothing."""
    if not terms:
        return []
    found = reserves(digest.text, digest.language, Span(terms[0].span.start, terms[-1].span.end))
    spans = [one.span for one in found if one.classes == {"not_only"}]
    firsts = {at for at, term in enumerate(terms) if term.form in _DOUBLE}
    led = {at for at in firsts if any(0 <= one.start - terms[at].span.end < _NE_PAS for one in spans)}
    return [
        term for at, term in enumerate(terms) if at not in led and not any(one.contains(term.span) for one in spans)
    ]


def read_class(one: Reserve, digest: Digest) -> frozenset[str]:
    """The classes of a reserve, turned round where a "not" stands before it."""
    if _LED_BY in one.classes:
        first = digest.text[: one.span.start].rstrip()[-1:]
        return frozenset({"when" if first.isalnum() else "if"})
    if not any(name in _FLIPPED for name in one.classes):
        return one.classes
    if is_rough(one.span.of(digest.text), digest.text[one.span.end : one.span.end + _FIGURE], digest.language):
        return frozenset({"almost"})
    text, meanings = digest.text, lexicon(digest.language).meanings
    if digest.language == "zh":
        negated = text[one.span.start - 1 : one.span.start] in {"不", "没", "未", "非"}
    else:
        before = text[max(0, one.span.start - 40) : one.span.start]
        last = max((before.rfind(mark) for mark in _MARKS), default=-1)
        words = [fold_word(word) for word in WORD.findall(before[last + 1 :])][-_BEARS:]
        negated = any(word not in _DOUBLE and meanings(word) & _NEGATIONS for word in words)
    return frozenset(_FLIPPED.get(name, name) for name in one.classes) if negated else one.classes


def is_rough(word: str, after: str, language: str) -> bool:
    """Whether a word that may say "perhaps" makes a figure a rough one: 大概四成, about forty per cent."""
    figure = any(letter.isdigit() or letter in _NUMERALS for letter in after)
    return figure and "approximate" in lexicon(language).meanings(fold_word(word))


def other_strength(ours: Strength, theirs: Strength) -> Contradiction | None:
    """What is stronger, or weaker, in a rendering than in what it renders."""
    return _turned(ours, theirs) or _lost(ours, theirs) or _put_in(ours, theirs)


def limit_beside(around: Strength, source: Digest, span: Span) -> str:
    """What limits the words in `span` from beside them, where a quote ends short of it; empty where nothing does.

    `around` is the sentence of the article that the quote stands in: it may say itself what the quote leaves out.
    """
    wide = beside(source, span)
    for edge in (Span(wide.start, span.start), Span(span.end, wide.end)):
        limits = strength(source, Span(edge.start, edge.start), edge)
        lost = next((words for classes, words in limits.held if _is_lost(classes, around)), "")
        if lost:
            return lost
    return ""


def _turned(ours: Strength, theirs: Strength) -> Contradiction | None:
    for one, other in _EXCLUDING:
        for here, there in ((one, other), (other, one)):
            if "may" in (one, other) and not (here in ours.plain and there in theirs.plain):
                continue  # what one may not do one must leave
            if ours.has(here) and not ours.has(there) and theirs.has(there) and not theirs.has(here):
                mine, yours = _words(ours, here), _words(theirs, there)
                if mine and yours:
                    return Contradiction("mistranslated", f"{in_marks(yours)} became {in_marks(mine)}")
    return None


def _words(side: Strength, name: str) -> str:
    return next((words for classes, words in side.held if name in classes), "")


def _lost(ours: Strength, theirs: Strength) -> Contradiction | None:
    for classes, words in theirs.held:
        if _is_lost(classes, ours):
            return Contradiction("words_dropped", f"{in_marks(words)} has no counterpart")
    return None


def _is_lost(classes: frozenset[str], side: Strength) -> bool:
    """Whether nothing on a side may stand for a limit of these classes."""
    if not classes <= _KEPT.keys() or _denied(classes, side):
        return False
    return not any(_KEPT[name] & side.known for name in classes)


def _denied(classes: frozenset[str], side: Strength) -> bool:
    """Whether a "not" may stand for a class: hardly any, impossible, only (not before), part (not all)."""
    if "part" in classes and side.has("all"):
        return side.negated
    return side.negated and bool(classes & {"few", "unlikely", "impossible", "only", "earliest", "not_only"})


def _put_in(ours: Strength, theirs: Strength) -> Contradiction | None:
    for classes, words in ours.held:
        told = classes - _BESIDE_POSSIBLE if "possible" in classes else classes
        if told <= _NOT_PUT_IN and _is_lost(told, theirs):
            return Contradiction("words_added", f"{in_marks(words)} has no counterpart in the source")
    return None


def beside(source: Digest, core: Span) -> Span:
    """A statement with what stands beside it in its sentence and may limit it.

    That is what comes up to the next mark on either side, and a clause beyond the comma that a limiting word leads.
    """
    whole = next((one.span for one in source.quotes_over(core) if one.span.contains(core)), source.around(core))
    end = _beyond(source, core.end, whole.end)
    if end < whole.end and source.text[end] in _COMMAS:
        further = _beyond(source, end + 1, whole.end)
        end = further if _is_led(source, Span(end + 1, further)) else end
    start = _back(source, whole.start, core.start)
    at = len(source.text[:start].rstrip()) - 1
    if start > whole.start and source.text[at] in _COMMAS:
        further = _back(source, whole.start, at)
        start = further if _is_led(source, Span(further, at)) else start
    return Span(start, end)


def _beyond(source: Digest, start: int, end: int) -> int:
    at = next((at for at in range(start, end) if source.text[at] in _MARKS), end)
    terms = source.terms_in(Span(start, at)) if at > start else ()
    joint = next((term.span.start for term in terms if term.meanings & {"and", "or"}), at)
    far = terms[_REACH].span.start if len(terms) > _REACH else at
    return max(start, min(at, joint, far))


def _back(source: Digest, start: int, end: int) -> int:
    at = next((at + 1 for at in range(end - 1, start - 1, -1) if source.text[at] in _MARKS), start)
    terms = source.terms_in(Span(at, end)) if end > at else ()
    return terms[-_REACH].span.start if len(terms) > _REACH else at


def _is_led(source: Digest, span: Span) -> bool:
    """Whether a clause begins with a word that limits what stands beside it."""
    terms = source.terms_in(span) if len(span) else ()
    if not terms:
        return False
    last = terms[min(_LED, len(terms)) - 1].span.end
    found = reserves(source.text, source.language, span)
    return any(read_class(one, source) <= _AT_EDGE and one.span.start < last for one in found)
