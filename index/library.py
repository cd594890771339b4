"""A library: everything that is indexed under one folder, opened by one process, safe to use from its threads.

The facade over catalog, Chroma and lexical index. Search backs are opened at first use, so that listing documents
does not wait for Chroma.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING

from index.errors import EmbedderError, LibraryError, UnknownDocumentError
from index.files.naming import source_of
from index.forked import keep_for_ever
from index.lock import PATIENCE, LibraryLock
from index.model.embed import Embedded, Embedder, EmbedInput, Vector
from index.progress import Progress, silent
from index.storage.cache import Cache
from index.storage.catalog import Catalog, StoredPassage
from index.storage.listing import Listings
from index.storage.named import Named
from index.types import BuildReport, Document, DocumentInfo, FileReport, Passage, Status

if TYPE_CHECKING:
    from index.storage.projections import Projections

# What is read of a question to know its meaning: two windows of the model. Its words are looked up all the same.
QUESTION_TOKENS = 512


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """The library in figures."""

    home: str
    documents: int
    passages: int
    characters: int
    unfinished: int
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
        max_bytes: int = 50_000_000,
        patience: float = PATIENCE,
        any_embedder: bool = False,
        say: Callable[[str], None] | None = None,
    ) -> None:
        """Raises LibraryBusyError, LibraryError or EmbedderError where it cannot be opened.

        `any_embedder` opens a library that another embedder indexed, so that `rebuild` can embed it again. `say` is
        told of long work that nobody asked for: the little that a killed process left to do is done before anything
        else, and an index that is not complete is written again.
        """
        self._say = say
        self.home = home
        self.embedder = embedder
        self._max_bytes = max_bytes
        self._lock = LibraryLock(home, patience)
        # Held for as long as a build takes; questions go on meanwhile and take only the other one, for moments.
        self._writing = RLock()
        self._mutex = RLock()
        self._closed = False
        self._process = os.getpid()
        self._projections: Projections | None = None
        self._cache = Cache()
        try:
            self._catalog = Catalog(catalog_url or home / "catalog.sqlite3")
        except BaseException:
            self._lock.release()
            raise
        self._listings = Listings(self._catalog.infos)
        try:
            if not catalog_url:
                self._catalog.follow(source_of(home.resolve()))
            if not any_embedder:
                self._check_embedder()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files and of the lock. A build that runs in another thread ends first, at its next step.

        In a process that was forked it lets go of nothing: all of it is the other one's. A library can be opened then.
        """
        self._closed = True
        if self._process != os.getpid():
            keep_for_ever(self, self._projections)
            if self._projections:
                self._projections.store.abandon()
                self._projections = None
            return
        with self._writing, self._mutex:
            self._let_go()
            self._catalog.close()
            self._cache.forget()
            self._listings.changed()
            self._lock.release()

    def documents(self) -> list[DocumentInfo]:
        """What is indexed, by title."""
        return list(self._listings.now().documents)

    def setting(self, name: str) -> str:
        """What a program keeps with the library under a name of its own; empty where nothing is kept."""
        return self._catalog.setting(name)

    def keep_setting(self, name: str, value: str) -> None:
        """Keep it. Raises LibraryError."""
        self._catalog.keep_setting(name, value)

    def unfinished(self) -> list[str]:
        """The sources of documents that were read and have no vectors yet: the next `add` goes on with them."""
        return [info.source for info in self.pending()]

    def pending(self) -> list[DocumentInfo]:
        """The documents that `unfinished` names. Nothing finds them; they can be removed."""
        return self._catalog.infos("pending")

    def names(self, document_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Title and source of each of these documents."""
        return self._cache.names(document_ids, self._catalog.labels)

    def document(self, document_id: str) -> Document:
        """One document with its canonical text; a unique beginning of its id will do. Raises UnknownDocumentError."""
        if not isinstance(document_id, str):
            raise UnknownDocumentError(
                f"{document_id!r:.80} is no id of a document. "
                "List the documents and their ids with: footnote index list"
            )
        found = self._catalog.document(document_id)
        while found is None:
            found = self._catalog.document(self._listings.now().named.beginning(document_id))
            if found is None:
                # It was removed between the two.
                self._listings.changed()
        return found

    def named(self, name: str) -> str:
        """The id of the document that a name is for: a unique beginning of its id, its file's name or path, its title.

        Raises UnknownDocumentError where there is none, AmbiguousDocumentError where there are several.
        """
        return self.all_named([name])[0]

    def all_named(self, names: Sequence[str], *, pending: bool = False) -> list[str]:
        """The id for each of these names, as `named` finds it, from one look at the library.

        With `pending`, also those of documents that are not finished, unless their file has a finished one.
        """
        if not names:
            return []
        ready = self._listings.now()
        named = ready.named
        if pending:
            finished = {own.source for own in ready.documents}
            named = Named([*ready.documents, *(own for own in self.pending() if own.source not in finished)])
        return [named.id_of(name) for name in names]

    def cover(self, document_id: str) -> Document:
        """A document without its text: quick, and remembered. Raises LibraryError."""
        return self._cache.cover(document_id, lambda: replace(self.document(document_id), text=""))

    def copies(self, document_id: str) -> list[str]:
        """Other files that hold the text of a document, by path: one takes over when its source goes or changes."""
        return [source for source, id_ in self._catalog.copies().items() if id_ == document_id]

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order. Raises LibraryError."""
        return self._catalog.passages(self.document(document_id).id)

    def passage_ids(self, document_id: str) -> list[str]:
        """The ids of a document's passages, in order: cheap, nothing else is read. Raises LibraryError."""
        return self._catalog.passage_ids(self.cover(document_id).id)

    def all_stored(self, document_id: str) -> list[StoredPassage]:
        """The passages of a document with their vectors, in order. Raises LibraryError."""
        ids = self.passage_ids(document_id)
        # Not remembered: one long document would push out what questions come back to.
        found = self._catalog.stored(ids)
        return [found[id_] for id_ in ids if id_ in found]

    def add(
        self,
        paths: Path | str | Iterable[Path | str],
        *,
        progress: Progress = silent,
        stop: Event | None = None,
    ) -> BuildReport:
        """Index files and folders; see `index.build`. `progress` gets a fraction, 0 to 1, and a text.

        What an interrupted build left unfinished is finished before. Set `stop` from another thread, and it ends at the
        next step: what is searchable by then stays, and the other files are reported as stopped. Raises LibraryError
        where it is closed or a path is empty.
        """
        from index.build import Build
        from index.storage.projections import StoppedError

        # A text is a sequence of characters, and "." and "/" are folders.
        given = [paths] if isinstance(paths, str | Path) or not isinstance(paths, Iterable) else list(paths)
        wanted = [_checked(path) for path in given]

        def tell(fraction: float, text: str) -> None:
            if self._closed:
                raise LibraryError(
                    "The library was closed before everything was added. Add the same again: what was done is kept."
                )
            progress(fraction, text)

        def step(text: str) -> None:
            tell(0.0, text)
            if stop and stop.is_set():
                raise StoppedError

        with self._writing:
            projections = self._open()
            # An earlier build may have failed half-way in this process.
            projections.heal(self._say)
            self._catalog.set_embedder(self.embedder.fingerprint)
            try:
                # The build reports then that it was stopped.
                with suppress(StoppedError):
                    projections.finish(self._say, step)
                return Build(projections, max_bytes=self._max_bytes, progress=tell, stop=stop).run(wanted)
            finally:
                self._cache.forget()

    def remove(self, document_id: str) -> FileReport:
        """Take a document out of the library; the file that it came from is left alone. Raises LibraryError."""
        return self.remove_all([document_id])[0]

    def remove_all(self, document_ids: Sequence[str]) -> list[FileReport]:
        """Take out several at once, which takes little longer than one. Where an id is unknown, none is taken out.

        What their files would have become that is not finished goes too.
        """
        # Each letter of a text would be the beginning of an id.
        given = [document_ids] if isinstance(document_ids, str) else document_ids
        with self._writing:
            pending = self.pending()
            found = [next((own for own in pending if own.id == id_), None) or self.document(id_) for id_ in given]
            documents = {own.id: own for own in found}
            sources = {own.source for own in found}
            projections = self._open()
            try:
                projections.remove(list(documents | {own.id: own for own in pending if own.source in sources}))
            finally:
                self._cache.forget()
            projections.erase_traces()
        return [FileReport(own.source, Status.REMOVED, own.title, own.id) for own in documents.values()]

    def embed(self, text: str, parts: tuple[tuple[int, int], ...] = ()) -> Embedded:
        """A question's vectors; `parts` are the ranges whose tokens are wanted, as a rule its words."""
        return self.embedder.embed([EmbedInput(text, parts, QUESTION_TOKENS)])[0]

    def search_vectors(self, vector: Vector, limit: int, documents: Collection[str] = ()) -> list[tuple[str, float]]:
        """Passage ids and cosine similarities, best first, of all documents or of those with these ids."""
        return self._open().store.search(vector, limit, documents)

    def search_terms(
        self, weighted_terms: Sequence[tuple[str, float]], limit: int, documents: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """Passage ids and BM25 scores, best first, of all documents or of those with these ids."""
        return self._open().lexicon.search(weighted_terms, limit, documents)

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        return self._open().lexicon.frequency(term)

    def size(self, documents: Collection[str] = ()) -> int:
        """How many passages can be found, in all documents or in those with these ids."""
        if documents:
            passages = self._listings.now().passages
            return sum(passages.get(id_, 0) for id_ in set(documents))
        return len(self._open().lexicon)

    def stored(self, passage_ids: Iterable[str]) -> dict[str, StoredPassage]:
        """Passages with their vectors; an id whose document is not ready is left out."""

        def read(ids: list[str]) -> dict[str, StoredPassage]:
            found = self._catalog.stored(ids)
            if len(found) == len(ids):
                return found
            # Without this wait, passages about to be ready could crowd out all others and then be dropped.
            with self._open().publishing:
                return self._catalog.stored(ids)

        return self._cache.passages(passage_ids, read)

    def warm(self) -> None:
        """Open what a question needs, before there is one; afterwards this costs nothing.

        The model loads outside the GIL, so it does so on a thread of its own while Chroma is imported on this one.
        """
        if self._projections is not None:
            self.embedder.warm()
            return
        with ThreadPoolExecutor(1) as pool:
            loading = pool.submit(self.embedder.warm)
            self._open()
            loading.result()

    def status(self) -> LibraryStatus:
        """The library in figures."""
        infos = self.documents()
        return LibraryStatus(
            home=str(self.home),
            documents=len(infos),
            passages=sum(info.passages for info in infos),
            characters=sum(info.characters for info in infos),
            unfinished=len(self.pending()),
            embedder=self._catalog.embedder() or self.embedder.fingerprint,
            bytes_on_disk=sum(_size(path) for path in self.home.rglob("*")),
        )

    def check(self) -> str:
        """The catalog's integrity: "ok", or what is wrong. Raises LibraryError where its content cannot be read."""
        return self._catalog.check()

    def indexes_amiss(self) -> list[str]:
        """The search indexes whose passages are not those of the catalog; none where all is well."""
        with self._writing:
            return self._open().amiss()

    def rebuild(self, *, progress: Progress = silent) -> None:
        """Write both search indexes anew from the catalog, embedding again what another embedder made."""
        with self._writing:
            projections = self._open(heal=False)
            try:
                projections.rebuild(progress)
                projections.heal()
            finally:
                self._cache.forget()

    def set_aside(self, *, sound: bool = False) -> list[Path]:
        """Move search indexes away that cannot be opened or are not Footnote's; with `sound`, the others too.

        They are kept: what is broken or foreign may still matter to someone. Returns where they went.
        """
        from index.storage.opening import set_indexes_aside

        with self._writing, self._mutex:
            self._let_go()
            return set_indexes_aside(self.home, self.embedder.fingerprint, sound=sound)

    def _let_go(self) -> None:
        if self._projections:
            self._projections.store.close()
            self._projections = None

    def _open(self, *, heal: bool = True) -> Projections:
        with self._mutex:
            if self._closed:
                raise LibraryError("The library is closed. Open it again.")
            if self._process != os.getpid():
                # The search would wait for ever for threads that only the other process has.
                raise LibraryError(
                    "The library was opened before this process was forked. Close it here and there "
                    "(rag.wiring.close() where rag.query opened it) and open it again, or start processes by 'spawn'."
                )
            if self._projections is None:
                from index.storage.opening import open_indexes

                self._projections = open_indexes(
                    self.home, self._catalog, self.embedder, heal=heal, say=self._say, changed=self._listings.changed
                )
            return self._projections

    def _check_embedder(self) -> None:
        used = self._catalog.embedder()
        if used and used != self.embedder.fingerprint and self._catalog.entries():
            raise EmbedderError(
                f"This library was indexed with the embedder {used}, the settings name {self.embedder.fingerprint}. "
                "Set FOOTNOTE_EMBEDDER and FOOTNOTE_EMBEDDING_MODEL as they were, or embed everything again with: "
                "footnote doctor --repair"
            )


def _checked(path: Path | str) -> Path:
    """Raises LibraryError for what is no path, as an empty one, which would mean the folder that the process is in."""
    if not isinstance(path, str | Path) or not str(path).strip():
        raise LibraryError(f"{path!r:.80} is no path. Give the path of a file or a folder; the folder here is '.'.")
    return Path(path)


def _size(path: Path) -> int:
    """Bytes of a file; nothing for one that went away meanwhile, as databases' own files do."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
