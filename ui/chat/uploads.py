"""Keep uploaded files under Footnote's home, and leave no second copy of them anywhere."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import re
import secrets
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

# Where in its folder a file waits while another of its name takes its place. No file of a reader's begins with a dot.
_EARLIER = ".earlier"
# In bytes, of which file systems take 255.
_LONGEST_NAME = 200
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that arrived: where it is, and what its owner calls it, which the page's server cuts where it is long."""

    path: Path
    name: str


class Uploads:
    """The folder of uploaded files. Each file has a folder of its own, so it keeps the name its owner knows it by.

    A file that comes again under its name takes the place of the one before, as a file does that is saved anew.
    """

    def __init__(self, home: Path) -> None:
        self.folder = (home / "uploads").resolve()
        # Where the page's server puts what arrives. It never deletes anything there; `keep` and `clear` do.
        self.arrivals = (home / "arrivals").resolve()

    def keep(self, files: Iterable[Arrival]) -> tuple[list[Path], list[str]]:
        """Copy `files` in: the copies, in order, and the names of files that are not there any more.

        What came from `arrivals` is deleted there. Two readers who send the same file at the same time share one.
        What a copy replaces is there until `prune`, for `bring_back`. Raises OSError where a file cannot be written.
        """
        files, copies, lost = list(files), list[Path](), list[str]()
        try:
            for file in files:
                if file.path.is_file():
                    copies.append(self._place(file.name, copies))
                    self._copy(file.path, copies[-1])
                else:
                    lost.append(file.name)
        except OSError:
            self.bring_back(copies)
            raise
        finally:
            self.drop(files)
        return copies, lost

    def drop(self, files: Iterable[Arrival]) -> None:
        """Delete these where they arrived; files from anywhere else stay."""
        for file in files:
            if self.arrivals in file.path.resolve().parents:
                file.path.unlink(missing_ok=True)
                # Each file arrives in a folder of its own; the same file twice shares one.
                with contextlib.suppress(OSError):
                    file.path.parent.rmdir()

    def bring_back(self, copies: Iterable[Path]) -> None:
        """Put what these copies replaced in its place again, where they replaced anything."""
        for copy in copies:
            with contextlib.suppress(FileNotFoundError):
                (copy.parent / _EARLIER / copy.name).replace(copy)

    def clear(self) -> None:
        """Delete what arrived and was never added, such as before a crash. To be called while nothing arrives."""
        shutil.rmtree(self.arrivals, ignore_errors=True)
        self.arrivals.mkdir(parents=True, exist_ok=True)

    def prune(self, sources: Collection[str], known: Collection[str]) -> set[str]:
        """Delete the `known` folders whose files are none of `sources`: nothing deleted from the library stays on disk.

        Others are left alone: a library that began anew, as after damage, knows nothing of what is to be added again.
        Returns the names of the folders that the sources stand in.
        """
        wanted = {path.parent.name for path in map(Path, sources) if path.parent.parent == self.folder}
        for slot in self.folder.glob("*/"):
            if slot.name in wanted or slot.name in known:
                shutil.rmtree(slot / _EARLIER if slot.name in wanted else slot, ignore_errors=True)
        return wanted

    def _place(self, called: str, given: Collection[Path]) -> Path:
        """Where a file `called` so goes: to the one of its name, unless several have it or it was `given` too."""
        name = safe_name(called)
        # Two names that had to be changed may have become one: then their folders tell them apart.
        own = "" if name == called else hashlib.sha256(called.encode(errors="replace")).hexdigest()[:12]
        here = [path for path in self.folder.glob(f"{own or '*'}/{glob.escape(name)}") if path.is_file()]
        if len(here) == 1 and here[0] not in given:
            return here[0]
        return self.folder / (own if own and not here else secrets.token_hex(6)) / name

    def _copy(self, file: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            earlier = target.parent / _EARLIER / target.name
            earlier.parent.mkdir(exist_ok=True)
            target.replace(earlier)
        shutil.copyfile(file, target)


def safe_name(name: str) -> str:
    """`name` without what could leave a folder or trouble a file system; of a long one, both ends and the suffix."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "document"
    suffix = Path(clean).suffix[:12]
    stem = clean.removesuffix(suffix).encode()
    most = _LONGEST_NAME - len(suffix.encode())
    if len(stem) <= most:
        return clean
    # Names of one series differ at their ends.
    half = (most - len("…".encode())) // 2
    ends = (stem[:half].decode(errors="ignore").rstrip(), stem[-half:].decode(errors="ignore").lstrip())
    return "…".join(ends) + suffix
