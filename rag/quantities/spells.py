"""What goes on "from 23 December to 2 January" or "from June to August": which days and months are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.text.patterns import right_before
from rag.quantities.quantity import Quantity

# Year, month and day, 0 for what is not said.
_Day = tuple[int, int, int]

_MONTHS, _LAST = 12, 99
_REMAINING = re.compile(r"\b(?:rest of the year|other months|other times|otherwise)\b", re.I)
_FROM_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: (?:to|until|till|and) (?:the )?|\s?[–-]\s?)$", re.I)
_UNTIL = re.compile(r",? (?:to|until|till|through|and) (?:the )?(?:\w+day,? )?|\s?[–-]\s?", re.I)


def is_between(quantity: Quantity, stated: Sequence[Quantity], text: str) -> bool:
    """Whether a day or a month lies in a spell that a text states, or is one of "the rest of the year"."""
    if not quantity.date or not 0 < quantity.date[1] <= _MONTHS:
        return False
    year, month, day = quantity.date
    for first, last in _spells(stated, text):
        if _holds(first, last, quantity.date):
            return True
        if not (year or day or first[2] or last[2]) and _REMAINING.search(text):
            return not _holds(first, last, (0, month, 0))
    return False


def has_spell(stated: Sequence[Quantity], text: str) -> bool:
    """Whether a text states a spell."""
    return any(True for _ in _spells(stated, text))


def _holds(first: _Day, last: _Day, asked: _Day) -> bool:
    # Of a month of which only a part is meant nothing is said.
    one, two = first[1:], (last[1], last[2] or _LAST)
    mine = asked[1:]
    if not asked[2] and first[2]:
        one = (first[1], _LAST)
    if not asked[2] and last[2]:
        two = (last[1], 0)
    if asked[0]:
        return bool(first[0] and last[0]) and (first[0], *one) <= asked <= (last[0], *two)
    if first[0] and last[0] - first[0] > 1:
        return True
    return one <= mine <= two if one <= two else mine >= one or mine <= two


def _spells(stated: Sequence[Quantity], text: str) -> Iterator[tuple[_Day, _Day]]:
    """The first and the last day of each; of "14 to 25 October" the first takes its month from the last."""
    for one, two in pairwise([None, *stated]):
        if not two or not two.date or two.date[1] > _MONTHS:
            continue
        day = right_before(_FROM_DAY, text, two.start)
        if two.date[2] and day:
            yield (*two.date[:2], int(day[1])), two.date
        elif one and one.date and _UNTIL.fullmatch(text, one.end, two.start):
            yield (one.date[0] or two.date[0], *one.date[1:]), two.date
