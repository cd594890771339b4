"""Models that run on this machine in libraries which the user adds: other embedders, and cross-encoders that rerank.

`LIBRARIES` is the table of these libraries. None is part of the installation, and none is imported before it is asked
for. Where a model is not on the machine yet, its library fetches it. A model is named as its library names it, or by
the folder that it lies in.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from index.errors import SettingsError
from index.model.embed import Vector

# Texts to vectors, shape (texts, dimension), rows of length 1.
Encode = Callable[[Sequence[str]], Vector]
# A question and texts to how well each answers it, shape (texts,); more is better, the scale is the model's own.
Score = Callable[[str, Sequence[str]], Vector]


class _Owner(Protocol):
    """What a module has that owns a library."""

    def load_encoder(self, model: str) -> Encode: ...

    def load_scorer(self, model: str) -> Score: ...


@dataclass(frozen=True, slots=True)
class LocalLibrary:
    """A library of models: how it is imported, the models it takes by default, and the module that owns it here."""

    package: str
    module: str
    embedding_model: str
    reranker_model: str
    owner: str

    def encoder(self, model: str) -> Encode:
        """Load an embedding model. Raises EmbedderError, or SettingsError where the library is not installed."""
        return self._owner().load_encoder(model or self.embedding_model)

    def scorer(self, model: str) -> Score:
        """Load a cross-encoder. Raises EmbedderError, or SettingsError where the library is not installed."""
        return self._owner().load_scorer(model or self.reranker_model)

    def _owner(self) -> _Owner:
        try:
            importlib.import_module(self.module)
        except ImportError as error:
            raise SettingsError(
                f"{self.package} cannot be imported ({error}). Install it beside Footnote with: "
                f"python -m pip install {self.package}"
            ) from None
        return cast(_Owner, importlib.import_module(self.owner))


LIBRARIES = {
    "fastembed": LocalLibrary(
        "fastembed", "fastembed", "BAAI/bge-small-en-v1.5", "Xenova/ms-marco-MiniLM-L-6-v2", "index.model.local.fast"
    ),
    "sentence-transformers": LocalLibrary(
        "sentence-transformers",
        "sentence_transformers",
        "BAAI/bge-small-en-v1.5",
        "cross-encoder/ms-marco-MiniLM-L6-v2",
        "index.model.local.sentence",
    ),
}
