"""Whether the speaker of a quote is the one that a source gives its passage to, as the two texts name them there.

Names alone may leave it open, between scripts above all. Then the texts tell more: a mention behind an article names
an office (die Kanutin), and whom the source quotes by the claimed name beside the passage it does not give that one to.
"""

from __future__ import annotations

from claims.matching.quotes.names import Same, held_against, is_person, same_speaker
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import HAN
from claims.model import Mode, Quote
from claims.quotes.lexical.words import lexicon as quoting
from sources.document import Span

_BESIDE = 1_500
"""Letters to either side of a passage within which the source may quote the claimed speaker: half a page."""
_ARTICLE = 12
"""Letters before a mention in which its article stands."""


def same_as_given(quote: Quote, article: Digest, source: Digest, place: Span, given: str) -> Same:
    """Whether `given`, to whom the source gives the words at `place`, is the speaker that the article names."""
    same = held_against(quote.speaker, given)
    if quote.speaker is None or not given:
        return same
    if same is Same.NO and _is_noun(quote, article):
        return Same.UNKNOWN
    if same is Same.UNKNOWN and _is_somebody(given) and _quotes_claimed(quote.speaker.name, source, place):
        return Same.NO
    return same


def _is_noun(quote: Quote, article: Digest) -> bool:
    """Whether the mention is one noun behind an article, in a language that gives every noun a capital."""
    speaker, words = quote.speaker, quoting(article.language)
    if speaker is None or speaker.mention_span is None or words is None or not words.capital_nouns:
        return False
    before = article.text[max(0, speaker.mention_span.start - _ARTICLE) : speaker.mention_span.start].split()
    alone = speaker.name.isalpha() and speaker.mention == speaker.name
    return alone and bool(before) and before[-1].casefold() in words.determiners


def _is_somebody(name: str) -> bool:
    """Whether a mention is a person's name: in Chinese any that another name may be held against."""
    return bool(HAN.search(name)) or is_person(name)


def _quotes_claimed(name: str, source: Digest, place: Span) -> bool:
    """Whether the source quotes somebody beside `place` who is surely the one named."""
    around = Span(max(0, place.start - _BESIDE), min(len(source.text), place.end + _BESIDE))
    named = {
        one.speaker.name
        for one in source.quotes_over(around)
        if one.speaker is not None and one.mode is not Mode.INDIRECT and not one.span.overlaps(place)
    }
    return any(same_speaker(name, other) is Same.YES for other in sorted(named))
