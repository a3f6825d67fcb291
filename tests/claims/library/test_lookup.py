"""What is found in a library, and that finding it takes no more the more there is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.library import lookup, weighing
from claims.library.library import Library
from claims.library.model import Probe
from claims.library.searching import search, understood
from claims.library.shard import Shard
from tests.claims.library.shelf import filled, name_of, page, three, towns


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three pages in three languages, and of many towns."""
    return filled(tmp_path_factory.mktemp("shelf") / "press", [*three(), *towns(40)], shards=2)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("1.4 bn dollars", ["1.4 billion dollars"]),
        ("1,4 milliard de dollars", ["1.4 billion dollars"]),
        ("1.40 bn dollars", ["1.4 billion dollars"]),
        ("1.3 bn dollars", []),
        ("1.4 bn euros", []),
        ("about 1.3 bn dollars", ["1.4 billion dollars"]),
        ("3.2 million tonnes", ["3.2 million tonnes"]),
        ("3,200,000,000 kg", ["3.2 million tonnes"]),
        ("3.2 Mt", ["3.2 million tonnes"]),
        ("412 mètres", ["412 mètres"]),
        ("0.412 km", ["412 mètres"]),
        ("more than 400 metres", ["412 mètres"]),
        ("less than 400 metres", []),
        ("between 400 and 500 metres", ["412 mètres"]),
        ("27,5 millions d’euros", ["27,5 millions d’euros"]),
        ("14 Monate", ["14 months", "14 Monate"]),
    ],
)
def test_a_figure_is_found_by_value_and_unit(press: Path, asked: str, found: list[str]) -> None:
    with Library.open(press, readonly=True) as library:
        question = understood(asked)
        assert question.ranges
        places = search(library, question, 10)
    assert sorted(place.text for place in places) == sorted(found)
    assert all(place.text in place.around for place in places)


def test_a_value_is_held_to_its_last_digit(tmp_path: Path) -> None:
    near = [
        page("It is 0.1000000000000000055 metres wide.", "https://a.example/"),
        page("It is 0.1 m wide.", "https://b.example/"),
    ]
    with Library.open(filled(tmp_path / "exact", near), readonly=True) as library:
        (found,) = search(library, understood("0.1000000000000000055 metres"), 10)
    assert found.page == "https://a.example/"
    assert found.value == "0.1000000000000000055"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("We dredge the channel again before the winter", "We dredge the channel again before the winter"),
        ("We dredge the chanel before this winter", "We dredge the channel again before the winter"),
        ("rouvrirons la voie aux cyclistes en mai", "rouvrirons la voie aux cyclistes en mai"),
        ("Die Schule von Ottersfeld", "Die Schule von Ottersfeld"),
    ],
)
def test_a_quote_is_found_however_it_was_altered(press: Path, asked: str, text: str) -> None:
    with Library.open(press, readonly=True) as library:
        best = search(library, understood(asked), 3)[0]
    assert text in best.around
    assert best.text in text
    assert best.score > 0.7


def test_what_nobody_said_is_not_found(press: Path) -> None:
    with Library.open(press, readonly=True) as library:
        assert search(library, understood("The zebra crossed the motorway at noon"), 3) == ()
        assert search(library, understood("", speaker="Nobody Atall"), 3) == ()


@pytest.mark.parametrize(
    ("speaker", "text", "found"),
    [
        ("Brandt", "", 1),
        ("Ilse Brandt", "", 1),
        ("brandt", "dredge the channel", 1),
        ("Brandt", "rouvrirons la voie", 0),
        ("Hélène Marchais", "", 1),
        ("Helene Brandt", "", 0),
    ],
)
def test_quotes_are_found_by_their_speaker(press: Path, speaker: str, text: str, found: int) -> None:
    with Library.open(press, readonly=True) as library:
        places = search(library, understood(text, speaker=speaker), 5)
    assert len(places) == found
    assert all(set(speaker.lower().split()) <= set(place.speaker.lower().split()) for place in places)


# What it costs


def steps(folder: Path, asked: str) -> int:
    """How many steps SQLite's machine takes for a search, in all files of a library."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    with Library.open(folder, readonly=True) as library:
        question = understood(asked)
        for shard in library.shards:
            shard._db.conn.set_progress_handler(step, 1)
        assert search(library, question, 5)
    return taken


SMALL, LARGE = 40, 640


def _few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that even the smaller library reaches."""
    monkeypatch.setattr(weighing, "RARE", 8)
    monkeypatch.setattr(weighing, "ROWS", 16)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two libraries, the one sixteen times as large as the other."""
    folder = tmp_path_factory.mktemp("grown")
    return filled(folder / "small", towns(SMALL)), filled(folder / "large", towns(LARGE))


@pytest.mark.parametrize(
    "asked",
    [
        "3.07 million euros",
        f"The council of {name_of(11)} met on Tuesday and heard that the town has 20,077 inhabitants",
        f"the roof of {name_of(23)} hall",
    ],
)
def test_a_search_takes_no_more_steps_in_a_larger_library(
    grown: tuple[Path, Path], asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _few_rows(monkeypatch)
    small, large = (steps(folder, asked) for folder in grown)
    assert large < 1.5 * small


def test_a_probe_of_common_words_reads_a_bounded_number_of_rows(
    grown: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _few_rows(monkeypatch)
    probe = Probe(tuple((word,) for word in ("the", "council", "of", "met", "on", "tuesday", "mayor", "said")))
    for folder in grown:
        with Library.open(folder, readonly=True) as library:
            asked: list[str] = []
            library.shards[0]._db.conn.set_trace_callback(asked.append)
            (found,) = library.nearest((probe,), 100)
            assert 0 < len(found) <= 32
            assert len([one for one in asked if one.startswith("SELECT")]) < 12


def test_every_question_goes_by_an_index(press: Path) -> None:
    with Shard.open(press / "1-of-2.db", 0, 2, readonly=True) as shard:
        for question, values in (
            (lookup._FIGURES, 4),
            (lookup._VALUED, 4),
            (lookup._SAID + lookup._ALSO + " LIMIT ?", 3),
            (lookup._FIRSTS, 1),
            (lookup._WORDS, 1),
            (lookup._PASSAGES, 1),
            (lookup._HAVING, 4),
            (lookup._UNTIL, 2),
        ):
            explained = shard._db.execute(f"EXPLAIN QUERY PLAN {question}", (1,) * values)
            plan = [row[3] for row in explained if "json_each" not in row[3]]
            assert plan
            assert not [step for step in plan if "amounts_by_value" in step and question == lookup._HAVING]
            assert not [step for step in plan if "SCAN" in step and "USING" not in step], question
