"""Every expression and small word of the data does what it is for in a sentence made of it, or stands in a case."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from claims.model import Mode
from claims.quotes import find_quotes
from claims.quotes.lexical.words import lexicon
from tests.claims.quotes.sentences import PAUL, SENTENCES, SPACED, UNKNOWN, in_slot, noun, speaker, words_of

FIXTURES = Path(__file__).parents[3] / "fixtures"


def joined(word: str, following: str) -> str:
    return f"{word}{following}" if word.endswith("'") else f"{word} {following}"


@pytest.mark.parametrize("language", SPACED)
def test_every_phrase_that_speaks_has_its_subject(language: str) -> None:
    phrases = words_of(language).phrases
    wrong = [
        one for one in phrases if PAUL not in (in_slot(language, f"{one} {PAUL}"), in_slot(language, f"{PAUL} {one}"))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", SPACED)
def test_every_according_to_names_a_source(language: str) -> None:
    assert [one for one in words_of(language).according if in_slot(language, joined(one, PAUL)) != PAUL] == []


@pytest.mark.parametrize("language", SPACED)
def test_own_words_are_those_of_whom_the_sentence_is_about(language: str) -> None:
    said = words_of(language).own_words
    assert [one for one in said if speaker(f"{PAUL}, {one}, “quite weary”, xx.", language) != PAUL] == []
    assert speaker(f"{PAUL}, {UNKNOWN.lower()}, “quite weary”, xx.", language) == "no quote"


@pytest.mark.parametrize("language", SPACED)
def test_every_impersonal_phrase_quotes_from_a_document(language: str) -> None:
    document, place = SENTENCES[language].report
    assert [one for one in words_of(language).impersonal if in_slot(language, f"{one} {place}") != document] == []


@pytest.mark.parametrize("language", SPACED)
def test_what_words_are_called_leads_to_more_of_the_same_speaker(language: str) -> None:
    sentences = SENTENCES[language]
    said = sentences.slot.format(f"{sentences.cue} {PAUL}")
    article = sentences.waits["m"].partition(" ")[0]

    def goes_on(word: str) -> str:
        found = find_quotes(f"{said} {article} {noun(language, word)} xx: “We go on again.”", language)[-1]
        return found.speaker.name if found.text == "We go on again." and found.speaker else ""

    assert words_of(language).capital_nouns or goes_on("xxx") != PAUL
    assert [one for one in words_of(language).phrase.utterances if goes_on(one) != PAUL] == []


@pytest.mark.parametrize("language", SPACED)
def test_every_anaphoric_role_points_back(language: str) -> None:
    words, sentences = lexicon(language), SENTENCES[language]
    assert words is not None
    wrong = []
    for role in words.words.roles.anaphoric:
        gender = "f" if words.role(role) == "f" else "m"
        name = {"m": "Paul Ancel", "f": "Maria Ancel"}[gender]
        article = sentences.waits[gender].partition(" ")[0]
        said = sentences.slot.format(f"{sentences.cue} {article.lower()} {noun(language, role)}")
        if speaker(f"{name}, {noun(language, role)}. {said}", language) != name:
            wrong.append(role)
    assert wrong == []


@pytest.mark.parametrize("language", SPACED)
def test_every_word_of_naming_keeps_a_name_from_being_a_quote(language: str) -> None:
    words, cue = words_of(language), f"{SENTENCES[language].cue} {PAUL}"
    texts = {word: f"xx {word} “Dead Waters”, {cue}." for word in (*words.naming, *words.nicknaming)}
    texts |= {word: f"{PAUL}, {word} “Rosco”, xx." for word in words.alias}
    texts |= {word: f"{PAUL} {SENTENCES[language].cue} xx {word}: “Dead Waters rise.”" for word in words.phrase.mottos}
    assert [word for word, text in texts.items() if find_quotes(text, language)] == []


@pytest.mark.parametrize("language", SPACED)
def test_every_particle_is_part_of_a_name(language: str) -> None:
    cue = SENTENCES[language].cue
    names = {word: joined(f"Paul {word}", "Varnel") for word in words_of(language).phrase.particles}
    assert [word for word, name in names.items() if in_slot(language, f"{cue} {name}") != name] == []


@pytest.mark.parametrize("language", SPACED)
def test_every_adverb_may_stand_beside_the_verb(language: str) -> None:
    words, cue = words_of(language), SENTENCES[language].cue
    adverbs = [one for one in words.phrase.adverbs if one not in words.phrase.stops]
    wrong = [
        one
        for one in adverbs
        if PAUL not in (in_slot(language, f"{cue} {one} {PAUL}"), in_slot(language, f"{PAUL} {one} {cue}"))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", SPACED)
def test_every_article_is_no_part_of_who_speaks(language: str) -> None:
    sentences, words = SENTENCES[language], words_of(language)
    articles = [one for one in words.phrase.determiners if one not in words.addressee and not one.startswith("'")]
    texts = {one: f"{sentences.cue} {joined(one, sentences.mayor)}" for one in articles}
    assert [one for one, text in texts.items() if in_slot(language, text) != sentences.mayor] == []


@pytest.mark.parametrize("language", SPACED)
def test_every_auxiliary_of_speech_goes_with_a_participle(language: str) -> None:
    words, said = words_of(language), SENTENCES[language].participle
    wrong = []
    for one in words.auxiliaries:
        orders = (f"{one} {said} {PAUL}", f"{one} {PAUL} {said}", f"{PAUL} {one} {said}")
        if one not in words.reflexive_auxiliaries and PAUL not in [in_slot(language, order) for order in orders]:
            wrong.append(one)
    assert wrong == []


@pytest.mark.parametrize("language", ["de", "nl"])
def test_every_subordinator_opens_a_clause_that_its_verb_closes(language: str) -> None:
    clause = {
        "de": "{} Paul Ancel das Tal „sehr tief“ nannte, xx.",
        "nl": "{} Paul Ancel het dal ‘heel diep’ noemde, xx.",
    }
    texts = {one: clause[language].format(one.capitalize()) for one in words_of(language).subordinators}
    assert [one for one, text in texts.items() if speaker(text, language) != PAUL] == []


def test_every_german_subjunctive_reports() -> None:
    texts = {one: f"Paul Ancel sagte am Montag, der Bau {one} teuer geplant." for one in words_of("de").subjunctive}
    assert [one for one, text in texts.items() if modes(text, "de") != [Mode.INDIRECT]] == []


def test_every_english_cue_without_that_reports() -> None:
    words = words_of("en")
    texts = {one: f"Paul Ancel {one} the bridge is closed for now." for one in words.plain_cues}
    texts |= {one: f"Paul Ancel said {one} bridge was closed for now." for one in words.clause_openers}
    assert [one for one, text in texts.items() if modes(text, "en") != [Mode.INDIRECT]] == []


def modes(text: str, language: str) -> list[Mode]:
    return [quote.mode for quote in find_quotes(text, language)]


SMALL: tuple[str, ...] = ("relatives", "that", "whether", "no_cue_after", "reflexive_auxiliaries", "addressee")
SMALL += ("reflexives", "objects", "infinitive_leads", "according_stops", "lead_ins", "negations", "tonic")
SMALL += ("pronouns", "clitics")
SMALL_IN_PHRASES: tuple[str, ...] = ("indefinite", "possessives", "same", "demonstratives", "connectors")
SMALL_IN_PHRASES += ("inner_particles", "joins", "conjunctions", "stops")


@cache
def written(language: str) -> str:
    """Every text of the fixtures in a language, in lower case with straight apostrophes."""
    files = [*FIXTURES.glob(f"cases/**/{language}.toml"), *FIXTURES.glob(f"desk/{language}-*/article.txt")]
    return "\n".join(file.read_text("utf-8") for file in sorted(files)).lower().replace("’", "'")


@pytest.mark.parametrize("language", SPACED)
def test_every_small_word_stands_in_a_case(language: str) -> None:
    words = words_of(language)
    every = {one for key in SMALL for one in getattr(words, key)}
    every |= {one for key in SMALL_IN_PHRASES for one in getattr(words.phrase, key)}
    text = written(language)
    missing = [
        one for one in sorted(every) if not re.search(rf"{_edge(one[0])}{re.escape(one.lower())}{_edge(one[-1])}", text)
    ]
    assert missing == []


def _edge(letter: str) -> str:
    return r"\b" if letter.isalnum() else ""
