from __future__ import annotations

from collections.abc import Iterator

import pytest

from sources.fetch import Fetcher, Limits
from tests.sources.server import PageServer, serving

QUICK = Limits(max_decoded=1_000_000, max_redirects=5, first_wait=0.01, gap=0.0)


@pytest.fixture
def server() -> Iterator[PageServer]:
    with serving() as running:
        yield running


@pytest.fixture
def fetcher(server: PageServer) -> Fetcher:
    return Fetcher(allow=(server.pair,), deadline=5.0, max_body=500_000, limits=QUICK)
