"""Whom the sentences around a quotation are about, where its own sentence names nobody."""

from __future__ import annotations

from claims.quotes.cues import Attribution
from claims.quotes.facts import AUXILIARY, CONNECTOR, FINITE, WORD
from claims.quotes.phrases import Kind, Phrase
from claims.quotes.recall import Resolved
from claims.quotes.story import Story
from claims.quotes.tokens import NO_TOKENS, Tokens
from claims.quotes.vocabulary import Gender
from sources.document import Span

FARTHEST_TOPIC = 3
"""Sentences looked back over for the subject that a pronoun takes up."""


class Topics:
    """The sentences beside the frame with this number."""

    def __init__(self, story: Story, number: int) -> None:
        self._story = story
        self._number = number
        self._paragraph = story.paragraph_at(story.frames[number].start)

    def before(self, gender: Gender) -> Resolved | None:
        """Whom a pronoun or a subject left out means: the subject of the sentences before, the nearest first."""
        story = self._story
        for number in range(self._number - 1, max(-1, self._number - 1 - FARTHEST_TOPIC), -1):
            if story.last.frame == number and story.last.speaker is not None:
                return story.last.speaker if story.people.fits(story.last.speaker, gender) else None
            frame = story.frames[number]
            tokens = story.tokens(frame)
            cues = story.cues(tokens)
            subject = cues.topic(bodies=gender in ("n", "", "p") or cues.words.words.verb_first)
            if subject is None and story.people.mentions_in(frame):
                return None
            if subject is None:
                continue
            if subject.kind is Kind.PRONOUN:
                told = subject.gender in ("m", "f") and subject.gender.startswith(gender)
                return story.people.last(tokens.starts[subject.first], subject.gender) if told else None
            resolved = story.people.office(subject, tokens) if _fits(subject, gender) else None
            if resolved is not None and (resolved.kind is not Kind.PERSON or story.people.fits(resolved, gender)):
                return resolved
        return None

    def subject(self, frame: Span) -> tuple[Tokens, Attribution | None]:
        """Whom the sentence before the quotation, in the same paragraph, is about: its subject."""
        if self._story.paragraph_at(frame.start) != self._paragraph:
            return NO_TOKENS, None
        return self._subject(frame)

    def above(self, frame: Span) -> tuple[Tokens, Attribution | None]:
        """Whom the paragraph above, which ends without a quotation, is about in its last sentence."""
        apart = self._story.paragraph_at(frame.start) == self._paragraph - 1
        return self._subject(frame) if apart and not self._story.marks_in(frame) else (NO_TOKENS, None)

    def _subject(self, frame: Span) -> tuple[Tokens, Attribution | None]:
        tokens = self._story.tokens(frame)
        cues = self._story.cues(tokens)
        subject = cues.topic()
        if subject is not None and subject.kind is Kind.ROLE and subject.possessive:
            return tokens, None
        return tokens, None if subject is None else Attribution(subject.first, subject.first, subject)

    def then(self, frame: Span) -> tuple[Tokens, Attribution | None]:
        """The person whom the next sentence of the paragraph is about: "« Oubliés. » Solange Petit attend …"."""
        tokens = self._story.tokens(frame)
        if self._story.paragraph_at(frame.start) != self._paragraph or not tokens.facts[0] & WORD:
            return tokens, None
        cues = self._story.cues(tokens)
        verb = next((at for at in range(tokens.count) if tokens.facts[at] & (WORD | FINITE | AUXILIARY) != WORD), 0)
        phrases = (cues.phrases.at(at) for at in range(min(tokens.count, max(verb, 1) + 4)))
        person = next((one for one in phrases if one is not None and cues.is_person(one)), None) or cues.topic()
        if person is not None and not cues.is_person(person):
            return tokens, None
        led = person is not None and tokens.facts[person.first - 1] & CONNECTOR
        return tokens, None if person is None or led else Attribution(person.first, person.first, person)


def is_office(phrase: Phrase, gender: str) -> bool:
    """Whether a phrase names an office or somebody without a name whom a pronoun of this gender may mean."""
    named = phrase.kind is Kind.ROLE or (phrase.kind is Kind.INSTITUTION and gender in ("", "p"))
    return named and _fits(phrase, gender) and not phrase.possessive


def _fits(phrase: Phrase, gender: str) -> bool:
    if phrase.kind is Kind.INSTITUTION:
        return gender != "x"
    if gender == "n":
        return False
    return gender == "" or phrase.gender in ("", "x", gender) or (gender in ("mp", "fp") and phrase.gender == "p")
