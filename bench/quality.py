"""Quality on the gold bundles: what `stet check --json` finds, scored, held against the floors, and what changed.

    python -m bench.quality             run, print the table, fail where a figure falls below its floor
    python -m bench.quality --raise     also write the figures reached as new floors, and the misses as the record

The record (bench/misses.txt) lists every miss of the last accepted state, so that a change to finding or judging
shows, claim by claim, what it gained and what it lost.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
SETS = ("desk", "desk2", "desk3", "desk4")
"""The gold sets, each with floors of its own; their READMEs say what each is worth."""
FLOORS = HERE / "floors.json"
RECORD = HERE / "misses.txt"
LOW = {"false_alarm", "false_absent", "decoy_hits"}
"""Figures that are better when lower: their floors are ceilings."""

Figures = dict[str, dict[str, float | None]]


def check_bundle(bundle: Path, out: Path) -> None:
    """Runs the command as a user would, in the bundle's folder, and keeps what it prints."""
    gold = json.loads((bundle / "gold.json").read_text("utf-8"))
    (article,) = bundle.glob("article.*")
    sources = [word for source in gold["sources"] for word in ("-s", source["file"])]
    stet = Path(sys.executable).with_name("stet")
    store = out / f"{bundle.name}.db"
    command = [str(stet), "check", article.name, *sources, "--json", "--db", str(store)]
    here = os.environ | {"PYTHONPATH": str(HERE.parent)}  # measure this checkout, whatever is installed
    run = subprocess.run(command, cwd=bundle, capture_output=True, text=True, check=False, env=here)
    if run.returncode:
        raise SystemExit(f"{bundle.name}: stet check ended with {run.returncode}: {run.stderr.strip()}")
    (out / f"{bundle.name}.json").write_text(run.stdout, "utf-8")


def score(gold: Path, out: Path) -> tuple[str, Figures, list[str]]:
    """The scorer's table, its figures, and its misses."""
    scorer = [sys.executable, str(FIXTURES / "desk" / "score.py"), str(out), "--gold", str(gold)]
    table = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    run = subprocess.run([*scorer, "--json", "--misses"], capture_output=True, text=True, check=True)
    figures: Figures = {key: value for key, value in json.loads(run.stdout).items() if key != "no_output"}
    return table, figures, sorted(line for line in run.stderr.splitlines() if line.strip())


def run_set(name: str) -> tuple[Figures, list[str]]:
    """Checks and scores every bundle of one set; prints the table."""
    gold = FIXTURES / name
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda file: check_bundle(file.parent, out), sorted(gold.glob("*/gold.json"))))
        table, figures, misses = score(gold, out)
    print(f"fixtures/{name}\n\n{table}")
    return figures, misses


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


def main() -> int:
    """Run, compare, print. 0 when every floor holds, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="accept what was reached as new floors")
    lift = parser.parse_args().lift
    floors: dict[str, Figures] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    all_misses: list[str] = []
    short: list[str] = []
    for name in SETS:
        figures, misses = run_set(name)
        all_misses += misses
        short += [f"{name}: {line}" for line in below(figures, floors.get(name, {}))]
        floors[name] = raised(figures, floors.get(name, {}))
    print_changes(all_misses)
    for line in short:
        print(f"below its floor: {line}", file=sys.stderr)
    if lift and not short:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
        RECORD.write_text("\n".join(sorted(all_misses)) + "\n", "utf-8")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
