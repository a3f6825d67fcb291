"""Ctrl-C while a server keeps a command waiting."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from claims.ledger.store import ClaimStore
from tests.claims.ledger.reports import snapshot
from tests.tui.test_cli import BUNDLE, environment


class Waiting(BaseHTTPRequestHandler):
    """Takes a request and never answers."""

    asked = Event()

    def do_GET(self) -> None:
        self.asked.set()
        time.sleep(30)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize("command", ["check", "library add", "sources refresh"])
def test_ctrl_c_half_way_ends_at_once_without_a_traceback(tmp_path: Path, desk: Path, command: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Waiting)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_address[1]}"
    page = f"http://{host}/"
    if command == "sources refresh":
        with ClaimStore.open(tmp_path / "stet.db") as store:
            store.save_snapshot(snapshot(url=page))
    words = {
        "check": ["check", str(desk / BUNDLE / "article.txt"), "-s", page],
        "library add": ["library", "add", page, "-l", "./shelf"],
        "sources refresh": ["sources", "refresh", page],
    }[command]
    Waiting.asked.clear()
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from tui.cli import main; main()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program, *words, "--allow-host", host],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    )
    assert Waiting.asked.wait(60)
    run.send_signal(signal.SIGINT)
    _, error = run.communicate(timeout=10)
    server.shutdown()
    server.server_close()
    assert run.returncode == 130
    assert error.decode().split("\n") == ["", "stet: interrupted; what was saved before is kept", ""]


def test_ctrl_c_while_another_program_writes_ends_at_once(tmp_path: Path) -> None:
    ClaimStore.open(tmp_path / "stet.db").close()
    other = sqlite3.connect(tmp_path / "stet.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from tui.cli import main; main()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program, "review", "--plain"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert run.stderr is not None
    assert b"another program is writing to stet.db; waiting for it ..." in run.stderr.readline()
    begun = time.monotonic()
    run.send_signal(signal.SIGINT)
    _, error = run.communicate(timeout=30)
    assert time.monotonic() - begun < 10
    assert run.returncode == 130
    assert error.decode().split("\n") == ["", "stet: interrupted; what was saved before is kept", ""]
    other.close()
