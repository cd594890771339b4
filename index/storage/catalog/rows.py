"""What the catalog stores, as values: rows of its tables from and to the nouns of `index.types`.

What cannot be read from a row is a LibraryError, which says that the catalog is damaged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from index.model.embed import TOKEN_DIMENSION, Embedded, Tokens, Vector
from index.storage.catalog.damage import of_sound_rows
from index.types import Document, DocumentInfo, Heading, Page, Passage, Sentence

# Rows as they are read and written: columns by name.
Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its vectors: `vector` (dimension,) of the whole, `parts` (sentences, dimension) of its own."""

    passage: Passage
    vector: Vector
    parts: Vector
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalog knows of a document without reading its text."""

    id: str
    source: str
    sha256: str
    recipe: str
    state: str
    passages: int


def document_row(document: Document, passages: int, recipe: str) -> dict[str, Any]:
    """A document that is pending, with the number of its passages."""
    return {
        "id": document.id,
        "state": "pending",
        "title": document.title,
        "source": document.source,
        "sha256": document.sha256,
        "recipe": recipe,
        "text": document.text,
        "pages": json.dumps([[p.number, p.start, p.end] for p in document.pages]),
        "headings": json.dumps([[h.text, h.start, h.end, h.level] for h in document.headings]),
        "notes": json.dumps(document.notes),
        "passages": passages,
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


@of_sound_rows
def to_document(row: Row) -> Document:
    """The document whole."""
    return Document(
        id=row["id"],
        title=row["title"],
        source=row["source"],
        text=row["text"],
        sha256=row["sha256"],
        pages=tuple(Page(*page) for page in json.loads(row["pages"])),
        headings=tuple(Heading(*heading) for heading in json.loads(row["headings"])),
        notes=tuple(json.loads(row["notes"])),
    )


@of_sound_rows
def to_info(row: Row) -> DocumentInfo:
    """A document's line in a list; `characters` is the length of its text."""
    return DocumentInfo(
        id=row["id"],
        title=row["title"],
        source=row["source"],
        characters=row["characters"],
        pages=len(json.loads(row["pages"])),
        passages=row["passages"],
        state=row["state"],
        added_at=row["added_at"],
        notes=tuple(json.loads(row["notes"])),
    )


def passage_row(passage: Passage, key: str) -> dict[str, Any]:
    """A passage, and the key under which its vectors are stored. Sentences are offsets into the passage."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "page": passage.page,
        "heading": passage.heading,
        "sentences": json.dumps([[s.start - passage.start, s.end - passage.start] for s in passage.sentences]),
        "vector_key": key,
    }


@of_sound_rows
def to_passage(row: Row) -> Passage:
    """The passage, its sentences at their offsets in the document."""
    at, text = row["start"], row["text"]
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        start=at,
        end=row["end"],
        text=text,
        page=row["page"],
        heading=row["heading"],
        sentences=tuple(Sentence(at + start, at + end, text[start:end]) for start, end in json.loads(row["sentences"])),
    )


def vector_row(key: str, item: Embedded) -> dict[str, Any]:
    """Row 0 of the data is the passage's vector, the others are its sentences'."""
    data = np.concatenate([item.vector[None, :], item.parts]).astype(np.float16)
    return {
        "key": key,
        "rows": len(data),
        "data": data.tobytes(),
        "tokens": item.tokens.vectors.tobytes(),
        "owners": item.tokens.owners.tobytes(),
    }


@of_sound_rows
def to_stored(row: Row) -> StoredPassage:
    """A passage joined with its vectors."""
    vectors = np.frombuffer(row["data"], np.float16).astype(np.float32).reshape(row["rows"], -1)
    tokens = Tokens(
        np.frombuffer(row["tokens"], np.int8).reshape(-1, TOKEN_DIMENSION), np.frombuffer(row["owners"], np.int16)
    )
    passage = to_passage(row)
    if len(vectors) != 1 + len(passage.sentences) or not vectors.size:
        raise ValueError("a passage has other vectors than its sentences")
    return StoredPassage(passage, vectors[0], vectors[1:], tokens)
