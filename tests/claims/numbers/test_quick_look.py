"""The look at a few letters that spares the lists: it must lose nothing that they hold."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

import pytest

from claims.language import OURS
from claims.numbers import find_quantities
from claims.numbers.lexical import view
from claims.numbers.lexical.phrases import Heads, Names, Phrases, Tails, by_letters
from claims.numbers.lexical.words import load_lexicon

ARTICLES = Path(__file__).parents[3] / "fixtures" / "cases" / "quotes" / "articles"


class Everything(dict[int, Names]):
    """A look that spares nothing: any list may have a phrase anywhere."""

    def __init__(self, every: Names, _text: str, _names: object) -> None:
        super().__init__()
        self._every = every

    def __missing__(self, _at: int) -> Names:
        return self._every


@pytest.mark.parametrize("language", OURS)
def test_without_the_quick_look_the_same_figures_are_found(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = tomllib.loads((ARTICLES / f"{language}.toml").read_text("utf-8"))["case"]
    text = "\n\n".join(case["text"] for case in cases)
    found = find_quantities(text, language)
    lexicon = load_lexicon(language)
    tables = {name for name, table in vars(lexicon).items() if isinstance(table, Phrases)}
    every = partial(Everything, frozenset({*lexicon.lists, *tables}))
    monkeypatch.setattr(view, "Heads", every)
    monkeypatch.setattr(view, "Tails", every)
    assert find_quantities(text, language) == found
    assert found


def test_a_list_is_named_wherever_one_of_its_phrases_may_stand() -> None:
    lists = {"long": ["per cent", "perhaps"], "short": ["p"], "two": ["pe"], "other": ["nt"]}
    heads = Heads("per cent, p", by_letters(lists, ends=False))
    assert heads[0] == {"long", "short", "two"}
    assert heads[5] == frozenset()
    assert heads[10] == {"short"}
    tails = Tails("per cent p", by_letters(lists, ends=True))
    assert tails[8] == {"long", "other"}
    assert tails[10] == {"short"}
    assert tails[0] == tails[1] - {"short"} == frozenset()
