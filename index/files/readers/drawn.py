"""What a page of a PDF has besides its characters: what was filled into its form, written on it, and small shapes.

With `pdf.py` the door of pypdfium2; nothing here knows what lines are.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

# Shapes of so many points may be the mark of a list; of more shapes a page is a drawing.
_LEAST, _MOST, _MOST_SHAPES = 1.5, 8.0, 5_000
# No form has more fields on a page.
_MOST_FIELDS = 1_000
# What is longer stands once on a page.
_ONCE = 100
# Nobody sees these.
_HIDDEN, _NO_VIEW = 2, 32


# Left, bottom, right and top.
Edges = tuple[float, float, float, float]


class Box(NamedTuple):
    """Edges in points, with y growing upwards."""

    left: float
    bottom: float
    right: float
    top: float


class Filled(NamedTuple):
    """Text that was filled in or written on, and where."""

    text: str
    box: Box


def filled(page: PdfPage) -> Iterator[Filled]:
    """Yield what the fields of a form hold, "☒" and "☐" for boxes to tick, and text that was typed upon the page.

    The forms of the page's document were initialised before it was opened.
    """
    import pypdfium2.raw as pdfium

    seen: set[str] = set()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)):
        with _annotation(page, index) as annotation:
            if pdfium.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NO_VIEW):
                continue
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            text = ""
            if kind == pdfium.FPDF_ANNOT_FREETEXT:
                text = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
            elif kind == pdfium.FPDF_ANNOT_WIDGET and page.formenv:
                text = _value(page.formenv, annotation)
            # A page may show one field a thousand times.
            if text.strip() and text not in seen:
                seen.update([text] if len(text) > _ONCE else [])
                yield Filled(text, _box(annotation))


def small_shapes(page: PdfPage) -> list[Box]:
    """The shapes of a page that may be drawn marks of a list; none of a page that is a drawing."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found: list[Box] = []
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count if count <= _MOST_SHAPES else 0):
        shape = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            box = Box(left.value, bottom.value, right.value, top.value)
            if all(_LEAST <= size <= _MOST for size in (box.right - box.left, box.top - box.bottom)):
                found.append(box)
    return found


@contextmanager
def _annotation(page: PdfPage, index: int) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _value(forms: Any, annotation: Any) -> str:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(forms, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        return "☒" if pdfium.FPDFAnnot_IsChecked(forms, annotation) else "☐"
    if kind in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        return _string(pdfium.FPDFAnnot_GetFormFieldValue, forms, annotation)
    return ""


def _string(ask: Any, *about: Any) -> str:
    """What a function of pdfium tells as UTF-16: it is asked for the length first."""
    import pypdfium2.raw as pdfium

    size = ask(*about, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(*about, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _box(annotation: Any) -> Box:
    import pypdfium2.raw as pdfium

    edges = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, edges)
    return Box(edges.left, edges.bottom, edges.right, edges.top)
