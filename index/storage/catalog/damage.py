"""The one error of a catalog whose content is at fault: the database works, and what it holds cannot be meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from index.errors import LibraryError, first_line

_Value = TypeVar("_Value")


def damaged(reason: str) -> LibraryError:
    """The error, to be raised."""
    return LibraryError(
        f"The catalog, which holds your documents, is damaged ({reason}). "
        "Restore catalog.sqlite3 from a backup, or move it out of FOOTNOTE_HOME and add your files again."
    )


def of_sound_rows(read: Callable[[Mapping[Any, Any]], _Value]) -> Callable[[Mapping[Any, Any]], _Value]:
    """A reader of rows that raises LibraryError for one that was not written so."""

    @wraps(read)
    def reading(row: Mapping[Any, Any]) -> _Value:
        try:
            return read(row)
        except (ValueError, TypeError) as error:
            raise damaged(first_line(error)) from error

    return reading
