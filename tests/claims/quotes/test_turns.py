"""Transcripts: whose words a stretch of text is."""

from __future__ import annotations

import pytest

from claims.quotes import find_quotes, speaker_at, turns
from sources.document import Span

COUNCIL = (
    "MAYOR: Order, please. CLLR BEECHWOOD: I only need one minute. You cannot run a town on leftovers. "
    "MR McALLEN: Members have asked about reserves. MAYOR: Councillor Beechwood. CLLR BEECHWOOD: That is all."
)
INTERVIEW = "Journalist: Why now?\nRuth Lindgren: Because it is late.\nJournalist: And then?\nRuth Lindgren: We begin."


def place(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "words", "language", "name", "title"),
    [
        (COUNCIL, "You cannot run a town", "en", "Beechwood", "Cllr"),
        (COUNCIL, "Members have asked", "en", "McAllen", "Mr"),
        (COUNCIL, "Order, please", "en", "Mayor", ""),
        (INTERVIEW, "it is late", "en", "Ruth Lindgren", ""),
        (
            "RADIO LAC — « La matinale »\n\nJOURNALISTE — Et vous ?\n\nNOÉ SAVIO — Une heure.\n\nJOURNALISTE — Merci.",
            "Une heure",
            "fr",
            "Noé Savio",
            "",
        ),
        ("M. LE BRAZ : Je demande une pause. MME DE WITTE : Non. M. LE BRAZ : Si.", "une pause", "fr", "Le Braz", "M."),
        ("主持人：今天谈什么？\n韩志明：谈水价。\n主持人：会涨吗？\n韩志明：不会。", "谈水价", "zh", "韩志明", ""),
        (
            "QUESTION: And now?\nANDER SORIA (bibliotecario): We won. \nQUESTION: Why?\nANDER SORIA: Luck.",
            "We won",
            "es",
            "Ander Soria",
            "",
        ),
        (
            "A SRA. ANA LOBO (Lista do Rio): As datas contam.\nO SR. TITO REIS (LDR): Os números também.",
            "números",
            "pt",
            "Tito Reis",
            "O Sr.",
        ),
        (
            "Mme Odile Ferrand, présidente du port : Le quai rouvre lundi.\nM. Loïc Bazin, pêcheur : Enfin.\n"
            "Mme Ferrand : Nous avions promis juin.",
            "Enfin",
            "fr",
            "Loïc Bazin",
            "M.",
        ),
        (
            "Q: Is it safe?\nDR INES OAK-REED, head of the lab: So far it is.\nTOM HOLM, mayor: We hope so.",
            "So far it is",
            "en",
            "Ines Oak-Reed",
            "Dr",
        ),
        (
            "Alcaldesa Berta Lanzas: Firmo hoy.\nConcejal Rufo Abad: Tarde.\nAlcaldesa: Pero firmo.",
            "Pero firmo",
            "es",
            "Berta Lanzas",
            "Alcaldesa",
        ),
        (
            "Nina Aubray, directrice : Le bac est vendu.\nQuestion : À qui ?\nLéo Marsan, passeur : À personne.",
            "À personne",
            "fr",
            "Léo Marsan",
            "",
        ),
        (
            "QUESTION: And now?\nDR INES HOLM: We wait.\nQUESTION: Why?\nDR HOLM: It dries.",
            "It dries",
            "en",
            "Ines Holm",
            "Dr",
        ),
        ("茶农代表何若萱：今年雨多。\n镇长邱致远：明年修路。", "今年雨多", "zh", "何若萱", "茶农代表"),
        ("老店主何若萱：味道没变。\n记者：真的？\n何若萱：真的。", "味道没变", "zh", "何若萱", "老店主"),
        ("孙立秋（渔会主席）：鱼少了。\n记者：多少？\n孙立秋：一半。", "鱼少了", "zh", "孙立秋", "渔会主席"),
        (
            "园长贺春生：花都开了。\n记者：几时谢？\n贺春生：下个月。\n游客代表、退休教师孟老师：好看。",
            "下个月",
            "zh",
            "贺春生",
            "",
        ),
    ],
)
def test_a_turn_belongs_to_its_label(text: str, words: str, language: str, name: str, title: str) -> None:
    speaker = speaker_at(text, language, place(text, words), ())
    assert speaker is not None
    assert (speaker.name, speaker.title) == (name, title)


def test_marks_come_before_labels_and_reported_speech_counts() -> None:
    text = "“We are ready,” said Marta Quist. Helen Coster said that the vote would be held in May."
    quotes = find_quotes(text, "en")
    said = [speaker_at(text, "en", place(text, words), quotes) for words in ("We are ready", "held in May")]
    assert [speaker.name for speaker in said if speaker] == ["Marta Quist", "Helen Coster"]


def test_a_dateline_is_no_label() -> None:
    text = "PARIS — Il pleut.\n\nLYON — Il neige.\n\nNICE — Il vente."
    assert turns(text) == ()


def test_the_words_of_the_text_itself_belong_to_nobody() -> None:
    text = "The bridge reopens on Tuesday. Note: bring a coat. “Good,” said Ann Pell."
    assert speaker_at(text, "en", place(text, "bridge reopens"), find_quotes(text, "en")) is None


@pytest.mark.parametrize("text", ["", "A heading: its text.", "NATO: a history", "12:30 and 14:00", "a.example/b: c"])
def test_other_texts_have_no_turns(text: str) -> None:
    assert turns(text) == ()


def test_reported_speech_in_a_turn_is_told_by_whose_turn_it_is() -> None:
    text = "Q: And the tower?\nINES HOLM: Four surveys say it leans. I say it stands.\nQ: Thank you."
    speaker = speaker_at(text, "en", place(text, "it leans"), find_quotes(text, "en"))
    assert speaker is not None
    assert speaker.name == "Ines Holm"
