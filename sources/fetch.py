"""Fetching pages safely: the only room that speaks HTTP.

Pages come from strangers. So every step has a bound: which addresses are reached (`addresses`), how long a whole
request may take, how large a body may be before and after decoding, how many redirects are followed. What goes
wrong is a `FetchFailure` with a reason, never an exception.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from types import TracebackType

import httpcore
import httpx

from sources.addresses import CONNECT_TIME, AddressRefused, Deadline, Guard, GuardedBackend, Resolver, resolve
from sources.answers import NOT_MODIFIED, REDIRECTS, ROUND, Answer, Call, Headers, Line, Trip, judged
from sources.challenges import MAX_CHALLENGE
from sources.document import PageWarning, Warn
from sources.headers import conditions, retry_after, user_agent_for
from sources.robots import MAX_ROBOTS, Robots, RobotsFiles
from sources.snapshots import FailureReason, FetchFailure, Snapshot
from sources.turns import Turns
from sources.unpacking import ACCEPT_ENCODING, BadContent
from sources.urls import PORTS, BadUrl, WebAddress, web_address

DEADLINE = 14.0  # seconds for a page with all its redirects and retries: a person waits no longer for one
MAX_BODY = 10 * 1024 * 1024  # bytes on the wire; news pages are below 1 MB, long reports below 5

OnBytes = Callable[[str, int], None]

_TRY_AGAIN = {429, 502, 503, 504}
_EXPECTED = (
    AddressRefused,
    BadUrl,
    BadContent,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may use beside its time and the size of the body as sent, and whom it asks beside.

    `max_decoded` in bytes; `first_wait` in seconds before the second attempt, doubled before each further one;
    `gap` in seconds between two requests to one host (none for hosts that were opened with `allow`); `header_time`
    in seconds from the start of a request to the end of the answer's headers; `robots` says whose robots.txt is read,
    once each, to warn where it refuses programs.
    """

    max_decoded: int = 20 * 1024 * 1024  # text shrinks to a quarter when packed, a bomb to a thousandth
    max_redirects: int = 8  # browsers follow 20; real chains are below 6
    attempts: int = 3
    first_wait: float = 0.5
    gap: float = 1.0
    header_time: float = 10.0
    robots: Robots = Robots.PUBLIC


class _GuardedTransport(httpx.BaseTransport):
    """Sends each request over a connection of its own, guarded and bound to the request's deadline."""

    def __init__(self, guard: Guard, context: ssl.SSLContext, proxy: WebAddress | None) -> None:
        self._guard = guard
        self._context = context
        self._proxy = proxy

    def _pool(self, request: httpx.Request, deadline: Deadline) -> httpcore.ConnectionPool:
        """What the request is sent over: a connection to a judged address, or to the proxy that the desk has set."""
        if self._proxy is None:
            backend = GuardedBackend(self._guard, deadline)
            return httpcore.ConnectionPool(ssl_context=self._context, network_backend=backend, max_connections=1)
        port = request.url.port or PORTS[request.url.scheme]
        self._judge(request.url.host, port, deadline)
        door = Guard.of((f"{self._proxy.host}:{self._proxy.port}",), self._guard.resolver)
        return httpcore.HTTPProxy(
            self._proxy.url,
            ssl_context=self._context,
            network_backend=GuardedBackend(door, deadline),
            max_connections=1,
        )

    def _judge(self, host: str, port: int, deadline: Deadline) -> None:
        """Refuse a host that leads inside from here; a name that only the proxy can look up is left to it."""
        try:
            self._guard.addresses(host, port, deadline.cap(CONNECT_TIME))
        except AddressRefused as refused:
            if refused.reason is not FailureReason.UNKNOWN_HOST:
                raise

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        deadline = request.extensions["deadline"]
        pool = self._pool(request, deadline)
        core = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
        )
        try:
            response = pool.handle_request(core)
        except BaseException:
            pool.close()
            raise
        # The client would take a Location apart, and give up on what browsers follow. It gets its cookies only.
        return httpx.Response(
            response.status,
            headers=[(name, value) for name, value in response.headers if name.lower() != b"location"],
            stream=_PoolStream(pool, response),
            extensions={**response.extensions, "headers": response.headers},
        )


class _PoolStream(httpx.SyncByteStream):
    """A body that closes its connection when done."""

    def __init__(self, pool: httpcore.ConnectionPool, response: httpcore.Response) -> None:
        self._pool = pool
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
        self._pool.close()


class Fetcher:
    """Fetches pages by GET, over http and https, from public addresses only; `call` also asks a service.

    May be used by several threads at once: different hosts are asked side by side, one host one request at a time.

    Args:
        allow: inner `host:port` pairs that may be reached all the same, such as `127.0.0.1:8000`.
        deadline: seconds for a whole fetch, redirects and retries included.
        max_body: bytes of a body as sent.
        contact: where a server's keeper may reach the desk, a web or mail address; sent with every request.
        ssl_context: whose roots are trusted; those of certifi by default. There is no way round a bad certificate.
        proxy: an http address through which all is sent; none by default, whatever the environment says. Addresses
            are judged all the same, but it is the proxy that connects.
        on_bytes: told the address that was asked for and how many bytes of its page have come so far.

    Raises:
        ValueError: a contact that cannot stand in a header, or a proxy that is no http address.
    """

    def __init__(  # noqa: PLR0913 - one for each thing that a desk may set
        self,
        allow: Iterable[str] = (),
        deadline: float = DEADLINE,
        max_body: int = MAX_BODY,
        *,
        limits: Limits | None = None,
        contact: str = "",
        ssl_context: ssl.SSLContext | None = None,
        resolver: Resolver = resolve,
        proxy: str = "",
        on_bytes: OnBytes = lambda _, __: None,
    ) -> None:
        self._on_bytes = on_bytes
        self._deadline = deadline
        self._max_body = max_body
        self._limits = limits or Limits()
        self._guard = Guard.of(allow, resolver)
        self._turns = Turns(self._limits.gap)
        self._no_gap = Turns(0.0)
        self._user_agent = user_agent_for(contact)
        self._given_context = ssl_context
        self._proxy = web_address(proxy) if proxy else None
        self._robots = RobotsFiles(self._ask_robots)
        self._under_way: set[Deadline] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop waiting: fetches under way in other threads, and any that come after, end at once as too slow."""
        with self._lock:
            self._closed = True
            for deadline in self._under_way:
                deadline.call_end()

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return self._given_context or httpx.create_ssl_context(trust_env=False)

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        """Fetch one page.

        Args:
            known: a copy kept from before; the server is asked whether it still holds, and if so that copy comes
                back with the time of this fetch.
        """
        trip = Trip(url, Deadline(self._deadline), known, self._max_body, self._limits.attempts)
        answer = self._travel(trip)
        if isinstance(answer, FetchFailure) or trip.unchanged:
            return answer
        return self._with_robots(answer, trip.deadline)

    def call(self, url: str, call: Call) -> Snapshot | FetchFailure:
        """Ask a service that the desk has set, once: led nowhere else, so that a key reaches nobody it is not for."""
        return self._travel(Trip(url, Deadline(self._deadline), None, self._max_body, attempts=1, call=call))

    def _with_robots(self, page: Snapshot, deadline: Deadline) -> Snapshot:
        """A page with a warning if its server asks programs to leave it alone."""
        target = web_address(page.final_url)
        opened = self._guard.allows(target.host, target.port)
        if self._limits.robots is Robots.NONE or (opened and self._limits.robots is not Robots.ALL):
            return page
        if not self._robots.refuse(target, deadline.remaining()):
            return page
        message = f"{target.host} asks programs to leave this page alone (robots.txt); it was fetched for a person"
        return replace(page, warnings=(*page.warnings, PageWarning(Warn.ROBOTS_DISALLOW, message)))

    def _ask_robots(self, url: str, seconds: float) -> Snapshot | FetchFailure:
        return self._travel(Trip(url, Deadline(seconds), None, MAX_ROBOTS, attempts=1))

    def _travel(self, trip: Trip) -> Snapshot | FetchFailure:
        """Go where an address leads, unless the fetcher is closed or time is up."""
        with self._lock:
            self._under_way.add(trip.deadline)
            if self._closed:
                trip.deadline.call_end()
        try:
            return self._follow(trip)
        except _EXPECTED as error:
            return trip.failure(*self._explained(error, trip.deadline))
        finally:
            with self._lock:
                self._under_way.discard(trip.deadline)

    def _explained(self, error: Exception, deadline: Deadline) -> tuple[FailureReason, str]:
        """The reason and the words for what went wrong on the way."""
        match error:
            case AddressRefused():
                said = error.reason, error.message
            case BadUrl():
                said = FailureReason.BAD_URL, f"{error}. Give a plain http or https address"
            case BadContent():
                said = FailureReason(error.kind), f"{error}. Save the page and give the file instead"
            case _ if deadline.remaining() <= 0:
                said = FailureReason.TOO_SLOW, f"no whole answer in {self._deadline:g} seconds. Try again later"
            case httpcore.ReadTimeout() | httpcore.WriteTimeout():
                wait = f"{self._limits.header_time:g} seconds"
                said = FailureReason.TOO_SLOW, f"no beginning of an answer in {wait}. Try again later"
            case httpcore.NetworkError() if _is_tls(error):
                said = FailureReason.TLS, f"its certificate or its encryption does not hold ({error}). Do not trust it"
            case httpcore.ProxyError():
                said = FailureReason.CONNECT, f"the proxy refuses it{_why(error)}. Check the setting proxy"
            case httpcore.NetworkError() | httpcore.TimeoutException():
                said = FailureReason.CONNECT, f"no connection{_why(error)}. Try again later, or give a saved copy"
            case _:
                said = FailureReason.PROTOCOL, f"the server does not speak proper HTTP ({error}). Give a saved copy"
        return said

    def _follow(self, trip: Trip) -> Snapshot | FetchFailure:
        """Follow redirects one by one, each judged like a first address."""
        target = web_address(trip.url)
        with httpx.Client(
            transport=_GuardedTransport(self._guard, self._context, self._proxy), trust_env=False
        ) as client:
            while True:
                answer = self._ask(client, target, trip)
                onward = "" if answer.is_challenge or trip.call else answer.leads_to
                if not onward:
                    return judged(trip, target, answer, self._limits.max_decoded)
                if len(trip.redirects) >= self._limits.max_redirects:
                    return trip.failure(
                        FailureReason.TOO_MANY_REDIRECTS,
                        f"it leads on more than {self._limits.max_redirects} times. {ROUND}",
                    )
                following = web_address(onward, base=target.url)
                if (target.scheme, following.scheme) == ("https", "http"):
                    message = f"{target.host} leads on to an address without encryption, {following.url}"
                    trip.warnings.append(PageWarning(Warn.DOWNGRADED, message))
                trip.redirects.append(following.url)
                target = following

    def _ask(self, client: httpx.Client, target: WebAddress, trip: Trip) -> Answer:
        """Ask one server, again where it is out of reach or asks for patience, inside the deadline."""
        wait = self._limits.first_wait
        turns = self._no_gap if self._guard.allows(target.host, target.port) else self._turns
        for attempt in range(1, trip.attempts + 1):
            last = attempt == trip.attempts
            try:
                with turns.of(target.host, trip.deadline):
                    answer = self._send(client, target, trip)
            except httpcore.ConnectError as error:
                if last or _is_tls(error) or wait >= trip.deadline.remaining():
                    raise
                pause = wait
            else:
                if answer.status not in _TRY_AGAIN or last or answer.is_challenge:
                    return answer
                pause = retry_after(answer.header("retry-after"), wait)
                if pause >= trip.deadline.remaining():
                    return answer
            trip.deadline.wait(pause)
            wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def _send(self, client: httpx.Client, target: WebAddress, trip: Trip) -> Answer:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
            "Accept-Encoding": ACCEPT_ENCODING,
            "Connection": "close",
            **conditions(trip.known, target),
            **(trip.call.headers if trip.call else {}),
        }
        method, content = trip.call.request if trip.call else ("GET", None)
        extensions = {"deadline": trip.deadline}
        request = client.build_request(method, target.url, headers=headers, content=content, extensions=extensions)
        with trip.deadline.part(self._limits.header_time):
            response = client.send(request, stream=True, follow_redirects=False)
        try:
            line = _line(response, through=self._proxy is not None)
            body = _body(response, trip.max_body, lambda count: self._on_bytes(trip.url, count))
        finally:
            response.close()
        came = _as_text(response.extensions["headers"])
        return Answer(response.status_code, came, body, _as_text(request.headers.raw), line)


def _as_text(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers)


def _line(response: httpx.Response, *, through: bool) -> Line:
    """Who is at the other end of an open connection; through a proxy, at which address that is cannot be told."""
    stream: httpcore.NetworkStream = response.extensions["network_stream"]
    address = "" if through else str(stream.get_extra_info("server_addr")[0])
    secured = stream.get_extra_info("ssl_object")
    if secured is None:
        return Line(address)
    return Line(address, secured.version(), sha256(secured.getpeercert(True)).hexdigest())


def _body(response: httpx.Response, max_body: int, on_bytes: Callable[[int], None]) -> bytes:
    """The body as sent. Of an error the beginning will do, and none of a redirect."""
    if response.status_code in REDIRECTS or response.status_code == NOT_MODIFIED:
        return b""
    failed = response.status_code >= 400
    limit = MAX_CHALLENGE if failed else max_body
    declared = response.headers.get("content-length", "")
    if not failed and declared.isdecimal() and len(declared) < 20 and int(declared) > limit:
        raise BadContent("too_big", f"the page is {declared} bytes long, more than {limit}")
    body = BytesIO()
    try:
        for part in response.iter_raw():
            body.write(part)
            on_bytes(body.tell())
            if body.tell() > limit:
                if failed:
                    break
                raise BadContent("too_big", f"the page is longer than {limit} bytes")
    except (httpcore.RemoteProtocolError, httpcore.ReadError) as error:
        if not failed:
            raise BadContent("truncated", "the connection ended before the page did") from error
    return body.getvalue()


def _why(error: Exception) -> str:
    """The system's own words for an error, in brackets and without their number; nothing where it has none."""
    words = str(error)
    if words.startswith("[Errno "):
        words = words.partition("] ")[2]
    return f" ({words})" if words else ""


def _is_tls(error: Exception) -> bool:
    return isinstance(error.__cause__ or error.__context__, ssl.SSLError)
