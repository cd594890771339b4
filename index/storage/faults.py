"""The faults of the search indexes in plain words: what is in them stands in the catalog too, so nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryError, first_line


@contextmanager
def plain_errors(what: str, folder: Path) -> Iterator[None]:
    """Raises LibraryError for whatever goes wrong in an index, `what` with its article, that lies in a folder.

    The vendors' errors have no common root but this one, and their Rust cores may panic with a BaseException.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, LibraryError):
        raise
    except BaseException as error:
        raise LibraryError(
            f"{what} {folder} cannot be read or written ({first_line(error)}). "
            "Your documents are safe in the catalog; check the disk, then run: footnote doctor --repair"
        ) from error
