"""The helping verbs of each language are found as what they are, and clauses are held against each other by them."""

from __future__ import annotations

import pytest

from claims.language import OURS, read_words
from claims.matching.quotes.clauses import LONGEST, Side
from claims.matching.quotes.mood_words import MoodWords
from claims.matching.quotes.moods import other_mood
from claims.matching.quotes.reserves import classed
from claims.matching.words.terms import terms_of
from sources.document import Span

NEEDED = {"present", "past", "perfect", "pluperfect", "completed", "open"}
FORCES = {"can", "possible", "must", "should", "want"}
IN_SOME = {"be", "become", "future", "conditional"}
"""Classes for what a language may lack: Chinese has no "would", German no "will" that is not "is being", too."""


def words(language: str) -> MoodWords:
    return read_words(language, "moods", MoodWords)


def side(text: str, language: str) -> Side:
    return Side(text, terms_of(text, language))


@pytest.mark.parametrize("language", OURS)
def test_each_language_has_every_class(language: str) -> None:
    assert words(language).classes.keys() - IN_SOME == NEEDED | FORCES


@pytest.mark.parametrize("language", OURS)
def test_each_form_is_found_as_its_class(language: str) -> None:
    for name, forms in words(language).classes.items():
        for form in forms:
            text = form.replace(" *", " bcdfg").replace("'*", "'bcdfg").replace("...", "xyz")
            text = "bcdfg" + text[1:] if text.startswith("*") else text.replace("*", "")
            found = classed(text, language, Span(0, len(text)), "moods", MoodWords)
            assert any(name in one.classes for one in found), f"{form!r} of {name} is read as {found}"


TIMES = {
    "en": ("The bridge was old", "The bridge will be old"),
    "fr": ("Le pont était vieux", "Le pont sera vieux"),
    "de": ("Die Brücke war alt", "Die Brücke wird alt sein"),
    "es": ("El puente era viejo", "El puente será viejo"),
    "pt": ("A ponte era velha", "A ponte será velha"),
    "it": ("Il ponte era vecchio", "Il ponte sarà vecchio"),
    "nl": ("De brug was oud", "De brug zal oud zijn"),
    "zh": ("桥曾是旧的", "桥将会是旧的"),
}
POWERS = {
    "en": ("We can close the bridge", "We have to close the bridge"),
    "fr": ("Nous pouvons fermer le pont", "Nous devons fermer le pont"),
    "de": ("Wir dürfen die Brücke schließen", "Wir müssen die Brücke schließen"),
    "es": ("Podemos cerrar el puente", "Tenemos que cerrar el puente"),
    "pt": ("Podemos fechar a ponte", "Temos de fechar a ponte"),
    "it": ("Possiamo chiudere il ponte", "Dobbiamo chiudere il ponte"),
    "nl": ("We kunnen de brug sluiten", "We moeten de brug sluiten"),
    "zh": ("我们可以关闭桥", "我们必须关闭桥"),
}


@pytest.mark.parametrize("table", [TIMES, POWERS], ids=["times", "forces"])
@pytest.mark.parametrize("ours", OURS)
@pytest.mark.parametrize("theirs", OURS)
def test_each_language_is_held_against_each_other(table: dict[str, tuple[str, str]], ours: str, theirs: str) -> None:
    if ours == theirs:
        return
    for here in (0, 1):
        for there in (0, 1):
            sides = side(table[ours][here], ours), side(table[theirs][there], theirs)
            found = other_mood(*sides, (ours, theirs), spoken=True)
            assert (found is not None) is (here != there), (table[ours][here], table[theirs][there], found)


@pytest.mark.parametrize(
    ("ours", "theirs", "spoken", "wrong"),
    [
        (("fr", "Le pont est vieux"), ("en", "The bridge was old"), True, True),
        (("fr", "Le pont est vieux"), ("en", "The bridge was old"), False, False),
        (("de", "Die Brücke ist zerstört worden"), ("en", "The bridge was destroyed"), True, False),
        (("fr", "C’est le maire qui a fermé le pont"), ("en", "It was the mayor who closed the bridge"), True, False),
        (("de", "Ich konnte das Haus sehen"), ("en", "I could see the house"), True, False),
        (("de", "Ich könnte das Haus sehen"), ("en", "I can see the house"), True, False),
        (("de", "Wir dürfen das Haus nicht verkaufen"), ("en", "We must not sell the house"), True, False),
        (("en", "If the bridge was old"), ("fr", "Si le pont est vieux"), True, False),
        (("fr", "Nous ne vendons pas la maison"), ("en", "We were not selling the house"), True, True),
        (("fr", "Nous vendions la maison"), ("en", "We were selling the house"), True, False),
    ],
)
def test_only_plain_oppositions_count(
    ours: tuple[str, str], theirs: tuple[str, str], spoken: bool, wrong: bool
) -> None:
    found = other_mood(side(ours[1], ours[0]), side(theirs[1], theirs[0]), (ours[0], theirs[0]), spoken)
    assert (found is not None) is wrong


def test_a_very_long_text_is_not_looked_at() -> None:
    text = "le pont était vieux " * LONGEST
    assert other_mood(side(text, "fr"), side("The bridge will be old", "en"), ("fr", "en"), spoken=True) is None
