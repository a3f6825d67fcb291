"""What a text says, whether its sources bear it out, and what people decided about it.

The public names are imported when they are first asked for, so that `import claims` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.check import check_article
    from claims.extract import extract_claims
    from claims.identify import identify_language
    from claims.matching import judge
    from claims.numbers import find_quantities
    from claims.quotes import find_quotes

__all__ = ["check_article", "extract_claims", "find_quantities", "find_quotes", "identify_language", "judge"]

_ROOMS = {
    "check_article": "claims.check",
    "extract_claims": "claims.extract",
    "find_quantities": "claims.numbers",
    "find_quotes": "claims.quotes",
    "identify_language": "claims.identify",
    "judge": "claims.matching",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
