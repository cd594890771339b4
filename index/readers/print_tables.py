"""Tables of printed pages: lines whose words stand in columns become the rows of a Markdown table.

Knows geometry, and no PDF library. Columns are found by the white between them, which runs through all lines of a table
(as in Nagy and Seth 1984, X-Y cut); rows by the white between those, where there is any, else each line is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from index.readers.draft import table_row, table_rule
from index.readers.layout import Line, Word
from index.readers.print_rows import MARK, with_whole_rows

# White between columns, in heights of a line: so wide in some line, and at least so wide in every one; before a word
# that is aligned with the column, to so many points, a space will do.
_WIDE, _WHITE, _SPACE, _ALIGNED = 1.2, 0.4, 0.15, 1.5
# By this share of its width a line with all columns may be wider than the lines above it.
_WIDER = 0.3
_SAME_LINE, _SAME_SIZE = 0.3, 0.25
# White that parts columns though no line has it wide, if most lines begin behind it.
_CLEAR, _MOST = 0.7, 0.7
# White between rows that is more than what lies between the lines of a cell.
_BETWEEN_ROWS = 0.2
# Lines with more white between them are two tables. The head of one may be so high, and have so many lines.
_FAR = 3
_HIGH, _MOST_ABOVE, _ABOVE = 5, 15, 2
_FEWEST_ROWS, _FEWEST_OF_MANY, _MANY = 3, 2, 3
# Cells of so many words are columns of text; fewer rows than this share with two cells or more are none.
_MOST_WORDS, _FILLED = 12, 0.6
# In front of the text of a clause, or of a box to tick.
_CLAUSE = re.compile(rf"{MARK.pattern}|(?:\d{{1,2}}\.){{1,4}}\d{{0,2}}\.?|§+ ?\d+\w?|[☐☑☒✓✔]")
_NUMBER = re.compile(r"\d{1,4}")
# What spans a table is no sentence, and no rule of dashes.
_TITLE = re.compile(r"[^\W\d_].*[^.!?]$")
_FIGURE = re.compile(r"\d")

# White from one edge to the other, in points.
_White = tuple[float, float]


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
            rows = _below_one_head(own) or _rows(own, _columns(own))
            if _is_table(rows) and _filled(rows[0]) > 1 and not _is_justified(own) and not _has_blocks(own):
                number += 1
                del told[len(told) - count :]
                if head := _head_in_order(told[-1], own[0], len(rows[0])) if told else []:
                    own, rows = [told.pop(), *own], [head, *rows]
                told += _as_lines(rows, own, number)
                at += len(region)
                break
        else:
            told += lines[at].parts or [lines[at]]
            at += 1
    return told


def _is_justified(lines: Sequence[Line]) -> bool:
    """Whether lines are those of a narrow column of text: flush on both sides, of words in small letters."""
    left, right = median(line.left for line in lines), median(line.right for line in lines)
    flush = sum(abs(line.left - left) <= _ALIGNED and abs(line.right - right) <= _ALIGNED for line in lines)
    small = [word.text[0].islower() for line in lines for word in line.words]
    return flush >= _MOST * len(lines) and sum(small) >= _MOST * len(small)


def _has_blocks(lines: Sequence[Line]) -> bool:
    """Whether one row alone was put together, and of cells that all have several lines: addresses side by side."""
    together = [line for line in lines if line.parts]
    return len(together) == 1 and len(together[0].parts) >= 2 * len(together[0].words)


def _head_in_order(line: Line, first: Line, count: int) -> list[str]:
    """The pieces of a line right above a table, if it has as many as that: centred heads stand beside their columns."""
    if count < _MANY or line.table or not line.words or line.bottom - first.top > line.height:
        return []
    cells = _pieces(line, _WIDE)
    return [piece.text for piece in cells] if len(cells) == count else []


def _pieces(line: Line, white: float) -> list[Word]:
    """What white, in heights of it, parts in a line."""
    pieces = [line.words[0]]
    for before, word in pairwise(line.words):
        if word.left - before.right >= white * line.height:
            pieces.append(word)
        else:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {word.text}", right=word.right)
    return pieces


def _below_one_head(lines: Sequence[Line]) -> list[list[str]]:
    """The rows of a table whose first line spans columns of its second, both as one head; none of another table."""
    inner = _columns(lines[1:]) if len(lines) > _FEWEST_ROWS else []
    # What spans two columns may have a space where they part.
    edges = max(_columns(lines), inner, key=len) if inner else []
    pieces = _pieces(lines[0], _WHITE)
    below = lines[0].bottom - lines[1].bottom > _SAME_LINE * lines[0].height if edges else False
    if not below or len(pieces) == 1 or any(_FIGURE.search(line.text) for line in lines[:2]):
        return []
    upper, lower = (_rows([line], edges)[0] for line in lines[:2])
    crossed = any(piece.left < edge < piece.right for piece in pieces for edge in edges)
    split = not lower[0] and any(two and not one for one, two in zip(upper, lower, strict=True))
    if not crossed and not split:
        return []
    bounds = pairwise([min(line.left for line in lines), *edges, max(line.right for line in lines)])
    over = [_over(pieces, *bound) for bound in bounds]
    # Nothing need stand above the first column.
    over[0] = over[0] if upper[0] else ""
    return [[f"{one} {two}".strip() for one, two in zip(over, lower, strict=True)], *_rows(lines[2:], edges)]


def _over(pieces: Sequence[Word], left: float, right: float) -> str:
    """What stands above a column, or nearest to it: what spans three may stand above the second alone."""
    own = " ".join(piece.text for piece in pieces if piece.left < right and piece.right > left)
    return own or min(pieces, key=lambda piece: max(piece.left - right, left - piece.right)).text


def _region(lines: Sequence[Line], start: int) -> tuple[list[Line], list[_White]]:
    """The lines from here on that have white in common, and that white; none where the first has no wide gap."""
    first = lines[start]
    white = [gap for gap in _gaps(first) if gap[1] - gap[0] >= _WIDE * first.height]
    own, last = [first], 1
    low, right = first.lowest, first.right
    while white and not first.dotted and start + len(own) < len(lines):
        line, common = _fitting(lines, start + len(own), white)
        apart = max(low - line.top, 0) / line.height
        starts = [edge for _, edge in white]
        gapped = _is_apart(line, common)
        in_place = gapped or any(abs(gap[1] - start) <= _ALIGNED for gap in _gaps(line) for start in starts)
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


def _fitting(lines: Sequence[Line], at: int, white: Sequence[_White]) -> tuple[Line, list[_White]]:
    """A line, and the white that it leaves; one of a single cell that spans all columns, between rows, leaves all."""
    line = lines[at]
    if not line.words:
        return line, []
    if common := _common(white, line):
        return line, common
    rows = lines[at - 1 : at + 2 : 2]
    if len(white) < 2 or len(rows) < 2 or not _is_title(line, max(row.right for row in rows)):
        return line, []
    near = all(abs(row.bottom - line.bottom) < _ABOVE * line.height for row in rows)
    if not near or not all(_crosses(row, white) and _common(white, row) for row in rows):
        return line, []
    left, right = min(row.left for row in rows), white[0][0]
    cell = replace(line.words[0], text=line.text, left=left, right=right)
    return replace(line, left=left, right=right, words=(cell,)), list(white)


def _is_title(line: Line, right: float) -> bool:
    """Whether a line may be the title of rows that reach so far: text reaches farther, and a sentence has an end."""
    short = line.right - line.left <= _FILLED * (right - line.left)
    cells = any(gap[1] - gap[0] >= _WHITE * line.height for gap in _gaps(line))
    return short and not cells and _TITLE.search(line.text) is not None


def _fitting_above(lines: Sequence[Line], below: Line, white: Sequence[_White]) -> int:
    """How many of the lines right above a table keep to its columns: cells of its head, maybe one by one."""
    count = 0
    next_ = below
    for line in reversed(lines[-_MOST_ABOVE:] if white else ()):
        common = _common(white, line)
        if line.table or not line.words or not common or line.bottom - below.top > _HIGH * line.height:
            break
        if not _is_apart(line, common) or line.bottom - next_.top > _ABOVE * line.height:
            break
        count, next_ = count + 1, line
    return count


def _crosses(line: Line, white: Sequence[_White]) -> bool:
    """Whether a line goes on in another column."""
    return any(left <= (one + other) / 2 <= right for left, right in _gaps(line) for one, other in white)


def _is_apart(line: Line, white: Sequence[_White]) -> bool:
    """Whether more than a space stands wherever a line goes on in another column."""
    crossed = [gap for gap in _gaps(line) if any(gap[0] <= (left + right) / 2 <= gap[1] for left, right in white)]
    return all(gap[1] - gap[0] >= _WHITE * line.height for gap in crossed)


def _columns(lines: Sequence[Line]) -> list[float]:
    """The edges between columns: in the white that all lines have in common, narrow white only where words align."""
    common = [*_around(lines[0])]
    for line in lines[1:]:
        common = [
            (left, right)
            for one in common
            for other in _around(line)
            if (right := min(one[1], other[1])) - (left := max(one[0], other[0])) >= _SPACE * line.height
        ]
    height = median(line.height for line in lines)
    inside = [gap for gap in common if gap[0] > float("-inf") and gap[1] < float("inf")]
    kept = [gap for gap in inside if gap[1] - gap[0] >= _WHITE * height or _align(lines, *gap)]
    middles = [(left + right) / 2 for left, right in kept]
    wide = [gap for line in lines for gap in _gaps(line) if gap[1] - gap[0] >= _WIDE * line.height]
    # Narrow white that no line sets apart by itself is that before a word which many lines have.
    apart = {here[0] for gap in wide if len(here := [m for m in middles if gap[0] <= m <= gap[1]]) == 1}
    return [
        middle
        for middle, (left, right) in zip(middles, kept, strict=True)
        if middle in apart
        or (right - left >= _WHITE * height and any(one <= middle <= other for one, other in wide))
        or (right - left >= _CLEAR * height and _begins(lines, right))
    ]


def _align(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether words on one side of some white begin, or those on the other end, at its edge in most lines."""
    befores = [max((word.right for word in line.words if word.right <= left + 1), default=None) for line in lines]
    afters = [min((word.left for word in line.words if word.left >= right - 1), default=None) for line in lines]
    both = [(b, a) for b, a in zip(befores, afters, strict=True) if b is not None and a is not None]
    end = sum(left - before <= _ALIGNED for before, _ in both)
    begin = sum(after - right <= _ALIGNED for _, after in both)
    return max(end, begin) >= max(_FEWEST_ROWS, _FILLED * len(both))


def _begins(lines: Sequence[Line], edge: float) -> bool:
    """Whether in most lines a word begins at the right edge of some white."""
    starts = [min((word.left for word in line.words if word.left >= edge - 1), default=None) for line in lines]
    found = [start for start in starts if start is not None]
    return sum(start - edge <= _ALIGNED for start in found) >= max(_FEWEST_ROWS, _MOST * len(found))


def _common(white: Sequence[_White], line: Line) -> list[_White]:
    """The white between all columns that a further line leaves; none where one of the columns does not go on."""
    common = [both for one in white for other in _around(line) if (both := _both(one, other, line))]
    return common if len(common) == len(white) else []


def _gaps(line: Line) -> Iterator[_White]:
    for before, after in zip(line.words, line.words[1:], strict=False):
        if after.left > before.right:
            yield before.right, after.left


def _around(line: Line) -> Iterator[_White]:
    """The white of a line, that on its left and right included."""
    yield float("-inf"), line.left
    yield from _gaps(line)
    yield line.right, float("inf")


def _both(one: _White, other: _White, line: Line) -> _White | None:
    left, right = max(one[0], other[0]), min(one[1], other[1])
    # A long cell may leave no more than a space before the next column, which begins where it does in other lines.
    least = _SPACE if abs(one[1] - other[1]) <= _ALIGNED else _WHITE
    return (left, right) if right - left >= least * line.height else None


def _rows(lines: Sequence[Line], edges: Sequence[float]) -> list[list[str]]:
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
    for text in texts:
        yield replace(place, text=text, table=number)


def _has_head(rows: Sequence[Sequence[str]], lines: Sequence[Line]) -> bool:
    """Whether the first row says what the others have: it alone is bold, or it alone is without figures."""
    if lines[0].bold and not lines[-1].bold:
        return True
    figures = [any(_FIGURE.search(cell) for cell in row[1:]) for row in rows]
    return not figures[0] and all(rows[0][1:]) and sum(figures[1:]) >= len(rows) / 2
