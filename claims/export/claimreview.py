"""The decided claims as schema.org ClaimReview, for those who publish a fact-check and for exchanges of them.

Only what a person decided and what stands: no open, contested or stale claim, and nothing that is no claim. Required
by the readers of such data are `claimReviewed`, `reviewRating.alternateName` and `url`, the page of the fact-check.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from claims.errors import ConfigError
from claims.export.encoding import is_web, json_bytes
from claims.export.exporters import Contents, Given
from claims.export.history import relied_on
from claims.export.signs import sign_of, verdict_word
from claims.ledger.events import Event
from claims.ledger.review import Item, ReviewState
from claims.model import Claim, QuoteClaim, Verdict
from claims.sentences import split_sentences

SHORT = 75
"""Characters of `claimReviewed`: more would wrap where such reviews are listed. The whole is in `itemReviewed.text`."""

WORST, BEST = 1, 5
RATINGS = {Verdict.DISPUTED: WORST, Verdict.VERIFIED: BEST}
"""A claim that cannot be verified has no place between false and true, and so no number."""

_REVIEWED = frozenset({Verdict.DISPUTED, Verdict.VERIFIED, Verdict.UNVERIFIABLE})

Node = dict[str, Any]


def render(contents: Contents, given: Given) -> bytes:
    """A JSON array with a ClaimReview for each decided claim.

    Raises `ConfigError` without `url`, the address of the page where the fact-check is published.
    """
    url = str(given.get("url", ""))
    if not is_web(url) or not urlsplit(url).hostname:
        raise ConfigError(
            "a ClaimReview needs the address of the page where the fact-check is published",
            "Give it as url: --url https://...",
        )
    publisher = str(given.get("publisher", ""))
    single = len(contents.reviews) == 1
    reviews = [
        _review(item, item.decision, state, _page(url, f"claim-{'' if single else f'{at}-'}{number}"), publisher)
        for at, state in enumerate(contents.reviews, start=1)
        for number, item in enumerate(state.items, start=1)
        if item.decision is not None and _stands(item)
    ]
    return json_bytes(reviews)


def _stands(item: Item) -> bool:
    """Whether the verdict is one to be published: neither contested nor to be confirmed."""
    return item.verdict in _REVIEWED and sign_of(item).word == verdict_word(item.verdict)


def _page(url: str, anchor: str) -> str:
    """The page at the claim: several reviews on one page are told apart by their anchors, those of the sheet."""
    return url if "#" in url else f"{url}#{anchor}"


def _review(item: Item, decision: Event, state: ReviewState, url: str, publisher: str) -> Node:
    person = {"@type": "Person", "name": decision.reviewer}
    review: Node = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": _short(*_said(item.claim, state)),
        "datePublished": decision.at.date().isoformat(),
        "author": {"@type": "Organization", "name": publisher, "url": _site(url)} if publisher else person,
        "reviewRating": _rating(item),
        "itemReviewed": _claim(item, state),
    }
    if passage := relied_on(item, state):
        review["citation"] = [_citation(passage)]
    return review


def _said(claim: Claim, state: ReviewState) -> tuple[str, str]:
    """What is claimed, and the words of it that are reviewed: a quote says something by itself, a figure only in its
    sentence.
    """
    start, end = claim.span.start, claim.span.end
    if isinstance(claim, QuoteClaim) or claim.span.of(state.text) != claim.text:
        return claim.text, claim.text
    begin = state.text.rfind("\n", 0, start) + 1
    line = state.text[begin : state.text.find("\n", end) if "\n" in state.text[end:] else None]
    sentences = (found.shifted(begin) for found in split_sentences(line, state.language))
    sentence = next((each for each in sentences if each.start <= start and end <= each.end), claim.span)
    return sentence.of(state.text), claim.text


def _short(text: str, reviewed: str) -> str:
    """A text on one line, and of a long one as much as has room, from `reviewed` on where that comes late."""
    words, wanted = " ".join(text.split()), " ".join(reviewed.split())
    if len(words) <= SHORT:
        return words
    at = words.find(wanted)
    late = at + len(wanted) > SHORT
    cut = f"…{words[at:]}" if late else words
    if len(cut) <= SHORT:
        return cut
    cut = cut[: SHORT - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _rating(item: Item) -> Node:
    rating: Node = {"@type": "Rating", "alternateName": verdict_word(item.verdict).capitalize()}
    if item.verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[item.verdict], "bestRating": BEST, "worstRating": WORST}
    explained = ": ".join(filter(None, (item.finding.in_words, item.note)))
    return rating | {"ratingExplanation": explained}


def _claim(item: Item, state: ReviewState) -> Node:
    """The claim itself, who made it where that is known, and where it appeared."""
    claim: Node = {"@type": "Claim", "text": _said(item.claim, state)[0]}
    if state.language:
        claim["inLanguage"] = state.language
    if isinstance(item.claim, QuoteClaim) and item.claim.quote.speaker:
        claim["author"] = {"@type": "Person", "name": item.claim.quote.speaker.name}
    appeared = {"url": state.name} if is_web(state.name) else {"name": state.name}
    return claim | {"appearance": [{"@type": "CreativeWork", **appeared}]}


def _citation(passage: Node) -> Node:
    url = passage.get("url") or passage["source"]
    return {"@type": "CreativeWork", ("url" if is_web(url) else "name"): url, "text": passage["text"]}
