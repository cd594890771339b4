"""What was read from the catalog and may be asked for again soon. Nothing that was read before a change outlives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock

from index.storage.catalog import StoredPassage
from index.types import Document

# Passages kept in memory between questions, vectors included: about 25 MB.
_PASSAGES = 4000


class Cache:
    """Passages and documents without text, safe to use from threads."""

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
        """Passages by id, in the order of the ids; `read` gets those that are not here, and may leave some out."""
        ids = list(ids)
        with self._lock:
            found, version = {id_: self._passages[id_] for id_ in ids if id_ in self._passages}, self._version
        missing = [id_ for id_ in ids if id_ not in found]
        if missing:
            found |= read(missing)
            with self._lock:
                if version == self._version:
                    self._remember(found)
        return {id_: found[id_] for id_ in ids if id_ in found}

    def cover(self, document_id: str, read: Callable[[], Document]) -> Document:
        """A document as `read` gives it."""
        with self._lock:
            found, version = self._covers.get(document_id), self._version
        if found is None:
            found = read()
            with self._lock:
                if version == self._version:
                    self._covers[document_id] = found
        return found

    def names(
        self, document_ids: Sequence[str], read: Callable[[list[str]], dict[str, tuple[str, str]]]
    ) -> dict[str, tuple[str, str]]:
        """Title and source of documents by id; `read` gets those that are not here, and may leave some out."""
        with self._lock:
            found, version = {id_: self._names[id_] for id_ in document_ids if id_ in self._names}, self._version
        if missing := [id_ for id_ in document_ids if id_ not in found]:
            found |= read(missing)
            with self._lock:
                if version == self._version:
                    self._names.update(found)
        return found

    def forget(self) -> None:
        """Something has changed: everything is read again."""
        with self._lock:
            self._version += 1
            self._passages.clear()
            self._covers.clear()
            self._names.clear()

    def _remember(self, found: dict[str, StoredPassage]) -> None:
        if len(self._passages) + len(found) > _PASSAGES:
            self._passages.clear()
        self._passages.update(found)
