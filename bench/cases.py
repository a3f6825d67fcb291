"""Quality on the written cases: F1 of the quotations, and the share of right speakers and modes among those found.

    python -m bench.cases                      the table over every case file of fixtures/cases/quotes
    python -m bench.cases FILE.toml [...]      the same over other files of that form; the language is the file's name
    python -m bench.cases --misses [FILE ...]  and every miss below it

Only quotations with marks (direct and mixed) count. A quotation is found when it overlaps one expected by 0.8; its
speaker is right when the name is the one expected, whatever its case and a leading article.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims import find_quotes
from claims.model import Mode, Quote

CASES = Path(__file__).parent.parent / "fixtures" / "cases" / "quotes"
ENOUGH = 0.8
"""Characters shared, as a part of the longer one."""


@dataclass
class Figures:
    """Counts over many texts."""

    texts: int = 0
    wanted: int = 0
    found: int = 0
    matched: int = 0
    speakers: int = 0
    modes: int = 0
    misses: list[str] = field(default_factory=list)

    def row(self) -> str:
        """Texts, quotations, precision, recall, F1, right speakers and modes, in per cent."""
        precision, recall = _share(self.matched, self.found), _share(self.matched, self.wanted)
        f1 = _share(2 * self.matched, self.found + self.wanted)
        shares = (precision, recall, f1, _share(self.speakers, self.matched), _share(self.modes, self.matched))
        return f"{self.texts:>7}{self.wanted:>8}" + "".join(f"{share:>9.1f}" for share in shares)


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def same_name(one: str, other: str) -> bool:
    """Whether two names of a speaker are one, whatever the case of their letters."""
    return one.casefold() == other.casefold()


def count(case: dict[str, Any], language: str, figures: Figures) -> None:
    """Adds one case to the figures."""
    text = case["text"]
    left = [quote for quote in find_quotes(text, language) if quote.mode is not Mode.INDIRECT]
    figures.texts += 1
    figures.found += len(left)
    place = 0
    for words, speaker, mode in case["quotes"]:
        start = text.find(words, place)
        place = max(place, start)
        figures.wanted += 1
        hit = next((one for one in left if _overlap(one, start, start + len(words)) >= ENOUGH), None)
        if hit is None:
            figures.misses.append(f"{case['phenomenon']}: missed: {words!r} ({speaker}, {mode})")
            continue
        left.remove(hit)
        figures.matched += 1
        have = hit.speaker.name if hit.speaker else ""
        figures.speakers += same_name(have, speaker)
        figures.modes += hit.mode == mode
        if not same_name(have, speaker) or hit.mode != mode or hit.text != words:
            got = f"{have}, {hit.mode}" + ("" if hit.text == words else f", {hit.text!r}")
            figures.misses.append(f"{case['phenomenon']}: {words[:60]!r}: wanted {speaker}, {mode}; got {got}")
    figures.misses.extend(f"{case['phenomenon']}: false: {one.text!r} ({_name(one)})" for one in left)


def _name(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else ""


def _overlap(quote: Quote, start: int, end: int) -> float:
    shared = min(quote.span.end, end) - max(quote.span.start, start)
    return max(0, shared) / max(len(quote.span), end - start, 1)


def tables(files: list[Path]) -> Iterator[tuple[Path, Figures]]:
    """The figures of each file."""
    for file in files:
        figures = Figures()
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            count(case, file.stem, figures)
        yield file, figures


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="case files; those of fixtures/cases/quotes when left out")
    parser.add_argument("--misses", action="store_true", help="also print every miss")
    given = parser.parse_args()
    files = given.files or sorted(CASES.rglob("*.toml"))
    heads = ("precision", "recall", "F1", "speaker", "mode")
    print(f"{'file':<24}{'texts':>7}{'quotes':>8}" + "".join(f"{head:>9}" for head in heads))
    for file, figures in tables(files):
        print(f"{'/'.join(file.parts[-2:]):<24}{figures.row()}")
        if given.misses:
            print(*(f"  {miss}" for miss in figures.misses), sep="\n")


if __name__ == "__main__":
    main()
