"""The limiting words of each language are found as what they are, and held against each other by their class."""

from __future__ import annotations

import pytest

from claims.language import OURS, read_words
from claims.matching.quotes.clauses import Side, unpaired_clause
from claims.matching.quotes.reserves import ReserveWords, reserves
from claims.matching.quotes.strength import beside, other_strength, strength
from claims.matching.texts.digest import Digest
from claims.matching.words.pairing import pairs
from claims.matching.words.terms import terms_of
from sources.document import Span

ONE_LANGUAGE_ONLY = {"if_led", "one", "superlative", "ago"}


def classes(language: str) -> dict[str, tuple[str, ...]]:
    return read_words(language, "reserves", ReserveWords).classes


def whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize("language", OURS)
def test_each_language_has_every_class(language: str) -> None:
    assert classes(language).keys() - ONE_LANGUAGE_ONLY == classes("en").keys() - ONE_LANGUAGE_ONLY


@pytest.mark.parametrize("language", OURS)
def test_each_form_is_found_as_its_class_and_no_other_hides_it(language: str) -> None:
    for name, forms in classes(language).items():
        for form in forms:
            text = form.replace("*", "").replace("...", "xyz")
            (found, *_) = reserves(text, language, whole(text))
            assert name in found.classes, f"{form!r} of {name} is read as {sorted(found.classes)}"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Nous n’avons sauvé qu’un arbre", ["only"]),
        ("fr", "Il n’a jamais dit que tout allait bien", ["none"]),
        ("fr", "Ce n’est pas le seul", ["not_only"]),
        ("en", "not a few of them", ["many"]),
        ("de", "nicht wenige zweifeln", ["many"]),
        ("it", "abbiamo non pochi dubbi", ["many"]),
        ("es", "no solo los niños", ["not_only"]),
        ("pt", "que saibamos, ninguém", ["knowledge", "none"]),
        ("nl", "op zijn vroegst in juni", ["earliest"]),
        ("zh", "几乎没有病人", ["few"]),
    ],
)
def test_the_longer_form_wins(language: str, text: str, found: list[str]) -> None:
    assert [name for one in reserves(text, language, whole(text)) for name in sorted(one.classes)] == found


@pytest.mark.parametrize(
    ("ours", "theirs", "wrong"),
    [
        (("fr", "C’est probable"), ("en", "It is not likely"), True),
        (("fr", "C’est improbable"), ("en", "It is not likely"), False),
        (("de", "Das ist nicht sicher"), ("en", "It is doubtful"), False),
        (("de", "Viele kommen"), ("en", "Not many come"), True),
        (("es", "Vendrán en 2027"), ("en", "They will come in 2027 at the earliest"), True),
        (("es", "No vendrán antes de 2027"), ("en", "They will come in 2027 at the earliest"), False),
        (("it", "Solo due sono venuti"), ("en", "Two came"), True),
        (("pt", "Dois vieram"), ("en", "Only two came"), True),
        (("zh", "他们必须离开"), ("en", "They may leave"), True),
        (("nl", "Ondanks de regen"), ("en", "Because of the rain"), True),
    ],
)
def test_classes_are_held_against_each_other(ours: tuple[str, str], theirs: tuple[str, str], wrong: bool) -> None:
    (our_language, our_text), (their_language, their_text) = ours, theirs
    here = strength(Digest(our_text, our_language), whole(our_text))
    there = strength(Digest(their_text, their_language), whole(their_text))
    assert (other_strength(here, there) is not None) is wrong


@pytest.mark.parametrize(
    ("text", "core", "stretch"),
    [
        ("As far as we know, nobody was hurt.", "nobody was hurt", "As far as we know, nobody was hurt"),
        ("The road is old, nobody was hurt.", "nobody was hurt", "nobody was hurt"),
        ("Prices will stay until June, at least for students.", "Prices will stay", None),
        ("Prices will stay and wages will rise.", "Prices will stay", "Prices will stay"),
    ],
)
def test_what_limits_a_statement_may_stand_beside_it(text: str, core: str, stretch: str | None) -> None:
    start = text.index(core)
    found = beside(Digest(text, "en"), Span(start, start + len(core))).of(text)
    assert found.strip() == (stretch or text.rstrip("."))


def side(text: str, language: str) -> Side:
    return Side(text, terms_of(text, language))


def test_each_word_is_paired_with_one_other() -> None:
    found = pairs(terms_of("la mer et la mer", "fr"), terms_of("the sea", "en"))
    assert sorted(found.values()) == [1]


def test_a_clause_without_counterpart_was_put_in_or_left_out() -> None:
    short = side("The sea brings plastic, and the wind brings sand", "en")
    long = side("La mer apporte du plastique, le fleuve apporte du pétrole, et le vent apporte du sable", "fr")
    added, dropped = unpaired_clause(long, short), unpaired_clause(short, long)
    assert added is not None
    assert added.detail == "words_added"
    assert dropped is not None
    assert dropped.detail == "words_dropped"


def test_a_text_of_one_word_over_and_over_is_not_paired() -> None:
    ours, theirs = side("mer " * 2000, "fr"), side("sea " * 2000, "en")
    assert unpaired_clause(ours, theirs) is None


def test_an_idiom_for_an_idiom_is_no_clause_put_in() -> None:
    ours = side("Nous ne sommes pas sortis de l’auberge. La mer apporte du plastique", "fr")
    theirs = side("We are not out of the woods. The sea brings plastic", "en")
    assert unpaired_clause(ours, theirs) is None
