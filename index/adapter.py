"""What makes a reader of the embedded model: small changes to its weights, learnt on questions about documents.

The changes are of low rank (LoRA; Hu et al. 2021): W + B A, with a row for each segment and a head that weighs each
token as a part of an answer. They are our own (`eval/reader/`), and ship with the package in half precision.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files

import numpy as np

from index.graph import Tensors

_FILE = "reader.npz"
_SEGMENTS = "embeddings.token_type_embeddings.weight"


@lru_cache(maxsize=1)
def adapter_version() -> str:
    """Eight digits that change with the file."""
    return hashlib.sha256(files("index").joinpath(_FILE).read_bytes()).hexdigest()[:8]


def adapted(tensors: Tensors) -> Tensors:
    """The published weights, changed, with `answer.weight`, shape (1, width), and `answer.bias`, shape (1,)."""
    with files("index").joinpath(_FILE).open("rb") as file, np.load(file) as changes:
        own = {name: changes[name].astype(np.float32) for name in changes.files}
    found = {
        **tensors,
        _SEGMENTS: own[_SEGMENTS],
        "answer.weight": own["answer.weight"],
        "answer.bias": own["answer.bias"],
    }
    for name in tensors:
        if f"{name}.A" in own:
            found[name] = tensors[name] + own[f"{name}.B"] @ own[f"{name}.A"]
    return found
