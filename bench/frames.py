"""Articles of ours set into pages as sites build them, so that what is the article on a page is known to the letter.

Six ways of building a page, each with what surrounds an article there: menus, offers, cards of other articles, comments,
consent, scripts. Names and figures are made up.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parent.parent / "fixtures"


class Article(NamedTuple):
    """An article to be framed: its headline and its paragraphs."""

    language: str
    title: str
    paragraphs: tuple[str, ...]


class Framed(NamedTuple):
    """A page with the body that it holds."""

    name: str
    page: str
    body: tuple[str, ...]


def articles() -> list[Article]:
    """The articles of the desk and of the judging cases that are plain texts."""
    texts = [(file.parent.name[:2], file.read_text("utf-8")) for file in sorted(FIXTURES.glob("desk/*/article.txt"))]
    for file in sorted(FIXTURES.glob("cases/judging/texts/*.toml")):
        case = tomllib.loads(file.read_text("utf-8"))
        texts.append((case["language"], case["article"]))
    return [_article(language, text) for language, text in texts]


def _article(language: str, text: str) -> Article:
    title, *paragraphs = (" ".join(part.split()) for part in text.split("\n\n") if part.strip())
    return Article(language, title, tuple(paragraphs))


def framed() -> list[Framed]:
    """Every article in every frame."""
    return [
        Framed(f"{article.language}-{frame.__name__}", frame(article), (article.title, *article.paragraphs))
        for article in articles()
        for frame in FRAMES
    ]


def _menu(count: int, kind: str = "menu") -> str:
    items = "".join(f'<li class="{kind}-item"><a href="/s/{n}">Section {n} of the town</a></li>' for n in range(count))
    return f'<ul class="{kind}">{items}</ul>'


def _cards(count: int, tag: str = "article") -> str:
    card = (
        "<{tag} class='card'><a href='/a/{n}'><img src='/{n}.jpg' alt='A picture'><h3>Ferry fares rise by {n} per cent</h3>"
        "</a><p>Tickets for the islands cost more from June, and nobody on the quay is happy about it.</p></{tag}>"
    )
    return "".join(card.format(tag=tag, n=n) for n in range(2, 2 + count))


def _comments(count: int) -> str:
    said = "I have lived here for {n} years and never seen such a thing. They should ask those who take the boat."
    return "".join(
        f'<div class="comment"><b>Reader {n}</b><p>{said.format(n=n)}</p></div>' for n in range(1, 1 + count)
    )


def _script(size: int) -> str:
    state = json.dumps({f"key{n}": {"id": n, "text": "a < b && c > d", "on": True} for n in range(size)})
    return f"<script>window.__STATE__={state};</script>"


def _inline(text: str) -> str:
    """A paragraph with the tags that editors leave in it."""
    words = escape(text).split(" ")
    if len(words) > 8:
        words[2] = f'<a href="/topic">{words[2]}</a>'
        words[5] = f"<strong>{words[5]}</strong>"
    return " ".join(words)


def _p(article: Article, between: str = "") -> str:
    return between.join(f"<p>{_inline(text)}</p>\n" for text in article.paragraphs)


def newspaper(article: Article) -> str:
    """Landmarks, a large menu, related articles inside the text, comments, consent."""
    paragraphs = [f"<p>{_inline(text)}</p>" for text in article.paragraphs]
    paragraphs.insert(
        len(paragraphs) // 2, f'<aside class="related-inline"><h4>Read also</h4>{_cards(1, "div")}</aside>'
    )
    return f"""<!doctype html><html lang="{article.language}"><head><meta charset="utf-8"><title>{escape(article.title)} - The
    Quay</title>{_script(60)}<style>{".a{color:red}" * 200}</style></head><body><a class="skip-link" href="#m">Skip to content</a>
    <header class="site-header"><nav>{_menu(80)}</nav></header><main id="m"><article><h1>{escape(article.title)}</h1>
    {"".join(paragraphs)}<div class="share-bar"><button>Share</button><button>Send</button></div></article>
    <section class="comments"><h2>Comments</h2>{_comments(12)}</section></main><aside class="sidebar"><h2>Most read</h2>
    {_cards(10)}</aside><footer>{_menu(30)}<p>© 2026 The Quay. All rights reserved.</p></footer>
    <div id="cookie-consent" role="dialog"><p>We and our 812 partners store cookies. You may refuse them.</p></div></body></html>"""


def old_tables(article: Article) -> str:
    """A layout of tables, the text cut by <br>."""
    body = "<br><br>".join(_inline(text) for text in article.paragraphs)
    links = "<br>".join(f'<a href="/{n}.html">Page {n}</a>' for n in range(40))
    return f"""<html><head><title>{escape(article.title)}</title></head><body bgcolor=white><table width=760><tr><td colspan=2>
    <table><tr><td><a href=/>Home</a><td><a href=/a>News</a><td><a href=/b>Sport</a></table><tr><td width=150 valign=top>{links}
    <td valign=top><h1>{escape(article.title)}</h1><font size=2>{body}</font><tr><td colspan=2><center>Imprint | Contact<br>© 2026 The
    Quay</center></table></body></html>"""


def nameless(article: Article) -> str:
    """Only <div> and <span>, with names made by a program."""
    body = "".join(
        f'<div class="css-1k{n}x"><span>{_inline(text)}</span></div>' for n, text in enumerate(article.paragraphs)
    )
    menu = "".join(f'<div class="css-m{n}"><a href="/{n}"><span>Topic {n}</span></a></div>' for n in range(60))
    return f"""<!doctype html><html lang={article.language}><head><title>{escape(article.title)}</title></head><body><div id="__next">
    <div class="css-0">{menu}</div><div class="css-9"><h1 class="css-t">{escape(article.title)}</h1>{body}</div>
    <div class="css-8">{menu}</div></div>{_script(300)}</body></html>"""


def weblog(article: Article) -> str:
    """A weblog with widgets, tags and comments."""
    return f"""<!doctype html><html><head><title>{escape(article.title)} | A weblog</title></head><body class="single post">
    <div id="page"><div id="masthead">{_menu(12)}</div><div id="content"><div class="post hentry"><h1 class="entry-title">
    {escape(article.title)}</h1><div class="entry-content">{_p(article)}</div><div class="tags">Filed under: <a rel=tag>ferry</a>,
    <a rel=tag>town</a></div></div><div id="comments" class="comments-area">{_comments(20)}<form><textarea>Your answer</textarea>
    <button>Send</button></form></div></div><div id="secondary" class="widget-area"><div class="widget"><h2>Archive</h2>{_menu(48)}
    </div></div><div id="colophon" class="footer">Proudly made by hand</div></div></body></html>"""


def authority(article: Article) -> str:
    """A public body's page: breadcrumbs, a menu beside the text, a table of facts in it."""
    facts = "<table><tr><th>Year<th>Cost</tr><tr><td>2024<td>34 million</tr><tr><td>2025<td>36 million</tr></table>"
    return f"""<!doctype html><html lang="{article.language}"><head><title>{escape(article.title)}</title></head><body>
    <header role="banner"><p>An official site of the town</p></header><div class="breadcrumbs"><a href="/">Home</a> &gt;
    <a href="/p">Press</a></div><div class="row"><div class="col-3 side-nav">{_menu(50, "links")}</div><div class="col-9" role="main">
    <h1>{escape(article.title)}</h1>{_p(article)}{facts}</div></div><footer role="contentinfo">{_menu(25)}</footer></body></html>"""


def advertising(article: Article) -> str:
    """Offers between all paragraphs, a newsletter in the middle, a list of cards without end."""
    offer = '<div class="ad-slot"><span>Advertisement</span></div>'
    signup = '<div class="newsletter-signup"><p>Get our morning letter, free, five days a week.</p><form><input></form></div>'
    return f"""<!doctype html><html lang="{article.language}"><head><title>{escape(article.title)}</title></head><body><div class="top">
    {_menu(100)}</div><div class="story"><h1>{escape(article.title)}</h1>{_p(article, offer)}{signup}</div><section class="recommended">
    <h2>You may also like</h2>{_cards(60)}</section>{_script(100)}</body></html>"""


FRAMES: Sequence[Callable[[Article], str]] = (newspaper, old_tables, nameless, weblog, authority, advertising)
