"""Rows for a band of values: who has been there three years has the row "2 to 5 years". English."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.text.terms import stem, terms, words
from index.types import Passage, Sentence
from rag.passages.tables import is_row, row_cells, table_head
from rag.quantities.equality import in_least
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year

# A table has bands if so many of its rows have one.
_SEVERAL = 2
# A month has no certain number of days, and is compared with weeks all the same.
_MONTH = Quantity("", 0, 0, 30.4, "day")
_OF_AGE = re.compile(
    r"\b(?:ages?|aged|old|adults?|child\w*|kids?|juniors?|seniors?|youths?|infants?|toddlers?)\b", re.I
)
_UP = re.compile(r"\+|\b(?:from|and (?:over|above|older|more)|or (?:more|over|above|older|longer))\b", re.I)
_OPEN_BELOW = re.compile(r"\b(?:over|above|(?:more|older|longer|greater|heavier) than)\b", re.I)
_OPEN_ABOVE = re.compile(r"\b(?:under|below|(?:less|younger|shorter|fewer|lighter) than)\b", re.I)
# With a value these say what is measured, which its unit tells as well: "a 9-year-old".
OF_A_MEASURE = set(terms("old age aged long high tall wide deep heavy weighs weight"))


@dataclass(frozen=True, slots=True)
class _Band:
    """From `low` to `high`, in its smallest unit; `open_` ends do not count themselves."""

    low: float
    high: float
    open_low: bool
    open_high: bool

    def holds(self, value: float) -> bool:
        if math.isclose(value, self.low):
            return not self.open_low
        if math.isclose(value, self.high):
            return not self.open_high
        return self.low < value < self.high


def bands(question: str, passage: Passage) -> dict[int, bool]:
    """The rows of a passage that stand for a band, by where they begin, and whether it holds what the question names.

    Empty where the question names not one such value, or the rows are of another measure.
    """
    asked = [own for own in quantities(question) if not (own.bound or own.date or own.rank or is_year(own))]
    # Of "half pay after 18 months" the months are a value.
    asked = [own for own in asked if own.unit not in ("", "%")] or asked
    rows = [sentence for sentence in passage.sentences if is_row(passage, sentence)] if len(asked) == 1 else []
    if len(rows) < _SEVERAL:
        return {}
    found = {row.start: band for row in rows if (band := _band(passage, row, asked[0], question))}
    value = _least(asked[0]).value
    return {start: band.holds(value) for start, band in found.items()} if len(found) >= _SEVERAL else {}


def measured(question: str) -> set[str]:
    """The terms of a question that tell its values: "9" and "year" of "a child of 9 years"."""
    return {term for own in quantities(question) for term in terms(f"{own.text} {own.unit}")}


def _band(passage: Passage, row: Sentence, asked: Quantity, question: str) -> _Band | None:
    cell, head = row_cells(passage, row)[0], next(iter(table_head(passage, row)), "")
    told = quantities(cell)
    if not 1 <= len(told) <= 2 or not all(_is_alike(own, asked, cell, head, question) for own in told):
        return None
    units = [own.unit or told[-1].unit or asked.unit for own in told]
    ends = [_least(replace(own, unit=unit)).value for own, unit in zip(told, units, strict=True)]
    if len(ends) == 2:
        return _Band(min(ends), max(ends), open_low=False, open_high=False)
    if told[0].bound > 0 or _UP.search(cell):
        return _Band(ends[0], math.inf, open_low=bool(_OPEN_BELOW.search(cell)), open_high=True)
    if told[0].bound < 0:
        return _Band(-math.inf, ends[0], open_low=True, open_high=bool(_OPEN_ABOVE.search(cell)))
    return None


def _is_alike(own: Quantity, asked: Quantity, cell: str, head: str, question: str) -> bool:
    """Whether a number of a cell and the one of the question measure the same."""
    if own.date or own.rank:
        return False
    if own.unit and asked.unit:
        return _least(own).unit == _least(asked).unit
    if asked.unit == "year" and _OF_AGE.search(f"{head} {cell}"):
        return True
    return bool(set(_counted(asked, question)) & {*_counted(own, cell), *terms(head)})


def _counted(quantity: Quantity, text: str) -> Iterator[str]:
    """The term of what a number counts: "night" of "four nights"."""
    yield from map(stem, words(quantity.unit or text[quantity.end :])[:1])


def _least(quantity: Quantity) -> Quantity:
    least = in_least(quantity)
    return in_least(replace(_MONTH, value=_MONTH.value * least.value)) if least.unit == "month" else least
