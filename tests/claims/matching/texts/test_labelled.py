"""Labels of lists are parted from what is said of them as the cells of a table are."""

from __future__ import annotations

import pytest

from claims.matching.texts.labelled import label_of_part, with_labels, with_strokes, with_terms
from sources.document import Span

LISTS = {
    "a colon and a space": ("Boats: 12\nNets: 30", "Boats:\t12\nNets:\t30"),
    "a colon after a space": ("Bateaux : 12\nFilets : 30", "Bateaux :\t12\nFilets :\t30"),
    "a wide colon": ("船：12艘\n网：30张", "船\t12艘\n网\t30张"),
    "a dash": ("Ana Ruiz – 3:05:40\n\nEva Sol – 3:06:12", "Ana Ruiz –\t3:05:40\n\nEva Sol –\t3:06:12"),
    "words before the figure": (
        "Best month: May, 12\nWorst month: July, 3",
        "Best month:\tMay, 12\nWorst month:\tJuly, 3",
    ),
    "a year in the label": ("Sales 2023: 12 (2022: 9)\nStaff: 30", "Sales 2023:\t12 (2022: 9)\nStaff:\t30"),
    "marks at the ends": ("Boats: 12;\nNets: 30.", "Boats:\t12;\nNets:\t30."),
}
OTHER = {
    "one line alone": "Boats: 12\nThe nets are dry.",
    "speakers": "Mara: We have 12 boats. They leak.\nJoe: “30 nets” is what I heard.",
    "no figures": "Boats: many\nNets: few",
    "times": "Open 10:15\nClosed 18:30",
    "sentences": "Boats: 12. Nets: 30.\nOars: 8. Sails: 4.",
}


@pytest.mark.parametrize("name", LISTS)
def test_labels_are_parted_from_what_is_said(name: str) -> None:
    """Each tab takes the place of one letter, and where they stand is told."""
    text, parted = LISTS[name]
    found, places = with_labels(text)
    assert found == parted
    assert len(found) == len(text)
    assert {at for at, letter in enumerate(found) if letter == "\t"} == places


@pytest.mark.parametrize("name", OTHER)
def test_other_lines_stay_as_they_are(name: str) -> None:
    """What is said by somebody, or in sentences, is no list."""
    assert with_labels(OTHER[name]) == (OTHER[name], frozenset())


def test_strokes_part_the_cells_of_rows() -> None:
    """Two rows or more of as many cells; a single line with a stroke is none."""
    assert with_strokes("Port | Boats\nHolm | 12\n\na | b | c") == "Port \t Boats\nHolm \t 12\n\na | b | c"
    assert with_strokes("a | b\nno cells") == "a | b\nno cells"


TERMS = {
    "names and figures by turns": (
        "Sheep\n\nlive 410, sold 96\n\nGoats\n\nlive 75, sold 12\n\nThe sale is on Friday.",
        "Sheep\t live 410, sold 96\n\nGoats\t live 75, sold 12\n\nThe sale is on Friday.",
    ),
    "figures first": ("410\nSheep\n75\nGoats\n12\nDogs",) * 2,
    "names over several lines": ("Men\nAb 12\nCy 14\nWomen\nDi 13\nEv 15",) * 2,
    "one pair": ("Sheep\n410",) * 2,
}


@pytest.mark.parametrize("name", TERMS)
def test_terms_are_joined_to_what_is_said_of_them(name: str) -> None:
    """Where names and figures stand by turns, the name first; else it is not known which leads."""
    text, joined = TERMS[name]
    found, places = with_terms(text)
    assert found == joined
    assert {at for at, letter in enumerate(found) if letter == "\t"} == places


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("of these onions: 38; lemons: 22.", "22", " lemons"),
        ("of these onions: 38; lemons: 22.", "38", "of these onions"),
        ("onions, 38; lemons, 22", "22", " lemons"),
        ("onions, 38 and lemons, 22", "22", ""),
        ("the crew ate 22 lemons", "22", ""),
    ],
)
def test_a_part_has_the_label_before_its_colon(text: str, figure: str, label: str) -> None:
    at = text.index(figure)
    assert label_of_part(text, Span(0, len(text)), Span(at, at + len(figure))).of(text) == label
