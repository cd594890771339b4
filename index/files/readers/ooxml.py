"""Elements of a Word document as python-docx and lxml hand them out, which show no types: they are Any."""

from __future__ import annotations

from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def attribute(element: Any, name: str, usual: str = "") -> str:
    """An attribute of Word's own."""
    return str(element.get(f"{WORD}{name}", usual))


def value_at(element: Any, path: str) -> str:
    """What the element at a path of Word's names says, as "pPr/numPr/numId"; empty where there is none."""
    found = element.find("/".join(f"{WORD}{name}" for name in path.split("/")))
    return attribute(found, "val") if found is not None else ""
