"""Figures that a word or a phrase stands for: "bronze" is third, "goalless" nil, "the eighties" eighty.

They excuse a figure of the claim, as those of `rag.quantities.implied` do; nothing is held against a claim by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from rag.quantities.quantity import Quantity
from rag.quantities.units import NUMBER_WORDS, NUMBERS_ABROAD

_TENS = dict(zip("twent thirt fort fift sixt sevent eight ninet".split(), range(20, 100, 10), strict=True))
_EVERY = {
    "daily": (1.0, "day"),
    "weekly": (1.0, "week"),
    "fortnightly": (2.0, "week"),
    "monthly": (1.0, "month"),
    "quarterly": (3.0, "month"),
    "yearly": (1.0, "year"),
    "annually": (1.0, "year"),
    "annual": (1.0, "year"),
    "half-hourly": (0.5, "hour"),
    "hourly": (1.0, "hour"),
}
_MEDALS = {"gold": 1.0, "silver": 2.0, "bronze": 3.0}
_ROUNDS = {"quarter": 8.0, "semi": 4.0}
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"

_Match = re.Match[str]


def _is(value: float, unit: str = "", *, rank: bool = False) -> Callable[[_Match], Iterable[Quantity]]:
    """What has the same value wherever it stands."""
    return lambda match: [Quantity(match[0], *match.span(), value, unit, rank=rank)]


def _abroad(match: _Match) -> Iterable[Quantity]:
    return _is(NUMBERS_ABROAD[match[0].casefold()])(match)


def _tens(match: _Match) -> Iterable[Quantity]:
    return _is(float(_TENS[match[1].casefold()]))(match)


def _every(match: _Match) -> Iterable[Quantity]:
    return _is(*_EVERY[match[1].casefold()])(match)


def _fold(match: _Match) -> Iterable[Quantity]:
    return _is(NUMBER_WORDS.get(match[1].casefold()) or float(match[1]), "times")(match)


def _before(match: _Match) -> Iterable[Quantity]:
    """After "twice before" comes the third time."""
    return _is(float((match.lastindex or 0) + 1), rank=True)(match)


def _medal(match: _Match) -> Iterable[Quantity]:
    return _is(_MEDALS[match[1].casefold()], rank=True)(match)


def _round(match: _Match) -> Iterable[Quantity]:
    """So many are left in it."""
    return _is(_ROUNDS[match[1].casefold()])(match)


def _days_a_week(match: _Match) -> Iterable[Quantity]:
    return _is(5.0 if match["two"] else 6.0, "day")(match)


def _ends_of_half(match: _Match) -> Iterable[Quantity]:
    """The first and the last month of half a year."""
    months = (1, 6) if match[1].casefold() == "first" else (7, 12)
    return [Quantity(match[0], *match.span(), 0.0, date=(int(match[2]), month, 0)) for month in months]


def _short_year(match: _Match) -> Iterable[Quantity]:
    """That of any century that may be meant: '61."""
    centuries = (1800, 1900, 2000)
    return [Quantity(match[0], *match.span(), century + float(match[1])) for century in centuries]


_WORDED: tuple[tuple[str, Callable[[_Match], Iterable[Quantity]]], ...] = (
    (rf"\b(?:{'|'.join(NUMBERS_ABROAD)})\b", _abroad),
    (rf"\b({'|'.join(_TENS)})ies\b", _tens),
    (rf"\b({'|'.join(_EVERY)})\b", _every),
    (rf"\b({'|'.join(NUMBER_WORDS)}|\d+)-?fold\b", _fold),
    (r"\b(?:(once)|(twice)|(three times)) before\b", _before),
    (r"\b(?:already|again|another|any(?:one|body|thing) else|repeat\w*)\b", _is(2.0, rank=True)),
    (r"\bhalf[ -](?:of (?:the|a|that|this|next|last) )?year\b", _is(6.0, "month")),
    (r"\b(?:first|second|other|latter) half (?=of\b)", _is(0.5, "%")),
    (rf"\b({'|'.join(_MEDALS)}) medals?\b", _medal),
    (
        rf"\b(?:(?:every|each) (?:day|morning|afternoon|evening|night)|daily),? (?:of the week )?"
        rf"(?:except|but|apart from|other than|bar)(?: on)? {_WEEKDAY}(?P<two>(?:,| and| or) {_WEEKDAY})?|"
        r"\bMondays? (?:to|through|till) Saturdays?",
        _days_a_week,
    ),
    (r"\b(first|second) half of (?:the year )?(?:fiscal )?((?:19|20)\d\d)\b", _ends_of_half),
    (rf"\b({'|'.join(_ROUNDS)})-?finals?\b", _round),
    (r"(?<!\w)['’](\d\d)(?![\ds])", _short_year),
    # Who is ahead of "the next runner" has the second behind.
    (r"\b(?:ahead of|beating|before|from) the next \w+|\brunners?-up\b", _is(2.0, rank=True)),
    (r"\b(?:goalless|scoreless|nil)\b", _is(0.0)),
    (r"\b(?:equally|evenly|equal (?:parts|shares)|halfway)\b", _is(0.5, "%")),
)
_PATTERNS = [(re.compile(pattern, re.I), meaning) for pattern, meaning in _WORDED]


def worded(text: str) -> Iterator[Quantity]:
    """What the words and phrases of a text stand for, wherever they are."""
    for pattern, meaning in _PATTERNS:
        for match in pattern.finditer(text):
            yield from meaning(match)
