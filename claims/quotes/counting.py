"""Figures in and before noun phrases: what they count may speak, they themselves never do."""

from __future__ import annotations

from collections.abc import Sequence

from claims.quotes.tokens import Token, is_figure
from claims.quotes.words import Lexicon

NEAR_VERB = 6
"""Tokens between a verb and the figure that counts its subject."""


class Counting:
    """Tells where a figure stands in the tokens of one frame."""

    def __init__(self, tokens: Sequence[Token], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words

    def _counted(self, first: int) -> bool:
        """Whether a figure opens a phrase inside its clause, or counts it from before. A year counts nothing."""
        before = self.tokens[first - 1].text if first else ""
        if is_figure(self.tokens[first].text):
            return before[:1].isalnum() and not self._after_verb(first)
        return is_figure(before) and not (len(before) == 4 and before.isdigit())

    def _after_verb(self, first: int) -> bool:
        """Whether a verb of speech stands shortly before a place in its clause: "brüllten heute rund 40 Anhänger"."""
        for at in range(first - 1, max(-1, first - NEAR_VERB), -1):
            if self.tokens[at].kind != "word" or self.tokens[at].norm in self.words.that:
                return False
            if self.tokens[at].norm in self.words.finite:
                return True
        return False

    def _counts(self, at: int) -> bool:
        """Whether a figure stands at a place that counts what follows, behind no small word: "leva 118 passageiros"."""
        before, following = self.tokens[at - 1], at + 1
        small = before.norm in self.words.connectors or before.norm in self.words.determiners
        if not is_figure(self.tokens[at].text) or before.capital or small:
            return False
        return following < len(self.tokens) and self.tokens[following].kind == "word"

    def _is_indefinite(self, at: int) -> bool:
        return self.tokens[at].norm in self.words.indefinite or is_figure(self.tokens[at].text)

    def _leads_in(self, at: int) -> bool:
        """Whether an article or a figure stands at a place, which is no part of what somebody is called."""
        return self.tokens[at].norm in self.words.determiners or is_figure(self.tokens[at].text)

    def _noun_first(self, begin: int, noun: int) -> int:
        """Where nouns have capitals what stands before them only describes: "ein geretteter [Bergmann]"."""
        if not self.words.words.capital_nouns or not self.tokens[noun].capital:
            return begin
        return next(i for i in range(begin, noun + 1) if self.tokens[i].capital and (i > 0 or i == noun))
