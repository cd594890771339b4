"""Vectors of single words, and how rare each is: cheap evidence that "withdrew" answers a question about a "pull-out".

Every entry of the model's vocabulary is run through the model once, alone, and reduced by principal components
(the idea of model2vec, Tulkens & van Dongen 2024). The vocabulary is ordered by frequency, which gives the rarity.
"""

from __future__ import annotations

import math
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import DamagedModelError
from index.model.embed import TOKEN_DIMENSION, Vector, normalise
from index.model.session import open_session
from index.model.tokenizer import open_tokenizer
from index.text.terms import is_readable

DIMENSION = TOKEN_DIMENSION
# Below this id stand special tokens, punctuation and single characters.
_FIRST_WORD = 1996
_BATCH = 512


class Words:
    """Word vectors of length 1, shape (DIMENSION,); a word that the vocabulary lacks is made of its pieces."""

    def __init__(self, folder: Path) -> None:
        """`folder` is a model folder made by `index.model.weights`."""
        # Kept in half precision: a question looks up some hundred rows of thirty thousand.
        self._table = load_table(folder / "words.npy")
        self._tokenizer = open_tokenizer(folder)
        self._cached = lru_cache(maxsize=50_000)(self._look_up)

    def vector(self, word: str) -> Vector:
        """The word's vector."""
        return self._cached(word)[0]

    def rarity(self, word: str) -> float:
        """0 for the most frequent word of English, 1 for one that is too rare for the vocabulary."""
        return self._cached(word)[1]

    def _look_up(self, word: str) -> tuple[Vector, float]:
        number = self._tokenizer.token_to_id(word)
        if number is not None:
            rank = max(number - _FIRST_WORD, 0)
            return self._rows(number), math.log1p(rank) / math.log1p(len(self._table))
        if not is_readable(word):
            return _by_letters(word), 1.0
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids
        vector = self._rows(ids).mean(axis=0) if ids else np.zeros(DIMENSION, np.float32)
        return np.asarray(normalise(vector[None, :])[0], np.float32), 1.0

    def _rows(self, ids: int | list[int]) -> Vector:
        return np.asarray(self._table[ids], np.float32)


def load_table(path: Path) -> Vector:
    """An array that a build of the model stored. Raises DamagedModelError where it cannot be read."""
    try:
        table: Vector = np.load(path)
    except (OSError, ValueError, EOFError) as error:
        raise DamagedModelError(path.parent, error) from error
    return table


def _by_letters(word: str) -> Vector:
    """A word that the model cannot read, as the pairs of letters it is made of: spellings of a name come out near."""
    found = np.zeros(DIMENSION, np.float32)
    marked = f"<{word}>"
    for at in range(len(marked) - 1):
        found[zlib.crc32(marked[at : at + 2].encode()) % DIMENSION] += 1
    return np.asarray(normalise(found[None, :])[0], np.float32)


def write_word_vectors(folder: Path) -> None:
    """Write `words.npy`, shape (vocabulary, DIMENSION), from the model in `folder`."""
    session, tokenizer = open_session(folder / "model.onnx"), open_tokenizer(folder)
    start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    size = tokenizer.get_vocab_size()
    alone = np.concatenate(
        [_alone(session, range(at, min(at + _BATCH, size)), start, end) for at in range(0, size, _BATCH)]
    )
    reduction = _fit_reduction(alone[_FIRST_WORD:])
    np.save(folder / "words.npy", reduce(alone, reduction).astype(np.float16))
    np.save(folder / "reduction.npy", reduction)


def reduce(vectors: Vector, reduction: Vector) -> Vector:
    """Token vectors of the model, made small: shape (n, width) to (n, DIMENSION), rows of length 1."""
    return normalise((vectors - reduction[0]) @ reduction[1:].T)


def _alone(session: Any, ids: range, start: int | None, end: int | None) -> Vector:
    batch = np.array([[start, number, end] for number in ids], np.int64)
    feed = {
        "ids": batch,
        "positions": np.arange(3, dtype=np.int64)[None, :],
        "bias": np.zeros((len(batch), 1, 1, 3), np.float32),
    }
    (hidden,) = session.run(["hidden"], feed)
    return np.asarray(hidden[:, 1], np.float32)


def _fit_reduction(words: Vector) -> Vector:
    """The words' centre, then their strongest principal components; shape (1 + DIMENSION, width)."""
    _, axes = np.linalg.eigh(np.cov(words.T))
    return np.vstack([words.mean(axis=0), axes[:, ::-1][:, :DIMENSION].T]).astype(np.float32)
