"""Two texts in one pass of the embedded model, with the changes of `index.model.adapter`, and a weight for each token.

A cross-encoder (Nogueira and Cho 2019) sees both texts at once, where an embedder sees each alone. What the weights
mean is what the changes were learnt for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.model.embed import Vector
from index.model.graph import POSITIONS
from index.model.session import open_session
from index.model.tokenizer import open_tokenizer

# The marks of the model's vocabulary that begin a text and part its segments.
BEGIN, PART = 101, 102


@dataclass(frozen=True, slots=True)
class Joined:
    """Two texts as one run of tokens.

    `second` is where the second segment begins, `text` where the tokens stand that are weighed, `offsets` what they
    cover of their text.
    """

    ids: list[int]
    second: int
    text: range
    offsets: Sequence[tuple[int, int]]


class CrossEncoder:
    """Runs on this machine, with no network. The model is loaded at the first use. Safe to use from threads."""

    def __init__(self, folder: Path, vocabulary: Path, threads: int = 0) -> None:
        """The folders of the changed model and of the embedded one, as `index.model.weights` makes them.

        `threads` are those of one pass; 0: one for each core.
        """
        self._threads = threads
        self._folder = folder
        self._vocabulary = vocabulary
        self._loading = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def warm(self) -> None:
        """Load the model now."""
        self._models()

    @property
    def tokenizer(self) -> Any:
        """What joins texts for this model."""
        return self._models()[1]

    def __call__(self, both: Joined) -> Vector:
        """The log-odds of each token in `both.text`; shape (tokens,)."""
        session, _ = self._models()
        ids = np.array([both.ids], np.int64)
        positions = np.arange(ids.shape[1])
        positions[both.second :] += POSITIONS
        feed = {
            "ids": ids,
            "positions": positions[None, :],
            "bias": np.zeros((1, 1, 1, ids.shape[1]), np.float32),
            "weighed": np.array(both.text, np.int64),
        }
        (found,) = session.run(["log_odds"], feed)
        odds: Vector = found[0, :, 0]
        return odds

    def _models(self) -> tuple[Any, Any]:
        with self._loading:
            if self._loaded is None:
                self._loaded = (
                    open_session(self._folder / "model.onnx", self._threads),
                    open_tokenizer(self._vocabulary),
                )
            return self._loaded
