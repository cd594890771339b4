"""What was read from the catalog and may be asked for again soon. Nothing that was read before a change outlives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import TypeVar

from index.storage.catalog import StoredPassage
from index.types import Document

# Of each kind so many are kept in memory between questions; passages with their vectors take about 25 MB.
_MOST = 4000

_Kept = TypeVar("_Kept")


class Cache:
    """Passages, documents without text, and their names, by id. Safe to use from threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._passages: dict[str, StoredPassage] = {}
        self._covers: dict[str, Document] = {}
        self._names: dict[str, tuple[str, str]] = {}
        # Counts the changes: what was read before one must not be remembered after it.
        self._version = 0

    def passages(
        self, ids: Iterable[str], read: Callable[[list[str]], dict[str, StoredPassage]]
    ) -> dict[str, StoredPassage]:
        """Passages in the order of the ids; `read` gets those that are not here, and may leave some out."""
        return self._through(self._passages, ids, read)

    def cover(self, document_id: str, read: Callable[[], Document]) -> Document:
        """A document as `read` gives it."""
        return self._through(self._covers, [document_id], lambda _: {document_id: read()})[document_id]

    def names(
        self, document_ids: Iterable[str], read: Callable[[list[str]], dict[str, tuple[str, str]]]
    ) -> dict[str, tuple[str, str]]:
        """Title and source of documents; `read` gets those that are not here, and may leave some out."""
        return self._through(self._names, document_ids, read)

    def forget(self) -> None:
        """Something has changed: everything is read again."""
        with self._lock:
            self._version += 1
            self._passages.clear()
            self._covers.clear()
            self._names.clear()

    def _through(
        self, kept: dict[str, _Kept], ids: Iterable[str], read: Callable[[list[str]], dict[str, _Kept]]
    ) -> dict[str, _Kept]:
        ids = list(ids)
        with self._lock:
            found, version = {id_: kept[id_] for id_ in ids if id_ in kept}, self._version
        if missing := [id_ for id_ in ids if id_ not in found]:
            found |= read(missing)
            with self._lock:
                if version == self._version:
                    if len(kept) + len(found) > _MOST:
                        kept.clear()
                    kept.update(found)
        return {id_: found[id_] for id_ in ids if id_ in found}
