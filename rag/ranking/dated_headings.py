"""A heading that tells when: "## 3.0.0 - 2023-11-06" answers when 3.0.0 was released. English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.errors import LibraryError
from index.types import HEADING_PATH, Document, Heading, Passage, Sentence
from rag.evidence import Evidence, Picked
from rag.quantities.quantities import quantities
from rag.quantities.quantity import is_year
from rag.question.kinds import Kind
from rag.ranking.picked_rows import with_picked

# Passages whose headings are looked at.
_PASSAGES = 20


def with_dated_heading(evidence: Evidence, documents: Callable[[str], Document]) -> Evidence:
    """The evidence with the heading first that has a date and the number or version of a question that asks when.

    As it was where there is none. `documents` gives a document by its id, and raises LibraryError where it is gone.
    """
    question = evidence.query.question
    names = {name for name in question.names if any(char.isdigit() for char in name)}
    if not question.english or question.kind is not Kind.TIME or not names:
        return evidence
    for passage in (found.passage for found in evidence.passages[:_PASSAGES]):
        above = ""
        for part in passage.heading.split(HEADING_PATH):
            if _tells(part, names) and (found := _heading(part, passage, documents)):
                own = Sentence(found.start, found.end, found.text)
                return with_picked(evidence, Picked("the heading", ((replace(passage, heading=above), own),)))
            above = f"{above}{HEADING_PATH}{part}" if above else part
    return evidence


def _tells(heading: str, names: set[str]) -> bool:
    """Whether it has a date and all of the names; "3.0" may be written "3.0.0"."""
    dated = any(own.date or is_year(own) for own in quantities(heading))
    own = {word.strip("[]()v:,") for word in heading.casefold().split()}
    return dated and all(any(word == name or word.startswith(f"{name}.") for word in own) for name in names)


def _heading(text: str, passage: Passage, documents: Callable[[str], Document]) -> Heading | None:
    """The last heading of this text before a passage, with its markup left out."""
    try:
        document = documents(passage.document_id)
    except LibraryError:
        return None
    before = [own for own in document.headings if own.text == text and own.start <= passage.start]
    if not before:
        return None
    at = document.text.find(text, before[-1].start, before[-1].end)
    return Heading(text, at, at + len(text)) if at >= 0 else None
