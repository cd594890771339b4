"""A library: everything that is indexed under one folder, opened by one process, safe to use from its threads.

The facade over catalog, Chroma and lexical index. Search backs are opened at first use, so that listing documents
does not wait for Chroma.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from index.catalog import Catalog, StoredPassage
from index.embed import Embedder, EmbedInput, Vector
from index.errors import EmbedderError, LibraryError
from index.lock import PATIENCE, LibraryLock
from index.types import BuildReport, Document, DocumentInfo, FileReport, Passage, Status

if TYPE_CHECKING:
    from index.projections import Projections

# Passages kept in memory between questions, vectors included: about 25 MB.
_CACHE = 4000


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """The library in figures."""

    home: str
    documents: int
    passages: int
    characters: int
    embedder: str
    bytes_on_disk: int


class Library:
    """Documents, and the two ways to search them."""

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        *,
        catalog_url: str = "",
        max_bytes: int = 40_000_000,
        patience: float = PATIENCE,
        any_embedder: bool = False,
    ) -> None:
        """Raises LibraryBusyError, LibraryError or EmbedderError where it cannot be opened.

        `any_embedder` opens a library that another embedder indexed, so that `rebuild` can embed it again.
        """
        self.home = home
        self.embedder = embedder
        self._max_bytes = max_bytes
        self._lock = LibraryLock(home, patience)
        self._mutex = RLock()
        self._projections: Projections | None = None
        self._cache: dict[str, StoredPassage] = {}
        self._covers: dict[str, Document] = {}
        try:
            self._catalog = Catalog(catalog_url or f"sqlite:///{home / 'catalog.sqlite3'}")
            if not any_embedder:
                self._check_embedder()
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files and of the lock."""
        with self._mutex:
            if self._projections:
                self._projections.store.close()
                self._projections = None
            self._catalog.close()
            self._lock.release()

    def documents(self) -> list[DocumentInfo]:
        """What is indexed, by title."""
        return self._catalog.infos()

    def document(self, document_id: str) -> Document:
        """One document with its canonical text; a unique beginning of its id will do. Raises LibraryError."""
        document = self._catalog.document(document_id) or self._by_prefix(document_id)
        if document is None:
            raise LibraryError(f"There is no document {document_id!r}. List the documents with: footnote index list")
        return document

    def cover(self, document_id: str) -> Document:
        """A document without its text: quick, and remembered. Raises LibraryError."""
        with self._mutex:
            found = self._covers.get(document_id)
            if found is None:
                found = self._covers[document_id] = replace(self.document(document_id), text="")
            return found

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order. Raises LibraryError."""
        return self._catalog.passages(self.document(document_id).id)

    def add(self, paths: Sequence[Path], *, progress: Callable[[float, str], None] | None = None) -> BuildReport:
        """Index files and folders; see `index.build`. `progress` gets a fraction, 0 to 1, and a text."""
        from index.build import Build

        with self._mutex:
            projections = self._open()
            self._catalog.set_setting("embedder", self.embedder.fingerprint)
            try:
                return Build(projections, max_bytes=self._max_bytes, progress=progress).run(paths)
            finally:
                self._forget()

    def remove(self, document_id: str) -> FileReport:
        """Take a document out of the library; the file that it came from is left alone. Raises LibraryError."""
        with self._mutex:
            document = self.document(document_id)
            try:
                self._open().remove(document.id)
            finally:
                self._forget()
        return FileReport(document.source, Status.REMOVED, document.title, document.id)

    def embed(self, text: str) -> Vector:
        """A question's vector."""
        return self.embedder.embed([EmbedInput(text)])[0].vector

    def search_vectors(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """Passage ids and cosine similarities, best first."""
        store = self._open().store
        return store.search(vector, min(limit, len(store)))

    def search_terms(self, weighted_terms: Sequence[tuple[str, float]], limit: int) -> list[tuple[str, float]]:
        """Passage ids and BM25 scores, best first."""
        return self._open().lexicon.search(weighted_terms, limit)

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        return self._open().lexicon.frequency(term)

    def size(self) -> int:
        """How many passages can be found."""
        return len(self._open().lexicon)

    def stored(self, passage_ids: Iterable[str]) -> dict[str, StoredPassage]:
        """Passages with their vectors; an id whose document is not ready is left out."""
        ids = list(passage_ids)
        with self._mutex:
            missing = [id_ for id_ in ids if id_ not in self._cache]
            if missing:
                if len(self._cache) + len(missing) > _CACHE:
                    self._cache.clear()
                    missing = ids
                self._cache.update(self._catalog.stored(missing))
            return {id_: self._cache[id_] for id_ in ids if id_ in self._cache}

    def warm(self) -> None:
        """Open what a question needs, before there is one."""
        self._open()
        self.embedder.warm()

    def status(self) -> LibraryStatus:
        """The library in figures."""
        infos = self.documents()
        return LibraryStatus(
            home=str(self.home),
            documents=len(infos),
            passages=sum(info.passages for info in infos),
            characters=sum(info.characters for info in infos),
            embedder=self._catalog.setting("embedder") or self.embedder.fingerprint,
            bytes_on_disk=sum(path.stat().st_size for path in self.home.rglob("*") if path.is_file()),
        )

    def check(self) -> str:
        """The catalog's integrity: "ok", or what is wrong."""
        return self._catalog.check()

    def rebuild(self) -> None:
        """Write both search indexes anew from the catalog, embedding again what another embedder made."""
        with self._mutex:
            self._catalog.rekey(self._open(heal=False).vector_key)
            self._open().rebuild()
            self._catalog.set_setting("embedder", self.embedder.fingerprint)
            self._forget()

    def _forget(self) -> None:
        self._cache.clear()
        self._covers.clear()

    def _open(self, *, heal: bool = True) -> Projections:
        with self._mutex:
            if self._projections is None:
                from index.lexicon import Lexicon
                from index.projections import Projections
                from index.store import Store

                lexicon = Lexicon(self.home / "lexicon")
                store = Store(self.home / "chroma", self.embedder.fingerprint)
                projections = Projections(self._catalog, store, lexicon, self.embedder)
                if heal:
                    projections.heal()
                self._projections = projections
            return self._projections

    def _by_prefix(self, prefix: str) -> Document | None:
        matches = [info.id for info in self.documents() if prefix and info.id.startswith(prefix)]
        return self._catalog.document(matches[0]) if len(matches) == 1 else None

    def _check_embedder(self) -> None:
        used = self._catalog.setting("embedder")
        if used and used != self.embedder.fingerprint and self.documents():
            raise EmbedderError(
                f"This library was indexed with the embedder {used}, and the settings name {self.embedder.fingerprint}. "
                "Set FOOTNOTE_EMBEDDER and FOOTNOTE_EMBEDDING_MODEL as they were, or embed everything again with: "
                "footnote doctor --repair"
            )
