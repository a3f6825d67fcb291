"""The gold sets are sound: every quotation mark and digit of an article is claimed or named a decoy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.mark.parametrize("name", ["desk", "desk2", "desk3", "desk4"])
def test_a_set_verifies(name: str, tmp_path: Path) -> None:
    # verify.py looks for bundles beside itself, so it is run in a copy of the set.
    folder = tmp_path / name
    folder.mkdir()
    for bundle in (FIXTURES / name).iterdir():
        if bundle.is_dir() and bundle.name != "__pycache__":
            (folder / bundle.name).symlink_to(bundle)
    (folder / "verify.py").write_bytes((FIXTURES / "desk" / "verify.py").read_bytes())
    run = subprocess.run([sys.executable, folder / "verify.py"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", ["desk", "desk2", "desk3", "desk4"])
def test_the_scorer_gives_a_perfect_answer_full_marks(name: str, tmp_path: Path) -> None:
    scorer = [sys.executable, str(FIXTURES / "desk" / "score.py"), str(tmp_path), "--gold", str(FIXTURES / name)]
    subprocess.run([*scorer, "--perfect"], check=True, capture_output=True)
    limits = ["quote_f1=1", "number_f1=1", "finding=1", "evidence=1", "decoy_hits=0", "false_alarm=0"]
    words = [word for limit in limits for word in ("--min", limit)]
    assert subprocess.run([*scorer, *words], check=False, capture_output=True).returncode == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    scorer[2] = str(empty)
    assert subprocess.run([*scorer, *words], check=False, capture_output=True).returncode == 1
