"""The database below the catalog: opening it, transactions, and its faults in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee as pw
from playhouse.pool import PooledDatabase, PooledSqliteDatabase

from index.errors import LibraryError, first_line
from index.storage.catalog.damage import damaged
from index.storage.catalog.tables import SCHEMA_VERSION, create_tables, settings

# What SQLite says of a file whose content is at fault.
_DAMAGE = (
    "file is not a database",
    "malformed",
    "no such table",
    "no such column",
    "has no column",
    "Could not decode",
)
# Write-ahead log for readers beside a writer; deleted text is overwritten, not merely unlinked.
_SQLITE = {
    "pragmas": {"journal_mode": "wal", "synchronous": "normal", "secure_delete": "on"},
    # Who is going to write waits for who does, and not until half of it is written.
    "lock_type": "IMMEDIATE",
    "timeout": 5,
    # The pool hands them from thread to thread.
    "check_same_thread": False,
}


class Database:
    """A catalog's tables, by the path of an SQLite database or the URL of any."""

    def __init__(self, address: str | Path) -> None:
        """Raises LibraryError where the database cannot be opened or is not a catalog of this version."""
        self._closed = False
        self._pool = _open_pool(address)
        self._sqlite = isinstance(self._pool, pw.SqliteDatabase)
        try:
            self._prepare()
        except TypeError as error:
            # An option of the address that its driver does not know.
            raise _unusable(error) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database. Whatever is asked of it afterwards is a LibraryError."""
        self._closed = True
        self._pool.close_idle()

    @contextmanager
    def read(self) -> Iterator[pw.Database]:
        """The database, connected, to read with. Raises LibraryError."""
        # The pool would connect again, without the library's lock.
        if self._closed:
            raise LibraryError("The library is closed. Open it again.")
        try:
            with _plain_errors(), self._pool.connection_context():
                yield self._pool
        finally:
            if self._closed:
                self._pool.close_idle()

    @contextmanager
    def write(self) -> Iterator[pw.Database]:
        """One transaction: all of it, or nothing. Raises LibraryError."""
        with self.read() as db, db.atomic():
            yield db

    def empty_log(self) -> bool:
        """Empty the write-ahead log, which holds pages as they were. Returns whether that went: readers may hinder."""
        if not self._sqlite:
            return True
        with self.read() as db:
            return not _pragma(db, "wal_checkpoint(TRUNCATE)")

    def check(self) -> str:
        """The database's own verdict on its integrity: "ok", or what is wrong."""
        if not self._sqlite:
            return "ok"
        with self.read() as db:
            return str(_pragma(db, "quick_check"))

    def _prepare(self) -> None:
        version = settings.select(settings.value).where(settings.name == "schema")
        with self.read() as db:
            # Before anything else: the tables of another version may lack columns, which looks like damage.
            found = version.scalar(db) if db.table_exists("settings") else None
        if found is None:
            # A catalog that was never finished is begun again.
            with self.write() as db:
                create_tables(db)
                settings.insert({"name": "schema", "value": SCHEMA_VERSION}).execute(db)
        elif found != SCHEMA_VERSION:
            raise LibraryError(
                f"The catalog was written by another version of Footnote (schema {found}, not {SCHEMA_VERSION}). "
                "Use that version, or point FOOTNOTE_HOME at a new folder and index again."
            )


def _pragma(db: pw.Database, name: str) -> Any:
    """The first thing that SQLite answers."""
    first, *_ = pw.RawQuery(f"PRAGMA {name}").tuples().execute(db)
    return first[0]


def _open_pool(address: str | Path) -> PooledDatabase:
    # A path is no part of a URL: it may have a "?" or a "%" in it.
    if isinstance(address, Path):
        return PooledSqliteDatabase(str(address), max_connections=None, **_SQLITE)
    # Loads the drivers of other databases.
    from playhouse.db_url import parse, schemes

    scheme = address.partition("://")[0]
    try:
        if (kind := schemes.get(f"{scheme}+pool")) is None:
            raise ValueError(f"there is no kind of database {scheme!r}")
        options = parse(address, unquote_user=True, unquote_password=True) | (_SQLITE if scheme == "sqlite" else {})
        if not options.get("database"):
            raise ValueError("it names no database")
        return kind(**options | {"max_connections": None})
    except (pw.PeeweeException, ValueError) as error:
        raise _unusable(error) from error


def _unusable(error: Exception) -> LibraryError:
    return LibraryError(
        f"The catalog address cannot be used ({first_line(error)}). "
        "Set FOOTNOTE_CATALOG_URL to an address such as postgresql://user@host/name, or unset it."
    )


@contextmanager
def _plain_errors() -> Iterator[None]:
    # SQLite's own errors come through where rows are fetched.
    try:
        yield
    except pw.ImproperlyConfigured as error:
        raise _unusable(error) from error
    except (pw.PeeweeException, sqlite3.Error) as error:
        reason = first_line(error.args[0] if error.args and isinstance(error.args[0], Exception) else error)
        if any(sign in reason for sign in _DAMAGE):
            # It goes on with the text itself.
            raise damaged(reason.partition(" with text ")[0]) from error
        raise LibraryError(
            f"The catalog cannot be read or written ({reason}). "
            "Check that the disk has space and that FOOTNOTE_HOME is writable, then run: footnote doctor"
        ) from error
