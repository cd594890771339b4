"""Tables of printed pages: lines whose words stand in columns become the rows of a Markdown table.

Knows geometry, and no PDF library: where a table begins and ends, and whether it is one. What parts its columns is
found in `print_white.py`, its rows in `print_cells.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from index.files.readers.draft import table_row, table_rule
from index.files.readers.layout import Line, Word
from index.files.readers.print_cells import rows_of
from index.files.readers.print_rows import MARK, with_whole_rows
from index.files.readers.print_white import (
    ALIGNED,
    MOST,
    WHITE,
    WIDE,
    Gap,
    columns,
    common_white,
    crosses,
    gaps,
    is_apart,
    parted,
)

# By this share of its width a line with all columns may be wider than the lines above it.
_WIDER = 0.3
_SAME_LINE, _SAME_SIZE = 0.3, 0.25
# Lines with more white between them are two tables. The head of one may be so high, and have so many lines.
_FAR = 3
_HIGH, _MOST_ABOVE, _ABOVE = 5, 15, 2
_FEWEST_ROWS, _FEWEST_OF_MANY, _MANY = 3, 2, 3
# A page has no more lines than these; where so many are no table, those below the first of them are none either.
_MOST_LINES = 150
# Cells of so many words are columns of text; fewer rows than this share with two cells or more are none.
_MOST_WORDS, _FILLED = 12, 0.6
# In front of the text of a clause, or of a box to tick.
_CLAUSE = re.compile(rf"{MARK.pattern}|(?:\d{{1,2}}\.){{1,4}}\d{{0,2}}\.?|§+ ?\d+\w?|[☐☑☒✓✔]")
_NUMBER = re.compile(r"\d{1,4}")
# What spans a table is no sentence, and no rule of dashes.
_TITLE = re.compile(r"[^\W\d_].*[^.!?]$")
_FIGURE = re.compile(r"\d")


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those of a table as rows in Markdown; `Line.table` tells which rows belong together."""
    lines = with_whole_rows(lines)
    told: list[Line] = []
    at = number = 0
    while at < len(lines):
        region, white = _region(lines, at)
        above = _fitting_above(told, lines[at], white)
        # A heading right above a table stands in the first column alone.
        for count in range(above, -1, -1) if white else ():
            own = [*told[len(told) - count :], *region]
            rows = _below_one_head(own) or rows_of(own, columns(own))
            if _is_table(rows) and _filled(rows[0]) > 1 and not _is_justified(own) and not _has_blocks(own):
                number += 1
                del told[len(told) - count :]
                if head := _head_in_order(told[-1], own[0], len(rows[0])) if told else []:
                    own, rows = [told.pop(), *own], [head, *rows]
                told += _as_lines(rows, own, number)
                at += len(region)
                break
        else:
            passed = lines[at : at + (len(region) if len(region) > _MOST_LINES else 1)]
            told += (part for line in passed for part in line.parts or [line])
            at += len(passed)
    return told


def _is_justified(lines: Sequence[Line]) -> bool:
    """Whether lines are those of a narrow column of text: flush on both sides, of words in small letters."""
    left, right = median(line.left for line in lines), median(line.right for line in lines)
    flush = sum(abs(line.left - left) <= ALIGNED and abs(line.right - right) <= ALIGNED for line in lines)
    small = [word.text[0].islower() for line in lines for word in line.words]
    return flush >= MOST * len(lines) and sum(small) >= MOST * len(small)


def _has_blocks(lines: Sequence[Line]) -> bool:
    """Whether one row alone was put together, and of cells that all have several lines: addresses side by side."""
    together = [line for line in lines if line.parts]
    return len(together) == 1 and len(together[0].parts) >= 2 * len(together[0].words)


def _head_in_order(line: Line, first: Line, count: int) -> list[str]:
    """The pieces of a line right above a table, if it has as many as that: centred heads stand beside their columns."""
    if count < _MANY or line.table or not line.words or line.bottom - first.top > line.height:
        return []
    cells = parted(line, WIDE)
    return [piece.text for piece in cells] if len(cells) == count else []


def _below_one_head(lines: Sequence[Line]) -> list[list[str]]:
    """The rows of a table whose first line spans columns of its second, both as one head; none of another table."""
    inner = columns(lines[1:]) if len(lines) > _FEWEST_ROWS else []
    # What spans two columns may have a space where they part.
    edges = max(columns(lines), inner, key=len) if inner else []
    pieces = parted(lines[0], WHITE)
    below = lines[0].bottom - lines[1].bottom > _SAME_LINE * lines[0].height if edges else False
    if not below or len(pieces) == 1 or any(_FIGURE.search(line.text) for line in lines[:2]):
        return []
    upper, lower = (rows_of([line], edges)[0] for line in lines[:2])
    crossed = any(piece.left < edge < piece.right for piece in pieces for edge in edges)
    split = not lower[0] and any(two and not one for one, two in zip(upper, lower, strict=True))
    if not crossed and not split:
        return []
    bounds = pairwise([min(line.left for line in lines), *edges, max(line.right for line in lines)])
    over = [_over(pieces, *bound) for bound in bounds]
    # Nothing need stand above the first column.
    over[0] = over[0] if upper[0] else ""
    return [[f"{one} {two}".strip() for one, two in zip(over, lower, strict=True)], *rows_of(lines[2:], edges)]


def _over(pieces: Sequence[Word], left: float, right: float) -> str:
    """What stands above a column, or nearest to it: what spans three may stand above the second alone."""
    own = " ".join(piece.text for piece in pieces if piece.left < right and piece.right > left)
    return own or min(pieces, key=lambda piece: max(piece.left - right, left - piece.right)).text


def _region(lines: Sequence[Line], start: int) -> tuple[list[Line], list[Gap]]:
    """The lines from here on that have white in common, and that white; none where the first has no wide gap."""
    first = lines[start]
    white = [gap for gap in gaps(first) if gap[1] - gap[0] >= WIDE * first.height]
    own, last = [first], 1
    low, right = first.lowest, first.right
    while white and not first.dotted and start + len(own) < len(lines):
        line, common = _fitting(lines, start + len(own), white)
        apart = max(low - line.top, 0) / max(line.height, 1.0)
        starts = [edge for _, edge in white]
        gapped = is_apart(line, common)
        in_place = gapped or any(abs(gap[1] - start) <= ALIGNED for gap in gaps(line) for start in starts)
        # Text below a table may happen to have a space, or to begin a word, at each of its edges.
        alike = abs(line.height - first.height) <= _SAME_SIZE * first.height
        wider = not gapped and line.right - right > (_WIDER if in_place else 0) * (right - first.left) + line.height
        near = apart <= (_FAR if len(own) > 1 else _ABOVE) and line.bottom <= first.top
        if not common or not alike or not near or wider or line.dotted:
            break
        white, low = common, min(low, line.lowest)
        own.append(line)
        right = max(right, line.right) if in_place else right
        # What stands in the first column alone may be text, too.
        last = len(own) if line.right > white[0][1] else last
    return own[:last], white if last > 1 else []


def _fitting(lines: Sequence[Line], at: int, white: Sequence[Gap]) -> tuple[Line, list[Gap]]:
    """A line, and the white that it leaves; one of a single cell that spans all columns, between rows, leaves all."""
    line = lines[at]
    if not line.words:
        return line, []
    if common := common_white(white, line):
        return line, common
    rows = lines[at - 1 : at + 2 : 2]
    if len(white) < 2 or len(rows) < 2 or not _is_title(line, max(row.right for row in rows)):
        return line, []
    near = all(abs(row.bottom - line.bottom) < _ABOVE * line.height for row in rows)
    if not near or not all(crosses(row, white) and common_white(white, row) for row in rows):
        return line, []
    left, right = min(row.left for row in rows), white[0][0]
    cell = replace(line.words[0], text=line.text, left=left, right=right)
    return replace(line, left=left, right=right, words=(cell,)), list(white)


def _is_title(line: Line, right: float) -> bool:
    """Whether a line may be the title of rows that reach so far: text reaches farther, and a sentence has an end."""
    short = line.right - line.left <= _FILLED * (right - line.left)
    cells = any(gap[1] - gap[0] >= WHITE * line.height for gap in gaps(line))
    return short and not cells and _TITLE.search(line.text) is not None


def _fitting_above(lines: Sequence[Line], below: Line, white: Sequence[Gap]) -> int:
    """How many of the lines right above a table keep to its columns: cells of its head, maybe one by one."""
    count = 0
    next_ = below
    for line in reversed(lines[-_MOST_ABOVE:] if white else ()):
        common = common_white(white, line)
        if line.table or not line.words or not common or line.bottom - below.top > _HIGH * line.height:
            break
        if not is_apart(line, common) or line.bottom - next_.top > _ABOVE * line.height:
            break
        count, next_ = count + 1, line
    return count


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are those of a table, and not of a list, of text in columns, or of a table of contents."""
    if not rows or len(rows) < (_FEWEST_OF_MANY if len(rows[0]) >= _MANY else _FEWEST_ROWS):
        return False
    filled = sum(_filled(row) > 1 for row in rows)
    words = sum(len(cell.split()) for row in rows for cell in row) / max(sum(bool(c) for row in rows for c in row), 1)
    mark = _CLAUSE if len(rows[0]) <= _FEWEST_OF_MANY else MARK
    marks = all(mark.fullmatch(row[0]) for row in rows if row[0] and any(row[1:]))
    pages = [int(row[-1]) for row in rows if _NUMBER.fullmatch(row[-1])]
    contents = (
        len(pages) == len(rows) and pages == sorted(pages) and not any(_FIGURE.search(c) for r in rows for c in r[1:-1])
    )
    return filled >= _FILLED * len(rows) and words <= _MOST_WORDS and not marks and not contents


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell) for cell in row)


def _as_lines(rows: Sequence[Sequence[str]], lines: Sequence[Line], number: int) -> Iterator[Line]:
    """The rows as lines in the place of the table; below its head, where it has one, the rule."""
    place = replace(lines[0], right=max(line.right for line in lines), bold=False, words=())
    texts = [table_row([cell.replace("|", "/") for cell in row]) for row in rows]
    if _has_head(rows, lines):
        texts.insert(1, table_rule(len(rows[0])))
    for at, text in enumerate(texts, 1):
        # What it was tells of the last row how far down the table reaches.
        yield replace(place, text=text, table=number, parts=tuple(lines) if at == len(texts) else ())


def _has_head(rows: Sequence[Sequence[str]], lines: Sequence[Line]) -> bool:
    """Whether the first row says what the others have: it alone is bold, or it alone is without figures."""
    if lines[0].bold and not lines[-1].bold:
        return True
    figures = [any(_FIGURE.search(cell) for cell in row[1:]) for row in rows]
    return not figures[0] and all(rows[0][1:]) and sum(figures[1:]) >= len(rows) / 2
