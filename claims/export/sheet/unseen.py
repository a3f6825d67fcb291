"""What no page and no printed sheet may take from a foreign text as it is: what is obeyed, hidden, or no character."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "([\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but the tab and the line feed, delete, C1
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # no width, or turns the line
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e007f]"  # no characters at all; tags
    "|[\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff\U0005fffe\U0005ffff"
    "\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe"
    "\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff])"
)
"""The joiners U+200C and U+200D stay: whole scripts are written with them."""


def parted(text: str) -> tuple[tuple[str, str], ...]:
    """`text` in pairs: a run that may stand as it is, and the name (`U+202E`) of the character behind it.

    The name is empty behind the last run.
    """
    parts = _UNSEEN.split(text)
    names = [f"U+{ord(letter):04X}" for letter in parts[1::2]]
    return tuple(zip(parts[::2], [*names, ""], strict=True))
