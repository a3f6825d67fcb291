"""Every text on the screen is the stored text, letter by letter, whatever it is made of."""

from __future__ import annotations

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.ledger.review import SourceText
from claims.model import Finding, FindingKind
from tests.tui.screens import review_of
from tests.tui.states import evidence, quote_claim, state_of
from tui.display import one_line, shown

PIECES = st.sampled_from([
    "[sic]", "[/x]", "[", "]", "[@click=app.quit]", "\\[", "[b]", "[/]", "{x}", "$y", "中文", ",", "é", "e\u0301",
    "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627", "\x1b[31m", "\x1b]8;;x\x07", "\u202e", "\u200b",
    "\x00", "\x9b", "\ud800", "&amp;", "<b>", "%s", "a", "1,5 %", "-", "+", "=", "`", "*", "_", "~",
])  # fmt: skip
WORDS = st.lists(PIECES, min_size=1, max_size=6).map("".join)


def squeezed(text: str) -> str:
    return "".join(text.split())


async def seen(words: list[str]) -> None:
    """Looks at each of the words as claim, speaker, passage, source, finding and note."""
    text = "\n\n".join(f"{number} « {each} »" for number, each in enumerate(words))
    body = "\n\n".join(f"{number} {each}" for number, each in enumerate(words))
    source = SourceText("s.html", "read", "", "en", "", body)
    items = tuple(
        (
            quote_claim(text, each, each),
            Finding(FindingKind.ALTERED, "", evidence("s.html", body, each, speaker=each), (), 0.5, (each,)),
        )
        for each in words
    )
    async with review_of(state_of(text, items, (source,)), (100, 60)) as desk:
        for each in words:
            for pane, wanted in (("claim", shown(each)), ("evidence", shown(each)), ("finding", one_line(each))):
                lines = [strip.text for strip in desk.app.screen.query_one(f"#{pane}")._strips]  # type: ignore[attr-defined]
                assert squeezed(wanted) in squeezed("".join(lines)), pane
            row = next(line for line in desk.lines if "▸" in line)
            assert squeezed(one_line(each))[:3] in squeezed(row)
            assert not set(desk.text) & set("\x1b\x9b\x00\u202e\u200b\x07\ud800")
            await desk.press("j")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=4, unique=True))
def test_what_is_stored_is_what_is_seen(words: list[str]) -> None:
    asyncio.run(seen(words))


def test_the_worst_of_them() -> None:
    asyncio.run(seen(["[sic]", "[/x]", "中文[/]", "\u202eab\u05e9", "\x1b]8;;x\x07y", "[@click=app.quit]x[/]"]))
