"""Who is whose: "her brother" where the text has named him, or has said of her that she is his sister."""

from __future__ import annotations

import re
from typing import Final

from claims.quotes.nouns.phrases import Phrase
from claims.quotes.nouns.runs import NAME
from claims.quotes.persons.later import Ahead
from claims.quotes.persons.recall import Resolved

FARTHEST_OWNER: Final = 40
"""Characters from a name to whose relative it is said to be."""

_OWNER: Final = re.compile(rf"({NAME.pattern})[’']s ")


class Relatives(Ahead):
    """The relatives in one text."""

    def relative(self, phrase: Phrase, at: int) -> Resolved | None:
        """The person whom a possessive with a relative means: the only one named as such, or whose relative one is."""
        roles = self._words.words.roles
        if phrase.noun not in roles.kin or phrase.kind != "role" or " " in phrase.name:
            return None
        held = {name for start, name in self._held.get(phrase.noun, ()) if start < at}
        named = next(iter(held)) if len(held) == 1 else self._counterpart(phrase, at) if not held else ""
        return Resolved(named, phrase.name, None) if named and self._fits(named, phrase.gender) else None

    def _counterpart(self, phrase: Phrase, at: int) -> str:
        """Whose sister she is of whom "her brother" is said: "June Hall, Walter’s sister, … Her brother …"."""
        for noun in self._words.words.roles.counterparts.get(phrase.noun, ()):
            for start, name in reversed(self._held.get(noun, [])):
                owner = self._owner_of(start + len(name), noun) or self._owner_before(start) if start < at else ""
                last = self.last(at, self.persons[name].gender)
                if owner and owner != name and last is not None and last.name == name:
                    return owner
        return ""

    def _owner_of(self, end: int, noun: str) -> str:
        """The person whose relative a name is said to be behind it: ", Walter’s sister", ", la sœur de Walter"."""
        behind = self._text[end : end + FARTHEST_OWNER]
        place = behind.lower().find(noun)
        if place < 0:
            return ""
        owned = _OWNER.search(behind, 0, place)
        found = owned.group(1) if owned is not None else self._behind_noun(behind[place + len(noun) :])
        return (self.owner(found.split()[-1], end) or found) if found else ""

    def _owner_before(self, start: int) -> str:
        """Whom the pronoun before a relative and a name means: "Her husband, Karl Reed, …"."""
        led = self._somebodys(start)
        gender = self._words.words.possessors.get(led.group(1).lower(), "") if led is not None else ""
        owner = self.last(led.start(), gender) if led is not None and gender else None
        return owner.name if owner is not None and owner.kind == "person" else ""

    def _behind_noun(self, rest: str) -> str:
        """The name that "of" joins to a relative."""
        lead, _, behind = rest.strip().replace("’", "'").replace("'", "' ", 1).partition(" ")
        named = NAME.match(behind.strip()) if lead.lower() in self._words.connectors else None
        return named.group() if named is not None else ""

    def _in_office(self, phrase: Phrase) -> list[tuple[int, str]]:
        """Where the text names somebody with a role, or with an office that it is another word for."""
        synonyms = self._words.words.roles.synonyms
        held = self._held.get(phrase.noun, [])
        others = synonyms.get(self._of_now(phrase).lower()) or synonyms.get(phrase.noun, ())
        return held if held or not others else sorted(one for noun in others for one in self._held.get(noun, ()))

    def _of_now(self, phrase: Phrase) -> str:
        """What a phrase calls somebody without the word that says that this is over: "former harbour pilot"."""
        first, _, rest = phrase.name.partition(" ")
        return rest if rest and first.lower() in self._words.words.roles.past else phrase.name
