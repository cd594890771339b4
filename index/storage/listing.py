"""The list of ready documents as it was at one moment, and what is looked up in it. Made once for many questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from threading import Lock

from index.storage.named import Named
from index.types import DocumentInfo


class Listing:
    """The documents, by title."""

    def __init__(self, documents: Iterable[DocumentInfo]) -> None:
        self.documents = tuple(documents)

    @cached_property
    def named(self) -> Named:
        """All that they go by."""
        return Named(self.documents)

    @cached_property
    def passages(self) -> dict[str, int]:
        """How many passages each has, by its id."""
        return {info.id: info.passages for info in self.documents}


class Listings:
    """The listing that holds now. To read it takes as long as the library is large. Safe to use from threads."""

    def __init__(self, read: Callable[[], Iterable[DocumentInfo]]) -> None:
        self._read = read
        self._reading = Lock()
        self._now: Listing | None = None
        # Counts the changes: what was read before one must not be kept after it.
        self._changes = 0

    def now(self) -> Listing:
        """The listing; of those who ask at once, one reads it."""
        if found := self._now:
            return found
        with self._reading:
            if found := self._now:
                return found
            changes = self._changes
            found = Listing(self._read())
            self._now = found
            # Looked at last: whoever changes something counts it first, and forgets what is kept then.
            if changes != self._changes:
                self._now = None
            return found

    def changed(self) -> None:
        """Something has become ready or is ready no more: the listing is read again."""
        self._changes += 1
        self._now = None
