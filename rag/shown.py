"""Passages and quotations as they are shown: with the title, source and page of their document."""

from __future__ import annotations

from index.library import Library
from index.types import Passage
from rag.answerer import Quote
from rag.types import Citation, EvidencePassage


def shown_citation(library: Library, quote: Quote) -> Citation:
    """A numbered quotation as a footnote. Raises LibraryError where its document was removed meanwhile."""
    cover = library.cover(quote.document_id)
    return Citation(
        number=quote.number,
        document_id=quote.document_id,
        title=cover.title,
        source=cover.source,
        page=cover.page_at(quote.start),
        start=quote.start,
        end=quote.end,
        quote=quote.text,
        heading=quote.heading,
    )


def shown_passage(library: Library, passage: Passage, score: float) -> EvidencePassage:
    """A passage as evidence. Raises LibraryError where its document was removed meanwhile."""
    cover = library.cover(passage.document_id)
    return EvidencePassage(
        id=passage.id,
        document_id=passage.document_id,
        title=cover.title,
        source=cover.source,
        page=passage.page,
        heading=passage.heading,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=score,
    )
