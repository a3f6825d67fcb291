"""The passage that is shown for a figure is cut between words."""

from __future__ import annotations

import pytest

from claims.matching.texts.digest import Digest
from claims.matching.texts.evidence import clause_around

WORDS = "the boats of the harbour were counted by the pupils and "


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("The harbour has 412 boats.", "en", "The harbour", "412 boats."),
        (f"{WORDS * 4}412 boats lay {WORDS * 4}sank.", "en", "harbour were", "harbour were"),
        (
            f"{'港口清点船只' * 40},{'学生参加' * 20},共有412艘,{'出海' * 40},{'天晴' * 99}。",
            "zh",
            "学生",
            ",",
        ),
    ],
)
def test_a_long_sentence_is_cut_between_words(text: str, language: str, start: str, end: str) -> None:
    digest = Digest(text, language)
    (figure,) = [one for one in digest.quantities if one.value == 412]
    span = clause_around(digest, figure)
    shown = span.of(text)
    assert "412" in shown
    assert len(shown) <= len(text)
    assert span.start == 0 or text[span.start - 1] in " ,"
    assert span.end == len(text) or text[span.end] == " " or text[span.end - 1] == ","
    assert shown.lstrip().startswith(start)
    assert shown.rstrip().endswith(end.strip())


def test_what_has_no_joint_is_cut_all_the_same() -> None:
    digest = Digest("港" * 400 + "412艘" + "港" * 400, "zh")
    (figure,) = digest.quantities
    assert 180 < len(clause_around(digest, figure)) < 320
