"""Formulas of a Word document on one line: 12/5 is not 125, nor is √16 16. (ECMA-376 part 1, 22.1)"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from index.files.readers.draft import grouped

# What joins the parts of a kind of formula, and which they are.
_JOINED = {
    "f": ("/", ("num", "den")),
    "sSup": ("^", ("e", "sup")),
    "sSub": ("_", ("e", "sub")),
    "func": (" ", ("fName", "e")),
}
_RAISED = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")


def formula(element: Any, text_of: Callable[[Any], str]) -> str | None:
    """What a part of a formula says; None where it is but its letters. `text_of` gives the text of an element."""
    kind = _kind(element)
    if kind in _JOINED:
        sign, names = _JOINED[kind]
        parts = [text_of(part) for name in names for part in _own(element, name)]
        return sign.join(map(grouped, parts)) if len(parts) == len(names) else None
    first = {name: next((text_of(part) for part in _own(element, name)), "") for name in ("e", "sub", "sup", "deg")}
    if kind == "d":
        within = _sign(element, "sepChr", "|").join(text_of(part) for part in _own(element, "e"))
        return _sign(element, "begChr", "(") + within + _sign(element, "endChr", ")")
    if kind == "rad":
        return f"{first['deg'].strip().translate(_RAISED)}√{grouped(first['e'])}"
    if kind in ("sSubSup", "nary"):
        bounds = "".join(f"{mark}{grouped(first[name])}" for mark, name in (("_", "sub"), ("^", "sup")) if first[name])
        base = first["e"]
        return f"{grouped(base)}{bounds}" if kind == "sSubSup" else f"{_sign(element, 'chr', '∫')}{bounds} {base}"
    return None


def _own(element: Any, name: str) -> Iterator[Any]:
    return (part for part in element.iterchildren() if _kind(part) == name)


def _sign(element: Any, name: str, usual: str) -> str:
    """The sign that the properties name; an empty one is drawn as nothing."""
    for properties in _own(element, f"{_kind(element)}Pr"):
        for part in _own(properties, name):
            return next((str(value) for key, value in part.attrib.items() if key.endswith("}val")), "")
    return usual


def _kind(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
