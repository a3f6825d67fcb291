"""Traditional characters read as simplified ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.language import read_words
from claims.script import ScriptWords, simplified


def test_traditional_text_reads_as_simplified() -> None:
    assert simplified("縣政府表示，總經費約新臺幣兩億元") == "县政府表示，总经费约新台币两亿元"


def test_simplified_text_stays() -> None:
    assert simplified("县政府表示，著名作家") == "县政府表示，著名作家"


def test_no_pair_is_doubled_and_none_chains() -> None:
    pairs = read_words("zh", "script", ScriptWords).pairs.split()
    traditional, simple = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    assert len(traditional) == len(pairs)
    assert not traditional & simple


@given(st.text())
def test_the_length_stays_and_twice_is_once(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once
