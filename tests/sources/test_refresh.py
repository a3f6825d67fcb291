from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetch import Fetcher
from sources.refresh import MAX_REFRESH, refresh_target
from sources.snapshots import FailureReason, FetchFailure, Snapshot
from tests.sources.server import PAGE, PageServer

META = '<meta http-equiv="refresh" content="{}">'


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("0; url=/next", "/next"),
        ("0;URL=/next", "/next"),
        (" 5 , URL = '/next' and no more", "/next"),
        ('3;url="/next', "/next"),
        ("0 /next", "/next"),
        ("0; /next", "/next"),
        (".5; url=/next", "/next"),
        ("2.9.9; url=/next", "/next"),
        ("0; url=http://a.example/?b=c;d", "http://a.example/?b=c;d"),
        ("0; urls=/next", "urls=/next"),
        ("0", ""),
        ("0;", ""),
        ("0; url=", ""),
        ("0; url=''", ""),
        ("6; url=/next", ""),
        ("300; url=/next", ""),
        ("-1; url=/next", ""),
        ("url=/next", ""),
        ("0url=/next", ""),
        ("9" * 5_000 + "; url=/next", ""),
        ("٠; url=/next", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_refresh(words: str, target: str) -> None:
    escaped = words.replace('"', "&quot;")
    assert refresh_target("", META.format(escaped).encode()) == target
    assert refresh_target(words, b"") == target


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("<!doctype html><title>Moved</title>{meta}<p>If nothing happens, <a href=/next>go on</a>.", "/next"),
        ("<META CONTENT='0;url=/next' HTTP-EQUIV=Refresh >", "/next"),
        ("{meta}<script>" + "var shown = 'not'; " * 99 + "</script><style>p { color: red }</style>", "/next"),
        (META.format("0") + META.format("600; url=/other") + "{meta}", "/next"),
        ("{meta}<p>" + "La digue coûtera 19,8 millions d’euros. " * 20, ""),
        ("<noscript>{meta}</noscript><p>Works with scripts.", ""),
        ("<!-- {meta} --><p>Text", ""),
        ("<textarea>{meta}</textarea>", ""),
        ("<script>{meta}</script>", ""),
        ("<meta name=refresh content='0;url=/next'>", ""),
        ("{meta}" + "<b></b>" * MAX_REFRESH, ""),
    ],
)
def test_only_a_page_that_is_nothing_else_leads_on(page: str, target: str) -> None:
    assert refresh_target("", page.replace("{meta}", META.format("0; url=/next")).encode()) == target


def test_the_page_is_read_in_its_character_set() -> None:
    assert refresh_target("", META.format("0; url=/é").encode("utf-16")) == "/é"
    assert refresh_target("", META.format("0; url=/é").encode("cp1252"), "windows-1252") == "/é"


@given(st.text(max_size=60), st.binary(max_size=60))
def test_no_page_makes_us_raise(words: str, rest: bytes) -> None:
    refresh_target(words, META.format(words).encode("utf-8", "replace") + rest)


def test_a_refresh_is_followed_and_kept_like_a_redirect(server: PageServer, fetcher: Fetcher) -> None:
    snapshot = fetcher.fetch(server.url("/refresh"))
    assert isinstance(snapshot, Snapshot)
    assert snapshot.body == PAGE
    assert snapshot.redirects == (server.url("/ok"),)
    assert snapshot.final_url == server.url("/ok")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/refresh-loop", FailureReason.TOO_MANY_REDIRECTS),
        ("/refresh-inner", FailureReason.INNER_ADDRESS),
        ("/refresh-script", FailureReason.BAD_URL),
    ],
)
def test_a_refresh_is_judged_like_a_redirect(
    server: PageServer, fetcher: Fetcher, path: str, reason: FailureReason
) -> None:
    failure = fetcher.fetch(server.url(path))
    assert isinstance(failure, FetchFailure)
    assert failure.reason is reason
