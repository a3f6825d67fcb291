"""The cue that leads to a quotation: the last one before the marks, with its subject, or a clause with a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Final

from claims.quotes.lexical.facts import (
    ADVERB,
    CAPITAL,
    CONNECTOR,
    CONTRACTED,
    DETERMINER,
    JOIN,
    NOUN,
    POSSESSIVE,
    SOURCE,
    STOP,
    THAT,
    VERBAL,
    WORD,
)
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.saying.closing import ClosingReader
from claims.quotes.saying.cues import FARTHEST_SUBJECT, Attribution, CueReader
from claims.quotes.saying.verbs import Verb

_CUE: Final = VERBAL | SOURCE
_JOINTS: Final = frozenset(",–—-")
_NAMED: Final = ("person", "institution")
_OF_SOMEBODY: Final = ("person", "role")
_OWNERS: Final = ("person", "role", "institution", "document")
OPENING: Final = 4
"""Words at the head of a clause among which the noun stands that it is about."""
FARTHEST_OWNER: Final = 6
"""Words from what the words before are called to whom they belong: "La frase es de X", "The words are those of X"."""
LONGEST_COMING: Final = 8
"""Words behind whom something comes from, up to the colon: "est venue une nouvelle mise en garde :"."""
FEW: Final = 2
"""Words between a verb that speaks only now and then and the colon before what is said: "pidió tiempo: “…”"."""


class LeadReader:
    """Reads what stands before the quotations of one frame. `ends` has the last sign of each quotation of the text."""

    def __init__(self, cues: CueReader, ends: Sequence[str] = ()) -> None:
        self.cues = cues
        self.tokens = cues.tokens
        self.facts = cues.facts
        self.norms = cues.norms
        self.calling = cues.words.words.calling
        self.ends = ends

    def before(self, at: int, start: int) -> Attribution | None:
        """The attribution that leads to the quotation at the token `at`, looked for from the token `start` on."""
        colon = at > start and self.tokens.texts[at - 1] in (":", "：")
        end = at - 1 if colon else at
        closing = ClosingReader(self.cues).leading(end) if colon and self.cues.words.words.splits_verb else None
        turn = self._turn(start, end) or _identified(self.cues, start, end) if colon and closing is None else None
        closing = closing if turn is None else Attribution(end, end, turn, turned=True)
        if closing is not None:
            return closing
        verb, attribution = self._last_cue(start, end, colon)
        judge = _judged(self.cues, end, attribution) if colon and start == 0 else None
        if judge is not None:
            return Attribution(end, end, judge)
        if attribution is not None:
            return attribution
        if verb is None and colon:
            return self._bare(start, end)
        return self._contrary(start, end) if verb is None else None

    def _contrary(self, start: int, end: int) -> Attribution | None:
        """Who takes a stand before a colon, their words in the clause behind it: "Weber disagrees: it is “a farce”"."""
        signs = self.tokens.texts
        colon = next((at for at in range(end - 1, max(start, end - FARTHEST_SUBJECT), -1) if signs[at] == ":"), -1)
        subject = self.cues.topic() if colon > 0 and start == 0 else None
        if subject is None or subject.end >= colon or not self.cues.is_person(subject):
            return None
        return Attribution(colon, colon, subject)

    def _last_cue(self, start: int, end: int, colon: bool) -> tuple[Verb | None, Attribution | None]:
        """The last cue in `[start, end)` that has a subject, or that may go without one."""
        found: Verb | None = None
        anybody: Attribution | None = None
        for at in range(end - 1, max(start, end - FARTHEST_SUBJECT) - 1, -1):
            if not self.facts[at] & _CUE:
                continue
            according = self.cues.according(at)
            if according is not None and according.end <= end:
                return found, self._hearsay(according, end)
            verb = self.cues.verb(at)
            if (
                verb is None
                or (colon and at == start and _names_words(self.cues, at))
                or (at > start and self.cues.expression(at - 1, "according") > at)
                or verb.end > end
                or self.norms[end - 1]
                != self.calling.get(self.norms[verb.end - 1].partition("-")[0], self.norms[end - 1])
                or not (self.cues.bears(verb, end) or (colon and end - verb.end <= FEW))
                or (found is not None and found.first < verb.end)
            ):
                continue
            verb = self._widest(verb, start)
            attribution = self._with_subject(verb, start, end, colon)
            if attribution is not None and not self._of_anybody(attribution):
                return verb, attribution
            anybody, found = anybody or attribution, verb
        return found, anybody

    def _of_anybody(self, attribution: Attribution) -> bool:
        """Whether a clause behind a comma has nobody in particular for its subject: "erklärte, man bedauere …"."""
        subject = attribution.subject
        if subject is None or not self.cues.words.words.splits_verb:
            return False
        anybody = subject.kind == "pronoun" and subject.gender == "x"
        return anybody and self.tokens.texts[subject.first - 1] == "," and subject.first > 0

    def _hearsay(self, according: Attribution, end: int) -> Attribution:
        """The source, or whom it tells of: "También se ha comprometido, según fuentes del sector, a «…»"."""
        subject, texts = according.subject, self.tokens.texts
        if subject is None or not self.cues.words.drops_subject or not 0 < according.end < end - 1:
            return according
        unnamed = subject.kind == "role" and subject.noun in self.cues.words.words.roles.unnamed
        between = texts[according.first - 1] == texts[according.end] == "," and according.first > 0
        return replace(according, subject=None, dropped=True) if unnamed and between else according

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
        shared = (start > 0 or self._opens_dropped(verb)) and self._coordinated(verb, start)
        subject = None if shared else self._subject(verb, start, end)
        if subject is not None:
            return Attribution(verb.first, verb.end, subject)
        if shared or self.cues.words.drops_subject or colon:
            return Attribution(verb.first, verb.end, None, dropped=True)
        return None

    def _opens_dropped(self, verb: Verb) -> bool:
        """Whether the sentence opens with a verb of speech whose subject is left out: "Aseguró que … y pidió …"."""
        opening = self.cues.verb(0) if self.cues.words.drops_subject else None
        if opening is None or not opening.finite or opening.end >= verb.first:
            return False
        behind = self.cues.phrases.at(opening.end)
        return behind is None or not behind.speaks

    def _coordinated(self, verb: Verb, start: int) -> bool:
        """Whether the verb shares the subject of the one before: "called it “absurd” and told residents to “…”"."""
        at = verb.first - 1
        while at > start and self.facts[at] & ADVERB:
            at -= 1
        if not self.facts[at] & JOIN:
            return False
        behind = self.cues.phrases.at(verb.end) if self.cues.words.drops_subject else None
        return behind is None or not behind.speaks or self.facts[behind.end] & WORD != 0

    def _subject(self, verb: Verb, start: int, end: int) -> Phrase | None:
        before = self.cues.subject_before(start, verb)
        if before is not None and (self.cues.next_to(before, verb.first) or self._bracketed(before, verb, start)):
            return before
        behind = self.cues.subject_behind(verb)
        told = behind is not None and behind.kind == "document" and not behind.definite
        told = told or (behind is not None and self._spoken_of(behind, verb, end))
        if behind is None or told or behind.end > end or not behind.speaks:
            return before
        return behind if before is None or self._inverted(verb, behind, start) else before

    def _spoken_of(self, phrase: Phrase, verb: Verb, end: int) -> bool:
        """Whether a phrase is no subject but whom the words are about: "Ha accusato la stampa di «…»"."""
        leads = self.facts[end - 1] & (CONNECTOR | STOP) and not self.facts[end - 1] & THAT
        straight = phrase.first == verb.end and phrase.end == end - 1
        bare = phrase.first == verb.end and phrase.end == end and not self.facts[phrase.first] & (DETERMINER | CAPITAL)
        told = (bool(leads) and straight) or (bare and phrase.kind == "institution")
        return told and self.cues.words.drops_subject

    def _bracketed(self, subject: Phrase, verb: Verb, start: int) -> bool:
        """Whether commas part the subject that opens a German clause from its verb: "Ein Gast, der …, nannte sie"."""
        texts = self.tokens.texts
        opens = self.cues.words.splits_verb and subject.first == start and self.facts[verb.first - 1] & WORD == 0
        return opens and texts[subject.end] == texts[verb.first - 1] == "," and subject.end < verb.first - 1

    def _inverted(self, verb: Verb, behind: Phrase, start: int) -> bool:
        """Whether the subject follows its verb: at the beginning, between commas, or as German and Dutch have it."""
        if verb.first == start:
            return True
        bracketed = behind.end < self.tokens.count and self.tokens.texts[behind.end] in _JOINTS
        if self.tokens.texts[verb.first - 1] in _JOINTS and bracketed:
            return True
        return self.cues.words.splits_verb and behind.kind in ("person", "pronoun")

    def _earlier_subject(self, start: int, verb: Verb) -> Phrase | None:
        """Whose doing a participle or infinitive is: the subject before it, or else the last name before it."""
        subject = self.cues.subject_before(start, verb, adjacent=False)
        if subject is not None:
            return subject
        places = range(verb.first - 1, max(start, verb.first - FARTHEST_SUBJECT) - 1, -1)
        phrases = (self.cues.phrases.at(at) for at in places if self.tokens.facts[at] & WORD)
        return next((one for one in phrases if one and one.end <= verb.first and one.kind in _NAMED), None)

    def _bare(self, start: int, end: int) -> Attribution | None:
        """A colon with no cue before it: the subject of the clause speaks ("Chen : « … »", "she was blunter: …")."""
        if self._own_utterance(start, end):
            gender = self.cues.words.words.possessors.get(self.cues.norms[start], "")
            return Attribution(end, end, None, dropped=True, clitic=gender)
        marker = Verb(end, end)
        subject = self.cues.subject_before(start, marker, adjacent=False)
        places = range(max(start, end - FARTHEST_SUBJECT), end)
        phrases = [phrase for at in places if (phrase := self.cues.phrases.at(at)) is not None and phrase.end == end]
        words = _names_words(self.cues, start)
        verbal = any(self.cues.is_verbal(at) for at in places if at > start or not words)
        if phrases and not verbal and (subject is None or not self.cues.is_person(subject)):
            subject = next((phrase for phrase in phrases if self._of_somebody(phrase)), subject)
        if phrases and not verbal and self._after_comma(phrases[0], start):
            thing = phrases[0].kind == "thing"
            subject = replace(phrases[0], kind="role", definite=False) if thing else phrases[0]
        if subject is not None and self.tokens.norms[subject.first] in self.cues.words.words.own:
            subject = _met(self.cues, subject, end) or subject
        if subject is not None and subject.first == start and self._is_heading(subject):
            return Attribution(end, end, None, dropped=True)
        if subject is not None and subject.first == start and subject.end == end:
            subject = _of_utterance(self.cues, self._without_verb(subject))
        if self._is_utterance(start, end, subject):
            return Attribution(end, end, None, dropped=True)
        led = bool(phrases) and self.facts[phrases[0].first - 1] & (STOP | CONNECTOR) and phrases[0].first > start
        thing = bool(phrases) and not led and not self._is_object(phrases[0], start)
        return Attribution(end, end, subject, dropped=subject is None and not thing)

    def _turn(self, start: int, end: int) -> Phrase | None:
        """Whose turn a clause says it is: "Coube à presidente da federação pôr água na fervura: “…”"."""
        for at in range(start, min(end, start + OPENING)):
            behind = self.cues.expression(at, "turning")
            phrase = self.cues.phrases.at(behind) if behind > at else None
            if phrase is not None and phrase.speaks and phrase.kind != "pronoun":
                return _before_infinitive(self.cues, phrase)
        return _came_from(self.cues, start, end)

    def _is_object(self, phrase: Phrase, start: int) -> bool:
        """Whether a thing before the colon is what somebody left out does something with: "Scuote la testa: «…»"."""
        return self.cues.words.drops_subject and phrase.kind == "thing" and phrase.first > start

    def _without_verb(self, phrase: Phrase) -> Phrase:
        """A relative without the verb behind that no list has: "La moglie annuisce: «…»"."""
        words, kin = phrase.name.split(), self.cues.words.words.roles.kin
        if phrase.noun not in kin or len(words) != 2 or words[0].lower() != phrase.noun:
            return phrase
        return replace(phrase, name=words[0])

    def _is_heading(self, phrase: Phrase) -> bool:
        """Whether a bare noun before the colon only says what follows: "Begründung: „…“"."""
        bare = phrase.end == phrase.first + 1 and not self.facts[phrase.first] & DETERMINER
        return phrase.kind == "document" and bare

    def _is_utterance(self, start: int, end: int, subject: Phrase | None) -> bool:
        """Whether a clause is about words and names nobody: "Die Antwort war ein Versprechen: „…“"."""
        said, words = self.cues.words.words.phrase, self.tokens.norms
        places = [at for at in range(start, min(end, start + OPENING)) if words[at] in said.utterances]
        if not places or not self.facts[start] & DETERMINER or words[start] in said.possessives:
            return False
        return subject is None or subject.first <= places[0] < subject.end

    def _own_utterance(self, start: int, end: int) -> bool:
        """Whether a clause without a verb says whose the words are by a possessive: "Her advice to the town: “…”"."""
        lead = next((at for at in range(start, min(end, start + FEW)) if self.facts[at] & POSSESSIVE), end)
        said = self.cues.words.words.phrase.utterances
        if not any(self.tokens.norms[at] in said for at in range(lead + 1, min(end, lead + OPENING))):
            return False
        return not any(self.cues.is_verbal(at) for at in range(lead + 1, end))

    def _after_comma(self, phrase: Phrase, start: int) -> bool:
        """Whether a comma parts the last phrase from what the headline is about: "Frana, gli sfollati: «…»"."""
        led = self.facts[phrase.first] & DETERMINER and phrase.first > start
        return bool(led) and self.tokens.texts[phrase.first - 1] == ","

    def _of_somebody(self, phrase: Phrase) -> bool:
        """Whether a phrase stands behind "of": "Sourire crispé de la magistrate : « … »"."""
        words, first = self.cues.words, phrase.first
        led = first > 0 and self.tokens.norms[first - 1] in words.connectors
        return phrase.kind in _OF_SOMEBODY and (led or self.tokens.norms[first] in words.connectors)


def owner(cues: CueReader, first: int = 0) -> Phrase | None:
    """Whose a clause says the words before it to be: "La frase es de X", "So steht es im Brief".

    `first` is where the clause begins, where a colon leads to it.
    """
    norms, count = cues.tokens.norms, cues.tokens.count
    verb = next((verb for at in range(first, min(count, first + OPENING)) if (verb := cues.verb(at)) is not None), None)
    if verb is not None and verb.impersonal:
        return cues.document_near(verb, first, count)
    said = cues.words.words.phrase.utterances
    noun = next((at for at in range(first + 1, min(count, first + OPENING + 2)) if norms[at] in said), count)
    lead = reduce(or_, cues.facts[first:noun], 0)
    if noun == count or not lead & DETERMINER or lead & POSSESSIVE:
        return None
    least = noun + (1 if first else 2)
    for at in range(least, min(count, noun + FARTHEST_OWNER)):
        phrase = cues.phrases.at(at)
        genitive = cues.words.capital_nouns and cues.facts[at] & DETERMINER
        led = cues.facts[at - 1] & CONNECTOR or cues.facts[at] & CONTRACTED or genitive
        if phrase is not None and led and phrase.kind in _OWNERS:
            return phrase
    return None


def _identified(cues: CueReader, start: int, end: int) -> Phrase | None:
    """Who a clause says it is that speaks: "The one who complains is Ann Hale: “…”", "It is Ann Hale who …"."""
    said = cues.words.words
    for at in range(max(start, end - FARTHEST_SUBJECT), end - 1):
        phrase = cues.phrases.at(at + 1) if cues.norms[at] in said.identifying else None
        if phrase is None or phrase.kind not in _OF_SOMEBODY or not cues.is_person(phrase):
            continue
        behind = phrase.end + (cues.tokens.texts[phrase.end] == ",")
        cleft = at - start <= 1 and cues.norms[behind] in said.relatives
        if phrase.end == end or cleft:
            return phrase
    return None


def _judged(cues: CueReader, end: int, attribution: Attribution | None) -> Phrase | None:
    """Whose view the words behind the colon are, where nobody is said to speak: "Für X ist klar: „…“"."""
    subject = attribution.subject if attribution is not None else None
    judge = cues.judge() if subject is None or subject.kind not in _OF_SOMEBODY else None
    return judge if judge is not None and judge.end < end else None


def _before_infinitive(cues: CueReader, phrase: Phrase) -> Phrase:
    """The phrase without the infinitive behind it: "al médico | calmar los ánimos"."""
    words, facts = cues.words, cues.facts
    endings = tuple(words.words.conjugations) if words.verb_first and not words.splits_verb else ()
    for at in range(phrase.first + 1, phrase.end):
        noun = (facts[at] & (NOUN | CAPITAL)) | (facts[at - 1] & DETERMINER)
        if not noun and cues.norms[at].endswith(endings or ("\n",)):
            end = at - 1 if facts[at - 1] & CONNECTOR else at
            return replace(phrase, end=end, name=phrase.name.rsplit(maxsplit=phrase.end - end)[0])
    return phrase


def _met(cues: CueReader, reporter: Phrase, end: int) -> Phrase | None:
    """Whom the reporter says to meet or ask before the colon: "We run into Ann Hale, 17: “…”"."""
    phrases = (cues.phrases.at(at) for at in range(reporter.end + 1, end))
    return next((phrase for phrase in phrases if phrase is not None and phrase.kind == "person"), None)


def _came_from(cues: CueReader, start: int, end: int) -> Phrase | None:
    """From whom a clause says that words come: "Von Kapitän Ohm kam Widerspruch: „…“"."""
    said, norms = cues.words.words, cues.tokens.norms
    if norms[start] not in said.from_whom:
        return None
    phrase = cues.phrases.at(start + 1) or cues.phrases.at(start)
    if phrase is None or phrase.kind not in _OF_SOMEBODY or end - phrase.end > LONGEST_COMING:
        return None
    return phrase if any(norms[at] in said.coming for at in (phrase.end, phrase.end + 1)) else None


def _names_words(cues: CueReader, at: int) -> bool:
    """Whether what may be a verb or a name is a noun for words with whose they are: "Anuncio de Brel: «…»"."""
    return cues.norms[at] in cues.words.words.phrase.utterances and cues.facts[at + 1] & CONNECTOR != 0


def _of_utterance(cues: CueReader, phrase: Phrase) -> Phrase:
    """Whose words follow, where a name seems to begin with such a noun: "Mensaje de Brel: «…»"."""
    first = phrase.first + 2
    if phrase.kind not in _NAMED or first >= phrase.end or not _names_words(cues, phrase.first):
        return phrase
    return replace(phrase, first=first, name=phrase.name.split(maxsplit=2)[2])
