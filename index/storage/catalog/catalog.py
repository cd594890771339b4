"""What can be asked of the catalog, and how it changes.

Everything else on disk is a projection of it. A document is `pending` until it can be found everywhere, then `ready`;
it is `removing` until it can be found nowhere, then gone. Whoever reads sees ready documents only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

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

# SQLite takes at most 32,766 parameters in a statement; older ones 999.
_CHUNK = 500
# What the catalog itself keeps as settings.
_EMBEDDER, _TRACES, _HOME = "embedder", "traces", "home"
_UNUSED = vectors.c.key.not_in(sa.select(passages.c.vector_key))


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
                inside = table.c.source.startswith(f"{before}{os.sep}", autoescape=True)
                moved = sa.literal(home) + sa.func.substr(table.c.source, len(before) + 1)
                db.execute(table.update().where(inside).values(source=moved))

    def setting(self, name: str) -> str:
        """What was kept under this name; empty where nothing was."""
        with self._read() as db:
            return str(db.execute(sa.select(settings.c.value).where(settings.c.name == name)).scalar() or "")

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

    def begin(self, document: Document, parts: Sequence[Passage], keys: Sequence[str], recipe: str) -> None:
        """Write a document as pending, with its passages and the keys of their vectors. Replaces one of the same id.

        What an interrupted build left pending from the same source is given up: the file holds something else now.
        """
        same_source = (documents.c.source == document.source) & (documents.c.state == "pending")
        with self._write() as db:
            _delete_rows(db, [document.id])
            db.execute(documents.update().where(same_source).values(state="removing"))
            db.execute(documents.insert(), document_row(document, len(parts), recipe))
            rows = (passage_row(part, key) for part, key in zip(parts, keys, strict=True))
            # Of a long document not all at once: a row takes more room than its passage.
            while some := list(islice(rows, _CHUNK)):
                db.execute(passages.insert(), some)

    def publish(self, document_ids: Sequence[str]) -> None:
        """Make documents ready; in the same moment, what their sources held before begins to be removed."""
        with self._write() as db:
            for ids in _chunks(document_ids):
                sources = sa.select(documents.c.source).where(documents.c.id.in_(ids)).scalar_subquery()
                former = documents.c.source.in_(sources) & documents.c.id.not_in(ids)
                db.execute(documents.update().where(former).values(state="removing"))
                db.execute(documents.update().where(documents.c.id.in_(ids)).values(state="ready"))

    def withdraw(self, document_ids: Sequence[str]) -> None:
        """Mark documents as being removed: from now on nobody reads them, and there are traces to erase."""
        with self._write() as db:
            for ids in _chunks(document_ids):
                db.execute(documents.update().where(documents.c.id.in_(ids)).values(state="removing"))
            _set(db, _TRACES, "yes")

    def set_source(self, document_id: str, source: str, title: str, sha256: str) -> None:
        """Record that a document's file has moved."""
        with self._write() as db:
            row = {"source": source, "title": title, "sha256": sha256}
            db.execute(documents.update().where(documents.c.id == document_id).values(**row))

    def delete(self, document_ids: Sequence[str]) -> None:
        """Erase documents, their passages, and the vectors that no other passage uses."""
        with self._write() as db:
            _delete_rows(db, document_ids)
            for ids in _chunks(document_ids):
                db.execute(copies.delete().where(copies.c.document_id.in_(ids)))
            db.execute(vectors.delete().where(_UNUSED))

    def copies(self) -> dict[str, str]:
        """The files that hold a document's text too, beside its source: paths, and ids of the documents."""
        with self._read() as db:
            rows = db.execute(sa.select(copies).order_by(copies.c.source)).mappings()
            return {row["source"]: row["document_id"] for row in rows}

    def set_copies(self, changed: Mapping[str, str | None]) -> None:
        """Record of which document each of these files holds the text too; None: of none."""
        with self._write() as db:
            for sources in _chunks(list(changed)):
                db.execute(copies.delete().where(copies.c.source.in_(sources)))
            rows = [{"source": source, "document_id": id_} for source, id_ in changed.items() if id_]
            if rows:
                db.execute(copies.insert(), rows)

    def has_traces(self) -> bool:
        """Whether documents were withdrawn since `erase_traces` went well: files may still hold text of theirs."""
        return self.setting(_TRACES) == "yes"

    def erase_traces(self, elsewhere: bool) -> None:
        """Erase from the disk, too, what was deleted; `elsewhere` says whether the indexes have done so.

        Who is reading may hinder it; then, as after a crash, there are traces until the next time.
        """
        if self._database.empty_log() and elsewhere:
            self.keep_setting(_TRACES, "no")

    def entries(self, *states: str) -> list[Entry]:
        """The documents in these states, by source; without any, every document."""
        columns = [documents.c[name] for name in ("id", "source", "sha256", "recipe", "state", "passages")]
        query = sa.select(*columns).order_by(documents.c.source)
        if states:
            query = query.where(documents.c.state.in_(states))
        with self._read() as db:
            return [Entry(*row) for row in db.execute(query)]

    def labels(self, document_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Title and source of documents in any state, by id."""
        query = sa.select(documents.c.id, documents.c.title, documents.c.source)
        with self._read() as db:
            return {
                id_: (title, source)
                for ids in _chunks(document_ids)
                for id_, title, source in db.execute(query.where(documents.c.id.in_(ids)))
            }

    def infos(self, state: str = "ready") -> list[DocumentInfo]:
        """The documents in that state, by title."""
        wanted = ("id", "title", "source", "pages", "passages", "state", "added_at", "notes")
        columns = [*(documents.c[name] for name in wanted), sa.func.length(documents.c.text).label("characters")]
        query = sa.select(*columns).where(documents.c.state == state).order_by(documents.c.title, documents.c.id)
        with self._read() as db:
            return [to_info(row) for row in db.execute(query).mappings()]

    def document(self, document_id: str, state: str | None = "ready") -> Document | None:
        """The document whole, if it is in that state (None: in any)."""
        query = sa.select(documents).where(documents.c.id == document_id)
        if state:
            query = query.where(documents.c.state == state)
        with self._read() as db:
            row = db.execute(query).mappings().first()
        return None if row is None else to_document(row)

    def passages(self, document_id: str) -> list[Passage]:
        """A document's passages in order, whatever its state."""
        with self._read() as db:
            return _passages_of(db, document_id)

    def passage_ids(self, document_id: str) -> list[str]:
        """The ids of a document's passages in order, whatever its state."""
        query = sa.select(passages.c.id).where(passages.c.document_id == document_id).order_by(passages.c.start)
        with self._read() as db:
            return list(db.execute(query).scalars())

    def stored(self, passage_ids: Iterable[str], state: str | None = "ready") -> dict[str, StoredPassage]:
        """Passages with their vectors, by id; those of documents in another state are left out (None: in any)."""
        columns = [vectors.c[name] for name in ("rows", "data", "tokens", "owners")]
        query = sa.select(passages, *columns).join(vectors, vectors.c.key == passages.c.vector_key)
        if state:
            query = query.join(documents, documents.c.id == passages.c.document_id).where(documents.c.state == state)
        with self._read() as db:
            return {
                row["id"]: to_stored(row)
                for ids in _chunks(list(passage_ids))
                for row in db.execute(query.where(passages.c.id.in_(ids))).mappings()
            }

    def known_vectors(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys for which vectors are stored."""
        query = sa.select(vectors.c.key)
        with self._read() as db:
            found = [db.execute(query.where(vectors.c.key.in_(some))).scalars() for some in _chunks(list(keys))]
            return {key for some in found for key in some}

    def lacking(self) -> dict[str, int]:
        """How many passages of each pending document have no vectors, by id; a document that lacks none is left out."""
        own = passages.join(documents, documents.c.id == passages.c.document_id)
        query = (
            sa.select(passages.c.document_id, sa.func.count())
            .select_from(own.outerjoin(vectors, vectors.c.key == passages.c.vector_key))
            .where(documents.c.state == "pending", vectors.c.key.is_(None))
            .group_by(passages.c.document_id)
        )
        with self._read() as db:
            return {row[0]: row[1] for row in db.execute(query)}

    def put_vectors(self, embedded: dict[str, Embedded]) -> None:
        """Store vectors under keys that are not known yet."""
        rows = [vector_row(key, item) for key, item in embedded.items()]
        with self._write() as db:
            if rows:
                db.execute(vectors.insert(), rows)

    def rekey(self, key_of: Callable[[Passage], str], recipe_of: Callable[[str], str], embedder: str) -> None:
        """Name every passage's vectors and every recipe anew, as another embedder does.

        All or nothing, with the name of that embedder; needs those vectors stored.
        """
        by_id = passages.update().where(passages.c.id == sa.bindparam("passage"))
        entries = self.entries()
        with self._write() as db:
            for entry in entries:
                rows = [{"passage": p.id, "key": key_of(p)} for p in _passages_of(db, entry.id)]
                if rows:
                    db.execute(by_id.values(vector_key=sa.bindparam("key")), rows)
            for recipe in {entry.recipe for entry in entries}:
                own = documents.update().where(documents.c.recipe == recipe)
                db.execute(own.values(recipe=recipe_of(recipe)))
            _set(db, _EMBEDDER, embedder)
            db.execute(vectors.delete().where(_UNUSED))

    def count_passages(self) -> int:
        """How many passages ready documents have."""
        query = sa.select(sa.func.coalesce(sa.func.sum(documents.c.passages), 0)).where(documents.c.state == "ready")
        with self._read() as db:
            return int(db.execute(query).scalar_one())

    def _check_content(self, info: DocumentInfo) -> None:
        """Whether a document has its text, its passages and their vectors. Raises LibraryError."""
        document, parts = self.document(info.id), self.passages(info.id)
        if document is None or len(parts) != info.passages:
            raise damaged(f"passages of document {info.id} are missing")
        if any(document.text[part.start : part.end] != part.text for part in parts):
            raise damaged(f"passages of document {info.id} are not in its text")
        if len(self.stored(part.id for part in parts)) != len(parts):
            raise damaged(f"vectors of document {info.id} are missing")


def _set(db: sa.Connection, name: str, value: str) -> None:
    db.execute(settings.delete().where(settings.c.name == name))
    db.execute(settings.insert(), {"name": name, "value": value})


def _delete_rows(db: sa.Connection, document_ids: Sequence[str]) -> None:
    for ids in _chunks(document_ids):
        db.execute(passages.delete().where(passages.c.document_id.in_(ids)))
        db.execute(documents.delete().where(documents.c.id.in_(ids)))


def _passages_of(db: sa.Connection, document_id: str) -> list[Passage]:
    query = sa.select(passages).where(passages.c.document_id == document_id).order_by(passages.c.start)
    return [to_passage(row) for row in db.execute(query).mappings()]


def _chunks(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK)]
