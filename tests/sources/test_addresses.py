from __future__ import annotations

import socket
import tomllib
from pathlib import Path
from typing import Any

import httpcore
import pytest

from sources.addresses import AddressRefused, Deadline, Guard, GuardedBackend
from sources.fetch import Fetcher
from sources.hosts import is_inner
from sources.snapshots import FailureReason, FetchFailure, Snapshot
from sources.urls import BadUrl, web_address
from tests.sources.conftest import QUICK
from tests.sources.server import PAGE, PageServer

CASES: dict[str, Any] = tomllib.loads(Path("fixtures/cases/addresses/hosts.toml").read_text("utf-8"))


@pytest.mark.parametrize("address", CASES["inner"]["numbers"])
def test_inner_addresses(address: str) -> None:
    assert is_inner(address)


@pytest.mark.parametrize("address", CASES["outer"]["numbers"])
def test_outer_addresses(address: str) -> None:
    assert not is_inner(address)


@pytest.mark.parametrize("host", CASES["loopback"]["hosts"])
def test_no_spelling_leads_inside(server: PageServer, host: str) -> None:
    port = server.server_address[1]
    answer = Fetcher(deadline=2.0, limits=QUICK).fetch(f"http://{host}:{port}/ok")
    assert isinstance(answer, FetchFailure)
    assert answer.reason in {FailureReason.INNER_ADDRESS, FailureReason.BAD_URL, FailureReason.UNKNOWN_HOST}
    assert not server.seen.paths


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_what_is_opened_is_opened_in_the_spellings_that_name_it(server: PageServer, host: str) -> None:
    port = server.server_address[1]
    allowed = "[::ffff:7f00:1]" if host.startswith("[") else "127.0.0.1"
    fetcher = Fetcher(allow=(f"{allowed}:{port}",), deadline=2.0, limits=QUICK)
    answer = fetcher.fetch(f"http://{host}:{port}/ok")
    assert isinstance(answer, Snapshot)
    assert answer.body == PAGE


def test_opening_one_port_opens_no_other(server: PageServer) -> None:
    answer = Fetcher(allow=("127.0.0.1:1",), deadline=2.0, limits=QUICK).fetch(server.url("/ok"))
    assert isinstance(answer, FetchFailure)
    assert answer.reason is FailureReason.INNER_ADDRESS
    assert server.pair in answer.message


def test_a_name_that_changes_its_address_does_not_lead_inside(server: PageServer) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])

    def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    guard = Guard.of((), rebinding)
    assert guard.addresses("rebind.example", 80, 1.0) == ["93.184.215.14"]
    fetcher = Fetcher(deadline=2.0, limits=QUICK, resolver=rebinding)
    answer = fetcher.fetch(f"http://rebind.example:{server.server_address[1]}/ok")
    assert isinstance(answer, FetchFailure)
    assert answer.reason is FailureReason.INNER_ADDRESS
    assert not server.seen.paths


def test_a_name_with_one_inner_address_is_refused_as_a_whole() -> None:
    guard = Guard.of((), lambda host, port: ["93.184.215.14", "::ffff:10.0.0.1"])
    with pytest.raises(AddressRefused, match=r"mixed\.example") as refused:
        guard.addresses("mixed.example", 80, 1.0)
    assert refused.value.reason is FailureReason.INNER_ADDRESS


def test_a_name_is_resolved_once_and_its_next_address_tried(server: PageServer) -> None:
    asked = []

    def two(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.2", "127.0.0.1"]

    port = server.server_address[1]
    guard = Guard.of((f"two.example:{port}",), two)
    stream = GuardedBackend(guard, Deadline(3.0)).connect_tcp("two.example", port)
    assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
    stream.close()
    assert asked == ["two.example"]


def test_an_unknown_name_is_said_to_be_unknown() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    answer = Fetcher(deadline=1.0, limits=QUICK, resolver=nobody).fetch("http://nobody.example/")
    assert isinstance(answer, FetchFailure)
    assert answer.reason is FailureReason.UNKNOWN_HOST
    assert "nobody.example" in answer.message


def test_a_name_server_that_never_answers_does_not_hold_us(server: PageServer) -> None:
    def never(host: str, port: int) -> list[str]:
        with socket.create_connection(server.server_address[:2], timeout=5) as line:  # type: ignore[arg-type]
            line.recv(1)
        return []

    answer = Fetcher(deadline=0.3, limits=QUICK, resolver=never).fetch("http://silent.example/")
    assert isinstance(answer, FetchFailure)
    assert answer.reason is FailureReason.TOO_SLOW


def test_local_sockets_are_no_sources() -> None:
    with pytest.raises(AddressRefused):
        GuardedBackend(Guard(), Deadline(1.0)).connect_unix_socket("/run/service.sock")


def test_no_step_outlives_the_deadline() -> None:
    with pytest.raises(httpcore.ReadTimeout):
        Deadline(0.0).cap(5.0)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        (" https://example.org:443/a ", "https://example.org/a"),
        ("http://example.org:8080/a?b=c d".replace(" ", "%20"), "http://example.org:8080/a?b=c%20d"),
        ("http://bücher.example/straße", "http://xn--bcher-kva.example/stra%C3%9Fe"),
        ("http://例え.example/", "http://xn--r8jz45g.example/"),
        ("http://example.org./#part", "http://example.org/"),
        ("http://[2606:4700::1]:81/", "http://[2606:4700::1]:81/"),
        ("http://my_site.example.org/", "http://my_site.example.org/"),
    ],
)
def test_addresses_have_one_spelling(given: str, wanted: str) -> None:
    assert web_address(given).url == wanted


def test_a_relative_address_is_read_from_its_page() -> None:
    assert web_address("../b?c d#e", base="https://example.org/a/x/").url == "https://example.org/a/b?c%20d"
    with pytest.raises(BadUrl):
        web_address("mailto:a@example.org", base="https://example.org/")


def test_names_under_localhost_are_inner_whatever_a_name_server_says() -> None:
    guard = Guard.of((), lambda host, port: ["93.184.215.14"])
    for host in ("localhost", "any.localhost", "any.localhost."):
        with pytest.raises(AddressRefused, match="inner"):
            guard.addresses(host, 80, 1.0)


def test_a_dead_address_leaves_the_next_one_its_share_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    class Dead(httpcore.MockBackend):
        def connect_tcp(self, host: str, port: int, timeout: float | None = None, *_: Any) -> httpcore.NetworkStream:
            given.append(timeout or 0.0)
            raise httpcore.ConnectTimeout("nobody")

    backend = GuardedBackend(Guard.of((), lambda host, port: ["93.184.215.14", "93.184.215.15"]), Deadline(4.0))
    monkeypatch.setattr(backend, "_inner", Dead([]))
    with pytest.raises(httpcore.ConnectTimeout, match="nobody"):
        backend.connect_tcp("two.example", 80)
    assert given == pytest.approx([2.0, 4.0], abs=0.5)
