"""PDFs with pieces of text at places, for tests of how a print is read."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

Piece = tuple[float, float, str]


def placed(*pages: Sequence[Piece], font: str = "Helvetica", size: float = 10) -> bytes:
    """Pages of pieces of text at places: points from the left, and lines from the top."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for pieces in pages:
        canvas.setFont(font, size)
        for left, line, text in pieces:
            canvas.drawString(left, 780 - 12 * line, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
