"""Signs that a source's figure is of another thing or another time than the one that the article tells."""
