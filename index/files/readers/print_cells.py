"""The rows and cells of a table on a printed page, once its columns are known.

Rows are found by the white between them, where there is any; else each line is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from index.files.readers.layout import Line, Word

# White between rows that is more than what lies between the lines of a cell.
_BETWEEN_ROWS = 0.2


def rows_of(lines: Sequence[Line], edges: Sequence[float]) -> list[list[str]]:
    """The cells of each row; none where there is one column."""
    if not edges:
        return []
    words = sorted((word for line in lines for word in line.words), key=lambda word: -word.top)
    height = median(line.height for line in lines)
    # A row that was put together is one line.
    bands = [] if any(line.parts for line in lines) else _bands(words, height)
    bands = bands or _printed_lines(words, edges[0])
    return [[_cell(band, low, high) for low, high in zip([-1e9, *edges], [*edges, 1e9], strict=True)] for band in bands]


def _bands(words: Sequence[Word], height: float) -> list[list[Word]]:
    """The words, from above, by the white that runs between rows; none where there is no such white."""
    bands: list[list[Word]] = []
    low = 0.0
    for word in words:
        if not bands or low - word.top > _BETWEEN_ROWS * height:
            bands.append([])
            low = word.bottom
        bands[-1].append(word)
        low = min(low, word.bottom)
    return bands if len(bands) > 1 else []


def _printed_lines(words: Sequence[Word], edge: float) -> list[list[Word]]:
    """Each printed line as a row; one with nothing in the first column goes on with the row above."""
    rows: list[list[Word]] = []
    for line in _by_line(words):
        if rows and all(word.left > edge for word in line):
            rows[-1].extend(line)
        else:
            rows.append(line)
    return rows


def _cell(words: Sequence[Word], low: float, high: float) -> str:
    """The words between two edges, line by line."""
    own = [word for word in words if low < (word.left + word.right) / 2 <= high]
    texts = [" ".join(word.text for word in sorted(line, key=lambda word: word.left)) for line in _by_line(own)]
    return "".join(text if text.endswith("-") else f"{text} " for text in texts).strip()


def _by_line(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each printed line, from above; the box of a ligature or a raised sign begins elsewhere on it."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=_middle, reverse=True):
        if not lines or _middle(lines[-1][0]) - _middle(word) > (word.top - word.bottom) / 2:
            lines.append([])
        lines[-1].append(word)
    return lines


def _middle(word: Word) -> float:
    return (word.bottom + word.top) / 2
