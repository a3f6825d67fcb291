"""What a translator adds: passages for what would be absent, and a gloss; never another finding."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.check import CheckRequest, check_article
from claims.ledger.store import ClaimStore
from claims.model import Evidence, Finding, FindingKind
from claims.report import CheckReport
from sources.snapshots import Kept
from sources.translation import Pair, Translator, UntranslatedReason
from sources.translation.apertium import Apertium
from tests.claims.phrasebook import Phrasebook

AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
WEASEL = "La comadreja acecha al duende tuerto"
ARTICLE = f"«{WEASEL}», dijo Ana Ruiz. La casa tiene 9 ventanas."
SOURCE = "“The weasel threatens the one-eyed goblin,” said Ana Ruiz. The house has 9 windows."
NEEDS_APERTIUM = pytest.mark.skipif(
    shutil.which("apertium") is None, reason="the command apertium is not installed (packages: see .ci/run)"
)


def check(
    folder: Path,
    *translators: Translator,
    article: str = ARTICLE,
    source: str = SOURCE,
    store: ClaimStore | None = None,
) -> CheckReport:
    (folder / "article.txt").write_text(article, "utf-8")
    (folder / "source.txt").write_text(source, "utf-8")
    names = (str(folder / "article.txt"), (str(folder / "source.txt"),))
    return check_article(CheckRequest(*names, AT, language="es", translators=translators), Kept(), store)


def first(report: CheckReport) -> Finding:
    return report.claims[0].finding


@NEEDS_APERTIUM
def test_apertium_finds_words_that_no_lexicon_of_ours_has(tmp_path: Path) -> None:
    assert first(check(tmp_path)).finding is FindingKind.ABSENT
    found = first(check(tmp_path, Apertium()))
    assert found.finding is FindingKind.TRANSLATED
    assert found.evidence is not None
    assert found.evidence.text == "The weasel threatens the one-eyed goblin"
    assert "apertium" in found.evidence.matcher
    assert found.reasons[-1].startswith("found through a translation by apertium")
    assert found.evidence.gloss is not None
    assert (found.evidence.gloss.language, found.evidence.gloss.by.split()[0]) == ("es", "apertium")


@NEEDS_APERTIUM
def test_the_same_bytes_with_the_same_translator(tmp_path: Path) -> None:
    assert check(tmp_path, Apertium()).claims == check(tmp_path, Apertium()).claims


def test_a_passage_in_another_language_has_a_gloss(tmp_path: Path) -> None:
    book = Phrasebook(book={"The house has 9 windows.": "La casa tiene nueve ventanas."})
    found = check(tmp_path, book).claims[-1].finding
    assert found.evidence is not None
    assert found.evidence.gloss is not None
    assert found.evidence.gloss.text == "La casa tiene nueve ventanas."


def test_nothing_is_asked_of_a_source_in_the_language_of_the_article(tmp_path: Path) -> None:
    book = Phrasebook()
    report = check(tmp_path, book, source="Ana Ruiz dijo que la casa tiene 9 ventanas, y que el búho se fue.")
    assert book.asked == []
    assert all(one.finding.evidence is None or one.finding.evidence.gloss is None for one in report.claims)


@pytest.mark.parametrize(
    ("gloss", "finding"),
    [
        ("The weasel threatens the one-eyed goblin", FindingKind.TRANSLATED),
        (
            "The weasel does not threaten the one-eyed goblin",
            FindingKind.TRANSLATED,
        ),  # it is the translator who is wrong
        ("The mayor opens the new road", FindingKind.ABSENT),
        ("", FindingKind.ABSENT),
        ("goblin", FindingKind.ABSENT),
    ],
)
def test_a_gloss_only_finds(tmp_path: Path, gloss: str, finding: FindingKind) -> None:
    assert first(check(tmp_path, Phrasebook(book={WEASEL: gloss}))).finding is finding


@pytest.mark.parametrize(
    ("article", "source"),
    [
        (ARTICLE.replace("acecha", "no acecha"), SOURCE),
        (ARTICLE, SOURCE.replace("threatens", "does not threaten")),
    ],
)
def test_what_a_gloss_has_found_is_held_against_the_very_words(tmp_path: Path, article: str, source: str) -> None:
    words = article[1 : article.index("»")]
    book = Phrasebook(book={words: "The weasel threatens the one-eyed goblin"})
    assert first(check(tmp_path, article=article, source=source)).finding is FindingKind.ABSENT
    found = first(check(tmp_path, book, article=article, source=source))
    assert (found.finding, found.detail) == (FindingKind.ALTERED, "negation")


GOBLINS = "Había 4 duendes."
NEST = "The town was quiet on Monday evening, said the mayor. Four goblins sat there."


@pytest.mark.parametrize(
    ("gloss", "source", "finding"),
    [
        ("There were 4 goblins.", NEST, FindingKind.MATCH),
        ("There were 5 goblins.", NEST, FindingKind.ABSENT),  # the figure is the article's, or none
        ("There were 4 goblins.", NEST.replace("Four", "At most four"), FindingKind.CONFLICT),
        ("There were 4 goblins.", NEST.replace("Four", "Nine"), FindingKind.ABSENT),  # words of a translator alone
    ],
)
def test_a_figure_is_found_by_the_gloss_of_its_sentence(
    tmp_path: Path, gloss: str, source: str, finding: FindingKind
) -> None:
    assert first(check(tmp_path, article=GOBLINS, source=source)).finding is FindingKind.ABSENT
    found = first(check(tmp_path, Phrasebook(book={GOBLINS: gloss}), article=GOBLINS, source=source))
    assert found.finding is finding
    if finding is not FindingKind.ABSENT:
        assert "the article “4 duendes”" in found.reasons[0]
        assert found.reasons[-1] == "found through a translation by phrasebook 1: “There were 4 goblins.”"


@NEEDS_APERTIUM
def test_apertium_finds_a_figure(tmp_path: Path) -> None:
    assert first(check(tmp_path, Apertium(), article=GOBLINS, source=NEST)).finding is FindingKind.MATCH


def test_words_found_by_a_gloss_are_still_those_of_their_speaker(tmp_path: Path) -> None:
    source = SOURCE.replace("Ana Ruiz", "Tom Ashby")
    assert first(
        check(tmp_path, Phrasebook(book={WEASEL: "The weasel threatens the one-eyed goblin"}), source=source)
    ).finding is (FindingKind.MISATTRIBUTED)


def test_a_failure_is_a_warning_and_changes_nothing(tmp_path: Path) -> None:
    book = Phrasebook()
    book.fails = UntranslatedReason.TOO_SLOW
    report, plain = check(tmp_path, book), check(tmp_path)
    assert report.warnings == ("phrasebook fails",)
    assert report.claims == plain.claims


class Liar(Phrasebook):
    """Says for every text what the source says, whatever it was asked."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        return tuple(f"not {number} million of it, said {number}" for number, _ in enumerate(texts))


def _bare(finding: Finding) -> Finding:
    def plain(one: Evidence) -> Evidence:
        return replace(one, gloss=None)

    shown = plain(finding.evidence) if finding.evidence else None
    return replace(finding, evidence=shown, others=tuple(map(plain, finding.others)))


@pytest.mark.parametrize("bundle", ["fr-guangxi-anase", "en-glacier-lake", "zh-binlan-desalination"])
def test_no_translator_changes_what_was_found_without(desk: Path, bundle: str) -> None:
    folder = desk / bundle
    sources = tuple(str(file) for file in sorted((folder / "sources").iterdir()))
    (article,) = folder.glob("article.*")
    languages = ("fr", "en", "zh")
    pairs: list[Pair] = [(one, other) for one in languages for other in languages if one != other]

    def found(*translators: Translator) -> CheckReport:
        return check_article(CheckRequest(str(article), sources, AT, translators=translators), Kept())

    glossed = 0
    for with_one, without in zip(found(Liar(pairs=pairs)).claims, found().claims, strict=True):
        if without.finding.finding is not FindingKind.ABSENT:
            assert _bare(with_one.finding) == without.finding
            glossed += with_one.finding != without.finding
    assert glossed


def test_a_gloss_comes_into_a_store_without_an_event(tmp_path: Path) -> None:
    """The finding stays what it was, so no decision goes stale; the review shows the gloss all the same."""
    counts = []
    with ClaimStore.open(tmp_path / "stet.db") as store:
        for translators in ((), (Phrasebook(),), ()):
            report = check(tmp_path, *translators, store=store)
            events = len(store.events())
            shown = store.review(report.article_id).items[-1].finding.evidence
            counts.append((events, shown is not None and shown.gloss is not None))
    assert counts == [(counts[0][0], False), (counts[0][0], True), (counts[0][0], True)]
