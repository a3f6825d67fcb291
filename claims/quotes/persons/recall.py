"""Who was named and who spoke last, so that a pronoun or a role can be given to somebody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from claims.paragraphs import paragraphs
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.people import CERTAIN, POSSIBLE, NameReader
from claims.quotes.nouns.phrases import Kind, Phrase
from claims.spans import Spans
from sources.document import Span

_SEVERAL: Final[frozenset[Gender]] = frozenset(("p", "mp", "fp", "x", ""))
_TOLD: Final = ("m", "f")
_PLURAL: Final = ("s", "men", "people", "police")
_TWO_WORDS: Final = re.compile(r"(?<!\w)(\w+) (\w+),? \Z")
LONGEST_LEAD: Final = 40
"""Characters before a name in which the two words stand that say whose relative it is."""
FARTHEST: Final = 40
"""Mentions looked back over for a pronoun; beyond that no reader would know either."""


@dataclass(slots=True)
class Resolved:
    """A speaker with the place of the mention."""

    name: str
    mention: str
    span: Span | None
    title: str = ""
    kind: Kind = "person"
    gender: Gender = ""
    """Of an institution or a role, as its article or its noun shows it."""


class Recall(NameReader):
    """The persons of one text and who spoke, in the order of the text."""

    def __init__(self, text: str, words: Lexicon, quoted: Sequence[Span], frames: Sequence[Span]) -> None:
        super().__init__(text, words, quoted)
        self._quoted = Spans((span.start, span.end) for span in quoted)
        self._frames = [span.start for span in frames]
        self._paragraphs = [span.start for span in paragraphs(text)]
        self._heard: list[tuple[int, Resolved]] = []

    def owner(self, part: str, at: int, gender: Gender = "") -> str:
        """The full name that a surname stands for: rather not a relative's, who was only brought in as one."""
        found = super().owner(part, at, gender)
        every = self._by_part.get(part.lower(), ()) if found else ()
        places = {name: start for start, name in reversed(every)} if len(every) > 1 else {}
        if found not in places or self._somebodys(places[found]) is None:
            return found
        alike = (one for one in reversed(places) if one != found and places[one] <= at and " " in one)
        others = (one for one in alike if one.split()[-1].lower() == part.lower() and self._fits(one, gender))
        return next((one for one in others if self._somebodys(places[one]) is None), found)

    def mentions_in(self, frame: Span) -> bool:
        """Whether a person is mentioned in a frame."""
        low, high = bisect_left(self._starts, frame.start), bisect_left(self._starts, frame.end)
        return any(self.persons[name].evidence >= CERTAIN for name in self._names[low:high])

    def only_other(self, span: Span, name: str) -> Resolved | None:
        """The one person of another name who is mentioned in a stretch of text, outside quotations."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        known = (i for i in range(low, high) if self._may_be(i, "", CERTAIN) and self._names[i] != name)
        others = list(dict.fromkeys(self._names[i] for i in known))
        return Resolved(others[0], "", None) if len(others) == 1 else None

    def only_body(self, at: int) -> Resolved | None:
        """The one body of a name that its paragraph names before a place: "called by the Coast Forum. The body …"."""
        lines = self._paragraphs
        begin = lines[max(0, bisect_right(lines, at) - 1)] if lines else 0
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, at)
        named = dict.fromkeys(name for name in self._names[low:high] if self.persons[name].evidence < CERTAIN)
        bodies = [one for one in named if any(map(self._words.is_institution, one.lower().split()))]
        return Resolved(bodies[0], "", None, kind="institution") if len(bodies) == 1 else None

    def others_in(self, frame: Span, name: str) -> bool:
        """Whether a person of another name is mentioned in a frame."""
        low, high = bisect_left(self._starts, frame.start), bisect_left(self._starts, frame.end)
        return any(self.persons[one].evidence >= CERTAIN for one in self._names[low:high] if one != name)

    def mentioned(self, start: int, end: int, gender: Gender) -> bool:
        """Whether somebody whom a pronoun of this gender may mean is named between two places, outside quotations."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return any(self._may_be(i, gender, CERTAIN) and not self._led(self._starts[i]) for i in range(low, high))

    def hear(self, at: int, speaker: Resolved) -> None:
        """Note that somebody speaks at a place."""
        self._heard.append((at, speaker))
        if speaker.kind == "person" and speaker.name in self.persons:
            self.persons[speaker.name].evidence += 1

    def _last_heard(self, at: int) -> Resolved | None:
        return next((heard for place, heard in reversed(self._heard[-FARTHEST:]) if place <= at), None)

    def other(self, speaker: Resolved, gender: Gender, since: int) -> Resolved | None:
        """The last somebody who spoke before this one from a place on, of a gender."""
        people = ("person", "role")
        spoken = (one for at, one in reversed(self._heard[-FARTHEST:]) if at >= since and one.kind in people)
        return next((one for one in spoken if one.name != speaker.name and self.fits(one, gender)), None)

    def last(self, at: int, gender: Gender = "", somebody: bool = False) -> Resolved | None:
        """The last person before a place that a pronoun of this gender fits, or the last speaker, if later.

        `somebody` leaves out whom no role describes: documents, and who is only somebody's: a husband.
        """
        place, heard = self._last_spoken(at, gender, somebody)
        mentioned = self._last_mentioned(at, gender)
        if mentioned is None or (heard is not None and place >= self._starts[mentioned]):
            return heard
        return Resolved(self._named_at(mentioned, gender), "", None)

    def _last_spoken(self, at: int, gender: Gender, somebody: bool) -> tuple[int, Resolved | None]:
        """Where the last fitting speaker before a place spoke, and who that is; without a name only one nearby."""
        kin = self._words.words.roles.kin if somebody else frozenset()
        since = self._since(at)
        for place, heard in reversed(self._heard[-FARTHEST:]):
            if place > at or not self._heard_fits(heard, gender) or (heard.kind == "role" and place < since):
                continue
            if not somebody or (heard.kind != "document" and heard.name.lower() not in kin):
                return place, heard
        return -1, None

    def _since(self, at: int) -> int:
        """Where the paragraph before that of a place begins."""
        lines = self._paragraphs
        return lines[max(0, bisect_right(lines, at) - 2)] if lines else 0

    def named_before(self, name: str, at: int) -> bool:
        """Whether somebody is mentioned before a place."""
        first = next(
            (start for start, one in self._by_part.get(name.rsplit(maxsplit=1)[-1].lower(), ()) if one == name), at
        )
        return first < at

    def is_known(self, speaker: Resolved) -> bool:
        """Whether a speaker is nobody by name, or for certain a person."""
        return speaker.kind != "person" or self._evidence_of(speaker.name) >= CERTAIN

    def fits(self, speaker: Resolved, gender: Gender) -> bool:
        """Whether a pronoun of this gender may mean a speaker."""
        named = speaker.kind == "institution" and gender in ("n", speaker.gender)
        return named or self._heard_fits(speaker, gender)

    def _heard_fits(self, heard: Resolved, gender: Gender) -> bool:
        if heard.name.lower() in self._words.words.anybody:
            return False
        joined = heard.kind == "person" and not self._words.joins.isdisjoint(heard.name.split())
        if joined and gender in _TOLD:
            return heard.name in self.persons
        if gender in ("p", "mp", "fp"):
            return joined or (self._several(heard) if heard.kind == "role" else heard.kind != "person")
        if heard.kind == "role":
            return gender in ("", "x", heard.gender) or (gender != "n" and heard.gender in ("", "x"))
        if heard.kind != "person":
            return gender in ("", "x", "n")
        person = self.persons.get(heard.name)
        return gender != "n" and (person is None or self._fits(heard.name, gender))

    def _several(self, role: Resolved) -> bool:
        """Whether a role may mean more than one; where it tells no gender its form tells its number."""
        words = self._words
        if words.verb_first or role.gender == "p":
            return role.gender in _SEVERAL
        return role.gender in _SEVERAL and any(word.endswith(_PLURAL) for word in role.name.lower().split())

    def _last_mentioned(self, at: int, gender: Gender) -> int | None:
        if gender in ("n", "p", "mp", "fp"):
            return None
        near = bisect_left(self._starts, at) - 1
        here = self._frame_start(at)
        for least in (CERTAIN, POSSIBLE):
            for i in range(near, max(-1, near - FARTHEST), -1):
                if self._may_be(i, gender, least) and not (self._starts[i] >= here and self._led(self._starts[i])):
                    return self._first_of_frame(i, gender, least)
        return None

    def _may_be(self, i: int, gender: Gender, least: int) -> bool:
        person = self.persons[self._named_at(i, gender)]
        return person.evidence >= least and self._fits(person.name, gender) and not self._quoted.holds(self._starts[i])

    def _named_at(self, i: int, gender: Gender) -> str:
        """Who a mention is: of two who share the surname that stands there, the one whom a pronoun fits."""
        name = self._names[i]
        titled = self._words.titles.get(self._word_before(self._starts[i]), "")
        if self._fits(name, gender) or (gender and titled in _TOLD and titled != gender):
            return name
        if self._text.startswith(name.split()[0], self._starts[i]):
            return name
        return self.owner(name.split()[-1], self._starts[i], gender) or name

    def _first_of_frame(self, i: int, gender: Gender, least: int) -> int:
        """The first fitting person of the same sentence: rather its subject than somebody it mentions."""
        begin = self._frame_start(self._starts[i])
        first = i
        for j in range(i, max(-1, i - FARTHEST), -1):
            if self._starts[j] < begin:
                break
            if self._may_be(j, gender, least):
                first = j
        return first

    def _frame_start(self, at: int) -> int:
        frame = bisect_right(self._frames, at) - 1
        return self._frames[frame] if frame >= 0 else 0

    def _led(self, at: int) -> bool:
        """Whether a preposition stands before a mention: "asked by Ferrante whether she would …"."""
        before = self._word_before(at)
        if before in self._words.that:
            return False
        if self._somebodys(at) is not None:
            return True
        return before in self._words.stops or before in self._words.connectors

    def _somebodys(self, at: int) -> re.Match[str] | None:
        """The words before a name that only says who a relative is of whom a pronoun means: "her sister, Ada Pell"."""
        if self._word_before(at) not in self._words.words.roles.kin:
            return None
        led = _TWO_WORDS.search(self._text, max(0, at - LONGEST_LEAD), at)
        if led is None:
            return None
        whose = led.group(1).lower()
        return led if whose in self._words.possessives or whose in self._words.words.possessors else None

    def _one_of_them(self, phrase: Phrase, mention: str, span: Span) -> Resolved | None:
        """Somebody of a group that is not named: "one of them", "another"; or an office: "le premier"."""
        last = mention.rpartition(" ")[2]
        if mention.lower() in self._words.words.former and self._words.role(last.lower()) is not None:
            return Resolved(last, mention, span, kind="role", gender=phrase.gender)
        unnamed = " " in mention or mention.lower() in self._words.indefinite
        return Resolved(mention, mention, span, kind="role", gender="x") if unnamed and phrase.gender == "p" else None

    def _just_named(self, last: Resolved | None, at: int) -> bool:
        """Whether somebody without any known role was named right before: the role now tells who that is."""
        person = self.persons.get(last.name) if last is not None else None
        if person is None or person.nouns:
            return False
        near = bisect_left(self._starts, at) - 1
        begin = self._frame_start(self._frame_start(at) - 1)
        return near >= 0 and any(
            self._names[i] == person.name for i in range(near, max(-1, near - 6), -1) if self._starts[i] >= begin
        )

    def _learn(self, name: str, gender: Gender) -> None:
        """Note the gender that a pronoun gives somebody of whom nothing else tells it."""
        person = self.persons.get(name)
        if person is not None and person.gender == "" and gender in ("m", "f"):
            person.gender = gender

    def _writer(self, document: Phrase, span: Span) -> Resolved | None:
        """Whose a document is, where it says no more than that: "we read in her letter"."""
        gender = self._words.words.possessors.get(span.of(self._text).split()[0].lower(), "")
        last = self.last(span.start, gender, somebody=True) if document.name.lower() == document.noun else None
        if last is None or (last.kind == "person" and self._evidence_of(last.name) < CERTAIN):
            return None
        return Resolved(last.name, document.name, span, last.title, last.kind)

    def _evidence_of(self, name: str) -> int:
        return self.persons[name].evidence if name in self.persons else CERTAIN

    def _in_sight(self, last: Resolved | None, at: int) -> bool:
        """Whether somebody spoke or was named in the same paragraph before a place."""
        if last is None:
            return False
        begin = self._text.rfind("\n", 0, at)
        near = bisect_left(self._starts, at) - 1
        named = near >= 0 and self._starts[near] > begin and self._names[near] == last.name
        return named or any(place > begin and one.name == last.name for place, one in self._heard[-2:])

    def _other_role(self, phrase: Phrase, last: Resolved) -> bool:
        """Whether whoever spoke last has no name, and a role that this one does not take up: a witness, the bishop."""
        names = last.name.lower().split()
        if last.kind != "role" or phrase.noun != phrase.name.lower() or phrase.noun in names:
            return False
        unnamed = not self._words.words.roles.unnamed.isdisjoint(names)
        return bool(phrase.noun) and (unnamed or not self._words.is_anaphoric(phrase.noun))
