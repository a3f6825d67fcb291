"""Who has no name in a clause of a Chinese text: somebody by a role, a document that says so, a body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from claims.quotes.lexical.characters import all_han
from claims.quotes.lexical.patterns import Patterns

_SOLE: Final = 3
"""Characters of a name that stands alone before its verb."""

_COUNTED: Final = re.compile(r"[^\d,.][\d,.]+[万多余]*[户名位个]$")
"""A figure inside a clause with its measure word: whom it counts is done something to: 走访320户[菜农]."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Who is named in a clause: the words, where they stand in it, and what they are.

    `kind` is `name`, `pronoun`, `same`, `institution`, `document` or `role`.
    """

    start: int
    end: int
    text: str
    kind: str
    title: str = ""


class RoleReader(Patterns):
    """Finds roles, documents and bodies."""

    def role_in(self, clause: str) -> Mention | None:
        """The first role of a clause with what describes it: 一名[老居民]说, 该[工作人员]."""
        found = self.role.search(clause)
        lead = clause[: found.start()] if found is not None else ""
        if found is None or self.governing.of(lead) or _COUNTED.search(lead):
            return None
        start = found.start()
        pointing = clause[:start].endswith(self.words.same) or found.group() in self.words.anaphoric
        return Mention(start, found.end(), found.group(), "same" if pointing else "role")

    def acting_body(self, clause: str) -> Mention | None:
        """The body that a clause opens with and that did something, as an aspect or an adverb tells: [工会]拒绝了."""
        did = self.aspect.search(clause)
        body = self.institution.match(clause, 0, did.start()) if did is not None else self.institution.match(clause)
        acts = body is not None and (did is not None or self.adverb.match(clause, body.end()) is not None)
        if body is None or not acts or self.governed.search(body.group()) is not None:
            return None
        return Mention(0, body.end(), body.group(), "institution")

    def noun(self, clause: str, start: int) -> Mention | None:
        end = self._noun_end(clause, start)
        document = self.document.match(clause, start)
        role = self.roles.match(clause[start:end])
        if role is not None and (document is None or end > document.end()):
            return Mention(start, end, clause[start:end], "role")
        actor = self.actor.search(clause, start, document.end() - 1) if document is not None else None
        if actor is not None:
            return Mention(start, actor.end(), clause[start : actor.end()], "role")
        if document is not None:
            return Mention(start, document.end(), document.group(), "document")
        return self.closing_role(clause, start) or self._body(clause, start)

    def is_owners(self, behind: str) -> bool:
        """Whether what stands behind a pronoun is somebody of theirs, and no verb in it: 她家附近的[修车铺老板]."""
        noun = self.role.search(behind)
        return noun is not None and self.breaks.search(behind, 0, noun.start()) is None

    def closing_role(self, clause: str, start: int) -> Mention | None:
        """A role that closes a clause though a word in it looks like a preposition: 市府[发]言人."""
        role = self.roles.match(clause, start, self._adverbs_off(clause, start))
        if role is None or self.governed.search(role.group()) is not None:
            return None
        return Mention(start, role.end(), role.group(), "role")

    def _body(self, clause: str, start: int) -> Mention | None:
        """A body that no list has, if nothing but adverbs parts it from the cue and no preposition leads it."""
        end = self._adverbs_off(clause, start)
        found = self.body.match(clause[start:end])
        if found is None or "在" in found.group() or self.governed.search(found.group()) is not None:
            return None
        return Mention(start, end, found.group(), "institution")

    def _aged_length(self, text: str, end: int) -> int:
        """How many characters before an age are a name that opens a clause: [何阿珠]今年七十岁."""
        for length in (3, 2):
            at = end - length
            opens = at == 0 or (at > 0 and not all_han(text[at - 1]))
            surname = self.surname.match(text, at) if opens else None
            if surname is None or self.no_name.match(text, at) or self.breaks.search(text, surname.end(), end):
                continue
            return length if all_han(text[at:end]) else 0
        return 0

    def _sole_name(self, clause: str, start: int) -> Mention | None:
        """A surname that may be an adverb, and two characters that are nothing else, as the whole subject: 曾福海."""
        bare = clause[start:].rstrip("\u3000 ")
        surname = self.surname.match(bare)
        adverb = surname is not None and surname.group() in self.are_adverbs
        if not adverb or len(bare) != _SOLE or self.breaks.search(bare, 1) or self.role.search(bare, 1):
            return None
        return Mention(start, start + len(bare), bare, "name")

    def foreign_length(self, clause: str, at: int) -> int:
        """How many characters at a place are a foreign name by their sound, or a surname among friends: 小韩."""
        familiar = self.familiar.match(clause, at)
        if familiar is not None and (familiar.end() == len(clause) or self.after_name.match(clause, familiar.end())):
            return familiar.end() - at
        sounded = self.sounded.match(clause, at)
        if sounded is None or self.no_name.match(clause, at):
            return 0
        word = next((i for i in range(at, sounded.end()) if self.breaks.match(clause, i)), sounded.end())
        return word - at if word >= at + 2 else 0
