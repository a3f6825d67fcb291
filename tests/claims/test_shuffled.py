"""Nothing raises and spans hold on texts made of the words of real ones, cut up and in any order.

Random characters hardly ever reach the rules that need a title, a name and a verb together; the shuffled words of an
article do.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import find_quantities, find_quotes, judge
from claims.language import OURS
from sources.document import Unreadable
from sources.reading import read

DESKS = Path(__file__).parent.parent.parent / "fixtures"
PIECE = re.compile(r"[\u3400-\u9fff]{1,3}|\w+(?:['’.,:-]\w+)*|\s+|.", re.DOTALL)


@cache
def pieces(language: str) -> tuple[str, ...]:
    """The different words, marks and gaps of the articles of a language, in the order of their first use."""
    found: dict[str, None] = {}
    for file in sorted(DESKS.glob(f"desk*/**/{language}-*/article.*")):
        document = read(file.read_bytes(), url=file.name)
        assert not isinstance(document, Unreadable)
        found |= dict.fromkeys(PIECE.findall(document.text))
    return tuple(found)


def shuffled(language: str) -> st.SearchStrategy[str]:
    """Runs of words, some of them with a blank between, some without."""
    word = st.sampled_from(pieces(language))
    return st.lists(st.tuples(word, st.sampled_from(["", "" if language == "zh" else " "])), max_size=60).map(
        lambda words: "".join(piece + gap for piece, gap in words)
    )


@pytest.mark.parametrize("language", OURS)
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_nothing_raises_and_spans_hold(language: str, data: st.DataObject) -> None:
    text, other = data.draw(shuffled(language)), data.draw(shuffled(language))
    for quote in find_quotes(text, language):
        assert quote.text == quote.span.of(text)
    for quantity in find_quantities(text, language):
        assert quantity.text == quantity.span.of(text)
    assert judge(text, other, language, language).finding
