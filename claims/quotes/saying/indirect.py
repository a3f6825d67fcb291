"""Reported speech without quotation marks: "a déclaré que …", "…, said X", "selon X, …", the German Konjunktiv.

Precision comes first here: a sentence counts only where a listed verb has a speaker of its own next to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from claims.quotes.lexical.facts import CAPITAL, WORD
from claims.quotes.lexical.pieces import latin_runs, pieces_of
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.saying.cues import FARTHEST_SUBJECT, NEAR, Attribution, CueReader
from claims.quotes.saying.slots import SlotReader
from claims.quotes.saying.verbs import Verb

LEAST: Final = 3
"""Words of a reported clause. What is shorter says nothing that could be checked."""
LONGEST_TAIL: Final = 32
"""Tokens behind an attribution at the end: a title, a place, a day. More than that is another clause."""

OPENING: Final = 5
"""Words and commas from the beginning of a sentence, or from a comma, to a verb with what may stand before it."""
FARTHEST_THAT: Final = 16
"""Words and commas from a verb of speech to "that"."""

_COMMAS: Final = frozenset(",–—")


@dataclass(slots=True)
class Reported:
    """The tokens `[first, end)` of a reported clause and who is said to have said it, if the sentence tells."""

    first: int
    end: int
    attribution: Attribution | None


def may_report(text: str, words: Lexicon) -> bool:
    """A cheap look at a sentence before its tokens are read: is there reported speech by its words and commas?"""
    if words.reporting_runs.isdisjoint(latin_runs(text)):  # two sentences of three end here
        return False
    pieces = pieces_of(text)
    if words.subjunctives and not words.subjunctives.isdisjoint(pieces):
        return True
    if words.reporting.isdisjoint(pieces):
        return False
    led = pieces[0] in words.source_pieces or not words.clause_pieces.isdisjoint(pieces)
    if not (led or _set_off(pieces, words)):
        return False
    if not words.verb_first or words.splits_verb:
        return True
    hits = (at for at, piece in enumerate(pieces) if piece in words.reporting)
    return any(at <= OPENING or _framed(pieces, at, words) for at in hits)


def _set_off(pieces: list[str], words: Lexicon) -> bool:
    """Whether a comma may set off who speaks: a verb or "according to" stands behind it, or else a subject first."""
    commas = [at for at, piece in enumerate(pieces) if piece in _COMMAS]
    if commas and words.subject_first and not words.speaking_pieces.isdisjoint(pieces[commas[0] + 1 :]):
        return True
    return any(not words.verbal_pieces.isdisjoint(pieces[at + 1 : at + 2]) for at in commas)


def _framed(pieces: list[str], at: int, words: Lexicon) -> bool:
    """Whether a comma stands shortly before a verb of speech, or "that" behind it."""
    if not _COMMAS.isdisjoint(pieces[at - OPENING : at]):
        return True
    return not words.that.isdisjoint(pieces[at + 1 : at + FARTHEST_THAT])


class IndirectReader:
    """Finds the reported clause of one sentence without quotation marks."""

    def __init__(self, cues: CueReader) -> None:
        self.cues = cues
        self.tokens = cues.tokens
        self.words = cues.words
        self.slots = SlotReader(cues)
        texts, last = self.tokens.texts, self.tokens.count - 1
        self._commas = [at for at, text in enumerate(texts) if text in _COMMAS and LEAST <= at < last]
        self._known: dict[int, Attribution | None] = {}
        self.last = self._last_word()

    def reported(self) -> Reported | None:
        """The clause with its attribution; None where nobody is said to say anything."""
        return self._leading_source() or self._bracketed(tail=True) or self._clause() or self._bracketed(tail=False)

    def _last_word(self) -> int:
        """Where the last word ends."""
        end = self.tokens.count
        while end and not self.tokens.facts[end - 1] & WORD:
            end -= 1
        return end

    def goes_on(self) -> Reported | None:
        """A sentence in the subjunctive of reported speech that names no speaker: it goes on with the one before."""
        norms = self.tokens.norms
        if self.words.subjunctives.isdisjoint(norms) or "ich" in norms or self.tokens.last() not in ".…":
            return None
        return Reported(0, self.last, None) if self._long(0, self.last) else None

    def _long(self, first: int, end: int) -> bool:
        return self.tokens.words_in(first, end) >= LEAST

    def _leading_source(self) -> Reported | None:
        """ "Selon X, …": the source opens the sentence."""
        found = self.cues.according(0)
        named = found is not None and (found.subject.speaks if found.subject is not None else found.dropped)
        if found is None or not named:
            return None
        comma = next((i for i in range(found.end, min(self.tokens.count, found.end + 24)) if self._ends_source(i)), -1)
        begin = comma + 1 if comma >= 0 else found.end
        return Reported(begin, self.last, found) if self._long(begin, self.last) else None

    def _ends_source(self, at: int) -> bool:
        """Whether the comma at a place ends the source, and no relative clause or origin follows that is part of it."""
        if self.tokens.texts[at] != "," or at + 1 >= self.tokens.count:
            return False
        word = self.tokens.norms[at + 1]
        part = word in self.words.that_only or word in self.words.connectors or self.tokens.texts[at + 1].isdigit()
        return not (part or word in self.words.relatives) or word in self.words.determiners

    def _clause(self) -> Reported | None:
        """ "X a déclaré que …", "X said (that) …", "X sagte, … sei …"."""
        if self.words.clause_marks.isdisjoint(self.tokens.norms):
            return None
        for at in self.cues.places():
            verb = self.cues.verb(at)
            if verb is None or not verb.finite or not verb.listed or self._negated(verb):
                continue
            begin = self._content(verb)
            while 0 <= begin < self.last and not self.tokens.facts[begin] & WORD:
                begin += 1
            if begin < 0 or not self._bears(verb, begin) or not self._long(begin, self.last):
                continue
            attribution = self._attributed(verb, begin)
            if attribution is not None:
                return Reported(begin, self.last, attribution)
        return None

    def _bears(self, verb: Verb, begin: int) -> bool:
        """Whether the verb reports here: any does before "that", a weak one only next to what is said."""
        that = any(self.tokens.norms[at] in self.words.that_only for at in (begin - 1, begin - 2))
        return that or self.cues.bears(verb, begin)

    def _negated(self, verb: Verb) -> bool:
        span = range(max(0, verb.first - 2), min(self.tokens.count, verb.end + 1))
        return any(self.tokens.norms[i] in self.words.negations for i in span)

    def _content(self, verb: Verb) -> int:
        """Where the reported clause begins behind the verb; -1 where none does."""
        words = self.words
        behind = self.cues.phrases.at(verb.end) if words.verb_first else None
        begin = behind.end if behind is not None and behind.kind == "person" else verb.end
        for at in range(begin, min(self.tokens.count, begin + NEAR + 4)):
            norm = self.tokens.norms[at]
            if norm in words.that_only:
                return at + 1
            if norm == ",":
                if at + 1 < self.tokens.count and self.tokens.norms[at + 1] in words.that_only:
                    return at + 2
                if not words.subjunctives.isdisjoint(self.tokens.norms[at : at + FARTHEST_SUBJECT]):
                    return at + 1
                break
            if not self.tokens.facts[at] & WORD:
                break
        plain = self.tokens.norms[verb.end - 1] in words.plain_cues and verb.end < self.tokens.count
        follows = self.tokens.norms[verb.end] in words.clause_openers or self.tokens.facts[verb.end] & CAPITAL
        return verb.end if plain and follows else -1

    def _attributed(self, verb: Verb, begin: int) -> Attribution | None:
        if verb.impersonal:
            place = self.cues.document_near(verb, 0, begin)
            return None if place is None else Attribution(verb.first, verb.end, place)
        if verb.clitic and verb.clitic != "x":
            return Attribution(verb.first, verb.end, None, clitic=verb.clitic)
        before = self.cues.subject_before(0, verb)
        if before is not None and self._speaks(before):
            return Attribution(verb.first, verb.end, before)
        behind = self.cues.subject_behind(verb)
        place = self._place(verb, before or behind)
        if place is not None or verb.clitic:
            return Attribution(verb.first, verb.end, place) if place is not None else None
        if behind is not None and self._speaks(behind) and behind.end <= begin:
            return Attribution(verb.first, verb.end, behind)
        dropped = self.words.drops_subject and (
            verb.first == 0 or self.tokens.norms[verb.first - 1] in self.words.joins
        )
        return Attribution(verb.first, verb.end, None, dropped=True) if dropped else None

    def _place(self, verb: Verb, subject: Phrase | None) -> Phrase | None:
        """The body that a sentence opens with, where nobody in particular speaks: "À la mairie, on assure que …"."""
        if subject is None:
            anybody = verb.clitic == "x" or self.words.is_plural_verb(self.tokens.norms[verb.first])
            return self.cues.place_at(0, verb.first) if anybody else None
        anybody = subject.kind == "pronoun" and subject.gender == "x"
        return self.cues.place_at(0, min(verb.first, subject.first)) if anybody else None

    @staticmethod
    def _speaks(phrase: Phrase) -> bool:
        return phrase.speaks and not (phrase.kind == "pronoun" and phrase.gender in ("x", "n"))

    def _bracketed(self, tail: bool) -> Reported | None:
        """ "…, a déclaré X." at the end (`tail`), or between commas in the middle."""
        for at in self._commas:
            found = self._after_comma(at + 1)
            if found is None or self._apposed(at + 1):
                continue
            end = max(found.end, found.subject.end if found.subject else 0)
            last = self.last - end <= LONGEST_TAIL and self._long(0, at)
            if last == tail and (tail or (end < self.tokens.count and self.tokens.texts[end] in _COMMAS)):
                return Reported(0, at if tail else self.last, found)
        return None

    def _apposed(self, verb: int) -> bool:
        """Whether the comma before a verb closes what is set off behind its subject: "One man, who saw it, said …"."""
        before = self.cues.subject_before(0, Verb(verb, verb + 1))
        if before is None or before.end >= verb:
            return False
        set_off = self.tokens.texts[before.end : verb].count(",") == 2 and self.tokens.texts[before.end] == ","
        return before.end == verb - 1 or (set_off and before.first == 0)

    def _after_comma(self, begin: int) -> Attribution | None:
        if begin not in self._known:
            self._known[begin] = self._read_after_comma(begin)
        return self._known[begin]

    def _read_after_comma(self, begin: int) -> Attribution | None:
        according = self.cues.according(begin)
        if according is not None:
            named = according.subject.speaks if according.subject is not None else according.dropped
            return according if named else None
        verb = self.cues.verb(begin)
        if verb is not None and verb.finite and verb.listed and not verb.weak and not self._negated(verb):
            if verb.clitic and verb.clitic != "x":
                return Attribution(verb.first, verb.end, None, clitic=verb.clitic)
            place = self.cues.document_near(verb, begin, self.last) if verb.impersonal else None
            if place is not None:
                return Attribution(verb.first, verb.end, place)
            words = self.words
            inverts = words.verb_first or self.tokens.norms[verb.end - 1] in words.plain_cues
            subject = self.cues.subject_behind(verb) if inverts else None
            noun = self.words.capital_nouns and subject is not None and subject.kind == "person"
            if noun and subject is not None and not self.cues.is_person(subject):
                return None
            if subject is not None and self._speaks(subject) and subject.first - verb.end <= 2:
                return Attribution(verb.first, verb.end, subject)
        return self._plain(begin) if self.words.subject_first else None

    def _plain(self, begin: int) -> Attribution | None:
        """ "…, she said": the subject first, nothing between it and the verb."""
        subject = self.cues.phrases.at(begin)
        if subject is None or not self._speaks(subject):
            return None
        verb = self.cues.verb(subject.end)
        if verb is None or not verb.finite or not verb.listed or self._negated(verb):
            return None
        ended = verb.end >= self.last or not self.tokens.facts[verb.end] & WORD or self.last - verb.end <= 4
        return Attribution(verb.first, verb.end, subject) if ended else None
