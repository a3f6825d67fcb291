"""What of a claim and its passage can be taken elsewhere: words, a link to the place, a citation, the difference."""

from __future__ import annotations

from urllib.parse import quote, urldefrag

from claims.ledger.review import Item, SourceText
from claims.model import Evidence
from tui.differing import diff_runs
from tui.display import plain, shown
from tui.panes import finding_word

LONGEST_FRAGMENT = 300
"""Characters of a passage that a link holds whole; of a longer one it holds the two ends."""

ENDS = 6
"""Words, or twice as many characters of a text without spaces, of such an end: enough to be found only once."""


def link_to(address: str, passage: str) -> str:
    """An address that browsers open at a passage: a text fragment (WICG scroll-to-text-fragment)."""
    words = passage.split()
    if len(passage) <= LONGEST_FRAGMENT and "\n" not in passage.strip():
        parts = [" ".join(words)]
    elif len(words) > 2 * ENDS:
        parts = [" ".join(words[:ENDS]), " ".join(words[-ENDS:])]
    else:
        parts = [passage.strip()[: 2 * ENDS].split("\n")[0], passage.strip()[-2 * ENDS :].split("\n")[-1]]
    # `-` begins or ends a part that only helps to find the others, and so must not stand for itself.
    encoded = ",".join(quote(part.encode("utf-8", "replace"), safe="").replace("-", "%2D") for part in parts)
    return f"{urldefrag(address).url}#:~:text={encoded}"


def address_of(source: SourceText | None) -> str:
    """Where a source can be opened in a browser, or nothing: files and pasted texts have no address."""
    if source is None:
        return ""
    return next((place for place in (source.url, source.name) if place.startswith(("http://", "https://"))), "")


def copies_of(item: Item, evidence: Evidence | None, source: SourceText | None) -> tuple[tuple[str, str], ...]:
    """What can be copied, each with its name; through the gate, for it may land in a terminal."""
    found = [("the claim’s words", item.claim.text)]
    if evidence is not None:
        found.append(("the passage’s words", evidence.text))
        if address := address_of(source):
            found.append(("a link to the passage", link_to(address, evidence.text)))
    found.append(("a citation: claim, finding, passage, copy", citation(item, evidence, source)))
    if evidence is not None and evidence.diff:
        found.append(
            ("the difference: -source- +claim+", plain(diff_runs(evidence.diff, (item.original or item.claim).text)))
        )
    return tuple((name, "\n".join(shown(line) for line in text.split("\n"))) for name, text in found)


def citation(item: Item, evidence: Evidence | None, source: SourceText | None) -> str:
    """A claim with its passage and where that stands, to be pasted elsewhere."""
    lines = [item.claim.text]
    if evidence is not None:
        lines += [f"finding: {finding_word(item.finding).text}", f"passage: {evidence.text}", evidence.source]
        lines += [evidence.place.words] if evidence.place and evidence.place.words else []
    if source is not None and source.sha256:
        lines += [f"copy sha256 {source.sha256}, had {source.fetched_at}"]
    return "\n".join(lines)
