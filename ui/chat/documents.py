"""The documents tab: what is in the library, adding uploads with progress, and removing. Plain data for the page."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import FootnoteError
from index.files.naming import source_of
from index.types import DocumentInfo, FileReport, Status
from ui.chat.order import later
from ui.chat.uploads import Arrival, Uploads
from ui.render import plural, source_name
from ui.server.producer import Inbox, batches
from ui.server.visitors import told_to_readers

if TYPE_CHECKING:
    from index.library import Library

Payload = dict[str, Any]
logger = logging.getLogger(__name__)

UNEXPECTED = "Something went wrong inside Footnote. Try again; the terminal that runs it has the details."
REMOVED = "This document has been removed from the library."
KEPT = " What was read is kept, and is added with the next documents, once that works again."
# Seconds for which a report is kept for a page that does not ask.
_TOLD_FOR = 600
_WORDS = {
    Status.ADDED: "Added",
    Status.UPDATED: "Updated, in place of the earlier file of this name",
    Status.KEPT: "Already here, unchanged",
    Status.MOVED: "Already here; its place was updated",
    Status.REMOVED: "Removed",
    Status.DUPLICATE: "Already here",
    Status.EMPTY: "Not added",
    Status.SKIPPED: "Skipped",
    Status.FAILED: "Not added",
    Status.STOPPED: "Stopped, not added",
}
# What a report says of the file that held the text before.
_ELSEWHERE = re.compile(r"\A(The same text as |Formerly )(.+)\Z", re.DOTALL)
_NUMBERS_AND_WORDS = re.compile(r"\d+|\D+")
# What the library says of its longest work; before the first passages are through, how many there are says more.
_EMBEDDING = re.compile(r"\AEmbedding (?:0 of )?")
# Whoever adds anything has the library go on with it.
_UNFINISHED = "not finished; goes on with the next upload"
# Under this name the library keeps which folders of uploads are its own.
_KEPT_UPLOADS = "uploads"
_BAD = (Status.FAILED, Status.EMPTY, Status.SKIPPED)
_NOT_TAKEN = (*_BAD, Status.STOPPED)


class Shelf:
    """The library as the documents tab sees it. Every method returns a payload, with an error told in one line."""

    def __init__(self, library: Library, uploads: Uploads) -> None:
        self._library = library
        self._uploads = uploads
        # One writer at a time: pruning must not meet files that another upload has just copied in.
        self._writing = threading.Lock()
        # One reader at a time: of two lists, the one with the higher number was read later.
        self._reading = threading.Lock()
        # How far each upload is, by its number, the first one first; and what stops it.
        self._underway: dict[int, Payload] = {}
        # The list as it was sent last, of what it was made, and its number.
        self._listed: tuple[list[DocumentInfo], list[Payload], int] | None = None
        self._stops: dict[int, threading.Event] = {}
        # What the page that asked has not confirmed: Gradio may drop an answer, and a page may be left before it comes.
        self._untold: dict[int, _Untold] = {}

    def show(self, told: Sequence[int] = (), reader: str = "", listed: int = 0) -> Payload:
        """The list of documents, and every report that its reader has not confirmed; with `told`, one confirms these.

        Others see them too, for some minutes: the page that asked may be gone. A page that has the list of the number
        `listed` is not sent the same again: of thousands of documents it is long, and asked for every second or so.
        """
        now = time.monotonic()
        for number, untold in [*self._untold.items()]:
            if untold.until < now or (number in told and untold.reader in ("", reader)):
                self._untold.pop(number, None)
        with self._reading:
            at = later()
            progress = next(iter([*self._underway.values()]), None)
            # After the progress: what ends meanwhile has been reported by then.
            reports = [untold.report for untold in [*self._untold.values()]]
            shown: Payload = {"at": at, "listed": at, "unread": "", "progress": progress, "reports": reports}
            try:
                rows, number = self._list(at)
            except FootnoteError as error:
                self._listed = None
                return {**shown, "documents": [], "unread": told_to_readers(error, self._library.home)}
        return {**shown, "listed": number, "documents": None if number == listed else rows}

    def add(self, files: Sequence[Arrival], reader: str = "") -> Iterator[Payload]:
        """Index copies of `files`. Yields payloads with progress, then one with a report on every file."""
        # The list of many documents takes longer to make than there is between two steps.
        shown = self.show()
        upload = later()
        begun = _progress(upload, 0.0, f"Reading {plural(len(files), 'file')}")
        # Whoever sees that it has begun can stop it.
        self._stops[upload] = threading.Event()
        try:
            yield _at_work(shown, shown["progress"] or begun)
        except GeneratorExit:
            del self._stops[upload]
            self._uploads.drop(files)
            raise
        # The page has the list by now.
        shown = {**shown, "reports": [], "documents": None}
        inbox = Inbox[Payload]()
        for batch in batches(self._adding(upload, files, reader, begun, inbox), 0.1, threading.Event(), inbox):
            yield _at_work(shown, batch[-1])
        yield self.show()

    def adding(self) -> bool:
        """Whether files are being added, by whomever."""
        return bool(self._stops)

    def stop(self, upload: int) -> Payload:
        """End an upload, whoever began it: what is searchable by then stays. Nothing happens where it has ended."""
        if stop := self._stops.get(upload):
            stop.set()
        return self.show()

    def remove(self, document_id: str, reader: str = "") -> Payload:
        """Remove a document, and the kept upload that it came from. The report names it as `removed`."""
        with self._writing:
            try:
                if all(info.id != document_id for info in self._held()):
                    report = _told(REMOVED)
                else:
                    report = _report(self._library.remove(document_id))
                    self._prune()
            except FootnoteError as error:
                report = _told(told_to_readers(error, self._library.home))
        self._tell([{**report, "removed": document_id}], reader)
        return self.show()

    def _adding(
        self, upload: int, files: Sequence[Arrival], reader: str, begun: Payload, inbox: Inbox[Payload]
    ) -> Iterator[Payload]:
        """Nothing is made; how far it is, the library tells by way of the inbox."""
        stop = self._stops[upload]
        self._underway[upload] = begun

        def tell(done: float, text: str) -> None:
            self._underway[upload] = _progress(upload, done, text)
            inbox.put(self._underway[upload])

        try:
            # First the reports: a page looks again for as long as something is under way.
            self._tell(self._add_all(files, tell, stop), reader)
        finally:
            del self._underway[upload], self._stops[upload]
        yield from ()

    def _add_all(self, files: Sequence[Arrival], progress: Any, stop: threading.Event) -> list[Payload]:
        with self._writing:
            copies, taken = list[Path](), set[str]()
            try:
                try:
                    copies, lost = self._uploads.keep(files)
                    report = self._library.add(copies, progress=progress, stop=stop)
                    taken = {file.source for file in report.files if file.status not in _NOT_TAKEN}
                finally:
                    taken |= set(self._library.unfinished())
                    self._uploads.bring_back(copy for copy in copies if source_of(copy) not in taken)
                    # A copy that did not become a document is of no use to anyone.
                    self._prune({copy.parent.name for copy in copies})
            except (FootnoteError, OSError) as error:
                kept = KEPT if any(source_of(copy) in taken for copy in copies) else ""
                return [_told(told_to_readers(error, self._library.home) + kept)]
            except Exception:
                logger.exception("adding %d uploads failed", len(files))
                return [_told(UNEXPECTED)]
        return [*map(_report, report.files), *map(_lost, lost)]

    def _tell(self, reports: Sequence[Payload], reader: str) -> None:
        until = time.monotonic() + _TOLD_FOR
        self._untold.update({report["id"]: _Untold(reader, until, report) for report in reports})

    def _held(self) -> list[DocumentInfo]:
        """What is in the library, and what was read for it and cannot be searched yet, as after a server was killed."""
        # While something is added, that is on its way.
        pending = [] if self._underway else self._library.pending()
        return [*self._library.documents(), *pending]

    def _list(self, at: int) -> tuple[list[Payload], int]:
        """The rows of the list, in order, and its number: `at`, or that of the last list where nothing has changed."""
        held = self._held()
        # The library gives the same objects for as long as nothing changes.
        if self._listed and len(held) == len(self._listed[0]) and all(map(is_, held, self._listed[0])):
            return self._listed[1:]
        rows = [_row(info) for info in sorted(held, key=lambda info: _in_order(info.title))]
        self._listed = held, rows, at
        return rows, at

    def _prune(self, given: Collection[str] = ()) -> None:
        """Delete uploads that are in the library no more, whoever took them out, and those of the `given` folders."""
        ready = [info.source for info in self._library.documents()]
        known = {*self._library.setting(_KEPT_UPLOADS).split(), *given}
        left = self._uploads.prune([*ready, *self._library.unfinished()], known)
        self._library.keep_setting(_KEPT_UPLOADS, " ".join(sorted(left)))


def unlisted() -> Payload:
    """The tab as it is built, before the library was looked at: what is in a page's HTML stays there."""
    return {"at": 0, "listed": 0, "unread": "", "progress": None, "reports": [], "documents": []}


@dataclass(frozen=True, slots=True)
class _Untold:
    """A report, who asked for what it tells, and until when it is kept for them, by the monotonic clock."""

    reader: str
    until: float
    report: Payload


def _in_order(title: str) -> list[tuple[bool, int, str]]:
    """What to sort titles by: numbers as such, so that "Lecture 2" comes before "Lecture 10"."""
    parts = _NUMBERS_AND_WORDS.findall(title.casefold())
    return [_number(part) if part.isdecimal() else (True, 0, part) for part in parts]


def _number(digits: str) -> tuple[bool, int, str]:
    # Of two numbers the one with more digits is greater; a title may have more of them than Python would read.
    counting = digits.lstrip("0")
    return False, len(counting), counting


def _row(info: DocumentInfo) -> Payload:
    facts = [plural(info.passages, "passage"), plural(info.pages, "page") if info.pages else ""]
    return {
        "id": info.id,
        "title": info.title,
        "source": source_name(info.source),
        "facts": " · ".join(fact for fact in facts if fact),
        "state": _UNFINISHED if info.state == "pending" else info.state,
        "notes": list(info.notes),
    }


def _report(file: FileReport) -> Payload:
    return {
        "id": later(),
        "name": source_name(file.source),
        "status": _WORDS[file.status],
        "detail": _without_paths(file),
        "bad": file.status in _BAD,
    }


def _without_paths(file: FileReport) -> str:
    """The detail with file names for paths: where the server keeps things means nothing to who chose the file.

    Its own name stands before it, and so does not begin it again.
    """
    if file.status is Status.STOPPED:
        return ""
    detail = file.detail.replace(f"{Path(file.source).parent}{os.sep}", "")
    name = source_name(file.source)
    if detail in (name, Path(name).stem):
        return ""
    detail = f"it {detail.removeprefix(f'{name} ')}" if detail.startswith(f"{name} ") else detail
    return _ELSEWHERE.sub(lambda match: match[1] + source_name(match[2]), detail)


def _progress(upload: int, done: float, text: str) -> Payload:
    return {"at": later(), "upload": upload, "fraction": done, "text": _EMBEDDING.sub("Indexing ", text)}


def _at_work(shown: Payload, progress: Payload) -> Payload:
    return {**shown, "progress": progress, "at": progress["at"]}


def _lost(name: str) -> Payload:
    detail = "It was sent twice at once. Add it again."
    return {"id": later(), "name": name, "status": "Not added", "detail": detail, "bad": True}


def _told(message: str) -> Payload:
    return {"id": later(), "name": "", "status": message, "detail": "", "bad": True}
