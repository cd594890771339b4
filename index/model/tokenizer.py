"""The embedded model's tokenizer. Parsing it takes 40 ms, so one serves the whole process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from index.errors import DamagedModelError


@lru_cache(maxsize=2)
def open_tokenizer(folder: Path) -> Any:
    """The tokenizer of a model folder made by `index.model.weights`, without truncation or padding. Safe to share.

    Raises DamagedModelError where it cannot be read.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # tokenizers raises nothing narrower
        raise DamagedModelError(folder, error) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
