"""Printed lines and rows of tables whose pieces come one by one, in the order in which a program wrote them.

Knows geometry, and no PDF library. Word processors write a cell with all of its lines before the next: such a row is
told by a line that stands right of the lines before it, and as high as the first of them. It becomes one line, of a
word per cell. Columns of text look alike: `Line.parts` gives them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.files.readers.layout import Line, Word

# In heights of a line: what parts two cells, the distance of two lines of one, a difference that is none, and how far
# the mark of a list stands from its item.
_WHITE, _STEP, _SAME, _NEAR = 0.4, 2, 0.3, 3
# So many lines a cell has at most.
_MOST_LINES = 12
# The mark of an item in a list.
MARK = re.compile(r"[•‣▪◦●■–*+-]|\(?\w{1,3}[.)]")


def with_whole_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with each item of a list behind its mark, and each row of a table as one."""
    told: list[Line] = []
    for line in _whole(_with_marks(lines)):
        start = _start_of_row(told, line)
        if start < len(told):
            parts = [part for one in told[start:] for part in one.parts or (one,)]
            told[start:] = [_row([*parts, line])]
        elif told and told[-1].parts and _goes_on(told[-1].parts[-1], line):
            told[-1] = _row([*told[-1].parts, line])
        else:
            told.append(line)
    return told


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines with marks of lists in front of their items: some programs draw all of a page's marks last."""
    told = list(lines)
    for at, mark in enumerate(lines):
        beside = (
            line
            for line in (lines[:at] if MARK.fullmatch(mark.text) else ())
            if abs(line.bottom - mark.bottom) < _SAME * line.height and 0 < line.left - mark.right < _NEAR * line.height
        )
        if item := next(beside, None):
            told.remove(mark)
            told.insert(told.index(item), mark)
    return told


def _whole(pieces: Sequence[Line]) -> list[Line]:
    """Printed lines whose pieces, such as the cells of a row, came one by one."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        apart = piece.apart or (last is not None and last.apart)
        if last and not apart and abs(last.bottom - piece.bottom) < _SAME * last.height and piece.left > last.right:
            lines[-1] = replace(
                last,
                text=f"{last.text} {piece.text}",
                right=piece.right,
                bold=last.bold and piece.bold,
                words=last.words + piece.words,
            )
        else:
            lines.append(piece)
    return lines


def _start_of_row(told: Sequence[Line], line: Line) -> int:
    """Where the row begins whose next cell a line begins; the number of lines told where it begins none."""
    for at in range(len(told) - 1, max(len(told) - _MOST_LINES, 0) - 1, -1):
        first = told[at]
        if not (first.words and line.words) or first.right >= line.left:
            break
        lower = first.parts or at < len(told) - 1
        if lower and abs(first.bottom - line.bottom) < _SAME * line.height:
            return at
    return len(told)


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line belongs to the cell that the line before it begins or goes on with."""
    step = last.bottom - line.bottom
    return bool(line.words) and 0 < step < _STEP * last.height and line.left > last.left - _SAME * last.height


def _row(parts: Sequence[Line]) -> Line:
    """One line of as many words as there are cells, as high as the first line of them."""
    first = parts[0]
    words = tuple(replace(cell, bottom=first.bottom, top=first.top) for cell in _cells(parts, first.height))
    return replace(
        first,
        text=" ".join(word.text for word in words),
        right=words[-1].right,
        bold=all(part.bold for part in parts),
        words=words,
        parts=tuple(parts),
    )


def _cells(parts: Sequence[Line], height: float) -> Iterator[Word]:
    """What stands between white that runs through all lines of a row."""
    words = [word for part in parts for word in part.words]
    edges: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word.left):
        if edges and word.left - edges[-1][1] < _WHITE * height:
            edges[-1] = (edges[-1][0], max(edges[-1][1], word.right))
        else:
            edges.append((word.left, word.right))
    for left, right in edges:
        own = [[word.text for word in part.words if left <= word.left <= right] for part in parts]
        yield Word(" ".join(text for texts in own for text in texts), left, right, 0, 0)
