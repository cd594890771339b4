"""Vectors for parts from an embedder that shows no tokens: each part is embedded by itself, which costs more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.model.embed import Embedded, EmbedInput, Vector

# About so many characters are a token.
_CHARACTERS = 4


def count_roughly(texts: Sequence[str]) -> list[int]:
    """About four characters a token: near enough to size passages, and it needs no tokenizer."""
    return [max(1, len(text) // _CHARACTERS) for text in texts]


def embed_apart(inputs: Sequence[EmbedInput], vectors: Callable[[Sequence[str]], Vector]) -> list[Embedded]:
    """One result per input, in order. `vectors` gives a row of length 1 for each text."""
    asked = [_texts(item) for item in inputs]
    rows = vectors([text for texts in asked for text in texts])
    results, at = [], 0
    for item, texts in zip(inputs, asked, strict=True):
        parts = rows[at + 1 : at + len(texts)]
        # What was not asked for has the vector of the whole.
        rest = np.repeat(rows[at : at + 1], len(item.parts) - len(parts), axis=0)
        results.append(Embedded(rows[at], np.concatenate([parts, rest])))
        at += len(texts)
    return results


def _texts(item: EmbedInput) -> list[str]:
    """The text and its parts, as far as it is to be read; the parts stand in order."""
    end = len(item.text) if item.most_tokens is None else item.most_tokens * _CHARACTERS
    return [item.text[:end], *(item.text[start:stop] for start, stop in item.parts if stop <= end)]
