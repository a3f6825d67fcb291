"""Claims against sources: finding the passage that bears on a claim, and judging the claim by it."""

from claims.matching.judge import judge, judge_claims
from claims.matching.texts.digest import Digest
from claims.matching.texts.index import Location, SourceIndex

__all__ = ["Digest", "Location", "SourceIndex", "judge", "judge_claims"]
