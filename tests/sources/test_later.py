"""What fetches is made when the first page is asked for, once, and told to stop whenever it was made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sources.snapshots import FailureReason, FetchFailure, Later, Snapshot


class Failing:
    """Has no page; the reason says whether it was told to stop."""

    def __init__(self, made: list[Failing]) -> None:
        made.append(self)
        self.reason = FailureReason.NOT_KEPT

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        return FetchFailure(url, self.reason, "")

    def close(self) -> None:
        self.reason = FailureReason.TOO_SLOW


def test_nothing_is_made_unasked() -> None:
    made: list[Failing] = []
    with Later(lambda: Failing(made)):
        pass
    assert made == []


def test_it_is_made_once_for_all_threads() -> None:
    made: list[Failing] = []
    with Later(lambda: Failing(made)) as later, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(later.fetch, map(str, range(40))))
    assert [one.url for one in answers] == [str(number) for number in range(40)]
    assert len(made) == 1


def test_who_was_told_to_stop_stops_before_and_after() -> None:
    made: list[Failing] = []
    with Later(lambda: Failing(made)) as early:
        early.fetch("a")
    late = Later(lambda: Failing(made))
    late.close()
    for one in (early, late):
        answer = one.fetch("b")
        assert isinstance(answer, FetchFailure)
        assert answer.reason is FailureReason.TOO_SLOW
