"""Figures that a source says in another way: worked out, compared, bounded, or as parts of a whole."""
