"""How the cost of a check grows: python -m bench.scaling [--calls] [TIMES ...]

One thing is made 10 and 100 times as large at a time: the article, the number of its sources, the size of one source,
and claims and source together (each claim with its own sentence in the source), in one language and in two. The texts
are those of a bundle, each copy with words and figures of its own, since real texts that are longer say other things,
not the same again.

A slope of 1 is linear: 100 times as much costs 100 times as much. `calls` counts the calls of Python functions, which
is the same on every machine; time is the least of a few runs, and of one where a run takes long. What a size costs is
the mean over ten copies, each size with the same: ten checks of one copy, one check of ten. The copies differ, and the
first, whose words are all known ones, costs a sixth less than the rest.
"""

from __future__ import annotations

import cProfile
import re
import sys
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log10
from pathlib import Path
from random import Random
from typing import Protocol

from bench.extraction import DESK, FIXTURES
from claims.extract import extract_claims
from claims.matching import Digest, SourceIndex, judge_claims
from claims.matching.figures.arithmetic import find_remarks
from claims.matching.words.folding import fold_word
from claims.matching.words.lexicon import lexicon
from claims.model import QuantityClaim, Source
from sources.document import Document, Unreadable
from sources.reading import read

BUNDLE = DESK / "en-council-budget"
LANGUAGE = "en"
ABROAD = FIXTURES / "desks" / "desk09" / "fr-conteneurs-tarnholm"
"""A bundle whose sources are all in English and whose article is not."""
TIMES = (1, 10, 100)
COPIES = 10
"""Copies over which the cost of each size is taken, in checks of as many as the size has."""
PATIENCE = 3.0
"""Seconds of one run from which it is not repeated."""
_DIGITS = re.compile(r"\d+")
_LONG = re.compile(r"\b[A-Za-z]{6,}\b")


Grown = tuple[str, list[str], str]
"""The article, its sources, and its language; the sources are in English."""


def varied(text: str, number: int, language: str = LANGUAGE) -> str:
    """A copy of a text with its own figures, names and unusual words, always the same; 0 is the text itself."""
    if not number:
        return text
    swaps: dict[str, str] = {}

    def word(match: re.Match[str]) -> str:
        draw = Random(f"{number} {match[0].lower()}")
        if lexicon(language).meanings(fold_word(match[0])):
            return match[0]
        fresh = "".join(draw.choice(pair) for pair in ("bcdfglmnprstv", "aeiou") * (len(match[0]) // 2))
        return swaps.setdefault(match[0], fresh.capitalize() if match[0][0].isupper() else fresh)

    def figure(match: re.Match[str]) -> str:
        draw = Random(f"{number} {match[0]}")
        return str(draw.randrange(10 ** (len(match[0]) - 1), 10 ** len(match[0])))

    return _DIGITS.sub(figure, _LONG.sub(word, text))


def copies(text: str, times: int, language: str = LANGUAGE, first: int = 0) -> str:
    """`times` copies of a text, one below the other, each its own, from the `first` on."""
    return "\n\n".join(varied(text, number, language) for number in range(first, first + times))


def document(text: str) -> Document:
    """A plain text as it is read."""
    found = read(text.encode(), media_type="text/plain")
    assert not isinstance(found, Unreadable)
    return found


def check(article: str, sources: Iterable[str], language: str = LANGUAGE) -> int:
    """Everything that a check does with texts that it has; returns the number of claims."""
    read_article = document(article)
    claims = extract_claims(read_article, language)
    index = SourceIndex.of_sources([Source(str(at), LANGUAGE, document(text)) for at, text in enumerate(sources)])
    judge_claims(Digest(read_article.text, language), claims, index)
    find_remarks(read_article.text, language, [claim for claim in claims if isinstance(claim, QuantityClaim)])
    return len(claims)


def texts(bundle: Path = BUNDLE) -> tuple[str, list[str]]:
    """The article of a bundle, and its sources as plain text."""
    files = [*bundle.glob("article.*"), *sorted((bundle / "sources").iterdir())]
    pages = [read(file.read_bytes(), media_type=_media(file.suffix)) for file in files]
    article, *sources = [page.text for page in pages if isinstance(page, Document)]
    return article, sources


def _media(suffix: str) -> str:
    return {".html": "text/html", ".srt": "application/x-subrip"}.get(suffix, "text/plain")


class Growth(Protocol):
    """From how many times to the article and its sources, made of the copies from the `first` on."""

    def __call__(self, times: int, first: int = 0) -> Grown: ...


def growths() -> dict[str, Growth]:
    """What grows, by name."""
    article, sources = texts()
    whole = "\n\n".join(sources)
    french, abroad = texts(ABROAD)
    there = "\n\n".join(abroad)

    def number(times: int, first: int = 0) -> Grown:
        return article, [varied(text, at) for at in range(first, first + times) for text in sources], LANGUAGE

    return {
        "article": lambda times, first=0: (copies(article, times, first=first), sources, LANGUAGE),
        "number of sources": number,
        "size of a source": lambda times, first=0: (article, [copies(whole, times, first=first)], LANGUAGE),
        "claims and source": lambda times, first=0: (
            copies(article, times, first=first),
            [copies(whole, times, first=first)],
            LANGUAGE,
        ),
        "in two languages": lambda times, first=0: (
            copies(french, times, "fr", first),
            [copies(there, times, first=first)],
            "fr",
        ),
    }


def cost(grown: Growth, times: int, measure: Callable[[Callable[[], object]], float]) -> float:
    """What a check of `times` as much costs, by a measure of a piece of work: the mean over checks of `COPIES`."""
    given = [grown(times, first) for first in range(0, max(times, COPIES), times)]
    return measure(lambda: [check(*each) for each in given]) / len(given)


def calls(work: Callable[[], object]) -> int:
    """How many Python functions a piece of work calls."""
    profile = cProfile.Profile()
    profile.enable(builtins=False)
    try:
        work()
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


def seconds(work: Callable[[], object]) -> float:
    """The least time of up to three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, took := time.process_time() - start)
        if took > PATIENCE:
            break
    return best


def slopes(costs: Iterable[tuple[int, float]]) -> list[float]:
    """How steep the cost rises between each size and the next, on logarithmic scales."""
    return [log10(b / a) / log10(n / m) for (m, a), (n, b) in pairwise(costs)]


def main() -> None:
    """Print one row for each thing that grows."""
    counted = "--calls" in sys.argv
    measure = calls if counted else seconds
    times = tuple(map(int, filter(str.isdigit, sys.argv))) or TIMES
    check(*growths()["article"](1))
    print(f"{'calls' if counted else 'seconds':<20}" + "".join(f"{n:>9} x" for n in times) + "     slopes     ratio")
    for name, grown in growths().items():
        costs = [(n, cost(grown, n, measure)) for n in times]
        row = "".join(f"{cost:>11.4g}" for _, cost in costs)
        steps = " ".join(f"{slope:.2f}" for slope in slopes(costs))
        print(f"{name:<20}{row}{steps:>11}{costs[-1][1] / costs[0][1]:>10.0f}", flush=True)


if __name__ == "__main__":
    main()
