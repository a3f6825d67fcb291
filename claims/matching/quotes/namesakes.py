"""Which of many names are a speaker's, without a look at the others: whoever is the same has a key in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise

from claims.matching.quotes.names import Same, alikes, are_initials, han, initials, name_words, same_speaker
from claims.matching.words.folding import HAN

_MOST = 64
"""Names with a key in common that are looked at, those of the rarest keys first: whom one name in a text may mean are a
few, and more have no more than a given name in common."""


class Namesakes:
    """Names, asked for those that mean whom another one means.

    Between Chinese characters and letters the sounds are compared, which have no keys: there each name is looked at.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[bool, list[str]] = {False: [], True: []}
        self._by_key: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            self._names[_in_characters(name)].append(name)
            for key in dict.fromkeys(_keys(name)):
                self._by_key.setdefault(key, []).append(name)

    def of(self, name: str) -> list[str]:
        """The names of whoever a name means."""
        groups = [self._by_key[key] for key in dict.fromkeys(_asked(name)) if key in self._by_key]
        near = dict.fromkeys(chain.from_iterable(islice(group, _MOST) for group in sorted(groups, key=len)))
        near = dict.fromkeys(chain(islice(near, _MOST), self._names[not _in_characters(name)]))
        return [other for other in near if same_speaker(name, other) is Same.YES]


def _in_characters(name: str) -> bool:
    return HAN.search(name) is not None


def _keys(name: str) -> Iterator[str]:
    """What a name is found by. With `_asked` it mirrors what `same_speaker` asks of names in one script."""
    yield from _shared(name)
    if _in_characters(name):
        yield from (f"in {character}" for character in han(name))
    else:
        yield f"of {initials(name)}"


def _asked(name: str) -> Iterator[str]:
    """The keys that names of the same speaker are found by."""
    yield from _shared(name)
    if _in_characters(name):
        yield from (f"is {character}" for character in han(name))
        if len(han(name)) == 1:
            yield f"in {han(name)}"
    else:
        yield f"is {initials(name)}"
        if are_initials(name):
            yield f"of {initials(name)}"


def _shared(name: str) -> Iterator[str]:
    """The keys that a name has and is asked for by, too: two characters in a row, a word, or all but a letter of it."""
    if _in_characters(name):
        characters = han(name)
        yield from map("".join, pairwise(characters))
        if len(characters) == 1:
            yield f"is {characters}"
    else:
        for word in name_words(name):
            yield from alikes(word)
        if are_initials(name):
            yield f"is {initials(name)}"
