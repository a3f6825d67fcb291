"""The review at every size: nothing crashes, nothing is hidden that a decision needs, the place is kept."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from claims.grouping import grouped
from claims.ledger.review import ReviewState
from sources.document import Span
from tests.tui.screens import SIZES, review_of
from tests.tui.states import HOSTILE, bridge, endless, hostile, many, unread, without_claims
from tui.context import in_context
from tui.display import one_line, plain, shown

OPENING = ("o", "enter", "O", "?", "w", "e", "s", "a", "F", "y", "S", "E", "/")
EVERYTHING = (
    "j",
    "v",
    "d",
    "n",
    "a",
    "escape",
    "space",
    "]",
    "z",
    "Z",
    *(
        word
        for key in ("o", "enter", "O", "?", "w", "e", "s", "a", "F", "y", "S", "E", "/")
        for word in (key, "escape")
    ),
    "f",
    "u",
    "2",
    "+",
    "tab",
    "G",
)
STATES = {"bridge": bridge(), "hostile": hostile(), "unread": unread(), "empty": without_claims(), "many": many(200)}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
async def test_no_size_and_no_key_crashes(size: tuple[int, int], state: ReviewState) -> None:
    async with review_of(state, size) as desk:
        await desk.press(*EVERYTHING)
        assert len(desk.lines) == size[1]
        assert all(cell_len(line) == size[0] for line in desk.lines)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)], ids=str)
async def test_all_parts_are_there(size: tuple[int, int]) -> None:
    async with review_of(bridge(), size) as desk:
        await desk.press("j")
        for words in (
            "valmer.txt · fr",
            "0/4 reviewed  ✓0 ✗0 ?0 –0 ·4",
            "Claim 2 · quote · said by Odile Brac",
            "Evidence 1/1 · en · harbour.html",
            "altered: words changed",
            "-harbour",
            "+du port+",
            "why      du port / harbour school",
            "note     –",
            "v verified",
            "? keys",
        ):
            assert words in desk.text
        assert "Nousn’avonsjamaisfermél’écoleduport" in desk.unfolded or size != (80, 24)


async def test_the_wide_layout_has_article_facts_and_history() -> None:
    async with review_of(bridge(), (140, 40)) as desk:
        await desk.press("v", "k")
        for words in ("Article, line 3", "value    12\u202f500\u202f000", "MD  verified", "sha ", "reviewer MD"):
            assert words in desk.text


async def test_numbers_show_both_values_and_why() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("j", "j")
        assert "article  40\u202f000 habitants (about)   source  14\u202f000 people" in desk.text
        assert "why      40 000 is not 14 000" in desk.text


async def test_what_was_searched_and_what_was_not() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("G")
        for words in (
            "searched  harbour.html (en)",
            "searched  桥.html (zh)",
            "http://gone.example/x: failed: http_status",
        ):
            assert words in desk.text


@pytest.mark.parametrize("size", [(59, 16), (60, 15), (40, 10), (10, 3), (1, 1)], ids=str)
async def test_a_small_terminal_says_what_it_needs_and_decides_nothing(size: tuple[int, int]) -> None:
    async with review_of(bridge(), size) as desk:
        await desk.press("v", "d", "space", "z")
        assert desk.log.recorded == []
        if size[0] >= 40:
            assert "stet needs 60x16" in desk.text
        await desk.press("q")
        assert not desk.app.is_running


async def test_resizing_keeps_the_place() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("j", "j", "]")
        for width, height in ((140, 40), (10, 3), (60, 16), (100, 30), (80, 24)):
            await desk.pilot.resize_terminal(width, height)
            await desk.pilot.pause()
        assert desk.pointed_at == 3
        assert "Evidence 2/2" in desk.text


async def test_the_marked_words_are_in_view_and_in_reverse() -> None:
    async with review_of(many(300), (60, 16)) as desk:
        await desk.press("G")
        assert desk.pointed_at == 300
        strips = desk.app.screen._compositor.render_strips()
        reversed_words = "".join(s.text for strip in strips for s in strip if s.style and s.style.reverse)
        assert "compte 300\u00a0000 habitants" in reversed_words


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_shown_letter_by_letter(words: str) -> None:
    position = HOSTILE.index(words)
    async with review_of(hostile(), (140, 40)) as desk:
        await desk.press(*["j"] * position)
        line = next(line for line in desk.lines if "▸" in line)
        assert one_line(words)[:10] in line
        assert f"speaker  {shown(words)}" in desk.text
        assert f"why      {shown(words)}" in desk.text
        assert not [c for c in desk.text if c in "\x1b\x9b\x00\u202e\u202c\ud800"]


async def test_a_claim_of_a_million_letters_is_cut_and_says_so() -> None:
    async with review_of(endless()) as desk:
        await desk.press("o", "escape", "O", "escape", "v", "z")
        assert desk.pointed_at == 1
    assert f"{grouped(980_000)} more characters" in plain(
        in_context(endless().text, Span(0, 1_000_000), "fr", neighbours=1)
    )


async def test_a_pasted_escape_sequence_becomes_marks() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("n")
        desk.app.screen.query_one("#entry-input").value = "[b]x\x1b[2J\u202e"  # type: ignore[attr-defined]
        await desk.pilot.pause()
        assert "[b]x␛[2J‹U+202E›" in desk.text
        await desk.press("enter")
        assert desk.state.items[0].note == "[b]x␛[2J‹U+202E›"
        assert "note     [b]x␛[2J‹U+202E›" in desk.text


async def test_the_empty_state() -> None:
    async with review_of(without_claims()) as desk:
        await desk.press("v", "n", "z", "o", "j", "/")
        assert "No claims were found" in desk.text
        assert "A leads to all articles" in desk.text


async def test_no_source_was_read() -> None:
    async with review_of(unread()) as desk:
        assert "no source could be read: r tries again, a pastes it, S says why" in desk.text
        assert "not read  http://gone.example/x: failed: http_status: the server said 404" in desk.text


async def test_all_is_decided() -> None:
    async with review_of(bridge()) as desk:
        await desk.press(*"vvvv")
        assert "all 4 claims decided. E export · s second read · 4 verified; 0 signed" in desk.text
        await desk.press("z")
        assert "all 4 claims" not in desk.text


async def test_the_screen_can_be_saved_as_a_picture() -> None:
    async with review_of(bridge(), (100, 30)) as desk:
        svg = desk.app.export_screenshot()
        assert svg.startswith("<svg")
        assert "valmer.txt" in svg.replace("&#160;", " ")


async def test_few_lines_show_the_reason_and_no_empty_note() -> None:
    async with review_of(bridge(), (60, 18)) as desk:
        await desk.press("j", "j")
        assert " conflict: value  40" in desk.text
        assert "to write" not in desk.text
        await desk.press("n", *"ask", "enter")
        assert " note     ask" in desk.text


async def test_what_a_key_came_to_stands_until_the_next() -> None:
    async with review_of(bridge(), (80, 24)) as desk:
        await desk.press("/", *"zzz", "enter")
        assert "neither a claim nor a source has: zzz" in desk.text
        await desk.press("j")
        assert "neither a claim" not in desk.text
        await desk.press("v", "k")
        assert "→ verified" in desk.text


async def test_beside_other_panes_the_list_gives_its_cells_to_words() -> None:
    async with review_of(bridge(), (100, 30)) as desk:
        assert "1 ·   12,5\u00a0millions d’euros       match│" in desk.text
        assert "Claim 1 · number · line 3" in desk.text
        assert "finding  match: equal" in desk.text
    async with review_of(bridge(), (80, 24)) as desk:
        assert "1 ·   number l.3   12,5\u00a0millions d’euros" in desk.text
