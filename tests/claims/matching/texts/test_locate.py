"""Where a quote stands in long texts, however it was edited."""

from __future__ import annotations

import cProfile
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from bench import locating
from claims.matching import SourceIndex
from claims.matching.texts.locate import infix
from claims.matching.words.folding import fold

TOWN = (
    "The council met on Tuesday. Its members spoke for two hours about the old bridge, which has been shut since the "
    "flood. “We cannot afford a new bridge,” the treasurer said, “and we cannot afford to lose the old one.” A vote "
    "was put off until the engineers report. Nobody from the villages beyond the river was asked to speak. "
)
WORDS = [
    "river",
    "bridge",
    "water",
    "council",
    "vote",
    "money",
    "street",
    "winter",
    "school",
    "ferry",
    "stone",
    "market",
]


def filler(seed: int, words: int) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + chance.choice(["", "s", "ed", "ing"]) for _ in range(words))


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the old bridge, which has been shut since the flood", "the old bridge, which has been shut since the flood"),
        ("THE OLD BRIDGE, which has been  shut since the flood", "the old bridge, which has been shut since the flood"),
        ("the old bridge, which was shut after the flood", "the old bridge, which has been shut since the flood"),
        (
            "We cannot afford a new bridge […] to lose the old one",
            "We cannot afford a new bridge,” the treasurer said, “and we cannot afford to lose the old one",
        ),
        (
            "Nobody from the vilages beyond the river was askd to speak",
            "Nobody from the villages beyond the river was asked to speak",
        ),
    ],
)
def test_edited_quote(quote: str, found: str) -> None:
    place = SourceIndex.of_texts(["Nothing here.", filler(1, 400) + " " + TOWN + filler(2, 400)]).locate(quote)
    assert place is not None
    assert place.text_number == 1
    text = filler(1, 400) + " " + TOWN + filler(2, 400)
    start = text.index(found)
    shared = min(place.end, start + len(found)) - max(place.start, start)
    assert shared >= 0.85 * max(place.end - place.start, len(found))


def test_nothing_like_it() -> None:
    index = SourceIndex.of_texts([TOWN])
    assert index.locate("Quantum chromodynamics puzzles jellyfish everywhere") is None
    assert index.locate("") is None
    assert index.locate("— … !") is None
    assert SourceIndex.of_texts([]).locate("bridge") is None


def test_first_text_wins_a_tie_and_words_are_not_cut() -> None:
    place = SourceIndex.of_texts(["the portrait of the port", "the port"]).locate("the port")
    assert place is not None
    assert (place.text_number, place.start, place.end, place.score) == (0, 16, 24, 1.0)


def test_source_shorter_than_the_quote() -> None:
    place = SourceIndex.of_texts(["the old bridge"]).locate(TOWN)
    assert place is None or place.score < 0.6


def test_chinese() -> None:
    text = "市长在会上发言。" * 40 + "我们过去靠山吃山,现在要护山养山。" + "大家鼓掌。" * 40
    place = SourceIndex.of_texts([text]).locate("我们过去靠山吃山,今后要护山养山")
    assert place is not None
    assert text[place.start : place.end].startswith("我们过去靠山吃山")


def test_letters_that_change_length_when_folded() -> None:
    text = "İstanbul’da ﬁnal oynandı. " * 30 + "Straße nach İzmir ist gesperrt. " + "ßßß " * 30
    place = SourceIndex.of_texts([text]).locate("STRASSE nach Izmir ist gesperrt")
    assert place is not None
    assert text[place.start : place.end] == "Straße nach İzmir ist gesperrt"


@given(st.text())
def test_folding_leads_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    span = folded.original(0, len(folded.text))
    assert 0 <= span.start <= span.end <= max(1, len(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), max_size=3), st.text())
def test_any_text_may_be_asked_for(texts: list[str], quote: str) -> None:
    place = SourceIndex.of_texts(texts).locate(quote)
    if place is not None:
        assert 0 <= place.start <= place.end <= len(texts[place.text_number])
        assert 0 <= place.score <= 1


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "ab " * 60_000, "不" * 60_000, "…" * 60_000, "[" * 60_000, "\ud800" * 1000, "\u0301" * 60_000],
)
def test_hostile_texts(text: str) -> None:
    index = SourceIndex.of_texts([text])
    index.locate("the old bridge is shut")
    index.locate(text[:3000])


def prose(seed: int, words: int) -> str:
    """Words of which a third comes once or twice, as in prose."""
    chance = random.Random(seed)
    names = ["".join(chance.choices("bcdfgklmnprstaeiou", k=7)) for _ in range(words // 3)]
    return " ".join(chance.choice(WORDS if chance.random() < 0.7 else names) for _ in range(words))


def edited(quote: str, rate: float, chance: random.Random) -> str:
    letters = list(quote)
    for _ in range(round(rate * len(letters))):
        at = chance.randrange(len(letters))
        letters[at : at + chance.randint(0, 1)] = chance.choice([[], ["x"], ["q"]])
    return "".join(letters)


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.2, 0.3])
def test_the_ends_are_where_the_fewest_edits_lead(rate: float) -> None:
    chance = random.Random(5)
    for seed in range(20):
        text = prose(seed, 60)
        low = chance.randrange(0, 120)
        needle = edited(text[low : low + 180], rate, chance)
        first, last, edits = infix(needle, text)
        assert edits == Levenshtein.distance(needle, text[first:last])
        assert edits <= 1.1 * Levenshtein.distance(needle, text[low : low + 180])


def test_a_text_ten_times_as_long_costs_no_more_alignments() -> None:
    chance = random.Random(3)
    words = prose(3, 60_000).split()
    quotes = [edited(" ".join(words[at : at + 25]), 0.1, chance) for at in range(0, 6000, 300)]
    calls = []
    for length in (6_000, 60_000):
        index = SourceIndex.of_texts([" ".join(words[:length])])
        index.locate(quotes[0])
        profile = cProfile.Profile(builtins=False)
        found = [profile.runcall(index.locate, quote) for quote in quotes]
        assert None not in found
        calls.append(sum(entry.callcount for entry in profile.getstats()))
    assert calls[1] < 2 * calls[0]


def test_a_long_quote_is_found_by_its_beginning_and_kept_whole() -> None:
    text = filler(1, 300) + " " + TOWN + filler(2, 300)
    place = SourceIndex.of_texts([text, filler(3, 3000)]).locate(text[900:4100].replace("river", "rivet"))
    assert place is not None
    assert (place.text_number, abs(place.start - 900) < 10, abs(place.end - 4100) < 10) == (0, True, True)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the grey bridge, which has been shut since the flood", "the old bridge, which has been shut since the flood"),
        ("council met on Thursday evening. Its members spoke for", "council met on Tuesday. Its members spoke for"),
        ("cannot afford to lose their old ones", "cannot afford to lose the old one"),
    ],
)
def test_a_word_that_became_another_at_an_end_is_taken_in(quote: str, found: str) -> None:
    text = filler(1, 400) + " " + TOWN + filler(2, 400)
    place = SourceIndex.of_texts([text]).locate(quote)
    assert place is not None
    assert text[place.start : place.end] == found


@pytest.mark.parametrize(("rate", "least"), [(0.1, 0.99), (0.2, 0.988), (0.3, 0.985)])
def test_the_ends_of_quotes_come_out_right_however_much_was_edited(rate: float, least: float) -> None:
    """The overlap with the true place, as a share of both together, on average: words or letters out, in, exchanged."""
    chance, text = random.Random(5), prose(3, 4000)
    index, shares, words = SourceIndex.of_texts([text]), list[float](), text.split()
    for _ in range(200):
        start = text.find(" ", chance.randrange(len(text) - 400)) + 1
        end = text.rfind(" ", start, start + chance.randint(60, 300))
        place = index.locate(locating.edited(text[start:end], rate, chance, words))
        assert place is not None
        shares.append(locating.overlap((start, end), (place.start, place.end)))
    assert sum(shares) / len(shares) > least
