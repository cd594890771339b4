"""Embedders for tests: one that needs no model, one that remembers what it was asked, one that fails when told to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.errors import EmbedderError
from index.model.embed import Embedded, Embedder, EmbedInput, Vector, normalise


class WordEmbedder:
    """A text is the sum of its words, each a fixed random direction. Finds by shared words; instant."""

    dimension = 48

    def __init__(self, fingerprint: str = "words-v1") -> None:
        self.fingerprint = fingerprint

    def warm(self) -> None:
        """Nothing to load."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        results = []
        for item in inputs:
            rows = [self._sum(item.text), *(self._sum(item.text[start:end]) for start, end in item.parts)]
            vectors = normalise(np.array(rows, np.float32))
            results.append(Embedded(vectors[0], vectors[1:]))
        return results

    def _sum(self, text: str) -> Vector:
        words = text.lower().split() or [""]
        return np.sum([_direction(self.fingerprint + word.strip(".,"), self.dimension) for word in words], axis=0)  # type: ignore[no-any-return]


class Recording:
    """Passes everything on to another embedder and remembers the texts."""

    def __init__(self, inner: Embedder) -> None:
        self.inner = inner
        self.embedded: list[str] = []

    @property
    def fingerprint(self) -> str:
        return self.inner.fingerprint

    @property
    def dimension(self) -> int:
        return self.inner.dimension

    def warm(self) -> None:
        self.inner.warm()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.inner.count_tokens(texts)

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        self.embedded.extend(item.text for item in inputs)
        return self.inner.embed(inputs)


class Failing(Recording):
    """Works for `good` texts, then is out of reach until `good` is raised."""

    def __init__(self, inner: Embedder, good: int) -> None:
        super().__init__(inner)
        self.good = good

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        if len(self.embedded) + len(inputs) > self.good:
            raise EmbedderError("The embeddings server did not answer. Try again.")
        return super().embed(inputs)


@lru_cache(maxsize=100_000)
def _direction(word: str, dimension: int) -> Vector:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).normal(size=dimension).astype(np.float32)
