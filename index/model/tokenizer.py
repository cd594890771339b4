"""The embedded model's tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.errors import DamagedModelError
from index.model.held import held


def open_tokenizer(folder: Path) -> Any:
    """The tokenizer of a model folder made by `index.model.weights`, without truncation or padding.

    Safe to share, and shared. Raises DamagedModelError where it cannot be read.
    """
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"

    def load() -> Any:
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    try:
        return held(path, load)
    except Exception as error:  # tokenizers raises nothing narrower
        raise DamagedModelError(folder, error) from error
