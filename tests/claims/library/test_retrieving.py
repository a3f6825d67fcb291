"""Checks that search a library: what is found is what its pages give as sources, and what was searched is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claims.check import CheckRequest, check_article
from claims.errors import StoreError
from claims.extract import extract_claims
from claims.ledger.store import ClaimStore
from claims.library.adding import add
from claims.library.library import Library
from claims.library.retrieving import probes
from claims.matching.texts.digest import Digest
from claims.model import FindingKind
from claims.report import CheckReport, Searched
from sources.document import Document
from sources.reading import read
from sources.snapshots import Kept
from tests.claims.library.shelf import AT, BRIDGE, HARBOUR, filled, three, towns

ARTICLE = (
    "Port Sellin handled 3.2 million tonnes of grain last year.\n\n"
    "“We dredge the channel again before the spring,” said Ilse Brandt. Dredging costs $1.6bn.\n\n"
    "The port employs 7,412 people.\n"
)
BUNDLES = ("en-council-budget", "fr-digue-port-aldenne", "de-windpark-halgrund", "zh-binlan-desalination")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, "utf-8")
    return file


def checked(article: Path, *sources: str, store: ClaimStore | None = None, **more: object) -> CheckReport:
    return check_article(replace(CheckRequest(str(article), sources, AT), **more), Kept(), store)  # type: ignore[arg-type]


def test_claims_are_held_against_the_pages_that_speak_of_them(article: Path, tmp_path: Path) -> None:
    press = filled(tmp_path / "press", [*three(), *towns(60)])
    with ClaimStore.open(tmp_path / "stet.db") as store:
        report = checked(article, libraries=(press,), store=store)
        kept = store.kept_sources()
    assert [one.finding.finding.value for one in report.claims] == ["match", "altered", "conflict", "absent"]
    shown = [one.finding.evidence for one in report.claims if one.finding.evidence]
    assert {one.source for one in shown} == {"https://port.example/grain"}
    assert len(report.sources) < 8
    grain = next(state for state in report.sources if state.name == "https://port.example/grain")
    assert grain.library == "press"
    assert grain.message == "from the library press, had 2026-03-04 09:30 UTC"
    # Whoever looks into the store later finds the very copy, and when it was had.
    assert {source.fetched_at for source in kept if source.name == grain.name} == {AT}


def test_what_is_absent_says_which_library_was_searched(article: Path, tmp_path: Path) -> None:
    press = filled(tmp_path / "press", [*three(), *towns(60)])
    report = checked(article, libraries=(press,))
    absent = report.claims[-1].finding
    assert absent.finding is FindingKind.ABSENT
    assert absent.reasons[-1] == report.libraries[0].in_words
    assert report.libraries == (Searched("press", 63, tuple(state.name for state in report.sources)),)
    assert "the library press of 63 pages was searched" in absent.reasons[-1]


def test_a_library_without_pages_is_no_source(article: Path, tmp_path: Path) -> None:
    Library.open(tmp_path / "press").close()
    report = checked(article, libraries=(tmp_path / "press",))
    assert {one.finding.finding for one in report.claims} == {FindingKind.UNCHECKED}
    assert report.libraries == (Searched("press", 0, ()),)


def test_what_is_named_goes_before_and_stands_once(article: Path, tmp_path: Path) -> None:
    file = tmp_path / "grain.txt"
    file.write_text(HARBOUR.replace("1.4 billion", "1.6 billion"), "utf-8")
    with Library.open(tmp_path / "press") as library, Library.open(tmp_path / "other") as other:
        for each in (library, other):
            list(add(each, [str(file)], Kept()))
        file.write_text(HARBOUR, "utf-8")
        list(add(other, [str(file)], Kept()))
    both = (tmp_path / "press", tmp_path / "other")
    report = checked(article, str(file), libraries=both)
    assert [(state.name, state.library) for state in report.sources] == [(str(file), "")]
    report = checked(article, libraries=both)
    assert [(state.name, state.library) for state in report.sources] == [(str(file), "press")]


def test_a_library_that_is_not_there_is_an_error(article: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        checked(article, libraries=(tmp_path / "nowhere",))


def test_no_more_pages_are_read_than_are_asked_for(article: Path, tmp_path: Path) -> None:
    press = filled(tmp_path / "press", [*three(), *towns(30)])
    assert len(checked(article, libraries=(press,), library_pages=1).sources) == 1


@pytest.mark.parametrize("shards", [4, 16])
def test_what_a_library_gives_does_not_depend_on_the_number_of_its_files(
    article: Path, tmp_path: Path, shards: int
) -> None:
    pages = [*three(), *towns(60)]
    one, many = (filled(tmp_path / str(of) / "press", pages, of) for of in (1, shards))
    first, second = (replace(checked(article, libraries=(press,)), snapshot=None) for press in (one, many))
    assert first == second
    assert first.libraries[0].taken


def test_an_article_in_another_language_finds_its_page(tmp_path: Path) -> None:
    text = "Der Umbau der Brücke von Vaugrenne kostete 27,5 Millionen Euro. Die Brücke ist 412 Meter lang.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    press = filled(tmp_path / "press", [*three(), *towns(60)])
    report = checked(tmp_path / "a.txt", libraries=(press,))
    assert [one.finding.finding.value for one in report.claims] == ["match", "match"]
    assert {one.finding.evidence.source for one in report.claims if one.finding.evidence} == {"https://pont.example/"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, desk: Path) -> Path:
    """A library of all sources of the desk set."""
    folder = tmp_path_factory.mktemp("shelf") / "desk"
    with Library.open(folder, shards=2) as library:
        list(add(library, map(str, sorted(desk.glob("*/sources"))), Kept()))
    return folder


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_library_of_all_sources_finds_what_those_of_the_article_do(bundle: str, desk: Path, shelf: Path) -> None:
    (article,) = (desk / bundle).glob("article.*")
    own = checked(article, *map(str, sorted((desk / bundle / "sources").iterdir())))
    shared = checked(article, libraries=(shelf,))
    assert {state.name for state in own.sources} <= {state.name for state in shared.sources}
    other = [
        (one.claim.text, one.finding.finding.value, two.finding.finding.value)
        for one, two in zip(own.claims, shared.claims, strict=True)
        if one.finding.finding is not two.finding.finding
    ]
    # A page about something else may have a figure that is nearer to a claim than any of its own sources has.
    assert len(other) <= 0.1 * len(own.claims), other


def test_the_pages_of_an_article_are_the_same_each_time(shelf: Path, desk: Path) -> None:
    (article,) = (desk / BUNDLES[0]).glob("article.*")
    # The file of the article itself was read at two moments.
    one, other = (replace(checked(article, libraries=(shelf,)), snapshot=None) for _ in range(2))
    assert one == other


def test_probes_are_of_the_words_and_of_what_they_mean() -> None:
    document = read(BRIDGE.encode(), media_type="text/plain")
    assert isinstance(document, Document)
    asked = probes(Digest(BRIDGE, "fr"), extract_claims(document, "fr"))
    assert {probe.within for probe in asked} == {(":fr", ":und"), ()}
    assert {probe.without for probe in asked} == {(":fr",), ()}
    assert Digest(BRIDGE, "fr").quantities
    assert any(each.dimension == "length" for probe in asked for each in probe.ranges)
