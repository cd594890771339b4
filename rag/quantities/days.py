"""Days, months and years that others lead to: "in 2019 … two years later", "May, two months before", "the next day".

They excuse a figure of the claim, as those of `rag.quantities.implied` do; nothing is held against a claim by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from index.text.patterns import right_before
from rag.quantities.quantity import Quantity, is_year

THAT_YEAR = re.compile(r"\b(?:that|the same|that same) year\b", re.I)
YEAR_ON = re.compile(
    r"\b(?:(?:following|next) (?:year|spring|summer|autumn|winter)|(?:a|one|the) year (?:later|after))\b", re.I
)
YEAR_BACK = re.compile(r"\b(?:(?:previous|preceding) year|(?:a|one|the) year (?:earlier|before))\b", re.I)
_DAY_BEFORE = re.compile(r"\bthe (?:day|evening|night|morning|afternoon) before\b", re.I)
_DAY_AFTER = re.compile(
    r"\b(?:the (?:day|morning|evening|night) after|the (?:next|following) (?:day|morning|evening))\b", re.I
)
_LATER = re.compile(r" (?:later|after(?:wards)?|on)\b", re.I)
_EARLIER = re.compile(r" (?:earlier|before|previously)\b", re.I)
_OF_ANOTHER = re.compile(r" (?:that|those) of\b", re.I)
_ON_THE = re.compile(r"\b(?:on|since|by|until|before|after|from) the $", re.I)
_ENDS_THERE = re.compile(r"\s*(?:[.,;)]|$|and\b|or\b|but\b)", re.I)
_END_OF = re.compile(r"\b(?:end of|late)(?: in)? $", re.I)
# Of so many years it is reckoned how far they are apart.
_YEARS = 6
_MONTHS = 12


def days(text: str, stated: Sequence[Quantity], singles: Sequence[Quantity]) -> Iterator[Quantity]:
    """What the dates, years and ranks of a text lead to; `singles` are measures like "a year"."""
    yield from _beside(text, stated)
    years = [one for one in stated if one.date or (not one.unit and is_year(one))]
    yield from _at_a_distance(text, [*stated, *singles], [one for one in years if year_of(one)])
    if len(years) > 2:
        # So many are listed.
        yield Quantity(years[0].text, years[0].start, years[-1].end, float(len(years)), "year")


def year_of(one: Quantity) -> float:
    """The year that a quantity is or names; else 0."""
    if one.date:
        return float(one.date[0])
    return one.value if not one.unit and one.text.isdigit() and 1000 <= one.value <= 2999 else 0.0


def _beside(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """The day and the year before and after, and the day of a month that another one names."""
    on = (1,) * bool(_DAY_AFTER.search(text)) + (-1,) * bool(_DAY_BEFORE.search(text))
    named = [one.date for one in stated if one.date and one.date[1]]
    year_on, year_back = YEAR_ON.search(text), YEAR_BACK.search(text)
    for one in stated:
        # "Not there on the ninth; I left the evening before": on the 8th.
        for sign in on if one.rank or (one.date and one.date[2] > 1) else ():
            next_to = (*one.date[:2], one.date[2] + sign) if one.date else None
            yield replace(one, value=one.value + sign, date=next_to)
        # "On 6 July … since the third"
        if one.rank and right_before(_ON_THE, text, one.start) and _ENDS_THERE.match(text, one.end):
            yield from (replace(one, rank=False, date=(*date[:2], int(one.value))) for date in named)
        year = year_of(one)
        if year and (year_on or year_back):
            yield replace(one, value=year + (1 if year_on else -1), date=None)


def _at_a_distance(text: str, stated: Sequence[Quantity], years: Sequence[Quantity]) -> Iterator[Quantity]:
    spans = [one for one in stated if one.unit in ("year", "month") and one.value < 1000]
    # "A decade earlier"
    spans += [
        replace(one, value=10 * one.value, unit="year") for one in stated if one.unit == "decade" and one.value < 10
    ]
    for one in stated:
        if one.date and 0 < one.date[1] <= _MONTHS:
            yield from _from_month(text, one, one.date, spans, years)
    for one, two in combinations(years[:_YEARS], 2):
        yield replace(two, value=abs(year_of(two) - year_of(one)), unit="year", date=None)
    yield from _from_years(text, spans, years)


def _from_years(text: str, spans: Sequence[Quantity], years: Sequence[Quantity]) -> Iterator[Quantity]:
    for span in spans:
        sign = bool(_LATER.match(text, span.end)) - bool(_EARLIER.match(text, span.end))
        if span.unit == "year" and sign:
            yield from (replace(span, value=year_of(year) + sign * span.value, unit="") for year in years)


def years_apart(text: str, stated: Sequence[Quantity], around: Sequence[Quantity]) -> Iterator[Quantity]:
    """What the spells and years of a text come to with the years `around` it."""
    yield from _from_years(text, stated, around[:_YEARS])
    for one in (one for one in stated if year_of(one)):
        for other in around[:_YEARS]:
            yield replace(one, value=abs(year_of(one) - year_of(other)), unit="year", date=None)


def _from_month(
    text: str, one: Quantity, date: tuple[int, int, int], spans: Sequence[Quantity], years: Sequence[Quantity]
) -> Iterator[Quantity]:
    # "From 1 July 2022 for two years": in all until July 2024, or the end of June.
    for span in spans if date[0] else ():
        # "Seven months before that of meat": the other one is later.
        earlier = _EARLIER.match(text, span.end)
        other = earlier and _OF_ANOTHER.match(text, earlier.end())
        for sign in ((1, -1) if other else (-1,)) if earlier else (1,):
            for late in (0, 1):
                months = int(span.value * (_MONTHS if span.unit == "year" else 1))
                at = date[0] * _MONTHS + date[1] - 1 + sign * months - late
                yield replace(one, date=(at // _MONTHS, at % _MONTHS + 1, 0))
    if not date[2] and right_before(_END_OF, text, one.start):
        # What is closed until the end of February does not open before March.
        yield replace(one, date=(date[0] + date[1] // _MONTHS if date[0] else 0, date[1] % _MONTHS + 1, 0))
    if not date[0] and (not date[2] or THAT_YEAR.search(text)):
        yield from (replace(one, date=(int(year_of(year)), *date[1:])) for year in years)
    for span in spans:
        for sign in (1, -1) if span.unit == "month" else ():
            yield replace(one, date=(0, int((date[1] - 1 + sign * span.value) % _MONTHS) + 1, 0))
