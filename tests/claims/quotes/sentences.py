"""Sentences that an entry of the quotations' data is put into, a set a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.base_words import base_words
from claims.language import OURS, read_words
from claims.quotes import find_quotes
from claims.quotes.lexical.vocabulary import SpacedWords

SPACED = tuple(code for code in OURS if base_words(code).writing == "spaced")
UNKNOWN = "Zublork"
PAUL = "Paul Ancel"


@dataclass(frozen=True)
class Sentences:
    """How one language says what the tests ask. Places are filled by gender, `m` or `f`."""

    others: dict[str, str]
    """A sentence about somebody else of that gender, whom a pronoun would mean if it could not mean the word's."""
    arrives: str
    """That somebody comes: `{}` is who."""
    said: dict[str, str]
    """A quotation that a pronoun says."""
    waits: dict[str, str]
    """That a role, or a body, waits: `{}` is the noun."""
    alone: str
    """A quotation that is a sentence of its own."""
    carried: str
    """Words on a carrier, which Paul Ancel holds: `{}` is the noun."""
    slot: str
    """A quotation with a place behind it."""
    cue: str
    participle: str
    mayor: str
    report: tuple[str, str]
    """A document, and the same behind "in the"."""


SENTENCES = {
    "fr": Sentences(
        {"m": "M. Luc Corvin est là.", "f": "Mme Anne Corvin est là."},
        "{} arrive.",
        {"m": "« Le pont rouvre mardi », a-t-il dit.", "f": "« Le pont rouvre mardi », a-t-elle dit."},
        {"m": "Le {} a attendu un mois.", "f": "La {} a attendu un mois."},
        "« Nous voulons notre pont. »",
        "Paul Ancel portait un {} : « Rendez-nous notre pont. »",
        "« Le pont rouvre mardi », {}.",
        "assure",
        "déclaré",
        "maire",
        ("rapport", "dans le rapport"),
    ),
    "en": Sentences(
        {"m": "Mr Luke Corvin is here.", "f": "Mrs Anne Corvin is here."},
        "{} arrives.",
        {"m": "“The bridge opens on Tuesday,” he said.", "f": "“The bridge opens on Tuesday,” she said."},
        {"m": "The {} has waited for a month.", "f": "The {} has waited for a month."},
        "“We want our bridge back.”",
        "Paul Ancel held up a {}: “Give us our bridge.”",
        "“The bridge opens on Tuesday,” {}.",
        "said",
        "said",
        "mayor",
        ("report", "in the report"),
    ),
    "es": Sentences(
        {"m": "El señor Luis Corvin está aquí.", "f": "La señora Ana Corvin está aquí."},
        "{} llega.",
        {"m": "«El puente abre el martes», dijo él.", "f": "«El puente abre el martes», dijo ella."},
        {"m": "El {} ha esperado un mes.", "f": "La {} ha esperado un mes."},
        "«Queremos nuestro puente.»",
        "Paul Ancel llevaba un {}: «Queremos nuestro puente.»",
        "«El puente abre el martes», {}.",
        "dijo",
        "declarado",
        "alcalde",
        ("informe", "en el informe"),
    ),
    "de": Sentences(
        {"m": "Herr Lukas Corvin ist da.", "f": "Frau Anna Corvin ist da."},
        "{} kommt.",
        {"m": "„Die Brücke öffnet am Dienstag“, sagte er.", "f": "„Die Brücke öffnet am Dienstag“, sagte sie."},
        {"m": "Der {} wartet seit einem Monat.", "f": "Die {} wartet seit einem Monat."},
        "„Wir wollen unsere Brücke.“",
        "Paul Ancel trug ein {}: „Wir wollen unsere Brücke.“",
        "„Die Brücke öffnet am Dienstag“, {}.",
        "sagte",
        "gesagt",
        "Bürgermeister",
        ("Bericht", "in dem Bericht"),
    ),
    "pt": Sentences(
        {"m": "O senhor Luís Corvin está aqui.", "f": "A senhora Ana Corvin está aqui."},
        "{} chega.",
        {"m": "“A ponte abre na terça”, disse ele.", "f": "“A ponte abre na terça”, disse ela."},
        {"m": "O {} tem esperado um mês.", "f": "A {} tem esperado um mês."},
        "“Queremos a nossa ponte.”",
        "Paul Ancel levava um {}: “Queremos a nossa ponte.”",
        "“A ponte abre na terça”, {}.",
        "disse",
        "declarado",
        "prefeito",
        ("relatório", "no relatório"),
    ),
    "it": Sentences(
        {"m": "Il signor Luca Corvin è qui.", "f": "La signora Anna Corvin è qui."},
        "{} arriva.",
        {"m": "«Il ponte apre martedì», ha detto lui.", "f": "«Il ponte apre martedì», ha detto lei."},
        {"m": "Il {} ha aspettato un mese.", "f": "La {} ha aspettato un mese."},
        "«Vogliamo il nostro ponte.»",
        "Paul Ancel portava un {}: «Vogliamo il nostro ponte.»",
        "«Il ponte apre martedì», {}.",
        "dice",
        "dichiarato",
        "sindaco",
        ("rapporto", "nel rapporto"),
    ),
    "nl": Sentences(
        {"m": "Meneer Luuk Corvin is er.", "f": "Mevrouw Anna Corvin is er."},
        "{} komt.",
        {"m": "‘De brug gaat dinsdag open’, zei hij.", "f": "‘De brug gaat dinsdag open’, zei zij."},
        {"m": "De {} heeft een maand gewacht.", "f": "De {} heeft een maand gewacht."},
        "‘Wij willen onze brug.’",
        "Paul Ancel droeg een {}: ‘Wij willen onze brug.’",
        "‘De brug gaat dinsdag open’, {}.",
        "zegt",
        "gezegd",
        "burgemeester",
        ("rapport", "in het rapport"),
    ),
}


@cache
def words_of(language: str) -> SpacedWords:
    return read_words(language, "quotes", SpacedWords)


def speaker(text: str, language: str) -> str:
    return next((quote.speaker.name if quote.speaker else "" for quote in find_quotes(text, language)), "no quote")


def noun(language: str, word: str) -> str:
    """The word as a sentence has it."""
    return word[:1].upper() + word[1:] if words_of(language).capital_nouns else word


def of_gender(language: str, who: str, gender: str) -> str:
    """Whom a pronoun of a gender means after somebody else of that gender, and then `who`, came."""
    sentences = SENTENCES[language]
    return speaker(f"{sentences.others[gender]} {sentences.arrives.format(who)} {sentences.said[gender]}", language)


def waiting(language: str, word: str, gender: str) -> str:
    """Whose words a quotation is behind a sentence about a noun."""
    sentences = SENTENCES[language]
    return speaker(f"{sentences.waits[gender].format(noun(language, word))} {sentences.alone}", language)


def in_slot(language: str, words: str) -> str:
    """Whose words a quotation is with these words behind it."""
    return speaker(SENTENCES[language].slot.format(words), language)
