"""Tables of cases: one test runs the many small cases of a table, and tells every one that fails.

A test of its own costs several times what such a case does.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NamedTuple

import pytest


class Row(NamedTuple):
    """A case: the table it belongs to, its name, what the check is given, and why it is known to fail, if it is."""

    table: str
    name: str
    given: tuple[Any, ...]
    fails: str = ""


Check = Callable[..., None]


def each_row(rows: Iterable[Row]) -> Callable[[Check], Check]:
    """Makes a check of one case a test for each table, by its name; each case that fails is told as a subtest."""
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)

    def of_tables(check: Check) -> Check:
        def run(table: list[Row], subtests: pytest.Subtests) -> None:
            __tracebackhide__ = True
            for row in table:
                run_row(check, row, subtests)

        test = wraps(check)(run)
        test.__signature__ = inspect.signature(run, follow_wrapped=False)  # type: ignore[attr-defined]
        tabled: Check = pytest.mark.parametrize("table", list(tables.values()), ids=list(tables))(test)
        return tabled

    return of_tables


def run_row(check: Check, row: Row, subtests: pytest.Subtests) -> None:
    """Checks one case. One that passes is no subtest: that would cost as much as a test."""
    __tracebackhide__ = True
    try:
        check(*row.given)
    except (Exception, pytest.fail.Exception):
        with subtests.test(row.name):
            if row.fails:
                pytest.xfail(row.fails)
            raise
    else:
        if row.fails:
            with subtests.test(row.name):
                pytest.fail(f"passes, though it is known to fail: {row.fails}", pytrace=False)
