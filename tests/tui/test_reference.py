"""The reference and the man page are those of the program as it is."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tui.reference import commands, man_page, reference
from tui.settings import SETTINGS

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize(("name", "made"), [("reference.md", reference), ("stet.1", man_page)])
def test_the_documents_are_made_from_the_program(name: str, made: object) -> None:
    assert callable(made)
    if os.environ.get("STET_WRITE_DOCS"):
        (DOCS / name).write_text(made(), "utf-8")
    assert (DOCS / name).read_text("utf-8") == made()


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_and_option_says_what_it_is_for(name: str, command: object) -> None:
    text = reference()
    assert f"\n### {name}\n" in text
    assert command.help  # type: ignore[attr-defined]
    for parameter in command.params:  # type: ignore[attr-defined]
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name} {parameter.name}"
            assert parameter.opts[0] in text


def test_every_setting_is_in_both() -> None:
    for setting in SETTINGS:
        assert f"`{setting.key} = " in reference()
        assert setting.variable in man_page()


def test_no_line_of_the_man_page_is_a_request_by_accident() -> None:
    known = {"TH", "SH", "SS", "TP", "B", "PP"}
    for line in man_page().splitlines():
        assert not line.startswith("'")
        request = re.match(r"\.(\S*)", line)
        assert request is None or request[1] in known
