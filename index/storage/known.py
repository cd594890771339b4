"""What the library holds while a build runs: by source, by text and by the bytes of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from index.files.naming import path_of
from index.storage.catalog import Entry


class Known:
    """The documents as they will be when the build is through. `recipe` tells what is made as it would be made now."""

    def __init__(self, entries: Iterable[Entry], recipe: str, max_bytes: int) -> None:
        self.by_source: dict[str, Entry] = {}
        self.by_id: dict[str, Entry] = {}
        self._by_bytes: dict[tuple[str, str], Entry] = {}
        # By the source that holds another text now. Of two texts of one source, as a build leaves them that was killed
        # while files changed places, either is here: whichever its file is found to hold stands for it again.
        self._left: dict[str, list[Entry]] = {}
        self._recipe, self._max_bytes = recipe, max_bytes
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """From now on the document stands for its source and its text, and for no source that it had before."""
        if former := self.by_id.get(entry.id):
            self.forget(former)
        if (other := self.by_source.get(entry.source)) and other.id != entry.id:
            self.leave(other)
        self.by_source[entry.source] = entry
        self.by_id[entry.id] = entry
        if entry.recipe == self._recipe:
            self._by_bytes[_bytes(entry)] = entry

    def leave(self, entry: Entry) -> None:
        """Its file holds another text now, and it is not known yet whether another file holds this one."""
        self.by_id[entry.id] = entry
        if self.by_source.get(entry.source) == entry:
            del self.by_source[entry.source]
        self._left.setdefault(entry.source, []).append(entry)

    def take_left(self, *sources: str) -> list[Entry]:
        """The documents that these sources left, or all that any did, and that no other file has taken: asked for once.

        They are known no more.
        """
        left = [entry for source in sources or list(self._left) for entry in self._left.pop(source, ())]
        taken = [entry for entry in left if self.by_id.get(entry.id) == entry != self.by_source.get(entry.source)]
        for entry in taken:
            self.forget(entry)
        return taken

    def forget(self, entry: Entry) -> None:
        """From now on the document is no more."""
        if self.by_id.get(entry.id) == entry:
            del self.by_id[entry.id]
        if self.by_source.get(entry.source) == entry:
            del self.by_source[entry.source]
        if self._by_bytes.get(_bytes(entry)) == entry:
            del self._by_bytes[_bytes(entry)]

    def by_file(self, path: Path) -> Entry | None:
        """The document that was made, as it would be now, from the bytes that a file has."""
        return self._by_bytes.get((self._sha256(path), path.suffix))

    def is_held(self, entry: Entry) -> bool:
        """Whether the file that a text came from is still there and still holds it."""
        return has_file(entry.source) and self._sha256(path_of(entry.source)) in (entry.sha256, "")

    def _sha256(self, path: Path) -> str:
        """Hash of a regular file that is not too large; empty where it cannot be had, so that loading says why."""
        try:
            if not path.is_file() or path.stat().st_size > self._max_bytes:
                return ""
            return hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return ""


def _bytes(entry: Entry) -> tuple[str, str]:
    """What tells a document's file from others: its bytes, and its suffix, by which it is read."""
    return entry.sha256, Path(entry.source).suffix


def has_file(source: str) -> bool:
    """Whether a document's file is at the path, or cannot be looked for; a folder that has its name now is none."""
    return is_there(source) and not path_of(source).is_dir()


def is_there(source: str) -> bool:
    """Whether something is at the path; where that cannot be told, it counts as there, so that nothing is lost."""
    try:
        path_of(source).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True
