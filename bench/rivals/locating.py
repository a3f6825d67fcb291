"""Ways to find an altered quote in a text, each as `quote, text, edits -> start and end`, or None where it gives up.

Each looks through the whole text anew. `edits` is the true number of letters changed: those that must be told how
much may differ get the best that they could be told.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from rapidfuzz import fuzz

Place = tuple[int, int] | None
Locator = Callable[[str, str, int], Place]

PATIENCE = 6
"""Seconds after which a tool that can be stopped is."""


def rapidfuzz(quote: str, text: str, edits: int) -> Place:
    del edits
    found = fuzz.partial_ratio_alignment(quote, text)
    return (found.dest_start, found.dest_end) if found is not None else None


def edlib(quote: str, text: str, edits: int) -> Place:
    narrow = (quote.encode("latin-1", "replace"), text.encode("latin-1", "replace"))
    found = import_module("edlib").align(*narrow, mode="HW", task="locations", k=max(edits, 1))
    return (found["locations"][0][0], found["locations"][0][1] + 1) if found["locations"] else None


def fuzzysearch(quote: str, text: str, edits: int) -> Place:
    found = import_module("fuzzysearch").find_near_matches(quote, text, max_l_dist=edits)
    best = min(found, key=lambda one: one.dist, default=None)
    return (best.start, best.end) if best is not None else None


def regex(quote: str, text: str, edits: int) -> Place:
    module = import_module("regex")
    pattern = module.compile(f"(?b)(?:{module.escape(quote)}){{e<={edits}}}")
    try:
        found = pattern.search(text, timeout=PATIENCE)
    except TimeoutError:
        return None
    return found.span() if found else None


def locators() -> dict[str, Locator]:
    """Those that are installed, by name."""
    known: dict[str, Locator] = {"rapidfuzz": rapidfuzz, "edlib": edlib, "fuzzysearch": fuzzysearch, "regex": regex}
    return {name: find for name, find in known.items() if find_spec(name)}
