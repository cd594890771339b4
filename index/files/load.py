"""Files -> Documents. `discover` says which files there are, `load` reads one.

What is particular to a kind of file is in readers/.
Nothing here knows about passages, the catalog or the embedder, and no vendor is imported until a file needs it.
"""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import Path, PurePath

from index.errors import DocumentError, EmptyDocumentError
from index.files.discover import Found, discover
from index.files.naming import shown, source_of, title_from_text, title_of
from index.files.readers import READERS
from index.files.readers.draft import Draft, Raw
from index.files.readers.plain import read_plain
from index.files.snapshot import read_snapshot
from index.types import Document

logger = logging.getLogger(__name__)

__all__ = ["READERS", "Found", "discover", "load", "reader_of"]

# How a numbered section begins.
_SECTION = re.compile(r"(?:(?:article|section|clause|chapter|part)\s+)?(?:\d{1,2}(?:[.):]|\s)|[IVX]{1,4}[.):])", re.I)


def load(path: Path, *, max_bytes: int) -> Document:
    """Read the file at `path`, by its suffix; a file of no known suffix is tried as text.

    The document is made of the file's bytes at one moment, whatever happens to the file meanwhile. Raises DocumentError
    when it cannot be read, is larger than `max_bytes` or is not what its suffix says, EmptyDocumentError when it holds
    no text, MemoryError when there is too little for it.
    """
    data = read_snapshot(path, max_bytes=max_bytes)
    draft = _read(path, Raw(shown(path), data, max_bytes))
    if not draft.text.strip():
        raise EmptyDocumentError(f"{shown(path)} holds no text. Check that it was saved with its content.")
    return Document(
        id=hashlib.sha256(draft.text.encode()).hexdigest()[:16],
        title=title_of(_title(draft), path, draft.text),
        source=source_of(path),
        text=draft.text,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=draft.pages,
        headings=draft.headings,
        notes=draft.notes,
    )


def reader_of(source: str) -> object:
    """Which reader a file of this name gets; None where it is tried as text."""
    return READERS.get(PurePath(source).suffix.lower())


def _read(path: Path, raw: Raw) -> Draft:
    reader = READERS.get(path.suffix.lower())
    if reader:
        try:
            return reader(raw)
        except (DocumentError, MemoryError):
            raise
        except Exception as error:  # A fault of ours must not keep the other files out.
            logger.exception("reading %s failed", path)
            raise DocumentError(
                f"{raw.name} cannot be read ({type(error).__name__}). Save it anew, or save its text as .txt."
            ) from error
    try:
        return read_plain(raw)
    except DocumentError as error:
        kind = f"the unknown type {shown(Path(path.suffix))}" if path.suffix else "no known type"
        raise DocumentError(
            f"{raw.name} is of {kind} and does not read as text. "
            f"Give a file of one of these types: {', '.join(READERS)}."
        ) from error


def _title(draft: Draft) -> str:
    """Return the first top heading, else the title that the file carries; empty when it has neither.

    "1. Term" is no title where "2. Rent" follows, but the first section.
    """
    top = [heading.text for heading in draft.headings if heading.level == 1]
    named = top and not (len(top) > 1 and all(map(_SECTION.match, top[:2])))
    return (title_from_text(top[0]) if named else "") or title_from_text(draft.title)
