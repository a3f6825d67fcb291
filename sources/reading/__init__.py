"""Readers, one for each format: bytes in, `Document` out."""

from sources.reading.choose import read

__all__ = ["read"]
