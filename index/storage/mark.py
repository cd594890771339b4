"""What a search index was last written from: a mark beside its files, which the catalog must still give.

Numbers of passages may agree by chance: a catalog that comes back from a backup has as many, of other texts. The
catalog makes a new mark with each change, so that none has to be reckoned from all documents.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path

from index.storage.catalog import Entry

logger = logging.getLogger(__name__)

_NAME = "written-from"


def mark_of(ready: Iterable[Entry]) -> str:
    """The mark of a catalog that has none of its own, as earlier versions left it; empty where nothing is ready."""
    told = sorted((own.id, own.source, own.sha256, own.recipe) for own in ready)
    return hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest() if told else ""


def read_mark(folder: Path) -> str:
    """The mark of the index in a folder; empty where it was never written, or cannot be read."""
    try:
        return (folder / _NAME).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def write_mark(folder: Path, mark: str) -> None:
    """Leave a mark. Where that fails, the index is written again at the next start; what was done stays done."""
    try:
        (folder / _NAME).write_text(mark, encoding="ascii")
    except OSError as error:
        logger.warning("the index in %s cannot be marked: %s", folder, error)
