from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.document import Document, Warn
from sources.fetch import Fetcher
from sources.headers import PRODUCT
from sources.reading import read
from sources.robots import MAX_ROBOTS, Robots, rules_of
from sources.snapshots import Snapshot
from tests.sources.conftest import QUICK
from tests.sources.server import (
    PAGE,
    Handler,
    PageServer,
    endless,
    no_http,
    not_found,
    page,
    redirect,
    silence,
)

ASKING = replace(QUICK, robots=Robots.ALL)
REFUSES = b"User-agent: *\nDisallow: /ok\n"
LINES = st.sampled_from(
    [
        "User-agent: *",
        "user agent: stet-desk",
        "User-agent:",
        "Disallow: /",
        "Allow: /a*b$",
        "disallow",
        "Crawl-delay: 9",
    ]
)


@pytest.fixture
def asker(server: PageServer) -> Fetcher:
    return Fetcher((server.pair,), 5.0, limits=ASKING)


def warned(fetcher: Fetcher, url: str) -> list[Warn]:
    snapshot = fetcher.fetch(url)
    assert isinstance(snapshot, Snapshot), snapshot
    assert snapshot.body == PAGE
    document = read(snapshot)
    assert isinstance(document, Document)
    assert [warning.kind for warning in document.warnings] == [warning.kind for warning in snapshot.warnings]
    return [warning.kind for warning in snapshot.warnings]


def test_a_refusal_is_told_and_not_obeyed(server: PageServer, asker: Fetcher) -> None:
    server.robots = page(REFUSES, Content_Type="text/plain")
    assert warned(asker, server.url("/ok")) == [Warn.ROBOTS_DISALLOW]
    assert warned(asker, server.url("/redirect")) == [Warn.ROBOTS_DISALLOW]
    assert warned(asker, server.url("/gzip")) == []
    assert server.seen.paths["/robots.txt"] == 1


def test_robots_are_asked_for_after_the_page_and_in_our_name(server: PageServer, asker: Fetcher) -> None:
    asker.fetch(server.url("/ok"))
    assert list(server.seen.paths) == ["/ok", "/robots.txt"]
    assert server.seen.headers[1]["user-agent"] == server.seen.headers[0]["user-agent"]


@pytest.mark.parametrize(("robots", "asked"), [(Robots.PUBLIC, 0), (Robots.NONE, 0), (Robots.ALL, 1)])
def test_a_host_that_was_opened_is_not_asked_unless_wanted(server: PageServer, robots: Robots, asked: int) -> None:
    Fetcher((server.pair,), 5.0, limits=replace(QUICK, robots=robots)).fetch(server.url("/ok"))
    assert server.seen.paths["/robots.txt"] == asked


@pytest.mark.parametrize(
    "answer",
    [
        not_found,
        page(REFUSES, 500),
        page(REFUSES, 503),
        page(REFUSES + b"#" * MAX_ROBOTS),
        page(b"<title>Not found</title><p>There is no such page."),
        page(b""),
        page(b"\x1f\x8b damaged", Content_Encoding="gzip"),
        redirect("http://10.0.0.1/robots.txt"),
        redirect("/robots.txt"),
        no_http,
        endless,
        lambda handler: None,
    ],
)
def test_what_goes_wrong_with_robots_costs_nothing(
    server: PageServer, asker: Fetcher, answer: Callable[[Handler], None]
) -> None:
    server.robots = answer
    assert warned(asker, server.url("/ok")) == []
    assert server.seen.paths["/robots.txt"] <= QUICK.max_redirects + 1


def test_a_page_does_not_wait_for_robots_beyond_its_time(server: PageServer) -> None:
    server.robots = silence
    assert warned(Fetcher((server.pair,), 0.5, limits=ASKING), server.url("/ok")) == []


def test_a_page_that_did_not_change_needs_no_robots(server: PageServer, asker: Fetcher) -> None:
    known = asker.fetch(server.url("/unchanged"))
    assert isinstance(known, Snapshot)
    again = Fetcher((server.pair,), 5.0, limits=ASKING)
    again.fetch(server.url("/unchanged"), known=known)
    assert server.seen.paths["/robots.txt"] == 1


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /a*c$", "/abbc", False),
        ("User-agent: *\nDisallow: /a*c$", "/abbcd", True),
        ("User-agent: *\nDisallow: /é", "/%C3%A9", False),
        ("\ufeffuser-agent:*\r\ndisallow:/a # all of it", "/a", False),
        ("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /", "/a", True),
        ("User-agent: GPTBot\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Stet-Desk\nDisallow: /b", "/a", True),
        ("User-agent: stet-desk\nDisallow: /a\n\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: stet\nDisallow: /", "/a", True),
        ("User-agent: another\nDisallow: /", "/a", True),
        ("Disallow: /", "/a", True),
        ("<html>\n<p>Disallow: /", "/a", True),
    ],
)
def test_rules_are_read_as_the_standard_has_them(robots: str, path: str, allowed: bool) -> None:
    assert rules_of(robots.encode()).can_fetch(f"https://example.org{path}", PRODUCT) is allowed


@pytest.mark.parametrize(
    "robots",
    [
        "".join(f"User-agent: a{number}\n" for number in range(12_000)) + "Disallow: /b\n" * 20_000,
        "".join(f"user agent a{number}\x0b" for number in range(12_000)) + "Disallow: /b\n" * 20_000,
        "User-agent: *\nDisallow: /" + "*a" * 240_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*b$\n" * 18_000,
        "Disallow: /\n" * 40_000,
    ],
)
def test_a_hostile_file_takes_no_long_time(robots: str) -> None:
    assert rules_of(robots.encode()).can_fetch("https://example.org/" + "a" * 2_000, PRODUCT)


@given(st.lists(st.one_of(LINES, st.text(max_size=20))), st.binary(max_size=40))
def test_no_file_makes_us_raise(lines: list[str], rest: bytes) -> None:
    rules_of("\n".join(lines).encode("utf-8", "replace") + rest).can_fetch("https://example.org/a?b=%zz#c", PRODUCT)
