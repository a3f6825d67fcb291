from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.decoding import codec_of, decode_text, looks_binary, meta_label
from sources.document import Warn

CASES: list[dict[str, Any]] = tomllib.loads(Path("fixtures/cases/charsets/labels.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['bytes']} as {','.join(case['labels'])}")
def test_texts_are_read_as_written(case: dict[str, Any]) -> None:
    decoded = decode_text(case["text"].encode(case["bytes"]), tuple(case["labels"]))
    assert decoded.text == case["text"]
    assert [warning.kind for warning in decoded.warnings] == case.get("warns", [])


def test_damaged_text_is_read_and_the_damage_counted() -> None:
    body = "Le coût s’élève à 19,8 millions. ".encode() * 20 + b"\xff\xfe"
    decoded = decode_text(body, ("utf-8",))
    (warning,) = decoded.warnings
    assert warning.kind is Warn.BYTES_REPLACED
    assert warning.message.startswith("2 ")
    assert decoded.text.startswith("Le coût")


@pytest.mark.parametrize(
    "label", ["rot13", "hex", "zlib", "idna", "punycode", "unicode_escape", "utf-7", "\0", "é", "x" * 99]
)
def test_codecs_that_are_no_character_sets_are_not_used(label: str) -> None:
    assert codec_of(label) == ""


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META  CHARSET = 'GB2312' >", "GB2312"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "windows-1251"),
        (b"<p>charset=utf-8</p>", ""),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><html>", "iso-8859-2"),
        (b"x" * 5000 + b"<meta charset=utf-8>", ""),
    ],
)
def test_a_page_says_its_charset(page: bytes, label: str) -> None:
    assert meta_label(page) == label


@given(st.binary(max_size=300), st.lists(st.sampled_from(["utf-8", "gb2312", "utf-16", "iso-2022-jp", "big5", ""])))
def test_any_bytes_become_text(body: bytes, labels: list[str]) -> None:
    decode_text(body, tuple(labels)).text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), max_size=200))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode_text(text.encode()).text == text


@pytest.mark.parametrize(
    ("text", "binary"),
    [
        ("Une phrase.\n", False),
        ("\t\x1b[0m\r\n\f texte", False),
        ("a\0b", True),
        ("\x01\x02\x03abc", True),
        ("", False),
    ],
)
def test_what_is_no_text_is_told(text: str, binary: bool) -> None:
    assert looks_binary(text) is binary


def test_a_label_that_is_wrong_is_told_from_none() -> None:
    body = "Été à Nîmes, dîner à côté : ça ira déjà très bien".encode("cp1252")
    said = [decode_text(body, labels).warnings[0].message for labels in (("utf-8",), ())]
    assert said == [
        "the text says that its character set is utf-8, which it is not, and was read as cp1252",
        "the text does not say its character set, and was read as cp1252",
    ]
