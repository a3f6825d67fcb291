"""Which hosts may be reached, and the network backend that holds to it.

A name is resolved once, every address it has is judged, and the connection goes to a judged address: neither a
redirect nor a name server that answers differently the second time leads inside.
"""

from __future__ import annotations

import contextlib
import math
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpcore

from sources.hosts import is_inner, is_local_name, numeric_host
from sources.snapshots import FailureReason

CONNECT_TIME = 10.0  # seconds to reach all addresses of a host; a server that is there answers within two

Resolver = Callable[[str, int], list[str]]


class AddressRefused(Exception):
    """A host that is not reached, with the reason for the reader."""

    def __init__(self, reason: FailureReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class Deadline:
    """A point in time by which a whole request must be done; another thread may bring it forward. Times in seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._part_end = math.inf
        self._over = threading.Event()
        self._lines: list[socket.socket] = []

    def remaining(self) -> float:
        """Seconds left; zero or less when the time is up."""
        return 0.0 if self._over.is_set() else self._end - time.monotonic()

    def extend(self, seconds: float) -> None:
        """Give back time that was not spent on the request itself, such as waiting for one's turn."""
        self._end += seconds

    @contextlib.contextmanager
    def part(self, seconds: float) -> Iterator[None]:
        """A part of the request with a shorter time of its own."""
        self._part_end = time.monotonic() + seconds
        try:
            yield
        finally:
            self._part_end = math.inf

    def wait(self, seconds: float) -> None:
        """Sleep, but not after the end was called."""
        self._over.wait(max(0.0, seconds))

    def hold(self, line: socket.socket) -> None:
        """Take note of an open connection, to be cut when the end is called."""
        self._lines.append(line)

    def call_end(self) -> None:
        """The time is up now: whatever waits for an answer stops waiting."""
        self._over.set()
        for line in self._lines:
            with contextlib.suppress(OSError):
                # Not the method of TLS sockets, which takes the encryption away from under whoever reads.
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def cap(self, timeout: float | None) -> float:
        """A timeout for one step: what is left of the whole and of the part, and no more than `timeout`.

        Raises:
            httpcore.ReadTimeout: the time is up.
        """
        left = min(self.remaining(), self._part_end - time.monotonic())
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the request or this part of it is up")
        return left if timeout is None else min(left, timeout)


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, in the order of preference of the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Guard:
    """Judges hosts. `allow` opens single inner `host:port` pairs, by name or by address (`[::1]:8000`)."""

    allow: frozenset[str] = frozenset()
    resolver: Resolver = field(default=resolve, repr=False)

    @classmethod
    def of(cls, allow: Iterable[str], resolver: Resolver = resolve) -> Guard:
        return cls(frozenset(pair.strip().lower() for pair in allow), resolver)

    def allows(self, host: str, port: int) -> bool:
        """Whether this very pair was opened."""
        return f"{host}:{port}" in self.allow or (":" in host and f"[{host}]:{port}" in self.allow)

    def addresses(self, host: str, port: int, timeout: float) -> list[str]:
        """The addresses of a host, all of them judged.

        Raises:
            AddressRefused: the host is unknown, or any of its addresses is inner and was not opened.
        """
        found = self._lookup(host, port, timeout)
        if self.allows(host, port):
            return found
        for address in found:
            if is_inner(address) and not self.allows(address, port):
                raise AddressRefused(
                    FailureReason.INNER_ADDRESS,
                    f"{_inner(host, address)}, and those are not reached unasked. If this server is meant, allow it: "
                    f"--allow-host {f'[{host}]' if ':' in host else host}:{port}, or allow_hosts in stet.toml",
                )
        return found

    def _lookup(self, host: str, port: int, timeout: float) -> list[str]:
        if is_local_name(host):
            return ["127.0.0.1"]
        try:
            numeric = numeric_host(host)
        except ValueError as error:
            raise AddressRefused(FailureReason.BAD_URL, f"{host} is no address: {error}") from error
        if numeric is not None:
            return [numeric]
        return _within(lambda: self.resolver(host, port), host, timeout)


def _inner(host: str, address: str) -> str:
    return f"{host} is an inner address" if host == address else f"{host} leads to the inner address {address}"


def _within(look_up: Callable[[], list[str]], host: str, timeout: float) -> list[str]:
    """Run a name look-up, which has no timeout of its own, for at most `timeout` seconds."""
    answer: list[list[str] | Exception] = []

    def work() -> None:
        try:
            answer.append(look_up())
        except (OSError, UnicodeError) as error:
            answer.append(error)

    worker = threading.Thread(target=work, daemon=True, name=f"look up {host}")
    worker.start()
    worker.join(timeout)
    if not answer:
        raise httpcore.ConnectTimeout(f"the name {host} was not resolved in time")
    found = answer[0]
    if isinstance(found, Exception) or not found:
        raise AddressRefused(
            FailureReason.UNKNOWN_HOST,
            f"no server is known by the name {host}. Check the spelling of the address and the network connection",
        )
    return found


class GuardedStream(httpcore.NetworkStream):
    """A connection on which every step ends with the deadline of the whole request."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, peer: tuple[str, int]) -> None:
        self._inner = inner
        self._deadline = deadline
        self._peer = peer
        deadline.hold(inner.get_extra_info("socket"))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wrapped = self._inner.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return GuardedStream(wrapped, self._deadline, self._peer)

    def get_extra_info(self, info: str) -> Any:
        # The socket does not know its peer any more once that has hung up.
        return self._peer if info == "server_addr" else self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to judged addresses only, within the deadline of one request."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first judged address of `host` that answers.

        Raises:
            AddressRefused: see `Guard.addresses`.
            httpcore.ConnectError, httpcore.ConnectTimeout: no address answers.
        """
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        addresses = self._guard.addresses(host, port, self._deadline.cap(timeout))
        for place, address in enumerate(addresses):
            # The time is shared out, so that one dead address does not use up the time of the next.
            share = self._deadline.cap(CONNECT_TIME) / (len(addresses) - place)
            try:
                stream = self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return GuardedStream(stream, self._deadline, (address, port))
        raise failure

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise AddressRefused(FailureReason.BAD_URL, f"{path} is a local socket, which is never a source")

    def sleep(self, seconds: float) -> None:
        self._deadline.wait(min(seconds, self._deadline.remaining()))
