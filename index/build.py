"""Files become searchable: load, chunk, write to the catalog, embed, project. Incremental, and honest about each file.

A file whose bytes are known is not even parsed; a passage whose text is known is not embedded again. The catalog is
written first and a document is ready last, so a crash anywhere is repaired at the next start (`index.projections`).
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.catalog import Entry
from index.chunk import PASSAGE_TOKENS, chunk
from index.errors import DocumentError, EmptyDocumentError
from index.load import Found, discover, load
from index.projections import SLICE, Projections
from index.types import BuildReport, Document, FileReport, Passage, Status

Progress = Callable[[float, str], None]

# Documents are made ready in groups of about this many passages: a commit for each small file would cost more than it.
GROUP = 4 * SLICE


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document that is about to be embedded, and the report that it will have earned when it is ready."""

    document: Document
    passages: Sequence[Passage]
    report: FileReport
    replaces: str | None


class Build:
    """One run over some paths. Make it, call `run` once."""

    def __init__(self, projections: Projections, *, max_bytes: int, progress: Progress | None = None) -> None:
        self._to = projections
        self._catalog = projections.catalog
        self._max_bytes = max_bytes
        self._progress = progress or (lambda fraction, text: None)
        self._recipe = f"passages-{PASSAGE_TOKENS}/{projections.embedder.fingerprint}"
        self._by_source: dict[str, Entry] = {}
        self._by_id: dict[str, Entry] = {}
        self._reports: list[FileReport] = []
        self._waiting: list[_Prepared] = []

    def run(self, paths: Iterable[Path]) -> BuildReport:
        """Add, update, keep and remove, so that the library holds what the paths hold now.

        Files that vanished from a directory that is given are removed. One file's fault never stops the others.
        """
        began = time.perf_counter()
        for entry in self._catalog.entries():
            self._know(entry)
        paths = [Path(path) for path in paths]
        found = list(discover(paths))
        sizes = [_size(item.path) for item in found]
        total, done = sum(sizes) or 1, 0
        for item, size in zip(found, sizes, strict=True):
            self._progress(done / total, f"Reading {item.path.name}")
            self._take(item)
            if sum(len(prepared.passages) for prepared in self._waiting) >= GROUP:
                self._flush(done / total, (done + size) / total)
            done += size
        self._flush(done / total, 1.0)
        self._remove_vanished([path.absolute() for path in paths if path.is_dir()])
        self._progress(1.0, "Done")
        return BuildReport(tuple(self._reports), time.perf_counter() - began)

    def _take(self, item: Found) -> None:
        if item.problem:
            missing = not item.path.exists()
            self._say(str(item.path), Status.FAILED if missing else Status.SKIPPED, item.problem)
            return
        try:
            self._consider(item.path)
        except EmptyDocumentError as error:
            self._say(str(item.path.absolute()), Status.EMPTY, f"{error}{self._earlier(item.path)}")
        except DocumentError as error:
            self._say(str(item.path.absolute()), Status.FAILED, f"{error}{self._earlier(item.path)}")

    def _consider(self, path: Path) -> None:
        """Load a file and decide what it means for the library."""
        earlier = self._by_source.get(str(path.absolute()))
        if earlier and earlier.recipe == self._recipe and _sha256(path, self._max_bytes) == earlier.sha256:
            self._keep(earlier)
            return
        document = load(path, max_bytes=self._max_bytes)
        same = self._by_id.get(document.id)
        if same and same.recipe == self._recipe:
            self._same_text(document, same)
            return
        passages = chunk(document, self._to.embedder.count_tokens)
        status = Status.UPDATED if earlier else Status.ADDED
        notes = "; ".join(document.notes)
        report = FileReport(document.source, status, notes, document.id, len(passages), len(document.text))
        replaces = earlier.id if earlier and earlier.id != document.id else None
        self._waiting.append(_Prepared(document, passages, report, replaces))
        self._know(Entry(document.id, document.source, document.sha256, self._recipe, "pending"))

    def _same_text(self, document: Document, same: Entry) -> None:
        """The text is in the library already: the same file, a copy of it, or the file under a new name."""
        if same.source == document.source:
            self._catalog.set_source(same.id, document.source, document.title, document.sha256)
            self._keep(same)
        elif Path(same.source).exists():
            self._say(document.source, Status.DUPLICATE, f"The same text as {same.source}", same.id)
            self._drop_earlier(document)
        else:
            self._catalog.set_source(same.id, document.source, document.title, document.sha256)
            self._by_source.pop(same.source, None)
            self._say(document.source, Status.MOVED, f"Formerly {same.source}", same.id)
            self._drop_earlier(document)
            self._know(Entry(same.id, document.source, document.sha256, same.recipe, same.state))

    def _drop_earlier(self, document: Document) -> None:
        """A file that now holds another document's text no longer stands for its own earlier text."""
        earlier = self._by_source.get(document.source)
        if earlier and earlier.id != document.id:
            self._to.remove(earlier.id)
            self._forget(earlier)

    def _flush(self, start: float, end: float) -> None:
        """Embed and project what waits; only then is it ready, and only then do the texts that it replaces go."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        for item in waiting:
            keys = [self._to.vector_key(passage) for passage in item.passages]
            self._catalog.begin(item.document, item.passages, keys, self._recipe)
        passages = [passage for item in waiting for passage in item.passages]
        for at in range(0, len(passages), GROUP):
            share = start + (end - start) * at / len(passages)
            self._progress(share, f"Embedding {at:,} of {len(passages):,} passages")
            self._to.embed_missing(passages[at : at + GROUP])
        for item in waiting:
            self._to.project(item.document.id)
        self._to.lexicon.commit()
        self._catalog.set_state([item.document.id for item in waiting], "ready")
        for item in waiting:
            if item.replaces:
                self._to.remove(item.replaces)
            self._reports.append(item.report)

    def _remove_vanished(self, folders: Sequence[Path]) -> None:
        for source, entry in list(self._by_source.items()):
            path = Path(source)
            if any(folder in path.parents for folder in folders) and not path.exists():
                self._to.remove(entry.id)
                self._forget(entry)
                self._say(source, Status.REMOVED, "The file is gone", entry.id)

    def _keep(self, entry: Entry) -> None:
        self._say(entry.source, Status.KEPT, "", entry.id)

    def _earlier(self, path: Path) -> str:
        return " The earlier version stays in the library." if str(path.absolute()) in self._by_source else ""

    def _know(self, entry: Entry) -> None:
        self._by_source[entry.source] = entry
        self._by_id[entry.id] = entry

    def _forget(self, entry: Entry) -> None:
        self._by_id.pop(entry.id, None)
        if self._by_source.get(entry.source) == entry:
            del self._by_source[entry.source]

    def _say(self, source: str, status: Status, detail: str, document_id: str | None = None) -> None:
        self._reports.append(FileReport(source, status, detail, document_id))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size + 1
    except OSError:
        return 1


def _sha256(path: Path, max_bytes: int) -> str:
    """Hash of a regular file that is not too large; an empty string where it cannot be had, so that loading says why."""
    try:
        if not path.is_file() or path.stat().st_size > max_bytes:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
