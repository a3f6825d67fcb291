"""By whom something is called what stands between the marks: "a move dismissed by the union as “a trick”"."""

from __future__ import annotations

from claims.quotes.lexical.facts import CONNECTOR, DETERMINER, INDEFINITE, PARTICIPLE, STOP, WORD
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.nouns.scanning import LONGEST
from claims.quotes.saying.cues import Attribution, CueReader
from claims.quotes.story import Story, has_words

LEAST_OWN = 3
"""Words between the marks that several people say: fewer are what they call it (*called by locals “the hump”*)."""
FARTHEST_DONE = 4
"""Words from a participle to who did it: "dismissed on Monday by the union"."""
LONGEST_LEAD = 2
"""Words between who did it and the marks: "as", "comme un", "de"."""

_AGENTS = ("person", "role", "institution")
_ENDINGS = ("", "e", "en", "er", "es", "em")
"""Of a German or Dutch participle before its noun: "der als „…“ bezeichnete Plan"."""


class AgentReader:
    """Reads the agents of the passives of one frame."""

    def __init__(self, cues: CueReader, story: Story) -> None:
        self.cues = cues
        self.story = story
        self.norms = cues.norms
        self.facts = cues.facts
        self.words = cues.words
        self.lead_ins = cues.words.lead_ins | cues.words.words.likening

    def attribution(self, at: int, start: int) -> Attribution | None:
        """The attribution of the quotation at the token `at` by a participle with its agent, not before `start`."""
        stop = self._before_lead(at, start)
        found = self._agent(stop, start)
        if found is None:
            return None
        by, agent = found
        if agent.gender == "p" and self._is_short(at):
            return None
        verb = self._behind(at) if self.words.splits_verb else self._before(by, start)
        if verb < 0 or self.norms[verb] in self.words.words.nicknaming:
            return None
        return Attribution(verb, verb + 1, agent)

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
        return self.norms[at] in self.lead_ins or self.facts[at] & CONNECTOR != 0 or article

    def _agent(self, stop: int, start: int) -> tuple[int, Phrase] | None:
        """The phrase that ends at a place and that "by" leads to, and where that word stands."""
        for by in range(stop - 1, max(start, stop - LONGEST) - 1, -1):
            if not self.facts[by] & WORD:
                return None
            if self.norms[by] not in self.words.words.agents:
                continue
            agent = self.cues.phrases.at(by if self.facts[by] & DETERMINER else by + 1)
            named = agent is not None and agent.end == stop and agent.kind in _AGENTS
            return (by, agent) if named and agent is not None else None
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
        """Where the participle stands right behind the marks, as German and Dutch have it; -1 for none."""
        word = self.norms[at + 1]
        stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        known = self.facts[at + 1] & WORD and any(stem in self.words.participles for stem in stems)
        return at + 1 if known else -1
