"""The index of names finds whom a look at each name would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.matching.quotes.names import Same, same_speaker
from claims.matching.quotes.namesakes import Namesakes

NAMES = (
    "Ana Brook", "Brook", "Mayor Ana Brook", "Ana Brooke", "A. B.", "B. A.", "a. b.", "the mayor", "The Mayor", "mayor",
    "Joris van der Meulen", "Van der Meulen", "Piet van der Berg", "Meullen", "Meulens", "Tom", "Tim", "", "  ", "7",
    "Agence du port", "Port agency", "王芳", "芳", "王", "王芳芳", "李王芳", "北城港口管理局", "北城港口管理处",
    "Wang Fang", "港口管理局", "Fang Wang", "贝尔纳丹", "Lucie Bernardin", "Bernardim", "É. B.", "dr. Ana B.",
)  # fmt: skip


def test_each_name_finds_those_that_are_the_same() -> None:
    known = Namesakes(NAMES)
    for name in NAMES:
        assert set(known.of(name)) == {other for other in NAMES if same_speaker(name, other) is Same.YES}


@given(st.lists(st.text("abcDEF王芳城 .'-", max_size=8), max_size=8))
def test_so_do_names_of_any_kind(names: list[str]) -> None:
    known = Namesakes(names)
    for name in names:
        assert set(known.of(name)) == {other for other in names if same_speaker(name, other) is Same.YES}
