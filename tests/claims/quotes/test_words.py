"""The language data: every verb's forms find a quote, and every list of words does what it is for."""

from __future__ import annotations

import pytest

from claims.base_words import base_words
from claims.language import OURS, read_words
from claims.quotes import find_quotes
from claims.quotes.lexical.patterns import UnspacedWords
from claims.quotes.lexical.pieces import latin_runs, pieces_of
from claims.quotes.lexical.vocabulary import SpacedWords, verb_forms
from claims.quotes.lexical.words import lexicon

SPACED = tuple(code for code in OURS if base_words(code).writing == "spaced")
SENTENCES = {
    "fr": ("« Le pont rouvre mardi », {} Paul Ancel.", "« Le pont rouvre mardi », a {} Paul Ancel."),
    "en": ("“The bridge opens on Tuesday,” Paul Ansell {}.", "“The bridge opens on Tuesday,” Paul Ansell had {}."),
    "es": ("«El puente abre el martes», {} Pablo Ancel.", "«El puente abre el martes», ha {} Pablo Ancel."),
    "de": ("„Die Brücke öffnet am Dienstag“, {} Paul Anders.", "„Die Brücke öffnet am Dienstag“, hat Paul Anders {}."),
    "pt": ("“A ponte abre na terça”, {} Paulo Ancelo.", "“A ponte abre na terça”, tinha {} Paulo Ancelo."),
    "it": ("«Il ponte apre martedì», {} Paolo Anceschi.", "«Il ponte apre martedì», ha {} Paolo Anceschi."),
    "nl": ("‘De brug gaat dinsdag open’, {} Paul Anders.", "‘De brug gaat dinsdag open’, heeft Paul Anders {}."),
}
"""A finite form, and a participle, in the slot behind the marks."""
LEAST_VERBS = {"fr": 120, "en": 120, "es": 120, "de": 120, "pt": 120, "it": 120, "nl": 90}
NAMES = {"fr": "Paul Ancel", "en": "Paul Ansell", "es": "Pablo Ancel", "de": "Paul Anders"} | {
    "pt": "Paulo Ancelo",
    "it": "Paolo Anceschi",
    "nl": "Paul Anders",
}


def words_of(language: str) -> SpacedWords:
    return read_words(language, "quotes", SpacedWords)


def speakers(text: str, language: str) -> list[str]:
    return [quote.speaker.name if quote.speaker else "" for quote in find_quotes(text, language)]


@pytest.mark.parametrize("language", SPACED)
def test_every_form_of_every_verb_finds_a_quote(language: str) -> None:
    finite, compound = SENTENCES[language]
    wrong = []
    for lemma, forms in verb_forms(words_of(language)).items():
        texts = [finite.format(form) for form in forms.finite] + [compound.format(form) for form in forms.participle]
        wrong += [(lemma, text) for text in texts if speakers(text, language) != [NAMES[language]]]
    assert wrong == []


@pytest.mark.parametrize("language", SPACED)
def test_there_are_enough_verbs(language: str) -> None:
    assert len(verb_forms(words_of(language))) >= LEAST_VERBS[language]


@pytest.mark.parametrize("language", SPACED)
def test_every_label_keeps_a_title_from_being_a_quote(language: str) -> None:
    cue = SENTENCES[language][0].partition(",")[2].strip(" ”»“’").replace("{}", _a_cue(language))
    phrase = words_of(language).phrase
    texts = {word: f"xx {word} “Dead Waters”, {cue}" for word in (*phrase.labels, *phrase.works)}
    assert [word for word, text in texts.items() if find_quotes(text, language)] == []


def _a_cue(language: str) -> str:
    return {"fr": "assure", "en": "said", "es": "dijo", "de": "sagte", "pt": "disse", "it": "dice", "nl": "zegt"}[
        language
    ]


@pytest.mark.parametrize("language", SPACED)
def test_weak_verbs_are_forms_of_listed_ones(language: str) -> None:
    words = words_of(language)
    known = {form for forms in verb_forms(words).values() for form in (*forms.finite, *forms.participle)}
    assert sorted(set(words.weak) - known) == []


def test_every_chinese_cue_finds_a_quote() -> None:
    words = read_words("zh", "quotes", UnspacedWords)
    texts = {cue: f"局长何明远{cue}：“大桥下周开放。”" for cue in words.cues}
    assert [cue for cue, text in texts.items() if speakers(text, "zh") != ["何明远"]] == []


@pytest.mark.parametrize("language", SPACED)
def test_the_first_look_at_a_sentence_overlooks_no_word_that_reports(language: str) -> None:
    words = lexicon(language)
    assert words is not None
    reporting = [word for word in words.reporting | words.subjunctives if pieces_of(word) == [word]]
    assert len(reporting) >= 300
    for word in reporting:
        for sentence in (f"{word}.", f"“{word}²— {word.upper()}-x", f"œ1{word}_"):
            if not {word}.isdisjoint(pieces_of(sentence)):
                assert not words.reporting_runs.isdisjoint(latin_runs(sentence)), sentence
