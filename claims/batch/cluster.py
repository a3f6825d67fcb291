"""The workers of a Dask cluster, on whatever machines they are. Needs distributed: the extra `stet-desk[cluster]`.

The job is a task of its own that all others depend on, so that Dask takes it to every worker once, makes it anew where
its last copy was lost, and forgets it when this run ends, however it ends. The only module that imports distributed.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import time
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Self

from claims.batch.crew import AHEAD, as_sent, gave_up
from claims.batch.job import Examiner, Job, Result
from claims.errors import StetError
from claims.examine import Case

try:
    import distributed
    from distributed.comm.addressing import get_address_host_port
except ImportError as missing:
    raise StetError("a cluster needs distributed", "Install it with: pip install 'stet-desk[cluster]'") from missing

_CONNECT = 10.0
_WORKERS = 60.0
"""Seconds until the scheduler must have answered, and until it must have a worker."""
_LOOK = 5.0
"""Seconds after which it is asked again how many workers there are."""
_JOBS = 2
"""Jobs that a worker keeps taken in: that of a run, and that of another beside it."""

Pending = deque[tuple[Case, Any]]


def _quieten() -> None:
    """Silence for the loggers of the engine, each with a level of its own: our own errors say what is wrong."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.split(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


class Cluster:
    """The workers that a scheduler has, as many as they are at any time, at one job."""

    def __init__(self, job: Job, address: str) -> None:
        """`address` is the scheduler's, `tcp://HOST:PORT`, or `tls://HOST:PORT` with the keys that Dask is set to."""
        self._job = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        self._address = address if "://" in address else f"tcp://{address}"
        self._threads = (0.0, 0)

    def __enter__(self) -> Self:
        """Raises `StetError` where there is no scheduler, or none that has a worker."""
        _quieten()
        try:
            get_address_host_port(self._address, strict=True)  # of a bad one the client would leave half of itself
            self._client = distributed.Client(self._address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as wrong:
            raise StetError(
                f"no scheduler answers at {self._address} ({wrong})", "Check the address, and that it runs"
            ) from wrong
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS)
        except TimeoutError as wrong:
            self._client.close()
            raise StetError(
                f"the scheduler at {self._address} has no worker", f"Start one: dask worker {self._address}"
            ) from wrong
        self._sent = self._client.submit(_packed, self._job, pure=False)
        return self

    def __exit__(self, *raised: object) -> None:
        del self._sent
        self._client.close()

    def examine(self, cases: Iterable[Case]) -> Iterator[tuple[Case, Result]]:
        drawn = iter(cases)
        under_way: Pending = deque()
        more = True
        while more or under_way:
            while more and len(under_way) < AHEAD * self._at_work():
                case = next(drawn, None)
                if case is None:
                    more = False
                    break
                under_way.append((case, self._submit(case)))
            if under_way:
                yield from self._first(under_way)

    def _at_work(self) -> int:
        """How many cases can be examined at once; workers come and go."""
        looked, threads = self._threads
        now = time.monotonic()
        if not threads or now - looked > _LOOK:
            with self._told():
                threads = sum(self._client.nthreads().values())
            self._threads = now, threads
        return max(1, threads)

    def _submit(self, case: Case) -> Any:
        with self._told():
            return self._client.submit(_examine, self._sent, as_sent(case), pure=False)

    def _first(self, under_way: Pending) -> Iterator[tuple[Case, Result]]:
        """The first case once it has its result, and those behind it that have theirs as well."""
        with self._told():
            under_way[0][1].exception()  # waits, and brings nothing but what went wrong
        ready: list[tuple[Case, Any]] = []
        while under_way and under_way[0][1].status == "finished":
            ready.append(under_way.popleft())
        if not ready:
            case, future = under_way.popleft()
            yield case, self._tried(case, future, under_way)
            return
        with self._told():
            results = self._client.gather([future for _, future in ready])
        yield from zip((case for case, _ in ready), results, strict=True)

    def _tried(self, case: Case, future: Any, others: Pending) -> Result:
        """The result of a case whose task has failed.

        Dask gives up a task that was with a worker each time when one died, though it may have died of another. So it
        is tried once more with no other beside it.
        """
        try:
            with self._told():
                return self._result(future)
        except distributed.KilledWorker:
            pass
        try:
            with self._told():
                for _, other in others:
                    other.exception()
                return self._result(self._submit(case))
        except distributed.KilledWorker:
            return gave_up(case)

    @staticmethod
    def _result(future: Any) -> Result:
        result = future.result()
        assert isinstance(result, Result)  # noqa: S101 - what `_examine` gives
        return result

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the cluster as ours; what concerns one article alone goes through."""
        try:
            yield
        except (StetError, distributed.KilledWorker):
            raise
        except (OSError, CancelledError, TimeoutError) as lost:
            raise StetError(
                f"the scheduler at {self._address} is gone ({type(lost).__name__})", "Start it again"
            ) from lost
        except Exception as fault:  # a worker that cannot even begin says so in whatever way
            raise StetError(
                f"the workers of {self._address} cannot work: {type(fault).__name__}: {fault}",
                "Install the same stet-desk[cluster] there as here",
            ) from fault


def _packed(job: bytes) -> bytes:
    """The job as a task's result."""
    return job


_taken: OrderedDict[bytes, Examiner] = OrderedDict()
_own = ThreadPoolExecutor(max_workers=1)
"""The thread of a worker in which all is done: open libraries belong to one, and Python runs one at a time anyway."""


def _examine(job: bytes, case: Case) -> Result:
    """What a worker does with a case."""
    return _own.submit(_examined, job, case).result()


def _examined(job: bytes, case: Case) -> Result:
    """The result of a case; the job is taken in by the first one."""
    key = hashlib.sha256(job).digest()
    if key not in _taken:
        _taken[key] = Examiner(pickle.loads(job))  # noqa: S301 - Dask itself sends code in the same way
        while len(_taken) > _JOBS:
            _taken.popitem(last=False)
    return _taken[key].examine(case)
