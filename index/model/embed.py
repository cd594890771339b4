"""What an embedder is. A back-end is one class whose work is one method, `embed`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EmbedInput:
    """A text to embed, and the parts of it (code-point ranges, say its sentences) that want a vector of their own.

    Of a text that need not be read to its end, `most_tokens` are read; a part beyond them has the vector of the whole.
    """

    text: str
    parts: tuple[tuple[int, int], ...] = ()
    most_tokens: int | None = None


# Length of the small token vectors that late interaction compares.
TOKEN_DIMENSION = 64


@dataclass(frozen=True, slots=True)
class Tokens:
    """The contextual vectors of a text's tokens, small: 127 times unit vectors, shape (tokens, TOKEN_DIMENSION).

    `owners` is the number of the part that each token stands in, never falling; tokens outside every part are left out.
    An embedder that does not show its tokens gives none.
    """

    vectors: NDArray[np.int8]
    owners: NDArray[np.int16]


NO_TOKENS = Tokens(np.zeros((0, TOKEN_DIMENSION), np.int8), np.zeros(0, np.int16))


@dataclass(frozen=True, slots=True)
class Embedded:
    """`vector` has shape (dimension,), `parts` has shape (number of parts, dimension); rows have length 1."""

    vector: Vector
    parts: Vector
    tokens: Tokens = NO_TOKENS


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their similarity."""

    @property
    def fingerprint(self) -> str:
        """Names the model and everything that changes its vectors. Vectors of two fingerprints never mix."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def warm(self) -> None:
        """Load what the first `embed` would have to load. Raises EmbedderError as `embed` does."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """About how many tokens each text has, to size passages by."""

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        """One result per input, in order. Raises EmbedderError where the model cannot be reached."""


def normalise(rows: Vector) -> Vector:
    """Rows scaled to length 1; a zero row stays zero."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-12), np.float32)
