"""Whose a document is that speaks: "In a statement, the union said …. “Too little,” the statement said."."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from claims.quotes.lexical.facts import (
    ADDRESSEE,
    CONNECTOR,
    DETERMINER,
    DOCUMENT,
    INDEFINITE,
    POSSESSIVE,
    STOP,
    THAT,
    WORD,
)
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.recall import Resolved
from claims.quotes.saying.cues import CueReader
from claims.quotes.story import Story

FARTHEST_STATEMENT: Final = 6
"""Sentences looked back over for where a document came up, in the same paragraph or the one before."""
FARTHEST_AUTHOR: Final = 6
"""Words from a document to who wrote it: "a report released last week by the board"."""

_AUTHORS: Final = ("person", "institution", "role")
_SUBJECTS: Final = (*_AUTHORS, "pronoun")


class Authors:
    """Looks back from the frame with this number for the documents of a story."""

    def __init__(self, story: Story, number: int) -> None:
        self._story = story
        self._number = number

    def of(self, document: Phrase) -> Resolved | None:
        """Who wrote a document that is named by its noun alone, as far as the sentences before tell."""
        story = self._story
        if not document.definite or document.possessive or document.name.count(" ") > 1:
            return None
        paragraph = story.paragraph_of[self._number]
        for number in range(self._number - 1, max(-1, self._number - 1 - FARTHEST_STATEMENT), -1):
            if story.paragraph_of[number] < paragraph - 1:
                return None
            cues = story.reader(number)
            at = self._place(cues, document)
            author = self.by(cues, at) or self._teller(cues, at) if at >= 0 else None
            if author is not None:
                return author
        return self._otherwise_called()

    def _otherwise_called(self) -> Resolved | None:
        """Who wrote the document of the sentence right before, which this one has another word for."""
        number = self._number - 1
        if number < 0 or self._story.paragraph_of[number] != self._story.paragraph_of[self._number]:
            return None
        cues = self._story.reader(number)
        at = next((at for at in range(min(cues.tokens.count, FARTHEST_AUTHOR)) if cues.facts[at] & DOCUMENT), -1)
        author = self.by(cues, at) if at >= 0 else None
        return author if author is not None and author.kind == "person" else None

    def of_several(self) -> Resolved | None:
        """Who sent the messages of which one speaks: "messages that she had sent …. One read: “…”"."""
        story, paragraph = self._story, self._story.paragraph_of[self._number]
        for number in range(self._number - 1, max(-1, self._number - 1 - FARTHEST_STATEMENT), -1):
            if story.paragraph_of[number] < paragraph - 2:
                return None
            cues = story.reader(number)
            senders = (self._sender(cues, at) for at in range(cues.tokens.count) if cues.facts[at] & DOCUMENT)
            sender = next((one for one in senders if one is not None), None)
            if sender is not None:
                return sender
        return None

    def _sender(self, cues: CueReader, document: int) -> Resolved | None:
        """Who acts in the relative clause right behind a document."""
        at = document + 2 if cues.tokens.texts[document + 1] == "," else document + 1
        if cues.norms[at] not in cues.words.relatives and not cues.facts[at] & THAT:
            return None
        sender = cues.phrases.at(at + 1)
        return self._known(cues, sender) if sender is not None and sender.kind in ("person", "pronoun") else None

    def straight(self) -> Resolved | None:
        """Who wrote or brought out the document that the sentence right before speaks of."""
        number = self._number - 1
        if number < 0 or self._story.paragraph_of[number] != self._story.paragraph_of[self._number]:
            return None
        cues = self._story.reader(number)
        at = next((at for at in range(cues.tokens.count) if cues.facts[at] & DOCUMENT), -1)
        return (self.by(cues, at) or self._teller(cues, at)) if at >= 0 else None

    def _place(self, cues: CueReader, document: Phrase) -> int:
        """Where a sentence speaks of the document; any will do for a text that only takes another up."""
        texts = self._story.words.words.groups.texts
        places = (at for at in range(cues.tokens.count) if cues.facts[at] & DOCUMENT)
        if document.noun not in texts:
            places = (at for at in places if cues.norms[at] == document.noun)
        return next(places, -1)

    def by(self, cues: CueReader, at: int) -> Resolved | None:
        """Who is named behind a document as its author: "a letter from X", "un rapport de la Cour"."""
        by = self._story.words.words.groups.authors
        end = min(cues.tokens.count, at + 1 + FARTHEST_AUTHOR)
        for i in range(at + 1, end):
            if not cues.facts[i] & WORD:
                return None
            if cues.norms[i] not in by:
                continue
            pronoun = cues.phrases.tonic(i + 1)
            if pronoun is not None:
                return self._story.people.last(cues.tokens.starts[i + 1], pronoun.gender)
            first = i if cues.facts[i] & DETERMINER else i + 1
            author = cues.phrases.at(first)
            return self._known(cues, _own_name(cues, author)) if author is not None else None
        return None

    def _teller(self, cues: CueReader, at: int) -> Resolved | None:
        """Who acts in a sentence in which the document only stands, or is what they bring out."""
        subject = self._subject(cues, at)
        if subject is None or not (self._told_in(cues, at) or self._brought_out(cues, subject, at)):
            return None
        return self._known(cues, subject)

    def _told_in(self, cues: CueReader, at: int) -> bool:
        """Whether a preposition or a possessive leads to a document: "in a statement", "em nota", "in ihrem Brief"."""
        first = at
        while first > 0 and cues.facts[first - 1] & WORD and not cues.facts[first - 1] & (STOP | CONNECTOR):
            first -= 1
        before = cues.facts[first - 1] if first else 0
        return before & (STOP | CONNECTOR) != 0 and not before & (ADDRESSEE | POSSESSIVE)

    @staticmethod
    def _brought_out(cues: CueReader, subject: Phrase, at: int) -> bool:
        """Whether the document is what somebody does something with: "the union put out a statement"."""
        first = max(subject.end, at - 2)
        return any(cues.facts[i] & INDEFINITE for i in range(first, at)) and subject.end < at

    def _subject(self, cues: CueReader, document: int) -> Phrase | None:
        """The first who could speak and whom nothing governs, outside relative clauses."""
        at, relatives = 0, self._story.words.relatives
        while at < cues.tokens.count:
            phrase = cues.phrases.at(at)
            if phrase is None or phrase.first <= document < phrase.end:
                at += 1
                continue
            told = cues.norms[at - 1] in relatives if at else False
            told = told or (phrase.kind == "role" and cues.heads_apposition(phrase))
            if not told and phrase.kind in _SUBJECTS and not cues.is_governed(at):
                return phrase
            at = max(phrase.end, at + 1)
        return None

    def _known(self, cues: CueReader, author: Phrase) -> Resolved | None:
        people = self._story.people
        if author.kind == "pronoun":
            return people.last(cues.tokens.starts[author.first], author.gender)
        return people.office(author, cues.tokens) if author.kind in _AUTHORS else None


def _own_name(cues: CueReader, body: Phrase) -> Phrase:
    """The name of a company without the noun before it: "un rapport de la société Haldon"."""
    if body.noun not in cues.words.words.groups.companies or body.kind != "institution":
        return body
    inner = (cues.phrases.at(at) for at in range(body.first + 1, body.end))
    named = (one for one in inner if one is not None and one.end == body.end and one.name[:1].isupper())
    return next((replace(one, kind="institution") for one in named), body)
