"""Texts as matching takes them in: sentences, words, tables and passages, indexed and aligned."""
