"""Fetching through a proxy that the desk has set: a real one, that forwards and tunnels."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sources.fetch import Fetcher
from sources.snapshots import FailureReason, FetchFailure, Snapshot
from sources.urls import BadUrl
from tests.sources.conftest import QUICK
from tests.sources.server import PAGE, PageServer, serving

TLS = Path("fixtures/tls")


class Proxy(ThreadingHTTPServer):
    """Sends everything to one server, whatever host is asked for."""

    daemon_threads = True
    behind: PageServer
    asked: list[str]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the game."""


class Forwarding(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked.append(f"GET {self.path}")
        with socket.create_connection(self.server.behind.server_address[:2]) as line:  # type: ignore[arg-type]
            line.sendall(f"GET {urlsplit(self.path).path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
            while part := line.recv(65_536):
                self.wfile.write(part)
        self.close_connection = True

    def do_CONNECT(self) -> None:
        self.server.asked.append(f"CONNECT {self.path}")
        if self.path.startswith("refused"):
            self.send_error(403)
            return
        with socket.create_connection(self.server.behind.server_address[:2]) as line:  # type: ignore[arg-type]
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=_pour, args=(line, self.connection), daemon=True)
            back.start()
            _pour(self.connection, line)
            back.join(5)
        self.close_connection = True


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while part := source.recv(65_536):
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def proxy_before(server: PageServer) -> Iterator[Proxy]:
    proxy = Proxy(("127.0.0.1", 0), Forwarding)
    proxy.behind, proxy.asked = server, []
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join(5)


def names(host: str, port: int) -> list[str]:
    if host == "unknown.example":
        raise socket.gaierror(socket.EAI_NONAME, "unknown")
    return {"127.0.0.1": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}.get(host, ["93.184.215.14"])


def test_pages_come_through_a_proxy_that_is_set(server: PageServer) -> None:
    with proxy_before(server) as proxy:
        fetcher = Fetcher(deadline=5.0, limits=QUICK, resolver=names, proxy=f"http://127.0.0.1:{proxy.server_port}")
        for host in ("page.example", "unknown.example"):
            snapshot = fetcher.fetch(f"http://{host}/ok")
            assert isinstance(snapshot, Snapshot), snapshot
            assert (snapshot.body, snapshot.address) == (PAGE, "")
    assert [asked for asked in proxy.asked if "robots" not in asked] == [
        "GET http://page.example/ok",
        "GET http://unknown.example/ok",
    ]


def test_encryption_holds_through_the_proxy() -> None:
    context = ssl.create_default_context(cafile=str(TLS / "root.pem"))
    with serving(TLS / "secure.example.pem") as secure, proxy_before(secure) as proxy:
        door = f"http://127.0.0.1:{proxy.server_port}"
        fetcher = Fetcher(deadline=5.0, limits=QUICK, resolver=names, proxy=door, ssl_context=context)
        snapshot = fetcher.fetch("https://secure.example/ok")
        assert isinstance(snapshot, Snapshot), snapshot
        assert (snapshot.body, snapshot.tls) == (PAGE, "TLSv1.3")
        for host, reason in (("other.example", FailureReason.TLS), ("refused.example", FailureReason.CONNECT)):
            failure = fetcher.fetch(f"https://{host}/ok")
            assert isinstance(failure, FetchFailure)
            assert failure.reason is reason, failure


@pytest.mark.parametrize("url", ["http://inside.example/ok", "http://127.0.0.1/ok", "http://[::ffff:10.0.0.1]/"])
def test_inner_addresses_are_refused_all_the_same(server: PageServer, url: str) -> None:
    with proxy_before(server) as proxy:
        fetcher = Fetcher(deadline=5.0, limits=QUICK, resolver=names, proxy=f"http://127.0.0.1:{proxy.server_port}")
        failure = fetcher.fetch(url)
    assert isinstance(failure, FetchFailure)
    assert failure.reason is FailureReason.INNER_ADDRESS
    assert not proxy.asked


def test_a_proxy_that_is_not_there_is_a_failure() -> None:
    failure = Fetcher(deadline=2.0, limits=QUICK, resolver=names, proxy="http://127.0.0.1:1").fetch("http://a.example/")
    assert isinstance(failure, FetchFailure)
    assert failure.reason is FailureReason.CONNECT


def test_what_is_no_proxy_is_refused_at_once() -> None:
    with pytest.raises(BadUrl):
        Fetcher(proxy="socks5://127.0.0.1:1")
