"""What a footnote leads to: in words, the quotation as it is read and where it stands; and as the end of a link."""

from __future__ import annotations

from textwrap import shorten
from urllib.parse import quote

from rag.types import Answer, Citation, EvidencePassage
from ui.render import for_reading, place, source_name

# So much of a quotation is read at a glance; the evidence has all of it.
_GLANCE = 280


def at_a_glance(text: str) -> str:
    """A text as it is read, no longer than is read in passing."""
    return shorten(for_reading(text), _GLANCE, placeholder=" …")


def where(at: Citation | EvidencePassage) -> str:
    """`Title, p. 3, Heading`."""
    return place(at.title, at.page, at.heading)


def places(answer: Answer) -> dict[int, str]:
    """What each footnote leads to, by its number.

    A model says it in words of its own, so that of its footnotes the quotation is told too.
    """
    if answer.answerer == "extractive":
        return {item.number: where(item) for item in answer.citations}
    return {item.number: f"“{at_a_glance(item.quote)}” ({where(item)})" for item in answer.citations}


def address(at: Citation | EvidencePassage) -> str:
    """The end of a link that leads there also where nothing is known of the answer, as from a bookmark.

    `/document/120-180/report.md`: the name of the file is for the reader, where the document is gone.
    """
    return f"/{at.document_id}/{at.start}-{at.end}/{quote(source_name(at.source), safe='', errors='replace')}"


def addresses(answer: Answer) -> dict[int, str]:
    """The same of each footnote, by its number."""
    return {item.number: address(item) for item in answer.citations}
