"""A real server on a loopback port, with the odd and hostile behaviour that pages of strangers have."""

from __future__ import annotations

import contextlib
import gzip
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import zstandard

WORDS = "<!doctype html><title>Page</title><p>La digue coûtera 19,8 millions d’euros.</p>"
PAGE = WORDS.encode()
HTML = "text/html; charset=utf-8"
ETAG = '"v1"'
CHALLENGE = b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"


def deflated_raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def bomb(size: int) -> bytes:
    """A gzip stream of `size` zero bytes."""
    return gzip.compress(bytes(size))


@dataclass
class Seen:
    """What the server was asked: the requests of each path, with their headers and times."""

    paths: Counter[str] = field(default_factory=Counter)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PageServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        seen = self.server.seen
        with seen.lock:
            seen.paths[path] += 1
            seen.headers.append({name.lower(): value for name, value in self.headers.items()})
            seen.times.append(time.monotonic())
        with contextlib.suppress(ConnectionError, TimeoutError):
            ROUTES.get(path, not_found)(self)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send(self, body: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
        """Answer with a body; underscores in header names stand for hyphens."""
        self.send_response(status)
        for name, value in ({"Content-Type": HTML} | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def times_asked(self) -> int:
        return self.server.seen.paths[self.path.partition("?")[0]]


class PageServer(ThreadingHTTPServer):
    daemon_threads = True
    seen: Seen
    robots: Callable[[Handler], None]  # what `/robots.txt` answers
    raw: bytes = b""  # what `/raw` answers, byte by byte

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the game."""

    @property
    def pair(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def url(self, path: str) -> str:
        return f"http://{self.pair}{path}"


@contextlib.contextmanager
def serving(certificate: Path | None = None) -> Iterator[PageServer]:
    """A server that runs while the block does, over TLS if it has a certificate."""
    server = PageServer(("127.0.0.1", 0), Handler)
    server.seen = Seen()
    server.robots = not_found
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def not_found(handler: Handler) -> None:
    handler.send(b"<title>Not found</title>", 404)


def slow_headers(handler: Handler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.05)


def endless_waiting(handler: Handler) -> None:
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.01)


def slow_body(handler: Handler) -> None:
    handler.send(b"", length=1000)
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def slow_end(handler: Handler) -> None:
    handler.send(b"", length=10)
    for _ in range(10):
        handler.wfile.write(b"x")
        time.sleep(0.04)


def silence(handler: Handler) -> None:
    handler.connection.settimeout(30)
    handler.rfile.read(1)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>more</p>" * 1000)


def endless_header(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")


def chunked_cut(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")


def two_headers(handler: Handler) -> None:
    body = gzip.compress(gzip.compress(PAGE))
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")


def until_closed(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE)


def busy_then_page(handler: Handler) -> None:
    if handler.times_asked() < 3:
        handler.send(b"busy", (502, 504)[handler.times_asked() - 1])
    else:
        handler.send(PAGE)


def patience_then_page(handler: Handler) -> None:
    if handler.times_asked() < 2:
        handler.send(b"wait", 429, Retry_After="0")
    else:
        handler.send(PAGE)


def patience_by_date(handler: Handler) -> None:
    if handler.times_asked() < 2:
        handler.send(b"wait", 503, Retry_After="Wed, 12 Mar 2025 08:00:00 GMT")
    else:
        handler.send(PAGE)


def unchanged(handler: Handler) -> None:
    if handler.headers.get("If-None-Match") == ETAG:
        handler.send_response(304)
        handler.end_headers()
    else:
        handler.send(PAGE, ETag=ETAG, Last_Modified="Wed, 12 Mar 2025 08:00:00 GMT")


def cookie_wall(handler: Handler) -> None:
    if "seen=1" in handler.headers.get("Cookie", ""):
        handler.send(PAGE)
    else:
        handler.send(b"", 302, Location="/cookie-wall", Set_Cookie="seen=1")


def lead_on(handler: Handler) -> None:
    handler.send(b"", 302, Location=handler.path.partition("?")[2])


def raw(handler: Handler) -> None:
    handler.wfile.write(handler.server.raw)


def slow_page(handler: Handler) -> None:
    """Counts who is here at once, up to the answer: after it the client goes on before we do."""
    seen = handler.server.seen
    with seen.lock:
        seen.at_once += 1
        seen.most_at_once = max(seen.most_at_once, seen.at_once)
    time.sleep(0.1)
    with seen.lock:
        seen.at_once -= 1
    handler.send(PAGE)


def redirect(location: str, status: int = 302) -> Callable[[Handler], None]:
    return lambda handler: handler.send(b"", status, Location=location)


def refresh(words: str, rest: str = "<p>You are on your way.") -> Callable[[Handler], None]:
    return page(f"<title>Moved</title><meta http-equiv=refresh content='{words}'>{rest}".encode())


def page(body: bytes, status: int = 200, **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.send(body, status, None, **headers)


ROUTES: dict[str, Callable[[Handler], None]] = {
    "/ok": page(PAGE),
    "/empty": page(b""),
    "/no-content": lambda handler: handler.send(b"", 204),
    "/gone": page(b"gone", 410),
    "/login": page(b"who are you?", 401),
    "/broken": page(b"oops", 500),
    "/long-404": page(b"x" * 200_000, 404),
    "/slow-headers": slow_headers,
    "/slow-body": slow_body,
    "/endless-waiting": endless_waiting,
    "/slow-end": slow_end,
    "/silence": silence,
    "/slow-page": slow_page,
    "/endless": endless,
    "/endless-header": endless_header,
    "/until-closed": until_closed,
    "/declared-huge": lambda handler: handler.send(b"x", length=10**12),
    "/cut": lambda handler: handler.send(PAGE, length=len(PAGE) + 100),
    "/chunked-cut": chunked_cut,
    "/part": page(PAGE[:60], 206, Content_Range=f"bytes 0-59/{len(PAGE)}"),
    "/no-http": no_http,
    "/hang-up": lambda handler: None,
    "/gzip": page(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/gzip-parts": page(gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), Content_Encoding="x-gzip"),
    "/gzip-tail": page(gzip.compress(PAGE) + b"\0" * 9, Content_Encoding="GZIP"),
    "/gzip-cut": page(gzip.compress(PAGE)[:-12], Content_Encoding="gzip"),
    "/gzip-broken": page(b"\x1f\x8b\x08nothing of the kind", Content_Encoding="gzip"),
    "/gzip-bomb": page(bomb(50_000_000), Content_Encoding="gzip"),
    "/gzip-twice": page(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip"),
    "/gzip-two-headers": two_headers,
    "/deflate": page(zlib.compress(PAGE), Content_Encoding="deflate"),
    "/deflate-raw": page(deflated_raw(PAGE), Content_Encoding="deflate"),
    "/brotli": page(brotli.compress(PAGE), Content_Encoding="br"),
    "/brotli-broken": page(b"\xff nothing of the kind", Content_Encoding="br"),
    "/brotli-cut": page(brotli.compress(PAGE)[:-12], Content_Encoding="br"),
    "/brotli-bomb": page(brotli.compress(bytes(50_000_000), quality=5), Content_Encoding="br"),
    "/zstd": page(zstandard.compress(PAGE), Content_Encoding="zstd"),
    "/zstd-broken": page(b"nothing of the kind", Content_Encoding="zstd"),
    "/zstd-cut": page(zstandard.compress(PAGE)[:-12], Content_Encoding="zstd"),
    "/zstd-bomb": page(zstandard.compress(bytes(50_000_000)), Content_Encoding="zstd"),
    "/compress": page(PAGE, Content_Encoding="compress"),
    "/identity": page(PAGE, Content_Encoding="identity"),
    "/redirect": redirect("/ok", 301),
    "/redirect-relative": redirect("ok?from=a b", 307),
    "/redirect-fragment": redirect("/ok#part", 308),
    "/redirect-utf8": redirect("/caf\xc3\xa9?ok"),
    "/caf%C3%A9": page(PAGE),
    "/redirect-odd": redirect("http://%5B::1%5D:1/"),
    "/redirect-none": lambda handler: handler.send(b"", 302),
    "/loop": redirect("/loop"),
    "/chain": lambda handler: handler.send(b"", 302, Location=f"/chain?{handler.times_asked()}"),
    "/to-inner": redirect("http://127.0.0.1:1/admin"),
    "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/to-mapped": redirect("http://[::ffff:127.0.0.1]:1/"),
    "/to-file": redirect("file:///etc/hostname"),
    "/to-password": redirect("http://user:secret@example.org/"),
    "/refresh": refresh("0; url=/ok"),
    "/refresh-loop": refresh("0; url=/refresh-loop"),
    "/refresh-inner": refresh("1; url=http://169.254.169.254/latest/meta-data/"),
    "/refresh-script": refresh("0; url=javascript:alert(1)"),
    "/refresh-later": refresh("300; url=/nowhere", "<p>An article that loads itself again."),
    "/refresh-header": page(b"", Refresh="0; url=/ok"),
    "/copied": page(b"<link rel=canonical href=https://agency.example/a>" + PAGE),
    "/robots.txt": lambda handler: handler.server.robots(handler),
    "/lead-on": lead_on,
    "/raw": raw,
    "/cookie-wall": cookie_wall,
    "/challenge": page(CHALLENGE, 403, Server="cloudflare"),
    "/challenge-503": page(CHALLENGE, 503),
    "/challenge-200": page(CHALLENGE),
    "/challenge-gzip": page(gzip.compress(CHALLENGE), 403, Content_Encoding="gzip"),
    "/about-challenges": page(b"<title>Just a moment... the web asks</title><p>An article on captchas.</p>"),
    "/busy": busy_then_page,
    "/always-busy": page(b"busy", 503),
    "/patience": patience_then_page,
    "/patience-date": patience_by_date,
    "/patience-long": page(b"wait", 429, Retry_After="3600"),
    "/unchanged": unchanged,
    "/always-304": lambda handler: handler.send(b"", 304),
    "/latin": page(WORDS.encode("cp1252"), Content_Type="text/html; charset=iso-8859-1"),
    "/latin-as-utf8": page(WORDS.encode("cp1252"), Content_Type=HTML),
    "/utf8-as-latin": page(PAGE, Content_Type="text/html; charset=iso-8859-1"),
    "/utf16": page(WORDS.encode("utf-16"), Content_Type="text/html"),
    "/gb-as-gb2312": page(
        "<p>深圳市镕基大厦,投资1.5亿元</p>".encode("gb18030"), Content_Type="text/html; charset=gb2312"
    ),
    "/meta": page(b'<meta charset="windows-1251"><p>' + "Привет, мир</p>".encode("cp1251"), Content_Type="text/html"),
    "/bom": page(b"\xef\xbb\xbf" + PAGE, Content_Type="text/html; charset=windows-1251"),
    "/unknown-charset": page(PAGE, Content_Type='text/html; charset="klingon"'),
    "/no-type": page(PAGE, Content_Type=""),
    "/pdf-as-html": page(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", Content_Type=HTML),
    "/binary": page(bytes(range(256)) * 20, Content_Type="application/octet-stream"),
    "/picture": page(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Content_Type="image/png"),
}
