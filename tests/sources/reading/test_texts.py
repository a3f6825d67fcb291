from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extract import extract_claims
from claims.model import QuoteClaim
from sources.document import Document, Role
from sources.reading import read
from sources.reading.markdown import read_markdown
from sources.reading.plain import read_plain
from sources.reading.transcript import read_transcript
from tests.sources.reading.test_html import visible

CASES = Path("fixtures/cases")
DESK = Path("fixtures/desk")


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text("utf-8"))["case"]
    return found


def why(case: dict[str, Any]) -> str:
    return str(case["why"])


def blocks_of(document: Document) -> list[list[str]]:
    return [[block.role.value, block.span.of(document.text)] for block in document.blocks]


@pytest.mark.parametrize("case", cases("plain/blocks.toml"), ids=why)
def test_plain_text_falls_into_blocks(case: dict[str, Any]) -> None:
    document = read_plain(case["text"])
    assert document.text == case["text"]
    assert blocks_of(document) == case["blocks"]


@pytest.mark.parametrize("case", cases("markdown/blocks.toml"), ids=why)
def test_markdown_falls_into_blocks(case: dict[str, Any]) -> None:
    document = read_markdown(case["text"])
    assert document.text == case["text"]
    assert blocks_of(document) == case["blocks"]


@pytest.mark.parametrize("case", cases("transcripts/cues.toml"), ids=why)
def test_transcripts_become_running_text_with_times(case: dict[str, Any]) -> None:
    document = read_transcript(case["file"])
    assert document.text == case["text"]
    assert [[timing.start_ms, timing.end_ms] for timing in document.timings] == case["times"]
    assert {block.role for block in document.blocks} == {Role.CUE}
    assert "\n\n".join(text for _, text in blocks_of(document)) == document.text


@pytest.mark.parametrize("file", sorted(DESK.glob("*/sources/*.srt")), ids=str)
def test_subtitles_read_as_the_desk_set_reads_them(file: Path) -> None:
    document = read(file.read_bytes(), url=file.name)
    assert isinstance(document, Document)
    assert " ".join(document.text.split()) == visible(file)
    said = [timing.span.of(document.text) for timing in document.timings]
    assert " ".join(" ".join(said).split()) == visible(file)


@pytest.mark.parametrize("file", sorted(DESK.glob("*/article.txt")) + sorted(DESK.glob("*/article.md")), ids=str)
def test_offsets_are_those_of_the_file(file: Path) -> None:
    document = read(file.read_bytes(), url=file.name)
    assert isinstance(document, Document)
    assert document.text == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", cases("markdown/inline.toml"), ids=why)
def test_markdown_is_read_without_its_marks_every_word_near_its_place(case: dict[str, Any]) -> None:
    document = read_markdown(case["text"])
    assert len(document.as_read) == len(document.text) == len(case["text"])
    assert document.as_read.count("\n") == document.text.count("\n")
    assert document.as_read.split() == case["read"].split()
    for words in case.get("close", ()):
        assert words in document.as_read
    for words in case.get("there", ()):
        assert document.as_read.index(words) == document.text.index(words)


def test_the_words_of_markdown_are_those_of_a_reader() -> None:
    document = read_markdown(
        "“We **must** [go](https://a.test/1),” said *Ana* O’Dell-<b>Ruiz</b>, who has 3 boats[^2].\n"
    )
    quote, figure = extract_claims(document, "en")
    assert isinstance(quote, QuoteClaim)
    assert quote.quote.speaker is not None
    assert (" ".join(quote.text.split()), quote.quote.speaker.name) == ("We must go", "Ana O’Dell-Ruiz")
    assert figure.text == "3 boats"


@given(st.text("a *_`[]()<>b/&;~\\\n1|", max_size=60))
def test_whatever_the_marks_nothing_is_lost_of_the_letters(text: str) -> None:
    read = read_markdown(text).as_read
    assert len(read) == len(text)


@pytest.mark.parametrize("piece", ["_a b* ", "`", "[", "](", "<a ", "*a_ ~~", "&amp", "\\", "![a](b) "])
def test_marks_without_end_take_time_in_proportion(piece: str) -> None:
    times = []
    for length in (30_000, 60_000):
        text = piece * (length // len(piece))
        begun = time.process_time()
        read_markdown(text)
        times.append(time.process_time() - begun)
    assert times[1] < 3 * times[0] + 0.5


def test_the_first_heading_is_the_title() -> None:
    assert read_markdown("intro\n\n# **A** title\n\n## B").title == "A title"
    assert read_plain("A headline\n\nA sentence.").title == "A headline"


def test_a_question_over_a_line_that_says_no_sentence_keeps_its_blocks() -> None:
    document = read_plain("Why?\n\nA longer line that ends without a mark")
    assert [block.span.of(document.text) for block in document.blocks] == document.text.split("\n\n")
