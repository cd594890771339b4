"""Reads a question and a text together, and tells of each sentence how likely it holds the answer.

The embedded model with the changes of `index.adapter`, as a cross-encoder (Nogueira and Cho 2019): question and text in
one pass, where an embedder sees each alone. Each token is weighed as a part of the answer against there being none, as
extractive readers do (Devlin et al. 2019, on SQuAD 2.0); a sentence is as likely as its tokens together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.embed import Vector
from index.graph import POSITIONS
from index.minilm import open_session
from index.tokenizer import open_tokenizer

# The marks of the model's vocabulary that begin a text and part its segments.
_BEGIN, _PART = 101, 102
# Tokens that are read of the question, of the end of a heading, and of the text.
_QUESTION, _HEADING, _TEXT = 40, 8, 102
# The log-odds of a sentence that lies beyond what is read.
_UNREAD = -20.0


@dataclass(frozen=True, slots=True)
class Joined:
    """A question and a text as one run of tokens.

    `second` is where the second segment begins, `text` where the text's own tokens stand, `offsets` what they cover.
    """

    ids: list[int]
    second: int
    text: range
    offsets: Sequence[tuple[int, int]]


def joined(tokenizer: Any, question: str, heading: str, text: str) -> Joined:
    """What the reader is given, in use and when it learns."""
    asked, above, own = tokenizer.encode_batch([question, heading, text], add_special_tokens=False)
    first = [_BEGIN, *asked.ids[:_QUESTION], _PART]
    before = [*first, *above.ids[-_HEADING:], _PART] if heading else first
    ids = [*before, *own.ids[:_TEXT], _PART]
    return Joined(ids, len(first), range(len(before), len(ids) - 1), own.offsets[:_TEXT])


class Reader:
    """Reads on this machine, with no network. The model is loaded at the first use. Safe to use from threads."""

    def __init__(self, folder: Path, vocabulary: Path) -> None:
        """The folders of the reader and of the embedded model, as `index.weights` makes them."""
        self._folder = folder
        self._vocabulary = vocabulary
        self._loading = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def warm(self) -> None:
        """Load the model now."""
        self._models()

    def __call__(self, question: str, heading: str, text: str, parts: Sequence[tuple[int, int]]) -> Vector:
        """The log-odds of each part of a text, given as (start, end), to hold the answer; shape (parts,)."""
        session, tokenizer = self._models()
        both = joined(tokenizer, question, heading, text)
        ids = np.array([both.ids], np.int64)
        positions = np.arange(ids.shape[1])
        positions[both.second :] += POSITIONS
        feed = {"ids": ids, "positions": positions[None, :], "bias": np.zeros((1, 1, 1, ids.shape[1]), np.float32)}
        (found,) = session.run(["log_odds"], feed)
        return _of_parts(found[0, both.text, 0], both.offsets, parts)

    def _models(self) -> tuple[Any, Any]:
        with self._loading:
            if self._loaded is None:
                self._loaded = open_session(self._folder / "model.onnx"), open_tokenizer(self._vocabulary)
            return self._loaded


def _of_parts(tokens: Vector, offsets: Sequence[tuple[int, int]], parts: Sequence[tuple[int, int]]) -> Vector:
    found = np.full(len(parts), _UNREAD, np.float32)
    for at, (start, end) in enumerate(parts):
        own = [odds for odds, (a, b) in zip(tokens, offsets, strict=True) if a >= start and b <= end and b > a]
        if own:
            found[at] = np.logaddexp.reduce(own)
    return found
