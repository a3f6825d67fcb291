"""Phrases of news sites that are no part of an article; the words are in `phrases.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(_plain(phrase) for phrases in _data()[kind].values() for phrase in phrases)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("'", "’").split()).strip(" :：>→»…")


def is_site_phrase(text: str) -> bool:
    """Whether a line is one of the phrases, or one of them with a colon and what it leads to."""
    head, colon, _ = text[:200].partition(":" if ":" in text else "：")
    return _plain(text[:200]) in _phrases("site_phrases") or (bool(colon) and _plain(head) in _phrases("site_phrases"))


def is_copyright(text: str) -> bool:
    """Whether a text is a line of rights."""
    return text[:100].strip().casefold().startswith(tuple(_data()["copyright"]["starts"]))


def says_not_found(title: str) -> bool:
    """Whether a title says that the page is not there."""
    return _holds(title[:300], "not_found")


def asks_consent(text: str) -> bool:
    """Whether a text asks for consent to keep data."""
    return _holds(text[:5_000], "consent")


def _holds(text: str, kind: str) -> bool:
    plain = f" {_plain(text)} "
    return any(phrase in plain if not phrase.isdecimal() else f" {phrase} " in plain for phrase in _phrases(kind))
