"""Delimited text (.csv, .tsv) -> Draft: a table in Markdown, each record a row. The standard library parts fields.

Records that would fill a passage each become sections of their own, a line for each field.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from index.files.readers.draft import Block, Draft, Raw, assemble, one_line, table_row, table_rule
from index.files.readers.encoding import decode
from index.files.readers.long_tables import fits
from index.files.readers.plain import read_plain
from index.files.readers.repeated import may_repeat

# Characters by which the delimiter is told.
_SAMPLE = 5000
_DELIMITERS = ",;|"
_MOSTLY = 0.8
# As Excel says which one it is, in a line before the table.
_SAID = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)
# A table has so many rows and columns at least, and as many fields in this share of its rows; else a comma is a comma.
_FEWEST, _SHARE = 2, 0.5
# A figure, with its sign and unit. No head has one, unless it is a year.
_FIGURE = re.compile(r"[-+]?\s*[$£€]?\s*\d[\d.,' ]*(?:%|[$£€])?")
_WORDS = re.compile(r"(?=.*[^\W\d_]{2})\D+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# An empty field and its bar.
_EMPTY = 3
# A name is no longer than this; what is longer is text, and stands below one.
_LONGEST_NAME = 100


def read_delimited(raw: Raw) -> Draft:
    """Return the rows below their head, between bars; a file that holds no table is read as plain text."""
    decoded = decode(raw)
    records = _without_empty_columns(_records(decoded.text))
    first = _first(records)
    if first is None:
        return read_plain(raw)
    above = [Block(" ".join(filter(None, record))) for record in records[:first]]
    text, headings = assemble([*above, *_table(records[first:])])
    return Draft(text, headings=headings, notes=decoded.notes)


def _records(text: str) -> Iterator[list[str]]:
    """The fields of each record that has any, on one line each and without bars, which would part them."""
    said = _SAID.match(text)
    lines = text[said.end() :] if said else text
    for record in _parsed(lines, said[1] if said else _delimiter(lines)):
        fields = [one_line(field).replace("|", "/") for field in record]
        if any(fields):
            yield fields


def _delimiter(text: str) -> str:
    """What parts the fields; tabs seldom stand within one. A comma where nothing can be told."""
    sample = text[:_SAMPLE].rpartition("\n")[0] or text[:_SAMPLE]
    lines = [line for line in sample.splitlines() if line.strip()]
    # A title may stand above, and a field may go on on a line of its own.
    if lines and sum("\t" in line for line in lines) > _SHARE * len(lines):
        return "\t"
    # Of two that part every line alike, a comma is the one that stands in figures and names.
    rival = max(_DELIMITERS[1:], key=lambda mark: _alike(lines, mark))
    if lines and _alike(lines, rival) >= max(_alike(lines, ","), _MOSTLY):
        return rival
    try:
        return csv.Sniffer().sniff(sample, _DELIMITERS).delimiter
    except csv.Error:
        return ","


def _alike(lines: Sequence[str], mark: str) -> float:
    """The share of lines that have a mark as often as most that have it."""
    counts = Counter(count for line in lines if (count := line.count(mark)))
    return max(counts.values(), default=0) / max(len(lines), 1)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    """The records; where quotation marks do not pair, each line is one, so that the fault costs no other line."""
    try:
        return list(csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error:
        return [_line(line, delimiter) for line in _lines(text)]


def _lines(text: str) -> Iterator[str]:
    return io.StringIO(text, newline="")


def _line(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:  # A field may be too long for it.
        return line.split(delimiter)


def _without_empty_columns(records: Iterable[list[str]]) -> list[list[str]]:
    records = list(records)
    used = [False] * max(map(len, records), default=0)
    for record in records:
        for at, field in enumerate(record):
            used[at] = used[at] or bool(field)
    return [[field for field, kept in zip(record, used, strict=False) if kept] for record in records]


def _first(records: Sequence[Sequence[str]]) -> int | None:
    """Where the table begins, whose title may stand above; None where the records are no table."""
    widths = Counter(map(len, records))
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    if width < _FEWEST or count < max(_FEWEST, _SHARE * len(records)):
        return None
    full = (at for at, record in enumerate(records) if len(record) >= width and sum(map(bool, record)) > 1)
    return next(full, None)


def _table(records: Sequence[Sequence[str]]) -> Iterator[Block]:
    if not _is_head(records[0]):
        yield from (Block(table_row(record), 0, 1) for record in records)
        return
    head, rows = records[0], records[1:]
    opening = f"{table_row(head)}\n{table_rule(len(head))}"
    own = sum(len(field) for row in records for field in row)
    if may_repeat(_EMPTY * sum(max(len(head) - len(row), 0) for row in rows), own):
        rows = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    lines = [table_row(row) for row in rows]
    named = sum(len(name) for row in rows for name, field in zip(head, row, strict=False) if field)
    if not fits(opening, lines) and may_repeat(named, own):
        yield from (block for number, row in enumerate(rows, 1) for block in _section(head, row, number))
        return
    yield from (Block(line, 0, 1) for line in (opening, *lines))


def _section(head: Sequence[str], row: Sequence[str], number: int) -> Iterator[Block]:
    """A record by itself, a line for each field below its name.

    That is the first field; where it is a number or a code, those up to the first of words, unless text comes before.
    Where the first field is text itself, it is the first of words that is none.
    """
    filled = [(name, field) for name, field in zip_longest(head[: len(row)], row, fillvalue="") if field]
    worded = [at for at, (_, field) in enumerate(filled) if len(field) <= _LONGEST_NAME and _WORDS.fullmatch(field)]
    first = worded[0] if worded else 0
    named = range(first + 1)
    if sum(len(filled[at][1]) for at in named) > _LONGEST_NAME:
        named = range(1) if len(filled[0][1]) <= _LONGEST_NAME else range(first, first + bool(worded))
    yield Block(", ".join(filled[at][1] for at in named), 2)
    rest = (own for at, own in enumerate(filled) if at not in named)
    # A group of its own, since a record without a name stands apart from the one before, too.
    yield from (Block(f"{name}: {field}" if name else field, 0, number) for name, field in rest)


def _is_head(record: Sequence[str]) -> bool:
    return not any(_FIGURE.fullmatch(field) and not _YEAR.fullmatch(field) for field in record)
