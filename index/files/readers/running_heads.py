"""Headers and footers of a Word document: printed on each page, and text once, since it may stand nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from index.files.readers.ooxml import WORD, attribute

_KINDS = ("header", "footer")
_COUNTS_PAGES = re.compile(r"\b(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
# "Page 3 of 12", in whatever language.
_PAGE = re.compile(r"\W*(?:[^\W\d]+\W+)?\d+(?:\W+(?:[^\W\d]+\W+)?\d+)?\W*")


def running_heads(document: Any, text_of: Callable[[Any], str]) -> Iterator[tuple[str, str]]:
    """Yield what a header or footer is and each text of it, without the numbers of pages.

    `document` is python-docx's; `text_of` gives the text of an element.
    """
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _KINDS or relation.is_external:
            continue
        for paragraph in parse_xml(relation.target_part.blob).iter(f"{WORD}p"):
            # A text box has paragraphs within one.
            if next(paragraph.iterancestors(f"{WORD}p"), None) is None:
                yield from ((kind.capitalize(), text) for text in _texts(paragraph, text_of(paragraph)))


def _texts(paragraph: Any, text: str) -> list[str]:
    """What stands at the left, in the middle and at the right of a line."""
    codes = " ".join(
        (
            *(code.text or "" for code in paragraph.iter(f"{WORD}instrText")),
            *(attribute(field, "instr") for field in paragraph.iter(f"{WORD}fldSimple")),
        )
    )
    parts = [part.strip() for part in text.split("\t") if any(map(str.isalnum, part))]
    return [part for part in parts if not (_COUNTS_PAGES.search(codes) and _PAGE.fullmatch(part))]
