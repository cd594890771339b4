"""Keep uploaded files where Footnote stores things: the page's own temp folder is emptied behind our back."""

from __future__ import annotations

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

    def keep(self, files: Iterable[Path]) -> list[Path]:
        """Copy `files` in and return the copies, in order."""
        return [self._copy(file) for file in files]

    def prune(self, sources: Collection[str]) -> None:
        """Delete every kept file that is not one of `sources`: nothing deleted from the library stays on disk."""
        wanted = {Path(source).resolve().parent for source in sources}
        for slot in self.folder.glob("*/"):
            if slot not in wanted:
                shutil.rmtree(slot, ignore_errors=True)

    def _copy(self, file: Path) -> Path:
        target = self.folder / secrets.token_hex(6) / safe_name(file.name)
        target.parent.mkdir(parents=True)
        return Path(shutil.copyfile(file, target))


def safe_name(name: str) -> str:
    """`name` without what could leave a folder or trouble a file system; at most 120 characters, suffix kept."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "document"
    suffix = Path(clean).suffix[:12]
    return clean.removesuffix(suffix)[: 120 - len(suffix)].rstrip() + suffix
