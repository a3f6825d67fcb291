"""How far a check with a library finds what one with the right sources finds: python -m bench.retrieval [-v]

All sources of all gold bundles are put into one library, and each article is checked twice: against its own sources,
and against what the library gives for it. Every finding that differs is counted, whichever of the two is right.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from claims.check import CheckRequest, check_article
from claims.library.adding import add
from claims.library.library import Library
from sources.snapshots import Kept

FIXTURES = Path(__file__).parent.parent / "fixtures"
AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Difference:
    """What all articles together came to: claims, how many have another finding, pages that were and were not taken."""

    pages: int = 0
    claims: int = 0
    other: int = 0
    own: int = 0
    missed: int = 0
    further: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        return (
            f"{self.claims - self.other} of {self.claims} findings are the same; of {self.own} sources of the articles "
            f"{self.own - self.missed} were taken out of {self.pages} pages, and {self.further} others with them"
        )


def bundles() -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each article with its sources."""
    for gold in sorted(FIXTURES.glob("desk*/*/gold.json")):
        (article,) = gold.parent.glob("article.*")
        named = json.loads(gold.read_text("utf-8"))["sources"]
        yield article, tuple(str(gold.parent / source["file"]) for source in named)


def measure() -> Difference:
    """Every article checked against its own sources, and against the library of all."""
    found = Difference()
    everything = list(bundles())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        with Library.open(path) as library:
            list(add(library, [source for _, sources in everything for source in sources], Kept()))
            found.pages = library.totals().pages
        for article, sources in everything:
            own = check_article(CheckRequest(str(article), sources, AT), Kept())
            shared = check_article(CheckRequest(str(article), (), AT, libraries=(path,)), Kept())
            taken = {state.name for state in shared.sources}
            found.own += len(sources)
            found.missed += len(set(sources) - taken)
            found.further += len(taken - set(sources))
            for one, two in zip(own.claims, shared.claims, strict=True):
                found.claims += 1
                if one.finding.finding is not two.finding.finding:
                    change = f"{one.finding.finding.value} -> {two.finding.finding.value}"
                    found.other += 1
                    found.kinds[change] += 1
                    found.told.append(f"{article.parent.name}: {one.claim.text!r} {change}")
    return found


def main() -> None:
    """Measure and print; with -v each finding that differs."""
    found = measure()
    if "-v" in sys.argv:
        print(*found.told, sep="\n")
    print(*(f"{count:4} {change}" for change, count in found.kinds.most_common()), sep="\n")
    print(found.in_words)


if __name__ == "__main__":
    main()
