"""Whose a quotation is by the words of its frame that attribute it, and in which mode."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from claims.model import Cue, Mode, Quote, Speaker
from claims.quotes.authors import Authors
from claims.quotes.lexical.facts import AUXILIARY, CONNECTOR, FINITE, INDEFINITE, WORD
from claims.quotes.lexical.tokens import Tokens
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.recall import Resolved
from claims.quotes.saying.cues import Attribution
from claims.quotes.saying.slots import SlotReader
from claims.quotes.story import Story
from claims.quotes.topics import Topics, is_office
from sources.document import Span

FARTHEST_ANSWER: Final = 6
"""Paragraphs back in which whoever answers a question had spoken, with nobody named in between."""


class AttributedReading:
    """Gives the quotations of the frame with this number to those whom their attributions name.

    `whole` is false where the slots are those of the words inside one quotation.
    """

    def __init__(self, story: Story, slots: SlotReader, number: int, whole: bool = True) -> None:
        self.story = story
        self.slots = slots
        self.tokens = slots.tokens
        self.number = number
        self.paragraph = story.paragraph_of[number]
        self._whole = whole
        self._quotes = list(self.tokens.quotes)

    def speaker(self, attribution: Attribution, before: Quote | None) -> Resolved | None:
        """Whom the attribution names, and note that it is they who speak."""
        people, last = self.story.people, self.story.last
        place = self.tokens.starts[min(attribution.first, self.tokens.count - 1)]
        subject = attribution.subject
        resolved = self._one_of_texts(subject)
        if resolved is not None:
            pass
        elif subject is not None and subject.kind != "pronoun":
            resolved = self._of_document(subject) or people.resolve(self._author(subject) or subject, self.tokens)
            if attribution.turned and last.speaker is not None and resolved is not None:
                resolved = people.another(subject, self.tokens, last.speaker) or resolved
        elif attribution.dropped and before is not None and last.speaker is not None:
            resolved = last.speaker
        elif subject is not None or attribution.dropped or attribution.clitic not in ("", "x"):
            gender = self._gender(subject, attribution)
            resolved = self._told_apart(subject) if subject is not None else None
            resolved = resolved or self._of_this_sentence(attribution, gender) or self._of_place(attribution, gender)
            resolved = resolved or self._replying(attribution, gender)
            if resolved is None and not people.mentioned(self.story.frames[self.number].start, place, gender):
                resolved = Topics(self.story, self.number).before(gender)
            resolved = resolved or people.both(place, gender) or people.last(place, gender)
            resolved = resolved or people.later(place, gender)
            if resolved is None and gender == "n":
                resolved = self._whose_document()
            if subject is not None:
                meant = subject if subject.gender == gender else replace(subject, gender=gender)
                resolved = people.resolve(meant, self.tokens, resolved)
        else:
            resolved = self._written(attribution)
        if resolved is not None:
            resolved = self._answering(attribution, resolved) or self._answers_asker(attribution, resolved) or resolved
            people.hear(place, resolved)
        last.speaker = resolved
        return resolved

    def _written(self, attribution: Attribution) -> Resolved | None:
        """Whose the words are that only stand somewhere: "heißt es darin", "si legge"."""
        if self._is_therein(attribution):
            return Topics(self.story, self.number).document()
        return Authors(self.story, self.number).straight() if self._is_read(attribution) else None

    def _whose_document(self) -> Resolved | None:
        """Whose the document is that the sentence before speaks of: "A letter from the diocese …. “No,” it said."."""
        found = Topics(self.story, self.number).document()
        return None if found is None or found.kind == "document" else found

    def _of_document(self, subject: Phrase) -> Resolved | None:
        """Whose a document is that the sentences before have brought in: "the statement said"."""
        author = Authors(self.story, self.number).of(subject) if subject.kind == "document" else None
        if author is None:
            return None
        span = self.tokens.span(subject.first, subject.end)
        mention = self.tokens.words(self.story.text, subject.first, subject.end)
        return replace(author, mention=mention, span=span)

    def _author(self, subject: Phrase) -> Phrase | None:
        """The person whose a document is by the words behind it: "lê-se na carta de Otília Reis aos sócios"."""
        if subject.kind != "document":
            return None
        cues = self.slots.cues
        behind = (cues.phrases.at(at) for at in range(subject.first + 1, subject.end) if cues.facts[at - 1] & CONNECTOR)
        given = self.story.words.given_names
        people = (one for one in behind if one is not None and one.kind == "person" and cues.is_person(one))
        return next((one for one in people if one.noun or one.name.split(maxsplit=1)[0].lower() in given), None)

    def _is_therein(self, attribution: Attribution) -> bool:
        """Whether a verb without a subject points back to what was spoken of: "heißt es darin", "y lit-on"."""
        behind = min(attribution.end + 2, self.tokens.count)
        return not self.story.words.words.therein.isdisjoint(self.tokens.norms[attribution.first : behind])

    def _is_read(self, attribution: Attribution) -> bool:
        """Whether an impersonal verb only says that words stand written somewhere: "si legge"."""
        places = range(attribution.first, attribution.end)
        return any(self.slots.cues.expression(at, "impersonal") == attribution.end for at in places)

    def _told_apart(self, subject: Phrase) -> Resolved | None:
        """The one of two persons whom "the latter" or "the first" means."""
        place = self.tokens.starts[subject.first]
        mention = self.tokens.words(self.story.text, subject.first, subject.end)
        return self.story.people.told_apart(mention, place, subject.gender)

    def _one_of_texts(self, subject: Phrase | None) -> Resolved | None:
        """Whose one of several messages is: "Another, sent in May, said …"."""
        facts, cues = self.tokens.facts, self.slots.cues
        one = subject is not None and subject.kind == "pronoun" and subject.gender == "p"
        one = one and subject is not None and facts[subject.first] & INDEFINITE != 0
        end = cues.expression(0, "others") if self._whole else 0
        opens = end > 0 and (self.tokens.texts[end] == "," or facts[end] & (FINITE | AUXILIARY) != 0)
        return Authors(self.story, self.number).of_several() if one or opens else None

    def _of_this_sentence(self, attribution: Attribution, gender: Gender) -> Resolved | None:
        """The office or body that opens the sentence: "Le préfet a pris un arrêté qu'il qualifie de « … »"."""
        opening = self.slots.cues.opening() if self._whole and gender not in ("", "x") else None
        if opening is None or opening.end >= attribution.first:
            return None
        return self.story.people.office(opening, self.tokens) if self._means(opening, attribution, gender) else None

    def _means(self, opening: Phrase, attribution: Attribution, gender: Gender) -> bool:
        """Whether a pronoun may mean what opens its sentence; a body only where no person is named between them."""
        if opening.kind != "institution" or gender == "p":
            return gender != "n" and is_office(opening, gender)
        begin, end = self.tokens.starts[0], self.tokens.starts[attribution.first]
        return opening.gender in ("", gender) and not self.story.people.mentioned(begin, end, gender)

    def _answering(self, attribution: Attribution, resolved: Resolved) -> Resolved | None:
        """Who answers right behind another's words, where no name says so: “A,” said X. “B,” the owner replied."""
        last, subject = self.story.last, attribution.subject
        said = last.quote.speaker if last.quote is not None and last.quote.mode is Mode.DIRECT else None
        if said is None or said.name != resolved.name or last.frame != self.number - 1 or not self._whole:
            return None
        if self._quotes and self.tokens.has_words(0, self._quotes[0]):
            return None
        replies = self.story.words.words.replies
        norms = self.tokens.norms[attribution.first : attribution.end]
        answers = any(norm.partition("-")[0] in replies for norm in norms)
        if not answers or norms[0] in self.story.words.words.reflexives:
            return None
        if subject is not None and not self.story.people.may_be_another(subject, resolved):
            return None
        since = self.story.paragraphs[max(0, self.paragraph - 1)].start
        return self.story.people.other(resolved, subject.gender if subject is not None else attribution.clitic, since)

    def _replying(self, attribution: Attribution, gender: Gender) -> Resolved | None:
        """Who answers whom the sentence before is about: "The judge asked her. “Yes,” she replied, …"."""
        replies = self.story.words.words.replies
        norms = self.tokens.norms[attribution.first : attribution.end]
        if gender not in ("m", "f") or not any(norm.partition("-")[0] in replies for norm in norms):
            return None
        return Topics(self.story, self.number).asked(gender)

    def _answers_asker(self, attribution: Attribution, asker: Resolved) -> Resolved | None:
        """Who a role without a name is that answers, where the last person named only asks: "antwortet die Zeugin"."""
        subject = attribution.subject
        if subject is None or subject.kind != "role" or not subject.definite or asker.kind != "person":
            return None
        asked = self._replying(attribution, subject.gender)
        if asked is None or not self.story.people.may_be_another(subject, asker):
            return None
        mention = self.tokens.words(self.story.text, subject.first, subject.end)
        return replace(asked, mention=mention, span=self.tokens.span(subject.first, subject.end))

    def questioned(self, asking: Resolved | None) -> Resolved | None:
        """Who had spoken before a question in the paragraph above, and now answers it with nobody named."""
        last = self.story.last
        if asking is None or last.quote is None or not last.quote.text.endswith(("?", "？")):
            return None
        paragraphs, people = self.story.paragraphs, self.story.people
        near, far = (paragraphs[max(0, self.paragraph - back)].start for back in (2, FARTHEST_ANSWER))
        heard = people.other(asking, "", near) or people.other(asking, "", far)
        above = paragraphs[self.paragraph - 2] if self.paragraph > 1 else None
        return heard or (people.only_other(above, asking.name) if above is not None else None)

    def _gender(self, subject: Phrase | None, attribution: Attribution) -> Gender:
        """What a pronoun, or the verb without one, tells; German and Dutch have one word for "she" and "they"."""
        if subject is None:
            return attribution.clitic or self._number(attribution)
        many = subject.gender == "f" and self.story.words.splits_verb and self._number(attribution)
        return "p" if many else subject.gender

    def _number(self, attribution: Attribution) -> Gender:
        """What the verb of a subject left out tells: the first form of "han dicho" is a plural."""
        words = self.story.words
        cues = self.slots.cues
        places = range(attribution.first, attribution.end)
        unlisted = (at for at in places if not (attribution.according or cues.leads_verb(at)))
        first = next((at for at in places if cues.is_verbal(at)), next(unlisted, -1))
        return "p" if first >= 0 and words.is_plural_verb(self.tokens.norms[first]) else ""

    def _of_place(self, attribution: Attribution, gender: str) -> Resolved | None:
        """The body where nobody in particular speaks: "Au ministère, on se dit …", "Desde el club aseguran"."""
        if not self._whole or gender not in ("x", "p"):
            return None
        phrase = self.slots.cues.place_at(0, attribution.first)
        return self.story.people.resolve(phrase, self.tokens) if phrase is not None else None

    def _mode(self, at: int, previous: int, words: str, attribution: Attribution, before: Quote | None) -> Mode:
        """Direct behind a colon or where nothing of the reporter's sentence leads into it; else mixed."""
        if at and self.tokens.texts[at - 1] == ":":
            return Mode.DIRECT
        if previous < 0 and not self.tokens.has_words(0, at):
            return Mode.DIRECT
        subject = attribution.subject or attribution
        if before is not None:
            begin = min(attribution.first, subject.first)
            parted = self.tokens.texts[at - 1] in ",–—" and previous < begin <= previous + 2
            if parted or not self._reports(previous + 1, at, attribution):
                return before.mode
        adjacent = max(attribution.end, subject.end)
        straight = attribution.first < at and not self.tokens.has_words(adjacent, at)
        return Mode.DIRECT if straight and words.lstrip("[(¿¡… ")[:1].isupper() else Mode.MIXED

    def _reports(self, first: int, end: int, attribution: Attribution) -> bool:
        """Whether there is a word among the tokens `[first, end)` that is not of the attribution."""
        cue, subject = range(attribution.first, attribution.end), attribution.subject
        named = range(subject.first, subject.end) if subject is not None else range(0)
        facts = self.tokens.facts
        return any(facts[at] & WORD and at not in cue and at not in named for at in range(first, end))

    def made(
        self, inner: Span, speaker: Resolved | None, attribution: Attribution | None, mode: Mode, before: Quote | None
    ) -> Quote:
        """The quotation as a value. It follows the one before when the same person goes on."""
        said = None if speaker is None else Speaker(speaker.name, speaker.mention, speaker.span, speaker.title)
        same = (
            before is not None and before.speaker is not None and said is not None and before.speaker.name == said.name
        )
        return Quote(
            span=inner,
            text=inner.of(self.story.text),
            speaker=said,
            cue=_cue(self.story.text, self.tokens, attribution),
            mode=mode,
            follows=before.span if before is not None and same else None,
        )


def _cue(text: str, tokens: Tokens, attribution: Attribution | None) -> Cue | None:
    if attribution is None or attribution.end <= attribution.first:
        return None
    first, end, subject = attribution.first, attribution.end, attribution.subject
    if attribution.according and subject is not None and subject.first >= first:
        behind = subject.first == first and subject.end < end
        first, end = (subject.end, end) if behind else (first, max(first + 1, subject.first))
    return Cue(tokens.words(text, first, end), tokens.span(first, end))
