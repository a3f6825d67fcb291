"""87 cases of hostile and odd servers, of the kinds that field notes on HTTP clients count: 20 pages that must come
through, 44 hostile answers, 23 ways to an inner address. Each says what a good client makes of it.

Written for this project; the served behaviour is in `server` and here.
"""

from __future__ import annotations

import gzip
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import brotli
import zstandard

from sources.addresses import resolve
from sources.document import Unreadable, UnreadableReason, Warn
from sources.fetch import Fetcher, Limits
from sources.reading import read
from sources.snapshots import FailureReason, Snapshot
from tests.sources.reading.pdf.drawing import content, pdf
from tests.sources.server import HTML, PAGE, ROUTES, Handler, PageServer, page, redirect, refresh, serving

WORDS = "19,8 millions d’euros"
NEWS = "<p>" + "The council of Valmer voted on Monday to build the bridge for 12 million euros. " * 4
DRIP = 0.02
TLS = Path("fixtures/tls")

Want = str | FailureReason | UnreadableReason | Warn


@dataclass(frozen=True, slots=True)
class Case:
    """One case: `place` is a path of the server, or an address with `{port}` for its port.

    `want` is a text that must be read, why nothing may be had or read, or what the page must be flagged as.
    """

    group: str
    name: str
    place: str
    want: Want


def dripping(handler: Handler) -> None:
    """A page that never ends and never stops for longer than a moment."""
    handler.send(b"<p>", length=1_000_000)
    while True:
        handler.wfile.write(b"a ")
        time.sleep(DRIP)


def chunks_for_ever(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        handler.wfile.write(b"1000\r\n" + b"<p>more</p> " * 341 + b"    " + b"\r\n")


def bare(answer: bytes) -> Callable[[Handler], None]:
    """An answer byte by byte."""

    def say(handler: Handler) -> None:
        handler.wfile.write(answer)

    return say


_PACKED: dict[str, bytes] = {}
_BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
    "br": lambda data: bytes(brotli.compress(data, quality=4)),
    "zstd": zstandard.compress,
    "deflate": zlib.compress,
}
_SWELLS_TO = 100_000_000


def bomb(encoding: str) -> Callable[[Handler], None]:
    """A hundred million zeros, packed before the servers start: packing takes longer than a client waits."""
    return lambda handler: handler.send(_PACKED[encoding], Content_Encoding=encoding)


def _drawn() -> bytes:
    return pdf([content([{"at": (72, 700), "lines": ["The bridge cost 19.8 million euros."]}])])


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
SPA = b"<!doctype html><script src=/a.js></script><div id=root></div><noscript>Enable JavaScript.</noscript>"
CONSENT = b"<!doctype html><title>Valmer Daily</title><p>We value your privacy.</p><button>Accept all</button>"
PAID = b"""<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>"""

ROUTES |= {
    "/drip": dripping,
    "/chunks": chunks_for_ever,
    "/bad-chunk": bare(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
    "/two-lengths": bare(OK + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\nhello"),
    "/minus-length": bare(OK + b"Content-Length: -5\r\n\r\nhello"),
    "/http-0.9": bare(PAGE),
    "/many-headers": bare(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 60_000 + b"\r\n" + PAGE),
    "/status-999": bare(b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"),
    "/nul-header": bare(b"HTTP/1.1 200 OK\r\nX-A: \x00\r\n\r\n" + PAGE),
    "/deflate-bomb": bomb("deflate"),
    "/bomb": bomb("gzip"),
    "/bomb-twice": bomb("gzip, gzip"),
    "/br-bomb": bomb("br"),
    "/zstd-big": bomb("zstd"),
    "/many-members": page(gzip.compress(b"") * 50_000, Content_Encoding="gzip"),
    "/soft-404": page(b"<!doctype html><title>Page not found</title><h1>Sorry, page not found</h1><p>Try again."),
    "/consent": page(CONSENT),
    "/paid": page(PAID + NEWS.encode()),
    "/spa": page(SPA),
    "/elsewhere": page(b"<link rel=canonical href=https://agency.example/a>" + NEWS.encode()),
    "/real-pdf": lambda handler: handler.send(_drawn(), Content_Type=HTML),
    "/zip": page(b"PK\x03\x04" + bytes(100), Content_Type=HTML),
    "/to-script": redirect("javascript:alert(1)"),
    "/to-ftp": redirect("ftp://example.org/"),
    "/retry-date": page(b"wait", 503, Retry_After="Wed, 21 Oct 2065 07:28:00 GMT"),
    "/shift-jis": page("<p>橋の費用は12億円".encode("cp932"), Content_Type="text/html; charset=Shift_JIS"),
    "/big5": page("<meta charset=big5><p>大橋耗資12億元".encode("big5"), Content_Type="text/html"),
    "/deep": page(b"<div>" * 200_000 + PAGE),
}  # fmt: skip

_PAGES = (
    ("plain", "/ok", WORDS),
    ("windows-1252 called iso-8859-1", "/latin", WORDS),
    ("windows-1252 called utf-8", "/latin-as-utf8", WORDS),
    ("utf-8 called iso-8859-1", "/utf8-as-latin", WORDS),
    ("gb18030 called gb2312", "/gb-as-gb2312", "深圳市镕基大厦"),
    ("utf-16 with its mark only", "/utf16", WORDS),
    ("charset in a meta element only", "/meta", "Привет, мир"),
    ("mark against header", "/bom", WORDS),
    ("shift_jis", "/shift-jis", "橋の費用は12億円"),
    ("no type", "/no-type", WORDS),
    ("gzip", "/gzip", WORDS),
    ("deflate without header", "/deflate-raw", WORDS),
    ("brotli", "/brotli", WORDS),
    ("zstd", "/zstd", WORDS),
    ("relative redirect with a space", "/redirect-relative", WORDS),
    ("meta refresh", "/refresh", WORDS),
    ("busy, then there", "/busy", WORDS),
    ("cookie on the way", "/cookie-wall", WORDS),
    ("an article on challenges", "/about-challenges", "captchas"),
    ("pdf called html", "/real-pdf", "19.8 million euros"),
)
_HOSTILE: tuple[tuple[str, str, Want], ...] = (
    ("gzip bomb", "/bomb", FailureReason.TOO_BIG),
    ("gzip bomb in gzip", "/bomb-twice", FailureReason.ENCODING),
    ("brotli bomb", "/br-bomb", FailureReason.TOO_BIG),
    ("zstd bomb", "/zstd-big", FailureReason.TOO_BIG),
    ("deflate bomb", "/deflate-bomb", FailureReason.TOO_BIG),
    ("50,000 gzip members", "/many-members", FailureReason.ENCODING),
    ("endless body", "/endless", FailureReason.TOO_BIG),
    ("endless chunks", "/chunks", FailureReason.TOO_BIG),
    ("endless header", "/endless-header", FailureReason.PROTOCOL),
    ("60,000 headers", "/many-headers", FailureReason.PROTOCOL),
    ("a terabyte announced", "/declared-huge", FailureReason.TOO_BIG),
    ("dripping body", "/drip", FailureReason.TOO_SLOW),
    ("dripping headers", "/slow-headers", FailureReason.TOO_SLOW),
    ("100 Continue for ever", "/endless-waiting", FailureReason.TOO_SLOW),
    ("silence", "/silence", FailureReason.TOO_SLOW),
    ("shorter than announced", "/cut", FailureReason.TRUNCATED),
    ("chunks break off", "/chunked-cut", FailureReason.TRUNCATED),
    ("gzip breaks off", "/gzip-cut", FailureReason.TRUNCATED),
    ("bad chunk", "/bad-chunk", FailureReason.TRUNCATED),
    ("damaged gzip", "/gzip-broken", FailureReason.ENCODING),
    ("stacked encodings in two headers", "/gzip-two-headers", FailureReason.ENCODING),
    ("two lengths", "/two-lengths", FailureReason.PROTOCOL),
    ("HTTP/0.9", "/http-0.9", FailureReason.PROTOCOL),
    ("no HTTP", "/no-http", FailureReason.PROTOCOL),
    ("NUL in a header", "/nul-header", FailureReason.PROTOCOL),
    ("hangs up", "/hang-up", FailureReason.PROTOCOL),
    ("redirect loop", "/loop", FailureReason.TOO_MANY_REDIRECTS),
    ("refresh loop", "/refresh-loop", FailureReason.TOO_MANY_REDIRECTS),
    ("redirect to a file", "/to-file", FailureReason.BAD_URL),
    ("redirect with a password", "/to-password", FailureReason.BAD_URL),
    ("challenge with 403", "/challenge", FailureReason.CHALLENGE),
    ("challenge with 200", "/challenge-200", FailureReason.CHALLENGE),
    ("soft 404", "/soft-404", Warn.SOFT_404),
    ("consent wall", "/consent", Warn.CONSENT_WALL),
    ("paywall", "/paid", Warn.PAYWALL),
    ("scripts only", "/spa", UnreadableReason.EMPTY),
    ("own place on another site", "/elsewhere", Warn.MOVED_HOST),
    ("binary as text", "/binary", UnreadableReason.BINARY),
    ("zip called html", "/zip", UnreadableReason.DAMAGED),
    ("a login", "/login", FailureReason.HTTP_STATUS),
    ("patience until 2065", "/retry-date", FailureReason.HTTP_STATUS),
    ("200,000 levels deep", "/deep", WORDS),
    ("a certificate for another name", "https://other.example:{secure}/ok", FailureReason.TLS),
    ("https without encryption", "https://127.0.0.1:{port}/ok", FailureReason.TLS),
)
_INNER_HOSTS = (
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "１２７.0.0.1", "localhost",
    "sub.localhost", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "inside.example", "mixed.example", "rebinds.example",
)  # fmt: skip
_INNER_WAYS = (
    ("redirect to loopback", "/lead-on?http://127.0.0.2:{port}/canary"),
    ("redirect in another spelling", "/redirect-inside"),
    ("redirect to where clouds keep secrets", "/to-metadata"),
    ("refresh to loopback", "/refresh-inside"),
)
CASES: tuple[Case, ...] = (
    *(Case("page", *row) for row in _PAGES),
    *(Case("hostile", *row) for row in _HOSTILE),
    *(Case("inner", h, f"http://{h}:{{port}}/canary", FailureReason.INNER_ADDRESS) for h in _INNER_HOSTS),
    *(Case("inner", *row, FailureReason.INNER_ADDRESS) for row in _INNER_WAYS),
)


def _refresh_inside(handler: Handler) -> None:
    refresh(f"0; url=http://127.0.0.2:{handler.server.server_address[1]}/canary")(handler)


def _redirect_inside(handler: Handler) -> None:
    redirect(f"http://[::ffff:7f00:2]:{handler.server.server_address[1]}/canary")(handler)


ROUTES |= {"/refresh-inside": _refresh_inside, "/redirect-inside": _redirect_inside, "/canary": page(b"secret")}


@dataclass(frozen=True, slots=True)
class Field:
    """Where the servers of the cases run, and how a fetcher is set that may reach them by their own names only."""

    port: int
    secure: int
    deadline: float
    limits: Limits

    def address(self, case: Case) -> str:
        place = case.place.replace("{port}", str(self.port)).replace("{secure}", str(self.secure))
        return f"http://127.0.0.1:{self.port}{place}" if place.startswith("/") else place

    def outcome(self, case: Case) -> Want | Sequence[Want]:
        """What became of a case: the reason why not, or the warnings and the text."""
        fetcher = self._stranger() if case.place.startswith("http://") else self._guest()
        answer = fetcher.fetch(self.address(case))
        if not isinstance(answer, Snapshot):
            return answer.reason
        document = read(answer)
        if isinstance(document, Unreadable):
            return document.reason
        return (*(warning.kind for warning in document.warnings), document.text)

    def _guest(self) -> Fetcher:
        context = ssl.create_default_context(cafile=str(TLS / "root.pem"))
        allowed = (f"127.0.0.1:{self.port}", f"other.example:{self.secure}")
        return Fetcher(allowed, self.deadline, limits=self.limits, ssl_context=context, resolver=_at_home)

    def _stranger(self) -> Fetcher:
        """A fetcher for which nothing was opened."""
        return Fetcher(deadline=self.deadline, limits=self.limits, resolver=_names())


def holds(want: Want, outcome: Want | Sequence[Want]) -> bool:
    """Whether what became of a case is what was wanted. A page that must come through must not be flagged as none."""
    if isinstance(outcome, FailureReason | UnreadableReason):
        return want is outcome
    *warnings, text = outcome
    if isinstance(want, Warn):
        return want in warnings
    not_the_page = {Warn.SOFT_404, Warn.CONSENT_WALL, Warn.PAYWALL, Warn.SCRIPT_ONLY, Warn.TRUNCATED}
    return type(want) is str and want in str(text) and not not_the_page & set(warnings)


def _names() -> Callable[[str, int], list[str]]:
    asked: list[str] = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        answers = {
            "inside.example": ["10.0.0.1"],
            "mixed.example": ["93.184.215.14", "127.0.0.1"],
            # The second answer would be judged if anybody asked a second time.
            "rebinds.example": ["127.0.0.1"] if len(asked) > 1 else ["::ffff:127.0.0.1"],
        }
        return answers.get(host) or resolve(host, port)

    return look_up


def _at_home(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@contextmanager
def field(deadline: float, limits: Limits | None = None) -> Iterator[tuple[Field, PageServer]]:
    """The servers of the cases, running, and the one of them that counts what it is asked."""
    quick = replace(limits or Limits(), gap=0.0)
    for encoding, pack in _BOMBS.items():
        if encoding not in _PACKED:
            _PACKED[encoding] = pack(bytes(_SWELLS_TO))
    with serving() as server, serving(TLS / "secure.example.pem") as secure:
        yield Field(server.server_address[1], secure.server_address[1], deadline, quick), server
