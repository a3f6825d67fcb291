"""What became of each required claim of the gold sets, by the article's language, by pair, and by kind of error."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ALTERED, MISATTRIBUTED, CONFLICT, ABSENT = "altered", "misattributed", "conflict", "absent"
FINE = "fine"

_QUOTES = (
    ("negation", ("'not'", "lost not", "'no'", "'non")),
    ("cut short", ("shortened", "cut short", "cut,", "condition", "limit", "was dropped")),
    ("mistranslation", ("mistranslation", "false friend")),
    ("words added", ("was added", "invented")),
)
"""Kinds of altered quotes with the words by which the notes of the sets tell them, the first that fits; else words
were changed."""
_SAME_VALUE = (
    ("currency", ("currency",)),
    ("per cent for points", ("percent", "per cent turned")),
    ("base of a rate", ("base", "per day for")),
    ("unit", ("wrong unit",)),
    ("direction", ("direction",)),
    ("upper end", ("upper end",)),
)
"""The same for a figure with the value that the source has; else its bound was dropped or turned round."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One required claim: where it is, what it is in the gold, and what the output says of it.

    `set` is the name of the gold set; `pair` the article's language and that of the source that decides the claim
    (`fr-en`), or `fr` alone where none does; `error` the kind of error planted, `absent`, or `fine`; `evidence` whether
    the passage is right, None where there is none to be found.
    """

    set: str
    bundle: str
    id: str
    text: str
    language: str
    pair: str
    error: str
    gold: str
    output: str | None
    right: bool
    evidence: bool | None

    @property
    def name(self) -> str:
        return f"{self.bundle} {self.id}"


def read_outcomes(gold: Path, file: Path) -> tuple[Outcome, ...]:
    """The outcomes that the scorer wrote for the sets under `gold`."""
    sets = {bundle.parent.name: json.loads(bundle.read_text("utf-8")) for bundle in gold.glob("*/gold.json")}
    return tuple(_outcome(gold.name, said, sets[said["bundle"]]) for said in json.loads(file.read_text("utf-8")))


def _outcome(name: str, said: dict[str, Any], gold: dict[str, Any]) -> Outcome:
    (claim,) = (one for one in gold["claims"] if one["id"] == said["id"])
    spoken = {source["file"]: source["language"] for source in gold["sources"]}
    here = gold["language"]
    pair = f"{here}-{spoken[claim['source']]}" if claim["source"] else here
    known = {"language": here, "pair": pair, "error": error_of(claim), "gold": claim["finding"]}
    return Outcome(set=name, text=claim["text"], **known, **said)


def error_of(claim: dict[str, Any]) -> str:
    """The kind of error planted in a claim, in the words of desk/README.md; `fine` for none."""
    finding, note = claim["finding"], (claim["note"] or "").lower()
    if finding == ALTERED:
        return f"altered: {_by_note(note, _QUOTES, 'words changed')}"
    if finding == CONFLICT:
        return f"conflict: {_conflict(claim, note)}"
    return finding if finding in {MISATTRIBUTED, ABSENT} else FINE


def _conflict(claim: dict[str, Any], note: str) -> str:
    ours, theirs = claim["value"], claim["source_value"]
    if theirs is None or ours == theirs:
        return _by_note(note, _SAME_VALUE, "bound")
    if "swapped" in note and "digits" not in note:
        return "figures swapped"
    if _is_power_of_ten(ours, theirs):
        return "scale"
    return "wrong digit" if sorted(_digits(ours)) == sorted(_digits(theirs)) else "another value"


def _is_power_of_ten(ours: float, theirs: float) -> bool:
    return bool(theirs) and _digits(ours) == _digits(theirs)


def _digits(value: float) -> str:
    return f"{value:.6f}".replace(".", "").strip("0")


def _by_note(note: str, kinds: Iterable[tuple[str, Sequence[str]]], other: str) -> str:
    return next((kind for kind, words in kinds if any(word in note for word in words)), other)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group's claims have the right finding, and how many of those with a passage the right passage."""

    claims: int
    right: int
    passages: int
    found: int

    @property
    def finding(self) -> str:
        return f"{self.right / self.claims:.3f}" if self.claims else "-"

    @property
    def evidence(self) -> str:
        return f"{self.found / self.passages:.3f}" if self.passages else "-"


def shares(outcomes: Iterable[Outcome], group: Callable[[Outcome], str]) -> dict[str, Share]:
    """The share of each group, in the order of their names, then of all."""
    of: dict[str, list[Outcome]] = {}
    for one in outcomes:
        of.setdefault(group(one), []).append(one)
    every = [one for ones in of.values() for one in ones]
    return {name: _share(ones) for name, ones in [*sorted(of.items()), ("all", every)]}


def _share(outcomes: Sequence[Outcome]) -> Share:
    with_passage = [one for one in outcomes if one.evidence is not None]
    return Share(
        len(outcomes),
        sum(one.right for one in outcomes),
        len(with_passage),
        sum(bool(one.evidence) for one in with_passage),
    )


GROUPS: tuple[tuple[str, Callable[[Outcome], str]], ...] = (
    ("set", lambda one: one.set),
    ("language of the article", lambda one: one.language),
    ("article and source", lambda one: one.pair),
    ("kind of error", lambda one: one.error),
)
"""What the outcomes are grouped by."""


def tables(runs: dict[str, Sequence[Outcome]]) -> str:
    """The groups as tables in Markdown, the runs side by side."""
    return "\n\n".join(_table(title, group, runs) for title, group in GROUPS)


def _table(title: str, group: Callable[[Outcome], str], runs: dict[str, Sequence[Outcome]]) -> str:
    names = list(runs)
    of = {name: shares(outcomes, group) for name, outcomes in runs.items()}
    head = [title, "claims", *(f"{what}, {name}" for what in ("finding", "evidence") for name in names)]
    rows = [
        [
            row,
            str(share.claims),
            *(of[name][row].finding for name in names),
            *(of[name][row].evidence for name in names),
        ]
        for row, share in of[names[0]].items()
    ]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = [
        "| "
        + " | ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in [head, *rows]
    ]
    rule = (
        "|"
        + "|".join("-" * (width + 2) if not at else "-" * (width + 1) + ":" for at, width in enumerate(widths))
        + "|"
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def changes(before: Iterable[Outcome], after: Iterable[Outcome]) -> list[str]:
    """Each claim whose finding or passage became right (`gained`) or wrong (`lost`), or differs while wrong."""
    old = {one.name: one for one in before}
    lines = []
    for new in after:
        was = old[new.name]
        for what, ours, theirs in (("finding", new.right, was.right), ("evidence", new.evidence, was.evidence)):
            if ours != theirs:
                word = "gained" if ours else "lost"
                lines.append(
                    f"{word:<7}{new.name} {what} {new.text!r}: gold {new.gold}, {was.output} became {new.output}"
                )
        if new.output != was.output and new.right == was.right:
            lines.append(f"other  {new.name} {new.text!r}: gold {new.gold}, {was.output} became {new.output}")
    return sorted(lines)
