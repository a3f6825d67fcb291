"""What a page says of itself in its head, in its structured data and in marked elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sources.document import Metadata
from sources.reading.elements import DATA
from sources.reading.markup import End, Start, Text, Token, resolved

MAX_SCRIPT = 1_000_000  # characters of structured data that are read: a hundred times what an article has
MAX_OBJECTS = 200
MAX_AUTHORS = 30
_LONGEST = 300  # characters of a name, a date or a site
_NAMES = {key: tuple(words.split()) for key, words in DATA["metadata"].items()}
_ARTICLES = frozenset(_NAMES["articles"])
_BY = re.compile(rf"(?:{'|'.join(map(re.escape, _NAMES['by']))})(?:\s{{0,3}}[:：]\s{{0,3}}|\s{{1,3}})", re.IGNORECASE)
_WRAPPED = re.compile(r"^\s*(?://\s*)?<!(?:--|\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEAR = 20  # tokens that the name of a marked author is looked for in

Object = Mapping[str, object]


@dataclass
class _Said:
    """What the tags of a page say: contents of <meta> by name, addresses of <link> by relation, marked elements."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str = ""
    authors: list[str] = field(default_factory=list)
    published: str = ""
    objects: list[Object] = field(default_factory=list)


def metadata_of(found: Sequence[Token]) -> Metadata:
    """The metadata of a page. Structured data goes first, then the head of the page, then marked elements."""
    said = _said(found)
    articles = sorted(
        filter(_is_article, said.objects), key=lambda one: not _kind(one).endswith(("Article", "Posting"))
    )
    structured = [name for one in articles for name in _people(one.get("author"))]
    named = [name for key in _NAMES["authors"] for name in said.meta.get(key, ()) if "://" not in name]
    return Metadata(
        authors=tuple(islice(dict.fromkeys(_names(structured or named or said.authors)), MAX_AUTHORS)),
        published=_first(articles, "datePublished") or _meta(said, "published") or said.published,
        modified=_first(articles, "dateModified") or _meta(said, "modified"),
        canonical_url=said.canonical or next(iter(said.meta.get("og:url", ())), ""),
        site=_meta(said, "site"),
    )


def without_by(text: str) -> str:
    """A line of authors without the word that leads to them."""
    return text[found.end() :] if (found := _BY.match(text)) else text


def _said(found: Sequence[Token]) -> _Said:
    said = _Said()
    under_headline = False
    for place, token in enumerate(found):
        if not isinstance(token, Start):
            continue
        under_headline = under_headline or token.tag == "h1"
        if token.attributes:
            _note(said, token, found[place + 1 : place + 1 + _NEAR] if _marks_author(token) else (), under_headline)
    return said


def _note(said: _Said, token: Start, following: Sequence[Token], under_headline: bool) -> None:
    attributes = token.attributes
    if token.tag == "meta":
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if content := _line(attributes.get("content", "")):
            said.meta.setdefault(name.strip().lower(), []).append(content)
    elif token.tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
        said.canonical = said.canonical or attributes.get("href", "").strip()[:2_000]
    elif token.tag == "script" and attributes.get("type", "").strip().lower() == "application/ld+json":
        said.objects += islice(_objects(token.content), max(0, MAX_OBJECTS - len(said.objects)))
    elif token.tag == "time" and not said.published and (under_headline or "pubdate" in attributes):
        said.published = _line(attributes.get("datetime", ""))
    if following and (name := _text_of(token.tag, following)):
        said.authors.append(name)


def _marks_author(token: Start) -> bool:
    marks = f"{token.attributes.get('rel', '')} {token.attributes.get('itemprop', '')}".lower().split()
    return "author" in marks and token.tag not in {"meta", "link"}


def _text_of(tag: str, following: Sequence[Token]) -> str:
    """The text up to the end of an element, or nothing where its end is not near."""
    words: list[str] = []
    for token in following:
        if isinstance(token, End) and token.tag == tag:
            return _line(" ".join(words))
        if isinstance(token, Text):
            words.append(token.data)
    return ""


def _objects(script: str) -> Iterator[Object]:
    """The objects of a script of structured data, those of its graph and lists one by one; none if it is broken."""
    if len(script) > MAX_SCRIPT:
        return
    try:
        read = _whole(json.loads(_WRAPPED.sub("", script), strict=False))
    except (ValueError, RecursionError):
        return
    for one in read if isinstance(read, list) else [read]:
        if isinstance(one, dict):
            graph = one.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else [one]) if isinstance(part, dict))


def _whole(value: object) -> object:
    """A value of JSON with halves of characters replaced, which no text in UTF-8 can hold."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {str(_whole(key)): _whole(one) for key, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list) else value


def _kind(one: Object) -> str:
    kinds = one.get("@type")
    first = kinds[0] if isinstance(kinds, list) and kinds else kinds
    return first if isinstance(first, str) else ""


def _is_article(one: Object) -> bool:
    return _kind(one) in _ARTICLES or _kind(one).endswith(("Article", "Posting"))


def _people(value: object) -> Iterator[str]:
    """The names in the author of an object: a name, a person with one, or a list of either."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for each in name if isinstance(name, list) else [name]:
            if isinstance(each, str) and "://" not in each:
                yield each


def _names(found: Sequence[str]) -> Iterator[str]:
    return filter(None, (without_by(_line(name)) for name in found))


def _first(objects: Sequence[Object], key: str) -> str:
    return next((_line(value) for one in objects if isinstance(value := one.get(key), str) and value.strip()), "")


def _meta(said: _Said, kind: str) -> str:
    return next((said.meta[name][0] for name in _NAMES[kind] if name in said.meta), "")


def _line(text: str) -> str:
    """A value on one line, references that were written twice resolved."""
    text = text[: 4 * _LONGEST]
    return " ".join(resolved(text).split())[:_LONGEST]
