"""What the tests share: the desk set and a real server of pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings

from fixtures.demo import serve

# Machines that run tests are busy; a slow example is no wrong one.
settings.register_profile("stet", deadline=None)
settings.load_profile("stet")

# Tests start hundreds of commands: what these import is compiled once, not by each of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

DESK = Path(__file__).parent.parent / "fixtures" / "desk"


@pytest.fixture(autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where each test keeps places, and the programs that it runs: no test finds those of another, or the reader's."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture(scope="session")
def desk() -> Path:
    """The folder of the gold bundles."""
    return DESK


@pytest.fixture
def pages() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on a loopback port of its own; gives its host:port."""
    running: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        running.append(serve(folder, 0))
        return f"127.0.0.1:{running[-1].server_address[1]}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()
