"""Judging a figure: which of a source's figures it stands for, and how the two values stand to each other."""
