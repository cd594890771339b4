"""Tables in plain text and Markdown whose columns a rule of dashes tells: "-----  -----", above or below their head.

So Pandoc, reStructuredText and many programs write them. The rule says where each column stands, so that few rows are
enough, and the lines of a cell that is broken come together. Tables that no such rule tells are `aligned`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from index.files.readers.draft import table_row, table_rule

_RULE = re.compile(r" {0,12}(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+) *")
_RUN = re.compile(r"-+|=+")
# What stands above the head and below the last row of a table whose rows have several lines.
_FULL = re.compile(r" {0,12}-{9,} *")
_TALLEST_HEAD = 4
# No table is looked for farther down.
_MOST_LINES, _WIDEST = 300, 400
_MOST_COLUMNS = 30
Rows = list[list[str]]


class _Parts(NamedTuple):
    """The lines of a table by what they are; where it begins and ends. Its rows may be parted by blank lines."""

    head: Sequence[str]
    body: Sequence[str]
    start: int
    end: int
    by_blank_lines: bool = False


def with_ruled_tables(text: str) -> str:
    """The text with a row of Markdown for each row of such a table."""
    lines, told, at = text.split("\n"), list[str](), 0
    for rule in [number for number, line in enumerate(lines) if len(line) <= _WIDEST and _RULE.fullmatch(line)]:
        parts = _parts(lines, rule, at) if rule >= at else None
        if parts and (rows := list(_written(parts, lines[rule]))):
            told += [*lines[at : parts.start], *rows]
            at = parts.end
    return "\n".join([*told, *lines[at:]]) if told else text


def _parts(lines: Sequence[str], rule: int, least: int) -> _Parts | None:
    """What the first rule of a table tells of the lines around it; None where they are no table."""
    first = rule
    while first > least and lines[first - 1].strip() and rule - first <= _TALLEST_HEAD:
        first -= 1
    head = lines[first:rule]
    if head and _FULL.fullmatch(head[0]) and len(head) > 1:
        end = _next(lines, rule, _FULL, blank=True)
        return _Parts(head[1:], lines[rule + 1 : end], first, end + 1, True) if end else None
    closing = list(islice(_same(lines, rule), 2))
    if not head and closing:
        if len(closing) > 1 and closing[0] - rule <= _TALLEST_HEAD and all(map(str.strip, lines[rule : closing[0]])):
            return _Parts(lines[rule + 1 : closing[0]], lines[closing[0] + 1 : closing[1]], rule, closing[1] + 1)
        return _Parts((), lines[rule + 1 : closing[0]], rule, closing[0] + 1)
    if len(head) != 1:
        return None
    end = _next(lines, rule, None, blank=False)
    body = [line for line in lines[rule + 1 : end] if line.strip() != lines[rule].strip()]
    return _Parts(head, body, first, end)


def _next(lines: Sequence[str], rule: int, sign: re.Pattern[str] | None, *, blank: bool) -> int:
    """The next line of a form, or the first blank one; 0 where there is none of that form."""
    for at in range(rule + 1, min(rule + _MOST_LINES, len(lines))):
        if (sign and sign.fullmatch(lines[at])) or not (blank or lines[at].strip()):
            return at
    return 0 if sign else min(rule + _MOST_LINES, len(lines))


def _same(lines: Sequence[str], rule: int) -> Iterator[int]:
    """The lines below that are the same rule again."""
    for at in range(rule + 1, min(rule + _MOST_LINES, len(lines))):
        if lines[at].strip() == lines[rule].strip():
            yield at


def _written(parts: _Parts, rule: str) -> Iterator[str]:
    """The rows; none where lines have no white between the columns."""
    shown = [line.expandtabs() for line in (*parts.head, *parts.body) if line.strip()]
    edges = _edges(rule, shown)
    if not edges or not any(map(str.strip, parts.body)):
        return
    head = [_cut(line, edges) for line in parts.head]
    rows = _blocks(parts.body, edges) if parts.by_blank_lines else _rows(parts.body, edges)
    if any(sum(map(bool, row)) < 2 for row in (*head[-1:], *rows[:1])):
        return
    if head:
        yield table_row(_joined(head))
        yield table_rule(len(edges) + 1)
    yield from map(table_row, rows)


def _edges(rule: str, lines: Sequence[str]) -> list[int]:
    """Where each column but the first begins: between two runs of the rule, where all lines have a blank."""
    runs = [run.span() for run in _RUN.finditer(rule)]
    edges = []
    for (start, end), (after, last) in pairwise(runs if len(runs) <= _MOST_COLUMNS else ()):
        # What is flush right may stand out on the left, and the other way round.
        beyond = (*range(end - 1, (start + end) // 2, -1), *range(after, (after + last) // 2))
        near = (*range(after - 1, end - 1, -1), *beyond)
        edge = next((at for at in near if all(line[at : at + 1] in (" ", "") for line in lines)), -1)
        if edge < 0:
            return []
        edges.append(edge)
    return edges


def _cut(line: str, edges: Sequence[int]) -> list[str]:
    line = line.expandtabs()
    cuts = [0, *edges, len(line)]
    return [" ".join(line[start:end].split()).replace("|", "/") for start, end in pairwise(cuts)]


def _rows(lines: Sequence[str], edges: Sequence[int]) -> Rows:
    """One for each line; what has nothing in the first column goes on in the row above."""
    rows: Rows = []
    for line in filter(str.strip, lines):
        cells = _cut(line, edges)
        if rows and not cells[0]:
            rows[-1] = _joined([rows[-1], cells])
        else:
            rows.append(cells)
    return rows


def _blocks(lines: Sequence[str], edges: Sequence[int]) -> Rows:
    """One for the lines between two blank ones."""
    rows: list[Rows] = [[]]
    for line in lines:
        if line.strip():
            rows[-1].append(_cut(line, edges))
        elif rows[-1]:
            rows.append([])
    return [_joined(row) for row in rows if row]


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(filter(None, cells)) for cells in zip(*lines, strict=True)]
