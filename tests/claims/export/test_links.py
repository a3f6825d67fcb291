"""Links that open a source at the passage."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given

from claims.export.sheet.links import passage_url
from tests.claims.ledger.strategies import any_text

URL = "https://a.example/page"
LONG = "one two three four five six " + "word " * 60 + "last but four three two one"


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("The bridge is not safe now.", {}, "#:~:text=The%20bridge%20is%20not%20safe%20now."),
        ("well-kept, A & B of the town", {}, "#:~:text=well%2Dkept%2C%20A%20%26%20B%20of%20the%20town"),
        ("34 million", {"before": "It cost ", "after": " euros."}, "#:~:text=It%20cost-,34%20million,-euros."),
        ("34 million", {"before": "One line.\n", "after": "\nNext."}, "#:~:text=34%20million"),
        ("two\u00a0 words over\ttwenty letters", {}, "#:~:text=two%20words%20over%20twenty%20letters"),
        ("First line here.\n\nSecond line there.", {}, "#:~:text=First%20line%20here.,Second%20line%20there."),
        (LONG, {}, "#:~:text=one%20two%20three%20four%20five,but%20four%20three%20two%20one"),
        ("字" * 301, {}, f"#:~:text={'%E5%AD%97' * 12},{'%E5%AD%97' * 12}"),
        ("  \n ", {}, ""),
    ],
)
def test_a_passage_is_named_so_that_browsers_find_it(text: str, around: dict[str, str], expected: str) -> None:
    assert passage_url(URL, text, **around) == URL + expected  # type: ignore[arg-type]


def test_other_fragments_and_pages() -> None:
    words = "The bridge is not safe now."
    assert passage_url(f"{URL}#part:~:text=x", words) == f"{URL}#part:~:text=The%20bridge%20is%20not%20safe%20now."
    assert passage_url(f"{URL}.pdf", words, page=3) == f"{URL}.pdf#page=3"


@pytest.mark.parametrize("url", ["", "report.pdf", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_web_addresses_are_links(url: str) -> None:
    assert passage_url(url, "words") == ""


@given(any_text, any_text, any_text)
def test_no_text_leaves_its_term(text: str, before: str, after: str) -> None:
    link = passage_url(URL, text, before=before, after=after)
    assert link.isascii()
    assert urlsplit(link)[:4] == urlsplit(URL)[:4]
    for part in urlsplit(link).fragment.removeprefix(":~:text=").split(","):
        assert "&" not in part
        assert "-" not in part.removeprefix("-").removesuffix("-")
        unquote(part, errors="strict")
