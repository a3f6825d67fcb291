"""What holds of every judgement, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract import extract_claims
from claims.matching import Digest, SourceIndex, judge, judge_claims
from claims.model import Claim, Finding, FindingKind, Source
from tests.claims.matching.cases import document

FINE = {FindingKind.VERBATIM, FindingKind.MATCH, FindingKind.ROUNDED, FindingKind.TRANSLATED}
TEXTS = {
    "fr": "« Nous ne vendrons pas la gare », a dit Lucie Bertin. La gare accueille 1 240 voyageurs par jour, "
    "soit 12 % de plus qu’en 2019. Sa rénovation a coûté 3,4 millions d’euros en deux ans.",
    "en": "“We will not sell the station,” said Ruth Carver. The station serves 1,240 passengers a day, "
    "12% more than in 2019. Its repair took two years and cost £3.4 million.",
    "es": "«No venderemos la estación», dijo Marta Ibarra. La estación recibe 1.240 viajeros al día, "
    "un 12 % más que en 2019. Su reforma costó 3,4 millones de euros en dos años.",
    "de": "„Wir werden den Bahnhof nicht verkaufen“, sagte Karin Vogt. Der Bahnhof zählt 1.240 Reisende am Tag, "
    "12 Prozent mehr als im Jahr 2019. Der Umbau kostete 3,4 Millionen Euro und dauerte zwei Jahre.",
    "pt": "“Não vamos vender a estação”, disse Teresa Moura. A estação recebe 1.240 passageiros por dia, "
    "12% mais do que em 2019. A obra custou 3,4 milhões de euros em dois anos.",
    "it": "«Non venderemo la stazione», ha detto Paola Ferri. La stazione accoglie 1.240 viaggiatori al giorno, "
    "il 12% in più rispetto al 2019. I lavori sono costati 3,4 milioni di euro in due anni.",
    "nl": "“We verkopen het station niet”, zei Anke Visser. Het station telt 1.240 reizigers per dag, "
    "12 procent meer dan in 2019. De verbouwing kostte 3,4 miljoen euro en duurde twee jaar.",
    "zh": "刘建国说:“我们不会出售车站。”车站每天接待1240名旅客,比2019年增加12%。改造耗资3400万元,历时两年。",
}
NEGATIONS = {"fr": "ne vendrons pas|vendrons", "en": "will not|will", "es": "No venderemos|Venderemos", "de": "nicht |",
             "pt": "Não vamos|Vamos", "it": "Non venderemo|Venderemo", "zh": "不会|会"}  # fmt: skip


def findings(article: str, source: str, language: str, other: str = "") -> list[tuple[Claim, Finding]]:
    claims = extract_claims(document(article), language)
    index = SourceIndex.of_sources([Source("s", other or language, document(source))])
    return list(zip(claims, judge_claims(Digest(article, language), claims, index), strict=True))


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_bears_itself_out(language: str) -> None:
    found = findings(TEXTS[language], TEXTS[language], language)
    assert len(found) >= 4
    for claim, finding in found:
        assert finding.finding is (FindingKind.VERBATIM if claim.kind == "quote" else FindingKind.MATCH), claim.text


@pytest.mark.parametrize("language", TEXTS)
def test_typography_changes_no_finding(language: str) -> None:
    text = TEXTS[language]
    folded = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")
    if language in {"es", "it"}:
        folded = folded.replace("«", "“").replace("»", "”")
    before = [finding.finding for _, finding in findings(text, text, language)]
    after = [finding.finding for _, finding in findings(folded, text, language)]
    assert before == after


@pytest.mark.parametrize("language", TEXTS)
def test_one_digit_changed_is_never_a_match(language: str) -> None:
    text = TEXTS[language]
    for match in re.finditer(r"\d", text):
        if (
            text[max(0, match.start() - 3) : match.end() + 3].find("2019") >= 0
            or "2019" in text[match.start() - 3 : match.start() + 4]
        ):
            continue
        digit = "7" if match.group() != "7" else "8"
        changed = text[: match.start()] + digit + text[match.end() :]
        for claim, finding in findings(changed, text, language):
            if claim.span.start <= match.start() < claim.span.end:
                assert finding.finding is not FindingKind.MATCH, claim.text


@pytest.mark.parametrize("language", NEGATIONS)
def test_a_dropped_negation_is_never_verbatim(language: str) -> None:
    whole, _, half = NEGATIONS[language].partition("|")
    changed = TEXTS[language].replace(whole, half, 1)
    assert changed != TEXTS[language]
    (quote,) = [finding for claim, finding in findings(changed, TEXTS[language], language) if claim.kind == "quote"]
    assert quote.finding is FindingKind.ALTERED


@pytest.mark.parametrize("other", [code for code in TEXTS if code not in {"en", "zh"}])
def test_figures_agree_across_languages(other: str) -> None:
    for article, source in ((other, "en"), ("en", other)):
        found = findings(TEXTS[article], TEXTS[source], article, source)
        counted = [finding.finding for claim, finding in found if claim.kind == "number" and "3" not in claim.text]
        assert set(counted) <= {FindingKind.MATCH}


def test_no_source_is_unchecked() -> None:
    text = TEXTS["fr"]
    claims = extract_claims(document(text), "fr")
    found = judge_claims(Digest(text, "fr"), claims, SourceIndex.of_sources([]))
    assert {finding.finding for finding in found} == {FindingKind.UNCHECKED}


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from([*TEXTS, "", "ja"]), st.sampled_from([*TEXTS, ""]))
def test_any_unicode_may_be_judged(claim: str, evidence: str, ours: str, theirs: str) -> None:
    finding = judge(claim, evidence, ours, theirs)
    assert 0 <= finding.score <= 1


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(sorted(TEXTS)))
def test_any_words_around_leave_a_judgement(noise: str, language: str) -> None:
    found = findings(TEXTS[language], noise + "\n\n" + TEXTS[language] + "\n\n" + noise, language)
    again = findings(TEXTS[language], noise + "\n\n" + TEXTS[language] + "\n\n" + noise, language)
    assert found == again


def test_one_sentence_against_one_passage() -> None:
    assert (
        judge("The town has 12,400 inhabitants.", "The town has 12,300 inhabitants.", "en", "en").finding == "conflict"
    )
    assert judge("La ville compte 12 400 habitants.", "The town has 12,400 inhabitants.", "fr", "en").finding == "match"
    assert judge("The town is large.", "The town is small.", "en", "en").finding == "unchecked"
    assert (
        judge("In 2019 the club had 300 members.", "The club had 300 members in 2016.", "en", "en").finding
        == "unchecked"
    )
