"""A Word document as its paper would show it: paragraphs whose mark was deleted are one, and codes of fields are gone.

(ECMA-376 part 1, 17.13.5.15 and 17.16.18)
"""

from __future__ import annotations

from typing import Any

from index.files.readers.ooxml import WORD, attribute

_DELETED = tuple(f"{WORD}pPr/{WORD}rPr/{WORD}{name}" for name in ("del", "moveFrom"))


def settle(body: Any) -> None:
    """Join the paragraphs of a document and take codes out, in its tree."""
    # From the last one on, so that nothing is moved twice.
    for paragraph in reversed(list(body.iter(f"{WORD}p"))):
        if any(paragraph.find(path) is not None for path in _DELETED):
            _join(paragraph)
    for paragraph in body.iter(f"{WORD}p"):
        _take_codes_out(paragraph)


def _join(paragraph: Any) -> None:
    """Put a paragraph's text in front of the next one's, whose form both then have."""
    below = paragraph.getnext()
    while below is not None and below.tag in (f"{WORD}bookmarkStart", f"{WORD}bookmarkEnd"):
        below = below.getnext()
    if below is None or below.tag != f"{WORD}p":
        return
    place = 1 if len(below) and below[0].tag == f"{WORD}pPr" else 0
    below[place:place] = [child for child in paragraph if child.tag != f"{WORD}pPr"]
    paragraph.getparent().remove(paragraph)


def _take_codes_out(paragraph: Any) -> None:
    """A field within the code of another one, as in IF, has a result that nobody sees."""
    # For each field that is open, whether its code goes on.
    fields: list[bool] = []
    codes = 0
    for element in list(paragraph.iter(f"{WORD}fldChar", f"{WORD}t")):
        if element.tag == f"{WORD}t":
            element.text = "" if codes else element.text
            continue
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            fields.append(True)
            codes += 1
        elif fields and kind in ("separate", "end"):
            codes -= fields[-1]
            fields[-1:] = [False] if kind == "separate" else []
