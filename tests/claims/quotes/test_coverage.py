"""Every name, title, role, body, document and carrier of the data does what it is for, in a sentence made of it.

The sentences come out otherwise when the word is not known: another person stands ready to be taken.
"""

from __future__ import annotations

import pytest

from claims.quotes.lexical.words import lexicon
from tests.claims.quotes.sentences import (
    SENTENCES,
    SPACED,
    UNKNOWN,
    in_slot,
    noun,
    of_gender,
    speaker,
    waiting,
    words_of,
)


@pytest.mark.parametrize("language", SPACED)
def test_the_sentences_tell_known_words_from_unknown_ones(language: str) -> None:
    sentences = SENTENCES[language]
    for gender in "mf":
        nouns = words_of(language).capital_nouns
        assert of_gender(language, f"{UNKNOWN} Varnel", gender).endswith("Corvin" if nouns else "Varnel")
        assert waiting(language, UNKNOWN.lower(), gender) == ""
    assert speaker(sentences.carried.format(UNKNOWN.lower()), language).endswith("Ancel")


@pytest.mark.parametrize("language", SPACED)
def test_every_given_name_tells_a_gender(language: str) -> None:
    """A pronoun of the other gender does not mean its bearer; in German, one of its gender does."""
    names, words = words_of(language).given_names, lexicon(language)
    assert words is not None
    every = [(name, gender) for gender, some in (("m", names.m), ("f", names.f)) for name in some]
    wrong = []
    for name, gender in every:
        pronoun = gender if words.words.capital_nouns else {"m": "f", "f": "m"}[gender]
        end = " Varnel" if words.words.capital_nouns else " Corvin"
        told = words.given_names[name.lower()] != "x"
        if told and not of_gender(language, f"{name} Varnel", pronoun).endswith(end):
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize("language", SPACED)
def test_every_title_makes_a_person(language: str) -> None:
    titles = words_of(language).titles
    every = [(title, "f") for title in titles.f] + [(title, "m") for title in (*titles.m, *titles.x)]
    assert [
        title for title, gender in every if of_gender(language, with_title(language, title), gender) != "Varnel"
    ] == []


def with_title(language: str, title: str) -> str:
    """A surname behind a title, which has an article where it has no capital."""
    article = SENTENCES[language].waits["m"].partition(" ")[0]
    return f"{article} {title} Varnel" if title[0].islower() else f"{title} Varnel"


@pytest.mark.parametrize("language", SPACED)
def test_every_role_is_whom_a_sentence_is_about(language: str) -> None:
    roles = words_of(language).roles
    every = [(word, "f") for word in roles.f] + [(word, "m") for word in (*roles.m, *roles.x)]
    wrong = [word for word, gender in every if waiting(language, word, gender).lower() != word.lower()]
    assert wrong == []


@pytest.mark.parametrize("language", SPACED)
def test_every_body_is_whom_a_pronoun_means(language: str) -> None:
    sentences = SENTENCES[language]
    wrong = []
    known = lexicon(language)
    assert known is not None
    for word in (one for one in words_of(language).groups.institutions if known.role(one) is None):
        text = f"{sentences.others['m']} {sentences.waits['m'].format(noun(language, word))} {it_said(language)}"
        if speaker(text, language).lower() != word.lower():
            wrong.append(word)
    assert wrong == []


def it_said(language: str) -> str:
    """A quotation that a pronoun for a body says."""
    said = SENTENCES[language].said["m"]
    return said.replace(" he ", " it ") if language == "en" else said.replace("hij", "het")


@pytest.mark.parametrize("language", SPACED)
def test_every_document_may_be_quoted_from(language: str) -> None:
    source = {"fr": "selon un", "en": "according to a", "es": "según un", "de": "so ein", "pt": "segundo um"}
    source |= {"it": "secondo un", "nl": "volgens een"}
    nouns = {word: noun(language, word) for word in words_of(language).groups.documents}
    assert [word for word, one in nouns.items() if in_slot(language, f"{source[language]} {one}") != one] == []


@pytest.mark.parametrize("language", SPACED)
def test_nobody_says_what_a_carrier_bears(language: str) -> None:
    texts = {
        word: SENTENCES[language].carried.format(noun(language, word)) for word in words_of(language).groups.carriers
    }
    assert [word for word, text in texts.items() if speaker(text, language) != ""] == []
