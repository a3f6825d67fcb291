"""The core words of the languages: every meaning has its words in each, and each of them is read for it."""

from __future__ import annotations

import pytest

from claims.base_words import base_words
from claims.language import read_words
from claims.matching.quotes.replaced import FieldWords
from claims.matching.words.lexicon import LexiconWords
from claims.matching.words.terms import terms_of
from tests.tables import Row, each_row

CODES = ("en", "fr", "de", "es", "pt", "it", "nl", "zh")
ENGLISH = read_words("en", "lexicon", LexiconWords)
UNSAID = 4
"""Meanings that a language may have no word of its own for."""


@pytest.mark.parametrize("code", CODES)
def test_every_meaning_has_words_in_every_language(code: str) -> None:
    words = read_words(code, "lexicon", LexiconWords).words
    assert not words.keys() - ENGLISH.words.keys(), "a meaning that English does not have"
    assert len(ENGLISH.words.keys() - words.keys()) <= UNSAID, sorted(ENGLISH.words.keys() - words.keys())
    assert all(words.values())


@pytest.mark.parametrize("code", CODES)
def test_every_word_is_read_for_its_meaning(code: str) -> None:
    """A form alone is found under what it is listed for, unless a longer stem of the file knows better."""
    unread = []
    forms = 0
    for meaning, listed in read_words(code, "lexicon", LexiconWords).words.items():
        for form in listed:
            forms += 1
            text = form.rstrip("*")
            found = {one for term in terms_of(text, code, 0, len(text)) for one in term.meanings}
            if meaning not in found:
                unread.append((meaning, form, sorted(found)))
    assert forms > 2_000
    assert not unread


def test_what_people_are_counted_as_are_meanings() -> None:
    assert set(ENGLISH.anybody) < set(ENGLISH.people) < ENGLISH.words.keys()
    assert len(set(ENGLISH.people)) == len(ENGLISH.people)
    assert set(ENGLISH.bases) < ENGLISH.words.keys()
    assert not set(ENGLISH.bases) & set(ENGLISH.people)


@each_row(
    Row("stems", f"{word}-{meaning}", (code, word, meaning))
    for code, word, meaning in (
        ("de", "hundert", "dog"),
        ("de", "Weinstube", "cry"),
        ("de", "ließ", "read"),
        ("de", "heißt", "hot"),
        ("de", "horrend", "listen"),
        ("nl", "honderd", "dog"),
        ("nl", "bestaan", "good"),
        ("nl", "bestuur", "good"),
        ("nl", "blijken", "joy"),
        ("nl", "meneer", "think"),
        ("nl", "zetel", "put"),
        ("en", "pitcher", "hole"),
        ("en", "faction", "true"),
        ("en", "earnest", "earn"),
        ("en", "linear", "queue"),
        ("en", "pathetic", "route"),
    )
)
def test_a_word_is_not_taken_for_another_that_begins_so(code: str, word: str, meaning: str) -> None:
    assert all(meaning not in term.meanings for term in terms_of(word, code))


@each_row(
    Row(table, "-".join(group), (group,))
    for table, groups in (("contrasts", ENGLISH.contrasts), ("counted", ENGLISH.counted))
    for group in groups
)
def test_what_excludes_what_are_meanings(group: tuple[str, ...]) -> None:
    assert len(set(group)) == len(group) > 1
    assert not set(group) - ENGLISH.words.keys()


def test_kinds_of_things_have_nothing_in_common() -> None:
    meanings = [*ENGLISH.people, *(meaning for kind in ENGLISH.things for meaning in kind)]
    assert len(meanings) == len(set(meanings))
    assert set(meanings) <= ENGLISH.words.keys()
    assert set(read_words("zh", "lexicon", LexiconWords).measure_words.values()) <= set(meanings)


def test_fields_are_of_meanings_each_once() -> None:
    fields = read_words("und", "fields", FieldWords).fields
    assert len(fields) > 15
    for members in fields.values():
        assert len(set(members)) == len(members)
        assert not set(members) - ENGLISH.words.keys()


@pytest.mark.parametrize("code", CODES)
def test_a_form_of_an_auxiliary_is_like_no_other_word(code: str) -> None:
    words = base_words(code).auxiliaries
    assert not [word for word in words if any(key[0] in "~%" for term in terms_of(word, code) for key in term.keys)]
    assert not set(words) & set(base_words(code).stop_words)
