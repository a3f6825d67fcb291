"""Judging a quote: where it stands in a source, what differs, who said it; across languages, what it says."""
