"""The models of `index.model.weights`, run on the processor. The only file that opens one in onnxruntime to use it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.errors import DamagedModelError
from index.model.held import held


def open_session(path: Path, threads: int = 0) -> Any:
    """A model whose passes run on so many `threads`; 0: one for each core. Safe to share, and shared.

    Raises DamagedModelError where it cannot be loaded.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")

    def load() -> Any:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    try:
        return held(path, load, threads)
    except Exception as error:  # It has a class for each of its codes, and some are of pybind's.
        raise DamagedModelError(path.parent, error) from error
