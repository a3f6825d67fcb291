"""What stands between marks, and which closing marks are missing."""

from __future__ import annotations

import pytest

from claims.marks import missing_closers
from claims.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("« Le pont rouvre mardi, a dit Luc.", [0]),
        ("« Le pont rouvre », a dit Luc.", []),
        ("« Nous partons.\n\n« Demain », a dit Luc.", []),
        ("«Era tarde.\n\n»Y luego no.\n\n»Lo demás es mío», dijo Luc.", []),
        ("He said: “We leave.\n\nThe end.", [9]),
        ("12' long and 6\" wide", []),
    ],
)
def test_a_missing_closing_mark_is_told(text: str, places: list[int]) -> None:
    assert [span.start for span in missing_closers(text)] == places


def test_a_quotation_without_its_closing_mark_ends_with_the_paragraph() -> None:
    quotes = find_quotes("Luc Perrin a dit : « Le pont rouvre mardi.\n\nLa suite.", "fr")
    assert [quote.text for quote in quotes] == ["Le pont rouvre mardi."]
