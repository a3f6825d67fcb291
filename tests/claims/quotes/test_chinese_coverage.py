"""Every entry of the Chinese data does what it is for, in a sentence made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from claims.language import read_words
from claims.quotes import find_quotes
from claims.quotes.lexical.patterns import UnspacedWords

WORDS = read_words("zh", "quotes", UnspacedWords)
BRIDGE = "“大桥下周开放。”"
NAME = "何明远"

Wanted = Callable[[str], str]
FRAMES: dict[str, tuple[Iterable[str], str, Wanted]] = {
    "titles": (WORDS.titles, "{}何明远表示：" + BRIDGE, lambda _: NAME),
    "women and men": ((*WORDS.women, *WORDS.men), "何{}表示：" + BRIDGE, lambda word: f"何{word}"),
    "roles": (WORDS.roles, BRIDGE + "一名{}说。", lambda word: word),
    "institutions": (WORDS.institutions, "青河{}表示：" + BRIDGE, lambda word: f"青河{word}"),
    "institution endings": (WORDS.institution_endings, "青河大桥{}表示：" + BRIDGE, lambda word: f"青河大桥{word}"),
    "documents": (WORDS.documents, "这份{}指出：" + BRIDGE, lambda word: f"这份{word}"),
    "surnames": (WORDS.surnames, "局长{}明远表示：" + BRIDGE, lambda word: f"{word}明远"),
    "double surnames": (WORDS.double_surnames, "局长{}明远表示：" + BRIDGE, lambda word: f"{word}明远"),
    "inscribed": (WORDS.inscribed, "局长何明远举着的牌子上{}“还我大桥。”", lambda _: ""),
    "same": (WORDS.same, "水务局局长何明远来了。" + BRIDGE + "{}局长说。", lambda _: NAME),
    "anaphoric": (WORDS.anaphoric, "{0}何明远来了。" + BRIDGE + "{0}说。", lambda _: NAME),
    "adverbs": (WORDS.adverbs, "局长何明远{}表示：" + BRIDGE, lambda _: NAME),
    "according": (WORDS.according, "{}局长何明远介绍，大桥“下周二正式开放”。", lambda _: NAME),
    "after cues": (WORDS.after_cue, "局长何明远补充{}：" + BRIDGE, lambda _: NAME),
    "reporting": (WORDS.reporting, "局长何明远{}大桥“下周二正式开放”。", lambda _: NAME),
}
"""Words, a sentence with a place for one, and who speaks in it."""


def speakers(text: str) -> list[str]:
    return [quote.speaker.name if quote.speaker else "" for quote in find_quotes(text, "zh")]


@pytest.mark.parametrize("kind", FRAMES)
def test_every_word_names_who_speaks(kind: str) -> None:
    words, sentence, wanted = FRAMES[kind]
    texts = {word: sentence.format(word) for word in words}
    assert [word for word, text in texts.items() if speakers(text) != [wanted(word)]] == []


def test_every_pronoun_means_the_last_person() -> None:
    single = [word for word, gender in WORDS.pronouns.items() if gender != "p" or word.endswith("们")]
    texts = {word: f"局长何明远来了。{BRIDGE}{word}说。" for word in single}
    assert [word for word, text in texts.items() if speakers(text) != [NAME]] == []


def test_no_label_lets_a_name_be_a_quote() -> None:
    texts = {word: f"局长何明远表示，全市{word}“花城之光”。" for word in WORDS.labels_before}
    texts |= {word: f"局长何明远说，“花城之光”{word}下周开始。" for word in WORDS.labels_after}
    assert [
        word for word, text in texts.items() if "花城之光" in {quote.text for quote in find_quotes(text, "zh")}
    ] == []


def test_nobody_speaks_behind_a_preposition() -> None:
    texts = {word: f"吴桂兰来了。{BRIDGE}她{word}局长何明远说。" for word in WORDS.governing}
    assert [word for word, text in texts.items() if NAME in speakers(text)] == []


def test_a_name_ends_before_every_preposition() -> None:
    texts = {word: f"{BRIDGE}何明远{word}会上表示。" for word in WORDS.prepositions}
    assert [word for word, text in texts.items() if not speakers(text)[0].startswith(NAME)] == []


def test_no_common_word_is_a_name_behind_a_title() -> None:
    texts = {word: f"局长{word}后表示：{BRIDGE}" for word in WORDS.no_names}
    assert [word for word, text in texts.items() if word in speakers(text)] == []


def test_what_makes_another_word_of_a_cue_reports_nothing() -> None:
    texts = {word: f"局长何明远称{word}大桥“下周二正式开放”。" for word in WORDS.no_report}
    assert [word for word, text in texts.items() if speakers(text)] == []
