"""Tables of plain text, whose columns are set with blanks: their lines become rows, as other readers give them.

Only what is clearly a table is one: columns that are parted in every line, with a rule below their head, or figures in
one of them, or many full rows. Addresses, forms, signatures, verse, code and drawings stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.files.readers.draft import table_row, table_rule
from index.text.dates import is_date
from index.text.items import ITEM

# Cells are parted by more than one blank; what stands within one is parted by one.
_CELL = re.compile(r"\S+(?: \S+)*")
_GAP = 2
_ITEM = re.compile(ITEM)
# In texts that are pasted from a sheet, tabs part cells of any width: a cell of so many characters at most.
_FIELD = 10_000
_RULE = re.compile(r"(?=\s*\S{3}|\s*\S+\s+\S)\s*[-=─═]{2,}(?:\s+[-=─═]{2,})*\s*")
# A number with its sign, currency and unit; a span of two; a telephone number.
_NUMBER = r"\d[\d.,:/]*"
_UNIT = r"(?: ?(?:[$£€%]|[^\W\d_]{1,3}[23²³]?|[a-z]{4,7}))?"
_FIGURE = re.compile(
    rf"[-+−(]?(?:[A-Z]{{3}} ?|[$£€¥] ?)?[-−]?{_NUMBER}(?: ?[–-] ?{_NUMBER})*\)?{_UNIT}|{_NUMBER}(?: {_NUMBER})+"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NOTHING = re.compile(r"[-–—.…*✓✔]+")
# Marks of programs and drawings, which no cell of words and figures has.
_NO_WORDS = re.compile(r"[|{}\\=~^<>`]|;$|//|\w\(|__")
# A table has so many lines of several cells; more where neither figures nor a rule tell it.
_FEWEST, _FEWEST_OF_WORDS = 3, 5
_MANY_COLUMNS, _MOST_COLUMNS = 3, 30
# So many words at most in a cell, on average, and these shares of a column and of the lines.
_MOST_WORDS, _FIGURES, _FULL, _SINGLE = 6, 0.6, 0.8, 0.4
# A head has no more lines, and no more rules stand one below the other.
_TALLEST_HEAD = _MOST_RULES = 3
Row = list[str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in one column of a line, or how far the column goes."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of a table, each by its columns, with the number of those above its rule; and where it ends."""

    rows: list[Row]
    head: int
    end: int


def with_aligned_tables(text: str) -> str:
    """The text with a row of Markdown for each row of a table that is set with blanks."""
    lines, kept, at = text.split("\n"), list[str](), 0
    while at < len(lines):
        table = _table(lines, at)
        end = table.end if table else at + 1
        rows = list(_written(table)) if table and _is_table(table) else []
        # Right below another one, the rows are not of its columns.
        kept.extend([""] if rows and kept and kept[-1].startswith("|") else [])
        kept.extend(rows or lines[at:end])
        at = end
    return "\n".join(kept)


def _table(lines: Sequence[str], first: int) -> _Table | None:
    """The lines that go on in the same columns, from one with several cells or a rule above it; None where few do."""
    columns = list[_Cell]()
    found: list[tuple[int, list[_Cell]]] = []
    # Every line of what is pasted from a sheet has as many tabs, also where cells are empty.
    tabs = {line.count("\t") for line in lines[first : first + _FEWEST]}
    cells_of = _fields if len(tabs) == 1 and tabs != {0} else _cells
    rules = 0
    for at in range(first, len(lines)):
        rules = rules + 1 if _RULE.fullmatch(lines[at]) else 0
        if 0 < rules <= _MOST_RULES and (found or at == first):
            continue
        if rules > _MOST_RULES:
            break
        cells = cells_of(lines[at])
        fitted = _fitted(columns, cells) if len(cells) <= _MOST_COLUMNS else []
        if not cells or not fitted or len(fitted) > _MOST_COLUMNS or (not found and len(cells) == 1):
            break
        columns = fitted
        found.append((at, cells))
    # A short line below a table is none of its rows, unless it goes on in one of its cells.
    while found and len(found[-1][1]) == 1 and not _goes_on(found[-1][1][0], columns):
        found.pop()
    if sum(len(cells) > 1 for _, cells in found) < _FEWEST:
        return None
    end = found[-1][0] + 1
    while end < len(lines) and _RULE.fullmatch(lines[end]):
        end += 1
    rows = [_row(cells, columns) for _, cells in found]
    rule = next((at for at in range(found[0][0], found[-1][0]) if _RULE.fullmatch(lines[at])), first)
    head = sum(at < rule for at, _ in found)
    ruled = 0 < head <= _TALLEST_HEAD and not any(_tells(cell) for row in rows[:head] for cell in row)
    return _Table(rows, head if ruled else 0, end)


def _cells(line: str) -> list[_Cell]:
    line = line.expandtabs()
    cells = [_Cell(found.start(), found.end(), found[0]) for found in _CELL.finditer(line)]
    # The mark of an item is no cell.
    if len(cells) == 2 and _ITEM.fullmatch(cells[0].text):
        return [_Cell(cells[0].start, cells[1].end, line.strip())]
    return cells


def _fields(line: str) -> list[_Cell]:
    cells = (_Cell(at * _FIELD, at * _FIELD + 1, field.strip()) for at, field in enumerate(line.split("\t")))
    return [cell for cell in cells if cell.text]


def _fitted(columns: Sequence[_Cell], cells: Sequence[_Cell]) -> list[_Cell]:
    """The columns with the cells of a further line; none where a cell spans two of them, or a column holds two."""
    fitted = list(columns)
    met = set[_Cell]()
    for cell in cells:
        touched = [column for column in fitted if cell.start < column.end + _GAP and column.start < cell.end + _GAP]
        if len(touched) > 1 or not met.isdisjoint(touched):
            return []
        start, end = (min(touched[0].start, cell.start), max(touched[0].end, cell.end)) if touched else (0, 0)
        column = _Cell(start, end) if touched else _Cell(cell.start, cell.end)
        fitted = [other for other in fitted if other not in touched] + [column]
        met.add(column)
    return sorted(fitted, key=lambda column: column.start)


def _goes_on(cell: _Cell, columns: Sequence[_Cell]) -> bool:
    return cell.start >= columns[0].end or cell.text[0].islower()


def _row(cells: Sequence[_Cell], columns: Sequence[_Cell]) -> Row:
    return [
        next((" ".join(cell.text.split()) for cell in cells if column.start <= cell.start < column.end), "")
        for column in columns
    ]


def _written(table: _Table) -> Iterator[str]:
    """The lines of a table in Markdown."""
    head, rows = _headed(table)
    if head:
        yield table_row(head)
        yield table_rule(len(head))
    yield from map(table_row, rows)


def _is_table(table: _Table) -> bool:
    """Whether lines are those of a table: no drawing, code, form or list, and with a head, figures or many cells."""
    cells = [cell for row in table.rows for cell in row if cell]
    columns = list(zip(*table.rows, strict=True))
    rows = [row for row in table.rows if sum(map(bool, row)) > 1]
    if any(map(_is_drawn, cells)) or sum(len(cell.split()) for cell in cells) > _MOST_WORDS * len(cells):
        return False
    # "Name: ...   Room: ..." are the fields of a form.
    if 2 * sum(cell.endswith(":") or _NOTHING.fullmatch(cell) is not None for cell in columns[0]) >= len(table.rows):
        return False
    # Where no head stands above the numbers, the lines are items of a list.
    if all(_ITEM.fullmatch(row[0]) for row in rows):
        return False
    single = len(table.rows) - len(rows)
    if any(sum(map(bool, column)) < 2 for column in columns) or single > _SINGLE * len(table.rows):
        return False
    figures = any(map(_holds_figures, columns[1:]))
    full = sum(map(all, rows)) >= _FULL * len(rows)
    if len(columns) < _MANY_COLUMNS:
        return full and (figures or (table.head > 0 and len(rows) - table.head >= _FEWEST))
    return figures or table.head > 0 or (full and len(rows) >= _FEWEST_OF_WORDS)


def _is_drawn(cell: str) -> bool:
    """Whether a cell has marks and no words, or what only programs have."""
    nothing = not any(map(str.isalnum, cell)) and not _NOTHING.fullmatch(cell)
    return nothing or _NO_WORDS.search(cell) is not None


def _holds_figures(column: Sequence[str]) -> bool:
    """Whether most entries of a column, but for its head, are figures."""
    entries = [cell for cell in column[1:] if cell and not _NOTHING.fullmatch(cell)]
    return sum(map(_is_figure, entries)) >= max(_FIGURES * len(entries), 1)


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None or (cell[:1].isdigit() and is_date(cell))


def _tells(cell: str) -> bool:
    """Whether a cell holds what only rows have: a figure that is no year."""
    return _is_figure(cell) and not _YEAR.fullmatch(cell)


def _headed(table: _Table) -> tuple[Row, list[Row]]:
    """The head, if there is one, and the rows, with lines that go on in a cell joined to those above."""
    above, lines = table.rows[: table.head], table.rows[table.head :]
    if not above and _is_head(table.rows):
        above, lines = table.rows[:1], table.rows[1:]
        # A head of two lines has nothing in the first column on one of them.
        if lines and not (above[0][0] and lines[0][0]) and not any(map(_is_figure, lines[0])):
            above, lines = [*above, lines[0]], lines[1:]
    rows: list[Row] = []
    for line in lines:
        if rows and _is_rest(line):
            rows[-1] = _joined([rows[-1], line])
        else:
            rows.append(line)
    return _joined(above), rows


def _is_head(rows: Sequence[Row]) -> bool:
    """Whether the first line says what is in the columns: it has no figures, unless they are years."""
    named = [cell for cell in rows[0] if cell]
    if any(map(_tells, named)) or 2 * len(named) <= len(rows[0]):
        return False
    # Of two columns, the first of many entries may be of words too.
    return len(rows[0]) >= _MANY_COLUMNS or all(_is_figure(row[1]) for row in rows[1:] if row[1])


def _is_rest(line: Row) -> bool:
    """Whether a line has no more than what found no room in the one above."""
    filled = [cell for cell in line if cell]
    if line[0]:
        return len(filled) == 1 and line[0][0].islower()
    return not any(map(_is_figure, filled)) and (len(filled) == 1 or all(cell[0].islower() for cell in filled))


def _joined(lines: Sequence[Row]) -> Row:
    return [" ".join(filter(None, cells)) for cells in zip(*lines, strict=True)]
