"""Of a table of cases, every one that fails is told, with its name and with what its check says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

TABLE = """
from tests.tables import Row, each_row

ROWS = [
    Row("sums", "two and two", (2, 2, 4)),
    Row("sums", "two and three", (2, 3, 6)),
    Row("sums", "nothing and a word", (0, "one", 1)),
    Row("sums", "two and one", (2, 1, 4), "not yet"),
    Row("sums", "one and one", (1, 1, 2), "not yet"),
    Row("large sums", "a thousand and one", (1000, 1, 1001)),
]

@each_row(ROWS)
def test_a_sum_is_right(one, other, sum):
    assert one + other == sum
"""


def run(file: Path, *words: str) -> str:
    file.write_text(TABLE, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *words, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_every_case_that_fails_is_told(tmp_path: Path) -> None:
    told = run(tmp_path / "test_sums.py")
    failed = re.findall(r"^SUBFAILED\[(.*?)\]", told, re.MULTILINE)
    assert failed == ["two and three", "nothing and a word", "one and one"]
    assert "assert (2 + 3) == 6" in told
    assert "TypeError: unsupported operand" in told
    assert "passes, though it is known to fail: not yet" in told
    assert told.splitlines()[-1].startswith("4 failed, 1 passed, 1 xfailed")


def test_a_table_can_be_named(tmp_path: Path) -> None:
    assert run(tmp_path / "test_sums.py", "-k", "large").splitlines()[-1].startswith("1 passed, 1 deselected")
