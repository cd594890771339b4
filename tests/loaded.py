"""A file of given bytes, loaded as a build loads it."""

from __future__ import annotations

from pathlib import Path

from index.files.load import load
from index.types import Document

LIMIT = 10_000_000


def load_bytes(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    return load(path, max_bytes=LIMIT)


def headings_of(document: Document) -> list[tuple[str, int]]:
    return [(heading.text, heading.level) for heading in document.headings]
