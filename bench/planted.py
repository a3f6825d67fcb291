"""How well errors are seen, and rewordings let be, that nobody wrote for a gold set: planted one at a time, at scale.

    python -m bench.planted                     the table: for each kind of change, in each language
    python -m bench.planted --most 40           up to so many changes of each kind in each language (24)
    python -m bench.planted --only digit unit   these kinds alone
    python -m bench.planted --of quotes         the changes of quotes alone (or those of figures)
    python -m bench.planted --show missed       and each that was missed (or `alarmed`: a rewording not let be)
    python -m bench.planted --write FILE        also keep what became of each; --against FILE tells what has changed

Each figure and quote of a gold set that is fine, and found to be, is taken; of the article a copy is made in which it
alone is wrong, or said otherwise; and the copy is judged against the same sources. The changes are drawn by a hash of
where they stand, so that every run has the same.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import Any

from bench.planting import Planted, planted
from bench.planting_quotes import Said, planted_in_quotes
from claims.extract import article_text, language_of
from claims.matching import SourceIndex, judge_claims
from claims.matching.texts.digest import Digest
from claims.model import FindingKind, Quantity, QuantityClaim, Quote, QuoteClaim, Source
from sources.document import Document, Span
from sources.files import read_file
from sources.reading import read
from sources.snapshots import Snapshot

FIXTURES = Path(__file__).parent.parent / "fixtures"
LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "zh")
OF = ("figures", "quotes")
FINE = frozenset({FindingKind.MATCH, FindingKind.ROUNDED, FindingKind.VERBATIM, FindingKind.TRANSLATED})
_SHOWN = 70
"""Letters to either side of a figure that are shown of a miss."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one bundle, with a number of its own to draw by."""

    bundle: str
    language: str
    planted: Planted

    @property
    def name(self) -> str:
        return f"{self.bundle} {self.planted.place} {self.planted.kind}"

    @property
    def drawn(self) -> str:
        return sha256(self.name.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: the finding, or `unseen` where no figure stands there any more."""

    name: str
    language: str
    kind: str
    error: bool
    finding: str
    words: str


class Bundle:
    """One bundle of a gold set, read, with its sources taken in."""

    def __init__(self, folder: Path) -> None:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        self.name = f"{folder.parent.name}/{folder.name}"
        (article,) = folder.glob("article.*")
        document = _document(article)
        self.language = language_of(document)
        self.text = article_text(document)
        sources = [_document(folder / one["file"]) for one in gold["sources"]]
        self.index = SourceIndex.of_sources(
            [Source(str(number), language_of(one), one) for number, one in enumerate(sources)]
        )
        self._names = [one["file"] for one in gold["sources"]]
        self._gold = gold["claims"]

    def changes(self, of: Sequence[str] = OF) -> Iterator[Change]:
        """All changes of the figures, or quotes, or both, that are fine and found to be."""
        digest = Digest(self.text, self.language)
        if "quotes" in of:
            for change in planted_in_quotes(digest, self._fine_quotes(digest)):
                yield Change(self.name, self.language, change)
        if "figures" not in of:
            return
        for one, finding in zip(digest.quantities, self.judged(digest), strict=True):
            if finding in FINE and self._is_fine(one):
                for change in planted(digest, digest.quantities, one):
                    yield Change(self.name, self.language, change)

    def judged(self, digest: Digest) -> list[FindingKind]:
        claims = [QuantityClaim("", one) for one in digest.quantities]
        return [one.finding for one in judge_claims(digest, claims, self.index)]

    def judged_quote(self, digest: Digest, quote: Quote) -> FindingKind:
        (finding,) = judge_claims(digest, [QuoteClaim("", quote)], self.index)
        return finding.finding

    def _fine_quotes(self, digest: Digest) -> list[Said]:
        found: list[Said] = []
        texts = {name: source.document.text for name, source in zip(self._names, self.index.sources, strict=True)}
        for claim in self._gold:
            if claim["kind"] != "quote" or claim["finding"] not in FINE:
                continue
            quote = next((one for one in digest.quotes if one.text.strip() == claim["text"].strip()), None)
            kind = self.judged_quote(digest, quote) if quote is not None else FindingKind.ABSENT
            if quote is not None and kind in FINE:
                across = kind is FindingKind.TRANSLATED
                source = texts.get(claim.get("source", ""), "")
                found.append(Said(quote, across, claim.get("evidence", ""), source, claim["speaker"]))
        return found

    def outcome(self, change: Change) -> Outcome:
        """What is found at the place of a change."""
        made = change.planted
        digest = Digest(made.text, self.language)
        finding = "unseen"
        if made.quote:
            quote = next((one for one in digest.quotes if one.span.start <= made.place < one.span.end), None)
            finding = self.judged_quote(digest, quote).value if quote is not None else finding
        elif (number := _standing_at(digest.quantities, made.place)) is not None:
            finding = self.judged(digest)[number].value
        around = Span(max(0, made.place - _SHOWN), min(len(made.text), made.place + _SHOWN))
        words = " ".join(around.of(made.text).split())
        return Outcome(change.name, change.language, made.kind, made.error, finding, words)

    def _is_fine(self, one: Quantity) -> bool:
        """Whether the gold has the figure, and as fine."""
        for claim in self._gold:
            if claim["kind"] != "number" or claim["finding"] not in FINE or float(claim["value"]) != float(one.value):
                continue
            body = r"\s+".join(map(re.escape, claim["text"].split()))
            if any(match.start() <= one.core.start < match.end() for match in re.finditer(body, self.text)):
                return True
        return False


def _document(file: Path) -> Document:
    snapshot = read_file(str(file))
    document = read(snapshot) if isinstance(snapshot, Snapshot) else snapshot
    if not isinstance(document, Document):
        raise SystemExit(f"{file}: {document}")
    return document


def _standing_at(figures: Sequence[Quantity], place: int) -> int | None:
    """The figure whose digits or number words take in a place, or else the one that does as a whole."""
    for span in ("core", "span"):
        for number, one in enumerate(figures):
            if getattr(one, span).start <= place < getattr(one, span).end:
                return number
    return None


def bundles() -> list[Path]:
    """The folders of all bundles of the gold sets."""
    return sorted(file.parent for file in FIXTURES.glob("desk*/**/gold.json"))


def _all(folder: Path, of: Sequence[str]) -> list[Change]:
    return list(Bundle(folder).changes(of))


def _outcomes(job: tuple[Path, list[Change]]) -> list[Outcome]:
    bundle = Bundle(job[0])
    return [bundle.outcome(change) for change in job[1]]


def draw(changes: Iterable[Change], most: int, only: Sequence[str]) -> list[Change]:
    """Up to `most` changes of each kind in each language."""
    groups: dict[tuple[str, bool, str], list[Change]] = {}
    for change in changes:
        if not only or change.planted.kind in only:
            groups.setdefault((change.planted.kind, change.planted.error, change.language), []).append(change)
    return [one for group in groups.values() for one in sorted(group, key=lambda one: one.drawn)[:most]]


def run(most: int, only: Sequence[str], of: Sequence[str], processes: int) -> list[Outcome]:
    """Draws the changes and judges them."""
    folders = bundles()
    with ProcessPoolExecutor(processes) as pool:
        drawn = draw((change for found in pool.map(_all, folders, repeat(of)) for change in found), most, only)
        names = {f"{folder.parent.name}/{folder.name}": folder for folder in folders}
        jobs: dict[Path, list[Change]] = {}
        for change in drawn:
            jobs.setdefault(names[change.bundle], []).append(change)
        return [one for found in pool.map(_outcomes, jobs.items()) for one in found]


def table(outcomes: Sequence[Outcome], error: bool) -> str:
    """The share of errors not taken for fine (or of rewordings that are), by kind and language, and how many."""
    head = "| " + ("error" if error else "rewording") + " | " + " | ".join(LANGUAGES) + " | all | n |"
    head += " wrong | absent |" if error else " alarm | absent | unseen |"
    lines = [head, "|---" * (head.count("|") - 1) + "|"]
    some = [one for one in outcomes if one.error is error]
    for kind in [*sorted({one.kind for one in some}), "all"]:
        ones = [one for one in some if kind in {one.kind, "all"}]
        cells = [_share([one for one in ones if one.language == code], error) for code in LANGUAGES]
        tail = [_part(ones, "conflict", "altered", "misattributed"), _part(ones, "absent")] + (
            [] if error else [_part(ones, "unseen")]
        )
        lines.append("| " + " | ".join([kind, *cells, _share(ones, error), str(len(ones)), *tail]) + " |")
    return "\n".join(lines)


def is_right(one: Outcome) -> bool:
    """Whether an error is not taken for fine, or a rewording is."""
    return (one.finding in FINE) is not one.error and not (one.finding == "unseen" and not one.error)


def _share(outcomes: Sequence[Outcome], error: bool) -> str:
    seen = [one for one in outcomes if one.finding != "unseen" or not error]
    return _written(sum(map(is_right, seen)), len(seen))


def _part(outcomes: Sequence[Outcome], *findings: str) -> str:
    return _written(sum(one.finding in findings for one in outcomes), len(outcomes))


def _written(some: int, all_: int) -> str:
    return f".{round(1000 * some / all_):03}".replace(".1000", "1.0") if all_ else "-"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.planted")
    parser.add_argument("--most", type=int, default=24)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--of", nargs="*", choices=OF, default=OF)
    parser.add_argument("--show", choices=("missed", "alarmed"))
    parser.add_argument("--write", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("-j", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    """Runs, prints, keeps and compares."""
    said = _arguments()
    outcomes = run(said.most, said.only, said.of, said.j)
    print(table(outcomes, True), table(outcomes, False), sep="\n\n")
    if said.show:
        for one in sorted(outcomes, key=lambda one: (one.kind, one.language)):
            if one.error is (said.show == "missed") and not is_right(one):
                print(f"{one.name} {one.finding}: {one.words}")
    kept: dict[str, Any] = {one.name: [one.finding, is_right(one), one.error, one.words] for one in outcomes}
    if said.write:
        said.write.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    if said.against:
        before = json.loads(said.against.read_text("utf-8"))
        for name, (finding, right, error, words) in kept.items():
            old = before.get(name)
            if old and old[1] != right:
                sign = "gained" if right else "lost"
                print(f"{sign} {'error' if error else 'rewording'} {name} {old[0]} > {finding}: {words}")


if __name__ == "__main__":
    main()
