"""A news site for a day of simulated time, on a real server: feeds that grow, change, fail and repeat themselves."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

START = datetime(2026, 3, 1, 0, 0, tzinfo=UTC)
EVERY_MINUTES = 10
"""The feed changes so often: three new articles each time."""

LISTED = 30
"""Entries that the feed shows at once."""

SOURCE = "<html lang=en><article><p>The bridge cost 12 million euros. It carries 4,000 people a day.</p></article>"


class Clock:
    """A clock that goes on when somebody waits."""

    def __init__(self) -> None:
        self.now = START
        self.waits = 0

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits += 1
        self.now += timedelta(seconds=seconds)

    @property
    def minutes(self) -> float:
        return (self.now - START).total_seconds() / 60


class Wire:
    """`/feed` with new articles and, now and then, a changed one; `/again` repeats some of them under other addresses.

    Every 40th article is not there at first, every 50th never; from the fifth to the sixth hour the feed itself fails.
    `told` is which version of which article the feeds have shown.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked: Counter[str] = Counter()
        self.answered: Counter[int] = Counter()
        self.told: set[tuple[int, int]] = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def address(self, path: str) -> str:
        return f"http://{self.host}{path}"

    @property
    def published(self) -> int:
        """How many articles there are by now."""
        return 3 * (int(self.clock.minutes) // EVERY_MINUTES + 1)

    def version(self, number: int) -> int:
        """Every twelfth article is changed once, 45 minutes after it came out, while it is still in the feed."""
        age = self.clock.minutes - number // 3 * EVERY_MINUTES
        return 2 if number % 12 == 0 and age >= 45 else 1

    def article(self, number: int) -> str:
        people = 4000 if self.version(number) == 2 else 4001 + number
        return (
            f"<html lang=en><title>Story {number}</title><article><h1>Story {number}</h1>"
            f"<p>The bridge number {number} cost 12 million euros, the mayor said on the day it was opened. "
            f"It carries {people} people a day, as the county has counted.</p></article>"
        )

    def page(self, path: str) -> tuple[int, str, str]:
        """Status, media type and body of what stands at a path now."""
        name, _, number = path.strip("/").partition("/")
        if name == "source":
            return 200, "text/html", SOURCE
        if name in {"feed", "again"}:
            fails = name == "feed" and 300 <= self.clock.minutes < 360
            return (503, "text/plain", "") if fails else (200, "application/rss+xml", self.feed(name))
        n = int(number)
        if n >= self.published or n % 50 == 49 or (n % 40 == 39 and self.asked[path] == 1):
            return 404, "text/plain", "no"
        return 200, "text/html", self.article(n)

    def feed(self, name: str) -> str:
        """The newest articles; `again` has every twentieth of them, under an address of its own."""
        step, folder = (20, "copy") if name == "again" else (1, "story")
        newest = range(max(0, self.published - LISTED), self.published)
        self.told |= {(n, self.version(n)) for n in newest if n % step == 0}
        items = "".join(
            f"<item><title>Story {n}</title><link>{self.address(f'/{folder}/{n}')}</link>"
            f"<pubDate>{format_datetime(self._changed(n))}</pubDate></item>"
            for n in reversed(newest)
            if n % step == 0
        )
        return f"<rss version='2.0'><channel><title>Wire</title><ttl>5</ttl>{items}</channel></rss>"

    def _changed(self, number: int) -> datetime:
        out = START + timedelta(minutes=number // 3 * EVERY_MINUTES)
        return out + timedelta(minutes=45) if self.version(number) == 2 else out

    def _handler(wire) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - `self` is the handler's
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wire.asked["".join(self.path)] += 1  # a text of the wire's own, so that what it holds can be told apart
                status, kind, text = wire.page(self.path)
                body = text.encode()
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                if status == 200 and self.headers.get("If-None-Match") == etag:
                    status, body = 304, b""
                wire.answered[status] += 1
                self.send_response(status)
                if status == 503:
                    self.send_header("Retry-After", "1200")
                if status in {200, 304}:
                    self.send_header("ETag", etag)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
