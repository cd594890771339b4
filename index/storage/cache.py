"""What was read from the catalog and may be asked for again soon. Nothing that was read before a change outlives it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

from index.storage.catalog import StoredPassage
from index.types import Document

# Of each kind so many bytes are kept in memory between questions. A passage takes 20 kB with vectors of the embedded
# model and four times that with a server's; a question reads some hundred passages.
ROOM = 64_000_000
# What an object takes beside what is counted, as a rule.
_OBJECT = 200

_Item = TypeVar("_Item")


class _Kept(Generic[_Item]):
    """Things by id, and how many bytes they take together."""

    def __init__(self, bytes_of: Callable[[_Item], int]) -> None:
        self.items: dict[str, _Item] = {}
        self._bytes_of, self._bytes = bytes_of, 0

    def keep(self, found: Mapping[str, _Item]) -> None:
        """Keep these too; the others go where there is no room for all, and these where they are too many alone."""
        fresh = {id_: item for id_, item in found.items() if id_ not in self.items}
        size = sum(map(self._bytes_of, fresh.values()))
        if self._bytes + size > ROOM:
            self.clear()
            fresh, size = dict(found), sum(map(self._bytes_of, found.values()))
        if size <= ROOM:
            self.items |= fresh
            self._bytes += size

    def clear(self) -> None:
        self.items.clear()
        self._bytes = 0


class Cache:
    """Passages, documents without text, and their names, by id. Safe to use from threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._passages = _Kept(_bytes_of_passage)
        self._covers = _Kept(_bytes_of_cover)
        self._names = _Kept(_bytes_of_names)
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
        self, kept: _Kept[_Item], ids: Iterable[str], read: Callable[[list[str]], dict[str, _Item]]
    ) -> dict[str, _Item]:
        ids = list(ids)
        with self._lock:
            found, version = {id_: kept.items[id_] for id_ in ids if id_ in kept.items}, self._version
        if missing := [id_ for id_ in ids if id_ not in found]:
            found |= read(missing)
            with self._lock:
                if version == self._version:
                    kept.keep(found)
        return {id_: found[id_] for id_ in ids if id_ in found}


def _bytes_of_passage(item: StoredPassage) -> int:
    arrays = (item.vector, item.parts, item.tokens.vectors, item.tokens.owners)
    # The text stands there twice: in the passage, and in its sentences.
    texts = 2 * sys.getsizeof(item.passage.text) + _OBJECT * (2 + len(item.passage.sentences))
    return sum(array.nbytes for array in arrays) + texts


def _bytes_of_cover(document: Document) -> int:
    headings = sum(sys.getsizeof(heading.text) + _OBJECT for heading in document.headings)
    return _OBJECT * (10 + len(document.pages)) + headings + sys.getsizeof(document.text)


def _bytes_of_names(names: tuple[str, str]) -> int:
    return _OBJECT + sum(map(sys.getsizeof, names))
