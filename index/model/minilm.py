"""The embedded embedder: all-MiniLM-L6-v2 as int8 ONNX on the CPU, with vectors for parts from the same pass.

A text's vector is the mean of its contextual token vectors; a part's vector is the mean over the tokens of the part
("late pooling", after Günther et al. 2024, late chunking), so sentences cost nothing extra and know their context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model.embed import Embedded, EmbedInput, Tokens, Vector, normalise
from index.model.graph import MODEL, WIDTH
from index.model.session import open_session
from index.model.tokenizer import open_tokenizer
from index.model.weights import GRAPH_VERSION, WEIGHTS_SHA256, Say, model_folder
from index.model.words import load_table, reduce

# The model was trained on 128 and published for 256 tokens; beyond that a text is read in windows.
WINDOW = 256
# Padding costs more than batching gains on a CPU, so batches are small and of like lengths.
BATCH = 8


@dataclass(frozen=True, slots=True)
class _Pooled:
    """A text's vectors, and the tokens of its parts at full width with the part of each."""

    vector: Vector
    parts: Vector
    kept: Vector
    owners: NDArray[np.int16]


class MiniLM:
    """Embeds on this machine, with no network. The model is loaded at the first use (about 0.1 s after imports)."""

    fingerprint = f"{MODEL}-int8-v{GRAPH_VERSION}-{WEIGHTS_SHA256[:8]}"
    dimension = WIDTH

    def __init__(self, home: Path, say: Say | None = None) -> None:
        """`say` is told about the one-time preparation of the model."""
        self._home = home
        self._say = say
        self._loading = Lock()
        self._loaded: tuple[Any, Any, Vector] | None = None

    def warm(self) -> None:
        """Load the model now. Raises EmbedderError where the weights are nowhere to be found."""
        self._models()

    def _models(self) -> tuple[Any, Any, Vector]:
        """Session, tokenizer, and what reduces token vectors."""
        with self._loading:
            if self._loaded is None:
                folder = model_folder(self._home, self._say)
                reduction = load_table(folder / "reduction.npy")
                self._loaded = (open_session(folder / "model.onnx"), open_tokenizer(folder), reduction)
            return self._loaded

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        """One result per input, in order."""
        encodings = self._models()[1].encode_batch([item.text for item in inputs]) if inputs else []
        order = sorted(range(len(inputs)), key=lambda i: len(encodings[i].ids))
        pooled: dict[int, _Pooled] = {}
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            hidden = self._hidden([encodings[i].ids[: inputs[i].most_tokens] for i in rows])
            for i, tokens in zip(rows, hidden, strict=True):
                pooled[i] = _pool(tokens, encodings[i].offsets[: len(tokens)], inputs[i].parts)
        return self._with_tokens([pooled[i] for i in range(len(inputs))])

    def _with_tokens(self, pooled: Sequence[_Pooled]) -> list[Embedded]:
        """Make all token vectors small in one product: many small ones would wait for the model's own threads."""
        if not any(len(item.kept) for item in pooled):
            return [Embedded(item.vector, item.parts) for item in pooled]
        rows = reduce(np.concatenate([item.kept for item in pooled]), self._models()[2])
        small = np.split(np.rint(rows * 127).astype(np.int8), np.cumsum([len(item.kept) for item in pooled])[:-1])
        return [
            Embedded(item.vector, item.parts, Tokens(vectors, item.owners))
            for item, vectors in zip(pooled, small, strict=True)
        ]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Length of each text in the model's own tokens, without the two that mark its ends."""
        if not texts:
            return []
        # The fast way leaves out where in the text each token stands.
        return [
            len(encoding) for encoding in self._models()[1].encode_batch_fast(list(texts), add_special_tokens=False)
        ]

    def _hidden(self, texts: Sequence[Sequence[int]]) -> list[Vector]:
        """Contextual vectors of each text's own tokens, shape (tokens, dimension). Long texts go window by window."""
        windows = [(n, ids) for n, whole in enumerate(texts) for ids in _windows(whole)]
        outputs = self._run([ids for _, ids in windows])
        found: list[list[Vector]] = [[] for _ in texts]
        for (n, _), output in zip(windows, outputs, strict=True):
            found[n].append(output)
        return [np.concatenate(parts) if len(parts) > 1 else parts[0] for parts in found]

    def _run(self, windows: Sequence[Sequence[int]]) -> list[Vector]:
        length = max(len(ids) for ids in windows)
        ids = np.zeros((len(windows), length), np.int64)
        bias = np.full((len(windows), 1, 1, length), -1e9, np.float32)
        for row, window in enumerate(windows):
            ids[row, : len(window)] = window
            bias[row, :, :, : len(window)] = 0
        feed = {"ids": ids, "positions": np.arange(length, dtype=np.int64)[None, :], "bias": bias}
        (hidden,) = self._models()[0].run(["hidden"], feed)
        return [hidden[row, : len(window)] for row, window in enumerate(windows)]


def _windows(ids: Sequence[int]) -> list[Sequence[int]]:
    """Split a long text's ids; together the windows hold every token once, in order."""
    return [ids[at : at + WINDOW] for at in range(0, len(ids), WINDOW)]


def _pool(tokens: Vector, offsets: Sequence[tuple[int, int]], parts: Sequence[tuple[int, int]]) -> _Pooled:
    whole = normalise(tokens.mean(axis=0)[None, :])[0]
    if not parts:
        return _Pooled(whole, np.zeros((0, tokens.shape[1]), np.float32), tokens[:0], np.zeros(0, np.int16))
    first, last = np.array(parts, np.int64).T[:, :, None]
    starts = np.fromiter((start for start, _ in offsets), np.int64, len(offsets))
    ends = np.fromiter((end for _, end in offsets), np.int64, len(offsets))
    inside = (starts >= first) & (ends <= last) & (ends > starts)
    counts = inside.sum(axis=1, dtype=np.float32)[:, None]
    # A part without a token of its own (an emoji the vocabulary lacks, say) takes the vector of the whole.
    rows = np.where(counts > 0, inside.astype(np.float32) @ tokens / np.maximum(counts, 1), whole)
    owned = inside.any(axis=0)
    return _Pooled(whole, normalise(rows), tokens[owned], inside.argmax(axis=0)[owned].astype(np.int16))
