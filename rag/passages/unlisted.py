"""What a question names by a number that no row has, where the rows are named so: "room 2.12", "the Orla 7". English.

The rows beside it are near in every other way, and answer nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.patterns import lazy_pattern
from index.text.terms import stem, words
from index.types import Passage
from rag.passages.tables import is_row, row_cells, table_head

_SEVERAL = 2
# So many columns of a table are looked at.
_COLUMNS = 8
# "Item 4.20", "the balance on 25.06"; what is at or by a time, and a price, need not stand there.
_IN_A_COLUMN = lazy_pattern(
    r"\b(?P<before>(?!(?:at|by|than|after|before|until|till|since|from|to|for|over|under|about|between|and|or)\b)[a-z]+)"
    r"\.? (?P<figure>\d+(?:[./-]\d+)*)(?![\w.,/-]*\d)(?!\s?(?:%|[$€£¥]|[ap]\.?m\b|[a-z]+s\b|[a-z]{1,2}\b))",
    re.I,
)
# A name with a number behind it is one of several; that of a day or a month is a date.
_NUMBERED = lazy_pattern(
    rf"\b(?!(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b)(?P<name>[A-Z][a-z]+) (?P<number>\d{{1,4}})\b(?![.,:]\d)"
)


def is_unlisted(question: str, best: Passage, found: Sequence[Passage]) -> bool:
    """Whether a question names a row so that nothing found has, while others are in the best passage."""
    if not any(char.isdigit() for char in question):
        return False
    return _lacks_cell(question, best, found) or _lacks_numbered(question, best, found)


def _lacks_cell(question: str, best: Passage, found: Sequence[Passage]) -> bool:
    """Whether there is no such cell in the column of the others.

    The number stands behind the head of the column, as in "room 2.12", or is of the first one, as a day on a statement.
    """
    for match in _IN_A_COLUMN.finditer(question):
        before, figure = stem(match["before"].casefold()), match["figure"]
        if figure.isdigit():
            # Such a number stands in many places, and may be told in words by what is not in this table.
            lacks = not _is_said(match[0], found) and _is_missing(before, figure, best, found)
        else:
            lacks = not _is_said(figure, found) and any(
                _names_rows(at, before, figure, passage, is_best=passage.id == best.id)
                for passage in (best, *found)
                for at in range(_COLUMNS)
            )
        if lacks:
            return True
    return False


def _is_missing(before: str, figure: str, best: Passage, found: Sequence[Passage]) -> bool:
    """Whether the best passage numbers its rows, they are what stands before the number, and none has this one."""
    same = [passage for passage in found if passage.document_id == best.document_id]
    numbers = {cell for passage in (best, *same) for _, cell in _column(0, passage)}
    heads = {name for head, _ in _rows(best) for name in head}
    called = map(stem, words(" ".join((best.heading, *heads))))
    is_numbered = len(_column(0, best)) >= _SEVERAL and all(cell.isdigit() for _, cell in _column(0, best))
    return is_numbered and before in called and figure not in numbers


def _names_rows(at: int, before: str, figure: str, passage: Passage, *, is_best: bool) -> bool:
    """Whether a column has several numbers written as a figure of a question is, and no other cells."""
    own = _column(at, passage)
    by_head = at > 0 or not is_best
    if by_head and not any(before in map(stem, words(head)) for head, _ in own):
        return False
    shape = re.sub(r"\d+", r"\\d+", re.escape(figure))
    return len(own) >= _SEVERAL and all(re.fullmatch(shape, cell) for _, cell in own)


def _column(at: int, passage: Passage) -> list[tuple[str, str]]:
    """The head and the cell of a column, for each row that has one."""
    return [(head[at], cells[at]) for head, cells in _rows(passage) if at < min(len(head), len(cells)) and cells[at]]


def _rows(passage: Passage) -> list[tuple[list[str], list[str]]]:
    """The head and the cells of each row."""
    if "|" not in passage.text:
        return []
    return [(table_head(passage, row), row_cells(passage, row)) for row in passage.sentences if is_row(passage, row)]


def _lacks_numbered(question: str, best: Passage, found: Sequence[Passage]) -> bool:
    """Whether rows are of an "Orla 5" and an "Orla 2", and none of the "Orla 7"."""
    named = {match["name"]: match[0] for match in _NUMBERED.finditer(question)}
    if not named or any(_is_said(one, found) for one in named.values()):
        return False
    cells = [cell for _, own in _rows(best) for cell in own]
    return any(re.fullmatch(rf"{re.escape(name)} \d{{1,4}}", cell) for name in named for cell in cells)


def _is_said(name: str, found: Sequence[Passage]) -> bool:
    """Whether any passage, or its heading, has it as it is written."""
    own = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w|\.\d)")
    return any(own.search(f"{passage.heading} {passage.text}") for passage in found)
