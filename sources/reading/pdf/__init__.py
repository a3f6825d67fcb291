"""PDF: a child process takes the words from the pages, lays them out in the order of reading and hands back blocks."""

from sources.reading.pdf.reader import MEDIA_TYPE, read_pdf

__all__ = ["MEDIA_TYPE", "read_pdf"]
