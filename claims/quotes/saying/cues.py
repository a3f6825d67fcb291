"""Where a sentence says that somebody speaks: verb groups, "according to", and the subject that goes with them.

The slot behind a closing mark is stronger evidence than any list: there every verb before a speaker counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from claims.quotes.lexical.facts import (
    ADDRESSEE,
    ADVERB,
    AUXILIARY,
    BEFORE_VERB,
    CAPITAL,
    CONJUNCTION,
    CONNECTOR,
    CONTRACTED,
    DETERMINER,
    FIGURE,
    FINITE,
    GERUND,
    GIVEN,
    INSTITUTION,
    JOIN,
    PARTICIPLE,
    PRONOUN,
    PRONOUN_OPENER,
    ROLE,
    SOURCE,
    STOP,
    THAT,
    TITLE,
    WORD,
)
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.saying.verbs import FARTHEST_PARTICIPLE, Verb, VerbReader, heard_of

FARTHEST_SUBJECT: Final = 90
"""Tokens looked back over for a verb's subject, and for the cue of a quotation. No honest sentence is longer."""
LONGEST_DATELINE: Final = 10
"""Tokens of the place and the day before a dash: "FALL RIVER (Ohio), Nov 19 - "."""
FARTHEST_FRONTED: Final = 4
"""Words that may open a sentence before its verb, with the subject behind that."""
NEAR: Final = 6
"""Tokens between a verb and a subject behind it: an adverb, an object, a day of the week."""


_VERB_OR_NAME: Final = FINITE | AUXILIARY | CAPITAL | DETERMINER | ROLE
_SKIPPED: Final = ADVERB | BEFORE_VERB | FIGURE
_GOVERNING: Final = STOP | CONNECTOR | DETERMINER | ADDRESSEE
_DAY: Final = STOP | ADVERB | CONNECTOR | DETERMINER
_OF_SOMEBODY: Final = CAPITAL | TITLE | ROLE | PRONOUN | PRONOUN_OPENER
_OF_DATELINE: Final = frozenset(",().")
_NAMED: Final = ("person", "institution")
_PEOPLE: Final = ("person", "role")
_BRACKETS: Final = ((",", "."), (",", ".", ":"))
"""What closes a source set off by commas; in German and Dutch a colon does so, too: ", so die Meisterin:"."""
_JUDGES: Final = ("person", "role", "institution", "pronoun")


@dataclass(slots=True)
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
    turned: bool = False
    """Whether it is another's turn than that of whoever spoke before."""


class CueReader(VerbReader):
    """Reads the cues of one frame with their subjects."""

    def according(self, at: int, in_slot: bool = False) -> Attribution | None:
        """ "selon X", "according to X", "laut X" at the token `at`; some count only directly behind a quotation."""
        if not self.facts[at] & SOURCE or self.expression(at, "according_stops") > at:
            return None
        own = self.expression(at, "own_words")
        if own > at:
            return Attribution(at, own, self.subject_before(0, Verb(at, at), adjacent=False), True, according=True)
        return self._according_to(at, in_slot)

    def _according_to(self, at: int, in_slot: bool) -> Attribution | None:
        words = self.words.words
        end = self.expression(at, "according")
        if end == at:
            return self._according_after(at)
        told = self.verb(end) if self.words.drops_subject else None
        if told is not None and told.finite and told.listed:
            subject = self.subject_behind(told)
            own = subject is not None and subject.speaks
            return Attribution(at, told.end, subject if own else None, dropped=not own, according=True)
        spoken = " ".join(self.norms[i] for i in range(at, end)).replace("' ", "'")
        phrase = self.phrases.tonic(end) or self.phrases.at(end)
        if spoken in words.according_in_slot and not (in_slot or self._bracketed(at, phrase)):
            return None
        if phrase is None or (phrase.kind == "pronoun" and phrase.gender in ("x", "n")):
            return None
        if phrase.kind == "thing" and (in_slot or spoken in words.according_in_slot):
            return None
        return Attribution(at, phrase.end, phrase, according=True)

    def _according_after(self, at: int) -> Attribution | None:
        """ "dem Bericht zufolge": the phrase that ends where the word stands."""
        if self.norms[at] not in self.words.words.according_after:
            return None
        for first in range(max(0, at - FARTHEST_PARTICIPLE), at):
            phrase = self.phrases.at(first)
            if phrase is not None and phrase.end == at and phrase.kind != "thing":
                return Attribution(first, at + 1, phrase, according=True)
        return None

    def _bracketed(self, at: int, phrase: Phrase | None) -> bool:
        """Whether commas, or the sentence's beginning and a comma, stand around a phrase: ", so Meier weiter,"."""
        if phrase is None or not phrase.speaks or (at and self.tokens.texts[at - 1] != ","):
            return False
        return any(self.norms[i] in _BRACKETS[self.words.splits_verb] for i in range(phrase.end, phrase.end + 3))

    def document_near(self, verb: Verb, first: int, end: int) -> Phrase | None:
        """What an impersonal verb quotes from: "heißt es in der Studie", "im Bericht heißt es"."""
        best = heard_of(self, verb) or self.place_at(first, verb.first) or self.place_at(verb.end, verb.end)
        if best is not None:
            return best
        for at in (*range(verb.end, min(end, verb.end + NEAR)), *range(verb.first - 1, first - 1, -1)):
            phrase = self.phrases.at(at)
            if phrase is None or not (at >= verb.end or phrase.end <= verb.first):
                continue
            named = (self.facts[at] & (CAPITAL | DETERMINER)) | (self.facts[at - 1] & STOP) != 0
            if phrase.kind == "document" and named:
                return phrase
            if phrase.kind == "institution" and best is None:
                best = phrase
        return best

    def subject_behind(self, verb: Verb) -> Phrase | None:
        """The subject of an inverted verb: "a déclaré X", "said X", "sagte am Montag X"."""
        if verb.split:
            phrase = self.phrases.at(verb.first + 1)
            own = phrase is not None and phrase.speaks and phrase.end < verb.end + (phrase.kind in _PEOPLE)
            return phrase if own else None
        told = _told_a_body(self, verb.end) if self.words.capital_nouns else None
        if told is not None:
            return told
        first = self.phrases.at(verb.end)
        at, end = verb.end, min(verb.end + NEAR, self.tokens.count)
        while at < end and self.facts[at] & (WORD | THAT) == WORD:
            phrase = self.phrases.at(at)
            addressed = self.facts[at] & ADDRESSEE != 0
            if phrase is not None and phrase.speaks and not addressed and not self.is_governed(at, verb.end):
                return phrase if phrase.kind == "person" or self._straight(verb.end, at) else first
            leading = self.facts[at] & (CAPITAL | DETERMINER) or (at > verb.end and self.facts[at - 1] & STOP)
            led = leading and self.is_governed(at, verb.end)
            over = phrase is not None and (addressed or (phrase.kind in _NAMED and led))
            if phrase is not None and over:
                beyond = _name_behind(self, phrase)
                if beyond is not None and self._straight(verb.end, beyond.first):
                    return beyond
                end = min(phrase.end + NEAR, self.tokens.count)
            at = phrase.end if phrase is not None and over else at + 1
        if first is None:
            return None
        governed = self.facts[verb.end] & ADDRESSEE or (self.facts[verb.end] & CONTRACTED and not first.speaks)
        return None if governed else first

    def _straight(self, first: int, at: int) -> bool:
        """Whether only adverbs, objects and whom it is said to stand between a verb and the place."""
        between = range(first, at)
        if any(self.facts[i] & ADDRESSEE for i in between):
            return True
        opening = next((self.facts[i] for i in between if self.facts[i] & STOP or not self.facts[i] & _SKIPPED), None)
        return opening is None or opening & (STOP | CONNECTOR) != 0

    def subject_before(self, first: int, verb: Verb, adjacent: bool = True) -> Phrase | None:
        """The subject of a verb that follows it, looked for from the token `first` on.

        It stands next to the verb or else leads the clause; without `adjacent` only the latter counts.
        """
        nearest: Phrase | None = None
        leading: Phrase | None = None
        first = at = max(first or _behind_dateline(self.tokens.texts), verb.first - FARTHEST_SUBJECT)
        while at < verb.first:
            phrase = self.phrases.at(at)
            if phrase is None or phrase.end > verb.first:
                at += 1
                continue
            counted = at > first and (self.facts[at] | self.facts[at + 1]) & FIGURE
            if phrase.speaks and adjacent and self._opens_clause(phrase, verb.first):
                nearest = phrase
            elif phrase.speaks and not counted and not self.is_governed(phrase.first, first):
                headed = leading is not None and phrase.kind == "person" and _is_apposed(self, leading)
                if (leading is None or headed) and not (
                    phrase.kind == "pronoun" and self.norms[at] in self.words.relatives
                ):
                    leading = phrase
                if adjacent and self.next_to(phrase, verb.first):
                    nearest = phrase
            at = max(phrase.end, at + 1)
        return nearest or leading or self._teller(first, verb)

    def _opens_clause(self, phrase: Phrase, verb: int) -> bool:
        """Whether a conjunction leads to a phrase, and it to its verb: "as X chanted", "when X, in a memo, called"."""
        before = self.norms[phrase.first - 1] if phrase.first else ""
        relative = before in self.words.relatives and not self.words.splits_verb
        if not relative and before not in self.words.words.subordinators:
            return False
        texts = self.tokens.texts
        bracketed = phrase.end < verb - 1 and texts[phrase.end] == texts[verb - 1] == ","
        return bracketed or self.next_to(phrase, verb)

    def _teller(self, first: int, verb: Verb) -> Phrase | None:
        """The noun that opens a clause before a verb that only people are the subjects of: "A stonemason said …"."""
        if self.norms[verb.end - 1] not in self.words.words.telling or not self.facts[first] & DETERMINER:
            return None
        phrase = self.phrases.at(first)
        told = phrase is not None and phrase.kind == "thing" and not self.is_governed(first, 0)
        if phrase is None or not told or not (self.next_to(phrase, verb.first) or self.norms[phrase.end] == ","):
            return None
        return replace(phrase, kind="role", gender="x")

    def opening(self) -> Phrase | None:
        """Who or what the sentence opens with, be it as its source: "Nach Angaben der Gewerkschaft fehlen …"."""
        source = self.according(0)
        if source is None:
            return self.phrases.at(0)
        named = source.subject
        return replace(named, kind="institution") if named is not None and named.kind == "thing" else named

    def judge(self) -> Phrase | None:
        """Whose view a sentence gives as it opens, with no verb of speech: "Per X il piano è «…»"."""
        first = 0 if self.facts[0] & DETERMINER else 1
        seems = self.facts[0] & ADDRESSEE and not self.words.words.seeming.isdisjoint(self.norms)
        if self.norms[0] not in self.words.words.judging and not seems:
            return None
        phrase = self.phrases.tonic(1) or self.phrases.at(first if seems else 1)
        return phrase if phrase is not None and phrase.kind in _JUDGES else None

    def topic(self, bodies: bool = False) -> Phrase | None:
        """Whom the sentence is about: the first who could speak and that no preposition governs.

        With `bodies` an institution counts too.
        """
        at, end, behind = self._main_clause(), self.tokens.count, -1
        named = -1
        opening, last = at, self._last_of_somebody(bodies)
        apposed: Phrase | None = None
        while at <= last:
            phrase = None if self.facts[at] & _VERB_OR_NAME in (FINITE, AUXILIARY) else self.phrases.at(at)
            if phrase is None:
                at += 1
                continue
            closed = phrase.end < end and self.tokens.texts[phrase.end] == ","
            apposition = closed and at > 0 and at - 1 == behind and self.tokens.texts[at - 1] == ","
            governed = apposition or self.is_governed(at, 0) or _goes_on(self, phrase, named)
            behind = phrase.end if governed else -1
            named = behind if phrase.kind == "person" else named if governed else -1
            body = bodies and phrase.kind == "institution" and (at == opening or _fronted(self, at, opening))
            if not governed and (body or self._somebody(phrase)):
                if phrase.kind != "role" or not self.heads_apposition(phrase):
                    return phrase
                apposed = apposed or phrase
            at = max(phrase.end, at + 1)
        return apposed

    def _last_of_somebody(self, bodies: bool) -> int:
        """The last token that may belong to somebody; behind it no subject is looked for."""
        wanted = _OF_SOMEBODY | INSTITUTION if bodies else _OF_SOMEBODY
        return next((at for at in range(self.tokens.count - 1, -1, -1) if self.facts[at] & wanted), -1)

    def heads_apposition(self, role: Phrase) -> bool:
        """Whether a role opens the sentence, its name to come: "Présidente du club, …", "A Scot by birth, Reid …"."""
        if role.first or "," not in self.tokens.texts[role.end :]:
            return False
        named = self.phrases.at(self.tokens.texts.index(",", role.end) + 1)
        apposed = named is not None and named.kind == "person"
        return not self.facts[role.first] & DETERMINER or (apposed and not role.definite)

    def _main_clause(self) -> int:
        """Where the main clause begins: behind the comma of "Asked by Ferrante whether …," and the like."""
        if not self.facts[0] & (PARTICIPLE | GERUND):
            return _behind_dateline(self.tokens.texts)
        return self.tokens.texts.index(",") + 1 if "," in self.tokens.texts else 0

    def _somebody(self, phrase: Phrase) -> bool:
        """Whether a phrase is a person's for certain: in German every noun has a capital."""
        if phrase.kind == "pronoun":
            return phrase.gender not in ("x", "n")
        return self.is_person(phrase) or phrase.kind == "role" or _acts_alone(self, phrase)

    def is_person(self, phrase: Phrase) -> bool:
        """Whether a phrase names a person whom a title, a role, a given name or the rest of the text knows."""
        if phrase.kind == "person":
            parts = phrase.name.lower().split()
            given = self.words.given_names
            known = parts[-1] in self.phrases.surnames or parts[0].split("-")[0] in given or parts[-1] in given
            titled = any(word in self.words.titles for word in phrase.title.lower().split())
            whole = len(parts) > 1 and parts[-1] in self.phrases.names and parts[0] in self.phrases.names
            noun = self.words.capital_nouns and not phrase.gender
            plain = whole and not noun and self.words.particles.isdisjoint(parts)
            return bool(phrase.noun) or titled or known or plain
        return False

    def is_governed(self, at: int, first: int = 0) -> bool:
        """Whether a preposition or connector stands before the phrase at `at`, so that it is no subject."""
        if self.facts[at] & CONTRACTED and not self.phrases.is_own_name(at):
            return True
        before = self.facts[at - 1] if at > first else 0
        if not before & _GOVERNING or before & (CONJUNCTION | JOIN | THAT | AUXILIARY):
            return False
        if before & _DAY == STOP | ADVERB and self.norms[at - 1] not in self.words.infinitive_leads:
            return False
        told_of = self.norms[at - 1] in self.words.words.copulas and self.facts[at] & CAPITAL  # "Among them is Ada"
        return not told_of and self.norms[at - 1] not in self.words.words.pronouns

    def next_to(self, phrase: Phrase, verb: int) -> bool:
        """Whether nothing but small words stands between a phrase and a verb; a comma may close its apposition."""
        end = phrase.end
        apposed = "," in self.tokens.texts[phrase.first : end]
        if apposed and end < verb and self.tokens.texts[end] == ",":
            end += 1
        return all(facts & (_SKIPPED | AUXILIARY) for facts in self.facts[end:verb])


def _is_apposed(cues: CueReader, role: Phrase) -> bool:
    """Whether a role without an article opens the sentence before its name: "Invité de la radio, le maire, X, …"."""
    return role.kind == "role" and cues.heads_apposition(role)


def _fronted(cues: CueReader, at: int, opening: int) -> bool:
    """Whether a German or Dutch subject stands right behind its verb, another word having opened the sentence."""
    verb = cues.facts[at - 1] & (FINITE | AUXILIARY) and cues.facts[at] & DETERMINER
    return bool(verb) and cues.words.splits_verb and at - 1 <= opening + FARTHEST_FRONTED


def _goes_on(cues: CueReader, role: Phrase, behind: int) -> bool:
    """Whether a role only says more of whom a preposition led to: "… by Ann Pell, aged ten, a cellist from …"."""
    texts, first = cues.tokens.texts, role.first
    if behind < 0 or role.kind != "role" or role.definite or not 0 < first - behind <= FARTHEST_FRONTED:
        return False
    return texts[behind] == texts[first - 1] == ","


def _acts_alone(cues: CueReader, phrase: Phrase) -> bool:
    """Whether the last word of a longer name opens the sentence as its subject: "Castellan has four daughters"."""
    if phrase.kind != "person" or phrase.first or cues.words.capital_nouns:
        return False
    goes_on = cues.facts[phrase.end] & (WORD | CAPITAL | STOP | CONNECTOR | DETERMINER) == WORD
    return phrase.name.lower() in cues.phrases.lasts and (goes_on or cues.facts[phrase.end] & AUXILIARY != 0)


def _name_behind(cues: CueReader, governed: Phrase) -> Phrase | None:
    """The person who is read as the end of a place or an occasion: "devant la presse Jean Petit"."""
    several = any(cues.norms[at] in cues.words.plural_determiners for at in range(governed.first, governed.end))
    occasion = False
    for at in range(governed.first, governed.end):
        if cues.facts[at] & (ROLE | TITLE) and not occasion and not several:
            return None  # devant le maire Jean Petit
        begins = cues.facts[at] & (ROLE | TITLE | GIVEN if occasion else GIVEN)
        if at > governed.first and begins and cues.facts[at] & CAPITAL:
            phrase = cues.phrases.at(at)
            return phrase if phrase is not None and phrase.kind in _PEOPLE else None
        occasion = occasion or (cues.facts[at] & CAPITAL != 0 and not cues.facts[at] & GIVEN)
    return None


def _told_a_body(cues: CueReader, first: int) -> Phrase | None:
    """Who is named behind the body that was told: "sagte der Deutschen Presse-Agentur Anna Vogt"."""
    body = cues.phrases.at(first) if cues.norms[first] in cues.words.words.phrase.datives else None
    if body is None:
        return None
    known = next((at for at in range(first, body.end) if cues.facts[at] & INSTITUTION), body.end)
    given = (at for at in range(known + 1, body.end) if cues.facts[at] & (GIVEN | CAPITAL) == GIVEN | CAPITAL)
    named = map(cues.phrases.at, given)
    return next((one for one in named if one is not None and one.kind == "person"), None)


def _behind_dateline(texts: list[str]) -> int:
    """Where a sentence begins behind the place and the day of a report: "FALL RIVER, Nov 19 — When …"."""
    at = 0
    while at < LONGEST_DATELINE and (texts[at].isupper() or (at and (texts[at] in _OF_DATELINE or _dated(texts, at)))):
        at += 1
    return at + 1 if at and texts[at] in ("–", "—", "-") else 0


def _dated(texts: list[str], at: int) -> bool:
    """Whether a token is a figure or stands beside one, as a month does."""
    return any(text.isdigit() for text in (texts[at], texts[at + 1], texts[at - 1], texts[at - 2])) and texts[at] != "-"
