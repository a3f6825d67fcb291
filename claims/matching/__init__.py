"""Claims against sources: finding the passage that bears on a claim, and judging the claim by it."""

from claims.matching.index import Location, SourceIndex

__all__ = ["Location", "SourceIndex"]
