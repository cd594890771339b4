"""Too little memory for a file is that file's fault, as it is told: it can be split, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DocumentError
from index.files.naming import shown


@contextmanager
def within_memory(path: Path) -> Iterator[None]:
    """Raises DocumentError in place of a MemoryError."""
    try:
        yield
    except MemoryError:
        # Without what led to it, which holds on to all that was made until then.
        raise too_large(path) from None


def too_large(path: Path) -> DocumentError:
    """What is said of a file that takes more memory than there is."""
    return DocumentError(
        f"{shown(path)} needs more memory than there is. Split it into smaller files, or close other programs."
    )
