"""Keep uploaded files under Footnote's home, and leave no second copy of them anywhere."""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


class Uploads:
    """The folder of uploaded files. Each file has a folder of its own, so it keeps the name its owner knows it by."""

    def __init__(self, home: Path) -> None:
        self.folder = (home / "uploads").resolve()
        # Where the page's server puts what arrives. It never deletes anything there; `keep` and `clear` do.
        self.arrivals = (home / "arrivals").resolve()

    def keep(self, files: Iterable[Path]) -> tuple[list[Path], list[str]]:
        """Copy `files` in: the copies, in order, and the names of files that are not there any more.

        What came from `arrivals` is deleted there. Two readers who send the same file at the same time share one.
        Raises OSError where a file cannot be written.
        """
        files, copies, lost = list(files), list[Path](), list[str]()
        try:
            for file in files:
                if file.is_file():
                    copies.append(self._copy(file))
                else:
                    lost.append(file.name)
        finally:
            for file in files:
                self._drop(file)
        return copies, lost

    def clear(self) -> None:
        """Delete what arrived and was never added, such as before a crash. To be called while nothing arrives."""
        shutil.rmtree(self.arrivals, ignore_errors=True)
        self.arrivals.mkdir(parents=True, exist_ok=True)

    def prune(self, sources: Collection[str]) -> None:
        """Delete every kept file that is not one of `sources`: nothing deleted from the library stays on disk."""
        wanted = {Path(source).resolve().parent for source in sources}
        for slot in self.folder.glob("*/"):
            if slot not in wanted:
                shutil.rmtree(slot, ignore_errors=True)

    def _drop(self, file: Path) -> None:
        if self.arrivals in file.resolve().parents:
            file.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                file.parent.rmdir()  # Each file arrives in a folder of its own; the same file twice shares one.

    def _copy(self, file: Path) -> Path:
        target = self.folder / secrets.token_hex(6) / safe_name(file.name)
        target.parent.mkdir(parents=True)
        return Path(shutil.copyfile(file, target))


def safe_name(name: str) -> str:
    """`name` without what could leave a folder or trouble a file system; at most 120 characters, suffix kept."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "document"
    suffix = Path(clean).suffix[:12]
    return clean.removesuffix(suffix)[: 120 - len(suffix)].rstrip() + suffix
