"""How single sentences fare against single passages: python -m bench.pairs [--misses]

For each claim of fixtures/pairs its finding, as in a check of the two texts: what is fine and kept, what is wrong and
flagged or let pass as fine. Of the first file also what `claims.matching.judge` says of the whole sentence, which may
abstain.
`--misses` prints what went wrong with the even half; the odd half is only counted.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from claims.extract import extract_claims
from claims.matching import Digest, SourceIndex, judge, judge_claims
from claims.model import Finding, QuoteClaim, Source
from sources.document import Document, Span
from sources.reading import read

PAIRS = Path(__file__).parent.parent / "fixtures" / "pairs"
FILES = ("pairs", "renderings", "places")
"""The files of pairs: of everything, of quotes rendered, of figures that stand in a source for this or for that."""
FINE = frozenset({"verbatim", "translated", "match", "rounded"})
WRONG = frozenset({"altered", "misattributed", "conflict"})
MISSED = "not found"
"""What is said of a claim that no finder found."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and a passage, each with its language, and the finding for the claim in the sentence."""

    id: str
    claim: str
    language: str
    text: str
    evidence: str
    source_language: str
    finding: str
    what: str
    html: bool = False

    @property
    def quoted(self) -> bool:
        return self.id.startswith("q")

    @property
    def even(self) -> bool:
        """Whether rules may be learned from it."""
        return int(self.id[1:]) % 2 == 0

    def found(self) -> str:
        """The finding for the claim in a check of the two texts."""
        article = _document(self.claim, "text/plain")
        claims = extract_claims(article, self.language)
        index = SourceIndex.of_sources([Source("source", self.source_language, self._source())])
        start = article.text.find(self.text)
        wanted = Span(start, start + len(self.text))
        best: tuple[int, Finding] | None = None
        findings = judge_claims(Digest(article.text, self.language), claims, index)
        for claim, finding in zip(claims, findings, strict=True):
            span = claim.quote.span if isinstance(claim, QuoteClaim) else claim.quantity.span
            common = min(wanted.end, span.end) - max(wanted.start, span.start)
            if isinstance(claim, QuoteClaim) is self.quoted and common > (best[0] if best else 0):
                best = common, finding
        return best[1].finding.value if best else MISSED

    def _source(self) -> Document:
        if not self.html:
            return _document(self.evidence, "text/plain")
        return _document(f"<html><body>{self.evidence}</body></html>", "text/html")

    def judged(self) -> str:
        """What the whole sentence is found to be."""
        return judge(self.claim, self.evidence, self.language, self.source_language).finding.value


def _document(text: str, media_type: str) -> Document:
    document = read(text.encode(), media_type=media_type)
    assert isinstance(document, Document)
    return document


def pairs(file: str) -> list[Pair]:
    """The pairs of one of `FILES`, in their order."""
    return [Pair(**one) for one in tomllib.loads((PAIRS / f"{file}.toml").read_text("utf-8"))["pair"]]


def share(outcomes: Sequence[tuple[Pair, str]], gold: Iterable[str], given: Iterable[str]) -> tuple[int, int]:
    """Of the pairs whose finding is in `gold`, how many were given one in `given`, and how many there are."""
    wanted, got = frozenset(gold), frozenset(given)
    among = [found for pair, found in outcomes if pair.finding in wanted]
    return sum(found in got for found in among), len(among)


def _row(name: str, outcomes: Sequence[tuple[Pair, str]]) -> str:
    columns = [
        share(outcomes, FINE, FINE),
        share(outcomes, FINE, WRONG),
        share(outcomes, WRONG, WRONG),
        share(outcomes, WRONG, FINE),
        share(outcomes, {"absent"}, {"absent"}),
    ]
    return f"| {name} | " + " | ".join(f"{part} of {whole}" for part, whole in columns) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what went wrong with the even half")
    misses = parser.parse_args().misses
    print("| pairs | fine, kept | fine, flagged | wrong, flagged | wrong, let pass | absent, told |")
    print("|---|---|---|---|---|---|")
    checked = [(file, pair, pair.found()) for file in FILES for pair in pairs(file)]
    for file, even, quoted in product(FILES, (True, False), (True, False)):
        ours = [
            (pair, found) for its, pair, found in checked if its == file and pair.even is even and pair.quoted is quoted
        ]
        name = f"{'quotes' if quoted else 'figures'}, {'even' if even else 'odd'}"
        if ours:
            print(_row(name if file == FILES[0] else f"{file}: {name}", ours))
        if file == FILES[0]:
            print(_row(f"sentences with {name}", [(pair, pair.judged()) for pair, _ in ours]))
    for _, pair, found in checked if misses else ():
        if pair.even and found != pair.finding:
            print(f"\n{pair.id} {pair.language} from {pair.source_language}: {pair.what}")
            print(f"  {pair.finding}, given {found}: {pair.text}\n  {pair.claim}\n  {pair.evidence}")


if __name__ == "__main__":
    main()
