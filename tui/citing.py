"""What of a claim and its passage can be taken elsewhere: words, a link to the place, a citation, the difference."""

from __future__ import annotations

from claims.export.encoding import is_web
from claims.export.sheet.links import passage_url
from claims.ledger.review import Item, SourceText
from claims.model import Evidence
from tui.differing import diff_runs
from tui.display import plain, shown
from tui.panes import finding_word


def link_to(passage: Evidence, source: SourceText | None) -> str:
    """The address that a browser opens at a passage; empty where the source has none."""
    return passage_url(address_of(source), passage.text, page=passage.place.page if passage.place else None)


def address_of(source: SourceText | None) -> str:
    """Where a source can be opened in a browser, or nothing: files and pasted texts have no address."""
    if source is None:
        return ""
    return next((place for place in (source.url, source.name) if is_web(place)), "")


def copies_of(item: Item, evidence: Evidence | None, source: SourceText | None) -> tuple[tuple[str, str], ...]:
    """What can be copied, each with its name; through the gate, for it may land in a terminal."""
    found = [("the claim’s words", item.claim.text)]
    if evidence is not None:
        found.append(("the passage’s words", evidence.text))
        if link := link_to(evidence, source):
            found.append(("a link to the passage", link))
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
