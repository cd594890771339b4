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


class LibraryLock:
    """Held from the moment it is made until `release`. The operating system frees it when the process dies."""

    def __init__(self, home: Path, patience: float = PATIENCE) -> None:
        """Raises LibraryBusyError after `patience` seconds, LibraryError where the folder cannot be written."""
        self._note = home / "in-use-by.json"
        try:
            home.mkdir(parents=True, exist_ok=True)
            # Held by the library, not by the thread that opened it: any thread may close it.
            self._lock = FileLock(str(home / "library.lock"), timeout=patience, thread_local=False)
            self._lock.acquire()
        except Timeout:
            raise LibraryBusyError(
                f"The library in {home} is in use by {_holder(self._note)}. "
                "Ask there, or close it first; another library can be used with --home or FOOTNOTE_HOME."
            ) from None
        except OSError as error:
            raise LibraryError(
                f"The folder {home} cannot be written ({error.strerror or error}). "
                "Make it writable and check that the disk has space, or point FOOTNOTE_HOME at another folder."
            ) from error
        # Only a courtesy to who comes next: on a full disk the library can still be read.
        with suppress(OSError):
            self._note.write_text(json.dumps({"pid": os.getpid(), "command": _command()}), encoding="utf-8")

    def release(self) -> None:
        """Let others in."""
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
