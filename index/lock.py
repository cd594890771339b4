"""One process at a time on a library. Chroma's local store is not safe across processes, so nobody gets that far."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryBusyError, LibraryError

# Long enough for another `footnote ask` to finish, short enough not to look like a hang.
PATIENCE = 8.0
# The homes that processes of this memory hold, each with the process: one that was forked holds nothing yet.
_HELD: set[tuple[str, int]] = set()


class LibraryLock:
    """Held from the moment it is made until `release`. The operating system frees it when the process dies."""

    def __init__(self, home: Path, patience: float = PATIENCE) -> None:
        """Raises LibraryBusyError after `patience` seconds, and at once where this process itself has the library open.

        LibraryError where the folder cannot be written.
        """
        self._note = home / "in-use-by.json"
        self._own = os.path.realpath(home), os.getpid()
        try:
            home.mkdir(parents=True, exist_ok=True)
            # Held by the library, not by the thread that opened it: any thread may close it.
            self._lock = FileLock(
                str(home / "library.lock"), timeout=0 if self._own in _HELD else patience, thread_local=False
            )
            self._lock.acquire()
        except Timeout:
            if self._own in _HELD:
                raise LibraryBusyError(
                    f"This process has the library in {home} open already. Ask what is open, or close it first: "
                    "rag.wiring.close() closes what rag.query and rag.stream keep open."
                ) from None
            raise LibraryBusyError(
                f"The library in {home} is in use by {_holder(self._note)}. "
                "Ask there, or close it first; another library can be used with --home or FOOTNOTE_HOME."
            ) from None
        except (FileExistsError, NotADirectoryError) as error:
            raise LibraryError(
                f"The folder {home} cannot be made: a file has its name, or that of a folder above it. "
                "Move that file away, or point FOOTNOTE_HOME at another folder."
            ) from error
        except OSError as error:
            raise LibraryError(
                f"The folder {home} cannot be written ({error.strerror or error}). "
                "Make it writable and check that the disk has space, or point FOOTNOTE_HOME at another folder."
            ) from error
        _HELD.add(self._own)
        # Only a courtesy to who comes next: on a full disk the library can still be read.
        with suppress(OSError):
            self._note.write_text(json.dumps({"pid": os.getpid(), "command": _command()}), encoding="utf-8")

    def release(self) -> None:
        """Let others in."""
        _HELD.discard(self._own)
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()


def _command() -> str:
    name = Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"
    return " ".join([name, *sys.argv[1:2]])[:80]


def _holder(note: Path) -> str:
    try:
        holder = json.loads(note.read_text(encoding="utf-8"))
        return f"process {int(holder['pid'])} ({holder['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
