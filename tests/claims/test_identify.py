"""Which language a text is in: sentences of each, an honest "unknown", and every sentence of the desk sets."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.identify import MOST, identify_language
from claims.sentences import split_sentences
from sources import Document, Role, Snapshot, read, read_file

FIXTURES = Path(__file__).parents[2] / "fixtures"


def cases() -> Iterator[Any]:
    for file in sorted((FIXTURES / "cases" / "language").glob("*.toml")):
        data = tomllib.loads(file.read_text("utf-8"))
        for sentence in data["sentences"]:
            yield pytest.param(data["language"], sentence, id=f"{file.stem}: {sentence[:30]}")


@pytest.mark.parametrize(("language", "sentence"), list(cases()))
def test_a_sentence_tells_its_language(language: str, sentence: str) -> None:
    assert identify_language(sentence) == language


def sentences_of_the_desks() -> Iterator[tuple[str, str]]:
    """Every sentence of eight words or more of the articles and of their sources, with its language."""
    for gold in sorted(FIXTURES.glob("desk*/**/gold.json")):
        bundle = json.loads(gold.read_text("utf-8"))
        yield from sentences_of(next(gold.parent.glob("article.*")), bundle["language"])
        for source in bundle["sources"]:
            yield from sentences_of(gold.parent / source["file"], source["language"])


def sentences_of(file: Path, language: str) -> Iterator[tuple[str, str]]:
    snapshot = read_file(str(file))
    assert isinstance(snapshot, Snapshot)
    document = read(snapshot)
    assert isinstance(document, Document)
    for block in document.blocks:
        if block.role is Role.FURNITURE:
            continue
        words = block.span.of(document.text)
        for span in split_sentences(words, language):
            sentence = span.of(words)
            if len(sentence.split()) >= 8 or (language == "zh" and len(sentence) >= 16):
                yield language, sentence


def test_the_sentences_of_the_desks_are_told_apart_or_called_unknown() -> None:
    told = [(language, identify_language(sentence), sentence) for language, sentence in sentences_of_the_desks()]
    assert len(told) > 2000
    assert len([one for one in told if one[0] != one[1]]) <= 0.01 * len(told)
    assert len([one for one in told if one[1] not in (one[0], "")]) <= 0.001 * len(told)


def sentences_of_the_articles() -> Iterator[tuple[str, str]]:
    """Every sentence of eight words or more of the articles that blind writers wrote."""
    for file in sorted((FIXTURES / "cases" / "quotes" / "articles").glob("*.toml")):
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            for span in split_sentences(case["text"], file.stem):
                sentence = span.of(case["text"])
                if len(sentence.split()) >= 8 or (file.stem == "zh" and len(sentence) >= 16):
                    yield file.stem, sentence


def test_the_sentences_of_unseen_articles_are_told_apart_or_called_unknown() -> None:
    told = [(language, identify_language(sentence), sentence) for language, sentence in sentences_of_the_articles()]
    assert len(told) > 1500
    assert len([one for one in told if one[0] != one[1]]) <= 0.01 * len(told)
    assert [one for one in told if one[1] not in (one[0], "")] == []


@given(st.text(st.characters(), max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text: str) -> None:
    assert identify_language(text) in {"fr", "en", "es", "de", "pt", "it", "nl", "zh", "ja", ""}


def test_only_the_beginning_is_looked_at() -> None:
    french = "Le pont sera fermé pour les travaux de la semaine. " * (MOST // 40)
    assert identify_language(french + "The bridge will be closed for the works. " * 100_000) == "fr"
