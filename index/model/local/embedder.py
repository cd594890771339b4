"""An embedder whose model runs in one of the local libraries. Sentences are embedded by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from index.model.apart import count_roughly, embed_apart
from index.model.embed import Embedded, EmbedInput, Vector
from index.model.local import LIBRARIES, Encode


class LocalEmbedder:
    """Embeds on this machine with the model that the settings name. It is loaded at the first use."""

    def __init__(self, library: str, model: str = "") -> None:
        """`library` is a key of `LIBRARIES`; without `model` it is the library's default."""
        self._library = LIBRARIES[library]
        self._model = model or self._library.embedding_model
        # A folder is the same model wherever a program is started.
        named = str(Path(self._model).resolve()) if Path(self._model).is_dir() else self._model
        self.fingerprint = f"{library}-{named}"
        self._loading = Lock()
        self._encode: Encode | None = None
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """Length of a vector. Loads the model the first time; raises as `warm` does."""
        if not self._dimension:
            self._vectors(["dimension"])
        return self._dimension

    def warm(self) -> None:
        """Load the model. Raises EmbedderError, or SettingsError where its library is not installed."""
        with self._loading:
            if self._encode is None:
                self._encode = self._library.encoder(self._model)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """About how many tokens each text has."""
        return count_roughly(texts)

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        """One result per input, in order. Raises as `warm` does."""
        return embed_apart(inputs, self._vectors) if inputs else []

    def _vectors(self, texts: Sequence[str]) -> Vector:
        self.warm()
        assert self._encode is not None
        rows = self._encode(texts)
        self._dimension = rows.shape[1]
        return rows
