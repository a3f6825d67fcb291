"""Providers of sources that are asked by name: `worldbank:China population 2024` instead of an address.

None is asked unless a source names it. Another package may bring its own, as an entry point of the group
`stet.providers` that gives a `Provider`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from sources.document import Document
from sources.plugins import brought
from sources.snapshots import Fetches, FetchFailure, Snapshot

GROUP = "stet.providers"
_OURS = {"worldbank": "WorldBank", "wikidata": "Wikidata", "wayback": "Wayback"}


@dataclass(frozen=True, slots=True)
class Provided:
    """What a provider gives: the answer as it came, and what it says; None to read it like any page."""

    snapshot: Snapshot
    document: Document | None = None


class Provider(Protocol):
    """Turns a query in words into a source, by requests that all go through `fetches`."""

    def find(self, query: str, fetches: Fetches) -> Provided | FetchFailure:
        """The source for a query, or why there is none. Never raises for what an answer holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A source's name taken apart: which provider, and what it is asked."""

    provider: str
    query: str


def asked(name: str) -> Asked | None:
    """Which provider a source's name asks, or None for a path or address."""
    provider, colon, query = name.partition(":")
    known = colon and not query.startswith("//") and (provider in _OURS or provider in brought(GROUP))
    return Asked(provider, query.strip()) if known else None


def provider(name: str) -> Provider:
    """The provider of a name that `asked` knows."""
    if name in _OURS:
        made: Provider = getattr(import_module(f"sources.providers.{name}"), _OURS[name])()
        return made
    other: Provider = brought(GROUP)[name].load()()
    return other


Providers = Mapping[str, Provider]
"""Providers by name, in place of those that are installed; for tests and for desks with their own."""
