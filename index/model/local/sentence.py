"""The only file that imports sentence-transformers: models in PyTorch, on a GPU where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.errors import EmbedderError, first_line
from index.model.embed import Vector, normalise
from index.model.local import Encode, Score


def load_encoder(model: str) -> Encode:
    """An embedding model by its name on the hub, or by its folder."""
    from sentence_transformers import SentenceTransformer

    loaded = _load(SentenceTransformer, model)

    def encode(texts: Sequence[str]) -> Vector:
        return normalise(np.asarray(loaded.encode(list(texts), show_progress_bar=False), np.float32))

    return encode


def load_scorer(model: str) -> Score:
    """A cross-encoder by its name on the hub, or by its folder."""
    from sentence_transformers import CrossEncoder

    loaded = _load(CrossEncoder, model)

    def score(question: str, texts: Sequence[str]) -> Vector:
        pairs = [(question, text) for text in texts]
        return np.asarray(loaded.predict(pairs, show_progress_bar=False), np.float32).reshape(len(texts))

    return score


def _load(kind: Any, model: str) -> Any:
    """Raises EmbedderError. The library raises whatever its own parts do, so everything is caught and said."""
    try:
        return kind(model)
    except Exception as error:
        raise EmbedderError(
            f"sentence-transformers cannot load the model {model!r} ({first_line(error)}). "
            "Name a model of its hub or a folder with one, and connect to the network where it must be fetched first."
        ) from error
