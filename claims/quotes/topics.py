"""Whom the sentences around a quotation are about, where its own sentence names nobody."""

from __future__ import annotations

from typing import Final

from claims.quotes.authors import Authors
from claims.quotes.lexical.facts import AUXILIARY, CONJUNCTION, CONNECTOR, DETERMINER, DOCUMENT, FINITE, JOIN, WORD
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.recall import Resolved
from claims.quotes.saying.cues import Attribution, CueReader
from claims.quotes.saying.leads import owner
from claims.quotes.story import Story
from sources.document import Span

FARTHEST_TOPIC: Final = 3
"""Sentences looked back over for the subject that a pronoun takes up."""

SHORT_QUESTION: Final = 5
"""Tokens of a question that may only name who answers: "And the mayor?"."""

_TOLD: Final = ("m", "f")
_NAMED: Final = ("person", "institution")


class Topics:
    """The sentences beside the frame with this number."""

    def __init__(self, story: Story, number: int) -> None:
        self._story = story
        self._number = number
        self._paragraph = story.paragraph_of[number]

    def before(self, gender: Gender) -> Resolved | None:
        """Whom a pronoun or a subject left out means: the subject of the sentences before, the nearest first.

        Where a sentence has only a pronoun that fits, whoever the sentence before it is about is meant.
        """
        story = self._story
        chain: tuple[int, Gender] | None = None
        for number in range(self._number - 1, max(-1, self._number - 1 - FARTHEST_TOPIC), -1):
            if chain is not None and story.paragraph_of[number] != story.paragraph_of[number + 1]:
                break
            if story.last.frame == number and story.last.speaker is not None:
                return self._spoken(number, story.last.speaker, gender)
            cues = story.reader(number)
            if gender in _TOLD and _is_theirs(cues, gender) and number > 0:
                continue
            dropped = _opens_dropped(cues)
            subject = None if dropped else self._subject_of(cues, gender)
            if subject is None:
                if not dropped and story.people.mentions_in(story.frames[number]):
                    return None
                continue
            if subject.kind == "pronoun":
                taken = self._taken_up(cues, subject, gender)
                if taken is not None or not subject.gender.startswith(gender) or subject.gender not in _TOLD:
                    return taken
                gender = subject.gender
                chain = chain or (cues.tokens.starts[subject.first], gender)
                continue
            resolved = self._office(cues, subject, gender)
            if resolved is not None:
                return resolved if chain is None or story.people.is_known(resolved) else story.people.last(*chain)
        return story.people.last(*chain) if chain is not None else None

    def asked(self, gender: Gender) -> Resolved | None:
        """Whom the sentence right before puts something to: its subject speaks, and somebody else was named before."""
        story, number = self._story, self._number - 1
        if number < 0 or story.paragraph_of[number] != self._paragraph or story.marks[number]:
            return None
        cues = story.reader(number)
        asking = cues.topic()
        verb = cues.verb(asking.end) if asking is not None and asking.kind in ("person", "role") else None
        if asking is None or verb is None or cues.norms[verb.end - 1] not in cues.words.words.asking:
            asking = _asks_behind(cues)
        if asking is None:
            return None
        before = story.people.last(story.frames[number].start, gender)
        asker = story.people.office(asking, cues.tokens)
        return before if before is not None and before.name != asker.name else None

    def _spoken(self, number: int, speaker: Resolved, gender: Gender) -> Resolved | None:
        """Whoever spoke in a sentence, or who acts in the clause behind the quotation."""
        cues = self._story.reader(number)
        turned = _turned_behind(cues)
        if turned is not None and turned.gender.strip("x") in ("", gender):
            return self._story.people.office(turned, cues.tokens)
        return speaker if self._story.people.fits(speaker, gender) else None

    @staticmethod
    def _subject_of(cues: CueReader, gender: Gender) -> Phrase | None:
        """Whom a sentence is about, or whom it turns to."""
        subject = _cited(cues) or cues.topic(bodies=gender in ("n", "", "p") or cues.words.verb_first)
        if subject is not None and subject.kind == "institution" and gender == "":
            return _turned_to(cues, subject) or subject
        return subject

    def _taken_up(self, cues: CueReader, pronoun: Phrase, gender: Gender) -> Resolved | None:
        """Whom the pronoun that a sentence is about means, where its own sentence names somebody, or it chooses."""
        people, at = self._story.people, cues.tokens.starts[pronoun.first]
        apart = people.told_apart(pronoun.name, at, pronoun.gender)
        if apart is not None and people.fits(apart, gender):
            return apart
        told = pronoun.gender in _TOLD and pronoun.gender.startswith(gender)
        named = people.mentions_in(Span(cues.tokens.starts[0], cues.tokens.ends[cues.tokens.count - 1]))
        return people.last(at, pronoun.gender) if told and named else None

    def _office(self, cues: CueReader, subject: Phrase, gender: Gender) -> Resolved | None:
        """Who the subject of a sentence is, where a pronoun of this gender may mean them."""
        people, tokens = self._story.people, cues.tokens
        stated = gender == "n" and any(facts & DOCUMENT for facts in tokens.facts)
        resolved = people.office(subject, tokens) if stated or _fits(subject, gender) else None
        if resolved is None or stated or resolved.kind != "person" or people.fits(resolved, gender):
            return resolved
        return None

    def document(self) -> Resolved | None:
        """The document that the sentence before speaks of, or whose it is: "Ein Gutachten der Firma X stützt das."."""
        story, number = self._story, self._number - 1
        if number < 0 or story.paragraph_of[number] != self._paragraph:
            return None
        cues = story.reader(number)
        phrases = (cues.phrases.at(at) for at in range(cues.tokens.count))
        found = next((one for one in phrases if one is not None and one.kind == "document"), None)
        if found is None:
            return None
        author = Authors(story, self._number).by(cues, found.first)
        if author is not None and author.kind == "person":
            return author
        own = (cues.phrases.at(at) for at in range(found.first + 1, found.end))
        named = (one for one in own if one is not None and one.kind in _NAMED and one.end == found.end)
        by = next((one for one in named if any(word[0].isupper() for word in one.name.split())), found)
        return story.people.resolve(by, cues.tokens)

    def above_question(self) -> int:
        """The sentence before, or the one before a question of the report: "He sighs. Will she stay? “No.”"."""
        story, number = self._story, self._number - 1
        least = max(0, number - FARTHEST_TOPIC)
        while number > least and self._asks(number) and story.paragraph_of[number - 1] == self._paragraph:
            number -= 1
        return number

    def unspoken(self, above: int) -> range:
        """The sentences of the paragraph before that one, up to the last with a quotation."""
        story, first = self._story, above
        while (
            first > max(0, above - FARTHEST_TOPIC)
            and story.paragraph_of[first - 1] == self._paragraph
            and not story.marks[first - 1]
        ):
            first -= 1
        return range(above - 1, first - 1, -1)

    def goes_on_reporting(self, number: int, last: int) -> bool:
        """Whether a sentence in the subjunctive goes on with what was said before: "Ein Kunde habe gefragt …"."""
        subjunctives = self._story.words.subjunctives
        if number <= last or not subjunctives or number - last > FARTHEST_TOPIC:
            return False
        sentences = (self._story.reader(at).norms for at in range(last + 1, number + 1))
        return all(not subjunctives.isdisjoint(norms) for norms in sentences)

    def _asks(self, number: int) -> bool:
        """Whether a sentence without marks is a question of some length: a short one may name who answers."""
        story = self._story
        asked = story.text[story.frames[number].end - 1] == "?" and not story.marks[number]
        return asked and (story.reader(number).tokens.count > SHORT_QUESTION)

    def subject(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the sentence before the quotation, in the same paragraph, is about: its subject."""
        return self._subject(number, self._story.paragraph_of[number] == self._paragraph)

    def above(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the paragraph above, which ends without a quotation, is about in its last sentence."""
        story = self._story
        return self._subject(number, story.paragraph_of[number] == self._paragraph - 1 and not story.marks[number])

    def _subject(self, number: int, near: bool) -> tuple[CueReader, Attribution | None]:
        cues = self._story.reader(number)
        near = near and not asks_oneself(cues)
        subject = cues.topic() or cues.judge() if near else None
        if subject is None or (subject.kind == "role" and (subject.possessive or _in_general(cues, subject))):
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
        unheard = self._story.last.quote is None and person is not None and person.kind == "role" and person.first == 0
        if person is None or not (unheard or cues.is_person(person)) or facts[person.first - 1] & CONNECTOR:
            return cues, None
        return cues, Attribution(person.first, person.first, person)

    def beneath(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whose the paragraph below says the words of a heading to be: "La frase es de Lola Ortiz, …"."""
        cues, places = self._story.reader(number), self._story.paragraph_of
        heads = places[number] == self._paragraph + 1 and places[self._number - 1 : self._number] != [self._paragraph]
        whose = owner(cues) if heads else None
        return cues, None if whose is None else Attribution(whose.first, whose.first, whose)

    def introduced(self, number: int) -> tuple[CueReader, Attribution | None]:
        """The person whom the next sentence brings in by a full name as it opens: “Never!” Ada Thorne, 71, rose."""
        cues = self._story.reader(number)
        person = cues.phrases.at(0) if self._story.paragraph_of[number] == self._paragraph else None
        named = person is not None and cues.is_person(person) and " " in person.name and person.gender != "p"
        if person is None or not named or self._story.people.named_before(person.name, cues.tokens.starts[0]):
            return cues, None
        return cues, Attribution(0, 0, person)

    def name_line(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the next line names and says nothing of."""
        return self._story.lines.name_line(self._story.frames[number])

    def turns_to_another(self, number: int, answering: Resolved) -> bool:
        """Whether a sentence leads to words by a colon, or is about or names somebody else than who answers below."""
        cues, frame = self._story.reader(number), self._story.frames[number]
        if self._story.people.others_in(frame, answering.name):
            return True
        subject = cues.topic()
        if cues.tokens.last() == ":" or subject is None or subject.kind != "person":
            return cues.tokens.last() == ":"
        return self._story.people.office(subject, cues.tokens).name != answering.name

    def lead(self, number: int) -> tuple[CueReader, Attribution | None]:
        """Whom the line above says to speak."""
        return self._story.lines.lead(self._story.frames[number])


def asks_oneself(cues: CueReader) -> bool:
    """Whether the reporter asks in a sentence, so that it is not about whoever is asked after: "I ask whether …"."""
    words = cues.words.words
    if cues.norms[0] not in words.own:
        return False
    return any(norm in words.asking for norm in cues.norms[1 : 1 + FARTHEST_TOPIC])


def _in_general(cues: CueReader, role: Phrase) -> bool:
    """Whether a plural without an article means any of its kind: "Farmers know the road"."""
    return role.first == 0 and role.gender == "p" and not cues.facts[0] & DETERMINER and not cues.words.drops_subject


def _cited(cues: CueReader) -> Phrase | None:
    """The person whom a sentence gives as its source: "Selon Mme Arnal, un repreneur …"."""
    source = cues.according(0)
    if source is None or source.subject is None or cues.tokens.texts[source.end : source.end + 1] != [","]:
        return None
    return source.subject if source.subject.kind == "person" else None


def _asks_behind(cues: CueReader) -> Phrase | None:
    """Who asks, where what is asked comes first: "Ob sie ihn erkenne, fragt die Richterin."."""
    asking = cues.words.words.asking
    at = next((at for at in range(1, cues.tokens.count) if cues.norms[at] in asking and cues.norms[at - 1] == ","), -1)
    verb = cues.verb(at) if at > 0 else None
    subject = cues.subject_behind(verb) if verb is not None else None
    return subject if subject is not None and subject.kind in ("person", "role") else None


def _is_theirs(cues: CueReader, gender: Gender) -> bool:
    """Whether a sentence opens with a thing of whom a pronoun of this gender means: "Her clinic has two rooms …"."""
    if cues.words.words.possessors.get(cues.norms[0]) != gender:
        return False
    opening = cues.phrases.at(0)
    return opening is not None and opening.kind in ("thing", "institution", "document")


def _opens_dropped(cues: CueReader) -> bool:
    """Whether a sentence opens with a verb of speech whose subject is left out, and so goes on with another's."""
    verb = cues.verb(0) if cues.words.drops_subject else None
    if verb is None or not verb.finite or verb.impersonal:
        return False
    behind = cues.phrases.at(verb.end)
    return behind is None or not behind.speaks


def _turned_behind(cues: CueReader) -> Phrase | None:
    """Who acts in a clause that a conjunction joins to a quotation: “Never,” the clerk said, but the mayor waited."""
    facts, last = cues.facts, max(cues.tokens.quotes, default=cues.tokens.count)
    for at in range(last + 1, cues.tokens.count):
        phrase = cues.phrases.at(at + 1) if facts[at] & (CONJUNCTION | JOIN) else None
        if phrase is not None and phrase.kind in ("person", "role") and phrase.definite and not phrase.possessive:
            acts = facts[phrase.end] & (FINITE | AUXILIARY) != 0
            return phrase if acts and (phrase.kind == "role" or cues.is_person(phrase)) else None
    return None


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
        return gender != "x" and (gender not in _TOLD or phrase.gender in ("", gender))
    if gender == "n":
        return False
    return gender == "" or phrase.gender in ("", "x", gender) or (gender in ("mp", "fp") and phrase.gender == "p")
