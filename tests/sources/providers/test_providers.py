from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.check import CheckRequest, check_article
from claims.ledger.store import ClaimStore
from sources.document import Role
from sources.fetch import Fetcher
from sources.providers import Asked, Provided, Provider, Providers, asked, provider
from sources.providers.query import Query, figures, taken_apart
from sources.providers.wayback import Wayback
from sources.providers.wikidata import Wikidata
from sources.providers.worldbank import _CODE, WorldBank
from sources.snapshots import FailureReason, FetchFailure, Kept, Snapshot
from tests.sources.providers import shapes
from tests.sources.server import PAGE, PageServer

AT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def providers(server: PageServer) -> Providers:
    assert shapes.ENTITY
    return {
        "worldbank": WorldBank(server.url("/v2")),
        "wikidata": Wikidata(server.url("")),
        "wayback": Wayback(server.url("")),
    }


@pytest.mark.parametrize(
    ("provider", "query", "said"),
    [
        ("worldbank", "China population 2024", "Population of China in 2024: 1,408,975,000."),
        ("worldbank", "population of China", "Population of China in 2024: 1,408,975,000."),
        ("worldbank", "la population de la Chine en 2024", "Population of China in 2024: 1,408,975,000."),
        ("worldbank", "CHN SP.POP.TOTL 2024", "Population of China in 2024: 1,408,975,000."),
        ("worldbank", "China GDP 2022", "GDP of China in 2022: 17,881,783,387,000.5 US dollars."),
        ("worldbank", "China GDP growth 2021", "GDP growth of China in 2021: 8.4%."),
        ("wikidata", "China population 2024", "Population of People's Republic of China in 2024: 1,408,280,000."),
        ("wikidata", "Q148 P1082 2021", "Population of People's Republic of China in 2021: 1,412,360,000."),
        ("wikidata", "Superficie de la Chine", "Area of People's Republic of China: 9,596,961 square kilometres."),
        ("wikidata", "中国人口2024年", "Population of People's Republic of China in 2024: 1,408,280,000."),
    ],
)
def test_a_figure_comes_as_a_sentence(
    providers: Providers, fetcher: Fetcher, provider: str, query: str, said: str
) -> None:
    found = providers[provider].find(query, fetcher)
    assert isinstance(found, Provided), found
    assert found.document is not None
    assert found.document.main_text == said
    assert found.document.blocks[-1].role is Role.FURNITURE
    assert found.snapshot.body.startswith((b"[", b"{"))


def test_without_a_year_the_preferred_figure_comes_first(providers: Providers, fetcher: Fetcher) -> None:
    found = providers["wikidata"].find("China population", fetcher)
    assert isinstance(found, Provided)
    assert found.document is not None
    assert [line[-14:-1] for line in found.document.main_text.split("\n\n")] == ["1,408,280,000", "1,412,360,000"]


@pytest.mark.parametrize(
    ("provider", "query", "said"),
    [
        ("worldbank", "", "name a country and a figure"),
        ("worldbank", "population 2024", "name a country and a figure"),
        ("worldbank", "China 2024", "name a country and a figure"),
        ("worldbank", "Valmer population", "knows no country 'Valmer'"),
        ("worldbank", "China population 2023", "no figure for it in 2023"),
        ("worldbank", "XXX population", "no figure for it"),
        ("wikidata", "Valmer population", "knows no 'Valmer'"),
        ("wikidata", "China population 1999", "no such figure for People's Republic of China in 1999"),
        ("wikidata", "China height", "no such figure"),
        ("wikidata", "Q9 P1082", "no such figure"),
        ("wayback", "", "name a day and an address"),
        ("wayback", "2024-13-01 http://example.org/report", "name a day and an address"),
        ("wayback", "2024-05-01 ftp://example.org/", "name a day and an address"),
        ("wayback", "2024-05-01 http://example.org/never", "no capture"),
    ],
)
def test_what_has_no_answer_says_so(
    providers: Providers, fetcher: Fetcher, provider: str, query: str, said: str
) -> None:
    failure = providers[provider].find(query, fetcher)
    assert isinstance(failure, FetchFailure)
    assert failure.reason is FailureReason.NO_ANSWER
    assert said in failure.message
    assert failure.message.startswith(f"{provider}:")


@pytest.mark.parametrize(
    ("query", "capture"),
    [
        ("2024-05-01 http://example.org/report", "/web/20240501120000id_/http://example.org/report"),
        ("http://example.org/report", "/web/20260101120000id_/http://example.org/report"),
    ],
)
def test_a_page_comes_as_it_was(
    server: PageServer, providers: Providers, fetcher: Fetcher, query: str, capture: str
) -> None:
    found = providers["wayback"].find(query, fetcher)
    assert isinstance(found, Provided), found
    assert found.document is None
    assert found.snapshot.body == PAGE
    assert found.snapshot.final_url == server.url(capture)


def test_providers_go_through_the_guarded_fetcher(server: PageServer, providers: Providers) -> None:
    stranger = Fetcher(deadline=1.0)
    for name, query in (("worldbank", "CHN population"), ("wikidata", "Q148 P1082"), ("wayback", "http://a.example/x")):
        failure = providers[name].find(query, stranger)
        assert isinstance(failure, FetchFailure)
        assert failure.reason is FailureReason.INNER_ADDRESS
    assert not server.seen.paths


def test_a_figure_is_a_source_like_any_other_and_stays_for_offline_work(
    tmp_path: Path, providers: Providers, fetcher: Fetcher
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("En 2024, la Chine comptait 1,41 milliard d’habitants.\n", "utf-8")
    names = ("worldbank:Chine population 2024", "wayback:2024-05-01 http://example.org/report", "wikidata:Q9 P1082")
    request = CheckRequest(str(article), names, AT, providers=providers)
    with ClaimStore.open(tmp_path / "stet.db") as store:
        online = check_article(request, fetcher, store)
        offline = check_article(request, Kept(), store)
        copies = store.copies(names[0])
    assert [state.status for state in online.sources] == ["read", "read", "failed"]
    figure = next(checked for checked in online.claims if "milliard" in checked.claim.text)
    assert figure.finding.finding in {"match", "rounded"}
    assert figure.finding.evidence is not None
    assert figure.finding.evidence.source == names[0]
    assert offline.claims == online.claims
    assert copies[0].final_url.endswith("SP.POP.TOTL?format=json&per_page=100&date=2024")


def test_no_provider_is_asked_unless_it_is_named() -> None:
    assert asked("worldbank:China population") == Asked("worldbank", "China population")
    assert asked("wayback:2024-05-01 https://a.example/") == Asked("wayback", "2024-05-01 https://a.example/")
    for name in ("worldbank", "worldbank://a", "C:population.txt", "https://api.worldbank.org/", "-", "none:x"):
        assert asked(name) is None
    assert isinstance(provider("worldbank"), WorldBank)
    assert isinstance(provider("wikidata"), Wikidata)
    assert isinstance(provider("wayback"), Wayback)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("Philippines unemployment 2020", Query("SL.UEM.TOTL.ZS", "Philippines", "2020")),
        ("Parolia inflation", Query("FP.CPI.TOTL.ZG", "Parolia")),
        ("espérance de vie au Japon", Query("SP.DYN.LE00.IN", "Japon")),
        ("produit intérieur brut de l’Espagne 2023", Query("NY.GDP.MKTP.CD", "Espagne", "2023")),
        ("Bevölkerung von Deutschland", Query("SP.POP.TOTL", "Deutschland")),
        ("população do Brasil", Query("SP.POP.TOTL", "Brasil")),
        ("PIB de España", Query("NY.GDP.MKTP.CD", "España")),
        ("abitanti dell'Italia", Query("SP.POP.TOTL", "dell Italia")),
        ("inwoners van België", Query("SP.POP.TOTL", "België")),
    ],
)
def test_a_query_is_read_in_every_language(query: str, wanted: Query) -> None:
    assert taken_apart(query, "worldbank", _CODE) == wanted


def test_every_word_of_the_data_finds_its_measure() -> None:
    for name, measure in figures().items():
        for words in measure["words"]:
            for by in {"worldbank", "wikidata"} & set(measure):
                found = taken_apart(f"Valmer {words} 2020", by, _CODE)
                assert found is not None, (name, words)
                assert found.measure in {each[by] for each in figures().values() if words in each["words"]}


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["entities", "Q148", "claims", "P1082", "mainsnak", "datavalue", "value", "amount", "unit",
                         "qualifiers", "P585", "archived_snapshots", "closest", "available", "url", "search", "id",
                         "indicator", "country", "date", "rank", "name"]), inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(ANY_JSON, st.sampled_from([WorldBank(), Wikidata(), Wayback()]))
def test_no_answer_makes_us_raise(value: Any, provider: Provider) -> None:
    import json

    body = json.dumps(value).encode()

    class Saying:
        def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
            return Snapshot(url, url, 200, "application/json", (), body, body, AT)

    for query in ("CHN SP.POP.TOTL", "Q148 P1082", "China population", "http://a.example/x"):
        assert isinstance(provider.find(query, Saying()), Provided | FetchFailure)
