"""The SQL catalog: the truth about documents, their canonical text, their passages and their vectors.

Everything else on disk is a projection of it. A document is `pending` until it can be found everywhere, then `ready`;
it is `removing` until it can be found nowhere, then gone. Whoever reads sees ready documents only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from index.embed import TOKEN_DIMENSION, Embedded, Tokens, Vector
from index.errors import LibraryError
from index.types import Document, DocumentInfo, Heading, Page, Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_VERSION = "2"
# SQLite takes at most 32,766 parameters in a statement; older ones 999.
_CHUNK = 500
# What SQLite says of a file whose content is at fault.
_DAMAGE = ("file is not a database", "malformed", "no such column", "has no column")

_meta = sa.MetaData()
_settings = sa.Table(
    "settings", _meta, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.Text, nullable=False)
)
_documents = sa.Table(
    "documents",
    _meta,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("sha256", sa.String, nullable=False),
    sa.Column("recipe", sa.String, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("pages", sa.Text, nullable=False),
    sa.Column("headings", sa.Text, nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("added_at", sa.String, nullable=False),
)
_passages = sa.Table(
    "passages",
    _meta,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("page", sa.Integer),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("sentences", sa.Text, nullable=False),
    sa.Column("vector_key", sa.String, nullable=False, index=True),
)
_vectors = sa.Table(
    "vectors",
    _meta,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("tokens", sa.LargeBinary, nullable=False),
    sa.Column("owners", sa.LargeBinary, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its vectors: `vector` (dimension,) of the whole, `parts` (sentences, dimension) of its own."""

    passage: Passage
    vector: Vector
    parts: Vector
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalog knows of a document without reading its text."""

    id: str
    source: str
    sha256: str
    recipe: str
    state: str


class Catalog:
    """Documents, passages and vectors in one SQL database."""

    def __init__(self, url: str) -> None:
        """Raises LibraryError where the database cannot be opened or is not a catalog of this version."""
        self._closed = False
        self._engine = _open_engine(url)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        with self._write() as db:
            # Before anything else: the tables of another version may lack columns, which looks like damage.
            if sa.inspect(db).has_table(_settings.name):
                _check_version(db.execute(_SCHEMA).scalar())
            _meta.create_all(db)
            if db.execute(_SCHEMA).scalar() is None:
                db.execute(_settings.insert(), {"name": "schema", "value": SCHEMA_VERSION})

    def close(self) -> None:
        """Let go of the database. Whatever is asked of it afterwards is a LibraryError."""
        self._closed = True
        self._engine.dispose()

    def setting(self, name: str) -> str | None:
        """A fact about the library itself, such as the embedder's fingerprint."""
        with self._read() as db:
            value = db.execute(sa.select(_settings.c.value).where(_settings.c.name == name)).scalar()
        return None if value is None else str(value)

    def set_setting(self, name: str, value: str) -> None:
        """Write such a fact."""
        with self._write() as db:
            db.execute(_settings.delete().where(_settings.c.name == name))
            db.execute(_settings.insert(), {"name": name, "value": value})

    def begin(self, document: Document, passages: Sequence[Passage], keys: Sequence[str], recipe: str) -> None:
        """Write a document as pending, with its passages and the keys of their vectors. Replaces one of the same id.

        What an interrupted build left pending from the same source is given up: the file holds something else now.
        """
        same_source = (_documents.c.source == document.source) & (_documents.c.state == "pending")
        with self._write() as db:
            _delete_rows(db, [document.id])
            db.execute(_documents.update().where(same_source).values(state="removing"))
            db.execute(_documents.insert(), _document_row(document, len(passages), recipe))
            if passages:
                db.execute(_passages.insert(), [_passage_row(p, key) for p, key in zip(passages, keys, strict=True)])

    def publish(self, document_ids: Sequence[str]) -> None:
        """Make documents ready; in the same moment, what their sources held before begins to be removed."""
        with self._write() as db:
            for ids in _chunks(document_ids):
                sources = sa.select(_documents.c.source).where(_documents.c.id.in_(ids)).scalar_subquery()
                former = _documents.c.source.in_(sources) & _documents.c.id.not_in(ids)
                db.execute(_documents.update().where(former).values(state="removing"))
                db.execute(_documents.update().where(_documents.c.id.in_(ids)).values(state="ready"))

    def withdraw(self, document_ids: Sequence[str]) -> None:
        """Mark documents as being removed: from now on nobody reads them."""
        with self._write() as db:
            for ids in _chunks(document_ids):
                db.execute(_documents.update().where(_documents.c.id.in_(ids)).values(state="removing"))

    def set_source(self, document_id: str, source: str, title: str, sha256: str) -> None:
        """Record that a document's file has moved."""
        with self._write() as db:
            row = {"source": source, "title": title, "sha256": sha256}
            db.execute(_documents.update().where(_documents.c.id == document_id).values(**row))

    def delete(self, document_ids: Sequence[str]) -> None:
        """Erase documents, their passages, and the vectors that no other passage uses, from the disk too."""
        with self._write() as db:
            _delete_rows(db, document_ids)
            db.execute(_vectors.delete().where(_vectors.c.key.not_in(sa.select(_passages.c.vector_key))))
        if self._engine.dialect.name == "sqlite":
            with self._read() as db:
                # The write-ahead log still holds the pages as they were; this empties it.
                db.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def entries(self) -> list[Entry]:
        """Every document, whatever its state."""
        columns = [_documents.c[name] for name in ("id", "source", "sha256", "recipe", "state")]
        with self._read() as db:
            return [Entry(*row) for row in db.execute(sa.select(*columns).order_by(_documents.c.source))]

    def labels(self, document_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Title and source of documents in any state, by id."""
        query = sa.select(_documents.c.id, _documents.c.title, _documents.c.source)
        with self._read() as db:
            return {
                id_: (title, source)
                for ids in _chunks(document_ids)
                for id_, title, source in db.execute(query.where(_documents.c.id.in_(ids)))
            }

    def infos(self) -> list[DocumentInfo]:
        """The ready documents, by title."""
        table = _documents.c
        query = sa.select(
            table.id, table.title, table.source, sa.func.length(table.text), table.pages, table.passages, table.state,
            table.added_at, table.notes,
        )  # fmt: skip
        with self._read() as db:
            rows = db.execute(query.where(table.state == "ready").order_by(table.title, table.id)).all()
        return [
            DocumentInfo(
                id_, title, source, length, len(json.loads(pages)), count, state, added, tuple(json.loads(notes))
            )
            for id_, title, source, length, pages, count, state, added, notes in rows
        ]

    def document(self, document_id: str, state: str | None = "ready") -> Document | None:
        """The document whole, if it is in that state (None: in any)."""
        query = sa.select(_documents).where(_documents.c.id == document_id)
        if state:
            query = query.where(_documents.c.state == state)
        with self._read() as db:
            row = db.execute(query).mappings().first()
        return None if row is None else _document(row)

    def passages(self, document_id: str) -> list[Passage]:
        """A document's passages in order, whatever its state."""
        with self._read() as db:
            return _passages_of(db, document_id)

    def stored(self, passage_ids: Iterable[str], state: str | None = "ready") -> dict[str, StoredPassage]:
        """Passages with their vectors, by id; those of documents in another state are left out (None: in any)."""
        found: dict[str, StoredPassage] = {}
        query = sa.select(_passages, _vectors.c.rows, _vectors.c.data, _vectors.c.tokens, _vectors.c.owners).join(
            _vectors, _vectors.c.key == _passages.c.vector_key
        )
        if state:
            query = query.join(_documents, _documents.c.id == _passages.c.document_id).where(
                _documents.c.state == state
            )
        with self._read() as db:
            for ids in _chunks(list(passage_ids)):
                for row in db.execute(query.where(_passages.c.id.in_(ids))).mappings():
                    rows = np.frombuffer(row["data"], np.float16).astype(np.float32).reshape(row["rows"], -1)
                    tokens = Tokens(
                        np.frombuffer(row["tokens"], np.int8).reshape(-1, TOKEN_DIMENSION),
                        np.frombuffer(row["owners"], np.int16),
                    )
                    found[row["id"]] = StoredPassage(_passage(row), rows[0], rows[1:], tokens)
        return found

    def known_vectors(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys for which vectors are stored."""
        with self._read() as db:
            chunks = [
                db.execute(sa.select(_vectors.c.key).where(_vectors.c.key.in_(ids))) for ids in _chunks(list(keys))
            ]
            return {key for chunk in chunks for (key,) in chunk}

    def put_vectors(self, embedded: dict[str, Embedded]) -> None:
        """Store vectors under keys that are not known yet."""
        rows = [_vector_row(key, item) for key, item in embedded.items()]
        with self._write() as db:
            if rows:
                db.execute(_vectors.insert(), rows)

    def rekey(self, key_of: Callable[[Passage], str], recipe: str) -> None:
        """Name every passage's vectors anew, as another embedder does. All or nothing; needs those vectors stored."""
        by_id = _passages.update().where(_passages.c.id == sa.bindparam("passage"))
        entries = self.entries()
        with self._write() as db:
            for entry in entries:
                rows = [{"passage": p.id, "key": key_of(p)} for p in _passages_of(db, entry.id)]
                if rows:
                    db.execute(by_id.values(vector_key=sa.bindparam("key")), rows)
            db.execute(_documents.update().values(recipe=recipe))
            db.execute(_vectors.delete().where(_vectors.c.key.not_in(sa.select(_passages.c.vector_key))))

    def count_passages(self) -> int:
        """How many passages ready documents have."""
        query = sa.select(sa.func.coalesce(sa.func.sum(_documents.c.passages), 0)).where(_documents.c.state == "ready")
        with self._read() as db:
            return int(db.execute(query).scalar_one())

    def check(self) -> str:
        """The database's own verdict on its integrity: "ok", or what is wrong."""
        if self._engine.dialect.name != "sqlite":
            return "ok"
        with self._read() as db:
            return str(db.execute(sa.text("PRAGMA quick_check")).scalar())

    @contextmanager
    def _read(self) -> Iterator[sa.Connection]:
        self._demand_open()
        with _plain_errors(), self._engine.connect() as db:
            yield db

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        self._demand_open()
        with _plain_errors(), self._engine.begin() as db:
            yield db

    def _demand_open(self) -> None:
        # The engine would connect again, without the library's lock.
        if self._closed:
            raise LibraryError("The library is closed. Open it again.")


_SCHEMA = sa.select(_settings.c.value).where(_settings.c.name == "schema")


def _check_version(version: str | None) -> None:
    """A catalog that was never finished has none, and is begun again."""
    if version not in (None, SCHEMA_VERSION):
        raise LibraryError(
            f"The catalog was written by another version of Footnote (schema {version}, not {SCHEMA_VERSION}). "
            "Use that version, or point FOOTNOTE_HOME at a new folder and index again."
        )


def _open_engine(url: str) -> sa.Engine:
    try:
        engine = sa.create_engine(url)
    except (sa.exc.ArgumentError, ImportError) as error:
        raise LibraryError(
            f"The catalog address cannot be used ({error}). Set FOOTNOTE_CATALOG_URL to an SQLAlchemy URL, or unset it."
        ) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Write-ahead log for readers beside a writer; deleted text is overwritten, not merely unlinked."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _plain_errors() -> Iterator[None]:
    # SQLite's own errors come through where a connection is being prepared.
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        reason = (str(cause).strip().splitlines() or [type(cause).__name__])[0][:200]
        if any(sign in reason for sign in _DAMAGE):
            raise LibraryError(
                f"The catalog, which holds your documents, is damaged ({reason}). "
                "Restore catalog.sqlite3 from a backup, or move it out of FOOTNOTE_HOME and add your files again."
            ) from error
        raise LibraryError(
            f"The catalog cannot be read or written ({reason}). "
            "Check that the disk has space and that FOOTNOTE_HOME is writable, then run: footnote doctor"
        ) from error


def _vector_row(key: str, item: Embedded) -> dict[str, Any]:
    """Row 0 of the data is the passage's vector, the others are its sentences'."""
    data = np.concatenate([item.vector[None, :], item.parts]).astype(np.float16)
    return {
        "key": key,
        "rows": len(data),
        "data": data.tobytes(),
        "tokens": item.tokens.vectors.tobytes(),
        "owners": item.tokens.owners.tobytes(),
    }


def _delete_rows(db: sa.Connection, document_ids: Sequence[str]) -> None:
    for ids in _chunks(document_ids):
        db.execute(_passages.delete().where(_passages.c.document_id.in_(ids)))
        db.execute(_documents.delete().where(_documents.c.id.in_(ids)))


def _passages_of(db: sa.Connection, document_id: str) -> list[Passage]:
    query = sa.select(_passages).where(_passages.c.document_id == document_id).order_by(_passages.c.start)
    return [_passage(row) for row in db.execute(query).mappings()]


def _chunks(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK)]


def _document_row(document: Document, passages: int, recipe: str) -> dict[str, Any]:
    return {
        "id": document.id,
        "state": "pending",
        "title": document.title,
        "source": document.source,
        "sha256": document.sha256,
        "recipe": recipe,
        "text": document.text,
        "pages": json.dumps([[p.number, p.start, p.end] for p in document.pages]),
        "headings": json.dumps([[h.text, h.start, h.end, h.level] for h in document.headings]),
        "notes": json.dumps(document.notes),
        "passages": passages,
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _document(row: Any) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        source=row["source"],
        text=row["text"],
        sha256=row["sha256"],
        pages=tuple(Page(*page) for page in json.loads(row["pages"])),
        headings=tuple(Heading(*heading) for heading in json.loads(row["headings"])),
        notes=tuple(json.loads(row["notes"])),
    )


def _passage_row(passage: Passage, key: str) -> dict[str, Any]:
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "page": passage.page,
        "heading": passage.heading,
        "sentences": json.dumps([[s.start - passage.start, s.end - passage.start] for s in passage.sentences]),
        "vector_key": key,
    }


def _passage(row: Any) -> Passage:
    at, text = row["start"], row["text"]
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        start=at,
        end=row["end"],
        text=text,
        page=row["page"],
        heading=row["heading"],
        sentences=tuple(Sentence(at + start, at + end, text[start:end]) for start, end in json.loads(row["sentences"])),
    )
