"""The screens in a browser: only on this machine, only with the secret, and nothing from elsewhere."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from aiohttp.test_utils import TestClient, TestServer  # noqa: E402

from tui.serving import HOST, DeskServer, _command, _free_port  # noqa: E402
from tui.settings import Settings  # noqa: E402

SECRET = "a-secret"


@pytest.fixture
def server(tmp_path: Path) -> DeskServer:
    return DeskServer(_command("", Settings(db=tmp_path / "stet.db", reviewer="MD")), _free_port(), SECRET)


async def client_of(server: DeskServer) -> TestClient:  # type: ignore[type-arg]
    client = TestClient(TestServer(await server._make_app(), host=HOST, port=server.port))
    await client.start_server()
    return client


async def test_without_the_secret_nothing_is_answered(server: DeskServer) -> None:
    client = await client_of(server)
    try:
        for path in ("/", "/?token=wrong", "/ws", "/static/js/textual.js", "/download/x"):
            answer = await client.get(path)
            assert answer.status == 403
            assert "stet printed" in await answer.text()
        for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            answer = await client.get(f"/?token={SECRET}", headers=headers)
            assert answer.status == 403
    finally:
        await client.close()


async def test_with_it_the_page_comes_and_loads_nothing_from_elsewhere(server: DeskServer) -> None:
    client = await client_of(server)
    try:
        answer = await client.get(server.address.removeprefix(server.public_url))
        assert answer.status == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy
        assert f"ws://{HOST}:{server.port}" in policy
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert (await client.get("/static/js/textual.js")).status == 200
    finally:
        await client.close()


async def test_the_screen_comes_through_the_browser(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "from tui.cli import main; main()", "review", "--serve"]
    environment = os.environ | {"STET_DB": str(tmp_path / "stet.db"), "PYTHONPATH": str(Path.cwd())}
    served = await asyncio.create_subprocess_exec(*program, env=environment, stdout=asyncio.subprocess.PIPE)
    assert served.stdout is not None
    try:
        async with asyncio.timeout(90):
            address = (await served.stdout.readline()).decode().split()[-1]
            base = address.partition("?")[0]
            jar = aiohttp.CookieJar(unsafe=True)
            async with aiohttp.ClientSession(cookie_jar=jar) as browser:
                assert (await browser.get(base)).status == 403
                assert (await browser.get(address)).status == 200
                async with browser.ws_connect(f"{base}ws?width=80&height=24") as socket:
                    seen = ""
                    while "No article yet" not in seen:
                        data = (await socket.receive()).data
                        seen += data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data)
    finally:
        served.send_signal(signal.SIGINT)
        await served.wait()
    assert served.returncode in {0, 130}
