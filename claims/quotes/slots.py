"""Which cue of a sentence speaks for which quotation in it: the slots behind, before, and around the marks."""

from __future__ import annotations

import re
from bisect import bisect_left

from claims.quotes.cues import FARTHEST_SUBJECT, Attribution, CueReader
from claims.quotes.phrases import Kind, Phrase
from claims.quotes.verbs import Verb
from claims.quotes.words import Lexicon

_JOINTS = frozenset(",–—-")
_BEHIND_COMMA = re.compile(r"[,–—?!…-]\s*([^\W\d_][\w’'-]*)\s*(\S?)")
_DASHES = frozenset("–—-")
_INCISE = frozenset(",–—?!…")
_BEFORE_CUE = frozenset(",?!？！…–—")
_NAMED = (Kind.PERSON, Kind.INSTITUTION)
_FARTHEST = 45
"""Tokens between a bracketed subject and its verb: 'Smith, who has led the council since 2019, said'."""


class SlotReader:
    """Finds the attribution of each quotation token of one frame. `ends` tells the last sign inside each quotation."""

    def __init__(self, cues: CueReader, ends: dict[int, str]) -> None:
        self.cues = cues
        self.tokens = cues.tokens
        self.ends = ends

    def behind(self, at: int) -> Attribution | None:
        """The attribution that begins right behind the quotation at the token `at`."""
        begin, separated = self._joint(at)
        if begin >= len(self.tokens) or self.tokens[begin].kind != "word":
            return None
        if separated and self.tokens[begin].norm in self.cues.words.lead_ins:
            begin += 1
        according = self.cues.according(begin, in_slot=separated)
        if according is not None:
            return according
        return self._verb_first(begin, separated) or self._subject_first(begin, separated) or self._dash(begin)

    def _joint(self, at: int) -> tuple[int, bool]:
        begin = at + 1
        separated = self.ends.get(self.tokens[at].quote, "") in _BEFORE_CUE
        while begin < len(self.tokens) and self.tokens[begin].text in _JOINTS:
            begin, separated = begin + 1, True
        return begin, separated

    def _verb_first(self, begin: int, separated: bool) -> Attribution | None:
        verb = self.cues.verb(begin, loose=separated)
        if verb is None or not verb.finite or self.tokens[begin].capital:
            return None
        if verb.impersonal or verb.clitic:
            nobody = verb.impersonal or verb.clitic == "x"
            place = self.cues.document_near(verb, begin, len(self.tokens)) if nobody else None
            return Attribution(verb.first, verb.end, place, clitic=verb.clitic)
        subject = self.cues.subject_behind(verb)
        if subject is not None and (subject.speaks or (verb.listed and separated)):
            return Attribution(verb.first, verb.end, subject)
        drops = self.cues.words.words.drops_subject
        alone = separated and verb.listed and not self._leads_on(verb)
        ended = verb.end >= len(self.tokens) or self.tokens[verb.end].kind != "word"
        return Attribution(verb.first, verb.end, None, dropped=drops) if alone and (drops or ended) else None

    def loose(self, at: int) -> Attribution | None:
        """The attribution of a statement by a verb and a speaker that no list has: "« … », coupe l'attaquant"."""
        begin, separated = self._joint(at)
        alone = all(token.kind != "word" for token in self.tokens[:at])
        if not (separated and alone) or begin >= len(self.tokens) or self.tokens[begin].kind != "word":
            return None
        if not self.cues.words.words.verb_first:
            return self._any_verb_behind(begin)
        verb = begin
        while verb < begin + 3 and self.cues.leads_verb(verb):
            verb += 1
        if not self.cues.may_be_verb(verb):
            return None
        subject = self.cues.phrases.at(verb + 1)
        if subject is not None and (subject.speaks or subject.definite) and subject.kind is not Kind.PRONOUN:
            return Attribution(begin, verb + 1, subject)
        drops = self.cues.words.words.drops_subject
        return Attribution(begin, verb + 1, None, dropped=True) if drops and not self._leads_on_at(verb + 1) else None

    def _any_verb_behind(self, begin: int) -> Attribution | None:
        """The subject first, and behind it whatever could be a verb: "she repeats"."""
        subject = self.cues.phrases.at(begin)
        known = subject is not None and (subject.speaks or subject.definite) and subject.gender not in ("x", "n")
        if subject is None or not known or not self.cues.may_be_verb(subject.end):
            return None
        return Attribution(subject.end, subject.end + 1, subject)

    def _leads_on_at(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].text == ":"

    def headline(self, at: int) -> Attribution | None:
        """The speaker behind a colon: "« … » : le maire …", as headlines have it."""
        alone = all(token.kind != "word" for token in self.tokens[:at])
        if not alone or at + 2 >= len(self.tokens) or self.tokens[at + 1].text != ":":
            return None
        subject = self.cues.phrases.at(at + 2)
        known = subject is not None and subject.kind in (Kind.PERSON, Kind.ROLE, Kind.INSTITUTION)
        return Attribution(at + 1, at + 1, subject) if known else None

    def _leads_on(self, verb: Verb) -> bool:
        """Whether the verb introduces the next quotation rather than the one before: "… », avant d'ajouter : « …"."""
        following = verb.end
        return following < len(self.tokens) and self.tokens[following].text == ":"

    def _subject_first(self, begin: int, separated: bool) -> Attribution | None:
        subject = self.cues.phrases.at(begin)
        if subject is None or not (subject.speaks or separated):
            return None
        if self.cues.words.words.verb_first and not separated:
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
        if any(token.text == "," for token in self.tokens[subject.first : at]) and self.tokens[at : at + 1]:
            places.extend([at + 1] if self.tokens[at].text == "," else [])
        following = at
        while following < len(self.tokens) and self.cues.words.is_adverb(self.tokens[following].norm):
            following += 1
            places.append(following)
        far = min(len(self.tokens), at + _FARTHEST)
        if at < far and self.tokens[at].kind == "word" and self.tokens[at].norm in self.cues.words.connectors:
            places.extend(i for i in range(at + 1, min(far, at + 12)) if self.tokens[i].norm in self.cues.words.finite)
        if at < far and self.tokens[at].text in ",(":
            places.extend(i + 1 for i in range(at + 1, far) if self.tokens[i].text in ",)")
        return places

    def _dash(self, begin: int) -> Attribution | None:
        """A bare name behind a dash that ends the frame: “…” – Name."""
        if self.tokens[begin - 1].text not in "–—-(" or self.tokens[begin - 1].kind != "sign":
            return None
        phrase = self.cues.phrases.at(begin)
        if phrase is None or phrase.kind is not Kind.PERSON:
            return None
        rest = phrase.end
        ended = rest >= len(self.tokens) or (self.tokens[rest].text in ".,)" and rest + 6 >= len(self.tokens))
        return Attribution(begin, begin, phrase) if ended else None

    def before(self, at: int, start: int) -> Attribution | None:
        """The attribution that leads to the quotation at the token `at`, looked for from the token `start` on."""
        colon = at > start and self.tokens[at - 1].text in (":", "：")
        end = at - 1 if colon else at
        verb, attribution = self._last_cue(start, end, colon)
        if attribution is not None:
            return attribution
        if verb is None and colon:
            return self._bare(start, end)
        return None

    def _last_cue(self, start: int, end: int, colon: bool) -> tuple[Verb | None, Attribution | None]:
        """The last cue in `[start, end)` that has a subject, or that may go without one."""
        found: Verb | None = None
        places = self.cues.cue_places
        low, high = bisect_left(places, max(start, end - FARTHEST_SUBJECT)), bisect_left(places, end)
        for at in reversed(places[low:high]):
            if self.tokens[at].kind != "word":
                continue
            according = self.cues.according(at)
            if according is not None and according.end <= end:
                return found, according
            verb = self.cues.verb(at)
            if (
                verb is None
                or verb.end > end
                or not self.cues.bears(verb, end)
                or (found is not None and found.first < verb.end)
            ):
                continue
            verb = self._widest(verb, start)
            attribution = self._with_subject(verb, start, end, colon)
            if attribution is not None:
                return verb, attribution
            found = verb
        return found, None

    def _widest(self, verb: Verb, start: int) -> Verb:
        """The group with the auxiliaries and pronouns before it."""
        for back in (1, 2, 3):
            if verb.first - back < start:
                break
            wider = self.cues.verb(verb.first - back)
            if wider is not None and wider.end == verb.end:
                return wider
        return verb

    def _with_subject(self, verb: Verb, start: int, end: int, colon: bool) -> Attribution | None:
        if verb.impersonal:
            return Attribution(verb.first, verb.end, self.cues.document_near(verb, start, end))
        if verb.clitic:
            return Attribution(verb.first, verb.end, None, clitic=verb.clitic)
        if not verb.finite:
            return Attribution(verb.first, verb.end, self._earlier_subject(start, verb), dropped=True)
        subject = self._subject(verb, start, end)
        if subject is not None:
            return Attribution(verb.first, verb.end, subject)
        if self.cues.words.words.drops_subject or colon:
            return Attribution(verb.first, verb.end, None, dropped=True)
        return None

    def _subject(self, verb: Verb, start: int, end: int) -> Phrase | None:
        before = self.cues.subject_before(start, verb)
        if before is not None and self.cues.next_to(before, verb.first):
            return before
        behind = self.cues.subject_behind(verb)
        told = behind is not None and behind.kind is Kind.DOCUMENT and not behind.definite
        if behind is None or told or behind.end > end or not behind.speaks:
            return before
        return behind if before is None or self._inverted(verb, behind, start) else before

    def _inverted(self, verb: Verb, behind: Phrase, start: int) -> bool:
        """Whether the subject follows its verb: at the beginning, between commas, or as German and Dutch have it."""
        if verb.first == start:
            return True
        bracketed = behind.end < len(self.tokens) and self.tokens[behind.end].text in _JOINTS
        if self.tokens[verb.first - 1].text in _JOINTS and bracketed:
            return True
        return self.cues.words.words.splits_verb and behind.kind in (Kind.PERSON, Kind.PRONOUN)

    def _earlier_subject(self, start: int, verb: Verb) -> Phrase | None:
        """Whose doing a participle or infinitive is: the subject before it, or else the last name before it."""
        subject = self.cues.subject_before(start, verb, adjacent=False)
        if subject is not None:
            return subject
        places = range(verb.first - 1, max(start, verb.first - FARTHEST_SUBJECT) - 1, -1)
        phrases = (self.cues.phrases.at(at) for at in places if self.tokens[at].kind == "word")
        return next((one for one in phrases if one and one.end <= verb.first and one.kind in _NAMED), None)

    def _bare(self, start: int, end: int) -> Attribution | None:
        """A colon with no cue before it: the subject of the clause speaks ("Chen : « … »", "she was blunter: …")."""
        marker = Verb(end, end)
        subject = self.cues.subject_before(start, marker, adjacent=False)
        phrases = (self.cues.phrases.at(at) for at in range(max(start, end - FARTHEST_SUBJECT), end))
        thing = any(phrase is not None and phrase.end == end for phrase in phrases)
        return Attribution(end, end, subject, dropped=subject is None and not thing)

    def around(self, at: int, end: int) -> Attribution | None:
        """The attribution behind the quotation, though not next to it: "…, Smith said", ", juge le cabinet"."""
        for begin in range(at + 1, min(end, at + FARTHEST_SUBJECT)):
            if self.tokens[begin].text not in _JOINTS or begin + 1 >= end:
                continue
            according = self.cues.according(begin + 1)
            if according is not None:
                return according
            verb = self.cues.verb(begin + 1)
            if verb is not None and verb.finite and verb.listed:
                subject = self.cues.subject_behind(verb)
                if verb.clitic or (subject is not None and subject.speaks):
                    return Attribution(verb.first, verb.end, subject if not verb.clitic else None, clitic=verb.clitic)
            if not self.cues.words.words.verb_first or self.cues.words.language == "nl":
                attribution = self._subject_first(begin + 1, True)
                if attribution is not None and attribution.end <= end:
                    return attribution
        return None


def may_hold_incise(text: str, words: Lexicon) -> bool:
    """A cheap look at quoted words before their tokens are read: does a verb stand behind a comma or a dash?"""
    if not words.words.verb_first:
        return any(sign in text for sign in _INCISE)
    for found in _BEHIND_COMMA.finditer(text):
        word = found.group(1).lower().replace("’", "'")
        if word in words.verbal or "-" in word or found.group(2).isupper():
            return True
    return False


class InsideReader:
    """Finds the attribution that stands inside the marks: "« Le fleuve monte, a prévenu X. La digue … »"."""

    def __init__(self, cues: CueReader) -> None:
        self.cues = cues
        self.tokens = cues.tokens

    def attribution(self) -> Attribution | None:
        """The first verb with its speaker between commas or dashes, or at the end of a sentence."""
        for at in range(1, len(self.tokens) - 1):
            if self.tokens[at - 1].text not in _INCISE or at < 2:
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
            self.tokens[at - 1].text in _DASHES
            and verb.end < len(self.tokens)
            and self.tokens[verb.end].text in _DASHES
        )
        if subject is None and dashed and self.cues.words.words.drops_subject:
            return Attribution(verb.first, verb.end, None, dropped=True)
        if subject is None or (subject.kind is Kind.PRONOUN and subject.gender == "x"):
            return None
        return Attribution(verb.first, verb.end, subject)

    def _loose(self, at: int) -> Attribution | None:
        """Any verb between commas before somebody with a full name: ", bafouille Thomas Guérinel,"."""
        subject = self.cues.phrases.at(at + 1) if self.cues.may_be_verb(at) else None
        named = subject is not None and subject.kind is Kind.PERSON and " " in subject.name
        return Attribution(at, at + 1, subject) if named and self.cues.words.words.verb_first else None

    def _plain(self, at: int) -> Attribution | None:
        if self.cues.words.words.verb_first:
            return None
        subject = self.cues.phrases.at(at)
        verb = self.cues.verb(subject.end) if subject is not None else None
        if subject is None or verb is None or not verb.finite or not subject.speaks or subject.gender == "x":
            return None
        return Attribution(verb.first, verb.end, subject)

    def _closed(self, found: Attribution) -> bool:
        end = max(found.end, found.subject.end if found.subject else 0)
        return end >= len(self.tokens) or self.tokens[end].text in _INCISE or self.tokens[end].text in ".!?…"
