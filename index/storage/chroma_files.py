"""What Chroma leaves in its files without being asked, and how that is overwritten.

Knows the layout of the files; `index.storage.store` talks to Chroma.
"""

from __future__ import annotations

import logging
import struct
import subprocess
import sys
from pathlib import Path

logger = logging.getLogger(__name__)

# How `header.bin` of a vector index begins: version, an offset, room, elements, bytes of each in `data_level0.bin`.
_HEADER = struct.Struct("<iQQQQ")
_VERSION = 1
_LENGTH = 4
# What lies beside the header. Chroma begins an index anew, without a word, where the last is gone.
_PARTS = ("data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")

# Chroma empties its queue too, but does not wait for it. Its full-text index keeps the letters of removed text, with
# their places, until its segments are merged; 'optimize' does that. VACUUM drops what is not in use.
_ERASE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
db.execute("PRAGMA secure_delete = ON")
db.execute("DELETE FROM embeddings_queue WHERE seq_id < (SELECT MIN(CAST(seq_id AS INTEGER)) FROM max_seq_id)")
try:
    db.execute("INSERT INTO embedding_fulltext_search (embedding_fulltext_search) VALUES ('optimize')")
finally:
    db.execute("VACUUM")
"""


def blank_unused_room(folder: Path) -> None:
    """Overwrite with zeros the room that vector indexes keep for later elements.

    hnswlib allocates it, never fills it and writes it out when an index is begun: the file then holds whatever stood
    there in the memory of this process, such as text. Call it when nobody writes; what is in use is not touched.
    """
    for header in folder.glob("*/header.bin"):
        if found := _read(header):
            elements, size = found
            _blank(header.with_name("data_level0.bin"), elements * size)
            _blank(header.with_name("length.bin"), elements * _LENGTH)
        else:
            logger.warning("%s has another layout than expected; its unused room is left as it is", header)


def has_vectors(folder: Path, count: int) -> bool:
    """Whether the vector files have room in use for so many; where their layout is not the expected one, they count so.

    Chroma itself counts rows of its database, and finds nothing, without a word, where the files beside it are gone.
    What was removed stays in the files, so that there may be more. It holds where every write reaches the files.
    """
    headers = list(folder.glob("*/header.bin"))
    if not all(header.with_name(part).exists() for header in headers for part in _PARTS):
        return False
    found = [_read(header) for header in headers]
    return None in found or sum(elements for elements, _ in filter(None, found)) >= count


def erase_remains(folder: Path) -> bool:
    """Overwrite what SQLite keeps of removed passages in Chroma's database. Returns whether that went well.

    It runs in a process of its own: two copies of SQLite in one process (Python's, and the one inside Chroma) would not
    see each other's locks.
    """
    command = [sys.executable, "-I", "-c", _ERASE, str(folder / "chroma.sqlite3")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        logger.warning("removed text may remain in %s: %s", folder, done.stderr.strip()[-200:])
    return not done.returncode


def _read(header: Path) -> tuple[int, int] | None:
    """How many elements a vector index has, and bytes of each; None where the file has another layout than expected."""
    found = header.read_bytes()[: _HEADER.size]
    if len(found) < _HEADER.size or found[:4] != _VERSION.to_bytes(4, "little"):
        return None
    _, _, _, elements, size = _HEADER.unpack(found)
    return elements, size


def _blank(path: Path, used: int) -> None:
    # One that was lost is missed by `has_vectors`, and written again.
    if not path.exists():
        return
    with path.open("rb") as file:
        file.seek(used)
        rest = file.read()
    if any(rest):
        with path.open("r+b") as file:
            file.seek(used)
            file.write(bytes(len(rest)))
