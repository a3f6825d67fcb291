"""Where a sentence says that somebody speaks: verb groups, "according to", and the subject that goes with them.

The slot behind a closing mark is stronger evidence than any list: there every verb before a speaker counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.quotes.phrases import Kind, Phrase
from claims.quotes.verbs import FARTHEST_PARTICIPLE, Verb, VerbReader
from claims.quotes.vocabulary import Gender

FARTHEST_SUBJECT = 90
"""Tokens looked back over for a verb's subject, and for the cue of a quotation. No honest sentence is longer."""
NEAR = 6
"""Tokens between a verb and a subject behind it: an adverb, an object, a day of the week."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, as far as one slot tells it.

    `subject` is None where the language lets it drop (`dropped`) or where the words name nobody.
    """

    first: int
    end: int
    subject: Phrase | None
    dropped: bool = False
    clitic: Gender = ""
    according: bool = False


class CueReader(VerbReader):
    """Reads the cues of one frame with their subjects."""

    def according(self, at: int, in_slot: bool = False) -> Attribution | None:
        """ "selon X", "according to X", "laut X" at the token `at`; some count only directly behind a quotation."""
        words = self.words.words
        if self.norm(at) not in self.words.sources or self.expression(at, "according_stops") > at:
            return None
        end = self.expression(at, "according")
        if end == at:
            return self._according_after(at)
        spoken = " ".join(self.norm(i) for i in range(at, end)).replace("' ", "'")
        phrase = self.phrases.tonic(end) or self.phrases.at(end)
        if spoken in words.according_in_slot and not (in_slot or self._bracketed(at, phrase)):
            return None
        if phrase is None or (phrase.kind is Kind.PRONOUN and phrase.gender in ("x", "n")):
            return None
        if phrase.kind is Kind.THING and (in_slot or spoken in words.according_in_slot):
            return None
        return Attribution(at, phrase.end, phrase, according=True)

    def _according_after(self, at: int) -> Attribution | None:
        """ "dem Bericht zufolge": the phrase that ends where the word stands."""
        if self.norm(at) not in self.words.words.according_after:
            return None
        for first in range(max(0, at - FARTHEST_PARTICIPLE), at):
            phrase = self.phrases.at(first)
            if phrase is not None and phrase.end == at and phrase.kind is not Kind.THING:
                return Attribution(first, at + 1, phrase, according=True)
        return None

    def _bracketed(self, at: int, phrase: Phrase | None) -> bool:
        """Whether commas, or the sentence's beginning and a comma, stand around a phrase: ", so Meier weiter,"."""
        if phrase is None or not phrase.speaks or (at and self.tokens[at - 1].text != ","):
            return False
        return any(self.norm(i) in (",", ".") for i in range(phrase.end, phrase.end + 3))

    def document_near(self, verb: Verb, first: int, end: int) -> Phrase | None:
        """What an impersonal verb quotes from: "heißt es in der Studie", "im Bericht heißt es"."""
        best: Phrase | None = None
        for at in (*range(verb.end, min(end, verb.end + NEAR)), *range(verb.first - 1, first - 1, -1)):
            phrase = self.phrases.at(at)
            if phrase is None or not (at >= verb.end or phrase.end <= verb.first):
                continue
            if phrase.kind is Kind.DOCUMENT:
                return phrase
            if phrase.kind is Kind.INSTITUTION and best is None:
                best = phrase
        return best

    def subject_behind(self, verb: Verb) -> Phrase | None:
        """The subject of an inverted verb: "a déclaré X", "said X", "sagte am Montag X"."""
        if verb.split:
            phrase = self.phrases.at(verb.first + 1)
            return phrase if phrase is not None and phrase.speaks and phrase.end < verb.end else None
        first = self.phrases.at(verb.end)
        at, end = verb.end, min(verb.end + NEAR, len(self.tokens))
        while at < end and self.tokens[at].kind == "word":
            phrase = self.phrases.at(at)
            addressed = self.norm(at) in self.words.words.addressee
            if phrase is not None and phrase.speaks and not addressed and not self._governed(at, verb.end):
                return phrase if phrase.kind is Kind.PERSON or self._straight(verb.end, at) else first
            if addressed and phrase is not None:
                end = min(phrase.end + NEAR, len(self.tokens))
            at = phrase.end if addressed and phrase is not None else at + 1
        return None if first is None or self.norm(verb.end) in self.words.words.addressee else first

    def _straight(self, first: int, at: int) -> bool:
        """Whether only adverbs, objects and whom it is said to stand between a verb and the place."""
        between = range(first, at)
        if any(self.norm(i) in self.words.words.addressee for i in between):
            return True
        return all(self._skippable(i) for i in between)

    def _skippable(self, at: int) -> bool:
        word = self.norm(at)
        return self.words.is_adverb(word) or word in self.words.before_verb or word.isdigit()

    def subject_before(self, first: int, verb: Verb, adjacent: bool = True) -> Phrase | None:
        """The subject of a verb that follows it, looked for from the token `first` on.

        It stands next to the verb or else leads the clause; without `adjacent` only the latter counts.
        """
        nearest: Phrase | None = None
        leading: Phrase | None = None
        first = at = max(first, verb.first - FARTHEST_SUBJECT)
        while at < verb.first:
            phrase = self.phrases.at(at)
            if phrase is None or phrase.end > verb.first:
                at += 1
                continue
            if phrase.speaks and not self._governed(phrase.first, first):
                if leading is None:
                    leading = phrase
                if adjacent and self._next_to(phrase.end, verb.first):
                    nearest = phrase
            at = max(phrase.end, at + 1)
        return nearest or leading

    def _governed(self, at: int, first: int) -> bool:
        """Whether a preposition or connector stands before the phrase at `at`, so that it is no subject."""
        if at <= first:
            return False
        before = self.norm(at - 1)
        if before in self.words.joins or before in self.words.that or before in self.words.words.pronouns:
            return False
        if before in self.words.auxiliaries or self.tokens[at - 1].kind != "word":
            return False
        return before in self.words.stops or before in self.words.connectors or before in self.words.determiners

    def _next_to(self, end: int, verb: int) -> bool:
        return all(self._skippable(at) or self.norm(at) in self.words.auxiliaries for at in range(end, verb))
