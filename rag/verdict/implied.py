"""Numbers that a text does not write and a reader takes from it: "a decade", "three of twelve", from 10 to 15.

They excuse a figure of the claim that the evidence has not; nothing is held against a claim because of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.verdict.quantities import Quantity
from rag.verdict.units import ABOUT, UNITS

# "A century", "a kilogram": in words, of which no short form ("a t") is one.
_MEASURES = sorted((name for name in UNITS if name.isalpha() and len(name) > 3), key=len, reverse=True)
_SINGLE = re.compile(rf"\b(?:an?|one) ({'|'.join(_MEASURES)})\b", re.I)
_EQUALLY = re.compile(r"\b(?:equally|evenly|equal (?:parts|shares)|halfway)\b", re.I)
_YEAR_ON = re.compile(r"\b(?:(?:following|next) year|(?:a|one|the) year (?:later|after))\b", re.I)
_YEAR_BACK = re.compile(r"\b(?:(?:previous|preceding) year|(?:a|one|the) year (?:earlier|before))\b", re.I)
_TENS = dict(zip("twent thirt fort fift sixt sevent eight ninet".split(), range(20, 100, 10), strict=True))
_AGED = re.compile(rf"\b({'|'.join(_TENS)})ies\b", re.I)
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
_REPEATED = re.compile(rf"\b({'|'.join(_EVERY)})\b", re.I)
_REST = re.compile(r"\b(?:remain(?:s|ing|der)?|rest|others?|left over)\b", re.I)


_GOALLESS = re.compile(r"\b(?:goalless|scoreless|nil)\b", re.I)


def implied(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """What is said without its own figure: "a decade" is one, "three of twelve" are a quarter, "twice" turns "half"."""
    for match in _SINGLE.finditer(text):
        yield Quantity(match[0], *match.span(), 1.0, UNITS[match[1].casefold()])
    for match in _AGED.finditer(text):
        yield Quantity(match[0], *match.span(), float(_TENS[match[1].casefold()]))
    for match in _REPEATED.finditer(text):
        yield Quantity(match[0], *match.span(), *_EVERY[match[1].casefold()])
    for match in _GOALLESS.finditer(text):
        yield Quantity(match[0], *match.span(), 0.0)
    for match in _EQUALLY.finditer(text):
        yield Quantity(match[0], *match.span(), 0.5, "%")
    for one in stated:
        if one.unit == "%" and 0 < one.value < 1 and _REST.search(text):
            yield replace(one, value=1 - one.value)
        if one.loose and one.value > 1:
            yield replace(one, value=1 / one.value, unit="%")
            yield replace(one, rank=True, loose=False)
        if one.rank and text[one.end : one.end + 8] in (" century", "-century"):
            yield replace(one, value=100 * (one.value - 1), unit="decade", rank=False)
        if one.unit == "decade" and one.value % 100 == 0:
            yield replace(one, value=one.value / 100 + 1, unit="", rank=True)
        year = one.date[0] if one.date else one.value if not one.unit and 1000 <= one.value <= 2999 else 0
        if year and (_YEAR_ON.search(text) or _YEAR_BACK.search(text)):
            yield replace(one, value=year + (1 if _YEAR_ON.search(text) else -1), date=None)
        for unit, (other, times) in ABOUT.items():
            if one.unit == unit:
                yield replace(one, value=one.value * times, unit=other, about=True)
            elif one.unit == other:
                yield replace(one, value=one.value / times, unit=unit, about=True)
    years = [one for one in stated if one.date or (not one.unit and one.text.isdigit() and len(one.text) == 4)]
    if len(years) > 2:
        # So many are listed.
        yield Quantity(years[0].text, years[0].start, years[-1].end, float(len(years)), "year")
    for one, two in zip(stated, stated[1:], strict=False):
        yield from _reckoned(one, two)
    for unit in dict.fromkeys(one.unit for one in stated if one.unit and not one.date):
        alike = [one for one in stated if one.unit == unit]
        # "Ten minutes at 220 degrees, then a further 35 minutes": 45 in all.
        yield from (replace(two, value=one.value + two.value) for one, two in zip(alike, alike[1:], strict=False))


def _reckoned(one: Quantity, two: Quantity) -> Iterator[Quantity]:
    """What a reader works out from two figures: how far they are apart, and what share or change that is."""
    if one.date and two.date and one.date[0] and two.date[0]:
        yield replace(two, value=float(abs(two.date[0] - one.date[0])), unit="year", date=None)
    if one.date and two.date and one.date[1] and two.date[1] and not (one.date[0] and two.date[0]):
        yield replace(two, value=float((two.date[1] - one.date[1]) % 12), unit="month", date=None)
    if one.rank and two.rank:
        yield replace(two, value=abs(two.value - one.value), rank=False)
    if one.date or two.date or one.rank or two.rank or not one.value or not two.value:
        return
    yield replace(two, value=abs(two.value - one.value), unit=two.unit or one.unit)
    if not one.unit and not two.unit and 1000 <= one.value < two.value <= 2999:
        yield replace(two, value=two.value - one.value, unit="year")
    if 1000 <= one.value <= 2999 and not one.unit and two.unit == "year" and two.value < 1000:
        yield replace(one, value=one.value + two.value)
        yield replace(one, value=one.value - two.value)
    if (one.unit == "%") != (two.unit == "%"):
        yield replace(one if two.unit == "%" else two, value=one.value * two.value)
    if one.unit == two.unit != "":
        yield replace(two, value=one.value + two.value)
    small, large = sorted((one.value, two.value))
    yield replace(two, value=large / small, unit="times")
    yield replace(two, value=small / large, unit="%")
    yield replace(two, value=abs(two.value - one.value) / one.value, unit="%")
