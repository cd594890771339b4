"""Paths -> the files to read, in order. What cannot be read is named with the reason, and nothing hangs."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.files.naming import shown
from index.files.readers import READERS
from index.files.snapshot import not_a_file

_PASSED_OVER = frozenset(("__pycache__", "node_modules"))
# Hidden files, and the marks that Office leaves beside a document while it is open.
_PASSED_OVER_PREFIXES = (".", "~$")
# What a folder that Footnote keeps a library in holds. Its files are no documents; its uploads are indexed already.
_OF_A_LIBRARY = ("library.lock", "chroma")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to load, or a path that cannot be loaded and the `problem` with it."""

    path: Path
    problem: str = ""


def discover(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield the files at `paths`, those in directories in the order of their names, however deep.

    A file given by name is yielded whatever its type; within a directory, a file of no known type is a problem, and
    hidden files and Footnote's own libraries are passed over. A file that several paths lead to is yielded once, under
    the first of them.
    """
    seen: set[str] = set()
    for path in paths:
        yield from _walk(path, seen)


def _walk(start: Path, seen: set[str]) -> Iterator[Found]:
    """Yield what is at `start`. No recursion: directories may be nested deeper than Python's stack."""
    # The open directories, each with its real path and what the file system knows it by: the ancestors of what is
    # looked at. A junction of Windows is a link that does not say so.
    opened: list[tuple[str, tuple[int, int], Iterator[Path]]] = [("", (0, 0), iter([start]))]
    while opened:
        path = next(opened[-1][2], None)
        if path is None:
            opened.pop()
            continue
        try:
            found = _look(path)
            is_directory, own = stat.S_ISDIR(found.st_mode), (found.st_dev, found.st_ino)
            above = opened[-1][0]
            # Only a link needs resolving; resolving every path would cost its depth each time.
            real = os.path.join(above, path.name) if above and not path.is_symlink() else os.path.realpath(path)  # noqa: PTH118
            if is_directory and any(real == name or (own == ancestor and own[1]) for name, ancestor, _ in opened):
                yield Found(path, "symbolic link that leads back to a directory around it")
            elif real not in seen:
                seen.add(real)
                if is_directory and not (len(opened) > 1 and _is_library(path)):
                    opened.append((real, own, _children(path)))
                elif not is_directory:
                    yield Found(path, _unsupported(path) if len(opened) > 1 else "")
        except _UnreadableError as error:
            yield Found(path, str(error))
        except (OSError, ValueError) as error:
            yield Found(path, _reason(path, error))


class _UnreadableError(Exception):
    """A path that exists and is neither a file nor a directory; the message is the problem."""


def _look(path: Path) -> os.stat_result:
    """What `path` is. Raises what is wrong with it when it is neither a file nor a directory."""
    found = path.stat()
    if kind := not_a_file(found.st_mode):
        raise _UnreadableError(f"{kind}, not a file")
    return found


def _children(directory: Path) -> Iterator[Path]:
    names = sorted(os.listdir(directory))  # noqa: PTH208 - names are all that is needed, and sort as they are shown
    return (
        directory / name for name in names if name not in _PASSED_OVER and not name.startswith(_PASSED_OVER_PREFIXES)
    )


def _is_library(directory: Path) -> bool:
    return all((directory / name).exists() for name in _OF_A_LIBRARY)


def _unsupported(path: Path) -> str:
    if path.suffix.lower() in READERS:
        return ""
    return f"unsupported type {shown(Path(path.suffix))}" if path.suffix else "unsupported type (no suffix)"


def _reason(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "broken link: what it points to does not exist" if path.is_symlink() else "no such file or directory"
    if isinstance(error, PermissionError):
        return "may not be read by this user"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "symbolic link that leads back to itself"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
