"""Where names stand in a Chinese text: what is looked for where surnames stand is what a look at every place finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from claims.quotes.lexical.characters import HAN
from claims.quotes.unspaced.cast import Places
from claims.quotes.unspaced.unspaced import UnspacedLexicon, unspaced_lexicon

GIVEN = re.compile(f"[{HAN}]{{1,2}}")
texts = st.text(alphabet="王欧阳司马明兰，a", max_size=40)
"""Single surnames, double ones and their parts, given names, and what is no Chinese character."""


def words() -> UnspacedLexicon:
    found = unspaced_lexicon("zh")
    assert found is not None
    return found


@given(texts, st.text(alphabet="王欧阳马明兰", min_size=1, max_size=3))
def test_a_name_is_found_at_each_place(text: str, name: str) -> None:
    assert Places(text, words()).of(name) == [at for at in range(len(text)) if text.startswith(name, at)]


@given(texts, st.sets(st.integers(0, 40)))
def test_what_comes_back_outside_marks(text: str, marked: set[int]) -> None:
    places: dict[str, list[int]] = {}
    for surname in words().surname.finditer(text):
        at, rest = surname.start(), GIVEN.match(text, surname.end())
        if rest is not None and at not in marked:
            for end in range(rest.start() + 1, rest.end() + 1):
                places.setdefault(text[at:end], []).append(at)
    back = {name: starts for name, starts in places.items() if len(starts) > 1}
    assert Places(text, words()).coming_back(marked.__contains__) == back
