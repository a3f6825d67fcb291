"""How Chinese is cut into words where a figure stands before it."""

from __future__ import annotations

from claims.matching.words.terms import terms_of
from tests.tables import Row, each_row

CASES = (
    ("a day", "船队5日出发", ("日", "出发")),
    ("a day behind a space", "船队 5 日出席", ("日", "出席")),
    ("a day in characters", "船队十五日出发", ("日", "出发")),
    ("sunrise without a figure", "清晨日出", ("日出",)),
    ("yen", "票价500日元", ("日元",)),
    ("a month", "3月报告", ("月", "报告")),
    ("the beginning of a month", "3月初", ("月初",)),
    ("a year", "2031年报告", ("年", "报告")),
    ("a school year", "2031年度", ("年度",)),
    ("doctors", "3名医生", ("医生",)),
    ("doctors, more or less", "三十多名医生", ("医生",)),
    ("a famous doctor", "请来名医", ("名医",)),
    ("residents", "两位居民", ("居民",)),
    ("lines", "7条线路", ("条", "线路")),
    ("teams", "二十支队伍", ("支", "队伍")),
    ("people", "5个人", ("人",)),
    ("inhabitants", "30万人口", ("人口",)),
    ("supporters", "2000支持者", ("支持者",)),
)


@each_row(Row("figures", name, (text, words)) for name, text, words in CASES)
def test_what_counts_behind_a_figure_ends_a_word(text: str, words: tuple[str, ...]) -> None:
    assert tuple(term.form for term in terms_of(text, "zh"))[-len(words) :] == words
