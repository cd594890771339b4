"""A model’s markers made footnotes: read from its stream, and each laid at the exact words that carry the claim."""
