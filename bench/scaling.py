"""How the cost of a check grows: python -m bench.scaling [--calls] [TIMES ...]

One thing is made 10 and 100 times as large at a time: the article, the number of its sources, the size of one source,
and claims and source together (each claim with its own sentence in the source). The texts are those of a bundle, each
copy with words and figures of its own, since real texts that are longer say other things, not the same again.

A slope of 1 is linear: 100 times as much costs 100 times as much. `calls` counts the calls of Python functions, which
is the same on every machine; time is the least of a few runs, and of one where a run takes long.
"""

from __future__ import annotations

import cProfile
import re
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from math import log10
from random import Random

from bench.speed import DESK
from claims.extract import extract_claims
from claims.matching import SourceIndex, judge_claims
from claims.matching.arithmetic import find_remarks
from claims.matching.folding import fold_word
from claims.matching.lexicon import lexicon
from claims.model import QuantityClaim, Source
from sources.document import Document, Unreadable
from sources.reading import read

BUNDLE = DESK / "en-council-budget"
LANGUAGE = "en"
TIMES = (1, 10, 100)
PATIENCE = 3.0
"""Seconds of one run from which it is not repeated."""
_DIGITS = re.compile(r"\d+")
_LONG = re.compile(r"\b[A-Za-z]{6,}\b")


def varied(text: str, number: int) -> str:
    """A copy of a text with its own figures, names and unusual words, always the same; 0 is the text itself."""
    if not number:
        return text
    swaps: dict[str, str] = {}

    def word(match: re.Match[str]) -> str:
        draw = Random(f"{number} {match[0].lower()}")
        if lexicon(LANGUAGE).meanings(fold_word(match[0])):
            return match[0]
        fresh = "".join(draw.choice(pair) for pair in ("bcdfglmnprstv", "aeiou") * (len(match[0]) // 2))
        return swaps.setdefault(match[0], fresh.capitalize() if match[0][0].isupper() else fresh)

    def figure(match: re.Match[str]) -> str:
        draw = Random(f"{number} {match[0]}")
        return str(draw.randrange(10 ** (len(match[0]) - 1), 10 ** len(match[0])))

    return _DIGITS.sub(figure, _LONG.sub(word, text))


def copies(text: str, times: int) -> str:
    """`times` copies of a text, one below the other, each its own."""
    return "\n\n".join(varied(text, number) for number in range(times))


def document(text: str) -> Document:
    """A plain text as it is read."""
    found = read(text.encode(), media_type="text/plain")
    assert not isinstance(found, Unreadable)
    return found


def check(article: str, sources: Iterable[str]) -> int:
    """Everything that a check does with texts that it has; returns the number of claims."""
    read_article = document(article)
    claims = extract_claims(read_article, LANGUAGE)
    index = SourceIndex.of_sources([Source(str(at), LANGUAGE, document(text)) for at, text in enumerate(sources)])
    judge_claims(read_article.text, LANGUAGE, claims, index)
    find_remarks(read_article.text, LANGUAGE, [claim for claim in claims if isinstance(claim, QuantityClaim)])
    return len(claims)


def texts() -> tuple[str, list[str]]:
    """The article of the bundle, and its sources as plain text."""
    pages = (read(file.read_bytes(), media_type=_media(file.suffix)) for file in sorted((BUNDLE / "sources").iterdir()))
    return (BUNDLE / "article.txt").read_text("utf-8"), [page.text for page in pages if isinstance(page, Document)]


def _media(suffix: str) -> str:
    return {".html": "text/html", ".srt": "application/x-subrip"}.get(suffix, "text/plain")


def growths() -> dict[str, Callable[[int], tuple[str, list[str]]]]:
    """What grows, by name: from how many times to the article and its sources."""
    article, sources = texts()
    whole = "\n\n".join(sources)
    return {
        "article": lambda times: (copies(article, times), sources),
        "number of sources": lambda times: (article, [varied(text, n) for n in range(times) for text in sources]),
        "size of a source": lambda times: (article, [copies(whole, times)]),
        "claims and source": lambda times: (copies(article, times), [copies(whole, times)]),
    }


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
        costs = [(n, measure(partial(check, *grown(n)))) for n in times]
        row = "".join(f"{cost:>11.4g}" for _, cost in costs)
        steps = " ".join(f"{slope:.2f}" for slope in slopes(costs))
        print(f"{name:<20}{row}{steps:>11}{costs[-1][1] / costs[0][1]:>10.0f}", flush=True)


if __name__ == "__main__":
    main()
