"""How alike a claim and its evidence are to the embedded model, which reads words in their context.

It tells other words for the same from what is about something else, where the words themselves are too few to tell. It
does not tell a truth from its contrary, so it says nothing where something speaks against a claim.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from index.embed import Embedder, EmbedInput
from rag.verdict.reading import read

# Pairs of texts of which the result is remembered: the evidence of one answer.
_REMEMBERED = 64


class Likeness:
    """Compares plain texts; some milliseconds for a pair. Without an embedder, nothing is alike and nothing strange."""

    def __init__(self, embedder: Embedder | None) -> None:
        """`embedder` is one on this machine."""
        self._embedder = embedder
        self.whole: Callable[[str, str], float] = lru_cache(maxsize=_REMEMBERED)(self._whole)

    def _whole(self, one: str, two: str) -> float:
        """The cosine of two texts."""
        if self._embedder is None:
            return 0.0
        first, second = self._embedder.embed([EmbedInput(one), EmbedInput(two)])
        return float(first.vector @ second.vector)

    def word(self, claim: str, at: int, cited: str) -> float:
        """How near any word of what is cited comes to one of the claim's, by its place; 1 without an embedder."""
        if self._embedder is None:
            return 1.0
        mine, theirs = self._embedder.embed([_with_words(claim), _with_words(cited)])
        return float((theirs.parts @ mine.parts[at]).max())


def _with_words(text: str) -> EmbedInput:
    return EmbedInput(text, tuple((token.start, token.end) for token in read(text).tokens))
