"""How alike a claim and its evidence are to the embedded model, which reads words in their context.

It tells other words for the same from what is about something else, where the words themselves are too few to tell. It
does not tell a truth from its contrary, so it says nothing where something speaks against a claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.embed import Embedder, EmbedInput, Vector
from rag.verdict.reading import Reading


@dataclass(frozen=True, slots=True)
class Likeness:
    """`whole`: the cosine of both texts. `words`: of each word of the claim with each of the evidence."""

    whole: float
    words: Vector

    def best(self, at: int) -> float:
        """How near any word of the evidence comes to one of the claim."""
        return float(self.words[at].max())


def likeness(embedder: Embedder, claim: Reading, cited: Reading) -> Likeness:
    """Compare two texts that are not empty; some milliseconds."""
    mine, theirs = embedder.embed([_with_words(claim), _with_words(cited)])
    return Likeness(float(mine.vector @ theirs.vector), mine.parts @ theirs.parts.T)


def _with_words(text: Reading) -> EmbedInput:
    return EmbedInput(text.text, tuple((token.start, token.end) for token in text.tokens))
