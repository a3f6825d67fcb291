"""What words mean for one another, in one language or two: folded, as terms, by their meanings, in pairs."""
