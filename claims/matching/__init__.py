"""Claims against sources: finding the passage that bears on a claim, and judging the claim by it."""

from claims.matching.digest import Digest
from claims.matching.index import Location, SourceIndex
from claims.matching.judge import judge, judge_claims

__all__ = ["Digest", "Location", "SourceIndex", "judge", "judge_claims"]
