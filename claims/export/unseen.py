"""What no page and no printed sheet may take from a foreign text as it is: what is obeyed, hidden, or no character."""

from __future__ import annotations

import re

HIDDEN = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # no width, or turns the line
    "\ud800-\udfff\U000e0000-\U000e007f"  # no characters at all; tags
)
"""What may be shown nowhere, as a part of a class in a pattern. The joiners U+200C and U+200D stay: whole scripts are
written with them.
"""

_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNSEEN = re.compile(f"([\x00-\x08\x0b-\x1f\x7f-\x9f{HIDDEN}{_NO_CHARACTERS}])")
"""Those, what is no character for good, and all controls (C0, delete, C1) but the tab and the line feed."""


def parted(text: str) -> tuple[tuple[str, str], ...]:
    """`text` in pairs: a run that may stand as it is, and the name (`U+202E`) of the character behind it.

    The name is empty behind the last run.
    """
    if _UNSEEN.search(text) is None:
        return ((text, ""),)
    parts = _UNSEEN.split(text)
    names = [f"U+{ord(letter):04X}" for letter in parts[1::2]]
    return tuple(zip(parts[::2], [*names, ""], strict=True))


def named(text: str) -> str:
    """`text` with `‹U+202E›` for each such character, where nothing but text can stand."""
    return "".join(run + (f"‹{name}›" if name else "") for run, name in parted(text))
