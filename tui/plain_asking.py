"""How the plain review asks for more than a key: a form field by field, one of a list by its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.display import one_line
from tui.forms import Answers, Field, Form

Say = Callable[[str], None]
"""Prints a text and ends its line. The text has been through the gate."""

Ask = Callable[[str], str | None]
"""Prints a prompt and gives back the line that was written, without its end, or None at the end of input."""

CLEAR = "-"
"""Written into a field, takes away what stands there: an empty line leaves it as it is."""

END = "."
"""Alone on a line, ends a text of several lines."""


class Asking:
    """Forms and lists, line by line. None comes back where the input has ended, or nothing was chosen."""

    def __init__(self, say: Say, ask: Ask) -> None:
        self._say = say
        self._ask = ask

    def fill(self, form: Form) -> Answers | None:
        """The answers to a form; what stands in a field already is said, and stays unless something is written."""
        self._say(one_line(f"{form.title}. {form.about}".strip()))
        answers: dict[str, str] = {}
        for field in form.fields:
            text = self._lines(field) if field.lines and not answers.get("name") else self._line(field)
            if text is None:
                return None
            answers[field.name] = text
        return answers

    def _line(self, field: Field) -> str | None:
        if field.lines:
            return field.value
        kept = f" (enter alone keeps {one_line(field.value)}, {CLEAR} clears it)" if field.value else ""
        line = self._ask(f"{field.label}{kept} > ")
        if line is None:
            return None
        return field.value if not line.strip() else "" if line.strip() == CLEAR else line

    def _lines(self, field: Field) -> str | None:
        """Lines up to one with a full stop alone; none at all where the first is empty."""
        self._say(f"{field.label}: as many lines as you like, then {END} alone on a line; enter at once for none")
        lines: list[str] = []
        while True:
            line = self._ask("> ")
            if line is None:
                return "\n".join(lines) if lines else None
            if line == END or not (line or lines):
                return "\n".join(lines)
            lines.append(line)

    def choose(self, title: str, choices: Sequence[str]) -> int | None:
        """The place of the one that is chosen by its number, or None."""
        self._say("\n".join([title, *(f"{number} {words}" for number, words in enumerate(choices, start=1))]))
        line = (self._ask("number > ") or "").strip()
        if line.isascii() and line.isdecimal() and len(line) < 6 and 0 < int(line) <= len(choices):
            return int(line) - 1
        self._say("nothing was chosen")
        return None
