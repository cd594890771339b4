"""The database below the catalog: opening it, transactions, and its faults in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.errors import LibraryError, first_line
from index.storage.catalog.damage import damaged
from index.storage.catalog.tables import SCHEMA_VERSION, meta, settings

# What SQLite says of a file whose content is at fault.
_DAMAGE = ("file is not a database", "malformed", "no such column", "has no column", "Could not decode")
_SCHEMA = sa.select(settings.c.value).where(settings.c.name == "schema")


class Database:
    """A catalog's tables, by the path of an SQLite database or the URL of any."""

    def __init__(self, address: str | Path) -> None:
        """Raises LibraryError where the database cannot be opened or is not a catalog of this version."""
        self._closed = False
        self._engine = _open_engine(address)
        self._sqlite = self._engine.dialect.name == "sqlite"
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database. Whatever is asked of it afterwards is a LibraryError."""
        self._closed = True
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection to read with. Raises LibraryError."""
        self._demand_open()
        with _plain_errors(), self._engine.connect() as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction: all of it, or nothing. Raises LibraryError."""
        self._demand_open()
        with _plain_errors(), self._engine.begin() as db:
            yield db

    def empty_log(self) -> bool:
        """Empty the write-ahead log, which holds pages as they were. Returns whether that went: readers may hinder."""
        if not self._sqlite:
            return True
        with self.read() as db:
            return not db.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]

    def check(self) -> str:
        """The database's own verdict on its integrity: "ok", or what is wrong."""
        if not self._sqlite:
            return "ok"
        with self.read() as db:
            return str(db.execute(sa.text("PRAGMA quick_check")).scalar())

    def _prepare(self) -> None:
        with self.write() as db:
            # Before anything else: the tables of another version may lack columns, which looks like damage.
            if sa.inspect(db).has_table(settings.name):
                _check_version(db.execute(_SCHEMA).scalar())
            meta.create_all(db)
            if db.execute(_SCHEMA).scalar() is None:
                db.execute(settings.insert(), {"name": "schema", "value": SCHEMA_VERSION})

    def _demand_open(self) -> None:
        # The engine would connect again, without the library's lock.
        if self._closed:
            raise LibraryError("The library is closed. Open it again.")


def _check_version(version: str | None) -> None:
    """A catalog that was never finished has none, and is begun again."""
    if version not in (None, SCHEMA_VERSION):
        raise LibraryError(
            f"The catalog was written by another version of Footnote (schema {version}, not {SCHEMA_VERSION}). "
            "Use that version, or point FOOTNOTE_HOME at a new folder and index again."
        )


def _open_engine(address: str | Path) -> sa.Engine:
    # A path is no part of a URL: it may have a "?" or a "%" in it.
    url = sa.URL.create("sqlite", database=str(address)) if isinstance(address, Path) else address
    try:
        engine = sa.create_engine(url)
    except (sa.exc.ArgumentError, ImportError, ValueError) as error:
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
        reason = first_line(cause)
        if any(sign in reason for sign in _DAMAGE):
            # It goes on with the text itself.
            raise damaged(reason.partition(" with text ")[0]) from error
        raise LibraryError(
            f"The catalog cannot be read or written ({reason}). "
            "Check that the disk has space and that FOOTNOTE_HOME is writable, then run: footnote doctor"
        ) from error
