"""How far a noun phrase reaches, and which of its capitalised words belong together."""

from __future__ import annotations

from collections.abc import Container, Sequence

from claims.quotes.counting import Counting
from claims.quotes.tokens import Token, is_figure
from claims.quotes.words import Lexicon

_OPENING = frozenset(".!?…:;–—")
LONGEST = 18
"""Tokens. No phrase in the desk's languages that names a speaker is longer before a comma comes."""


class Scanner(Counting):
    """Reads the tokens of one frame of `text`.

    `names` are the words, in lower case, that are part of some name of the text, `surnames` those that end one.
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        words: Lexicon,
        names: Container[str] = (),
        surnames: Container[str] = (),
    ) -> None:
        super().__init__(tokens, words)
        self.text = text
        self.names = names
        self.surnames = surnames

    def _may_open(self, first: int) -> bool:
        """A phrase begins with no preposition: "of passengers" is the end of one."""
        token, words = self.tokens[first], self.words
        if self._counted(first):
            return False
        small = token.norm in words.connectors or token.norm in words.stops or token.norm in words.common
        return token.capital or token.norm in words.determiners or not small or self._is_noun(token.norm)

    def _noun_follows(self, at: int) -> bool:
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return False
        word = self.tokens[at].norm
        if self.words.words.capital_nouns and self.tokens[at].capital:
            return True
        return word not in self.words.finite and word not in self.words.auxiliaries and word not in self.words.stops

    def _extent(self, first: int) -> int:
        """Where the phrase ends: at a sign, a stop word, a verb, or a lower-case word behind a name."""
        words, tokens = self.words, self.tokens
        at, content, named = first, False, False
        while at < len(tokens) and at - first < LONGEST and tokens[at].kind == "word":
            token = tokens[at]
            joining = content and at + 1 < len(tokens) and tokens[at + 1].kind == "word"
            if token.norm in words.connectors and joining and self._goes_on(at, named):
                named = False
            elif token.norm in words.determiners and (not content or tokens[at - 1].norm in words.connectors):
                pass
            elif self._stops(at, first, content) or (content and (self._begins_anew(at) or self._counts(at))):
                break
            elif token.capital:
                content, named = True, True
            elif named and not self._is_noun(token.norm) and not self._particle(at, len(tokens)):
                break
            else:
                content, named = True, False
            at += 1
        while at > first and self._hangs(tokens[at - 1].norm):
            at -= 1
        return at

    def _begins_anew(self, at: int) -> bool:
        """Whether an article or another small word shows that the next phrase begins."""
        words, token = self.words, self.tokens[at]
        if (
            token.capital
            or is_figure(self.tokens[at - 1].text)
            or token.norm in words.same
            or self._particle(at, len(self.tokens))
        ):
            return False
        small = token.norm in words.determiners or token.norm in words.common
        return small and token.norm not in words.connectors and not self._is_noun(token.norm)

    def _hangs(self, word: str) -> bool:
        return word in self.words.connectors or word in self.words.determiners

    def _goes_on(self, at: int, named: bool) -> bool:
        """Whether a connector leads to more of the phrase: "de" does, "and" only between what can speak."""
        token = self.tokens[at]
        if token.norm not in self.words.joins:
            placed = token.norm not in self.words.particles and not self.words.words.capital_nouns
            return not (placed and self.tokens[at + 1].norm in self.words.indefinite)
        after = self.tokens[at + 1]
        return (named and after.capital) or self._is_noun(after.norm) or after.norm in self.words.determiners

    def _stops(self, at: int, first: int, content: bool) -> bool:
        token, words = self.tokens[at], self.words
        if token.norm in words.stops:
            return not (token.capital and content)
        if at == first or token.capital:
            return False
        if content and token.norm in words.labels:
            return True
        if words.role(token.norm) is not None or (at == first + 1 and self._article(first)):
            return False
        known = token.norm in words.finite or token.norm in words.auxiliaries or token.norm in words.gerunds
        verb = known or token.norm.endswith(words.words.verb_endings or ("\n",))
        return verb or (words.is_adverb(token.norm) and token.norm not in words.same)

    def _article(self, at: int) -> bool:
        """Whether the word is an article that is no pronoun too: what follows is a noun, though it look like a verb."""
        word = self.tokens[at].norm
        return (word in self.words.determiners and word not in self.words.before_verb) or word.endswith("'")

    def _is_noun(self, word: str) -> bool:
        words = self.words
        return words.role(word) is not None or words.is_institution(word) or words.is_document(word)

    def _head_run(self, first: int, end: int) -> tuple[int, int] | None:
        """The capitalised words that name the head: not those behind "of the"; those behind a role come first."""
        runs = [run for run in self._runs(first, end) if not self._depends(run[0], first)]
        for start, stop in runs:
            if start > first and self.words.role(self.tokens[start - 1].norm) is not None:
                return start, stop
        return runs[0] if runs else None

    def _runs(self, first: int, end: int) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        at = first
        while at < end:
            if not self._nameable(at, first):
                at += 1
                continue
            start = at
            while at < end and (self._nameable(at, first) or self._particle(at, end)):
                at += 1
            runs.append((start, at))
        return runs

    def _nameable(self, at: int, first: int) -> bool:
        token = self.tokens[at]
        if not token.capital and token.norm not in self.words.titles:
            return False
        if at == first and token.norm in self.words.determiners:
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else token
            return (
                following.capital
                and token.norm in self.names
                and following.norm in self.names
                and following is not token
            )
        return not self._opens(at) or token.norm in self.names or self._opens_name(at)

    def _opens(self, at: int) -> bool:
        """Whether the word has its capital from the sentence that it opens."""
        return at == 0 or self.tokens[at - 1].text in _OPENING

    def _opens_name(self, at: int) -> bool:
        """Whether a sentence-opening word is a name all the same: a title, half of one, or right before a verb."""
        token, words = self.tokens[at], self.words
        if token.norm in words.titles or words.role(token.norm) is not None or words.is_institution(token.norm):
            return True
        verbal = token.norm in words.finite or token.norm.endswith(words.words.verb_endings or ("\n",))
        if verbal or token.norm in words.openers or words.is_adverb(token.norm):
            return False
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].kind != "word":
            apposed = at + 1 < len(self.tokens) and self.tokens[at + 1].text == ","
            known = not words.words.capital_nouns or token.norm in self.surnames
            return apposed and known and not token.norm.endswith(words.words.past_endings or ("\n",))
        following = self.tokens[at + 1]
        return (
            following.capital or following.norm in words.particles or following.norm in words.finite | words.auxiliaries
        )

    def _particle(self, at: int, end: int) -> bool:
        """Whether a lower-case particle stands between two parts of a name (van der Meer, de la Fuente)."""
        words, tokens = self.words, self.tokens
        inner = at > 0 and tokens[at - 1].norm in words.particles and tokens[at].norm in words.inner_particles
        if tokens[at].norm in words.joins or not (inner or tokens[at].norm in words.particles):
            return False
        following = at + 1
        while (
            following < end
            and not tokens[following].capital
            and tokens[following].norm in words.particles | words.inner_particles
        ):
            following += 1
        return following < end and tokens[following].capital

    def _depends(self, start: int, first: int) -> bool:
        at = start - 1
        while (
            at > first
            and self.tokens[at].norm in self.words.determiners
            and self.tokens[at].norm not in self.words.connectors
        ):
            at -= 1
        if at <= first or self.tokens[at].norm not in self.words.connectors:
            return False
        return any(self.tokens[i].norm not in self.words.determiners for i in range(first, at))

    def _after_determiners(self, first: int, end: int) -> int:
        at = first
        while at < end and not self.tokens[at].capital and self._leads_in(at):
            at += 1
        if at == first and at < end - 1 and self.tokens[at].norm in self.words.determiners:
            at += 1
            while at < end and not self.tokens[at].capital and self.tokens[at].norm in self.words.determiners:
                at += 1
        return at

    def _given_at(self, at: int) -> bool:
        return self.tokens[at].norm.split("-")[0] in self.words.given_names

    def _role_end(self, at: int, end: int) -> int:
        """Where the phrase of a role ends: before a verb that no list has, "un boulanger vide son fournil"."""
        heads_last = not self.words.words.verb_first
        for i in range(at + 1, end):
            token, following = self.tokens[i], self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            if self.words.words.capital_nouns and {token.norm} <= self.words.connectors & self.words.stops:
                return i
            if token.norm in self.words.connectors or token.capital or self.words.role(token.norm) is not None:
                return end
            if heads_last or (following is not None and following.norm in self.words.possessives):
                return i
        return end

    def slice(self, first: int, end: int) -> str:
        """The text of the tokens `[first, end)` as written, line ends as spaces."""
        end = min(end, len(self.tokens))
        if first >= end:
            return ""
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split())
