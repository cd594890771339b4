"""In which order a build reads its files, how far it is, and where it can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from index.files.load import Found
from index.progress import Progress
from index.storage.projections import StoppedError

# The part of the time that reading a file takes; the rest goes into embedding it.
READING = 0.2
# The part of embedding a text and writing it into the indexes that writing takes.
WRITING = 0.1


class Course:
    """How far a build is, as a share of all bytes that it reads. It never tells of less than before."""

    def __init__(self, total: int, progress: Progress, stop: Event) -> None:
        self._total, self._progress, self._stop = total or 1, progress, stop
        # Bytes that are read, and those of them that wait for nothing any more.
        self._read = self._ready = 0
        self._at = 0.0

    def read(self, size: int) -> None:
        """A file of so many bytes was read."""
        self._read += size

    def all_ready(self) -> None:
        """Of what was read, nothing waits."""
        self._ready = self._read

    def tell(self, text: str = "") -> None:
        """Before each step of the work: what it is. Raises StoppedError where it is not wanted any more."""
        self.say(text)
        if self._stop.is_set():
            raise StoppedError

    def say(self, text: str) -> None:
        """What is done now, where it cannot be stopped."""
        self._at = max(self._at, self._now() / self._total)
        if text and not self._stop.is_set():
            self._progress(self._at, text)

    def embedded(self, share: float) -> None:
        """Of what waits, so much is embedded."""
        self._on_the_way((1 - WRITING) * share)

    def written(self, share: float) -> None:
        """Of what waits, all is embedded and so much written."""
        self._on_the_way(1 - WRITING + WRITING * share)

    def _on_the_way(self, share: float) -> None:
        self._at = max(self._at, (self._now() + (self._read - self._now()) * share) / self._total)

    def _now(self) -> float:
        return self._ready + READING * (self._read - self._ready)


def size_of(path: Path) -> int:
    """The bytes of a file and one more, since an empty one is read too."""
    try:
        return path.stat().st_size + 1
    except (OSError, ValueError):
        return 1


def in_order(found: Sequence[Found], sizes: Sequence[int]) -> list[tuple[Found, int]]:
    """The files with their sizes, as they are to be read: in their order, but a copy behind what it is a copy of.

    The first that holds a text is its document. A file manager calls a copy "x copy.md", which comes before "x.md": of
    files of a folder that are of one type and size the one with the shortest name is read first.
    """
    places: dict[tuple[Path, str, int], list[int]] = {}
    for place, (item, size) in enumerate(zip(found, sizes, strict=True)):
        places.setdefault((item.path.parent, item.path.suffix, size), []).append(place)
    ordered = list(zip(found, sizes, strict=True))
    for same in places.values():
        by_name = sorted(same, key=lambda place: len(found[place].path.name))
        for place, taken in zip(same, by_name, strict=True):
            ordered[place] = found[taken], sizes[taken]
    return ordered
