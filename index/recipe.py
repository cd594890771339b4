"""The recipe of a document: all that its passages and their vectors depend on besides its text.

A document that was made by another recipe is made anew when it is added again. The counts stand here, and not beside
the rules that they count, because every question needs the recipe and none needs the readers.
"""

from __future__ import annotations

from index.chunk import PASSAGE_TOKENS

# Raised when the readers give other text than before.
READING = 12
# Raised when text is cut into other sentences than before.
SENTENCES = 16


def recipe(embedder: str) -> str:
    """What is made now, by the embedder with this fingerprint."""
    return with_embedder(f"passages-{PASSAGE_TOKENS}-{SENTENCES}-{READING}", embedder)


def with_embedder(before: str, embedder: str) -> str:
    """A recipe of any time with another embedder: what it says of how texts were read and cut stays true."""
    return f"{before.partition('/')[0]}/{embedder}"
