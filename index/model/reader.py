"""Reads a question and a text together, and tells of each sentence how likely it holds the answer.

Each token is weighed as a part of the answer against there being none, as extractive readers do (Devlin et al. 2019, on
SQuAD 2.0); a sentence is as likely as its tokens together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.model.cross_encoder import BEGIN, PART, CrossEncoder, Joined
from index.model.embed import Vector

# Tokens that are read of the question, of the end of a heading, and of the text.
_QUESTION, _HEADING, _TEXT = 40, 8, 102
# The log-odds of a sentence that lies beyond what is read.
_UNREAD = -20.0


def joined(tokenizer: Any, question: str, heading: str, text: str) -> Joined:
    """What the reader is given, in use and when it learns. Of a long question its beginning."""
    # One by one: for so few, a batch waits longer for its threads than it takes.
    own = tokenizer.encode(text, add_special_tokens=False)
    first = [BEGIN, *_ids(tokenizer, question)[:_QUESTION], PART]
    before = [*first, *_ids(tokenizer, heading)[-_HEADING:], PART] if heading else first
    ids = [*before, *own.ids[:_TEXT], PART]
    return Joined(ids, len(first), range(len(before), len(ids) - 1), own.offsets[:_TEXT])


# All places of one question are read with the same one, and often under one heading.
@lru_cache(maxsize=256)
def _ids(tokenizer: Any, text: str) -> tuple[int, ...]:
    return tuple(tokenizer.encode(text, add_special_tokens=False).ids)


class Reader:
    """Reads on this machine, with no network. The model is loaded at the first use. Safe to use from threads."""

    def __init__(self, folder: Path, vocabulary: Path) -> None:
        """The folders of the reader and of the embedded model, as `index.model.weights` makes them."""
        # Two short texts on a core each are read in two thirds of the time of one after the other on both.
        self._model = CrossEncoder(folder, vocabulary, threads=1)

    def warm(self) -> None:
        """Load the model now."""
        self._model.warm()

    def __call__(self, question: str, heading: str, text: str, parts: Sequence[tuple[int, int]]) -> Vector | None:
        """The log-odds of each part of a text, given as (start, end), to hold the answer; shape (parts,).

        None where the question is longer than those that it learnt from: what is asked may stand at its end.
        """
        both = joined(self._model.tokenizer, question, heading, text)
        if both.second > _QUESTION + 1:
            return None
        return _of_parts(self._model(both), both.offsets, parts)


def _of_parts(tokens: Vector, offsets: Sequence[tuple[int, int]], parts: Sequence[tuple[int, int]]) -> Vector:
    found = np.full(len(parts), _UNREAD, np.float32)
    for at, (start, end) in enumerate(parts):
        own = [odds for odds, (a, b) in zip(tokens, offsets, strict=True) if a >= start and b <= end and b > a]
        if own:
            found[at] = np.logaddexp.reduce(own)
    return found
