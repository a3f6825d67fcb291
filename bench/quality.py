"""Quality on the gold bundles: what `stet check --json` finds, scored, held against the floors, and what changed.

    python -m bench.quality             run, print the table, fail where a figure falls below its floor
    python -m bench.quality --raise     also write the figures reached as new floors, and the misses as the record
    python -m bench.quality --translator apertium
                                        also run with that translator, print both side by side and what it changed
    python -m bench.quality --translator apertium --page docs/quality.md
                                        also write that into the page

No translator is asked but by the last two: floors hold on every machine.

The record (bench/misses.txt) lists every miss of the last accepted state, so that a change to finding or judging
shows, claim by claim, what it gained and what it lost.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.outcomes import Outcome, changes, read_outcomes, tables
from tui.cli import main as stet

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
SETS = {"desk": FIXTURES / "desk", **{file.name: file for file in sorted((FIXTURES / "desks").glob("desk*"))}}
"""The folders of the gold sets by name, each with floors of its own; fixtures/desks/README.md tells of them."""
FLOORS = HERE / "floors.json"
RECORD = HERE / "misses.txt"
LOW = {"false_alarm", "false_absent", "decoy_hits"}
"""Figures that are better when lower: their floors are ceilings."""

Figures = dict[str, dict[str, float | None]]

WITHOUT = "none"
"""No translator at all."""


@dataclass(frozen=True, slots=True)
class Run:
    """One set as it was found: the scorer's table and figures, the misses in words, and each required claim."""

    table: str
    figures: Figures
    misses: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def check_bundle(bundle: Path, out: Path, translate: str) -> None:
    """Runs the command in the bundle's folder, and keeps what it prints.

    In this process, since a worker has many to run: to load the command anew costs several times the check.
    """
    gold = json.loads((bundle / "gold.json").read_text("utf-8"))
    (article,) = bundle.glob("article.*")
    sources = [word for source in gold["sources"] for word in ("-s", source["file"])]
    store = out / f"{bundle.name}.db"
    words = ["check", article.name, *sources, "--json", "--db", str(store), "--translate", translate]
    printed, said = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.chdir(bundle), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
        try:
            stet(words)
        except SystemExit as ended:
            code = ended.code
    if code:
        raise SystemExit(f"{bundle.name}: stet check ended with {code}: {text_of(said).strip()}")
    (out / f"{bundle.name}.json").write_text(text_of(printed), "utf-8")


def text_of(written: io.TextIOWrapper) -> str:
    """What has been written."""
    written.seek(0)
    return written.read()


def score(gold: Path, out: Path) -> Run:
    """What the scorer says of the output for one set."""
    scorer = [sys.executable, str(FIXTURES / "desk" / "score.py"), str(out), "--gold", str(gold)]
    table = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    outcomes = out / "outcomes"
    words = [*scorer, "--json", "--misses", "--outcomes", str(outcomes)]
    run = subprocess.run(words, capture_output=True, text=True, check=True)
    figures: Figures = {key: value for key, value in json.loads(run.stdout).items() if key != "no_output"}
    misses = tuple(sorted(line for line in run.stderr.splitlines() if line.strip()))
    return Run(table, figures, misses, read_outcomes(gold, outcomes))


def run_sets(translate: str = WITHOUT) -> Iterator[Run]:
    """Checks every bundle of every set, over all processors, and scores the sets in their order."""
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor() as pool:
        checks = {}
        for name, gold in SETS.items():
            (out := Path(folder, name)).mkdir()
            bundles = [file.parent for file in sorted(gold.glob("*/gold.json"))]
            checks[name] = [pool.submit(check_bundle, bundle, out, translate) for bundle in bundles]
        for name, checked in checks.items():
            for check in checked:
                check.result()
            yield score(SETS[name], Path(folder, name))


def below(figures: Figures, floors: Figures) -> list[str]:
    """Every figure that fell short of its floor (or rose over its ceiling), in words."""
    short = []
    for language, keys in floors.items():
        for key, floor in keys.items():
            value = figures.get(language, {}).get(key)
            if floor is None:
                continue
            worse = value is None or (value > floor + 1e-9 if key in LOW else value < floor - 1e-9)
            if worse:
                short.append(f"{language}.{key} is {value}, its floor is {floor}")
    return short


def raised(figures: Figures, floors: Figures) -> Figures:
    """The floors moved up to the figures reached, rounded to three places on the safe side; never down."""
    fresh: Figures = {}
    for language, keys in figures.items():
        fresh[language] = {}
        for key, value in keys.items():
            old = floors.get(language, {}).get(key)
            if value is None:
                fresh[language][key] = old
            elif key in LOW:
                reached = math.ceil(value * 1000) / 1000
                fresh[language][key] = reached if old is None else min(old, reached)
            else:
                reached = math.floor(value * 1000) / 1000
                fresh[language][key] = reached if old is None else max(old, reached)
    return fresh


def print_changes(misses: list[str]) -> None:
    """Each miss that is gone since the record, and each that is new."""
    before = RECORD.read_text("utf-8").splitlines() if RECORD.exists() else []
    for sign, lines in (("gained", set(before) - set(misses)), ("lost", set(misses) - set(before))):
        for line in sorted(lines):
            print(f"{sign:<7}{line}")


PAGE = """# How well it does

Made by `python -m bench.quality --translator {translator} --page docs/quality.md`: do not edit. It is run on the gold
sets in `fixtures`, whose texts were all written for them; what counts as right is in
[fixtures/desk/README.md](../fixtures/desk/README.md). stet was developed with all of them at hand; what it reached on
each before that, the figures to believe, is in [fixtures/desks/README.md](../fixtures/desks/README.md). *finding*: the
share of required claims with the right finding, those that were not found counting as wrong; *evidence*: of those with
a passage to be found, the share with the right one. A pair is the language of the article and that of the source which
decides the claim; what no source has stands under the article's language alone.

{tables}

## What {translator} changed

{changes}
"""


def compare(translator: str, plain: Sequence[Run], page: Path | None) -> None:
    """Runs the sets with a translator too; prints both side by side, and writes the page if there is one."""
    helped = list(run_sets(translator))
    before = [one for run in plain for one in run.outcomes]
    after = [one for run in helped for one in run.outcomes]
    both = tables({"alone": before, translator: after})
    changed = changes(before, after) or ["nothing"]
    print(f"all sets, alone and with {translator}\n\n{both}\n")
    print(*changed, sep="\n")
    if page is not None:
        lines = "\n".join(f"    {line}" for line in changed)
        page.write_text(PAGE.format(translator=translator, tables=both, changes=lines), "utf-8")


def main() -> int:
    """Run, compare, print. 0 when every floor holds, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="accept what was reached as new floors")
    parser.add_argument("--translator", metavar="NAME", help="run with this translator as well, and compare")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the comparison into a page")
    given = parser.parse_args()
    floors: dict[str, Figures] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    runs: list[Run] = []
    short: list[str] = []
    for name, run in zip(SETS, run_sets(), strict=True):
        print(f"fixtures/{name}\n\n{run.table}")
        runs.append(run)
        short += [f"{name}: {line}" for line in below(run.figures, floors.get(name, {}))]
        floors[name] = raised(run.figures, floors.get(name, {}))
    all_misses = [line for run in runs for line in run.misses]
    if given.translator:
        compare(given.translator, runs, given.page)
    else:
        print(tables({"all sets": [one for run in runs for one in run.outcomes]}) + "\n")
    print_changes(all_misses)
    for line in short:
        print(f"below its floor: {line}", file=sys.stderr)
    if given.lift and not short:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
        RECORD.write_text("\n".join(sorted(all_misses)) + "\n", "utf-8")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
