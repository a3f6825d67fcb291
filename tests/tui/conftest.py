"""What the tests of the front ends share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own to stand in: keys pressed at random may well write a log or a sheet under any name."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
