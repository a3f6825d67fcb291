"""A reference library: pages that a desk keeps at hand, indexed on disk by their words, figures and quotes.

It finds; what was found is judged where every source is. `Library` is what others need of it.
"""
