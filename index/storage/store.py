"""The vector store: the passages in Chroma. The only file that imports chromadb.

A projection of the catalog: it can be thrown away and written again without embedding anything twice.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from index.errors import LibraryError
from index.forked import keep_for_ever
from index.model.embed import Vector
from index.storage.chroma_files import blank_unused_room, erase_remains, has_vectors
from index.storage.faults import plain_errors
from index.types import Passage

BATCH = 2000
# Document ids in one condition.
_IDS = 200
_MARK = "footnote"
# Every write reaches the vector files at once, not after a thousand: Chroma keeps text in its queue until then, that of
# removed passages too, and would replay it at each start. Costs 0.6 ms a passage; embedding one costs fifty times that.
_HNSW = {"space": "cosine", "sync_threshold": 1, "batch_size": 2}


class Store:
    """The passages' vectors, text and metadata, in one collection that is named after the embedder's fingerprint."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Raises LibraryError where the folder is not Footnote's or cannot be read."""
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        self.folder = folder
        # Beside the folder, so that it outlives it: there while Chroma writes, and after a write that was broken off.
        self._unfinished = folder.with_name(f"{folder.name}.unfinished")
        self._open(fingerprint)

    def __len__(self) -> int:
        """How many passages it holds."""
        with self._plain_errors():
            return int(self._collection.count())

    def is_whole(self, passages: int) -> bool:
        """Whether every write was completed, and no vector file of so many passages was lost since.

        A process that is killed may leave half of a vector file. Chroma then fails, or it finds less and says nothing.
        """
        with self._plain_errors():
            return not self._unfinished.exists() and has_vectors(self.folder, passages)

    def ids(self) -> set[str]:
        """The ids of all passages that it holds."""
        with self._plain_errors():
            return set(self._collection.get(include=[])["ids"])

    def put(self, rows: Sequence[tuple[Passage, Vector, str, str]]) -> None:
        """Write passages, each with its vector, title and source; those that are there already are overwritten."""
        for at in range(0, len(rows), BATCH):
            batch = rows[at : at + BATCH]
            with self._write():
                self._collection.upsert(
                    ids=[passage.id for passage, *_ in batch],
                    embeddings=[vector for _, vector, _, _ in batch],
                    documents=[passage.text for passage, *_ in batch],
                    metadatas=[_metadata(passage, title, source) for passage, _, title, source in batch],
                )
        self._blank()

    def remove(self, document_ids: Sequence[str]) -> None:
        """Forget the passages of documents."""
        for at in range(0, len(document_ids), _IDS):
            with self._write():
                self._collection.delete(where={"document_id": {"$in": list(document_ids[at : at + _IDS])}})

    def erase_traces(self) -> bool:
        """Overwrite on the disk what is left of removed passages' text. Returns whether that went well.

        Their vectors stay, marked as deleted, since the paths of a search lead across them; `clear` ends them too.
        """
        self._blank()
        return erase_remains(self.folder)

    def search(self, vector: Vector, limit: int, documents: Collection[str] = ()) -> list[tuple[str, float]]:
        """Passage ids and cosine similarities, best first, of all documents or of these."""
        if limit < 1:
            return []
        where: Any = {"document_id": {"$in": list(documents)}} if documents else None
        with self._plain_errors():
            found = self._collection.query(
                query_embeddings=[vector], n_results=limit, where=where, include=["distances"]
            )
        # Chroma returns a distance, smaller is better; here larger is better.
        return [(id_, 1.0 - float(d)) for id_, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def clear(self, fingerprint: str) -> None:
        """Drop every passage and start an empty collection, in new files.

        Chroma itself would leave the vector files of a dropped collection where they are.
        """
        self.close()
        with self._write():
            shutil.rmtree(self.folder)
            self._open(fingerprint)

    def close(self) -> None:
        """Let go of the files."""
        close = getattr(self._client, "close", None)
        if close is not None:
            close()

    def abandon(self) -> None:
        """Have Chroma forget this client, and end nothing of it: for a process that was forked.

        Chroma would hand it out again for this folder.
        """
        from chromadb.api.shared_system_client import SharedSystemClient

        keep_for_ever(self, dict(SharedSystemClient._identifier_to_system))
        SharedSystemClient.clear_system_cache()

    def _open(self, fingerprint: str) -> None:
        with self._plain_errors():
            self._client = _connect(self.folder)
        try:
            with self._plain_errors():
                self._collection = self._own_collection(fingerprint)
            self._blank()
        except BaseException:
            self.close()
            raise

    def _blank(self) -> None:
        with self._plain_errors():
            blank_unused_room(self.folder)

    @contextmanager
    def _write(self) -> Iterator[None]:
        with self._plain_errors():
            self._unfinished.touch()
            yield
            self._unfinished.unlink()

    def _plain_errors(self) -> AbstractContextManager[None]:
        return plain_errors("The Chroma folder", self.folder)

    def _own_collection(self, fingerprint: str) -> Any:
        names = {collection.name: collection.metadata or {} for collection in self._client.list_collections()}
        foreign = [name for name, metadata in names.items() if _MARK not in metadata]
        if foreign:
            raise LibraryError(
                f"The Chroma folder {self.folder} holds others' collections ({', '.join(foreign[:3])}). "
                "Nothing was changed: point FOOTNOTE_HOME at another folder."
            )
        return self._client.get_or_create_collection(
            f"passages-{hashlib.sha256(fingerprint.encode()).hexdigest()[:12]}",
            metadata={_MARK: 1, "fingerprint": fingerprint},
            configuration={"hnsw": _HNSW},
            embedding_function=None,
        )


def set_aside(folder: Path) -> Path | None:
    """Move a Chroma folder out of the way, keeping it. Returns where it went, or None where there was none."""
    if not folder.exists():
        return None
    number = 1
    while (target := folder.with_name(f"{folder.name}.broken-{number}")).exists():
        number += 1
    shutil.move(folder, target)
    return target


def _connect(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    try:
        return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    except BaseException:
        # Chroma remembers a client that could not be made, and would hand it out for this path ever after.
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
        raise


def _metadata(passage: Passage, title: str, source: str) -> dict[str, str | int]:
    place: dict[str, str | int] = {
        "document_id": passage.document_id,
        "title": title,
        "source": source,
        "heading": passage.heading,
        "start": passage.start,
        "end": passage.end,
    }
    return place if passage.page is None else place | {"page": passage.page}
