"""The one pass over an article: every quote with its speaker, and every figure."""

from __future__ import annotations

import re
from functools import cached_property

from claims.identify import identify_language
from claims.model import Claim, Mode, Quantity, QuantityClaim, Quote, QuoteClaim
from claims.numbers import find_quantities
from claims.quotes import find_quotes
from claims.report import claim_id, text_hash
from sources.document import Document, Role

_LINE = re.compile(r"[^\n\r]+")


class Finds:
    """What the finders find in a text: each looks when it is first asked, and never again."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in order, reported speech among them."""
        return find_quotes(self.text, self.language)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures in order."""
        return find_quantities(self.text, self.language)

    def claims(self, sha256: str, *, indirect: bool = False) -> tuple[Claim, ...]:
        """The claims of a document with this hash in the order of their spans; with `indirect` reported speech too."""
        claims: list[Claim] = [
            QuoteClaim(claim_id(sha256, "quote", quote.span), quote)
            for quote in self.quotes
            if indirect or quote.mode is not Mode.INDIRECT
        ]
        claims += [QuantityClaim(claim_id(sha256, "number", quantity.span), quantity) for quantity in self.quantities]
        return tuple(sorted(claims, key=lambda claim: (claim.span.start, claim.kind != "quote", claim.span.end)))


def extract_claims(document: Document, language: str = "", *, indirect: bool = False) -> tuple[Claim, ...]:
    """The claims of an article in the order of their spans; nothing is taken from its furniture.

    `language` is ISO 639-1; empty means what the text itself shows, then what the document says of itself.
    Reported speech without marks is left out unless `indirect` asks for it. Never raises.
    """
    found = Finds(article_text(document), language or language_of(document))
    return found.claims(text_hash(document.text), indirect=indirect)


def language_of(document: Document) -> str:
    """The language of a document: what its words show, else what it says of itself, else the empty string."""
    return identify_language(document.main_text) or document.language


def article_text(document: Document) -> str:
    """The document's text with its furniture (and marks of markup) blanked out, offsets unchanged."""
    return document.as_read or _text(document, furniture=False)


def surrounding_text(document: Document) -> str:
    """The document's furniture, with all else blanked out, offsets unchanged."""
    return _text(document, furniture=True)


def _text(document: Document, *, furniture: bool) -> str:
    parts: list[str] = []
    place = 0
    for block in document.blocks:
        if block.role is Role.FURNITURE:
            before, within = document.text[place : block.span.start], block.span.of(document.text)
            parts += (_blank(before), within) if furniture else (before, _blank(within))
            place = block.span.end
    after = document.text[place:]
    return "".join((*parts, _blank(after) if furniture else after))


def _blank(text: str) -> str:
    # Line ends stay, so that what stands before and after furniture does not become one paragraph.
    return _LINE.sub(lambda line: " " * len(line[0]), text)
