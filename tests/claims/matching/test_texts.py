"""Whole articles against whole sources: every claim named in fixtures/cases/judging/texts gets its finding."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from claims.extract import extract_claims
from claims.matching import Digest, SourceIndex, judge_claims
from claims.model import Claim, Finding, Source
from tests.claims.matching.cases import FOLDER, document
from tests.tables import Row, each_row

TEXTS = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(Path(FOLDER, "texts").glob("*.toml"))}
WANTED = [
    (name, kind, words, finding)
    for name, text in TEXTS.items()
    for kind in ("quote", "number")
    for words, finding in text[f"{kind}s"].items()
]


@cache
def judged(name: str) -> list[tuple[Claim, Finding]]:
    text = TEXTS[name]
    claims = extract_claims(document(text["article"]), text["language"])
    sources = [Source(one["name"], one["language"], document(one["text"])) for one in text["source"]]
    findings = judge_claims(Digest(text["article"], text["language"]), claims, SourceIndex.of_sources(sources))
    return list(zip(claims, findings, strict=True))


@each_row(Row(wanted[0], wanted[2], wanted) for wanted in WANTED)
def test_claim(name: str, kind: str, words: str, finding: str) -> None:
    place = TEXTS[name]["article"].index(words)
    found = [
        (claim, one)
        for claim, one in judged(name)
        if claim.kind == kind and claim.span.start < place + len(words) and place < claim.span.end
    ]
    assert found, f"no {kind} was found at {words!r}"
    assert found[0][1].finding == finding, found[0][1].reasons
