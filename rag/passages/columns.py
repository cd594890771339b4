"""Tables as wholes, however many passages they stand in, and what their columns hold: numbers of a unit, or moments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.errors import LibraryError
from index.text.terms import content_terms, stem, terms
from index.types import Passage, Sentence
from rag.passages.tables import cell_terms, is_row, row_cells, table_head
from rag.quantities.equality import in_least
from rag.quantities.quantities import quantities
from rag.quantities.quantity import is_year
from rag.question.superlative import MONEY, TIME, TIME_TERMS, moment

# Of so many tables what was read is kept: the next question is often about the same one.
_KEPT = 4
# A table of fewer rows compares nothing.
SEVERAL = 2
# So many of a column's cells that are not empty must have one value, all of one unit.
_FILLED = 0.8
_SUMS = frozenset(terms("total totals sum subtotal average mean median overall"))
# A unit may stand in the head: "Salary (EUR)", "Length in m", "weight_kg"
_PARTS = re.compile(r"[(),/_]| in ")
_NONE = re.compile(r"\W*(?:none|out of (?P<what>\w+))\W*", re.I)
# What is free has the price 0.
_FREE = re.compile(r"\W*(?:free(?: of charge| entry| admission)?|no (?:charge|fee)|nothing|included)\W*", re.I)
_PRICED = frozenset(terms("price cost fee rent rate fare charge"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells, as they are written."""

    passage: Passage
    sentence: Sentence
    cells: tuple[str, ...]

    @property
    def terms(self) -> set[str]:
        """The terms of its cells, each read by itself: names on end may look like another language."""
        return {term for cell in self.cells for term in cell_terms(cell)}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The rows of one table, without sums, its head, and the heading that it stands below.

    It equals none but itself, so that what is kept of it is found at once.
    """

    heading: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers of one unit, or of moments: the value of each row that has one, by the row's place.

    `unit` is empty where none is told, and `TIME` for days and years; `years` tells that all are written as years are,
    and `coarse` that of some days only the year is certain, as of "12/03/2024". Measures are in their least unit.
    """

    name: str
    unit: str
    values: Mapping[int, float]
    years: bool = False
    coarse: bool = False

    @property
    def terms(self) -> list[str]:
        """The content terms of its head."""
        return content_terms(self.name)


def tables(found: Sequence[Passage], passages: Callable[[str], Sequence[Passage]]) -> Iterator[Table]:
    """The tables that these passages are of, in their order, whole; `passages` gives all of a document.

    A document that is gone by now has none.
    """
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for own in found:
        for head in dict.fromkeys(head for head, _ in _rows(own)):
            key = own.document_id, own.heading, head
            if not head or key in seen:
                continue
            seen.add(key)
            try:
                section = tuple(item for item in passages(own.document_id) if item.heading == own.heading)
            except LibraryError:
                continue
            table = _table(head, section)
            if len(table.rows) >= SEVERAL:
                yield table


@lru_cache(maxsize=_KEPT)
def _table(head: tuple[str, ...], section: tuple[Passage, ...]) -> Table:
    rows = (row for item in section for of, row in _rows(item) if of == head)
    kept = tuple(row for row in rows if _SUMS.isdisjoint(cell_terms(row.cells[0])))
    return Table(section[0].heading, head, kept)


def _rows(passage: Passage) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Each row of a passage, after the head of its table."""
    for sentence in passage.sentences:
        if is_row(passage, sentence):
            yield tuple(table_head(passage, sentence)), Row(passage, sentence, tuple(row_cells(passage, sentence)))


@lru_cache(maxsize=_KEPT)
def columns(table: Table) -> tuple[Column, ...]:
    """The columns that can be compared."""
    return tuple(own for at in range(len(table.head)) if (own := _column(table, at)))


@lru_cache(maxsize=_KEPT)
def cells_of(table: Table) -> frozenset[tuple[str, ...]]:
    """The terms of each cell, once."""
    return frozenset(cell_terms(cell) for row in table.rows for cell in row.cells)


def _column(table: Table, at: int) -> Column | None:
    name = table.head[at]
    cells = {place: row.cells[at] for place, row in enumerate(table.rows) if at < len(row.cells) and row.cells[at]}
    none = {place for place, cell in cells.items() if _is_none(cell, name)}
    free = {place for place, cell in cells.items() if place not in none and _FREE.fullmatch(cell)}
    told = {place: quantities(cell) for place, cell in cells.items() if place not in none | free}
    found = {place: in_least(own[0]) for place, own in told.items() if len(own) == 1 and not own[0].rank}
    # A unit may be left out of some cells.
    units = {TIME if own.date else own.unit for own in found.values()}
    units = units - {""} or units
    if len(found) < max(SEVERAL, _FILLED * len(told)) or len(units) != 1:
        return None
    unit, times = units.pop(), 1.0
    years = not unit and all(is_year(own) for own in found.values())
    if years and not TIME_TERMS.isdisjoint(terms(name)):
        unit = TIME
    if not unit:
        of_head = (in_least(own) for part in _PARTS.split(name) for own in quantities(f"1 {part}"))
        unit, times = next(((own.unit, own.value) for own in of_head if own.unit), ("", 1.0))
    coarse = any(own.date and not own.date[1] for own in found.values())
    values = {place: times * moment(own) for place, own in found.items()}
    if unit in MONEY or not _PRICED.isdisjoint(terms(name)):
        values |= dict.fromkeys(free, 0.0)
    if not (unit or years):
        values |= dict.fromkeys(none, 0.0)
    return Column(name, unit, values, years, coarse)


def _is_none(cell: str, head: str) -> bool:
    """Whether a cell says in words that there is none: "none", or "out of stock" below "In stock"."""
    found = _NONE.fullmatch(cell)
    return found is not None and (not found["what"] or stem(found["what"].casefold()) in terms(head))
