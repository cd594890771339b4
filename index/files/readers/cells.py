"""Cells that reach over several rows or columns, as the plain table that a reader sees: one text in each place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.files.readers.repeated import may_repeat

# Browsers go no further.
_MOST_ACROSS = 1000
# What parts an empty cell from the next one.
_BAR = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a file has it: its text, how many columns and rows it takes, or that it goes on with that above."""

    text: str
    across: int = 1
    down: int = 1
    goes_on: bool = False


def spread(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """The texts of each row, column by column.

    A cell of several rows stands in each of them, since a row is read by itself. One of several columns stands in the
    first: what it says of the others a reader cannot know. A row that is one cell stays one: it is a line between rows.
    Where all that would be far more than the cells themselves, each stands once, and nothing for where it reaches.
    """
    rows = list(rows)
    if not may_repeat(_added(rows), sum(len(cell.text) + _BAR for row in rows for cell in row)):
        return [[cell.text for cell in row] for row in rows]
    found: list[list[str]] = []
    # By column, what reaches down from above, and over how many more rows.
    above: dict[int, tuple[str, int]] = {}
    for row in rows:
        texts: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        alone = len(row) == 1 and not above
        for cell in row:
            _carry(texts, above, below)
            text, at = cell.text, len(texts)
            if cell.goes_on and found and at < len(found[-1]):
                text = found[-1][at]
            texts += [text] + [""] * (0 if alone else min(cell.across, _MOST_ACROSS) - 1)
            if cell.down > 1:
                below |= {column: (texts[column], cell.down - 1) for column in range(at, len(texts))}
        _carry(texts, above, below)
        found.append(texts)
        above = below
    return found


def _added(rows: Sequence[Sequence[Cell]]) -> int:
    """At most so many characters the cells take that are put beside and below others."""
    added = 0
    for at, row in enumerate(rows):
        for cell in row:
            across, down = min(cell.across, _MOST_ACROSS), min(cell.down, len(rows) - at)
            beside = _BAR * (across - 1)
            added += beside + max(down - 1, 0) * (len(cell.text) + _BAR + beside)
            # It goes on with that above, which may go on too.
            added += max((len(other.text) for other in rows[at - 1]), default=0) if cell.goes_on and at else 0
    return added


def _carry(texts: list[str], above: dict[int, tuple[str, int]], below: dict[int, tuple[str, int]]) -> None:
    """Add what reaches down to the places that come next."""
    while reaching := above.get(len(texts)):
        text, rows = reaching
        if rows > 1:
            below[len(texts)] = (text, rows - 1)
        texts.append(text)
