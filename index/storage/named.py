"""Which document a name is for: its file's path or name, its title, or its id or the unique beginning of one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from index.errors import AmbiguousDocumentError, UnknownDocumentError
from index.files.naming import file_name, source_of
from index.types import DocumentInfo


class Named:
    """The documents of a library by all that they go by. Made once for many names."""

    def __init__(self, known: Iterable[DocumentInfo]) -> None:
        self._by_source: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._written: dict[str, str] = {}
        for own in known:
            self._by_source.setdefault(own.source, set()).add(own.id)
            for name in (own.title, file_name(own.source)):
                self._by_name.setdefault(name.casefold(), set()).add(own.id)
                self._written[name.casefold()] = name
        self._ids = sorted(id_ for ids in self._by_source.values() for id_ in ids)

    def id_of(self, name: str) -> str:
        """Raises UnknownDocumentError where there is none, AmbiguousDocumentError where there are several."""
        called = self._by_source.get(source_of(Path(name))) or self._by_name.get(name.strip().casefold()) or set()
        if len(called) > 1:
            raise AmbiguousDocumentError(
                f"{len(called)} documents are called {name!r}. Give the id of one: footnote index list"
            )
        if called:
            return next(iter(called))
        if not self._beginning(name):
            # Seldom wanted, and every question opens a library.
            from difflib import get_close_matches

            near = get_close_matches(name.strip().casefold(), self._written, 1, 0.8)
            meant = f" Did you mean {self._written[near[0]]!r}?" if near else ""
            raise UnknownDocumentError(
                f"No document has the id, file name or title {name!r}.{meant} "
                "List the documents with: footnote index list"
            )
        return self.beginning(name)

    def beginning(self, prefix: str) -> str:
        """The id that is this, or alone begins so. Raises as `id_of` does."""
        found = self._beginning(prefix)
        if not found:
            raise UnknownDocumentError(
                f"No document has the id {prefix!r}. List the documents and their ids with: footnote index list"
            )
        if len(found) > 1 and found[0] != prefix:
            raise AmbiguousDocumentError(
                f"{len(found)} documents have an id that begins with {prefix!r}. Give more of it."
            )
        return found[0]

    def _beginning(self, prefix: str) -> list[str]:
        at = bisect_left(self._ids, prefix)
        end = bisect_left(self._ids, f"{prefix}\U0010ffff")
        return self._ids[at:end] if prefix else []
