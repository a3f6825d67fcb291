"""Several processes of this machine. Each has one article at a time, so that it is known whose article ended it.

A worker that dies is replaced, and what it had is given to another. Workers end by themselves when this process does,
however it ends: nobody is left at the other end of their pipe.
"""

from __future__ import annotations

import multiprocessing
import pickle
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Self

from claims.batch.crew import AHEAD, TRIES, as_sent, gave_up
from claims.batch.job import Examiner, Job, Result
from claims.errors import StetError
from claims.examine import Case
from claims.starting import deaf_to_ctrl_c

_PATIENCE = 5.0
"""Seconds for a worker that was told to end."""


@dataclass(slots=True)
class _Task:
    """A case under way: how often it was given out, and its result once there is one."""

    case: Case
    tries: int = 0
    result: Result | None = None


class _Worker:
    """One process with our end of its pipe. `task` is what it is at."""

    def __init__(self, job: Path) -> None:
        context = multiprocessing.get_context("spawn")  # threads of ours fetch articles: a fork would copy their locks
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, str(job)), daemon=True)
        with deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.ready = False
        self.task: _Task | None = None

    def end(self) -> None:
        """Ends it at once, whatever it is at."""
        self.pipe.close()
        self.process.kill()
        self.process.join(_PATIENCE)


class Processes:
    """So many processes of this machine at one job."""

    def __init__(self, job: Job, count: int) -> None:
        self._job = job
        self._count = count
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Self:
        # Workers read the job from a file: sent through a pipe it would make them start one after the other.
        self._folder = tempfile.TemporaryDirectory(prefix="stet-job-")
        self._file = Path(self._folder.name) / "job"
        self._file.write_bytes(pickle.dumps(self._job, pickle.HIGHEST_PROTOCOL))
        self._workers = [_Worker(self._file) for _ in range(self._count)]
        return self

    def __exit__(self, *raised: object) -> None:
        for worker in self._workers:
            worker.end()
        self._folder.cleanup()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that are at work."""
        return tuple(worker.process.pid or 0 for worker in self._workers)

    def examine(self, cases: Iterable[Case]) -> Iterator[tuple[Case, Result]]:
        drawn = iter(cases)
        under_way: deque[_Task] = deque()
        more = True
        while more or under_way:
            while more and len(under_way) < AHEAD * self._count:
                case = next(drawn, None)
                if case is None:
                    more = False
                    break
                under_way.append(_Task(case))
                self._waiting.append(under_way[-1])
                self._listen(0)
            while under_way and (result := under_way[0].result) is not None:
                yield under_way.popleft().case, result
            if under_way and under_way[0].result is None:
                self._listen()

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.ready and worker.task is None and self._waiting:
                worker.task = self._waiting.popleft()
                worker.task.tries += 1
                try:
                    worker.pipe.send(as_sent(worker.task.case))
                except OSError:
                    self._replace(worker)

    def _listen(self, patience: float | None = None) -> None:
        """Hands out what waits, and hears what workers have to say; waits so many seconds for one that has.

        Without a limit until there is one, or one has ended.
        """
        self._hand_out()
        said = wait([worker.pipe for worker in self._workers], patience)
        for worker in [one for one in self._workers if one.pipe in said]:
            try:
                told = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(told, StetError):
                raise told
            if worker.task is None:
                worker.ready = True
                self._failed_starts = 0
            else:
                worker.task.result, worker.task = told, None
        self._hand_out()

    def _replace(self, dead: _Worker) -> None:
        """Puts a new worker in the place of one that has ended, and its task in front of those that wait."""
        dead.end()
        if dead.task is not None and dead.task.tries < TRIES:
            self._waiting.appendleft(dead.task)
        elif dead.task is not None:
            dead.task.result = gave_up(dead.task.case)
        elif not dead.ready:
            self._failed_starts += 1
            if self._failed_starts >= TRIES:
                raise StetError("no worker process could be started", "Try --jobs 1, or look for what ends them")
        self._workers[self._workers.index(dead)] = _Worker(self._file)


def _serve(pipe: Connection, job: str) -> None:
    """A worker's life: the job first, then one case after the other until nobody is at the other end."""
    try:
        examiner = _begun(pipe, Path(job))
        while examiner is not None:
            pipe.send(examiner.examine(pipe.recv()))
    except (EOFError, OSError):
        return


def _begun(pipe: Connection, job: Path) -> Examiner | None:
    """What examines, once it is ready; None where the job cannot be done, which is told, or is over."""
    try:
        written = job.read_bytes()
    except FileNotFoundError:
        return None
    try:
        examiner = Examiner(pickle.loads(written))  # noqa: S301 - written by the process that started us
    except StetError as wrong:
        pipe.send(wrong)
        return None
    pipe.send(None)
    return examiner
