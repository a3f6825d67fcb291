"""How the fetcher does on the 87 cases of the field: how many end as they should, how long, and in how much memory.

python -m bench.hostile

Each case is fetched and read in a process of its own, over the servers of this one; memory is the most that process
held, over what it held before the request, readers loaded.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections import Counter
from multiprocessing.connection import Connection

from sources.fetch import DEADLINE
from sources.reading import read
from tests.sources.field import CASES, Case, Field, field, holds

LONGEST = 15.0
"""Seconds that no case may take: a person waits no longer for one page."""

MOST = 40.0
"""Megabytes over idle that no bomb may take."""


def _alone(it: Field, case: Case, answer: Connection) -> None:
    read(b"<p>Words.", media_type="text/html")
    before = _peak()
    begun = time.perf_counter()
    well = holds(case.want, it.outcome(case))
    answer.send((well, time.perf_counter() - begun, _peak() - before))


def _peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(it: Field, case: Case) -> tuple[bool, float, float]:
    """Whether a case ended as it should, its seconds, and its megabytes over idle."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_alone, args=(it, case, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(60) else (False, 60.0, 0.0)
    except EOFError:
        return False, 0.0, 0.0
    finally:
        process.kill()
        process.join()


def main() -> None:
    well: Counter[str] = Counter()
    rows = []
    with field(DEADLINE) as (it, _):
        for case in CASES:
            ended, seconds, megabytes = measured(it, case)
            well[case.group] += ended
            rows.append((case, ended, seconds, megabytes))
            if not ended:
                print(f"not as it should: {case.group}: {case.name}")
    total = Counter(case.group for case in CASES)
    print(", ".join(f"{group} {well[group]} of {total[group]}" for group in total), end="; ")
    print(f"{sum(well.values())} of {len(CASES)}")
    for what, place, limit in (("seconds", 2, LONGEST), ("MB over idle", 3, MOST)):
        print(f"most {what} (at most {limit:g}):")
        for row in sorted(rows, key=lambda row: -float(row[place]))[:8]:  # type: ignore[arg-type]
            print(f"  {row[place]:6.1f}  {row[0].group}: {row[0].name}")


if __name__ == "__main__":
    main()
