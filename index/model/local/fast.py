"""The only file that imports fastembed: models in ONNX, run by onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import EmbedderError, first_line
from index.model.embed import Vector, normalise
from index.model.local import Encode, Score

# Where a folder holds its model; the first that is there.
_FILES = ("onnx/model.onnx", "model.onnx")


def load_encoder(model: str) -> Encode:
    """An embedding model of fastembed's list, or the one in a folder, whose token vectors are averaged."""
    from fastembed import TextEmbedding

    loaded = _load(TextEmbedding, model, _averaged(model))

    def encode(texts: Sequence[str]) -> Vector:
        return normalise(np.array(list(loaded.embed(list(texts))), np.float32))

    return encode


def load_scorer(model: str) -> Score:
    """A cross-encoder of fastembed's list, or the one in a folder."""
    from fastembed.rerank.cross_encoder import TextCrossEncoder

    loaded = _load(TextCrossEncoder, model, {})

    def score(question: str, texts: Sequence[str]) -> Vector:
        return np.array(list(loaded.rerank(question, list(texts))), np.float32).reshape(len(texts))

    return score


def _averaged(model: str) -> dict[str, Any]:
    """What fastembed must be told of an embedding model that it does not know."""
    from fastembed.common.model_description import PoolingType

    config = Path(model) / "config.json"
    width = json.loads(config.read_text(encoding="utf-8")).get("hidden_size", 0) if config.is_file() else 0
    return {"pooling": PoolingType.MEAN, "normalization": True, "dim": width}


def _load(kind: Any, model: str, described: dict[str, Any]) -> Any:
    """Raises EmbedderError. The library raises whatever its own parts do, so everything is caught and said."""
    try:
        if not Path(model).is_dir():
            return kind(model)
        return _from_folder(kind, Path(model).resolve(), described)
    except Exception as error:
        raise EmbedderError(
            f"fastembed cannot load the model {model!r} ({first_line(error)}). Name a model of its list or a folder "
            "with an ONNX model and its tokenizer, and connect to the network where it must be fetched first."
        ) from error


def _from_folder(kind: Any, folder: Path, described: dict[str, Any]) -> Any:
    """A folder is a model that the list does not have: it is put there, once a process, under its path."""
    from fastembed.common.model_description import ModelSource

    file = next((name for name in _FILES if (folder / name).is_file()), _FILES[0])
    known = {str(item["model"]).lower() for item in kind.list_supported_models()}
    if str(folder).lower() not in known:
        # A source is demanded, and never asked: the folder is given below.
        kind.add_custom_model(str(folder), sources=ModelSource(hf="local/folder"), model_file=file, **described)
    return kind(str(folder), specific_model_path=str(folder))
