"""What a document begins and ends with, for those who ask for its conclusion or its opening words."""

from __future__ import annotations

from collections.abc import Iterator

from index.library import Library
from index.text.patterns import lazy_pattern
from index.types import Passage, Sentence
from rag.passages.headings import own_heading
from rag.passages.quotable import is_envelope, is_quotable
from rag.question.byline import is_byline
from rag.whole.overview import Shape, Whole
from rag.whole.scope import Extent, extents

# What stands behind the text: nobody means the references by its end.
_BACK_MATTER = lazy_pattern(
    r"\W*(?:\d+\W+|[A-Z][.)]\s+)?(?i:leave a (?:reply|comment)|comments?|related (?:articles|posts|stories|reading)|"
    r"share(?: this.*)?|references|bibliography|(?:foot|end)?notes|further reading|see also|sources|external links|"
    r"acknowledge?ments?|about (?:the authors?|us)|appendi(?:x|ces)\b.*|annex\b.*|index|glossary|contact|"
    r"literature|literatur(?:verzeichnis)?|quellen|anhang\b.*|danksagung)\W*"
)


def at_edge(library: Library, extent: Extent, shape: Shape, most: int) -> list[tuple[Passage, Sentence]]:
    """The first or the last sentences of a document, at most so many, in order.

    Of one that has a section for its conclusion the end is what stands in that.
    """
    if shape is Shape.BEGINNING:
        return _said(library, extent)[:most]
    conclusion = extents(library, Whole(Shape.SUMMARY, part="conclusion"), [extent.document.id])
    if conclusion:
        return _said(library, conclusion[0])[:most]
    said = _said(library, extent)
    text = [place for place in said if not _BACK_MATTER.fullmatch(own_heading(place[0].heading))]
    return (text or said)[-most:]


def _said(library: Library, extent: Extent) -> list[tuple[Passage, Sentence]]:
    return [
        (passage, own)
        for passage in library.passages(extent.document.id)
        for own in speaking(passage)
        if extent.holds(own.start)
    ]


def speaking(passage: Passage) -> Iterator[Sentence]:
    """The sentences that say something of the matter, and not only who wrote to whom."""
    for own in passage.sentences:
        if is_quotable(passage, own) and not is_envelope(passage, own) and not is_byline(own.text):
            yield own
