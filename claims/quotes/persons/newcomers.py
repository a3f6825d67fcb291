"""Whether a role brings in somebody new, though no article says so: "The captain, who has been told …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.contests import Contestants
from claims.quotes.persons.recall import Resolved
from sources.document import Span

_BEHIND: Final = re.compile(r",? ([^\W\d_]+(?: [^\W\d_]+){0,3}?)[,:]")
_APPOSED: Final = re.compile(r",\s([^\W\d_]+)\s")
_RELATIVE: Final = re.compile(r",? ([^\W\d_]+)")
_BEHIND_BARE: Final = re.compile(r" ([^\W\d_]+)")


class Newcomers(Contestants):
    """The persons of one text, and who is none of them yet."""

    def _beside(self, phrase: Phrase, last: Resolved, at: int) -> bool:
        """Whether a role stands in one sentence with the name of somebody of another role: "Sgt X says the man …"."""
        person = self.persons.get(last.name)
        if person is None or not person.nouns or phrase.noun in person.nouns:
            return False
        near = bisect_left(self._starts, at)
        return last.name in self._names[bisect_left(self._starts, self._frame_start(at)) : near]

    def _is_another(self, phrase: Phrase, last: Resolved | None, span: Span) -> bool:
        """Whether a role is somebody new, though no article says so.

        What stands behind it parts it from who spoke before ("en cambio"), or it opens a paragraph, points back to
        nobody, and whoever spoke before is known by another role.
        """
        words = self._words
        told = _APPOSED.match(self._text, span.end)
        if (
            self._changes(span.end)
            or self._word_before(span.start) in words.titles
            or (told is not None and told.group(1).lower() in words.indefinite)
        ):
            return True
        person = self.persons.get(last.name) if last is not None else None
        told_of = self._is_told_of(phrase, last, span)
        begins = span.start == 0 or self._text[span.start - 1] == "\n"
        if begins and last is not None and last.kind == "role":
            held = phrase.noun in last.name.lower().split() or phrase.noun in words.words.roles.accused
            return not held and (" " in phrase.name or not words.is_anaphoric(phrase.noun))
        begins = begins or told_of
        opens = begins and person is not None and phrase.noun not in person.nouns
        return opens and (told_of or bool(person and person.nouns)) and not words.is_anaphoric(phrase.noun)

    def _is_told_of(self, phrase: Phrase, last: Resolved | None, span: Span) -> bool:
        """Whether a clause says who has a role, and nobody else is in sight: "The captain, who has been told …"."""
        accused = phrase.noun in self._words.words.roles.accused
        if accused or self._in_sight(last, span.start) or self._just_named(last, span.start):
            return False
        behind = _RELATIVE.match(self._text, span.end)
        opens = self._frame_start(span.start) == span.start
        told = behind is not None and (opens or not behind.group().startswith(","))
        return behind is not None and told and behind.group(1).lower() in self._words.relatives

    def _changes(self, at: int) -> bool:
        """Whether what stands behind a role says that somebody else comes to speak; German sets no commas there."""
        words = self._words
        behind = (_BEHIND_BARE if words.splits_verb else _BEHIND).match(self._text, at)
        return behind is not None and behind.group(1).lower() in words.changes
