"""What a footnote leads to, in words: the quotation as it is read, and where it stands."""

from __future__ import annotations

import re
from textwrap import shorten

from rag.passages.readable import readable
from rag.types import Answer, Citation, EvidencePassage
from ui.render import place

# So much of a quotation is read at a glance; the evidence has all of it.
_GLANCE = 280
# Rows of tables, the one that parts their head from them, and the end of a cell: of a row that is quoted, the bars at
# its own ends are left out.
_ROW = re.compile(r"^\|(.*)\|[ ]*$", re.MULTILINE)
_RULE = re.compile(r"^\|(?:[ ]?:?-{2,}:?[ ]?\|)+[ ]*\n?", re.MULTILINE)
_BAR = re.compile(r"[ ]+\|(?=[ ])")


def for_reading(text: str) -> str:
    """On one line, without marks of Markdown, and with rows of tables as their cells."""
    rows = _ROW.sub(lambda row: row[1].strip(), _RULE.sub("", text))
    return _BAR.sub(" ·", readable(rows))


def at_a_glance(text: str) -> str:
    """The same, no longer than is read in passing."""
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
