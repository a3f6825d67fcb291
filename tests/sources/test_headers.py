from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.challenges import MAX_CHALLENGE, is_challenge
from sources.fetch import Fetcher
from sources.headers import media_type_and_charset, retry_after
from sources.snapshots import FetchFailure, Snapshot
from tests.sources.conftest import QUICK
from tests.sources.server import PageServer, serving

# Pieces of answers, so that random bytes get past the first line.
PIECES = st.sampled_from(
    [
        *(
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.0 404 \r\n",
            b"HTTP/1.1 100 Continue\r\n\r\n",
            b"HTTP/1.1 302 x\r\n",
            b"\r\n",
        ),
        *(
            b"Location: ",
            b"http://[",
            b"//",
            b"\\\\",
            b"http://127.0.0.1:1/",
            b"Set-Cookie: a=b; expires=",
            b"Set-Cookie: ",
        ),
        *(
            b"Content-Length: ",
            b"5",
            b"-1",
            b"Transfer-Encoding: chunked\r\n",
            b"zz\r\n",
            b"5\r\nhello\r\n",
            b"0\r\n\r\n",
        ),
        *(
            b"Content-Encoding: gzip\r\n",
            b"Content-Type: text/html; charset=",
            b"Retry-After: ",
            b"\x1f\x8b",
            b"\xff",
            b"\0",
        ),
    ]
)
ANSWERS = st.lists(st.one_of(PIECES, st.binary(max_size=10)), max_size=15).map(b"".join)


@pytest.fixture(scope="module")
def raw_server() -> Iterator[PageServer]:
    with serving() as running:
        yield running


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), ANSWERS)
def test_no_answer_of_a_server_makes_us_raise(raw_server: PageServer, begun: bool, answer: bytes) -> None:
    raw_server.raw = (b"HTTP/1.1 200 OK\r\n" if begun else b"") + answer
    fetcher = Fetcher((raw_server.pair,), deadline=1.0, limits=QUICK)
    assert isinstance(fetcher.fetch(raw_server.url("/raw")), Snapshot | FetchFailure)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://[", "http://例", "http://a.example/", "//"]))
def test_no_address_makes_us_raise(text: str, start: str) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    assert isinstance(Fetcher(deadline=1.0, limits=QUICK, resolver=nowhere).fetch(start + text), FetchFailure)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("5", 5), (" 120 ", 120), ("0", 0), ("", 7), ("soon", 7), ("-3", 7), ("٣", 7), ("9" * 5000, 999_999_999)],
)
def test_how_long_to_wait_in_seconds(value: str, seconds: float) -> None:
    assert retry_after(value, 7) == seconds


def test_how_long_to_wait_until_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 50 < retry_after(soon, 7) <= 60
    assert retry_after("Wed, 12 Mar 2025 08:00:00 GMT", 7) == 0


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("text/html; charset=utf-8", ("text/html", "utf-8")),
        (' Text/HTML ;Charset = "GB2312"', ("text/html", "GB2312")),
        ("text/html; charset='x'", ("text/html", "x")),
        ("text/html", ("text/html", "")),
        ("; charset=", ("", "")),
    ],
)
def test_what_a_content_type_says(header: str, said: tuple[str, str]) -> None:
    assert media_type_and_charset(header) == said


@pytest.mark.parametrize(
    ("status", "headers", "body", "wanted"),
    [
        (403, (("cf-mitigated", "challenge"),), b"", True),
        (200, (("cf-mitigated", "challenge"),), b"", True),
        (403, (("x-datadome", "protected"),), b"", True),
        (200, (("x-datadome", "protected"),), b"<title>News</title>", False),
        (403, (), b"<title>Attention Required! | Cloudflare</title>", True),
        (200, (), b"<TITLE>\nAre you human?\n</TITLE>", True),
        (200, (), b"<script src='https://geo.captcha-delivery.com/captcha/'></script>", True),
        (200, (), b"<p>article</p>" * MAX_CHALLENGE + b"_cf_chl_opt", False),
        (200, (), b"<title>Just a moment... and it was gone</title>", False),
        (403, (), b"<title>Forbidden</title>", False),
        (200, (), b"<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><p>An article", False),
    ],
)
def test_challenges_are_told_from_pages(
    status: int, headers: tuple[tuple[str, str], ...], body: bytes, wanted: bool
) -> None:
    assert is_challenge(status, headers, body) is wanted
