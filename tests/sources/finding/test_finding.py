from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.check import CheckRequest, check_article
from claims.having import MOST_LISTED, Wanted, have_sources
from claims.ledger.store import ClaimStore
from sources.document import Document
from sources.fetch import Fetcher
from sources.finding.feeds import MOST_ENTRIES, Entry, damage_of, entries_of, is_empty
from sources.finding.links import MOST_LINKS, Link, links_of
from sources.reading import read
from sources.snapshots import Kept, Snapshot
from tests.sources.server import PAGE, ROUTES, PageServer, page

AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
HERE = "https://daily.example/news/bridge"
ARTICLE = """<!doctype html><html lang=en><title>A bridge</title>
<nav><a href=/politics>Politics</a> <a href=/sport>Sport</a></nav>
<article><h1>A bridge for Valmer</h1>
<p>The bridge will cost 12 million euros, according to <a href="https://council.example/report?a=1&amp;b=2">a report of
the council</a> that was published on Monday. Nobody at the council wanted to comment on it this week.</p>
<p>An <a href=/news/earlier>earlier article</a> had put it at 10 million euros, and the mayor at nine million. The
<a href="#note">note below</a> and the <a href="https://x.com/council/1">council’s post</a> have more, as has its
<a href="https://council.example/">start page</a>; write to <a href="mailto:a@daily.example">us</a>. See the
<a href="https://council.example/report?a=1&amp;b=2#p2">report</a> again.</p></article>
<script type="application/ld+json">{"@graph": [{"citation": [{"url": "https://bank.example/data"}, "no address"]}],
"isBasedOn": "https://agency.example/wire"}</script>
<footer><a href="https://imprint.example/all">Imprint</a></footer></html>"""


def copy(body: str | bytes, media_type: str = "text/html", url: str = HERE) -> Snapshot:
    raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return Snapshot(url, url, 200, media_type, (), raw, raw, AT)


def found(snapshot: Snapshot) -> list[str]:
    document = read(snapshot)
    assert isinstance(document, Document)
    return [link.url for link in links_of(snapshot, document)]


def test_the_links_of_an_article_are_those_in_its_text_other_sites_first() -> None:
    snapshot = copy(ARTICLE)
    document = read(snapshot)
    assert isinstance(document, Document)
    assert links_of(snapshot, document) == (
        Link("https://council.example/report?a=1&b=2", "a report of the council"),
        Link("https://agency.example/wire"),
        Link("https://bank.example/data"),
        Link("https://daily.example/news/earlier", "earlier article"),
    )


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See https://a.example/x. And (https://b.example/y), too.", ["https://a.example/x", "https://b.example/y"]),
        (
            "The [report](https://a.example/x) says <https://b.example/y>",
            ["https://a.example/x", "https://b.example/y"],
        ),
        ("见https://a.example/x。又见http://b.example/y，", ["https://a.example/x", "http://b.example/y"]),
        ("https://a.example/x https://a.example/x", ["https://a.example/x"]),
        ("https://a.example/ http:// https://user:p@a.example/x ftp://a.example/x", []),
        (" ".join(f"https://a.example/{n}" for n in range(99)), [f"https://a.example/{n}" for n in range(MOST_LINKS)]),
    ],
)
def test_addresses_in_a_plain_text_are_links(text: str, urls: list[str]) -> None:
    assert found(copy(text, "text/markdown", "article.md")) == urls


@given(st.lists(st.sampled_from(["<a href=", "'http://", "a.example/x'", ">", "</a>", "words ", "<p>", "https://["])))
def test_no_page_makes_us_raise(pieces: list[str]) -> None:
    snapshot = copy("words of a page " + "".join(pieces))
    document = read(snapshot)
    if isinstance(document, Document):
        links_of(snapshot, document)


EIGHT = datetime(2026, 1, 6, 8, tzinfo=UTC)
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Valmer Daily</title><link>https://daily.example/</link>
<item><title>Old</title><link>https://daily.example/old</link><pubDate>Mon, 05 Jan 2026 08:00:00 +0100</pubDate></item>
<item><title>A &amp; B</title><link> /new </link><pubDate>Tue, 06 Jan 2026 08:00:00 GMT</pubDate></item>
<item><title>No link</title></item><item><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://daily.example/" rel="self"/>
<entry><title>New</title><link rel="edit" href="/edit"/><link href="/new"/>
<updated>2026-01-06T08:00:00Z</updated></entry>
<entry><title>Old</title><link rel="alternate" href="https://daily.example/old"/></entry></feed>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://daily.example/old</loc>
<lastmod>2026-01-05</lastmod></url><url><loc>https://daily.example/new</loc><news:news>
<news:publication_date>2026-01-06T09:00:00+01:00</news:publication_date><news:title>New</news:title></news:news></url>
</urlset>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item><title>New</title><link>https://daily.example/new</link></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("body", "entries"),
    [
        (RSS, [("new", "A & B", EIGHT), ("old", "Old", datetime(2026, 1, 5, 7, tzinfo=UTC))]),
        (ATOM, [("new", "New", datetime(2026, 1, 6, 8, tzinfo=UTC)), ("old", "Old", None)]),
        (SITEMAP, [("new", "New", datetime(2026, 1, 6, 8, tzinfo=UTC)), ("old", "", datetime(2026, 1, 5, tzinfo=UTC))]),
        (RDF, [("new", "New", None)]),
        (RSS[:330], [("old", "Old", datetime(2026, 1, 5, 7, tzinfo=UTC)), ("new", "A & B", None)]),
        ("<html><body><item><link>https://daily.example/new</link></item>", []),
        ("<rss", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_pages_that_a_list_names(body: str, entries: list[tuple[str, str, datetime | None]]) -> None:
    wanted = tuple(Entry(f"https://daily.example/{page}", title, at) for page, title, at in entries)
    assert entries_of(copy(body, "text/xml", "https://daily.example/feed")) == wanted


def test_a_long_list_gives_its_newest() -> None:
    urls = "".join(f"<url><loc>https://a.example/{n}</loc><lastmod>{1970 + n}</lastmod></url>" for n in range(60))
    entries = entries_of(copy(f"<urlset>{urls}</urlset>"))
    assert len(entries) == MOST_ENTRIES


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))
    system = f'<!ENTITY s SYSTEM "file://{tmp_path}/secret">'
    body = f"<!DOCTYPE rss [{nested}{system}]><rss><item><title>&e8;&s;</title><link>http://a.example/b</link></item></rss>"
    assert [entry.title for entry in entries_of(copy(body))] in ([], [""])


PIECES = ["<rss>", "<item>", "<link>", "https://[", "</link>", "</item>", "&x;", "<![CDATA[", "\0"]


@given(st.lists(st.sampled_from(PIECES)))
def test_no_list_makes_us_raise(pieces: list[str]) -> None:
    entries_of(copy("<rss>" + "".join(pieces)))


def listed(server: PageServer, *paths: str, root: str = "urlset", entry: str = "url") -> bytes:
    items = "".join(f"<{entry}><loc>{server.url(path)}</loc></{entry}>" for path in paths)
    return f"<{root}>{items}</{root}>".encode()


def test_lists_of_lists_come_to_an_end(server: PageServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    maps = [f"/map{n}" for n in range(MOST_ENTRIES)]
    monkeypatch.setitem(ROUTES, "/maps", page(listed(server, *maps, root="sitemapindex", entry="sitemap")))
    for number, path in enumerate(maps):
        pages = [f"/page{number}-{n}" for n in range(MOST_ENTRIES)]
        monkeypatch.setitem(ROUTES, path, page(listed(server, *pages)))
        for each in pages:
            monkeypatch.setitem(ROUTES, each, page(listed(server, "/maps")))
    have_sources(Wanted((server.url("/maps"),)), fetcher, None)
    assert server.seen.paths.total() == 1 + MOST_ENTRIES + MOST_LISTED


def test_lists_and_links_become_sources_of_a_check(
    tmp_path: Path, server: PageServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    routes = {
        "/index.xml": page(listed(server, "/map.xml", root="sitemapindex", entry="sitemap"), Content_Type="text/xml"),
        "/map.xml": page(listed(server, "/ok", "/redirect", "/nowhere", "/map.xml"), Content_Type="text/xml"),
        "/feed": page(f"<rss><item><title>T</title><link>{server.url('/gzip')}</link></item></rss>".encode()),
    }
    for path, answer in routes.items():
        monkeypatch.setitem(ROUTES, path, answer)
    article = tmp_path / "article.txt"
    article.write_text(f"La digue coûtera 19,8 millions d’euros, selon {server.url('/brotli')}.\n", "utf-8")
    names = (server.url("/index.xml"), server.url("/feed"))
    request = CheckRequest(str(article), names, AT, links=True)
    with ClaimStore.open(tmp_path / "stet.db") as store:
        report = check_article(request, fetcher, store)
        offline = check_article(request, Kept(), store)
    states = [(state.name.rpartition("/")[2], state.status.value) for state in report.sources]
    assert states == [
        ("feed", "read"),
        ("brotli", "read"),
        ("gzip", "read"),
        ("ok", "read"),
        ("redirect", "read"),
        ("nowhere", "failed"),
    ]
    assert {checked.finding.finding.value for checked in report.claims} == {"match"}
    assert [state.name for state in offline.sources] == [state.name for state in report.sources]
    assert PAGE in {state.snapshot.body for state in offline.sources if state.snapshot}


WHOLE = """<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>
<item><title>One</title><link>https://quay.example/one</link></item>
<item><title>Two &amp; more</title><link>https://quay.example/two</link></item></channel></rss>"""


def test_a_feed_that_is_cut_off_keeps_its_whole_entries_and_is_told() -> None:
    for end in range(WHOLE.index("<item>"), len(WHOLE) - len("</rss>")):
        page = copy(WHOLE[:end], "application/rss+xml")
        whole = WHOLE[:end].count("</link>")
        assert damage_of(page) == "is cut off: its end is missing"
        assert [entry.url[-3:] for entry in entries_of(page)] == ["one", "two"][:whole]


@pytest.mark.parametrize(
    "body",
    [
        WHOLE,
        WHOLE.replace("&amp;", "&"),
        WHOLE + "<!-- made by a program -->",
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></r:RDF>',
        "<html><head><!-- <rdf:RDF> --></head><body><p>A page",
        "<rss",
    ],
)
def test_what_is_whole_or_no_list_has_no_damage(body: str) -> None:
    assert damage_of(copy(body)) == ("is cut off: its end is missing" if body == "<rss" else "")


def test_a_feed_without_entries_that_cannot_be_read_says_in_which_line() -> None:
    page = copy("<rss>\n<channel>\n<item><title>One & more</title></item></channel></rss>")
    assert damage_of(page).startswith("is broken in line 3: ")


def test_an_empty_feed_is_told_from_one_that_is_cut() -> None:
    empty = "<rss><channel><title>Quay</title></channel></rss>"
    assert is_empty(copy(empty))
    assert not is_empty(copy(empty[:-20]))
    assert not is_empty(copy("<html><!-- <rdf:RDF> --><p>A page</html>"))
