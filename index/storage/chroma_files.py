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
        found = header.read_bytes()[: _HEADER.size]
        if len(found) < _HEADER.size or found[:4] != _VERSION.to_bytes(4, "little"):
            logger.warning("%s has another layout than expected; its unused room is left as it is", header)
            continue
        _, _, _, elements, size = _HEADER.unpack(found)
        _blank(header.with_name("data_level0.bin"), elements * size)
        _blank(header.with_name("length.bin"), elements * _LENGTH)


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


def _blank(path: Path, used: int) -> None:
    with path.open("rb") as file:
        file.seek(used)
        rest = file.read()
    if any(rest):
        with path.open("r+b") as file:
            file.seek(used)
            file.write(bytes(len(rest)))
