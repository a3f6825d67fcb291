"""Makes docs/review.svg: the review of the demo article, drawn by the real app over a real store.

python -m bench.screenshot
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from claims.check import CheckRequest, check_article
from claims.ledger.store import ClaimStore
from fixtures.demo import BUNDLE
from sources.fetch import Fetcher
from tui.app import StetApp

SVG = Path(__file__).parent.parent / "docs" / "review.svg"
SIZE = (140, 40)
AT = datetime(2026, 1, 12, 14, 7, 31, tzinfo=UTC)
"""The clock of the picture: the same at every run, so that the picture changes only with the app."""


async def draw(store: ClaimStore, article_id: str) -> str:
    """The screen after four verdicts, as SVG."""
    app = StetApp(store.review(article_id), store.record, reviewer="M. Dupont", clock=lambda: AT)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v", "v", "v", "v")
        await pilot.pause()
        return app.export_screenshot(title="stet review", simplify=True)


def main() -> None:
    """Check the demo bundle into a store of its own, decide a few claims, and draw the screen."""
    sources = tuple(str(page) for page in sorted((BUNDLE / "sources").glob("*.html"), reverse=True))
    with tempfile.TemporaryDirectory() as folder, ClaimStore.open(Path(folder) / "picture.db") as store:
        with Fetcher() as fetcher:
            report = check_article(CheckRequest(str(BUNDLE / "article.txt"), sources, AT), fetcher, store)
        SVG.write_text(asyncio.run(draw(store, report.article_id)), "utf-8")
    print(SVG)


if __name__ == "__main__":
    main()
