"""Who examines changes nothing: the same results in the same order, whoever dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from claims.batch.crew import AHEAD, TRIES, Crew, Here
from claims.batch.job import Job, Result, sent
from claims.batch.processes import Processes
from claims.batch.rules import rules
from claims.errors import ArticleError, StetError
from claims.examine import Case
from claims.having import state_of
from claims.report import CheckReport
from sources.files import read_file
from tests.claims.batch.desk import cases
from tests.claims.batch.dying import Dying
from tests.claims.batch.local import local_cluster

Made = Callable[[Job], Crew]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    cases(tmp_path, 0)
    state = state_of("source.txt", read_file(str(tmp_path / "source.txt")))
    return Job(sent((state,)), rules())


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two."""
    with local_cluster() as address:
        yield address


@pytest.fixture(params=["processes", "cluster"])
def crew(request: pytest.FixtureRequest) -> Made:
    """What makes a crew of two workers."""
    if request.param == "processes":
        return partial(Processes, count=2)
    from claims.batch.cluster import Cluster

    return partial(Cluster, address=request.getfixturevalue("cluster"))


def results(made: Made, job: Job, given: list[Case]) -> list[tuple[str, CheckReport | str]]:
    """The name of each case with its report, or with what was wrong with it."""
    with made(job) as crew:
        return [(str(case.name), told(result)) for case, result in crew.examine(given)]


def told(result: Result) -> CheckReport | str:
    return str(result.outcome) if isinstance(result.outcome, ArticleError) else result.outcome


def test_every_crew_gives_the_same_in_the_same_order(crew: Made, job: Job, tmp_path: Path) -> None:
    given = cases(tmp_path, 12)
    given.insert(5, Case("gone.txt", read_file(str(tmp_path / "gone.txt"))))
    here = results(Here, job, given)
    assert [isinstance(outcome, str) for _, outcome in here].index(True) == 5
    assert results(crew, job, given) == here


def test_an_article_whose_worker_dies_is_given_to_another(crew: Made, job: Job, tmp_path: Path) -> None:
    given = cases(tmp_path, 8)
    dying = [*given]
    dying[3] = replace(given[3], name=Dying(given[3].name, tmp_path / "deaths", 1))
    assert results(crew, job, dying) == results(Here, job, given)
    assert len(list((tmp_path / "deaths").iterdir())) == 1


def test_an_article_that_ends_every_worker_costs_only_itself(crew: Made, job: Job, tmp_path: Path) -> None:
    given = cases(tmp_path, 6)
    dying = [*given]
    dying[2] = replace(given[2], name=Dying(given[2].name, tmp_path / "deaths", 99))
    found = results(crew, job, dying)
    expected = results(Here, job, given)
    assert [*found[:2], *found[3:]] == [*expected[:2], *expected[3:]]
    name, outcome = found[2]
    assert name == given[2].name
    assert f"{TRIES} workers that were at it have ended" in str(outcome)


def test_a_worker_that_is_killed_while_it_works_is_replaced(job: Job, tmp_path: Path) -> None:
    given = cases(tmp_path, 12)
    found: list[tuple[str, CheckReport | str]] = []
    with Processes(job, 2) as crew:
        first = crew.pids
        for case, result in crew.examine(given):
            if not found:
                os.kill(crew.pids[0], signal.SIGKILL)
            found.append((case.name, told(result)))
        assert len(set(crew.pids) - set(first)) == 1
    assert found == results(Here, job, given)


def test_no_more_cases_are_drawn_than_there_is_work_for(job: Job, tmp_path: Path) -> None:
    drawn = 0

    def drawing() -> Iterator[Case]:
        nonlocal drawn
        for case in cases(tmp_path, 40):
            drawn += 1
            yield case

    with Processes(job, 2) as crew:
        for given_back, _ in enumerate(crew.examine(drawing())):
            assert drawn - given_back <= 2 * AHEAD


def test_workers_end_with_the_crew(job: Job, tmp_path: Path) -> None:
    with Processes(job, 2) as crew:
        next(crew.examine(cases(tmp_path, 3)))
        pids = crew.pids
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_workers_with_other_rules_are_refused(crew: Made, job: Job, tmp_path: Path) -> None:
    with pytest.raises(StetError, match="another version of stet"):
        results(crew, replace(job, rules="0" * 64), cases(tmp_path, 2))


def test_a_library_that_a_worker_does_not_have_is_told(crew: Made, job: Job, tmp_path: Path) -> None:
    with pytest.raises(StetError, match="does not exist"):
        results(crew, replace(job, libraries=(tmp_path / "nowhere",)), cases(tmp_path, 2))


def test_a_fault_of_ours_is_the_article_s_own(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("claims.examine.judge_claims", faulty)
    ((_, outcome),) = results(Here, job, cases(tmp_path, 1))
    assert "ZeroDivisionError: of ours (tests/claims/batch/test_crews.py, line " in str(outcome)


def test_an_address_that_can_be_no_scheduler_s_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It cost 7 euros.", "utf-8")
    command = [sys.executable, "-c", "from tui.cli import main; main()", "check", "a.txt", "--scheduler", "nowhere"]
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    (line,) = [line for line in run.stderr.splitlines() if "warning" not in line]
    assert (run.returncode, line.startswith("stet: no scheduler answers at tcp://nowhere")) == (2, True)


def test_where_no_scheduler_is_one_line_says_so(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims.batch import cluster

    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    with pytest.raises(StetError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        cluster.Cluster(job, "tcp://127.0.0.1:9").__enter__()
