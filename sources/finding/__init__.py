"""Where further sources may be: the links of an article, feeds, sitemaps."""
