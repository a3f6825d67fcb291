"""A check reads each text once, however many look at it: counted in runs of the finders, never in seconds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from claims import extract
from claims.check import CheckRequest, check_article
from sources.snapshots import Kept
from tests.claims.library.shelf import AT, BRIDGE, HARBOUR, filled

ARTICLE = (
    "Port Sellin handled 3.2 million tonnes of grain last year.\n\n"
    "“We dredge the channel again before the spring,” said Ilse Brandt. The port employs 7,412 people.\n"
)


def test_the_finders_read_each_text_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press = filled(tmp_path / "press")
    article, source = tmp_path / "article.txt", tmp_path / "source.txt"
    article.write_text(ARTICLE, "utf-8")
    source.write_text(f"{BRIDGE}\n" * 2, "utf-8")
    read: Counter[tuple[str, str]] = Counter()
    for name in ("find_quotes", "find_quantities"):
        finder = getattr(extract, name)

        def counted(text: str, language: str, name: str = name, finder: object = finder) -> object:
            assert callable(finder)
            read[name, text.strip()] += 1
            return finder(text, language)

        monkeypatch.setattr(extract, name, counted)
    report = check_article(CheckRequest(str(article), (str(source),), AT, libraries=(press,)), Kept())
    assert [one.finding.finding.value for one in report.claims] == ["match", "altered", "absent"]
    assert set(read.values()) == {1}
    texts = {ARTICLE.strip(), *(state.document.text.strip() for state in report.sources if state.document)}
    assert HARBOUR.strip() in texts
    assert set(read) == {(name, text) for name in ("find_quotes", "find_quantities") for text in texts}
