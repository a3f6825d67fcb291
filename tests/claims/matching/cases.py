"""The cases of fixtures/cases/judging: an article's sentence, a source's, and the finding that is right."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from claims.extract import extract_claims
from claims.matching import Digest, SourceIndex, judge_claims
from claims.model import Claim, Finding, Source
from sources.document import Block, Document, Role, Span

FOLDER = Path(__file__).parents[3] / "fixtures" / "cases" / "judging"


@dataclass(frozen=True)
class Case:
    """One pair. `claim` picks one of several claims; `any` asks only that the finding is no error."""

    name: str
    kind: str
    languages: tuple[str, str]
    article: str
    source: str
    finding: str
    detail: str
    claim: str

    def judged(self) -> tuple[Claim, Finding] | None:
        """The claim that is meant, with what is found for it; None where no such claim is extracted."""
        article, source = document(self.article), document(self.source)
        claims = extract_claims(article, self.languages[0])
        findings = judge_claims(
            Digest(self.article, self.languages[0]),
            claims,
            SourceIndex.of_sources([Source("s", self.languages[1], source)]),
        )
        place = self.article.index(self.claim)
        for claim, finding in zip(claims, findings, strict=True):
            if claim.kind == self.kind and (not self.claim or claim.span.start <= place < claim.span.end):
                return claim, finding
        return None


def document(text: str) -> Document:
    """A plain text, whatever is in it."""
    return Document(text, "text/plain", (Block(Span(0, len(text)), Role.PARAGRAPH),))


def load() -> list[Case]:
    """All cases, file by file."""
    return [
        Case(
            f"{file.stem}-{kind}-{number}",
            kind,
            tuple(case.get("languages") or file.stem.split("-")),
            case["article"],
            case["source"],
            case["finding"],
            case.get("detail", ""),
            case.get("claim", ""),
        )
        for file in sorted(FOLDER.glob("*.toml"))
        for kind, cases in tomllib.loads(file.read_text("utf-8")).items()
        for number, case in enumerate(cases, start=1)
    ]
