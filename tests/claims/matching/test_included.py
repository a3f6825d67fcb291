"""A sum with something in it is not one with that on top: each word of the data is read."""

from __future__ import annotations

from collections.abc import Iterator

from claims.language import read_words
from claims.matching.figures.another.included import IncludedWords, read_included
from tests.tables import Row, each_row

WORDS = read_words("und", "included", IncludedWords)
_TABLES = ("with_before", "with_behind", "without_before", "without_behind", "before_before", "after_before")


def _said() -> Iterator[Row]:
    for language, things in WORDS.things.items():
        space = "" if language == "zh" else " "
        for table in _TABLES:
            forms = getattr(WORDS, table).get(language, ())
            way, _, side = table.partition("_")
            pairs = [(thing, names[0], form) for thing, names in things.items() for form in forms]
            pairs += [(thing, name, forms[0]) for thing, names in things.items() for name in names if forms]
            for thing, name, form in pairs:
                said = form + space + name if side == "before" else name + space + form
                yield Row(language, said, (language, said, thing, way))
        for way, forms in WORDS.whole.get(language, {}).items():
            for form in forms:
                yield Row(language, form, (language, form.replace("*", "preis"), "tax", way))


@each_row(_said())
def test_what_is_in_a_sum(language: str, said: str, thing: str, way: str) -> None:
    assert read_included(f"，{said}。" if language == "zh" else f", {said}.", language) == (thing, way)
