"""Speech that no pair of marks encloses, or whose speaker stands on a line of its own.

Dialogue dashes ("— Oui, répond Karl."), block quotes ("> …"), a name under a quotation, a colon or a heading above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from claims.quotes.lexical.facts import ADVERB, AUXILIARY, CAPITAL, CONNECTOR, FINITE, WORD
from claims.quotes.lexical.tokens import Tokens, line_tokens
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.counting import Names
from claims.quotes.saying.cues import Attribution, CueReader
from claims.quotes.saying.slots import SlotReader
from sources.document import Span

LONGEST_LINE: Final = 14
"""Tokens of a line that only names a speaker."""

_DASH: Final = re.compile(r"[—–―]\s?(?=[\w¿¡«“\"])")
_BLOCK: Final = re.compile(r">+\s*")
_BLOCK_LINE: Final = re.compile(r"\n\s*>+[^\S\n]*")
_CREDIT: Final = re.compile(r"[\n>\s]*[—–―-]{1,2}\s*(?=\w)")
_ENDED: Final = frozenset(".!?…")
_TURN: Final = frozenset(",?!…—–―")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of speech without marks, with the reader of its tokens and the attribution found for it, if any."""

    span: Span
    cues: CueReader
    attribution: Attribution | None
    goes_on: bool = False


class LineReader:
    """Reads single lines of one text."""

    def __init__(self, text: str, words: Lexicon, names: Names) -> None:
        self.text = text
        self.words = words
        self._names = names

    def cues(self, span: Span) -> CueReader:
        return CueReader(self.text, line_tokens(self.text, span, self.words), self.words, self._names)

    def dialogue(self, paragraph: Span, in_dialogue: bool) -> Iterator[Spoken]:
        """The speech of a paragraph that begins with a dash. Without an incise it needs a dialogue around it."""
        dash = _DASH.match(self.text, paragraph.start)
        if dash is None or dash.end() >= paragraph.end:
            return
        cues = self.cues(Span(dash.end(), paragraph.end))
        tokens = cues.tokens
        found = self._incise(cues)
        if found is None:
            if in_dialogue:
                yield Spoken(Span(dash.end(), paragraph.end), cues, None)
            return
        at, attribution = found
        yield Spoken(Span(dash.end(), self._before(tokens, at)), cues, attribution)
        end = max(attribution.end, attribution.subject.end if attribution.subject else 0)
        rest = next((i for i in range(end, min(end + 12, tokens.count)) if tokens.texts[i] in "—–―"), -1)
        if 0 < rest < tokens.count - 1:
            start = next((i for i in range(rest + 1, tokens.count) if tokens.facts[i] & WORD), rest)
            yield Spoken(Span(tokens.starts[start], paragraph.end), cues, attribution, goes_on=True)

    def _incise(self, cues: CueReader) -> tuple[int, Attribution] | None:
        """The first attribution that a comma, a question or exclamation mark, or a dash lets in."""
        tokens = cues.tokens
        for at in range(2, tokens.count):
            if not tokens.facts[at] & WORD or tokens.facts[at] & CAPITAL or tokens.texts[at - 1] not in _TURN:
                continue
            verb = cues.verb(at, loose=tokens.texts[at - 1] != ",")
            if verb is None or not verb.finite:
                continue
            if verb.clitic:
                return at, Attribution(verb.first, verb.end, None, clitic=verb.clitic)
            subject = cues.subject_behind(verb)
            if subject is not None and subject.speaks:
                return at, Attribution(verb.first, verb.end, subject)
        return self._bare_incise(cues)

    def _bare_incise(self, cues: CueReader) -> tuple[int, Attribution] | None:
        """A verb between dashes with its subject left out, or one that no list has: "—gruñe—.", "— riu, …"."""
        tokens = cues.tokens
        for at in range(2, tokens.count):
            if tokens.texts[at - 1] not in "—–―" or not tokens.facts[at] & WORD or tokens.facts[at] & CAPITAL:
                continue
            listed = cues.verb(at) if self.words.drops_subject else None
            if listed is not None and listed.finite and self._ends_here(tokens, listed.end):
                return at, Attribution(at, listed.end, None, dropped=True)
            verb = at
            while verb < at + 3 and cues.leads_verb(verb):
                verb += 1
            if not cues.may_be_verb(verb):
                continue
            subject = cues.phrases.at(verb + 1)
            if subject is not None and (subject.speaks or subject.definite) and subject.kind != "pronoun":
                return at, Attribution(at, verb + 1, subject)
            if self.words.drops_subject:
                return at, Attribution(at, verb + 1, None, dropped=True)
        return None

    @staticmethod
    def _ends_here(tokens: Tokens, at: int) -> bool:
        """Whether no word but adverbs stands at a place, so that a verb before it has its subject left out."""
        while tokens.facts[at] & ADVERB:
            at += 1
        return not tokens.facts[at] & WORD

    @staticmethod
    def _before(tokens: Tokens, at: int) -> int:
        """Where the speech ends before the incise at `at`: question marks belong to it, commas and dashes do not."""
        last = at - 1
        while last > 0 and tokens.texts[last] in ",—–―":
            last -= 1
        return tokens.ends[last]

    def block(self, paragraph: Span, below: Span | None) -> Spoken | None:
        """The speech of a block quote, whose name stands on its last line or on the line `below` it."""
        opening = _BLOCK.match(self.text, paragraph.start)
        if opening is None or opening.end() >= paragraph.end:
            return None
        lines = list(_BLOCK_LINE.finditer(self.text, opening.end(), paragraph.end))
        if lines:
            cues, attribution = self.name_line(Span(lines[-1].end(), paragraph.end))
            if attribution is not None:
                words = self.text[opening.end() : lines[-1].start()].rstrip("\n> \u00a0")
                return Spoken(Span(opening.end(), opening.end() + len(words)), cues, attribution)
        if below is not None:
            cues, attribution = self.name_line(below)
            if attribution is not None:
                return Spoken(Span(opening.end(), paragraph.end), cues, attribution)
        return Spoken(Span(opening.end(), paragraph.end), self.cues(Span(opening.end(), opening.end())), None)

    def name_line(self, line: Span) -> tuple[CueReader, Attribution | None]:
        """A line that holds a speaker's name and nothing that makes it a sentence."""
        credit = _CREDIT.match(self.text, line.start, line.end)
        cues = self.cues(Span(credit.end() if credit else line.start, line.end))
        tokens = cues.tokens
        if (
            not tokens
            or tokens.count > LONGEST_LINE
            or tokens.last() in _ENDED
            or any(text in ':«“„"' for text in tokens.texts[: tokens.count])
        ):
            return cues, None
        phrase = cues.phrases.at(0)
        named = phrase is not None and phrase.kind == "person" and (" " in phrase.name or phrase.title)
        verbal = any(facts & (FINITE | AUXILIARY) for facts in tokens.facts)
        if phrase is None or not named or verbal:
            return cues, None
        return cues, Attribution(0, 0, phrase)

    def lead(self, line: Span) -> tuple[CueReader, Attribution | None]:
        """What the paragraph above says of who speaks: a sentence with a colon, or a heading ("Statement by X")."""
        cues = self.cues(line)
        tokens = cues.tokens
        if not tokens:
            return cues, None
        if tokens.last() == ":":
            return cues, SlotReader(cues).before(tokens.count, 0)
        if tokens.count > LONGEST_LINE or tokens.last() in _ENDED or not self.words.is_document(tokens.norms[0]):
            return cues, None
        for at in range(1, tokens.count):
            phrase = None if tokens.facts[at] & CONNECTOR else cues.phrases.at(at)
            if phrase is not None and phrase.kind in ("person", "role"):
                return cues, Attribution(at, at, phrase)
        return cues, None
