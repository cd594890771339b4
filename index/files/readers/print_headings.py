"""Headings of printed pages: short lines in larger or bolder letters than the text, with a paragraph of their own.

Knows geometry and letters, and no PDF library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.files.readers.layout import Line, is_entry, usual_size

# As shares of the size that most of the text has.
_LARGER = 1.12
# Sizes that differ by less are one.
_STEP = 0.06
_LONGEST, _MOST_LINES = 120, 3
# Where more of a document than this is bold, it tells nothing.
_MOSTLY = 0.4
_TEXT = re.compile(r"[^\W\d_]{2}")
# "1. Introduction" and "What is it?" are headings; a sentence, a label and a line of a table of contents are none.
_NO_HEADING = re.compile(r"[.,;:!…-][\"'”’»)]*$|\.\s?\.\s?\.|^[a-zß-ÿ(*]|@|://")


def heading_levels(pages: Sequence[Sequence[Line]]) -> list[list[int]]:
    """For each line of each page the level of the heading that it is or belongs to, 1 for the largest; 0 for text.

    Where the largest letters are not on the first page that has text, they title a part and not the document: then
    the levels begin at 2.
    """
    lines = [line for page in pages for line in page]
    usual = usual_size(lines)
    bold = sum(len(line.text) for line in lines if line.bold) <= _MOSTLY * sum(len(line.text) for line in lines)
    levels = [[0] * len(page) for page in pages]
    runs = [(page, run) for page in range(len(pages)) for run in _runs(pages[page], usual, bold=bold)]
    sizes = sorted({_size(pages[page][run[0]], usual) for page, run in runs}, reverse=True)
    opening = next((page for page in range(len(pages)) if pages[page]), 0)
    titled = any(page == opening and _size(pages[page][run[0]], usual) == sizes[0] for page, run in runs)
    for page, run in runs:
        for at in run:
            levels[page][at] = min(sizes.index(_size(pages[page][run[0]], usual)) + (1 if titled else 2), 9)
    return levels


def _size(line: Line, usual: float) -> int:
    """The size of a line in steps; what is no larger than text has the smallest."""
    return max(round((line.height / usual - 1) / _STEP), 1)


def _runs(lines: Sequence[Line], usual: float, *, bold: bool) -> Iterator[range]:
    """The lines, next to one another, that make one heading each."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _stands_out(lines[end], usual, bold=bold) and _alike(lines[at], lines[end]):
            if end > at and lines[end].numbered:
                break
            end += 1
        if end == at:
            at += 1
            continue
        text = " ".join(line.text for line in lines[at:end])
        short = end - at <= _MOST_LINES and len(text) <= _LONGEST
        # A larger line stands apart by its size; a bold one may be the head of a table, or begin a paragraph.
        apart = _larger(lines[at], usual) or (_is_apart(lines, end) and end - at == 1)
        # "Pea soup      6.00" is an entry.
        named = _TEXT.search(text) and not _NO_HEADING.search(text) and not is_entry(lines[end - 1])
        if short and apart and named:
            yield range(at, end)
        at = end


def _stands_out(line: Line, usual: float, *, bold: bool) -> bool:
    return not line.table and (_larger(line, usual) or (bold and line.bold and line.height >= usual * (1 - _STEP)))


def _larger(line: Line, usual: float) -> bool:
    return line.height >= usual * _LARGER


def _alike(first: Line, line: Line) -> bool:
    return abs(first.height - line.height) <= _STEP * first.height and first.bold == line.bold


def _is_apart(lines: Sequence[Line], end: int) -> bool:
    """Whether a line of text in ordinary letters follows that is longer than the one before, below it."""
    if end >= len(lines):
        return False
    line, below = lines[end - 1], lines[end]
    if line.numbered and below.numbered and below.bold:
        return True
    return (
        not below.bold
        and below.top < line.top - line.height / 2
        and below.right - below.left > 1.5 * (line.right - line.left)
    )
