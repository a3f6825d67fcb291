"""Judging a quote against sources in other languages: is there a passage it renders, and does it say the same?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.matching.quotes.amounts import other_amount
from claims.matching.quotes.antithesis import turned_round
from claims.matching.quotes.asides import lost_aside, without_asides
from claims.matching.quotes.clauses import Side, unpaired_clause
from claims.matching.quotes.conditions import is_conditional_in_form, unconditional, with_conditions
from claims.matching.quotes.contradiction import Contradiction, contradiction, other_figures
from claims.matching.quotes.core import core_of
from claims.matching.quotes.cutting import lost_at_cut
from claims.matching.quotes.durations import with_same_durations
from claims.matching.quotes.frames import unframed
from claims.matching.quotes.moods import other_mood
from claims.matching.quotes.named import other_name
from claims.matching.quotes.names import Same, as_spelt, same_speaker
from claims.matching.quotes.preferring import compare_preferences
from claims.matching.quotes.qualified import unqualified
from claims.matching.quotes.replaced import replaced
from claims.matching.quotes.roles import compare_roles
from claims.matching.quotes.senses import other_sense
from claims.matching.quotes.speakers import same_as_given
from claims.matching.quotes.splicing import is_reported
from claims.matching.quotes.strength import beside, other_strength, strength, without_not_only
from claims.matching.quotes.than import compare_than
from claims.matching.quotes.unclaimed import Unclaimed
from claims.matching.texts.align import Finder, Passage, shared
from claims.matching.texts.digest import Digest
from claims.matching.texts.evidence import Held, evidence
from claims.matching.words.folding import fold
from claims.matching.words.lexicon import contrasts, structure
from claims.matching.words.polarity import negations
from claims.matching.words.terms import Term, tells, terms_of
from claims.matching.words.told import in_marks
from claims.model import Finding, FindingKind, Mode, Quantity, Quote
from claims.quotes import speaker_at
from sources.document import Span

FOUND = 0.42
"""The score from which a passage is taken for the one that is rendered: on our texts right ones score from 0.48 and
the best of the wrong ones up to 0.41."""
_FOUND_BY_NAME = 0.27
"""The same where the source gives the passage to the very speaker."""
_FOUND_QUOTE = 0.36
"""The same for what stands between quotation marks in the source: a quote is sooner a quote's rendering."""
_FITS = 0.48
"""The score from which one word with content tells enough."""
_FRAMED = 0.5
"""The share of a fragment's words that the passage must have which its sentence renders."""
_LOOKED_AT = 4
_TELLING = 10
"""The value from which a figure tells something: ones and twos stand anywhere."""
_TERM = 6
"""Letters from which words of another language that stand in the source are no chance."""
_OPPOSITES = 6
"""Opposites up to which a word is looked for by them, too: each country excludes all others."""
_ADDED = "words_added"
"""The detail of a finding that the passage lacks words of the quote."""
_NEXT = 3
"""Letters behind a sentence within which the next begins."""
_FAITHFUL = (
    FindingKind.TRANSLATED,
    "",
    "nothing here speaks against a faithful translation; a person should confirm it",
)
_UNCLAIMED = (
    FindingKind.TRANSLATED,
    "",
    "no other quote of the article renders these words of the speaker, which share a word or two; a person should look",
)
_KEPT = (FindingKind.VERBATIM, "exact", "word for word in the source, which is in another language")


def judge_rendering(
    quote: Quote, article: Digest, finder: Finder, gloss: Sequence[Term] | None = None
) -> Iterator[Held]:
    """The findings that the best passages of one source in another language would give for a quote.

    `gloss` has the quote's words in the source's language, to be looked for instead of its own. What is found is held
    against its own all the same.
    """
    quote = _with_name_as_spelt(quote, article)
    kept = _kept_as_is(quote, finder.digest)
    if kept is not None:
        yield _verdict(quote, (article, finder.digest), kept, kept, 1.0, None, _KEPT)
        return
    terms = gloss or terms_of(article.text, article.language, quote.span.start, quote.span.end)
    found = list(_rendered(quote, article, terms, finder)) or [
        held
        for held in _rendered(quote, article, [_or_opposite(term) for term in terms], finder)
        if _is_by(quote, held)
    ]
    yield from found
    if not found and quote.mode is Mode.MIXED:
        yield from _framed(quote, article, terms, finder)


def _with_name_as_spelt(quote: Quote, article: Digest) -> Quote:
    name = as_spelt(quote.speaker.name, article.text) if quote.speaker is not None else ""
    return replace(quote, speaker=replace(quote.speaker, name=name)) if quote.speaker is not None else quote


def _rendered(quote: Quote, article: Digest, terms: Sequence[Term], finder: Finder) -> Iterator[Held]:
    """The findings of the best passages for the words of a quote."""
    figures = article.quantities_in(quote.span)
    widest = 1 + len(article.sentences_over(quote.span))
    passages = finder.passages(terms, figures, min(4, widest))[:_LOOKED_AT]
    found = [held for passage in passages if (held := _held(quote, article, terms, passage)) is not None]
    whole = [_place(held) for held in found if held.finding.finding is FindingKind.TRANSLATED]
    whole = [span for span in whole if any(turn.contains(span) for _, turn in finder.digest.turns)]
    for held in found:
        if held.finding.detail != _ADDED or not any(span.contains(_place(held)) for span in whole):
            yield held  # what one sentence of a turn lacks may stand in the next


def _place(held: Held) -> Span:
    return held.finding.evidence.span if held.finding.evidence is not None else Span(0, 0)


def _is_by(quote: Quote, held: Held) -> bool:
    """Whether the passage of a finding is by the speaker that the article names."""
    given = held.finding.evidence.speaker if held.finding.evidence is not None else ""
    return quote.speaker is not None and same_speaker(quote.speaker.name, given) is Same.YES


def _or_opposite(term: Term) -> Term:
    """A word as one that may mean its opposite, too: where a sense was turned, the rest tells little."""
    against = contrasts()
    opposite = frozenset(other for meaning in term.meanings for other in against.get(meaning, ()))
    return replace(term, keys=term.keys | opposite) if 0 < len(opposite) <= _OPPOSITES else term


def _kept_as_is(quote: Quote, source: Digest) -> Span | None:
    """Where a source in another language has the very words of a quote: a term that the article left untranslated."""
    needle = fold(quote.text).text.strip(" .,;:!?")
    return source.find(needle) if sum(map(str.isalnum, needle)) >= _TERM else None


def _framed(quote: Quote, article: Digest, terms: Sequence[Term], finder: Finder) -> Iterator[Held]:
    """A fragment too short to be found by itself, in the passage that its whole sentence renders."""
    around = article.around(quote.span)
    figures = article.quantities_in(around)
    frame = terms_of(article.text, article.language, around.start, around.end)
    within = article.quantities_in(quote.span)
    for passage in finder.passages(frame, figures, 2)[:1]:
        if passage.score < FOUND or not _tells(frame, figures, passage):
            continue
        inner = shared([_or_opposite(term) for term in terms], passage.terms, finder.weights)
        theirs = [one for one in finder.digest.quantities_in(passage.span) if one.value in {f.value for f in within}]
        if inner.ours >= _FRAMED and inner.their_matches:
            held = _held(quote, article, terms, replace(passage, shared=inner))
            if held is not None:
                yield held
        elif theirs and not any(tells(term) for term in terms):
            where = theirs[0].span
            yield _verdict(quote, (article, finder.digest), where, where, passage.score, None, _FAITHFUL)


def judge_unclaimed(quote: Quote, article: Digest, left: Unclaimed) -> Iterator[Held]:
    """The findings for what no words found: for the passages by its speaker that no other quote of the article is."""
    quote = _with_name_as_spelt(quote, article)
    for passage in left.passages(quote):
        core = Span(passage.terms[0].span.start, passage.terms[-1].span.end)
        wrong = _wrong(quote, article, passage, core)
        yield _verdict(quote, (article, passage.digest), core, _shown(passage, core), passage.score, wrong, _UNCLAIMED)


def _held(quote: Quote, article: Digest, terms: Sequence[Term], passage: Passage) -> Held | None:
    core = core_of(quote, passage, terms, alone=len(article.sentences_over(quote.span)) == 1)
    same, _ = _speakers(quote, article, passage.digest, core)
    if same is Same.YES:
        least = _FOUND_BY_NAME
    elif not _tells(terms, article.quantities_in(quote.span), passage):
        return None
    else:
        part = quote.mode is Mode.MIXED and passage.shared.ours >= _FRAMED
        least = _FOUND_QUOTE if part or _is_quote(passage) else FOUND
    if passage.score < least:
        return None
    wrong = _wrong(quote, article, passage, core)
    return _verdict(quote, (article, passage.digest), core, _shown(passage, core), passage.score, wrong, _FAITHFUL)


def _verdict(
    quote: Quote,
    texts: tuple[Digest, Digest],
    core: Span,
    show: Span,
    score: float,
    wrong: Contradiction | None,
    fine: tuple[FindingKind, str, str],
) -> Held:
    """The finding for a passage of the second of two texts: by its speaker, by what is wrong, else `fine`."""
    article, source = texts
    same, given = _speakers(quote, article, source, core)
    shown = evidence(source, show, score, speaker=given)
    rank, score = score + (0.1 if same is Same.YES else 0.0), min(1.0, score)
    kind, detail, reason = fine
    if same is Same.NO:
        claimed = quote.speaker.name if quote.speaker else ""
        kind, detail = FindingKind.MISATTRIBUTED, ""
        reason = f"the source gives these words to {given}, the article to {claimed}"
    elif quote.mode is Mode.DIRECT and is_reported(core, source):
        kind, detail = FindingKind.ALTERED, "from_indirect"
        reason = f"in the source these are the reporter's words for what {given or 'somebody'} said, without marks"
    elif wrong is not None:
        kind, detail, reason = FindingKind.ALTERED, wrong.detail, wrong.reason
    return Held(rank, Finding(kind, detail, shown, (), score, (reason,)))


def _speakers(quote: Quote, article: Digest, source: Digest, core: Span) -> tuple[Same, str]:
    """Whether article and source name the same speaker, and whom the source names."""
    speaker = speaker_at(source.text, source.language, core, source.quotes_over(core))
    given = speaker.name if speaker is not None else ""
    return same_as_given(quote, article, source, core, given), given


def _tells(terms: Sequence[Term], figures: Sequence[Quantity], passage: Passage) -> bool:
    """Whether two words or figures of the quote that carry content are in the passage; one, where all fits well."""
    content = {number for number, term in enumerate(terms) if tells(term)}
    if 2 * sum(map(tells, passage.terms)) < len(content):
        return False  # a heading of a word or two renders no sentence
    known = {key for term in passage.terms for key in term.keys} - structure()
    met = sum(bool(terms[number].keys & known) for number in content & passage.shared.our_matches)
    values = {one.value for one in passage.digest.quantities_in(passage.span)}
    met += sum(figure.value in values for figure in figures if figure.value >= _TELLING)
    return met >= (1 if len(content) <= 2 or passage.shared.score >= _FITS else 2)


def _is_quote(passage: Passage) -> bool:
    return any(
        one.span == passage.span and one.mode is not Mode.INDIRECT for one in passage.digest.quotes_over(passage.span)
    )


def _wrong(quote: Quote, article: Digest, passage: Passage, core: Span) -> Contradiction | None:
    terms: Sequence[Term] = terms_of(article.text, article.language, quote.span.start, quote.span.end)
    within: Sequence[Term] = [term for term in passage.terms if core.contains(term.span)]
    if quote.mode is Mode.MIXED and _denied_outside(quote, article):
        within = _without_edge_negations(within, passage)
    languages = article.language, passage.digest.language
    figures = article.quantities_in(quote.span), passage.digest.quantities_in(core)
    terms, within = with_same_durations(terms, within, figures, languages)
    terms, within = without_asides((article, quote.span, terms), (passage.digest, core, within))
    sides = Side(article.text, terms), Side(passage.digest.text, within)
    around = Side(passage.digest.text, passage.digest.terms_in(beside(passage.digest, core)))
    roles, things = compare_roles(*sides, languages), compare_than(*sides, languages)
    told = with_conditions(article.text, article.language, without_not_only(article, terms))
    turned = turned_round(Side(article.text, told), _wider(passage, core), languages)
    chosen = compare_preferences(sides[0], [sides[1], *_wider(passage, core)], languages)
    compared = things.without_converse(*roles.without_converse(told, without_not_only(passage.digest, within)))
    compared = chosen.without_converse(*compared)
    found = (
        chosen.exchanged
        or contradiction(*compared)
        or other_figures(*figures, languages)
        or _other_strength(quote, article, passage.digest, core)
        or other_mood(sides[0], around, languages, spoken=quote.mode is Mode.DIRECT)
        or other_sense(*sides, languages)
        or unpaired_clause(*sides, _beyond(passage.digest, core))
        or turned.found
        or (None if turned.settled else roles.exchanged)
        or things.exchanged
        or replaced(*compared, languages)
        or other_amount(*sides, languages)
        or other_name(terms, within, article, passage.digest, quote.speaker.name if quote.speaker else "")
        or unqualified(*compared, quote.mode is Mode.DIRECT)
        or unframed(quote, article, passage.digest, core, [passage.terms[at] for at in passage.shared.their_matches])
    )
    return found if found is not None else _cut_off(quote, article, passage, core)


def _cut_off(quote: Quote, article: Digest, passage: Passage, core: Span) -> Contradiction | None:
    """What a quote leaves out behind or before what it renders that turns or limits it."""
    lost = lost_at_cut(quote, article, passage.digest, core)
    if lost:
        return Contradiction("words_dropped", f"the sentence goes on: {in_marks(lost)}")
    aside = lost_aside(quote, article, passage.digest, core)
    if aside:
        return Contradiction("words_dropped", f"the quote leaves out what takes it back: {in_marks(aside)}")
    return unconditional(quote, article, passage.digest, core)


def _beyond(source: Digest, core: Span) -> Sequence[Term]:
    """The words of the sentence behind what a quote renders, and of the rest of its own."""
    end = source.around(core).end
    following = next((one.span.end for one in source.sentences_over(Span(end, end + _NEXT))), end)
    return source.terms_in(Span(core.end, max(core.end, end, following)))


def _wider(passage: Passage, core: Span) -> list[Side]:
    """The words that a quote renders up to the ends of their clauses, and of their sentences."""
    source = passage.digest
    spans = beside(source, core), passage.span if passage.span.contains(core) else core
    return [Side(source.text, without_not_only(source, source.terms_in(span))) for span in spans]


def _denied_outside(quote: Quote, article: Digest) -> bool:
    """Whether the sentence around a fragment says "not" outside all marks: it never will replace "her eye"."""
    around = article.around(quote.span)
    inside = [one.span for one in article.quotes_over(around) if one.mode is not Mode.INDIRECT]
    outside = [term for term in article.terms_in(around) if not any(one.contains(term.span) for one in inside)]
    return bool(negations(outside))


def _without_edge_negations(within: Sequence[Term], passage: Passage) -> list[Term]:
    """The words without each "not" before the first that a fragment renders, or after the last."""
    matched = [passage.terms[number].span for number in passage.shared.their_matches]
    if not matched:
        return list(within)
    first, last = min(matched), max(matched)
    return [
        term for term in within if first.start <= term.span.start <= last.start or not term.meanings & {"not", "no"}
    ]


def _other_strength(quote: Quote, article: Digest, source: Digest, core: Span) -> Contradiction | None:
    whole = quote.mode is Mode.DIRECT
    ours = strength(article, quote.span if whole else article.around(quote.span))
    terms = article.terms_in(quote.span)
    if terms and is_conditional_in_form(article.text, article.language, terms):
        ours = replace(ours, known=ours.known | {"if"})
    return other_strength(ours, strength(source, core, beside(source, core) if whole else None))


def _shown(passage: Passage, core: Span) -> Span:
    """The quote of the source that holds the passage's core, else the core's sentences."""
    for quote in passage.digest.quotes_over(core):
        if quote.mode is not Mode.INDIRECT and quote.span.contains(core):
            return quote.span
    return core if len(core) > 12 else passage.span
