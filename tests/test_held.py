"""What is loaded of a model's file: one for all that use it at once, none for nobody, never that of a file before."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import DamagedModelError
from index.model.session import open_session
from index.model.tokenizer import open_tokenizer
from index.model.weights import model_folder


def test_libraries_with_one_model_share_what_they_load(new_home: Callable[[], Path]) -> None:
    one, other = model_folder(new_home()), model_folder(new_home())
    assert one != other
    assert open_session(one / "model.onnx") is open_session(other / "model.onnx")
    assert open_tokenizer(one) is open_tokenizer(other)


def test_passes_on_one_thread_have_a_session_of_their_own(new_home: Callable[[], Path]) -> None:
    model = model_folder(new_home()) / "model.onnx"
    session = open_session(model)
    assert open_session(model, 1) is not session


def test_what_nobody_holds_is_let_go(new_home: Callable[[], Path], tmp_path: Path) -> None:
    own = tmp_path / "model.onnx"
    shutil.copyfile(model_folder(new_home()) / "model.onnx", own)
    session = open_session(own)
    left = weakref.ref(session)
    del session
    gc.collect()
    assert left() is None


def test_a_file_that_was_written_anew_is_loaded_anew(new_home: Callable[[], Path], tmp_path: Path) -> None:
    own = tmp_path / "model.onnx"
    shutil.copyfile(model_folder(new_home()) / "model.onnx", own)
    session = open_session(own)
    assert session.get_inputs()
    own.write_bytes(own.read_bytes()[:1000])
    with pytest.raises(DamagedModelError):
        open_session(own)
