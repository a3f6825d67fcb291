"""By whom something is called what stands between the marks: "a move dismissed by the union as “a trick”"."""

from __future__ import annotations

from typing import Final

from claims.quotes.lexical.facts import (
    AUXILIARY,
    CONNECTOR,
    DETERMINER,
    FINITE,
    INDEFINITE,
    JOIN,
    PARTICIPLE,
    STOP,
    VERB,
    WORD,
)
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.nouns.scanning import LONGEST
from claims.quotes.saying.cues import Attribution, CueReader
from claims.quotes.story import Story, has_words

LEAST_OWN: Final = 3
"""Words between the marks that several people say: fewer are what they call it (*called by locals “the hump”*)."""
FARTHEST_DONE: Final = 4
"""Words from a participle to who did it: "dismissed on Monday by the union"."""
LONGEST_LEAD: Final = 2
"""Words between who did it and the marks: "as", "comme un", "de"."""

_AGENTS: Final = ("person", "role", "institution")
_ENDINGS: Final = ("", "e", "en", "er", "es", "em")
"""Of a German or Dutch participle before its noun: "der als „…“ bezeichnete Plan"."""


class AgentReader:
    """Reads the agents of the passives of one frame."""

    def __init__(self, cues: CueReader, story: Story) -> None:
        self.cues = cues
        self.story = story
        self.norms = cues.norms
        self.facts = cues.facts
        self.words = cues.words
        self.agents = cues.words.words.agents

    def attribution(self, at: int, start: int) -> Attribution | None:
        """The attribution of the quotation at the token `at` by a participle with its agent, not before `start`."""
        if self.agents.isdisjoint(self.norms[max(start, at - LONGEST - LONGEST_LEAD) : at + 3]):
            return None
        stop = self._before_lead(at, start)
        behind = self._behind_marks(at, stop, start)
        found = self._agent(stop, start) if behind is None else None
        if found is None:
            return behind
        by, agent = found
        if agent.gender == "p" and self._is_short(at):
            return None
        verb = self._behind(at) if self.words.splits_verb else self._before(by, start)
        if verb < 0 or self.norms[verb] in self.words.words.nicknaming:
            return None
        return Attribution(verb, verb + 1, agent)

    def _behind_marks(self, at: int, stop: int, start: int) -> Attribution | None:
        """By whom it is called so, where they stand behind the marks: "branded “a shame” by one and “a gift” by …"."""
        by = at + 2 if self.words.splits_verb and self.facts[at + 1] & PARTICIPLE else at + 1
        if self.norms[by] not in self.agents:
            return None
        agent = self._doer(by)
        if agent is None or (self._is_short(at) and self._may_name(agent, at)):
            return None
        verb = by - 1 if by > at + 1 else stop - 1
        if verb >= start and self.facts[verb] & PARTICIPLE and self.norms[verb] not in self.words.words.nicknaming:
            return Attribution(verb, verb + 1, agent)
        return Attribution(by, by, agent) if self._goes_on(start, at) else None

    def _goes_on(self, start: int, at: int) -> bool:
        """Whether the verb before the marks ahead is meant again: "… by one and “a gift” by another"."""
        verbal = any(self.facts[i] & (FINITE | AUXILIARY) for i in range(start, at) if not self.facts[i] & PARTICIPLE)
        by = start + 1 if self.facts[start] & PARTICIPLE else start
        return start > 0 and self.norms[by] in self.agents and not verbal and self.facts[start - 1] == 0

    def _doer(self, by: int) -> Phrase | None:
        """Who does it, behind the "by" at a place: somebody, or another than somebody named before."""
        other = self.cues.expression(by + 1, "others")
        if other > by + 1 and not self._noun_at(other):
            name = self.cues.tokens.words(self.story.text, by + 1, other)
            return Phrase(by + 1, other, "role", name, gender="x", definite=False)
        agent = self.cues.phrases.at(by if self.facts[by] & DETERMINER else by + 1)
        return agent if agent is not None and agent.kind in _AGENTS else None

    def _noun_at(self, at: int) -> bool:
        """Whether a noun follows, so that what stands before it only goes with it: "by another member"."""
        return self.facts[at] & WORD != 0 and not self.facts[at] & (STOP | JOIN | CONNECTOR | VERB)

    def _may_name(self, agent: Phrase, at: int) -> bool:
        """Whether what stands between the marks may be what people call somebody or something."""
        inner = self.story.marked[self.cues.tokens.quotes[at]].inner.of(self.story.text)
        return agent.gender == "p" or inner[:1].isupper()

    def _is_short(self, at: int) -> bool:
        """Whether so few words stand between the marks that several people have a name for something in them."""
        inner = self.story.marked[self.cues.tokens.quotes[at]].inner
        return not has_words(inner.of(self.story.text), LEAST_OWN)

    def _before_lead(self, at: int, start: int) -> int:
        """Where the words end that lead to the marks: "as", "comme un", "als"."""
        stop = at
        while stop > max(start, at - LONGEST_LEAD) and self._leads(stop - 1):
            stop -= 1
        return stop

    def _leads(self, at: int) -> bool:
        article = self.facts[at] & (DETERMINER | INDEFINITE) == DETERMINER | INDEFINITE
        norm = self.norms[at]
        likens = norm in self.words.lead_ins or norm in self.words.words.likening
        return likens or self.facts[at] & CONNECTOR != 0 or article

    def _agent(self, stop: int, start: int) -> tuple[int, Phrase] | None:
        """The phrase that ends at a place and that "by" leads to, and where that word stands."""
        for by in range(stop - 1, max(start, stop - LONGEST) - 1, -1):
            if not self.facts[by] & WORD:
                return None
            if self.norms[by] not in self.agents:
                continue
            agent = self._doer(by)
            return (by, agent) if agent is not None and agent.end == stop else None
        return None

    def _before(self, by: int, start: int) -> int:
        """Where the participle stands before its agent; -1 for none."""
        for at in range(by - 1, max(start, by - FARTHEST_DONE) - 1, -1):
            if self.facts[at] & PARTICIPLE:
                return at
            if not self.facts[at] & WORD or self.facts[at] & DETERMINER & ~STOP:
                return -1
        return -1

    def _behind(self, at: int) -> int:
        """Where the participle stands behind the marks, as German has it, or behind another's; -1 for none."""
        word = self.norms[at + 1]
        stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        if self.facts[at + 1] & WORD and any(stem in self.words.participles for stem in stems):
            return at + 1
        joined = self.facts[at + 1] & JOIN and self.norms[at + 2] in self.agents
        following = range(at + 3, min(self.cues.tokens.count, at + LONGEST) if joined else 0)
        return next((i for i in following if self.facts[i] & PARTICIPLE), -1)
