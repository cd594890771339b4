"""Elements of a Word document as python-docx and lxml hand them out, which show no types: they are Any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# A style is made from another, and that from a third, no more often.
_MOST_ANCESTORS = 20
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def attribute(element: Any, name: str, usual: str = "") -> str:
    """An attribute of Word's own."""
    return str(element.get(f"{WORD}{name}", usual))


def value_at(element: Any, path: str) -> str:
    """What the element at a path of Word's names says, as "pPr/numPr/numId"; empty where there is none."""
    found = element.find("/".join(f"{WORD}{name}" for name in path.split("/")))
    return attribute(found, "val") if found is not None else ""


def styles_of(document: Any) -> dict[str, Any]:
    """The styles of python-docx's document by their ids."""
    return {attribute(style, "styleId"): style for style in document.styles.element.iterchildren(f"{WORD}style")}


def ancestry(style: str, styles: Mapping[str, Any]) -> Iterator[Any]:
    """A style, and those that it is made from, the nearest first; a file may have them go round in a ring."""
    seen = set[str]()
    while style in styles and style not in seen and len(seen) < _MOST_ANCESTORS:
        seen.add(style)
        yield styles[style]
        style = value_at(styles[style], "basedOn")
