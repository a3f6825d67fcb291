"""The screens in a browser, on this machine only: textual-serve behind a secret, and without a request to anybody."""

from __future__ import annotations

import hmac
import secrets
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

from tui.diagnostics import Exit
from tui.output import say
from tui.settings import Settings

HOST = "127.0.0.1"
TOKEN = "token"  # noqa: S105 - the name of a parameter
COOKIE = "stet-token"

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' ws://{host}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
"""What the page may load: itself. The page of textual-serve asks a stranger for a font, which this keeps it from."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def serve_review(article: str, settings: Settings, port: int) -> Exit:
    """Serves the desk until it is interrupted, and prints the one address at which it can be opened."""
    DeskServer(_command(article, settings), port or _free_port(), secrets.token_urlsafe(32)).serve()
    return Exit.DONE


def _command(article: str, settings: Settings) -> str:
    """What each visitor gets: the screen of this store, in a process of its own."""
    program = [sys.executable, "-c", "from tui.cli import main; main()", "review", "--db", str(settings.db.absolute())]
    by = ["--by", settings.reviewer] if settings.reviewer else []
    named = ["--", str(Path(article).absolute()) if Path(article).is_file() else article] if article else []
    return shlex.join([*program, *by, *named])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class DeskServer(Server):
    """Answers only to whoever has the secret, under this machine's own name, from a page of its own."""

    def __init__(self, command: str, port: int, token: str) -> None:
        super().__init__(command, host=HOST, port=port, title="stet")
        self._token = token
        self._names = {f"{HOST}:{port}", f"localhost:{port}"}

    @property
    def address(self) -> str:
        return f"{self.public_url}/?{TOKEN}={self._token}"

    def serve(self, debug: bool = False) -> None:  # noqa: ARG002 - the shape is that of the library
        """Answers until it is interrupted. The address is said once it can be opened; nothing is logged: a log would
        hold the secret.
        """
        web.run_app(self._make_app(), host=HOST, port=self.port, access_log=None, print=self._say)

    def _say(self, *_: object) -> None:
        say(f"open {self.address}\nonly on this machine, and only with this address; ctrl+c ends it")

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing yet: nobody can be answered before the port is open."""

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self.guarded(request, handler)

        app.middlewares.append(guard)
        return app

    async def guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuses a wrong name (a page elsewhere that leads here), a wrong origin, and whoever has no secret."""
        origin = request.headers.get("Origin")
        if request.host not in self._names or (origin and origin.removeprefix("http://") not in self._names):
            raise web.HTTPForbidden(text="stet answers only on this machine, to a page of its own")
        given = request.query.get(TOKEN) or request.cookies.get(COOKIE, "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            raise web.HTTPForbidden(text="open the address that stet printed: it has a secret in it")
        response = await handler(request)
        if not response.prepared:
            response.set_cookie(COOKIE, self._token, httponly=True, samesite="Strict")
            response.headers["Content-Security-Policy"] = POLICY.format(host=request.host)
            response.headers["Referrer-Policy"] = "no-referrer"
        return response
