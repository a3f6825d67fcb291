from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.difference import Change, difference
from sources.document import Document
from sources.reading import read
from tests.growth import growth

BEFORE = "The bridge cost 12 million.\n\nIt opens on Monday.\n\nNobody was hurt."
AFTER = "The bridge cost 14 million.\n\nIt opens on   Monday.\n\nNobody was hurt.\n\nThis was corrected on 3 May."


def text(words: str) -> Document:
    document = read(words.encode("utf-8", "replace"), media_type="text/plain")
    assert isinstance(document, Document)
    return document


def test_only_what_changed_is_told() -> None:
    assert difference(text(BEFORE), text(AFTER)) == (
        Change(("The bridge cost 12 million.",), ("The bridge cost 14 million.",)),
        Change((), ("This was corrected on 3 May.",)),
    )
    assert difference(text(BEFORE), text(BEFORE.replace(" ", "  "))) == ()


@given(st.lists(st.sampled_from(["One.", "Two.", "Three.", "Four."]), min_size=1, max_size=8), st.data())
def test_the_changes_lead_from_one_text_to_the_other(words: list[str], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=8))
    changes = difference(text("\n\n".join(words)), text("\n\n".join(others)))
    assert len(words) - len(others) == sum(len(change.before) - len(change.after) for change in changes)
    assert (changes == ()) is (words == others)


def test_what_a_longer_text_costs_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 500
    monkeypatch.setattr("sources.difference.MOST_BLOCKS", most)

    def comparing(blocks: int) -> Callable[[], object]:
        one, other = (text("\n\n".join(f"{n * step} words." for n in range(blocks))) for step in (1, 3))
        return partial(difference, one, other)

    assert growth(comparing, most, 8 * most) < 8
