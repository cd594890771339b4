"""The files of a data set: which of a folder they are, and what stands in them, packed with gzip or not.

Hidden files are never data: a Mac writes `._name` beside a file, and editors keep copies.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Collection
from pathlib import Path

from eval.cases import DataError

_PACKED = ".gz"


def data_files(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """The files right in a folder that have one of these suffixes, in order. Raises DataError.

    A file that is given for a folder is the only one, whatever it is called.
    """
    if folder.is_file():
        return [folder]
    return [path for path in files_in(folder) if suffix_of(path) in suffixes]


def files_in(folder: Path) -> list[Path]:
    """The files right in a folder, in order; none where it is not there. Raises DataError where it cannot be read."""
    try:
        found = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise DataError(f"{folder} cannot be read: {error.strerror}. Check the path.") from None
    return [path for path in found if not path.name.startswith(".") and path.is_file()]


def named(folder: Path, name: str) -> Path:
    """The file of this name in a folder, or the one that is packed where only that is there."""
    packed = folder / f"{name}{_PACKED}"
    return packed if packed.is_file() and not (folder / name).is_file() else folder / name


def suffix_of(path: Path) -> str:
    """What a file holds by its name, in small letters: `.json`, of `a.json.gz` too."""
    return _unpacked(path).suffix.lower()


def stem_of(path: Path) -> str:
    """A file's name without what it holds, of a packed one without both: `a` of `a.json.gz`."""
    return _unpacked(path).stem


def _unpacked(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() == _PACKED else path


def data_of(path: Path) -> bytes:
    """What stands in a file, unpacked. Raises DataError."""
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix.lower() == _PACKED else data
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DataError(f"{path} is not packed with gzip, or not whole. Pack it anew, or unpack it.") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}. Check the path.") from None
