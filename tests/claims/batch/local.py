"""A Dask cluster of two worker processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dask
import distributed


@contextmanager
def local_cluster() -> Iterator[str]:
    """Gives the scheduler's address."""
    # A worker that is to die dies once or twice: the usual three takes as long as three starts.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as local,
    ):
        yield local.scheduler_address


def pids(address: str) -> list[int]:
    """The numbers of the processes that work there."""
    with distributed.Client(address, set_as_default=False) as client:
        return sorted(client.run(_own).values())


def _own() -> int:
    import os

    return os.getpid()
