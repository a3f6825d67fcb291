"""The sheet as Markdown, read back by markdown-it: what it says, and that no foreign text becomes anything but text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.export.exporters import Contents
from claims.export.sheet.markdown import escaped, render
from tests.claims.export.sheet_reading import markdown_text, markdown_tokens
from tests.claims.export.stores import acted_review, hostile_review
from tests.claims.ledger.strategies import any_text

tricky = st.text(st.sampled_from(list("\n\t #>-+=*_`~[]()!<&;:/.w1|\\$@{}ab\u202e\x00")), max_size=24)


@given(any_text | tricky)
@example("# a\n> b\n- c\n1. d\n---\n```\ne")
@example("    code\n\n\ttext ")
@example("a\n\n\n===\n")
@example("<script>alert(1)</script> https://evil.example www.evil.example a@b.example ![x](y) [x]: y")
@example("&amp; &#0; \\ \\\\ U+202E `U+202E`")
def test_a_reader_of_markdown_sees_the_same_letters(text: str) -> None:
    for written in (f"x {escaped(text)} x", f"- x {escaped(text)} x".replace("\n", "\n  "), f"# x {escaped(text)} x"):
        if written.startswith("#") and "\n" in text:
            continue
        tokens = markdown_tokens(written)
        assert markdown_text(tokens) == f"x {text} x"
        kinds = {part.type for token in tokens for part in token.children or ()}
        assert kinds <= {"text", "hardbreak", "code_inline", "text_special"}


@given(any_text | tricky)
def test_a_text_that_begins_a_block_is_text(text: str) -> None:
    tokens = markdown_tokens(escaped(text))
    assert markdown_text(tokens) == text
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


@given(any_text | tricky, any_text | tricky, any_text | tricky)
def test_no_text_breaks_the_sheet(name: str, note: str, reviewer: str) -> None:
    tokens = markdown_tokens(render(Contents((hostile_review(name, note, reviewer),)), {}))
    headings = [markdown_text([tokens[n + 1]]) for n, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == ["The bridge", "To change", "The article", "Claims", "Claim 1", "Claim 2", "Sources"]
    lines = [markdown_text([token]) for token in tokens if token.type == "inline"]
    assert f"Article: {name}" in lines or (not name and "Article:" in lines)
    assert f"Note: {note}" in lines or not note
    assert f"Decided: disputed by {reviewer}, 4 March 2026, 09:30 UTC" in lines


def test_it_says_what_the_page_says() -> None:
    text = render(Contents((acted_review(),)), {}).decode()
    for words in (
        "# The bridge",
        "**✗ Not ready** 1 open, 1 disputed, 1 of the sources not read",
        "Second reader: Ann",
        "Claims: 1 of 2 decided: 1 disputed; 1 open",
        "- [Claim 1](#claim-1): **−**is safe**−** **\\+**is not safe**\\+**, asked for by Kim (ring them)",
        "Mayor Ana Brook said: “⟦The bridge is safe.⟧[1✗](#claim-1)”",
        "> Mayor Brook told us: “⟦The bridge is not safe.⟧” It cost 1.4 million euros.",
        "Difference: The bridge is **−**not**−**  safe.",
        "Flag: ⚑ flagged",
        "http\\://gone.example/: failed: 404 Not Found",
    ):
        assert words in text


@pytest.mark.parametrize("count", [0, 2])
def test_of_several_reviews_each_has_its_own_claims(count: int) -> None:
    text = render(Contents((acted_review(),) * count), {}).decode()
    assert text.startswith(f"# Sign-off sheets of {count} articles\n")
    assert text.count("#### Claim ") == 2 * count
    assert ("[1✗](#claim-2-1)" in text) == (count == 2)
