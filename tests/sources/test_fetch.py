from __future__ import annotations

import hashlib
import re
import ssl
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sources import Document, FailureReason, FetchFailure, Snapshot, Warn, read
from sources.answers import Answer, Line
from sources.fetch import Fetcher, Limits
from sources.snapshots import Origin
from sources.unpacking import ACCEPT_ENCODING
from tests.sources.conftest import QUICK
from tests.sources.server import PAGE, PageServer, serving

FAILURES = {
    "/nowhere": FailureReason.HTTP_STATUS,
    "/gone": FailureReason.HTTP_STATUS,
    "/login": FailureReason.HTTP_STATUS,
    "/broken": FailureReason.HTTP_STATUS,
    "/no-content": FailureReason.HTTP_STATUS,
    "/long-404": FailureReason.HTTP_STATUS,
    "/always-busy": FailureReason.HTTP_STATUS,
    "/patience-long": FailureReason.HTTP_STATUS,
    "/always-304": FailureReason.HTTP_STATUS,
    "/redirect-none": FailureReason.HTTP_STATUS,
    "/endless": FailureReason.TOO_BIG,
    "/declared-huge": FailureReason.TOO_BIG,
    "/gzip-bomb": FailureReason.TOO_BIG,
    "/cut": FailureReason.TRUNCATED,
    "/chunked-cut": FailureReason.TRUNCATED,
    "/part": FailureReason.TRUNCATED,
    "/gzip-cut": FailureReason.TRUNCATED,
    "/gzip-broken": FailureReason.ENCODING,
    "/gzip-twice": FailureReason.ENCODING,
    "/gzip-two-headers": FailureReason.ENCODING,
    "/brotli-broken": FailureReason.ENCODING,
    "/zstd-broken": FailureReason.ENCODING,
    "/compress": FailureReason.ENCODING,
    "/brotli-cut": FailureReason.TRUNCATED,
    "/zstd-cut": FailureReason.TRUNCATED,
    "/brotli-bomb": FailureReason.TOO_BIG,
    "/zstd-bomb": FailureReason.TOO_BIG,
    "/loop": FailureReason.TOO_MANY_REDIRECTS,
    "/chain": FailureReason.TOO_MANY_REDIRECTS,
    "/to-inner": FailureReason.INNER_ADDRESS,
    "/to-metadata": FailureReason.INNER_ADDRESS,
    "/to-mapped": FailureReason.INNER_ADDRESS,
    "/to-file": FailureReason.BAD_URL,
    "/redirect-odd": FailureReason.BAD_URL,
    "/to-password": FailureReason.BAD_URL,
    "/challenge": FailureReason.CHALLENGE,
    "/challenge-503": FailureReason.CHALLENGE,
    "/challenge-200": FailureReason.CHALLENGE,
    "/challenge-gzip": FailureReason.CHALLENGE,
    "/no-http": FailureReason.PROTOCOL,
    "/hang-up": FailureReason.PROTOCOL,
    "/endless-header": FailureReason.PROTOCOL,
}
PAGES = (
    "/ok",
    "/until-closed",
    "/gzip",
    "/gzip-parts",
    "/gzip-tail",
    "/deflate",
    "/deflate-raw",
    "/identity",
    "/brotli",
    "/zstd",
    "/redirect",
    "/redirect-relative",
    "/redirect-fragment",
    "/redirect-utf8",
    "/cookie-wall",
    "/busy",
    "/patience",
    "/patience-date",
    "/unchanged",
    "/no-type",
)
READ = {
    "/latin": "19,8 millions d’euros",
    "/latin-as-utf8": "La digue coûtera",
    "/utf8-as-latin": "La digue coûtera",
    "/utf16": "La digue coûtera",
    "/gb-as-gb2312": "深圳市镕基大厦",
    "/meta": "Привет, мир",
    "/bom": "La digue coûtera",
    "/unknown-charset": "La digue coûtera",
    "/no-type": "La digue coûtera",
    "/about-challenges": "An article on captchas.",
}
TLS = Path("fixtures/tls")
BAD_URLS = (
    "",
    " ",
    "page.html",
    "ftp://example.org/",
    "file:///etc/hostname",
    "javascript:alert(1)",
    "http://",
    "http:///path",
    "http://user:secret@example.org/",
    "http://exa mple.org/",
    "http://example.org/\r\nHost: inner",
    "http://example.org/\x00",
    "http://[::1",
    "http://example.org:99999/",
    "http://example.org:port/",
    "http://good.example\\@127.0.0.1/",
    "http://-.-/",
    "http://" + "a" * 300 + ".example/",
    "http://999.999.999.999/",
    "http://\ud800.example/",
    "x" * 10_000,
)


def fetched(answer: Snapshot | FetchFailure) -> Snapshot:
    assert isinstance(answer, Snapshot), answer
    return answer


def failed(answer: Snapshot | FetchFailure) -> FetchFailure:
    assert isinstance(answer, FetchFailure), answer
    return answer


@pytest.mark.parametrize(("path", "reason"), FAILURES.items())
def test_what_goes_wrong_has_its_reason(server: PageServer, fetcher: Fetcher, path: str, reason: FailureReason) -> None:
    failure = failed(fetcher.fetch(server.url(path)))
    assert failure.reason is reason
    assert failure.url == server.url(path)
    assert path in failure.message


@pytest.mark.parametrize("path", PAGES)
def test_pages_come_through(server: PageServer, fetcher: Fetcher, path: str) -> None:
    snapshot = fetched(fetcher.fetch(server.url(path)))
    assert snapshot.body == PAGE
    assert snapshot.status == 200
    assert snapshot.address == "127.0.0.1"


@pytest.mark.parametrize(("path", "words"), READ.items())
def test_character_sets_are_read_as_browsers_read_them(
    server: PageServer, fetcher: Fetcher, path: str, words: str
) -> None:
    document = read(fetched(fetcher.fetch(server.url(path))))
    assert isinstance(document, Document)
    assert words in document.text


SLOW = ["/slow-headers", "/endless-waiting", "/silence"]


@pytest.mark.parametrize("path", [*SLOW, "/slow-body"])
def test_the_deadline_holds_for_the_whole_request(server: PageServer, path: str) -> None:
    fetcher = Fetcher(allow=(server.pair,), deadline=0.4, limits=QUICK)
    failure = failed(fetcher.fetch(server.url(path)))
    assert failure.reason is FailureReason.TOO_SLOW
    assert "0.4 seconds" in failure.message


@pytest.mark.parametrize("path", SLOW)
def test_the_headers_have_a_shorter_time_of_their_own(server: PageServer, path: str) -> None:
    fetcher = Fetcher(allow=(server.pair,), deadline=60.0, limits=replace(QUICK, header_time=0.3))
    failure = failed(fetcher.fetch(server.url(path)))
    assert failure.reason is FailureReason.TOO_SLOW
    assert "0.3 seconds" in failure.message


def test_the_time_for_the_headers_is_not_that_of_the_body(server: PageServer) -> None:
    fetcher = Fetcher(allow=(server.pair,), deadline=60.0, limits=replace(QUICK, header_time=0.3))
    assert len(fetched(fetcher.fetch(server.url("/slow-end"))).body) == 10


@pytest.mark.parametrize("url", BAD_URLS)
def test_impossible_addresses_are_refused_before_anything_is_sent(url: str) -> None:
    failure = failed(Fetcher(deadline=2.0, limits=QUICK, resolver=_no_names).fetch(url))
    assert failure.reason is FailureReason.BAD_URL
    assert len(failure.message) < 600


def _no_names(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host}:{port} was looked up")


def test_a_snapshot_keeps_what_was_seen(server: PageServer, fetcher: Fetcher) -> None:
    before = datetime.now(UTC)
    snapshot = fetched(fetcher.fetch(server.url("/gzip")))
    assert snapshot.raw != snapshot.body
    assert snapshot.sha256 == hashlib.sha256(snapshot.raw).hexdigest()
    assert snapshot.media_type == "text/html"
    assert snapshot.charset == "utf-8"
    assert ("content-encoding", "gzip") in snapshot.headers
    assert snapshot.begun_at is not None
    assert before <= snapshot.begun_at <= snapshot.fetched_at <= datetime.now(UTC)
    assert ("host", server.pair) in snapshot.request_headers
    assert (snapshot.tls, snapshot.certificate) == ("", "")


def test_redirects_are_kept(server: PageServer, fetcher: Fetcher) -> None:
    snapshot = fetched(fetcher.fetch(server.url("/redirect-relative")))
    assert snapshot.url == server.url("/redirect-relative")
    assert snapshot.final_url == server.url("/ok?from=a%20b")
    assert snapshot.redirects == (snapshot.final_url,)


def test_the_request_says_who_asks(server: PageServer, fetcher: Fetcher) -> None:
    fetcher.fetch(server.url("/ok"))
    (headers,) = server.seen.headers
    assert re.fullmatch(r"stet-desk/\S+ \(a person checks one page; no crawler\)", headers["user-agent"])
    assert headers["accept-encoding"] == ACCEPT_ENCODING
    assert headers["host"] == server.pair


def test_the_request_names_the_contact_of_the_desk(server: PageServer) -> None:
    Fetcher(allow=(server.pair,), limits=QUICK, contact="desk@example.org").fetch(server.url("/ok"))
    assert server.seen.headers[0]["user-agent"].endswith("no crawler; desk@example.org)")


@pytest.mark.parametrize("contact", ["é@example.org", "a\r\nHost: b", "\x00"])
def test_a_contact_that_no_header_may_hold_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Fetcher(contact=contact)


def test_a_busy_server_is_asked_again_and_a_challenge_is_not(server: PageServer, fetcher: Fetcher) -> None:
    fetcher.fetch(server.url("/always-busy"))
    fetcher.fetch(server.url("/challenge-503"))
    fetcher.fetch(server.url("/nowhere"))
    fetcher.fetch(server.url("/patience-long"))
    assert server.seen.paths == {"/always-busy": 3, "/challenge-503": 1, "/nowhere": 1, "/patience-long": 1}


def test_an_unchanged_page_comes_back_with_the_new_time(server: PageServer, fetcher: Fetcher) -> None:
    first = fetched(fetcher.fetch(server.url("/unchanged")))
    second = fetched(fetcher.fetch(server.url("/unchanged"), known=first))
    assert second == replace(first, begun_at=second.begun_at, fetched_at=second.fetched_at)
    assert second.fetched_at > first.fetched_at
    assert server.seen.headers[1]["if-none-match"] == '"v1"'
    assert server.seen.headers[1]["if-modified-since"] == "Wed, 12 Mar 2025 08:00:00 GMT"


def test_a_copy_of_another_page_is_not_asked_about(server: PageServer, fetcher: Fetcher) -> None:
    known = fetched(fetcher.fetch(server.url("/unchanged")))
    fetcher.fetch(server.url("/ok"), known=known)
    assert "if-none-match" not in server.seen.headers[-1]
    assert failed(fetcher.fetch(server.url("/always-304"), known=known)).status == 304


def test_a_server_does_not_vouch_for_what_an_archive_says_it_sent(server: PageServer, fetcher: Fetcher) -> None:
    sent = fetched(fetcher.fetch(server.url("/unchanged")))
    forged = replace(sent, raw=b"forged", body=b"forged", origin=Origin.ARCHIVE)
    assert fetched(fetcher.fetch(server.url("/unchanged"), known=forged)).body == PAGE
    assert "if-none-match" not in server.seen.headers[-1]


@pytest.mark.parametrize("secured", [False, True])
def test_closing_ends_what_is_under_way(secured: bool) -> None:
    answers: list[Snapshot | FetchFailure] = []
    context = ssl.create_default_context(cafile=str(TLS / "root.pem"))
    with serving(TLS / "secure.example.pem" if secured else None) as server:
        pair = f"secure.example:{server.server_address[1]}"
        url = f"http{'s' if secured else ''}://{pair}/"
        fetcher = Fetcher((pair,), 60.0, limits=QUICK, ssl_context=context, resolver=_at_home)
        asker = threading.Thread(target=lambda: answers.append(fetcher.fetch(url + "silence")))
        with fetcher:
            asker.start()
            while not server.seen.paths:
                time.sleep(0.01)
        asker.join(20)
        assert [failed(answer).reason for answer in answers] == [FailureReason.TOO_SLOW]
        assert failed(fetcher.fetch(url + "ok")).reason is FailureReason.TOO_SLOW


def test_a_refused_connection_is_a_failure(server: PageServer) -> None:
    fetcher = Fetcher(allow=("127.0.0.1:1",), deadline=2.0, limits=QUICK)
    failure = failed(fetcher.fetch("http://127.0.0.1:1/"))
    assert failure.reason is FailureReason.CONNECT
    assert "no connection (Connection refused). Try again later" in failure.message


def test_a_server_without_encryption_on_https_is_not_trusted(server: PageServer, fetcher: Fetcher) -> None:
    assert failed(fetcher.fetch(f"https://{server.pair}/ok")).reason is FailureReason.TLS


@pytest.mark.parametrize(
    ("name", "trusted", "reason"),
    [
        ("secure.example", True, None),
        ("secure.example", False, FailureReason.TLS),
        ("other.example", True, FailureReason.TLS),
    ],
)
def test_a_certificate_must_hold_for_the_name_though_the_address_was_judged(
    name: str, trusted: bool, reason: FailureReason | None
) -> None:
    context = ssl.create_default_context(cafile=str(TLS / "root.pem")) if trusted else None
    with serving(TLS / "secure.example.pem") as server:
        pair = f"{name}:{server.server_address[1]}"
        fetcher = Fetcher((pair,), 5.0, limits=QUICK, ssl_context=context, resolver=_at_home)
        answer = fetcher.fetch(f"https://{pair}/ok")
    if reason is None:
        snapshot = fetched(answer)
        shown = ssl.PEM_cert_to_DER_cert((TLS / "secure.example.pem").read_text("ascii").partition("-----BEGIN EC")[0])
        assert snapshot.body == PAGE
        assert snapshot.tls == "TLSv1.3"
        assert snapshot.certificate == hashlib.sha256(shown).hexdigest()
    else:
        assert failed(answer).reason is reason


def _at_home(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_an_address_without_encryption_is_followed_and_noted(server: PageServer) -> None:
    context = ssl.create_default_context(cafile=str(TLS / "root.pem"))
    with serving(TLS / "secure.example.pem") as secure:
        pair = f"secure.example:{secure.server_address[1]}"
        fetcher = Fetcher((pair, server.pair), 5.0, limits=QUICK, ssl_context=context, resolver=_at_home)
        snapshot = fetched(fetcher.fetch(f"https://{pair}/lead-on?{server.url('/ok')}"))
    assert "without encryption" in snapshot.warnings[0].message
    document = read(snapshot)
    assert isinstance(document, Document)
    assert [warning.kind for warning in document.warnings] == [Warn.DOWNGRADED, Warn.MOVED_HOST]


def test_the_environment_gives_no_proxy(server: PageServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetched(fetcher.fetch(server.url("/ok"))).body == PAGE


def test_one_host_is_asked_one_request_at_a_time(server: PageServer, fetcher: Fetcher) -> None:
    answers: list[Snapshot | FetchFailure] = []
    askers = [
        threading.Thread(target=lambda: answers.append(fetcher.fetch(server.url("/slow-page")))) for _ in range(4)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len([answer for answer in answers if isinstance(answer, Snapshot)]) == 4
    assert server.seen.most_at_once == 1


def test_a_gap_is_kept_between_requests_to_a_host_that_was_not_opened() -> None:
    with Fetcher(deadline=1.0, limits=Limits(gap=0.2), resolver=lambda host, port: ["10.0.0.1"]) as fetcher:
        begun = time.monotonic()
        reasons = [failed(fetcher.fetch("http://inner.example/")).reason for _ in range(3)]
    assert reasons == [FailureReason.INNER_ADDRESS] * 3
    assert time.monotonic() - begun >= 0.4


@pytest.mark.parametrize(
    ("status", "patience", "said"),
    [
        (429, "3600", "429 Too Many Requests. Try again in 60 minutes, as it asks, or give a saved copy"),
        (503, "40", "503 Service Unavailable. Try again in 40 seconds, as it asks, or give a saved copy"),
        (503, "90000", "503 Service Unavailable. Try again in 25 hours, as it asks, or give a saved copy"),
        (503, "", "503 Service Unavailable. Try again later, or give a saved copy"),
        (404, "60", "404 Not Found. Check the address, or look for an archived copy"),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone_is_told(status: int, patience: str, said: str) -> None:
    headers = (("retry-after", patience),) if patience else ()
    assert Answer(status, headers, b"", (), Line()).in_words == f"the server answers {said}"
