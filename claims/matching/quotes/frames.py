"""What leaves open whether a clause is so, from before it: I fear that, everything suggests that, it is possible that.

A quote that begins behind such words says flatly what they leave open, unless the article says so itself, by whatever
words: she fears that "the harbour will close" is as open as what she said. Each language lists the words in
`languages/<code>.frames.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.reserves import Reserve, classed, reserves
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import fold_word
from claims.matching.words.terms import WORD, Term
from claims.matching.words.told import in_marks
from claims.model import Mode, Quote
from claims.quotes.lexical.words import lexicon as load_lexicon
from sources.document import Span

_CONCERN = "frames"
_OPEN = frozenset({"possible", "probable", "hearsay", "hope", "unlikely", "impossible", "knowledge", "if", "when"})
"""Classes of limiting words by which a sentence leaves open what it says."""
_DOUBT = frozenset(
    {"fear", "hope", "perhaps", "might", "seem", "think", "possible", "probable", "unlikely", "doubt", "risk", "danger",
     "threaten", "warn", "expect", "estimate", "suspect", "assume", "imagine", "rumour", "sign", "if", "unless",
     "question", "believe"}
)  # fmt: skip
"""Meanings by which it does."""
_COMMA = frozenset({"de", "nl"})
"""Languages where a clause without a "that" is set off by a comma: ich fürchte, er kommt nicht."""
_BARE = frozenset({"en", "zh"})
"""Languages where it follows at once: I fear he will not come."""
_STOPS = frozenset(".!?;。！？；")
_WHETHER = frozenset({"whether", "if", "as", "though", "like", "si", "se", "ob", "of"})
"""Last words of frames that need no "that"."""
_LONGEST = 200
"""Letters before a clause within which what frames it begins."""


def lost_frame(quote: Quote, article: Digest, source: Digest, span: Span) -> str:
    """What stands just before `span` in the source and leaves it open, and the article does not; empty where nothing.

    A fragment begins with a clause only where a "that" says so.
    """
    frame = _before(source, span, quote.mode is Mode.DIRECT)
    if frame is None or is_open(article, article.around(quote.span)):
        return ""
    return frame.span.of(source.text)


def unframed(
    quote: Quote, article: Digest, source: Digest, core: Span, matched: Sequence[Term]
) -> Contradiction | None:
    """The same of a rendering: a frame in the passage, or before it, with words behind it that the quote renders."""
    around = source.around(core)
    start = max(around.start, core.start - _LONGEST)
    frames = [
        one
        for one in classed(source.text, source.language, Span(start, core.end), _CONCERN)
        if _leads(source, one, matched)
    ]
    if not frames or is_open(article, article.around(quote.span)):
        return None
    return Contradiction("words_dropped", f"{in_marks(frames[0].span.of(source.text))} has no counterpart")


def is_open(digest: Digest, span: Span) -> bool:
    """Whether a stretch of a text leaves open what it says, by whatever words."""
    if classed(digest.text, digest.language, span, _CONCERN):
        return True
    if any(one.classes & _OPEN for one in reserves(digest.text, digest.language, span)):
        return True
    return any(term.meanings & _DOUBT for term in digest.terms_in(span))


def _before(source: Digest, span: Span, direct: bool) -> Reserve | None:
    """The frame that ends right before a clause, with a "that" or a comma where the language wants one."""
    around = source.around(span)
    start = max(around.start, span.start - _LONGEST)
    found = classed(source.text, source.language, Span(start, span.start), _CONCERN) if start < span.start else ()
    for one in reversed(found):
        between = source.text[one.span.end : span.start]
        words = [fold_word(match.group()) for match in WORD.finditer(between)]
        if not _STOPS.isdisjoint(between) or any(word not in _that(source.language) for word in words):
            return None
        following = WORD.search(source.text, span.start)
        inside = following is not None and fold_word(following.group()) in _that(source.language)
        return one if words or inside or _is_free(source, one, between, direct) else None
    return None


def _is_free(source: Digest, frame: Reserve, between: str, direct: bool) -> bool:
    """Whether a clause may follow a frame without a "that"."""
    last = fold_word(WORD.findall(frame.span.of(source.text))[-1])
    if last in _WHETHER:
        return True
    if source.language == "zh":
        return True
    comma = any(mark in between for mark in ",:")
    return direct and (source.language in _BARE or (source.language in _COMMA and comma))


def _leads(source: Digest, frame: Reserve, matched: Sequence[Term]) -> bool:
    """Whether a clause follows a frame, and begins what is rendered: no word before it is, but its own."""
    after = WORD.search(source.text, frame.span.end)
    if after is None or not _STOPS.isdisjoint(source.text[frame.span.end : after.start()]):
        return False
    that = fold_word(after.group()) in _that(source.language)
    if not that and not _is_free(source, frame, source.text[frame.span.end : after.start()], direct=True):
        return False
    rendered = [term for term in matched if not term.span.overlaps(frame.span)]
    return bool(rendered) and all(term.span.start >= frame.span.end for term in rendered)


def _that(language: str) -> frozenset[str]:
    known = load_lexicon(language)
    return frozenset(fold_word(word.rstrip("'’")) for word in known.that_only) if known is not None else frozenset()
