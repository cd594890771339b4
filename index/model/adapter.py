"""What makes more of the embedded model than an encoder: small changes to its weights, a file for each use.

The changes are of low rank (LoRA; Hu et al. 2021): W + B A, with a row for each segment and a head that weighs each
token. They are our own, and ship with the package in half precision: `reader.npz` for `index.model.reader`, learnt on
questions about documents (`eval/reader/`, `eval/reworded/`), and `entailment.npz` for `index.model.entailment`, learnt
on true and false claims about sentences (`eval/entailment/`).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from zipfile import ZipFile

import numpy as np

from index.model.graph import Tensors

READER, ENTAILMENT = "reader", "entailment"
_SEGMENTS = "embeddings.token_type_embeddings.weight"


@lru_cache(maxsize=2)
def adapter_version(name: str) -> str:
    """Eight digits that change with the file: of the checksums in its directory, for all of it takes long to read."""
    with files("index.model").joinpath(f"{name}.npz").open("rb") as file, ZipFile(file) as archive:
        told = [(member.filename, member.CRC) for member in archive.infolist()]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:8]


def changes_of(name: str) -> Tensors:
    """What was learnt for a use, by the names of the tensors that it changes."""
    with files("index.model").joinpath(f"{name}.npz").open("rb") as file, np.load(file) as changes:
        return {tensor: changes[tensor].astype(np.float32) for tensor in changes.files}


def adapted(tensors: Tensors, name: str) -> Tensors:
    """The published weights, changed, with `answer.weight`, shape (1, width), and `answer.bias`, shape (1,)."""
    own = changes_of(name)
    found = {
        **tensors,
        _SEGMENTS: own[_SEGMENTS],
        "answer.weight": own["answer.weight"],
        "answer.bias": own["answer.bias"],
    }
    for tensor in tensors:
        if f"{tensor}.A" in own:
            found[tensor] = tensors[tensor] + own[f"{tensor}.B"] @ own[f"{tensor}.A"]
    return found
