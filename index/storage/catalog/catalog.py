"""What can be asked of the catalog, and how it changes.

Everything else on disk is a projection of it. A document is `pending` until it can be found everywhere, then `ready`;
it is `removing` until it can be found nowhere, then gone. Whoever reads sees ready documents only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

import peewee as pw

from index.model.embed import Embedded
from index.storage.catalog.damage import damaged
from index.storage.catalog.database import Database
from index.storage.catalog.rows import (
    Entry,
    StoredPassage,
    document_row,
    passage_row,
    to_document,
    to_info,
    to_passage,
    to_stored,
    vector_row,
)
from index.storage.catalog.tables import copies, documents, passages, settings, vectors
from index.types import Document, DocumentInfo, Passage

# SQLite takes at most 32,766 parameters in a statement; older ones 999. No table has more than twelve columns.
_CHUNK, _ROWS = 500, 80
# What the catalog itself keeps as settings.
_EMBEDDER, _TRACES, _HOME, _MARK = "embedder", "traces", "home", "mark"
_UNUSED = vectors.key.not_in(passages.select(passages.vector_key))


class Catalog:
    """Documents, passages and vectors in one SQL database."""

    def __init__(self, address: str | Path) -> None:
        """Open the SQLite database at a path, or the database of a URL.

        Raises LibraryError where the database cannot be opened or is not a catalog of this version.
        """
        self._database = Database(address)
        self._read, self._write = self._database.read, self._database.write

    def close(self) -> None:
        """Let go of the database. Whatever is asked of it afterwards is a LibraryError."""
        self._database.close()

    def check(self) -> str:
        """The database's own verdict on its integrity: "ok", or what is wrong.

        It knows nothing of what the content means: all of it is read too. Raises LibraryError where that cannot be.
        """
        verdict = self._database.check()
        if verdict == "ok":
            for info in self.infos():
                self._check_content(info)
        return verdict

    def follow(self, home: str) -> None:
        """Let the files that lie in the library's own folder follow it, where that was moved or copied to `home`.

        Nothing is done where it is where it was. Raises LibraryError.
        """
        before = self.setting(_HOME)
        if before == home:
            return
        with self._write() as db:
            _set(db, _HOME, home)
            for table in (documents, copies) if before else ():
                inside = pw.fn.substr(table.source, 1, len(before) + 1) == f"{before}{os.sep}"
                moved = pw.Value(home).concat(pw.fn.substr(table.source, len(before) + 1))
                table.update(source=moved).where(inside).execute(db)
            if before:
                _mark(db)

    def setting(self, name: str) -> str:
        """What was kept under this name; empty where nothing was."""
        with self._read() as db:
            return str(settings.select(settings.value).where(settings.name == name).scalar(db) or "")

    def keep_setting(self, name: str, value: str) -> None:
        """Keep something under a name of its own."""
        with self._write() as db:
            _set(db, name, value)

    def embedder(self) -> str:
        """The fingerprint of the embedder that made the vectors; empty before the first ones."""
        return self.setting(_EMBEDDER)

    def set_embedder(self, fingerprint: str) -> None:
        """Record which embedder makes the vectors."""
        self.keep_setting(_EMBEDDER, fingerprint)

    def mark(self) -> str:
        """Stands for the ready documents and their names: another one after each change of them.

        Empty in a catalog that was not changed since earlier versions wrote it.
        """
        return self.setting(_MARK)

    def begin(self, document: Document, parts: Sequence[Passage], keys: Sequence[str], recipe: str) -> None:
        """Write a document as pending, with its passages and the keys of their vectors. Replaces one of the same id.

        What an interrupted build left pending from the same source is given up: the file holds something else now.
        """
        same_source = (documents.source == document.source) & (documents.state == "pending")
        was_ready = documents.select(documents.id).where(documents.id == document.id, documents.state == "ready")
        with self._write() as db:
            if was_ready.scalar(db):
                _mark(db)
            _delete_rows(db, [document.id])
            documents.update(state="removing").where(same_source).execute(db)
            documents.insert(document_row(document, len(parts), recipe)).execute(db)
            _insert(db, passages, (passage_row(part, key) for part, key in zip(parts, keys, strict=True)))

    def publish(self, document_ids: Sequence[str]) -> None:
        """Make documents ready; in the same moment, what their sources held before begins to be removed."""
        with self._write() as db:
            for ids in _chunks(document_ids):
                sources = documents.select(documents.source).where(documents.id.in_(ids))
                former = documents.source.in_(sources) & documents.id.not_in(ids)
                documents.update(state="removing").where(former).execute(db)
                documents.update(state="ready").where(documents.id.in_(ids)).execute(db)
            _mark(db)

    def withdraw(self, document_ids: Sequence[str]) -> None:
        """Mark documents as being removed: from now on nobody reads them, and there are traces to erase."""
        with self._write() as db:
            for ids in _chunks(document_ids):
                documents.update(state="removing").where(documents.id.in_(ids)).execute(db)
            _set(db, _TRACES, "yes")
            _mark(db)

    def set_source(self, document_id: str, source: str, title: str, sha256: str) -> None:
        """Record that a document's file has moved."""
        with self._write() as db:
            moved = documents.update(source=source, title=title, sha256=sha256)
            moved.where(documents.id == document_id).execute(db)
            _mark(db)

    def delete(self, document_ids: Sequence[str]) -> None:
        """Erase documents and their passages. Vectors stay until `erase_traces`: their text may come back before."""
        with self._write() as db:
            _delete_rows(db, document_ids)
            for ids in _chunks(document_ids):
                copies.delete().where(copies.document_id.in_(ids)).execute(db)

    def copies(self) -> dict[str, str]:
        """The files that hold a document's text too, beside its source: paths, and ids of the documents."""
        with self._read() as db:
            rows = copies.select().order_by(copies.source).dicts().execute(db)
            return {row["source"]: row["document_id"] for row in rows}

    def set_copies(self, changed: Mapping[str, str | None]) -> None:
        """Record of which document each of these files holds the text too; None: of none."""
        with self._write() as db:
            for sources in _chunks(list(changed)):
                copies.delete().where(copies.source.in_(sources)).execute(db)
            _insert(db, copies, ({"source": source, "document_id": id_} for source, id_ in changed.items() if id_))

    def has_traces(self) -> bool:
        """Whether documents were withdrawn since `erase_traces` went well: files may still hold text of theirs."""
        return self.setting(_TRACES) == "yes"

    def erase_traces(self, elsewhere: bool) -> None:
        """Erase the vectors that no passage uses, and from the disk what was deleted.

        `elsewhere` says whether the indexes have done so. Who is reading may hinder it; then, as after a crash, there
        are traces until the next time.
        """
        with self._write() as db:
            vectors.delete().where(_UNUSED).execute(db)
        if self._database.empty_log() and elsewhere:
            self.keep_setting(_TRACES, "no")

    def entries(self, *states: str) -> list[Entry]:
        """The documents in these states, by source; without any, every document."""
        columns = [getattr(documents, name) for name in ("id", "source", "sha256", "recipe", "state", "passages")]
        query = documents.select(*columns).order_by(documents.source)
        if states:
            query = query.where(documents.state.in_(states))
        with self._read() as db:
            return [Entry(*row) for row in query.tuples().execute(db)]

    def labels(self, document_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Title and source of documents in any state, by id."""
        query = documents.select(documents.id, documents.title, documents.source).tuples()
        with self._read() as db:
            return {
                id_: (title, source)
                for ids in _chunks(document_ids)
                for id_, title, source in query.where(documents.id.in_(ids)).execute(db)
            }

    def infos(self, state: str = "ready") -> list[DocumentInfo]:
        """The documents in that state, by title."""
        wanted = ("id", "title", "source", "pages", "passages", "state", "added_at", "notes")
        columns = [*(getattr(documents, name) for name in wanted), pw.fn.length(documents.text).alias("characters")]
        query = documents.select(*columns).where(documents.state == state).order_by(documents.title, documents.id)
        with self._read() as db:
            return [to_info(row) for row in query.dicts().execute(db)]

    def document(self, document_id: str, state: str | None = "ready") -> Document | None:
        """The document whole, if it is in that state (None: in any)."""
        query = documents.select().where(documents.id == document_id)
        if state:
            query = query.where(documents.state == state)
        with self._read() as db:
            row = query.dicts().first(db)
        return None if row is None else to_document(row)

    def passages(self, document_id: str) -> list[Passage]:
        """A document's passages in order, whatever its state."""
        return self.passages_of([document_id])[document_id]

    def passages_of(self, document_ids: Sequence[str]) -> dict[str, list[Passage]]:
        """The passages of each of these documents in order, whatever its state: quicker than one after the other."""
        with self._read() as db:
            return _passages_of(db, document_ids)

    def passage_ids(self, document_id: str) -> list[str]:
        """The ids of a document's passages in order, whatever its state."""
        query = passages.select(passages.id).where(passages.document_id == document_id).order_by(passages.start)
        with self._read() as db:
            return [id_ for (id_,) in query.tuples().execute(db)]

    def stored(self, passage_ids: Iterable[str], state: str | None = "ready") -> dict[str, StoredPassage]:
        """Passages with their vectors, by id; those of documents in another state are left out (None: in any)."""
        columns = [vectors.rows, vectors.data, vectors.tokens, vectors.owners]
        query = passages.select().select_extend(*columns).join(vectors, on=vectors.key == passages.vector_key)
        if state:
            query = query.join(documents, on=documents.id == passages.document_id).where(documents.state == state)
        with self._read() as db:
            return {
                row["id"]: to_stored(row)
                for ids in _chunks(list(passage_ids))
                for row in query.where(passages.id.in_(ids)).dicts().execute(db)
            }

    def known_vectors(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys for which vectors are stored."""
        query = vectors.select(vectors.key).tuples()
        with self._read() as db:
            found = [query.where(vectors.key.in_(some)).execute(db) for some in _chunks(list(keys))]
            return {key for some in found for (key,) in some}

    def lacking(self) -> dict[str, int]:
        """How many passages of each pending document have no vectors, by id; a document that lacks none is left out."""
        query = (
            passages.select(passages.document_id, pw.fn.count(passages.id))
            .join(documents, on=documents.id == passages.document_id)
            .left_outer_join(vectors, on=vectors.key == passages.vector_key)
            .where(documents.state == "pending", vectors.key.is_null())
            .group_by(passages.document_id)
        )
        with self._read() as db:
            return dict(query.tuples().execute(db))

    def put_vectors(self, embedded: dict[str, Embedded]) -> None:
        """Store vectors under keys that are not known yet."""
        with self._write() as db:
            _insert(db, vectors, (vector_row(key, item) for key, item in embedded.items()))

    def rekey(self, key_of: Callable[[Passage], str], recipe_of: Callable[[str], str], embedder: str) -> None:
        """Name every passage's vectors and every recipe anew, as another embedder does.

        All or nothing, with the name of that embedder; needs those vectors stored.
        """
        entries = self.entries()
        with self._write() as db:
            for entry in entries:
                for part in _passages_of(db, [entry.id])[entry.id]:
                    passages.update(vector_key=key_of(part)).where(passages.id == part.id).execute(db)
            for recipe in {entry.recipe for entry in entries}:
                documents.update(recipe=recipe_of(recipe)).where(documents.recipe == recipe).execute(db)
            _set(db, _EMBEDDER, embedder)
            _mark(db)
            vectors.delete().where(_UNUSED).execute(db)

    def count_passages(self) -> int:
        """How many passages ready documents have."""
        query = documents.select(pw.fn.sum(documents.passages)).where(documents.state == "ready")
        with self._read() as db:
            return int(query.scalar(db) or 0)

    def _check_content(self, info: DocumentInfo) -> None:
        """Whether a document has its text, its passages and their vectors. Raises LibraryError."""
        document, parts = self.document(info.id), self.passages(info.id)
        if document is None or len(parts) != info.passages:
            raise damaged(f"passages of document {info.id} are missing")
        if any(document.text[part.start : part.end] != part.text for part in parts):
            raise damaged(f"passages of document {info.id} are not in its text")
        if len(self.stored(part.id for part in parts)) != len(parts):
            raise damaged(f"vectors of document {info.id} are missing")


def _set(db: pw.Database, name: str, value: str) -> None:
    settings.delete().where(settings.name == name).execute(db)
    settings.insert({"name": name, "value": value}).execute(db)


def _mark(db: pw.Database) -> None:
    """In the transaction of the change: who looks at one sees the other."""
    _set(db, _MARK, uuid4().hex)


def _insert(db: pw.Database, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Of a long document not all at once: a row takes more room than its passage."""
    remaining = iter(rows)
    while some := list(islice(remaining, _ROWS)):
        table.insert(some).execute(db)


def _delete_rows(db: pw.Database, document_ids: Sequence[str]) -> None:
    for ids in _chunks(document_ids):
        passages.delete().where(passages.document_id.in_(ids)).execute(db)
        documents.delete().where(documents.id.in_(ids)).execute(db)


def _passages_of(db: pw.Database, document_ids: Sequence[str]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {id_: [] for id_ in document_ids}
    query = passages.select().order_by(passages.start)
    for ids in _chunks(list(found)):
        for row in query.where(passages.document_id.in_(ids)).dicts().execute(db):
            found[row["document_id"]].append(to_passage(row))
    return found


def _chunks(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK)]
