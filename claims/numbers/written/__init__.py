"""One figure: digits, number words, fractions, scales, Chinese numerals, places in an order."""
