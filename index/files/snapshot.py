"""Read a file's bytes, all of one moment. Never waits on a pipe or a device, and never reads more than it may."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

from index.errors import DocumentError, EmptyDocumentError
from index.files.naming import shown

_ATTEMPTS = 2
# A write moves the modification time when it begins, and may still be copying bytes: the time alone would not tell.
_SETTLING_SECONDS = 0.05
# Open flags that Windows lacks. O_NONBLOCK matters if a pipe takes the file's place between the check and the open.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_snapshot(path: Path, *, max_bytes: int) -> bytes:
    """Return the content of the regular file at `path`, not empty and not larger than `max_bytes`.

    The size and the times of the file are the same before and after; if it changed in between it is read once more.
    A file modified just now is first left alone for a moment, for the write at hand to end.
    Raises DocumentError if it cannot be read so, EmptyDocumentError if it holds no bytes.
    """
    try:
        for _ in range(_ATTEMPTS):
            data = _read_unchanged(path, max_bytes)
            if data is not None:
                return data
    except (OSError, ValueError) as error:
        raise DocumentError(_cannot_read(path, error)) from error
    raise DocumentError(f"{shown(path)} changed while it was being read. Try again when nothing is writing to it.")


def not_a_file(mode: int) -> str:
    """Return what a path is when it is neither a file nor a directory ("a named pipe"), else an empty string."""
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return ""
    return _KINDS.get(stat.S_IFMT(mode), "not a regular file")


def _read_unchanged(path: Path, max_bytes: int) -> bytes | None:
    """Return the bytes, or None when the file changed meanwhile."""
    # Looked at before it is opened: to open a device can already do something to it.
    _check(path, path.stat(), max_bytes)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        before = os.fstat(file.fileno())
        _check(path, before, max_bytes)
        age = time.time() - before.st_mtime
        if 0 <= age < _SETTLING_SECONDS:
            time.sleep(_SETTLING_SECONDS - age)
        data = file.read(before.st_size + 1)
        after = os.fstat(file.fileno())
    same = (before.st_size, before.st_mtime_ns, before.st_ctime_ns) == (len(data), after.st_mtime_ns, after.st_ctime_ns)
    return data if same else None


def _check(path: Path, status: os.stat_result, max_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(f"{shown(path)} is a directory. Give the files in it, or add the directory as a whole.")
    if kind := not_a_file(status.st_mode):
        raise DocumentError(f"{shown(path)} is {kind}, which has no end to read to. Save its content as a file first.")
    if status.st_size > max_bytes:
        raise DocumentError(
            f"{shown(path)} has {status.st_size:,} bytes, more than the limit of {max_bytes:,}. "
            "Split it into smaller files, or raise the limit."
        )
    if status.st_size == 0:
        raise EmptyDocumentError(f"{shown(path)} is empty (0 bytes). Check that it was saved or copied completely.")


def _cannot_read(path: Path, error: OSError | ValueError) -> str:
    name = shown(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"There is no file at {name}. Check the spelling, and whether it was moved or deleted."
    if isinstance(error, PermissionError):
        return f"{name} may not be read by this user. Change its permissions, or run as a user who may read it."
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return f"{name} is a symbolic link that leads back to itself. Give the path of the file itself."
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{name} cannot be read ({reason}). Check the path and the disk that it is on."
