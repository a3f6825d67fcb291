"""The words of the languages are read as TOML says, by whatever reads them fast."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from claims import language
from claims.errors import LanguageError
from claims.language import read_words
from claims.matching.words.lexicon import LexiconWords

FILES = sorted(
    (Path(str(resources.files("claims"))) / "languages").glob("*.toml"),
)


@pytest.fixture
def added(tmp_path: Path) -> Iterator[Path]:
    """A folder with words of one's own, for one test alone."""
    caches = (language.languages, language._files, language._read)
    language.add_words(tmp_path)
    yield tmp_path
    language._added.remove(tmp_path)
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_read_as_the_standard_library_reads_it(file: Path) -> None:
    standard = tomllib.loads(file.read_text("utf-8"))
    assert repr(language._parsed(file)) == repr(standard)


def test_added_words_stand_behind_ours(added: Path) -> None:
    (added / "nl.lexicon.toml").write_text('[words]\nheron = ["blauwe reiger"]\nwater = ["plaswater"]\n', "utf-8")
    words = read_words("nl", "lexicon", LexiconWords).words
    assert words["heron"] == ("blauwe reiger",)
    assert words["water"][-1] == "plaswater"
    assert len(words["water"]) > 1


@pytest.mark.parametrize(
    ("text", "says"), [(b"words = [", "nl.lexicon.toml: "), (b"\xff\xfe", "nl.lexicon.toml: "), (b"wrods = 1", "wrods")]
)
def test_a_damaged_file_is_named(added: Path, text: bytes, says: str) -> None:
    (added / "nl.lexicon.toml").write_bytes(text)
    with pytest.raises(LanguageError, match=says):
        read_words("nl", "lexicon", LexiconWords)
