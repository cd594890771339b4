"""What the suites read besides a data set: rows written by hand, which ship with the package, and the shared data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

# Where the shared corpora are looked for, beside a checkout of the project.
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shipped_rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file, named as it lies below `eval/`: "smoke/golden"."""
    for line in files("eval").joinpath(f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
