"""How near the sentences of a passage are in meaning to a claim, by the vectors that are stored with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.library import Library
from index.model.embed import Vector
from index.types import Passage
from rag.citing.locate import Similar


def by_vectors(library: Library) -> Similar:
    """For an embedder on this machine: one short text costs some milliseconds, and is remembered."""

    @lru_cache(maxsize=64)
    def vector(claim: str) -> Vector:
        return library.embed(claim).vector

    def similar(claim: str, passage: Passage) -> Sequence[float]:
        stored = library.stored([passage.id]).get(passage.id)
        # It may have been removed while the answer is written.
        if stored is None:
            return [0.0] * len(passage.sentences)
        near: list[float] = np.clip(stored.parts @ vector(claim), 0.0, 1.0).tolist()
        return near

    return similar
