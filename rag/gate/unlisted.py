"""What a question names by a number that no row, code or column has: "room 2.12", "the Orla 7", "E09", "in 2031".

What stands beside it is near in every other way, and answers nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.patterns import lazy_pattern
from index.text.terms import stem, terms, words
from index.types import Passage
from rag.evidence import Evidence
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
_CODE = lazy_pattern(r"(?<![\w.-])(?P<letters>[a-z]{1,3})[ -]?\d{1,4}(?![\w-]|\.\d)", re.I)
_VERSION = lazy_pattern(r"(?<![\w.])v?\d{1,3}(?:\.\d{1,3}){2,3}(?![\w.]*\d)", re.I)
_YEAR = lazy_pattern(r"\b(?:1[5-9]|20)\d\d\b")
# So many of the best sentences may name the year beside a table.
_MOST = 8


def is_unlisted(evidence: Evidence) -> bool:
    """Whether a question names something by a number so that nothing found has, while others are where it answers."""
    question, best = evidence.query.question, evidence.sentences[0].passage
    if not any(char.isdigit() for char in question.text):
        return False
    found = [item.passage for item in evidence.passages]
    if question.english and (_lacks_cell(question.text, best, found) or _lacks_numbered(question.text, best, found)):
        return True
    return _lacks_year(evidence) or _lacks_code(evidence)


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


def _lacks_year(evidence: Evidence) -> bool:
    """Whether the best sentence is a row whose columns are other years than the one that is asked for.

    Then the next best would be of another year, too; unless one of them names it.
    """
    best = evidence.sentences[0]
    asked = set(_YEAR.findall(evidence.query.question.text))
    if not asked or not is_row(best.passage, best.sentence):
        return False
    columns = set(_YEAR.findall(" ".join(table_head(best.passage, best.sentence))))
    if len(columns) < _SEVERAL or asked & columns:
        return False
    subject = evidence.query.question.terms - asked
    return not any(
        asked & set(_YEAR.findall(item.sentence.text)) and subject & set(terms(item.sentence.text))
        for item in evidence.sentences[:_MOST]
    )


def _lacks_code(evidence: Evidence) -> bool:
    """Whether a code of the question is in nothing that was found, and others of its kind are in what answers best."""
    asked = _codes(evidence.query.question.text)
    if not asked:
        return False
    best = evidence.sentences[0].passage
    kinds = set(map(_kind, _codes(f"{best.heading} {best.text}")))
    if not any(_kind(code) in kinds for code in asked):
        return False
    told = (_codes(f"{found.passage.heading} {found.passage.text}") for found in evidence.passages)
    return asked.isdisjoint(set().union(*evidence.called.values(), *told))


def _codes(text: str) -> set[str]:
    """The codes and the versions in a text, each written in one way."""
    codes = {re.sub(r"[ -]", "", match[0]).casefold() for match in _CODE.finditer(text) if _is_code(match)}
    return codes | {found.casefold().removeprefix("v") for found in _VERSION.findall(text)}


def _is_code(match: re.Match[str]) -> bool:
    """Whether letters and a number are one code: "E 09" by its capital, while "to 12" is a word before a number."""
    return " " not in match[0] or (match["letters"].isupper() and match["letters"] != "I")


def _kind(code: str) -> str:
    """The letters of a code, and nothing for a version."""
    return code.rstrip("0123456789.")
