"""Quotations in Chinese, which parts no words: titles, names and verbs by their order."""
