"""How far a noun phrase reaches, and which of its capitalised words belong together."""

from __future__ import annotations

from typing import Final

from claims.quotes.lexical.facts import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    BEFORE_VERB,
    CAPITAL,
    COMMON,
    CONNECTOR,
    DETERMINER,
    ENDS_AS_VERB,
    FIGURE,
    FINITE,
    GIVEN,
    INDEFINITE,
    INNER_PARTICLE,
    INSTITUTION,
    JOIN,
    LABEL,
    NOUN,
    OPENER,
    PARTICLE,
    POSSESSIVE,
    ROLE,
    SAME,
    SMALL,
    SPOKEN,
    STOP,
    THAT,
    TITLE,
    VERB,
    WORD,
)
from claims.quotes.nouns.counting import Counting
from claims.quotes.nouns.stops import begins_speech, is_dated, is_fronted, is_infinitive

_OPENS: Final = CAPITAL | DETERMINER | NOUN
_STOPPING: Final = STOP | LABEL | VERB | ADVERB
_NEXT: Final = DETERMINER | COMMON | FIGURE
_TURNING: Final = CONNECTOR | CAPITAL | SPOKEN | _STOPPING | _NEXT
"""Words that a phrase may end before, or that are part of a name; any other goes on with it."""
_OPENING: Final = frozenset(".!?…:;–—")
LONGEST: Final = 18
"""Tokens. No phrase in the desk's languages that names a speaker is longer before a comma comes."""


class Scanner(Counting):
    """Tells where phrases end in the tokens of one frame."""

    def _may_open(self, first: int) -> bool:
        """A phrase begins with no preposition: "of passengers" is the end of one."""
        facts = self.facts[first]
        governs = facts & (CONNECTOR | STOP) and not facts & (DETERMINER | FIGURE | NOUN)
        if facts & CAPITAL and governs and self._opens(first):
            return self.tokens.norms[first] in self.names
        if facts & SMALL and not facts & _OPENS:
            return False
        return not ((facts | self.facts[first - 1]) & FIGURE and self._counted(first))

    def _noun_follows(self, at: int) -> bool:
        facts = self.facts[at]
        if not facts & WORD:
            return False
        if self.words.capital_nouns and facts & CAPITAL:
            return True
        return not facts & (FINITE | AUXILIARY | STOP)

    def _extent(self, first: int) -> int:
        """Where the phrase ends: at a sign, a stop word, a verb, or a lower-case word behind a name."""
        facts, count = self.facts, self.tokens.count
        at, content, named, far = first, False, False, min(count, first + LONGEST)
        while at < far and (have := facts[at]) & WORD:
            if not (named or have & _TURNING):
                content = True
                at += 1
                continue
            joining = have & CONNECTOR and content and facts[at + 1] & WORD
            if joining and (self._manner(at + 1) or facts[at + 1] & (STOP | CAPITAL) == STOP | CAPITAL):
                break
            if joining and self._goes_on(at, named):
                named = False
            elif have & DETERMINER and (not content or facts[at - 1] & CONNECTOR):
                pass
            elif (
                (have & _STOPPING and not self._owned(at) and self._stops(at, first, content))
                or (content and have & _NEXT and (self._begins_anew(at) or self._counts(at)))
                or (have & CAPITAL and content and is_dated(self, at))
                or (have & (SPOKEN | CAPITAL) == SPOKEN and content and begins_speech(self, at))
            ):
                break
            elif have & CAPITAL:
                content, named = True, True
            elif named and self._name_over(at, count) and not (at == first + 1 and self._plain_opener(first)):
                break
            else:
                content, named = True, False
            at += 1
        while at > first and (facts[at - 1] & (CONNECTOR | DETERMINER) or self.tokens.norms[at - 1] in self.reflexives):
            at -= 1
        return at

    def _plain_opener(self, at: int) -> bool:
        """Whether a role has its capital only from the sentence, and no name follows: "Fuentes municipales admiten"."""
        following = self.facts[at + 1]
        plain = self.words.verb_first and not self.words.capital_nouns
        return plain and self.facts[at] & ROLE != 0 and self._opens(at) and not following & (VERB | SMALL | BEFORE_VERB)

    def _name_over(self, at: int, count: int) -> bool:
        """Whether a word in lower case behind a name is no part of it: no noun and no particle, or another's role."""
        have = self.facts[at]
        if self._owned(at):
            return False
        if have & ROLE and self.facts[at + 1] & CAPITAL and self._person_before(at):
            return True
        return not have & NOUN and not self._particle(at, count)

    def _person_before(self, at: int) -> bool:
        """Whether the name that ends before a place has a given name in it, so that a role behind it is another's."""
        while at > 0 and self.facts[at - 1] & (CAPITAL | PARTICLE):
            at -= 1
            if self.facts[at] & GIVEN:
                return True
        return False

    def _begins_anew(self, at: int) -> bool:
        """Whether an article or another small word shows that the next phrase begins."""
        have = self.facts[at]
        if not have & CAPITAL and self._is_age(at - 1):
            return True
        if have & (CAPITAL | SAME) or self.facts[at - 1] & FIGURE or self._particle(at, self.tokens.count):
            return False
        return have & (DETERMINER | COMMON) != 0 and not have & (CONNECTOR | NOUN)

    def _goes_on(self, at: int, named: bool) -> bool:
        """Whether a connector leads to more of the phrase: "de" does, "and" only between what can speak."""
        have, after = self.facts[at], self.facts[at + 1]
        if not have & JOIN:
            placed = not have & PARTICLE and not self.words.capital_nouns
            return not (placed and after & INDEFINITE)
        return (named and after & CAPITAL != 0) or after & (NOUN | DETERMINER) != 0

    def _stops(self, at: int, first: int, content: bool) -> bool:
        have = self.facts[at]
        if have & STOP:
            given = have & GIVEN and self.facts[at + 1] & CAPITAL and not self._opens(at)
            return not (have & CAPITAL and (content or given))
        if at == first or have & CAPITAL:
            return False
        if content and have & LABEL:
            return True
        reports = have & FINITE and self.facts[at + 1] & THAT
        if (have & ROLE and not reports) or (at == first + 1 and self.facts[first] & ARTICLE):
            return False
        return have & VERB != 0 or have & (ADVERB | SAME) == ADVERB

    def _head_run(self, first: int, end: int, have: int) -> tuple[int, int] | None:
        """The capitalised words that name the head: not those behind "of the"; those behind a role come first."""
        runs = self._runs(first, end)
        if have & CONNECTOR:
            runs = [run for run in runs if not self._depends(run[0], first)]
        for start, stop in runs:
            if start > first and self.facts[start - 1] & ROLE:
                return start, stop
        if runs and runs[0] == (first, first + 1) and self.facts[first] & ROLE and not self.words.capital_nouns:
            # "Officier van justitie Eveline Stuyvenberg": the office has its capital from the sentence
            return next((run for run in runs[1:] if run[1] - run[0] > 1 and self._given_at(run[0])), runs[0])
        return runs[0] if runs else None

    def _runs(self, first: int, end: int) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        at = first
        while at < end:
            if not (self.facts[at] & (CAPITAL | TITLE) and self._nameable(at, first)):
                at += 1
                continue
            start = at
            at += 1
            while at < end and (self._nameable(at, first) or self._particle(at, end)):
                at += 1
            runs.append((start, at))
        return runs

    def _nameable(self, at: int, first: int) -> bool:
        have = self.facts[at]
        if not have & (CAPITAL | TITLE):
            return False
        if at == first and have & DETERMINER:
            return self.is_own_name(at)
        if at and self.tokens.texts[at - 1] not in _OPENING:
            return True
        return self.tokens.norms[at] in self.names or self._opens_name(at)

    def is_own_name(self, at: int) -> bool:
        """Whether what looks like an article begins a name of the text all the same: "Dal Bosco si dice …"."""
        own = self.facts[at] & self.facts[at + 1] & CAPITAL
        return own != 0 and all(self.tokens.norms[i] in self.names for i in (at, at + 1))

    def _opens(self, at: int) -> bool:
        """Whether the word has its capital from the sentence that it opens."""
        return at == 0 or self.tokens.texts[at - 1] in _OPENING

    def _opens_name(self, at: int) -> bool:
        """Whether a sentence-opening word is a name all the same: a title, half of one, or right before a verb."""
        words, have = self.words, self.facts[at]
        if have & (TITLE | ROLE | INSTITUTION):
            return True
        if have & (FINITE | ENDS_AS_VERB | OPENER | ADVERB):
            return False
        following = self.facts[at + 1]
        if not following & WORD:
            apposed = at + 1 < self.tokens.count and self.tokens.texts[at + 1] == ","
            norm = self.tokens.norms[at]
            known = not words.capital_nouns or norm in self.surnames
            return apposed and known and not norm.endswith(words.words.past_endings or ("\n",))
        if following & (CAPITAL | PARTICLE):
            return True
        return following & (FINITE | AUXILIARY) != 0 and not is_fronted(self, at)

    def _particle(self, at: int, end: int) -> bool:
        """Whether a lower-case particle stands between two parts of a name (van der Meer, de la Fuente)."""
        facts = self.facts
        inner = at > 0 and facts[at] & INNER_PARTICLE and facts[at - 1] & PARTICLE
        if facts[at] & JOIN or not (inner or facts[at] & PARTICLE):
            return False
        following = at + 1
        while following < end and not facts[following] & CAPITAL and facts[following] & (PARTICLE | INNER_PARTICLE):
            following += 1
        if following >= end or not facts[following] & CAPITAL:
            return False
        first = at
        while first > 0 and facts[first - 1] & (CAPITAL | PARTICLE | INNER_PARTICLE):
            first -= 1
        if at - first > 1 and self._of_body(following):
            return False
        return not self.words.closes_name(self.tokens.texts[first:at], self.tokens.texts[following])

    def _depends(self, start: int, first: int) -> bool:
        facts, at = self.facts, start - 1
        while at > first and facts[at] & (DETERMINER | CONNECTOR) == DETERMINER:
            at -= 1
        if at <= first or not facts[at] & CONNECTOR:
            return False
        return any(not facts[i] & DETERMINER for i in range(first, at))

    def _after_determiners(self, first: int, end: int) -> int:
        facts, at = self.facts, first
        while at < end and facts[at] & (DETERMINER | FIGURE) and not facts[at] & CAPITAL:
            at += 1
        if at == first and at < end - 1 and facts[at] & DETERMINER:
            at += 1
            while at < end and facts[at] & (DETERMINER | CAPITAL) == DETERMINER:
                at += 1
        return self._of_group(first, at, end)

    def _role_end(self, at: int, end: int, many: bool = False) -> int:
        """Where the phrase of a role ends: before a verb that no list has, "un boulanger vide son fournil".

        What it is of is one plain word, behind which such a verb may stand too: "o dono do café encolhe os ombros".
        """
        heads_last = not self.words.verb_first or self.words.splits_verb
        if heads_last and self.tokens.texts[at][0].isdigit() and self.facts[end] & FINITE:
            return end
        begin = at + 1
        for i in range(at + 1, end):
            have, following = self.facts[i], self.facts[i + 1]
            if i < begin:
                continue
            if many and not have & (CONNECTOR | CAPITAL) and not self._agrees(i):
                return i
            owned = have & CONNECTOR and (self.tokens.norms[i + 1] in self.words.words.tonic or self._places(i))
            if owned or (self.words.capital_nouns and have & CONNECTOR and have & STOP):
                return i
            behind = self._behind_owner(i, end) if have & CONNECTOR and not heads_last else end
            if behind < end:
                begin = behind
                continue
            if have & (CONNECTOR | CAPITAL | ROLE):
                return end
            if (
                heads_last
                or following & POSSESSIVE
                or is_infinitive(self, i + 1)
                or following & (DETERMINER | CONNECTOR) == DETERMINER
            ):
                return i
        return end

    def slice(self, first: int, end: int) -> str:
        """The text of the tokens `[first, end)` as written, line ends as spaces."""
        end = min(end, self.tokens.count)
        if end == first + 1:
            return self.tokens.texts[first]
        return self.tokens.words(self.text, first, end) if first < end else ""
