"""Whom the sentences around a quotation are about, where its own sentence names nobody."""

from __future__ import annotations

from claims.quotes.cues import Attribution, CueReader
from claims.quotes.facts import AUXILIARY, CONJUNCTION, CONNECTOR, DOCUMENT, FINITE, WORD
from claims.quotes.leads import owner
from claims.quotes.phrases import Phrase
from claims.quotes.recall import Resolved
from claims.quotes.story import Story
from claims.quotes.vocabulary import Gender

FARTHEST_TOPIC = 3
"""Sentences looked back over for the subject that a pronoun takes up."""


class Topics:
    """The sentences beside the frame with this number."""

    def __init__(self, story: Story, number: int) -> None:
        self._story = story
        self._number = number
        self._paragraph = story.paragraph_of[number]

    def before(self, gender: Gender) -> Resolved | None:
        """Whom a pronoun or a subject left out means: the subject of the sentences before, the nearest first."""
        story = self._story
        for number in range(self._number - 1, max(-1, self._number - 1 - FARTHEST_TOPIC), -1):
            if story.last.frame == number and story.last.speaker is not None:
                return story.last.speaker if story.people.fits(story.last.speaker, gender) else None
            frame = story.frames[number]
            cues = story.reader(number)
            tokens = cues.tokens
            if _opens_dropped(cues):
                continue
            subject = _cited(cues) or cues.topic(bodies=gender in ("n", "", "p") or cues.words.verb_first)
            if subject is None and story.people.mentions_in(frame):
                return None
            if subject is None:
                continue
            if subject.kind == "institution" and gender == "":
                subject = _turned_to(cues, subject) or subject
            if subject.kind == "pronoun":
                told = subject.gender in ("m", "f") and subject.gender.startswith(gender)
                return story.people.last(tokens.starts[subject.first], subject.gender) if told else None
            stated = gender == "n" and any(facts & DOCUMENT for facts in tokens.facts)
            resolved = story.people.office(subject, tokens) if stated or _fits(subject, gender) else None
            if stated and resolved is not None:
                return resolved
            if resolved is not None and (resolved.kind != "person" or story.people.fits(resolved, gender)):
                return resolved
        return None

    def subject(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the sentence before the quotation, in the same paragraph, is about: its subject."""
        return self._subject(number, self._story.paragraph_of[number] == self._paragraph)

    def above(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the paragraph above, which ends without a quotation, is about in its last sentence."""
        story = self._story
        return self._subject(number, story.paragraph_of[number] == self._paragraph - 1 and not story.marks[number])

    def _subject(self, number: int, near: bool) -> tuple[CueReader, Attribution | None]:
        cues = self._story.reader(number)
        subject = cues.topic() if near else None
        if subject is None or (subject.kind == "role" and subject.possessive):
            return cues, None
        return cues, Attribution(subject.first, subject.first, subject)

    def then(self, number: int) -> tuple[CueReader, Attribution | None]:
        """The person whom the next sentence of the paragraph is about: "« Oubliés. » Solange Petit attend …"."""
        cues = self._story.reader(number)
        facts = cues.tokens.facts
        if self._story.paragraph_of[number] != self._paragraph or not facts[0] & WORD:
            return cues, None
        whose = owner(cues)
        if whose is not None:
            return cues, Attribution(whose.first, whose.first, whose)
        verb = next((at for at in range(cues.tokens.count) if facts[at] & (WORD | FINITE | AUXILIARY) != WORD), 0)
        phrases = (cues.phrases.at(at) for at in range(min(cues.tokens.count, max(verb, 1) + 4)))
        person = next((one for one in phrases if one is not None and cues.is_person(one)), None) or cues.topic()
        if person is None or not cues.is_person(person) or facts[person.first - 1] & CONNECTOR:
            return cues, None
        return cues, Attribution(person.first, person.first, person)

    def name_line(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the next line names and says nothing of."""
        return self._story.lines.name_line(self._story.frames[number])

    def lead(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the line above says to speak."""
        return self._story.lines.lead(self._story.frames[number])


def _cited(cues: CueReader) -> Phrase | None:
    """The person whom a sentence gives as its source: "Selon Mme Arnal, un repreneur …"."""
    source = cues.according(0)
    if source is None or source.subject is None or cues.tokens.texts[source.end : source.end + 1] != [","]:
        return None
    return source.subject if source.subject.kind == "person" else None


def _opens_dropped(cues: CueReader) -> bool:
    """Whether a sentence opens with a verb of speech whose subject is left out, and so goes on with another's."""
    verb = cues.verb(0) if cues.words.drops_subject else None
    if verb is None or not verb.finite or verb.impersonal:
        return False
    behind = cues.phrases.at(verb.end)
    return behind is None or not behind.speaks


def _turned_to(cues: CueReader, body: Phrase) -> Phrase | None:
    """The person to whom a sentence about a body turns with a conjunction: "El banco calla, pero su jefe, X, …"."""
    turns = (at + 1 for at in range(body.end, cues.tokens.count) if cues.facts[at] & CONJUNCTION)
    phrases = (cues.phrases.at(at) for at in turns)
    return next((one for one in phrases if one is not None and one.kind == "person" and cues.is_person(one)), None)


def is_office(phrase: Phrase, gender: str) -> bool:
    """Whether a phrase names an office or somebody without a name whom a pronoun of this gender may mean."""
    named = phrase.kind == "role" or (phrase.kind == "institution" and gender in ("", "p"))
    return named and _fits(phrase, gender) and not phrase.possessive


def _fits(phrase: Phrase, gender: str) -> bool:
    if phrase.kind == "institution":
        return gender != "x"
    if gender == "n":
        return False
    return gender == "" or phrase.gender in ("", "x", gender) or (gender in ("mp", "fp") and phrase.gender == "p")
