"""A cross-encoder whose model runs in one of the local libraries."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from index.model.embed import Vector
from index.model.local import LIBRARIES, Score


class LocalReranker:
    """Scores how well texts answer a question, with the model that the settings name, loaded at the first use."""

    def __init__(self, library: str, model: str = "") -> None:
        """`library` is a key of `LIBRARIES`; without `model` it is the library's default."""
        self._library = LIBRARIES[library]
        self._model = model
        self._loading = Lock()
        self._score: Score | None = None

    def __call__(self, question: str, texts: Sequence[str]) -> Vector:
        """Shape (texts,), more is better. Raises EmbedderError, or SettingsError where the library is missing."""
        with self._loading:
            if self._score is None:
                self._score = self._library.scorer(self._model)
        return self._score(question, texts)
