"""No test here is timed: an example may take as long as a busy machine needs for a commit."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
