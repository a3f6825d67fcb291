"""Chinese in traditional characters, read with the words of the simplified ones, place by place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.errors import LanguageError
from claims.language import Words, read_words


class ScriptWords(Words):
    """`pairs`: two characters each, the traditional one and the simplified one in its place, parted by white space."""

    pairs: str


@lru_cache(maxsize=2)
def simplified(text: str) -> str:
    """`text` with a simplified character for each traditional one; itself where there are none.

    It is as long as before, so that spans carry over.
    """
    pairs = _pairs()
    return _traditional().sub(lambda found: pairs[found[0]], text)


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_pairs())}]")


@cache
def _pairs() -> dict[str, str]:
    pairs = read_words("zh", "script", ScriptWords).pairs.split()
    wrong = next((pair for pair in pairs if len(pair) != 2), "")
    if wrong:
        raise LanguageError(f"zh.script.toml: pairs: {wrong!r} is not two characters", "Write each pair together")
    return {pair[0]: pair[1] for pair in pairs}
