"""What each part of the screen says, without a screen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claims.export.fields import Lines
from claims.grouping import grouped
from claims.ledger.review import Item
from claims.model import DiffKind, DiffPart, Finding, FindingKind, Gloss, Verdict
from sources.document import Layer, Place, Span
from tests.tui.states import ENGLISH, Log, bridge, evidence, number_claim, ticking, unread, without_claims
from tui import history, overview, panes
from tui.citing import citation
from tui.context import in_context, whole
from tui.differing import diff_runs
from tui.display import Tone, plain
from tui.session import ReviewSession


def part(kind: DiffKind, claim: str, source: str, at: int, source_at: int) -> DiffPart:
    return DiffPart(kind, claim, source, Span(at, at + len(claim)), Span(source_at, source_at + len(source)))


DIFFS = [
    (
        "words stand apart, in the source only and in the claim only",
        (
            part(DiffKind.SAME, "we will", "we will", 0, 0),
            part(DiffKind.REMOVED, "", "not", 7, 8),
            part(DiffKind.SAME, "close", "close", 8, 12),
            part(DiffKind.ADDED, "soon", "", 14, 17),
        ),
        "we will close soon",
        "we will -not- close +soon+",
    ),
    (
        "the source's words come first",
        (part(DiffKind.CHANGED, "forty", "fourteen", 0, 0), part(DiffKind.SAME, "boats", "boats", 6, 9)),
        "forty boats",
        "-fourteen- +forty+ boats",
    ),
    (
        "Chinese needs no spaces, but marks stand apart",
        (
            part(DiffKind.SAME, "海水", "海水", 0, 0),
            part(DiffKind.SAME, "在", "在", 2, 2),
            part(DiffKind.CHANGED, "下降", "上涨", 3, 3),
        ),
        "海水在下降",
        "海水在 -上涨- +下降+",
    ),
    ("markup is words", (part(DiffKind.CHANGED, "[/x]", "[sic]\x1b", 0, 0),), "[/x]", "-[sic]␛- +[/x]+"),
    ("nothing", (), "we will", ""),
    (
        "what differs alone is given, and stands in the claim",
        (part(DiffKind.REMOVED, "", "at last", 10, 10),),
        "The ferry runs, and nobody waits.",
        "The ferry -at last- runs, and nobody waits.",
    ),
    (
        "a comma stays with its word",
        (part(DiffKind.CHANGED, "runs", "ran", 10, 10),),
        "The ferry runs.",
        "The ferry -ran- +runs+.",
    ),
    (
        "of a long claim what is near",
        (part(DiffKind.REMOVED, "", "not", 100, 0), part(DiffKind.REMOVED, "", "ever", 400, 0)),
        "boat " * 100,
        f"…{'boat ' * 11}-not- {'boat ' * 12}… {'boat ' * 11}-ever- {'boat ' * 11}boat…",
    ),
]


@pytest.mark.parametrize(("why", "diff", "claim", "words"), DIFFS, ids=[case[0] for case in DIFFS])
def test_a_diff_is_marked_as_well_as_coloured(why: str, diff: tuple[DiffPart, ...], claim: str, words: str) -> None:
    assert plain(diff_runs(diff, claim)) == words


def test_removed_and_added_have_their_tones() -> None:
    tones = {run.text: run.tone for run in diff_runs(DIFFS[0][1], DIFFS[0][2])}
    assert (tones["-not-"], tones["+soon+"]) == (Tone.REMOVED, Tone.ADDED)


def test_a_number_shows_both_values_and_a_range_its_ends() -> None:
    claim = number_claim("de 10 à 12 câbles", "10 à 12 câbles", "10", "câbles")
    claim = replace(claim, quantity=replace(claim.quantity, max=Decimal(12)))
    passage = evidence("a", "a dozen cables", "a dozen", value=Decimal(12), unit="cables")
    item = Item(claim, Finding(FindingKind.CONFLICT, "value", passage, reasons=("a range against a figure",)))
    words = plain(panes.finding_runs(bridge(), item, passage))
    assert "article  10 to 12 câbles (about)   source  12 cables" in words
    assert "why      a range against a figure" in words
    words = plain(panes.finding_runs(bridge(), item, replace(passage, value=None)))
    assert "source  no figure" in words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(), "said by Ann"),
        (Place(time_ms=751_000), "00:12:31 · said by Ann"),
        (Place(Layer.WHOLE, page=3), "page 3, outside the main text · said by Ann"),
    ],
)
def test_a_passage_says_when_and_where_it_is(place: Place, words: str) -> None:
    assert panes.evidence_origin(evidence("a", "a dozen", "a dozen", speaker="Ann", place=place), None) == words


NAMES = [
    ("valmer.txt", "valmer.txt"),
    ("/a/b/valmer.txt", "valmer.txt"),
    ("http://127.0.0.1:8000/a/b/page.html", "127.0.0.1:8000/…/page.html"),
    ("https://example.org/page", "example.org/page"),
    ("https://example.org", "example.org"),
    ("-", "-"),
    ("/", "/"),
    ("", ""),
    ("a/[/x]\x1b", "x]␛"),
]


@pytest.mark.parametrize(("name", "short"), NAMES)
def test_long_names_are_short_in_titles(name: str, short: str) -> None:
    assert panes.short_name(name) == short


def test_both_speakers_are_shown() -> None:
    item = bridge().items[1]
    assert item.finding.evidence is not None
    other = replace(item.finding.evidence, speaker="Lin Yue")
    assert "said by  Odile Brac   in the source by  Lin Yue" in plain(panes.finding_runs(bridge(), item, other))
    assert "said by  Odile Brac in both" in plain(panes.finding_runs(bridge(), item, item.finding.evidence))


def test_what_cannot_be_read_well_is_said_above_all() -> None:
    for language, words in (("ru", "stet has no words for “ru”"), ("", "the language is not known")):
        state = replace(bridge(), language=language, sources=bridge().sources[:1])
        assert overview.standing_notice(state) == f"{words}: quotes and figures may be missing from the list"
    assert overview.standing_notice(replace(bridge(), sources=bridge().sources[:1])) == ""


def test_the_counts_name_every_verdict() -> None:
    assert plain(overview.counts(bridge())) == "0/4 reviewed  ✓0 ✗0 ?0 –0 ·4"


def test_notices() -> None:
    assert overview.standing_notice(bridge()).startswith("1 of 3 sources not read: r tries again")
    assert overview.standing_notice(without_claims()) == ""
    assert overview.standing_notice(unread()).startswith("no source could be read: r tries again")
    assert "No source was given" in plain(
        panes.no_evidence(replace(bridge(), sources=()), Finding(FindingKind.UNCHECKED))
    )


def test_not_found_never_stands_for_not_searched() -> None:
    unchecked, absent = unread(), bridge()
    words = plain(panes.no_evidence(unchecked, unchecked.items[0].finding))
    assert words.startswith("This claim was not checked.")
    assert "searched" not in words
    assert plain(panes.no_evidence(absent, absent.items[3].finding)).startswith("No passage was found.")


def test_the_history_says_what_was_taken_back() -> None:
    session = ReviewSession(bridge(), Log(), reviewer="[/MD]\x1b", clock=ticking())
    claim = session.state.items[0].claim.id
    session.decide(claim, Verdict.DISPUTED, None)
    session.write_note(claim, "ask [sic]")
    session.set_aside(claim)
    session.undo()
    lines = plain(history.history_runs(session.state.items[0])).splitlines()[1:]
    assert [line.split("  ", 2)[1:] for line in lines] == [
        ["[/MD]␛", "took back: later"],
        ["[/MD]␛", "later (taken back)"],
        ["[/MD]␛", "note: ask [sic]"],
        ["[/MD]␛", "disputed"],
    ]


def test_a_citation_says_where_the_passage_stands() -> None:
    state = bridge()
    item = state.items[0]
    assert citation(item, item.finding.evidence, state.sources[0]).splitlines() == [
        "12,5\u00a0millions d’euros",
        "finding: match: equal",
        "passage: 12.5 million euros",
        "harbour.html",
        f"copy sha256 {'77ab' * 16}, had 2026-03-01T10:00:00Z",
    ]
    assert citation(item, None, None) == "12,5\u00a0millions d’euros"


def test_a_passage_that_is_not_there_is_not_marked_elsewhere() -> None:
    state = bridge()
    passage = state.items[0].finding.evidence
    assert passage is not None
    source = state.sources[0]
    assert "The works cost" in plain(panes.evidence_runs(passage, source))
    for other in (None, replace(source, text="x" + source.text), replace(source, text="")):
        words = plain(panes.evidence_runs(passage, other))
        assert words == "12.5 million euros\nThe text at hand does not have these words there."


def test_a_gloss_is_told_from_the_passage_and_is_safe_to_show() -> None:
    state = bridge()
    passage = state.items[0].finding.evidence
    assert passage is not None
    glossed = replace(passage, gloss=Gloss("Les travaux [sic] \x1b[2J", "fr", "apertium 3"))
    words = plain(panes.evidence_runs(glossed, state.sources[0]))
    assert words.startswith(plain(panes.evidence_runs(passage, state.sources[0])))
    assert words.endswith("\n\ntranslated by apertium 3, to read by only: Les travaux [sic] ␛[2J")
    assert words.splitlines()[-1] in plain(panes.evidence_runs(glossed, None))


def test_a_passage_in_its_sentence() -> None:
    start = ENGLISH.index("harbour school")
    runs = in_context(ENGLISH, Span(start, start + 14), "en", neighbours=1)
    by_tone = {tone: "".join(run.text for run in runs if run.tone is tone) for tone in Tone}
    assert by_tone[Tone.MARK] == "harbour school"
    assert by_tone[Tone.PLAIN] == "“We never closed the ,” said mayor Odile Brac."
    assert by_tone[Tone.DIM].startswith("…The works cost")


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 5), Span(0, 10**6), Span(10**6, 10**6 + 1)])
@pytest.mark.parametrize("text", ["", "a\nb. c\n\nd", "x" * 5_000])
def test_no_place_is_wrong_enough_to_crash(text: str, span: Span) -> None:
    in_context(text, span, "xx", neighbours=2)
    assert plain(whole(text, span)) == text


def test_a_long_text_is_opened_around_the_mark() -> None:
    words = plain(whole("a" * 200_000 + "MARK" + "b" * 60_000, Span(200_000, 200_004)))
    assert "MARK" in words
    assert f"{grouped(150_000)} more characters" in words
    assert f"{grouped(10_000)} more characters" in words


def test_lines_are_counted_from_one() -> None:
    lines = Lines("a\nb\n\nd")
    assert [lines.of(offset) for offset in (0, 1, 2, 4, 5, 99)] == [1, 1, 2, 3, 4, 4]


def test_what_was_found_in_a_copy_of_before_says_so() -> None:
    state = bridge()
    lost = tuple(replace(source, text="", state="failed: 404 Not Found") for source in state.sources)
    evidence = state.items[0].finding.evidence
    assert evidence is not None
    source = next(source for source in lost if source.name == evidence.source)
    words = plain(panes.evidence_runs(evidence, source))
    assert "this was found in an earlier copy of it" in words
    assert "does not have these words" not in words
    notice = overview.standing_notice(replace(state, sources=lost))
    assert notice.startswith("no source could be read")
    assert notice.endswith("what was found before stays")
