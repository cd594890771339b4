"""Files become searchable: load, chunk, write to the catalog, embed, project. Incremental, and honest about each file.

A file whose bytes are known is not even parsed; a passage whose text is known is not embedded again. The catalog is
written first and a document is ready last, so a crash anywhere is repaired, and what it left unfinished goes on at the
next run (`index.storage.projections`).
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from index.build_copies import Copies
from index.build_course import Course, in_order, size_of
from index.chunk import CountTokens, chunk
from index.errors import DocumentError, EmptyDocumentError, FootnoteError
from index.files.load import Found, discover, load, reader_of
from index.files.naming import path_of, shown, source_of
from index.memory import too_large, within_memory
from index.progress import Progress, silent
from index.storage.catalog import Entry
from index.storage.known import Known, has_file, is_there
from index.storage.projections import GROUP, Projections, StoppedError, writing
from index.types import BuildReport, Document, FileReport, Passage, Status

logger = logging.getLogger(__name__)

_STAYS = " The earlier version stays in the library."
_GONE = "The file is gone"
_STOPPED = "It was stopped before this file was added."
# What waits is made searchable before a file of more bytes is read, which may take more memory than there is.
LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document that is about to be embedded, and the report that it will have earned when it is ready.

    `former` is the same text as the library has it, cut in another way, and `earlier` what the file held before: they
    stay until the new vectors are there.
    """

    document: Document
    passages: Sequence[Passage]
    report: FileReport
    former: Entry | None = None
    earlier: Entry | None = None


class Build:
    """One run over some paths. Make it, call `run` once."""

    def __init__(
        self, projections: Projections, *, max_bytes: int, progress: Progress = silent, stop: Event | None = None
    ) -> None:
        self._to = projections
        self._progress, self._stop = progress, stop or Event()
        self._course = Course(0, progress, self._stop)
        self._catalog = projections.catalog
        self._max_bytes = max_bytes
        self._recipe = projections.recipe
        self._known = Known(self._catalog.entries("ready"), self._recipe, max_bytes)
        self._reports: list[FileReport] = []
        self._waiting: list[_Prepared] = []
        # Copies of what waits, and the text that each holds: they are told of when that is in the library.
        self._copies_of_waiting: dict[str, Entry] = {}
        self._given: set[str] = set()
        self._found: dict[str, int] = {}
        self._copies = Copies(self._catalog)

    def run(self, paths: Iterable[Path]) -> BuildReport:
        """Add, update, keep and remove, so that the library holds what the paths hold now.

        Files that vanished from a directory that is given are removed. One file's fault never stops the others. Where
        `stop` is set meanwhile, what is searchable by then stays, and each of the other files is reported as stopped.
        """
        began = time.perf_counter()
        paths = [Path(path) for path in paths]
        self._given = {source_of(path) for path in paths}
        found = list(discover(paths))
        self._found = {source_of(item.path): number for number, item in enumerate(found)}
        try:
            self._take_all(found)
            self._to.remove([entry.id for entry in self._known.take_left()])
            self._remove_vanished([Path(source_of(path)) for path in paths if os.path.exists(path)])  # noqa: PTH110
            self._remove_superseded()
            # A copy that took over may have been read anew.
            self._flush()
        except StoppedError:
            self._give_up()
        finally:
            # The catalog has the new names already; a build that breaks off must not leave the old ones to be searched.
            self._to.relabel()
            self._copies.record(self._known.by_id)
        self._to.erase_traces()
        self._progress(1.0, "Done")
        self._reports.sort(key=lambda report: self._found.get(report.source, len(self._found)))
        return BuildReport(tuple(self._reports), time.perf_counter() - began)

    def _take_all(self, found: Sequence[Found]) -> None:
        sizes = [size_of(item.path) for item in found]
        self._course = Course(sum(sizes), self._progress, self._stop)
        for item, size in in_order(found, sizes):
            if size > LARGE:
                self._flush()
            if not self._waiting:
                self._course.all_ready()
            self._course.tell(f"Reading {shown(Path(item.path.name))}")
            self._take(item)
            self._course.read(size)
            if sum(len(prepared.passages) for prepared in self._waiting) >= GROUP:
                self._flush()
        self._flush()

    def _take(self, item: Found) -> None:
        source = source_of(item.path)
        try:
            if item.problem:
                passed_over = is_there(source) and source not in self._given
                status = Status.SKIPPED if passed_over else Status.FAILED
                self._say(source, status, f"{item.problem}{self._earlier(source)}")
            else:
                self._consider(item.path, source)
        except EmptyDocumentError as error:
            self._say(source, Status.EMPTY, f"{error}{self._earlier(source)}")
        except DocumentError as error:
            self._say(source, Status.FAILED, f"{error}{self._earlier(source)}")

    def _consider(self, path: Path, source: str) -> None:
        """Load a file and decide what it means for the library."""
        earlier = self._known.by_source.get(source)
        known = self._known.by_file(path)
        if earlier and earlier == known:
            self._keep(earlier)
            return
        if known and not earlier and self._known.is_held(known):
            self._duplicate(source, known)
            return
        self._take_text(self._load(path))

    def _load(self, path: Path) -> Document:
        with within_memory(path):
            return load(path, max_bytes=self._max_bytes)

    def _take_text(self, document: Document) -> None:
        source = document.source
        for number, item in enumerate(self._waiting):
            if item.earlier and item.earlier.id == document.id:
                # Another file held this text until now: what waits takes its place there, and this one takes it along.
                self._waiting[number] = replace(item, earlier=None)
                self._known.leave(item.earlier)
        earlier = self._known.by_source.get(source)
        same = self._known.by_id.get(document.id)
        moved = same is not None and same.source != source and not self._known.is_held(same)
        if same and not moved and same.source not in {source, *self._found} and same.recipe != self._recipe:
            # A copy does not take over what only has to be made again, from the file that it is of.
            with suppress(DocumentError):
                self._take_text(self._load(path_of(same.source)))
            same = self._known.by_id.get(document.id)
        if same and same.recipe == self._recipe and not self._has_other_parts(document, same, moved=moved):
            self._same_text(document, same)
            return
        with within_memory(path_of(source)):
            passages = _passages(document, self._count_tokens)
        status = Status.UPDATED if earlier else Status.MOVED if moved else Status.ADDED
        notes = "; ".join((*((f"Formerly {same.source}",) if same and moved else ()), *document.notes))
        report = FileReport(source, status, notes, document.id, len(passages), len(document.text))
        if same:
            self._flush_before(same)
            if same.source != source and not moved:
                self._copies.put(same.source, same.id)
        handed = bool(earlier and earlier.id != document.id and self._hand_over(earlier))
        if earlier:
            self._known.forget(earlier)
        # What is made ready takes all away that the catalog has of its source.
        self._known.take_left(source)
        stays = None if handed else earlier
        self._waiting.append(_Prepared(document, passages, report, same, stays))
        self._stands_for(Entry(document.id, source, document.sha256, self._recipe, "pending", len(passages)))

    def _count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Of a long document a part at a time: one more place where a run can be stopped."""
        self._course.tell()
        return self._to.embedder.count_tokens(texts)

    def _has_other_parts(self, document: Document, same: Entry, *, moved: bool) -> bool:
        """Whether a file has a known text on other pages or under other headings: changed so, or of another format."""
        if same.source != document.source:
            return moved and _is_other_format(document.source, same.source)
        stored = self._catalog.document(same.id, state=None)
        return stored is not None and (stored.pages, stored.headings) != (document.pages, document.headings)

    def _same_text(self, document: Document, same: Entry) -> None:
        """The text is in the library already: the same file, a copy of it, or the file under a new name."""
        is_copy = same.source != document.source and self._known.is_held(same)
        if is_copy and document.source not in self._known.by_source:
            self._duplicate(document.source, same)
            return
        # What stands for a text that waits goes with it where that is stopped.
        self._flush_before(same)
        if same.source == document.source:
            self._relabel(same, document)
            self._keep(same)
        elif is_copy:
            self._duplicate(document.source, same)
            self._drop_earlier(document)
        else:
            self._drop_earlier(document)
            self._relabel(same, document)
            self._say(document.source, Status.MOVED, f"Formerly {same.source}", same.id)

    def _relabel(self, same: Entry, document: Document) -> None:
        """Give a known text the name and the bytes of the file that holds it now."""
        self._to.rename(same.id, document.source, document.title, document.sha256)
        self._stands_for(replace(same, source=document.source, sha256=document.sha256, state="ready"))

    def _stands_for(self, entry: Entry) -> None:
        self._known.add(entry)
        self._copies.drop(entry.source)

    def _hand_over(self, entry: Entry) -> bool:
        """Let a copy take over a document whose own file is gone or holds something else. Returns whether one did.

        A copy that is read in this run anyway speaks for itself.
        """
        for source in self._copies.take_heirs(entry.id):
            if source in self._found or not has_file(source):
                continue
            try:
                document = self._load(path_of(source))
                if document.id == entry.id:
                    self._take_text(document)
                    return True
            except DocumentError as error:
                logger.info("%s cannot take over document %s: %s", source, entry.id, error)
        return False

    def _drop_earlier(self, document: Document) -> None:
        """A file that now holds another document's text no longer stands for its own earlier text."""
        earlier = self._known.by_source.get(document.source)
        if earlier and earlier.id != document.id:
            self._flush_before(earlier)
            if not self._hand_over(earlier):
                # A file that is read later may hold it: until then it stays.
                self._known.leave(earlier)

    def _flush_before(self, entry: Entry) -> None:
        """What waits must be in the catalog before it can be changed there."""
        if self._waits(entry):
            self._flush()

    def _waits(self, entry: Entry) -> bool:
        return any(item.document.id == entry.id for item in self._waiting)

    def _flush(self) -> None:
        """Embed and project what waits; only then is it ready, and only then do the texts that it replaces go."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            self._begin(item for item in waiting if not item.former)
            refused = self._embed(waiting)
            self._to.remove([item.document.id for item in waiting if item.document.id in refused and not item.former])
            self._write([item for item in waiting if item.document.id not in refused])
        except StoppedError:
            self._to.remove([item.document.id for item in waiting if not item.former])
            self._waiting = waiting
            raise
        for item in waiting:
            if error := refused.get(item.document.id):
                self._refuse(item, Status.FAILED, str(error))
            else:
                self._reports.append(item.report)
        copies, self._copies_of_waiting = self._copies_of_waiting, {}
        for source, entry in copies.items():
            if entry.id in self._known.by_id:
                self._duplicate(source, entry)
            else:
                self._say(source, Status.FAILED, str(refused[entry.id]), entry.id)
        self._course.all_ready()

    def _embed(self, items: Sequence[_Prepared]) -> Mapping[str, FootnoteError]:
        """Returns the documents that cannot be embedded, and why."""

        def tell(done: int, total: int) -> None:
            self._course.embedded(done / total)
            self._course.tell(f"Embedding {done:,} of {total:,} passages")

        try:
            return self._to.embed_documents({item.document.id: item.passages for item in items}, tell)
        except MemoryError:
            return {item.document.id: too_large(path_of(item.report.source)) for item in items}

    def _write(self, items: Sequence[_Prepared]) -> None:
        anew = [item for item in items if item.former]
        total = sum(len(item.passages) for item in items)

        def tell(done: int) -> None:
            self._course.written(done / total)
            # Where a text is cut anew, what it was before is gone by now: to stop would lose it.
            (self._course.say if anew else self._course.tell)(writing(done, total))

        self._begin(anew)
        # Their passages have new ids; in Chroma the old ones would stay.
        self._to.store.remove([item.document.id for item in anew])
        self._to.publish([item.document.id for item in items], tell)

    def _begin(self, items: Iterable[_Prepared]) -> None:
        for item in items:
            self._to.begin(item.document, item.passages)

    def _give_up(self) -> None:
        """Say of every file that is not searchable yet that it was stopped; what it held before stays."""
        for item in self._waiting:
            self._refuse(item, Status.STOPPED, _STOPPED)
        self._waiting, self._copies_of_waiting = [], {}
        for source in self._found.keys() - {report.source for report in self._reports}:
            self._say(source, Status.STOPPED, f"{_STOPPED}{self._earlier(source)}")

    def _refuse(self, item: _Prepared, status: Status, why: str) -> None:
        """Say of a file why its text is not taken in; what it held before stays."""
        self._known.forget(self._known.by_id[item.document.id])
        for before in filter(None, (item.earlier, item.former)):
            self._known.add(before)
        for source in {item.report.source, *((item.former.source,) if item.former else ())}:
            self._copies.put_back(source)
        stays = _STAYS if item.former or item.report.status is Status.UPDATED else ""
        self._say(item.report.source, status, f"{why}{stays}")

    def _remove_vanished(self, given: Sequence[Path]) -> None:
        """What was at or below these paths and is no more. A file may be a folder by now, and a folder a file."""
        gone = [
            source
            for source in (*self._known.by_source, *self._copies)
            if source not in self._found and any(folder in (Path(source), *Path(source).parents) for folder in given)
            if not has_file(source)
        ]
        for source in gone:
            self._copies.drop(source)
        self._remove([self._known.by_source[source] for source in gone if source in self._known.by_source], _GONE)

    def _remove_superseded(self) -> None:
        """An earlier text of a file that was read now under another of its names: through a link, say."""
        by_source = self._known.by_source
        now = {os.path.realpath(source): entry for source in self._found if (entry := by_source.get(source))}
        self._remove(
            [
                entry
                for source, entry in by_source.items()
                if source not in self._found
                if (same := now.get(os.path.realpath(source))) and same.sha256 != entry.sha256
            ],
            "The file was read under another of its names, and has changed",
        )

    def _remove(self, gone: Sequence[Entry], why: str) -> None:
        gone = [entry for entry in gone if not self._hand_over(entry)]
        self._to.remove([entry.id for entry in gone])
        for entry in gone:
            self._known.forget(entry)
            self._say(entry.source, Status.REMOVED, why, entry.id)

    def _keep(self, entry: Entry) -> None:
        self._reports.append(FileReport(entry.source, Status.KEPT, "", entry.id, entry.passages))

    def _earlier(self, source: str) -> str:
        return _STAYS if source in self._known.by_source else ""

    def _duplicate(self, source: str, entry: Entry) -> None:
        # To make searchable what waits, for each copy in a folder, would take longer than all else.
        if self._waits(entry):
            self._copies_of_waiting[source] = entry
            return
        self._copies.put(source, entry.id)
        self._say(source, Status.DUPLICATE, f"The same text as {entry.source}", entry.id)

    def _say(self, source: str, status: Status, detail: str, document_id: str | None = None) -> None:
        self._reports.append(FileReport(source, status, detail, document_id))


def _passages(document: Document, count_tokens: CountTokens) -> list[Passage]:
    """Chunk a document. A fault of ours in one text must not keep the other files out: it fails that file alone."""
    try:
        passages = chunk(document, count_tokens)
    except (FootnoteError, StoppedError, MemoryError):
        raise
    except Exception as error:
        logger.exception("document %s cannot be chunked", document.id)
        raise DocumentError(
            f"{document.source} was read, and its text could not be split ({type(error).__name__}). "
            "Please report this with the file."
        ) from error
    if not passages:
        raise EmptyDocumentError(f"{document.source} holds no text. Check that it was saved with its content.")
    return passages


def _is_other_format(source: str, former: str) -> bool:
    """Whether a file's new name makes it another format: "notes.txt" has no headings, "notes.md" has."""
    return reader_of(source) is not reader_of(former)
