"""Where a library keeps its documents: the catalog, which is the truth, and what is made from it."""
