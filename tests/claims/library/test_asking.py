"""The files of a library asked together: the same is found in any number of them, and one more costs little."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from claims.library.asking import nearest, order
from claims.library.indexing import language_token
from claims.library.library import Library
from claims.library.model import Counts, Found, Indexed, Likely, Probe, Range, Tokens, Weighed
from claims.library.shard import Shard
from claims.library.sortable import sortable
from claims.library.weighing import weighed
from tests.claims.library.shelf import filled, name_of, page, three, towns

PAGES = 80
FILES = (1, 4, 16)
COMMON: tuple[Tokens, ...] = (("council",), ("met",), ("tuesday",), ("inhabitants",), ("mayor",), ("roof",))


T = TypeVar("T")


def sent(values: T) -> T:
    """The values as they come to another machine."""
    found: T = pickle.loads(pickle.dumps(values))
    return found


class Watched:
    """A file that is asked as if it lay elsewhere, and notes what."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard
        self.asked: Counter[str] = Counter()
        self.statements: list[str] = []
        shard._db.conn.set_trace_callback(self.statements.append)

    def counts(self, tokens: Tokens, valued: Sequence[tuple[Range, ...]], rows: int) -> Counts:
        self.asked["counts"] += 1
        return sent(self._shard.counts(*sent((tokens, valued, rows))))

    def likely(self, asked: Sequence[Weighed]) -> list[list[Likely]]:
        self.asked["likely"] += 1
        return sent(self._shard.likely(sent(asked)))

    def held(self, likely: Sequence[tuple[Weighed, Sequence[int]]], most: int) -> list[list[Found]]:
        self.asked["held"] += 1
        self.asked["passages"] += sum(len(rows) for _, rows in likely)
        return sent(self._shard.held(sent(likely), most))


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The same pages in one file, and in more."""
    folder = tmp_path_factory.mktemp("shelves")
    return {files: filled(folder / str(files), [*three(), *towns(PAGES)], files) for files in FILES}


def probes_of(*numbers: int) -> list[Probe]:
    """What is asked for a claim on each of these towns: common words, its name, and how many live there."""
    return [
        Probe((*COMMON, (name_of(number).lower(),)), (_counted(20_000 + 7 * number),), (language_token("en"),))
        for number in numbers
    ]


def _counted(value: int) -> Range:
    return Range("", sortable(Decimal(value - 3)), sortable(Decimal(value + 3)))


def answers(folder: Path, probes: Sequence[Probe]) -> tuple[list[tuple[Found, ...]], list[Watched]]:
    """What is found in a library, and its files with what they were asked."""
    with Library.open(folder, readonly=True) as library:
        files = [Watched(shard) for shard in library.shards]
        return nearest(files, probes, 8), files


@pytest.mark.parametrize("files", FILES[1:])
def test_the_best_is_the_same_in_any_number_of_files(shelves: dict[int, Path], files: int) -> None:
    asked = probes_of(3, 17, 58)
    (one, _), (many, _) = (answers(shelves[of], asked) for of in (1, files))
    for first, second, number in zip(one, many, (3, 17, 58), strict=True):
        assert first[0].page == f"https://towns.example/{number}"
        # Scores too: what a word tells goes by all files. Of the rest, all have the same of what is asked for.
        assert second[0] == first[0]
        assert [found.score for found in second] == [found.score for found in first]
        assert list(second) == sorted(second, key=order)


@pytest.mark.parametrize("files", FILES)
@pytest.mark.parametrize("asked", [probes_of(3), probes_of(3, 17, 58)], ids=["one probe", "three"])
def test_each_file_is_asked_three_times_for_all_probes(
    shelves: dict[int, Path], asked: list[Probe], files: int
) -> None:
    _, watched = answers(shelves[files], asked)
    assert {file.asked["counts"] for file in watched} == {1}
    assert {file.asked[question] for file in watched for question in ("likely", "held")} <= {0, 1}


@pytest.mark.parametrize("files", FILES[1:])
def test_no_more_passages_are_read_from_more_files(shelves: dict[int, Path], files: int) -> None:
    asked = probes_of(3, 17, 58)
    (_, one), (_, many) = (answers(shelves[of], asked) for of in (1, files))
    assert sum(file.asked["passages"] for file in many) == one[0].asked["passages"]


def test_a_further_file_costs_few_statements(shelves: dict[int, Path]) -> None:
    asked = probes_of(3, 17, 58)
    _, watched = answers(shelves[FILES[-1]], asked)
    for file in watched:
        own = [one for one in file.statements if one.startswith("SELECT")]
        # Totals, words and passages, and for each probe its words or groups of them, pairs, and values three times.
        assert len(own) <= 3 + len(asked) * (len(COMMON) + 1 + 4)
        assert len([one for one in own if "json_each" in one]) <= 2 + len(asked) * 2
        assert len([one for one in own if "zlib" in one]) <= 1


@pytest.mark.parametrize(
    ("probe", "asked"),
    [
        (Probe(((name_of(17).lower(),),)), 1),
        (Probe(((name_of(17).lower(), name_of(18).lower()),)), 2),
        (Probe((("zebra",), ("motorway",))), 0),
        (Probe((("council",),), within=(language_token("xx"),)), 0),
        (Probe((("council",),), ranges=(Range("frequency", "p050011", "p050012"),), within=(language_token("xx"),)), 0),
    ],
    ids=["one town", "either of two", "what no page has", "no such language", "not by value either"],
)
def test_only_files_that_have_something_of_it_are_asked_for_more(
    shelves: dict[int, Path], probe: Probe, asked: int
) -> None:
    _, files = answers(shelves[16], [probe])
    assert sum(file.asked["likely"] for file in files) <= asked
    assert sum(file.asked["held"] for file in files) <= asked


def bridges(french: int, english: int) -> list[Indexed]:
    """Pages on the same bridge in two languages."""
    texts = [f"Le pont de Vaugrenne a coûté {30 + n} millions d’euros, dit la mairie.\n" for n in range(french)]
    texts += [f"The bridge at Vaugrenne cost {30 + n} million euros, the town says.\n" for n in range(english)]
    return [page(text, f"https://bridge.example/{number}") for number, text in enumerate(texts)]


@pytest.mark.parametrize(("french", "english"), [(60, 3), (3, 60), (40, 40)])
@pytest.mark.parametrize("files", [1, 4])
def test_passages_in_other_languages_take_no_place(tmp_path: Path, french: int, english: int, files: int) -> None:
    folder = filled(tmp_path / "press", bridges(french, english), files)
    word = (("vaugrenne",), ("euros",))
    found, _ = answers(
        folder,
        [
            Probe(word, within=(language_token("fr"),)),
            Probe(word, within=(language_token("en"),)),
            Probe(word, without=(language_token("fr"),)),
        ],
    )
    assert [len(each) for each in found] == [min(8, french), min(8, english), min(8, english)]
    assert [{one.language for one in each} for each in found] == [{"fr"}, {"en"}, {"en"}]


@pytest.mark.parametrize(("french", "english"), [(20, 3), (3, 20)])
def test_the_index_goes_through_a_language_only_where_few_passages_are_in_it(
    tmp_path: Path, french: int, english: int
) -> None:
    folder = filled(tmp_path / "press", bridges(french, english))
    for asked in (Probe((("euros",),), within=(":en",)), Probe((("euros",),), without=(":fr",))):
        _, (file,) = answers(folder, [asked])
        (match,) = [one for one in file.statements if one.startswith("SELECT") and "MATCH" in one]
        assert (asked.within + asked.without)[0] in match if english < french else ":" not in match


def test_passages_of_two_pages_are_no_pair(tmp_path: Path) -> None:
    words = (("amber",), ("birch",), ("cedar",), ("daisy",))
    pages = ["Amber and birch.", "Cedar and daisy.", "Nothing else.", "Amber, birch and cedar.", "Nothing."]
    ready = [page(text, f"https://tree.example/{number}") for number, text in enumerate(pages)]
    (found,), _ = answers(filled(tmp_path / "trees", ready), [Probe(words)])
    assert [one.page[-1] for one in found] == ["3", "1", "0"]
    with Library.open(tmp_path / "trees", readonly=True) as library:
        (shard,) = library.shards
        counts = shard.counts(("amber", "birch", "cedar", "daisy"), (), 100)
        ((best, *others),) = shard.likely([weighed(Probe(words), counts, 1)])
        assert -best[1] == 4
        assert best[0] > others[0][0]


def test_what_stands_across_two_passages_is_found_whole(tmp_path: Path) -> None:
    text = " ".join(f"Word{number}" for number in range(200))
    ready = page(text)
    first, second, *_ = ready.passages
    words = [*first.text.split()[-3:], *second.text.split()[:3]]
    (found,), _ = answers(filled(tmp_path / "long", [ready]), [Probe(tuple((word.lower(),) for word in words))])
    assert (found[0].span.start, found[0].span.end) == (first.span.start, second.span.end)
    assert found[0].score == 1
