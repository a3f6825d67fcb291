"""How fast and how well altered quotes are found in long texts, for information: python -m bench.locating [MB ...]

The text is a Markov chain over the words of the bundles, seeded, so that it repeats phrases as prose does (more, since
the bundles are few pages), with rarer words strewn in as often as prose has them. Quotes of
55 to 300 letters are cut from it and 0 to 30 per cent of their letters edited: half by words (left out, put in,
exchanged), half letter by letter. Found means that the place overlaps the true one by 0.6 of both together, or is
elsewhere and no further from the quote, letter by letter, than the true one.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import mean

from rapidfuzz.distance import Levenshtein

from claims.matching import SourceIndex
from claims.matching.words.folding import HAN
from sources.document import Document
from sources.files import media_type_of
from sources.reading import read

FIXTURES = Path(__file__).parent.parent / "fixtures"
RATES = (0.0, 0.05, 0.1, 0.2, 0.3)
QUOTES_PER_RATE = 100
ENOUGH = 0.6
"""The overlap from which a place is the right one."""
MEGABYTE = 1_000_000
DOCUMENT = 200_000
"""Letters of one text."""
SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")]
FIRST, LAST = 1_000, 150_000
SHARE = 0.25
"""The bundles have a few thousand words, which come, over 50 MB, as often as the first thousand words of a language
do. By Zipf's law (the word of rank r comes 1/r as often as the first) the words of the ranks from there to 150,000
make up a quarter of running prose of that length; they are made up here, and strewn in by that law."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def pages() -> Iterator[str]:
    """The words of the English and French bundles, as they are read."""
    for file in sorted(FIXTURES.glob("desk*/*/**/*")):
        if media_type_of(file.name) and file.relative_to(FIXTURES).parts[1][:2] in ("en", "fr"):
            page = read(file.read_bytes(), media_type=media_type_of(file.name))
            if isinstance(page, Document):
                yield from (word for word in page.text.split() if not HAN.search(word))


def chain(letters: int, seed: int = 7) -> Iterator[str]:
    """Texts of `DOCUMENT` letters each, until there are `letters`."""
    words = list(pages())
    follow: dict[str, list[str]] = defaultdict(list)
    for first, second in pairwise(words):
        follow[first].append(second)
    draw, word, out, size, length = random.Random(seed), words[0], list[str](), 0, 0
    rare = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(LAST - FIRST)]
    while length < letters:
        word = draw.choice(follow[word] or words)
        shown = word if draw.random() > SHARE else rare[int(FIRST * (LAST / FIRST) ** draw.random()) - FIRST]
        out.append(shown)
        size, length = size + len(shown) + 1, length + len(shown) + 1
        if size >= DOCUMENT:
            yield " ".join(out)
            out, size = [], 0
    if out:
        yield " ".join(out)


def edited(quote: str, rate: float, draw: random.Random, vocabulary: list[str]) -> str:
    """The quote with about `rate` of its letters changed."""
    if not rate:
        return quote
    budget = rate * len(quote)
    if draw.random() < 0.5:
        words = quote.split()
        while budget > 0 and len(words) > 3:
            at, new = draw.randrange(len(words)), draw.choice(vocabulary)
            kind = draw.choice(("out", "in", "for"))
            budget -= len(words[at]) if kind == "out" else len(new) if kind == "in" else max(len(words[at]), len(new))
            words[at : at + (kind != "in")] = [] if kind == "out" else [new]
        return " ".join(words)
    letters = list(quote)
    for _ in range(round(budget)):
        at = draw.randrange(len(letters))
        kind = draw.choice(("out", "in", "for"))
        letters[at : at + (kind != "in")] = [] if kind == "out" else [draw.choice(LETTERS)]
    return "".join(letters)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def measure(megabytes: float) -> None:
    texts = list(chain(int(megabytes * MEGABYTE)))
    draw = random.Random(11)
    vocabulary = texts[0].split()[:3000]
    start = time.process_time()
    index = SourceIndex.of_texts(texts)
    index.locate("warm up the index once")
    built = time.process_time() - start
    print(f"{megabytes:g} MB, {len(texts)} texts: index {built:.2f} s")
    total = 0.0
    for rate in RATES:
        shares, took, found = [], [], 0
        for _ in range(QUOTES_PER_RATE):
            number = draw.randrange(len(texts))
            length = draw.randint(55, 300)
            at = draw.randrange(len(texts[number]) - length)
            at = texts[number].find(" ", at) + 1
            end = texts[number].rfind(" ", at, at + length)
            quote = edited(texts[number][at:end], rate, draw, vocabulary)
            start = time.process_time()
            place = index.locate(quote)
            took.append(time.process_time() - start)
            if place is None:
                shares.append(0.0)
                continue
            share = overlap((at, end), (place.start, place.end)) if place.text_number == number else 0.0
            there = texts[place.text_number][place.start : place.end]
            twin = Levenshtein.distance(quote, there) <= Levenshtein.distance(quote, texts[number][at:end])
            shares.append(1.0 if twin and not share else share)
            found += shares[-1] >= ENOUGH
        print(
            f"  {rate:4.0%} edited: {found:3d} of {QUOTES_PER_RATE} found, overlap {mean(shares):.3f} "
            f"({mean(share for share in shares if share >= ENOUGH):.3f} of those found), "
            f"{mean(took) * 1000:.1f} ms a quote (median {sorted(took)[len(took) // 2] * 1000:.1f})"
        )
        total += sum(took)
    print(f"  {len(RATES) * QUOTES_PER_RATE} quotes: {total:.2f} s")


if __name__ == "__main__":
    for size in sys.argv[1:] or ["0.01", "1", "50"]:
        measure(float(size))
