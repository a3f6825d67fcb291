"""Which cue of a sentence speaks for which quotation in it: the slots behind, before, and around the marks."""

from __future__ import annotations

import re
from typing import Final

from claims.quotes.lexical.facts import ADDRESSEE, ADVERB, CAPITAL, CONNECTOR, DETERMINER, POSSESSIVE, STOP, WORD
from claims.quotes.lexical.pieces import latin_runs, pieces_of
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.saying.cues import FARTHEST_SUBJECT, Attribution, CueReader
from claims.quotes.saying.leads import FEW, LeadReader, owner
from claims.quotes.saying.verbs import Verb

_JOINTS: Final = frozenset(",–—-")
_BEHIND_COMMA: Final = re.compile(r"[,–—?!…-]\s*([^\W\d_][\w’'-]*)\s*(?=(\S?))")
_DASHES: Final = frozenset("–—-")
_INCISE: Final = frozenset(",–—?!…")
_INCISION: Final = re.compile("[,–—?!…]")
_BEFORE_CUE: Final = frozenset(",?!？！…–—")
LONGEST_MANNER: Final = 8
"""Words behind the speaker that say how: "« Cent euros, répète Odile Reis en détachant les syllabes. Cent ! »"."""
LONGEST_BRACKET: Final = 12
"""Tokens between commas that part a verb from its subject."""
_FARTHEST: Final = 45
"""Tokens between a bracketed subject and its verb: 'Smith, who has led the council since 2019, said'."""


class SlotReader(LeadReader):
    """Finds the attribution of each quotation token of one frame."""

    def behind(self, at: int) -> Attribution | None:
        """The attribution that begins right behind the quotation at the token `at`."""
        begin, separated = self._joint(at)
        if begin >= self.tokens.count or not self.tokens.facts[begin] & WORD:
            return None
        according = self.cues.according(begin, in_slot=separated)
        if according is None and separated and self.tokens.norms[begin] in self.cues.words.lead_ins:
            begin += 1
            according = self.cues.according(begin, in_slot=separated)
        if according is not None:
            return according
        own = (self._own_words(begin) or self._summed_up(begin)) if separated else None
        return own or self._verb_first(begin, separated) or self._subject_first(begin, separated) or self._dash(begin)

    def is_led(self, at: int) -> bool:
        """Whether a verb of speech and a comma stand right before the quotation: "a note that asked, “Why?”"."""
        verb = self.cues.verb(at - 2) if at > 1 and self.tokens.texts[at - 1] in (",", ":") else None
        return verb is not None and verb.finite and verb.listed and verb.end == at - 1

    def _own_words(self, begin: int) -> Attribution | None:
        """Whose the words are by a possessive at the end of the clause: "“Look twice,” is her motto."."""
        norms, words = self.tokens.norms, self.cues.words
        lead = next((at for at in range(begin, begin + FEW + 1) if self.facts[at] & POSSESSIVE), -1)
        if lead <= begin - 1 or self.facts[lead + 2] & WORD:
            return None
        if norms[lead + 1] not in words.words.phrase.utterances and norms[lead + 1] not in words.mottos:
            return None
        gender = words.words.possessors.get(norms[lead], "")
        return Attribution(begin, lead + 2, None, dropped=True, clitic=gender)

    def _summed_up(self, begin: int) -> Attribution | None:
        """Whose words are said to be all that there was: "“It happens,” was all Ann Pell would say"."""
        end = self.cues.expression(begin, "summing")
        near = range(end, end + FEW + 1) if end > begin else range(0)
        phrases = (phrase for at in near if (phrase := self.cues.phrases.at(at)) is not None and phrase.speaks)
        subject = next(phrases, None)
        return None if subject is None else Attribution(begin, subject.end, subject)

    def _joint(self, at: int) -> tuple[int, bool]:
        begin = at + 1
        separated = self.ends[self.tokens.quotes[at]] in _BEFORE_CUE
        while begin < self.tokens.count and self.tokens.texts[begin] in _JOINTS:
            begin, separated = begin + 1, True
        return begin, separated

    def _verb_first(self, begin: int, separated: bool) -> Attribution | None:
        verb = self.cues.verb(begin) or (self.cues.led_infinitive(begin) if separated else None)
        verb = verb or self.cues.verb(begin, loose=separated)
        if verb is None or not verb.finite or self.tokens.facts[begin] & CAPITAL:
            return None
        if verb.impersonal or verb.clitic:
            nobody = verb.impersonal or verb.clitic == "x"
            place = self.cues.document_near(verb, begin, self.tokens.count) if nobody else None
            return Attribution(verb.first, verb.end, place, clitic=verb.clitic)
        subject = self.cues.subject_behind(verb)
        if subject is not None and (subject.speaks or (verb.listed and separated)):
            return Attribution(verb.first, verb.end, subject)
        parted = self._behind_bracket(verb) if separated and verb.listed else None
        if parted is not None:
            return Attribution(verb.first, verb.end, parted)
        drops = self.cues.words.drops_subject
        alone = separated and verb.listed and not self._leads_on(verb)
        last = verb.end + 1 if self.tokens.norms[verb.end] in self.cues.words.words.lone else verb.end
        last = last + 1 if last > verb.end and self.tokens.norms[last] in self.cues.words.words.lone else last
        ended = last >= self.tokens.count or not self.tokens.facts[last] & WORD
        return Attribution(verb.first, verb.end, None, dropped=drops) if alone and (drops or ended) else None

    def _behind_bracket(self, verb: Verb) -> Phrase | None:
        """The subject that commas part from its verb: "a confié, sous couvert d’anonymat, un chirurgien"."""
        if verb.end >= self.tokens.count or self.tokens.texts[verb.end] not in _JOINTS:
            return None
        far = min(self.tokens.count, verb.end + LONGEST_BRACKET)
        closing = next((i for i in range(verb.end + 1, far) if self.tokens.texts[i] in _JOINTS), far)
        subject = self.cues.phrases.at(closing + 1) if closing < far else None
        ends = subject is not None and (subject.end >= self.tokens.count or not self.tokens.facts[subject.end] & WORD)
        return subject if subject is not None and subject.speaks and ends else None

    def loose(self, at: int) -> Attribution | None:
        """The attribution of a statement by a verb and a speaker that no list has: "« … », coupe l'attaquant"."""
        begin, separated = self._joint(at)
        alone = not self.tokens.has_words(0, at)
        if not (separated and alone) or begin >= self.tokens.count or not self.tokens.facts[begin] & WORD:
            return None
        if not self.cues.words.verb_first:
            return self._any_verb_behind(begin)
        verb = begin
        while verb < begin + 3 and self.cues.leads_verb(verb):
            verb += 1
        if not self.cues.may_be_verb(verb):
            return None
        subject = self.cues.phrases.at(verb + 1)
        if subject is not None and (subject.speaks or subject.definite) and subject.kind != "pronoun":
            return Attribution(begin, verb + 1, subject)
        drops = self.cues.words.drops_subject
        return Attribution(begin, verb + 1, None, dropped=True) if drops and not self._leads_on_at(verb + 1) else None

    def _any_verb_behind(self, begin: int) -> Attribution | None:
        """The subject first, and behind it whatever could be a verb: "she repeats"."""
        subject = self.cues.phrases.at(begin)
        known = subject is not None and (subject.speaks or subject.definite) and subject.gender not in ("x", "n")
        if subject is None or not known or not self.cues.may_be_verb(subject.end):
            return None
        return Attribution(subject.end, subject.end + 1, subject)

    def _leads_on_at(self, at: int) -> bool:
        return at < self.tokens.count and self.tokens.texts[at] == ":"

    def gapped(self, at: int, previous: int) -> Attribution | None:
        """Whose a fragment is that only a comma parts from its speaker: "X calls it “a gift”; the mayor, “a debt”"."""
        facts, texts = self.facts, self.tokens.texts
        begin = previous + 1
        if at - begin > LONGEST_BRACKET or texts[at - 1] != ",":
            return None
        while begin < at and not facts[begin] & WORD:
            begin += 1
        led = facts[begin] & ADDRESSEE and not facts[begin] & DETERMINER
        phrase = self.cues.phrases.at(begin + 1 if led else begin)
        parted = begin == 0 or texts[begin - 1] in ";.,"
        whole = phrase is not None and phrase.speaks and phrase.end == at - 1
        return Attribution(begin, begin, phrase) if whole and parted else None

    def headline(self, at: int) -> Attribution | None:
        """The speaker behind a colon: "« … » : le maire …", as headlines have it."""
        alone = not self.tokens.has_words(0, at)
        if not alone or at + 2 >= self.tokens.count or self.tokens.texts[at + 1] != ":":
            return None
        subject = self.cues.phrases.at(at + 2)
        known = subject is not None and subject.kind in ("person", "role", "institution")
        subject = subject if known else owner(self.cues, at + 2)
        return Attribution(at + 1, at + 1, subject) if subject is not None else None

    def _leads_on(self, verb: Verb) -> bool:
        """Whether the verb introduces the next quotation rather than the one before: "… », avant d'ajouter : « …"."""
        following = verb.end
        return following < self.tokens.count and self.tokens.texts[following] == ":"

    def _subject_first(self, begin: int, separated: bool) -> Attribution | None:
        subject = self.cues.phrases.at(begin)
        if subject is None or not (subject.speaks or separated):
            return None
        if self.cues.words.verb_first and not separated:
            return None
        for at in self._verb_places(subject):
            verb = self.cues.verb(at) or (self.cues.past(at) if separated and at == subject.end else None)
            if verb is not None and verb.finite and not self._leads_on(verb):
                return Attribution(verb.first, verb.end, subject)
        return None

    def _verb_places(self, subject: Phrase) -> list[int]:
        """Where the verb may stand behind its subject: at once, behind an adverb, behind a bracket of commas."""
        at = subject.end
        places = [at]
        if "," in self.tokens.texts[subject.first : at] and at < self.tokens.count:
            places.extend([at + 1] if self.tokens.texts[at] == "," else [])
        following = places[-1]
        while self.tokens.facts[following] & ADVERB:
            following += 1
            places.append(following)
        far = min(self.tokens.count, at + _FARTHEST)
        if at < far and self.tokens.facts[at] & WORD and self.tokens.norms[at] in self.cues.words.connectors:
            places.extend(i for i in range(at + 1, min(far, at + 12)) if self.tokens.norms[i] in self.cues.words.finite)
        if at < far and self.tokens.texts[at] in ",(":
            places.extend(i + 1 for i in range(at + 1, far) if self.tokens.texts[i] in ",)")
        return places

    def _dash(self, begin: int) -> Attribution | None:
        """A bare name behind a dash that ends the frame: “…” – Name."""
        if self.tokens.texts[begin - 1] not in "–—-(" or not self.tokens.is_sign(begin - 1):
            return None
        phrase = self.cues.phrases.at(begin)
        if phrase is None or phrase.kind != "person":
            return None
        rest = phrase.end
        ended = rest >= self.tokens.count or (self.tokens.texts[rest] in ".,)" and rest + 6 >= self.tokens.count)
        return Attribution(begin, begin, phrase) if ended else None

    def around(self, at: int, end: int) -> Attribution | None:
        """The attribution behind the quotation, though not next to it: "…, Smith said", ", juge le cabinet"."""
        for begin in range(at + 1, min(end, at + FARTHEST_SUBJECT)):
            if self.tokens.texts[begin] not in _JOINTS or begin + 1 >= end:
                continue
            according = self.cues.according(begin + 1)
            if according is not None:
                return according
            verb = self.cues.verb(begin + 1)
            place = self.cues.document_near(verb, begin + 1, end) if verb is not None and verb.impersonal else None
            if verb is not None and place is not None:
                return Attribution(verb.first, verb.end, place)
            if verb is not None and verb.finite and verb.listed:
                subject = self.cues.subject_behind(verb)
                if verb.clitic or (subject is not None and subject.speaks):
                    return Attribution(verb.first, verb.end, subject if not verb.clitic else None, clitic=verb.clitic)
            if self.cues.words.subject_first:
                attribution = self._subject_first(begin + 1, True)
                if attribution is not None and attribution.end <= end:
                    return attribution
        return None


def may_hold_incise(text: str, words: Lexicon) -> bool:
    """A cheap look at quoted words before their tokens are read: may they hold a verb of speech with its speaker?"""
    if not words.verb_first:
        if words.speaking_runs.isdisjoint(latin_runs(text)) or _INCISION.search(text) is None:
            return False
        return not words.speaking_pieces.isdisjoint(pieces_of(text))
    for found in _BEHIND_COMMA.finditer(text):
        word = found.group(1).lower().replace("’", "'")
        dashed = found.group()[0] in _DASHES
        if word in words.verbal or "-" in word or found.group(2).isupper() or dashed:
            return True
    return False


class InsideReader:
    """Finds the attribution that stands inside the marks: "« Le fleuve monte, a prévenu X. La digue … »"."""

    def __init__(self, cues: CueReader) -> None:
        self.cues = cues
        self.tokens = cues.tokens

    def attribution(self) -> Attribution | None:
        """The first verb with its speaker between commas or dashes, or at the end of a sentence."""
        for at in range(1, self.tokens.count - 1):
            if self.tokens.texts[at - 1] not in _INCISE or at < 2:
                continue
            found = self._inverted(at) or self._plain(at) or self._loose(at)
            if found is not None and self._closed(found):
                return found
        return None

    def _inverted(self, at: int) -> Attribution | None:
        verb = self.cues.verb(at)
        if verb is None or not verb.finite:
            return None
        if verb.clitic and verb.clitic != "x":
            return Attribution(verb.first, verb.end, None, clitic=verb.clitic)
        subject = self.cues.subject_behind(verb)
        dashed = (
            self.tokens.texts[at - 1] in _DASHES
            and verb.end < self.tokens.count
            and self.tokens.texts[verb.end] in _DASHES
        )
        if subject is None and dashed and self.cues.words.drops_subject:
            return Attribution(verb.first, verb.end, None, dropped=True)
        if subject is None or (subject.kind == "pronoun" and subject.gender == "x"):
            return None
        return Attribution(verb.first, verb.end, subject)

    def _loose(self, at: int) -> Attribution | None:
        """Any verb between commas before somebody with a full name: ", bafouille Thomas Guérinel,"."""
        subject = self.cues.phrases.at(at + 1) if self.cues.may_be_verb(at) else None
        named = subject is not None and subject.kind == "person" and " " in subject.name
        return Attribution(at, at + 1, subject) if named and self.cues.words.verb_first else None

    def _plain(self, at: int) -> Attribution | None:
        if self.cues.words.verb_first:
            return None
        subject = self.cues.phrases.at(at)
        verb = self.cues.verb(subject.end) if subject is not None else None
        if subject is None or verb is None or not verb.finite or not subject.speaks or subject.gender == "x":
            return None
        return Attribution(verb.first, verb.end, subject)

    def _closed(self, found: Attribution) -> bool:
        end = max(found.end, found.subject.end if found.subject else 0)
        named = found.subject is not None and found.subject.kind == "person"
        far = min(self.tokens.count, end + (LONGEST_MANNER if named else 0))
        if found.subject is not None and self.cues.norms[end] in self.cues.words.relatives:
            far, named = min(self.tokens.count, end + LONGEST_BRACKET), True
        if named and end < far and self.cues.facts[end] & (CONNECTOR | STOP):
            end = next((at for at in range(end, far) if not self.cues.facts[at] & WORD), end)
        return end >= self.tokens.count or self.tokens.texts[end] in _INCISE or self.tokens.texts[end] in ".!?…"
