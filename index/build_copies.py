"""Other files that hold a document's text: as it was when a build began, and as it will be after it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from index.storage.catalog import Catalog


class Copies:
    """Paths, each with the id of the document whose text it holds too. The catalog learns of it at `record`."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._before = catalog.copies()
        self._now = dict(self._before)
        self._heirs: dict[str, list[str]] = {}
        for source, document_id in self._before.items():
            self._heirs.setdefault(document_id, []).append(source)

    def __iter__(self) -> Iterator[str]:
        return iter(self._now)

    def put(self, source: str, document_id: str) -> None:
        """From now on the file is a copy of that document."""
        self._now[source] = document_id

    def drop(self, source: str) -> None:
        """From now on the file is a copy of none."""
        self._now.pop(source, None)

    def put_back(self, source: str) -> None:
        """The file is what it was when the build began."""
        if source in self._before:
            self._now[source] = self._before[source]
        else:
            self.drop(source)

    def take_heirs(self, document_id: str) -> list[str]:
        """The files that may take over a document, in their order: asked for once."""
        return self._heirs.pop(document_id, [])

    def record(self, documents: Container[str]) -> None:
        """Let the catalog know, of the copies of these documents."""
        before = self._catalog.copies()
        now = {source: id_ for source, id_ in self._now.items() if id_ in documents}
        changed = {source: now.get(source) for source in before | now if now.get(source) != before.get(source)}
        if changed:
            self._catalog.set_copies(changed)
