"""Our finders beside others, in one run on the same cases and the same text, printed as one table.

    make peers

Figures: value F1 on fixtures/cases/quantities (a figure counts when it lies on the expected one and has its value;
what is found besides counts against precision; of a range the lower end is enough). Quotes: F1 of spans (overlap of
0.8) and the share of right speakers on fixtures/cases/quotes. Speed on about a megabyte of news a language.
Our own cases know our own conventions, so read the distance, not the last per cent.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from bench.extraction import MEGABYTE, news_of
from bench.rivals import quotes
from bench.rivals.numbers import Rival, rivals
from claims.language import OURS

CASES = Path(__file__).parent.parent / "fixtures" / "cases"
PATIENCE = 5.0
"""Seconds that a slow tool gets for the speed column; what it read in them is what counts."""


def cases(kind: str, language: str, key: str) -> list[Any]:
    """The cases of every file of a language: the short ones, and those in folders of their own."""
    files = (CASES / kind / f"{language}.toml", *sorted((CASES / kind).glob(f"*/{language}.toml")))
    return [case for file in files for case in tomllib.loads(file.read_text("utf-8"))[key]]


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0


def value_f1(rival: Rival, language: str) -> float:
    """Of one language's cases: how many figures have the right value in the right place."""
    right = found = wanted = 0
    for text, *expected in cases("quantities", language, "cases"):
        have = list(rival.find(text, language))
        found, wanted = found + len(have), wanted + len(expected)
        place = 0
        for line in expected:
            span, value = (part.strip() for part in line.split("|")[:2])
            start = text.index(span, place)
            place = start + len(span)
            low = Decimal(value.split("..")[0])
            hits = [one for one in have if one[0] < place and start < one[1] and close(one[2], low)]
            right += bool(hits)
            have = [one for one in have if one not in hits[:1]]
    return f1(right, found, wanted)


def close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= abs(other) * Decimal("0.005")


def quote_figures(find: quotes.Finder, language: str) -> tuple[float, float]:
    """Span F1 and the share of right speakers among the spans found."""
    right = found = wanted = speakers = 0
    for case in cases("quotes", language, "case"):
        text = case["text"]
        have = list(find(text, language))
        expected = [one for one in case.get("quotes", []) if one[2] != "indirect"]
        found, wanted = found + len(have), wanted + len(expected)
        for words, speaker, _ in expected:
            start = text.find(words)
            hit = next((one for one in have if overlap(one[:2], (start, start + len(words))) >= 0.8), None)
            if hit:
                right += 1
                speakers += hit[2] == speaker or bool(hit[2] and speaker and hit[2] in speaker)
    return f1(right, found, wanted), speakers / right if right else 0.0


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / max(one[1] - one[0], other[1] - other[0], 1)


def speed(find: Callable[[str, str], Any], language: str) -> float:
    """Megabytes a second over paragraphs, for at most `PATIENCE` seconds, one paragraph read before to warm up."""
    paragraphs = [part for part in news_of(language, MEGABYTE).split("\n") if part.strip()]
    for part in islice(paragraphs, 1):
        list(find(part, language))
    done, start = 0, time.perf_counter()
    for part in paragraphs:
        list(find(part, language))
        done += len(part.encode())
        if time.perf_counter() - start > PATIENCE:
            break
    return done / MEGABYTE / (time.perf_counter() - start)


def row(name: str, cells: list[str]) -> None:
    print(f"{name:<22}" + "".join(f"{cell:>8}" for cell in cells))


def main() -> None:
    """Print the table; nothing is asserted here."""
    row("figures: value F1", [*OURS, "MB/s en", "MB/s fr"])
    for rival in rivals():
        cells = [f"{value_f1(rival, code):.2f}" if code in rival.languages else "-" for code in OURS]
        cells += [f"{speed(rival.find, code):.3f}" if code in rival.languages else "-" for code in ("en", "fr")]
        row(rival.name, cells)
    print()
    row("quotes: span F1", [*OURS, "MB/s en", "MB/s fr"])
    for name, find in quotes.RIVALS.items():
        read = [code for code in OURS if quotes.reads(name, code)]
        figures = {code: quote_figures(find, code) for code in read}
        cells = [f"{figures[code][0]:.2f}" if code in read else "-" for code in OURS]
        row(name, cells + [f"{speed(find, code):.2f}" for code in ("en", "fr")])
        row("  right speaker", [f"{figures[code][1]:.2f}" if code in read else "-" for code in OURS])


if __name__ == "__main__":
    main()
