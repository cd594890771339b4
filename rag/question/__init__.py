"""A question: its words, what kind of thing would answer it, and what it names, counts, measures or compares."""
