"""How alike a claim and its evidence are to the embedded model, which reads words in their context.

It tells other words for the same from what is about something else, where the words themselves are too few to tell. It
does not tell a truth from its contrary, so it says nothing where something speaks against a claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.model.embed import Embedded, Embedder, EmbedInput, normalise
from rag.verdict.reading import read

# So many texts are remembered: the claim in hand with its clauses, and the evidence of one answer.
_REMEMBERED = 64


class Likeness:
    """Compares plain texts; some milliseconds for a new one. Without an embedder, nothing is alike, nothing strange."""

    def __init__(self, embedder: Embedder | None) -> None:
        """`embedder` is one on this machine."""
        self._embedder = embedder
        self._remembered: dict[str, Embedded] = {}

    def whole(self, one: str, two: str) -> float:
        """The cosine of two texts."""
        if self._embedder is None:
            return 0.0
        first, second = self._read(self._embedder, [one, two])
        return float(first.vector @ second.vector)

    def word(self, claim: str, at: int, cited: str) -> float:
        """How near any word of what is cited comes to one of the claim's, by its place; 1 without an embedder."""
        if self._embedder is None:
            return 1.0
        mine, theirs = self._read(self._embedder, [claim, cited])
        return float((theirs.parts @ mine.parts[at]).max())

    def clause(self, claim: str, places: Sequence[int], cited: str) -> float:
        """The cosine of some words of a claim, by their places and as the claim means them, with what is cited."""
        if self._embedder is None:
            return 0.0
        mine, theirs = self._read(self._embedder, [claim, cited])
        return float(normalise(mine.parts[list(places)].mean(axis=0)) @ theirs.vector)

    def _read(self, embedder: Embedder, texts: Sequence[str]) -> list[Embedded]:
        """Texts with a vector for each word. A claim and its evidence are asked about several times."""
        found = {text: self._remembered.pop(text, None) for text in texts}
        # One by one: what else is in a batch moves a quantised model's vectors a little, and so could a verdict.
        read_now = {text: known or embedder.embed([_with_words(text)])[0] for text, known in found.items()}
        # The latest stay; of two threads at most one text is read again.
        self._remembered = dict([*self._remembered.items(), *read_now.items()][-_REMEMBERED:])
        return [read_now[text] for text in texts]


def _with_words(text: str) -> EmbedInput:
    return EmbedInput(text, tuple((token.start, token.end) for token in read(text).tokens))
