"""Where a text is cut into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.display import Run, Tone, plain
from tui.lines import breaks, is_cut_otherwise, wrapped
from tui.widgets.pane import broken, lines_before_mark

CHINESE = "本报讯 河口大桥昨日通车。市长柳青说:“大桥让两岸的路程缩短了一半,也让3000人有了工作。”"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("the bridge opens", 10, ["the bridge", "opens"]),
        ("a word_that_is_too_long", 8, ["a", "word_tha", "t_is_too", "_long"]),
        ("one\n\n  two", 20, ["one", "", "  two"]),
        ("见[2] zh.html: 大桥昨日通车", 20, ["见[2] zh.html: 大桥", "昨日通车"]),
        ("大桥昨日通车,市长说", 12, ["大桥昨日通", "车,市长说"]),
        ("大桥昨日“通车”了", 10, ["大桥昨日", "“通车”了"]),
        ("bridge大桥(新)", 9, ["bridge大", "桥(新)"]),
        ("il a dit\u00a0: «\u00a0Oui\u00a0», hier", 11, ["il a dit\u00a0:", "«\u00a0Oui\u00a0»,", "hier"]),
        ("près de 1\u202f400\u202f000 habitants", 16, ["près de", "1\u202f400\u202f000", "habitants"]),
        ("a 123\u202f45678 b", 5, ["a", "123\u202f4", "5678", "b"]),
        ("fin \u00a0", 9, ["fin"]),
        ("", 9, [""]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def test_chinese_fills_its_lines_and_no_line_begins_with_a_comma() -> None:
    for width in range(10, 60):
        lines = wrapped(CHINESE, width)
        assert all(width - 5 <= cell_len(line) <= width for line in lines[1:-1] if not line.endswith(("。", ":")))
        assert not any(line[0] in ",。:”" for line in lines)
        assert not any(line[-1] == "“" for line in lines)


@given(st.text(alphabet="ab \u00a0\u202f中文，。“”(\n-", max_size=60), st.integers(2, 20))
def test_no_line_is_too_long_and_nothing_is_lost(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrapped(text, width))
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())
    assert breaks(text, width) == sorted(set(breaks(text, width)))


def test_a_pane_goes_on_in_the_line_where_chinese_begins() -> None:
    runs = (Run("[2] zh.html: ", Tone.KEY), Run(CHINESE, Tone.DIM))
    first = broken(runs, 30).plain.split("\n")[0]
    assert first == "[2] zh.html: 本报讯 河口大桥昨"
    assert is_cut_otherwise(plain(runs))
    assert not is_cut_otherwise("the “bridge”…")


def test_the_mark_is_found_behind_chinese() -> None:
    runs = (Run("讯 " + "桥" * 40), Run("市长", Tone.MARK))
    assert lines_before_mark(runs, 20) == 4
