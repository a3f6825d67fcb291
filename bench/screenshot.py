"""Makes docs/review.svg: the review of the demo article, drawn by the real app over a real store.

python -m bench.screenshot
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from claims.check import CheckRequest, check_article
from claims.ledger.store import ClaimStore
from fixtures.demo import BUNDLE, PORT, serve
from sources.fetch import Fetcher
from tests.tui.states import offline
from tui.app import StetApp
from tui.desk import Desk

SVG = Path(__file__).parent.parent / "docs" / "review.svg"
SIZE = (140, 40)
AT = datetime(2026, 1, 12, 14, 7, 31, tzinfo=UTC)
"""The clock of the picture's reviewer."""

_WEB_FONTS = re.compile(r"@font-face \{[^}]*\}\s*")


def desk_of(store: ClaimStore, at: datetime) -> Desk:
    """The desk of the pictures' reviewer over a store, at a moment that does not pass."""
    return Desk(store, "M. Dupont", lambda: at, offline, open_reads=partial(ClaimStore.open, store.path, create=False))


async def draw(store: ClaimStore, article_id: str) -> str:
    """The screen after four verdicts, at a quote that lost its "not", as SVG without fonts from elsewhere."""
    app = StetApp(desk_of(store, AT), article_id=article_id)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v", "v", "v", "v", "j", "j", "j")
        await pilot.pause()
        return _WEB_FONTS.sub("", app.export_screenshot(title="stet review", simplify=True))


def picture() -> str:
    """Check the demo bundle over HTTP into a store of its own, decide a few claims, and draw the screen."""
    server = serve(BUNDLE / "sources", PORT)
    host = f"127.0.0.1:{server.server_address[1]}"
    sources = tuple(f"http://{host}/{page.name}" for page in sorted((BUNDLE / "sources").glob("*.html"), reverse=True))
    request = CheckRequest(str(BUNDLE / "article.txt"), sources, AT)
    with tempfile.TemporaryDirectory() as folder, ClaimStore.open(Path(folder) / "picture.db") as store:
        with Fetcher(allow=(host,)) as fetcher:
            report = check_article(request, fetcher, store)
        drawn = asyncio.run(draw(store, report.article_id))
    server.shutdown()
    server.server_close()
    return drawn


def main() -> None:
    """Draw it and write it."""
    SVG.write_text(picture(), "utf-8")
    print(SVG.name)


if __name__ == "__main__":
    main()
