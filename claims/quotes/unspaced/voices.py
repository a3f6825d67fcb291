"""Who a clause of a Chinese text is about, and whom its mentions mean: in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import chain
from typing import Final

from claims.marks import Marked
from claims.model import Speaker
from claims.quotes.unspaced.cast import Cast, Seen
from claims.quotes.unspaced.cues import Cued, Cues
from claims.quotes.unspaced.roles import Mention
from claims.quotes.unspaced.unspaced import UnspacedLexicon
from claims.spans import Spans
from sources.document import Span

LEAST_NAME: Final = 5
"""Characters before a name or role that opens a clause, and the longest nickname between marks."""
FARTHEST: Final = 40
"""Speakers looked back over for "the said office" or a surname."""
NEAR: Final = 24
"""Characters behind the marks, or from the beginning of a clause, in which its subject is named."""

_NAME_LENGTHS: Final = (2, 3)
LONGEST_OPENING: Final = 300
"""Characters from the beginning of a paragraph to a cue without a subject that takes up whom it opens with."""


class Voices:
    """The speakers of one text, whose cues are those of the original in simplified characters."""

    def __init__(self, original: str, cues: Cues, marked: tuple[Marked, ...]) -> None:
        self.original = original
        self.cues, self.text, self.words = cues, cues.text, cues.words
        self.marked = marked
        self._starts = [one.outer.start for one in marked]
        self._quoted = Spans((one.outer.start, one.outer.end) for one in marked)
        self.cast = Cast(cues.text, cues.words, self._quoted.holds)
        self.said: list[tuple[int, str, str]] = []
        self.last: Speaker | None = None
        self._known: dict[str, str] = {}

    def of_clauses(self, span: Span) -> Speaker | None:
        """The subject of the last clause in a span that has one."""
        for clause in reversed(self.cast.clauses(span)):
            speaker = self.subject(clause, whole=True)
            if speaker is not None:
                return speaker
        return None

    def subject(self, clause: Span, whole: bool = False) -> Speaker | None:
        """Whom a clause is about: somebody known, or whom a pronoun means; with `whole` any role too."""
        end = clause.end if whole else min(clause.end, clause.start + NEAR)
        named = next((one for one in self.cast.within(Span(clause.start, end)) if one.subject), None)
        pronoun = self.words.pronouns.search(self.text, clause.start, named.start if named else end)
        if pronoun is not None and not self.words.governing.length(self.text, clause.start, pronoun.start()):
            return self.resolved(Mention(0, len(pronoun.group()), pronoun.group(), "pronoun"), pronoun.start())
        if named is not None:
            return self._named(named)
        mention = self.cues.speaker(clause.of(self.text), self.cast.foreign)
        if mention is not None and mention.kind == "name" and (whole or mention.start <= LEAST_NAME):
            return self.resolved(mention, clause.start)
        opening = self.words.opening_name(clause.of(self.text)) if whole else None
        if opening is not None:
            return self.resolved(opening, clause.start)
        mention = self.words.role_in(clause.of(self.text)) if whole or self._opens_role(clause) else None
        return None if mention is None else self.resolved(mention, clause.start)

    def _opens_role(self, clause: Span) -> bool:
        mention = self.words.role_in(clause.of(self.text))
        return mention is not None and mention.start <= LEAST_NAME

    def _named(self, seen: Seen) -> Speaker:
        """A mention as a speaker."""
        span = Span(seen.start, seen.end)
        self.said.append((seen.start, seen.name, seen.title))
        written = span.of(self.original)
        full = written if seen.name == span.of(self.text) else self._written(seen.name)
        return Speaker(full, written, span, self._written(seen.title))

    def speaker(self, start: int, cue: Cued) -> Speaker | None:
        """Who the clause before a cue names: somebody known, then what its words tell, then an earlier clause.

        Clauses are looked back over up to `start`.
        """
        clause = Span(cue.clause_start, cue.start)
        words = clause.of(self.text)
        known = next((one for one in reversed(self.cast.within(clause)) if one.subject), None)
        mention = self.cues.speaker(words, self.cast.foreign)
        if mention is not None and mention.kind == "institution":
            mention = _described(self.words, words, mention)
        if mention is not None and mention.kind == "role" and not self._of_body(mention.text):
            role = self.words.role_in(words)
            whole = role is None or self.words.goes_on(mention.text[role.end - mention.start :])
            mention = mention if whole or role is None or self._is_own(mention, role) else role
        if known is not None and (
            mention is None or mention.kind not in ("institution", "name") or self._inside(known, mention, clause)
        ):
            return self._named(known)
        if mention is not None:
            answers = mention.kind == "pronoun" and self.text.startswith(self.words.words.replies, cue.start)
            return (self._asked(mention, clause.start) if answers else None) or self.resolved(mention, clause.start)
        if clause.start > start:
            speaker = self.of_clauses(Span(start, clause.start)) or self._body(Span(start, clause.start))
            if speaker is not None:
                return speaker
        return self._nickname(start) if cue.start == start else self.topic(clause.start)

    def _asked(self, pronoun: Mention, offset: int) -> Speaker | None:
        """Whom the clauses before put a question to, where somebody answers: 法官询问[证人]。他回答."""
        seen = self.cast.before(offset)
        if seen is None or seen.subject:
            return None
        span = Span(offset + pronoun.start, offset + pronoun.end)
        return Speaker(self._written(seen.name), span.of(self.original), span, self._written(seen.title))

    def _body(self, span: Span) -> Speaker | None:
        """The body that the first clause of a sentence opens with, where the cue has no subject: [工会]拒绝了."""
        clause = next(iter(self.cast.clauses(span)), None)
        mention = self.words.acting_body(clause.of(self.text)) if clause is not None else None
        return self.resolved(mention, clause.start) if clause is not None and mention is not None else None

    def _is_own(self, mention: Mention, role: Mention) -> bool:
        """Whether a role that may point back says of what it is one, and so brings somebody in: 修车铺[老板]."""
        own = mention.text[self.words.described(mention.text) :]
        if role.kind != "same" or mention.end != role.end or not own.endswith(role.text) or own == role.text:
            return False
        return not any(self.text.endswith(own, 0, seen.start) for seen in self.cast.seen)

    def _of_body(self, role: str) -> bool:
        """Whether a role is that of somebody who speaks for a body named with it: 外交部发言人."""
        spokes = self.words.spokes.search(role)
        return spokes is not None and self.words.institution.fullmatch(role, 0, spokes.start()) is not None

    @staticmethod
    def _inside(known: Seen, mention: Mention, clause: Span) -> bool:
        """Whether a known name lies in what was read as a longer name, or behind an institution: 局长李明."""
        return mention.kind == "name" or known.start >= clause.start + mention.start

    def topic(self, at: int) -> Speaker | None:
        """The last speaker, or the last person before a place, if later."""
        seen = self.cast.last(at)
        if seen is not None and (not self.said or seen.start > self.said[-1][0]):
            return self._named(seen)
        return self.last or self.of_clauses(self._paragraph_before(at))

    def _nickname(self, at: int) -> Speaker | None:
        """A short name between marks right before the cue: 网友“小鱼儿”留言."""
        i = bisect_left(self._starts, at) - 1
        one = self.marked[i] if i >= 0 else None
        if one is None or one.outer.end != at or len(one.inner) > LEAST_NAME:
            return self.last
        return Speaker(one.inner.of(self.original), one.inner.of(self.original), one.inner)

    def resolved(self, mention: Mention, offset: int) -> Speaker:
        cut = self.words.described(mention.text) if mention.kind in ("role", "institution", "document") else 0
        span = Span(offset + mention.start + cut, offset + mention.end)
        another = self.words.another.search(self.text, max(0, span.start - 2), span.start) is not None
        mention = replace(mention, text=mention.text[cut:]) if cut else mention
        written = span.of(self.original)
        held = mention.kind in ("role", "same") and not another
        holder = self.cast.holder(mention.text, span.start) if held else None
        if holder is not None:
            return Speaker(self._written(holder.name), written, span, self._written(holder.title))
        if mention.kind in ("pronoun", "same"):
            known = self._meant(mention, span.start)
            first = self._opening(span.start) or self._later(span, mention) if known is None else ""
            name, title = (known[1], known[2]) if known is not None else (first, "")
            return Speaker(self._written(name), written, span, self._written(title))
        name = self._full(mention.text) if mention.kind == "name" else mention.text
        self.said.append((span.start, name, mention.title))
        full = written if name == mention.text else self._written(name)
        return Speaker(full, written, span, self._written(mention.title))

    def _paragraph_before(self, at: int) -> Span:
        """The paragraph up to a place, where it began not too far before."""
        begin = self.text.rfind("\n", max(0, at - LONGEST_OPENING), at) + 1
        return Span(begin if begin or at <= LONGEST_OPENING else at, at)

    def _opening(self, at: int) -> str:
        """The name that opens the paragraph of a place."""
        clause = next(iter(self.cast.clauses(self._paragraph_before(at))), None)
        opening = self.words.opening_name(clause.of(self.text)) if clause is not None else None
        return opening.text if opening is not None else ""

    def _meant(self, mention: Mention, at: int) -> tuple[int, str, str] | None:
        """Whom a pronoun, or "the said office", means among those before."""
        if mention.kind == "same":
            return self._same(mention, at)
        former = self._former(at) if mention.text in self.words.words.former else None
        return former or self._reached(at) or self._last_name(at)

    def _former(self, at: int) -> tuple[int, str, str] | None:
        """Who spoke before whoever spoke last: [贺兰亭]指出…。田博文回应说…。前者反驳."""
        said = [one for one in self.said[-FARTHEST:] if one[0] < at and self._human(one[1])]
        return next((one for one in reversed(said) if one[1] != said[-1][1]), None)

    def _reached(self, at: int) -> tuple[int, str, str] | None:
        """Whom the reporter turned to in the same sentence: 记者向[周建]求证，他否认."""
        least = max(0, at - LONGEST_OPENING)
        begin = max(self.text.rfind(end, least, at) for end in "。！？\n")
        seen = self.cast.before(at) if self.words.words.reporter in self.text[begin + 1 : at] else None
        return (seen.start, seen.name, seen.title) if seen is not None and seen.start > begin else None

    def _later(self, span: Span, mention: Mention) -> str:
        """The name of whom a pronoun means that comes first, or the pronoun itself."""
        seen = self.cast.later(span.end) if mention.kind == "pronoun" else None
        return seen.name if seen is not None else span.of(self.original)

    def _written(self, words: str) -> str:
        """Words of the simplified text in the characters that the text itself has for them."""
        if words not in self._known:
            at = self.text.find(words) if words and self.text is not self.original else -1
            self._known[words] = self.original[at : at + len(words)] if at >= 0 else words
        return self._known[words]

    def _last_name(self, at: int) -> tuple[int, str, str] | None:
        """The last person before a place who was the subject of a clause, or the last speaker, if later.

        Without a name a speaker counts up to the next paragraph.
        """
        seen = self.cast.last(at)
        place = (seen.start, seen.name, seen.title) if seen is not None else None
        least = max(0, at - LONGEST_OPENING)
        since = self.text.rfind("\n", least, max(0, self.text.rfind("\n", least, at)))
        near = (one for one in reversed(self.said[-FARTHEST:]) if one[0] < at and self._human(one[1]))
        spoken = next((one for one in near if one[0] > since or one[1] in self.cast.titles), None)
        return max((one for one in (place, spoken) if one is not None), default=None)

    def _human(self, name: str) -> bool:
        return name in self.cast.titles or self.words.institution.fullmatch(name) is None

    def _same(self, mention: Mention, at: int) -> tuple[int, str, str] | None:
        """Whom "the said office" means: the last speaker whose name or title ends alike."""
        ending = mention.text[-1:]
        spoken = reversed(self.said[-FARTHEST:])
        known = next((one for one in spoken if one[1].endswith(ending) or ending in one[2]), None) or self._last_name(
            at
        )
        body = self._said_body(mention.text, at)
        if body is not None and (known is None or known[0] < body[0]):
            return body
        place, noun = self._brought_in(mention.text, at)
        return known if known is not None and known[0] >= place else (place, noun, "") if place >= 0 else None

    def _said_body(self, same: str, at: int) -> tuple[int, str, str] | None:
        """The body that a clause before a place opens with and that "the said body" takes up: [活水协会]将起诉."""
        noun = next((same[len(lead) :] for lead in self.words.words.same if same.startswith(lead)), "")
        place = self.text.rfind(noun, max(0, at - LONGEST_OPENING), at - len(same)) if noun else -1
        if place < 0 or self._quoted.holds(place) or self.words.institution.fullmatch(noun) is None:
            return None
        clauses = self.cast.clauses(Span(self._paragraph_before(place).start, place + len(noun)))
        begin = clauses[-1].start if clauses else place
        named = self.words.institution.fullmatch(self.text, begin, place + len(noun))
        led = self.words.governed.search(self.text, begin, place) is not None
        return None if named is None or led or begin == place else (begin, named.group(), "")

    def _brought_in(self, same: str, at: int) -> tuple[int, str]:
        """Where a clause before a place opens with the noun of "the said neighbour": 她的[邻居]则比较乐观."""
        noun = next((same[len(lead) :] for lead in self.words.words.same if same.startswith(lead)), "")
        place = self.text.rfind(noun, max(0, at - LONGEST_OPENING), at) if noun else -1
        before = self.text[max(0, place - LEAST_NAME) : max(0, place)]
        led = place > 0 and (self.words.describing.of(before) or before.endswith(self.words.words.concerned))
        return (place, noun) if led and not self._quoted.holds(place) else (-1, "")

    def _full(self, name: str) -> str:
        """The full name for a last name or a surname with a title."""
        last, surname, rest = "·" + name, name[:1], name[1:]
        said = ((one[1], one[2]) for one in reversed(self.said[-FARTHEST:]))
        for known, title in chain(said, self.cast.titles.items()):
            if known.endswith(last) or (rest and rest in title and known[:1] == surname and known != name):
                return known
        return name


def _described(words: UnspacedLexicon, clause: str, body: Mention) -> Mention:
    """The name that a clause ends with and that it describes by a body: 在河边小学旁开店的[何桂香]说."""
    start = clause.rfind("的") + 1
    name = clause[start:]
    named = start > body.end and words.surname.match(name) is not None and len(name) in _NAME_LENGTHS
    if not named or words.no_name.match(name) or words.role_in(name) is not None:
        return body
    return Mention(start, len(clause), name, "name")
