"""The nouns that the other folders speak in. All frozen; no vendor object appears here.

Every offset is a code-point offset into `Document.text`, the canonical text, and every span satisfies
`document.text[start:end] == text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range `[start, end)` of the canonical text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paginated document, by its place in the canonical text. `number` counts from 1."""

    number: int
    start: int
    end: int


# Between a section's heading and those above it, in the heading of a passage.
HEADING_PATH = " › "


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: its text without markup, and where that line stands in the canonical text."""

    text: str
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read.

    `id` is derived from the canonical text, `sha256` is of the file's bytes, `source` is where it came from (an
    absolute path or a label), `notes` are remarks for the person who added it ("page 3 has no text").
    """

    id: str
    title: str
    source: str
    text: str
    sha256: str
    pages: tuple[Page, ...] = ()
    headings: tuple[Heading, ...] = ()
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds `offset`, or None where the document has no pages."""
        for page in self.pages:
            if offset < page.end:
                return page.number
        return self.pages[-1].number if self.pages else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, with its place in the document."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences, the unit that is embedded and retrieved.

    `heading` is the section that it stands in, after those around that: "Fish soup › Ingredients".
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    page: int | None
    heading: str
    sentences: tuple[Sentence, ...]


class Status(StrEnum):
    """What became of one file in a build."""

    ADDED = "added"
    UPDATED = "updated"
    KEPT = "kept"
    MOVED = "moved"
    REMOVED = "removed"
    DUPLICATE = "duplicate"
    EMPTY = "empty"
    SKIPPED = "skipped"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of a build report. `detail` says why, for every status that is not plain success."""

    source: str
    status: Status
    detail: str = ""
    document_id: str | None = None
    passages: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, file by file."""

    files: Sequence[FileReport]
    seconds: float = 0.0

    def count(self, status: Status) -> int:
        """How many files ended with `status`."""
        return sum(file.status is status for file in self.files)

    @property
    def ok(self) -> bool:
        """True when no file failed or came out empty."""
        return not any(file.status in (Status.FAILED, Status.EMPTY) for file in self.files)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A row of the documents list: everything but the text."""

    id: str
    title: str
    source: str
    characters: int
    pages: int
    passages: int
    state: str
    added_at: str
    notes: tuple[str, ...] = ()
