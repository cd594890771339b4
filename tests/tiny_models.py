"""Models of random weights, small enough to make in a test: an embedder and a cross-encoder in ONNX."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

WIDTH = 12
VOCABULARY = 500
# One that fastembed can run, whatever onnx can write.
_OPSET, _IR = 17, 9


def write_embedder(folder: Path) -> Path:
    """Every word has a random vector, in no context: texts that share words are near each other."""
    hidden = helper.make_node("Gather", ["words", "input_ids"], ["last_hidden_state"])
    _write(folder, [hidden], "last_hidden_state", ["batch", "length", WIDTH], {"words": (VOCABULARY, WIDTH)})
    return folder


def write_cross_encoder(folder: Path) -> Path:
    """A random number for each word, averaged over the question and the text."""
    nodes = [
        helper.make_node("Gather", ["words", "input_ids"], ["each"]),
        helper.make_node("ReduceMean", ["each"], ["logits"], axes=[1], keepdims=0),
    ]
    _write(folder, nodes, "logits", ["batch", 1], {"words": (VOCABULARY, 1)})
    return folder


def _write(
    folder: Path, nodes: list[onnx.NodeProto], output: str, shape: list[str | int], weights: dict[str, tuple[int, int]]
) -> None:
    folder.mkdir()
    random = np.random.default_rng(7)
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        [
            numpy_helper.from_array(random.standard_normal(size).astype(np.float32), name)
            for name, size in weights.items()
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
    onnx.save(model, str(folder / "model.onnx"))
    _write_tokenizer(folder)


def _write_tokenizer(folder: Path) -> None:
    """Letters are words here, and pairs of letters: a vocabulary that any text is written in."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    pieces = ["[PAD]", "[UNK]", *letters, *(f"{a}{b}" for a in "aeioust" for b in letters)]
    vocabulary = {piece: at for at, piece in enumerate([*pieces, *(f"##{piece}" for piece in letters)])}
    assert len(vocabulary) <= VOCABULARY
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
    tokenizer.save(str(folder / "tokenizer.json"))
    for name, content in {
        "config.json": {"hidden_size": WIDTH, "pad_token_id": 0},
        "tokenizer_config.json": {"model_max_length": 128, "pad_token": "[PAD]"},
        "special_tokens_map.json": {"pad_token": "[PAD]", "unk_token": "[UNK]"},
    }.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
