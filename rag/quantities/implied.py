"""Numbers that a text does not write and a reader takes from it: "a decade", "three of twelve", from 10 to 15.

They excuse a figure of the claim that the evidence has not; nothing is held against a claim because of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

from index.text.patterns import right_before
from rag.quantities.bounds import bound
from rag.quantities.clock import CLOCK
from rag.quantities.dates import ANY_YEAR
from rag.quantities.days import days, year_of
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity
from rag.quantities.reckoned import reckoned
from rag.quantities.units import ABOUT, FRACTIONS, UNITS, scale_of
from rag.quantities.worded import worded

# "A century", "a kilogram": in words, of which no short form ("a t") is one.
_MEASURES = sorted(
    (name for name in UNITS if name.isalpha() and (len(name) > 3 or name == "day")), key=len, reverse=True
)
_SINGLE = re.compile(
    rf"\b(?:an?|one|every|each|another|(?:the )?(?:past|last|next|first|coming|previous)|"
    rf"the(?= year (?:to|ended|ending)\b)) ({'|'.join(_MEASURES)})\b",
    re.I,
)
# Here a figure ends that may stand for one with the unit of another: "5.8 per cent, down from 7.1 when ...".
_ALONE = re.compile(
    r"\s*(?:[,;:.)](?!\d)|$)|\s+(?:when|in|of|by|from|to|and|or|after|before|for|against|at|on|as|last|the|back|there|again)\b",
    re.I,
)
# Of so many counts it is reckoned what share the one is of the other.
_COUNTS = 5
_REST = re.compile(r"\b(?:remain(?:s|ing|der)?|rest|others?|left over)\b", re.I)


OUT_OF = re.compile(r" (?:in|out of) (?:every )?")
_IN_PAIRS = re.compile(r"\bin pairs\b", re.I)
# Between the parts of a list: "5, 20 and 60 metres".
_LISTED = re.compile(r",? and |, ")
_SUPERLATIVE = re.compile(r"[ -][a-z]+est\b")
_PART_BEFORE = re.compile(r"\b(?:a|one|(?P<rest>the (?:remaining|other)))[ -]$", re.I)
_PART_OF = re.compile(r"\b(?:half|(?:half|third|quarter) of) $", re.I)
_AND = re.compile(r" and (?:at )?")
_FIRST_IN = re.compile(r"\bfirst\b[^.;]{0,60}\bin $", re.I)
_TRIES = re.compile(r" (?:attempts?|tries|meetings?|games?|matches|visits?|years?|seasons?)\b", re.I)


def implied(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """What is said without its own figure: "a decade" is one, "three of twelve" are a quarter, "twice" turns "half"."""
    single = list(singles(text))
    yield from single
    yield from reckoned(text, stated, single)
    yield from worded(text)
    for one, two in pairwise(stated):
        if one.unit == two.unit == CLOCK and _AND.fullmatch(text, one.end, two.start):
            yield replace(two, value=2.0, unit="")
    yield from _lengths(text, stated)
    in_pairs, rest = _IN_PAIRS.search(text) is not None, _REST.search(text) is not None
    for one in stated:
        # "The third largest": two are larger.
        if one.rank and one.value > 1 and _SUPERLATIVE.match(text, one.end):
            yield replace(one, value=one.value - 1, rank=False)
        if not (one.unit or one.rank or one.date) and in_pairs:
            yield replace(one, value=one.value / 2)
        if one.unit == "%" and (of := OUT_OF.search(one.text)):
            # "38 out of 90": the share is a count, too, and so is what is left.
            parts = [own for part in (one.text[: of.start()], one.text[of.end() :]) for own in quantities(part)]
            yield from (replace(own, start=one.start, end=one.end) for own in parts)
            if len(parts) > 1:
                yield replace(parts[-1], start=one.start, end=one.end, value=parts[-1].value - parts[0].value)
        if one.unit == "%" and 0 < one.value < 1 and rest:
            yield replace(one, value=1 - one.value)
        if one.loose and one.value > 1:
            yield replace(one, value=1 / one.value, unit="%")
            yield replace(one, rank=True, loose=False)
        # "Half recovered, and a third died": the third is a share, whatever follows.
        part = right_before(_PART_BEFORE, text, one.start) if one.rank and one.text.casefold() in FRACTIONS else None
        if part:
            own = FRACTIONS[one.text.casefold()]
            # "The remaining third": two have gone before.
            both = (own, 1 - own) if part["rest"] else (own,)
            yield from (replace(one, value=value, unit="%", rank=False) for value in both)
        if one.rank and text[one.end : one.end + 8] in (" century", "-century"):
            yield replace(one, value=100 * (one.value - 1), unit="decade", rank=False)
        # "The first win in nine attempts": eight went before.
        if not one.rank and one.value > 1 and right_before(_FIRST_IN, text, one.start) and _TRIES.match(text, one.end):
            yield replace(one, value=one.value - 1)
        if one.unit == "decade" and one.value % 100 == 0:
            yield replace(one, value=one.value / 100 + 1, unit="", rank=True)
        year = year_of(one)
        if year:
            yield replace(one, text="century", value=year // 100 + 1, unit="", rank=True, date=None)
        for unit, (other, times) in ABOUT.items():
            if one.unit == unit:
                yield replace(one, value=one.value * times, unit=other, about=True)
            elif one.unit == other:
                yield replace(one, value=one.value / times, unit=unit, about=True)
    bare_ones = list(elliptic(text, stated))
    for bare in bare_ones:
        yield bare
        for share in stated:
            if share.unit == bare.unit == "%" and share.value:
                yield replace(bare, value=_points(share, bare), unit="points")
                # "34 percent, now 17": halved.
                yield replace(bare, value=bare.value / share.value)
    yield from days(text, stated, single)
    for one, two in pairwise(stated):
        yield from _reckoned(one, two)
    yield from shares_of_counts(stated)
    counts = _counts(stated)
    if len(counts) < len(stated):
        for one, two in pairwise(counts):
            if one.unit == two.unit:
                yield from _reckoned(one, two)
    for unit in dict.fromkeys(one.unit for one in stated if one.unit and not one.date):
        alike = sorted((one for one in (*stated, *bare_ones) if one.unit == unit), key=lambda one: one.start)
        # "Ten minutes at 220 degrees, then a further 35 minutes": 45 in all.
        yield from (replace(two, value=one.value + two.value) for one, two in pairwise(alike))
        if unit != "%":
            # "From nine days to six": three fewer.
            yield from (replace(two, value=abs(two.value - one.value)) for one, two in pairwise(alike))


def shares_of_counts(stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """What share one count is of another. "We asked 36, in four towns; nine agreed": a quarter."""
    for one, two in combinations([one for one in _counts(stated) if not one.unit][:_COUNTS], 2):
        yield replace(two, value=min(one.value, two.value) / max(one.value, two.value, 1), unit="%", bound=0)


def _counts(stated: Sequence[Quantity]) -> list[Quantity]:
    """What is counted, without the times between: "64 pairs in 2019, two years later 22"."""
    return [one for one in stated if not (one.date or one.rank or one.loose or one.unit == "year" or year_of(one))]


def _lengths(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """How many figures each list has: "depths of 5, 20 and 60 metres" are three."""
    length = 1
    for one, two in pairwise(stated):
        length = length + 1 if _LISTED.fullmatch(text, one.end, two.start) else 1
        if length > 2:
            yield replace(two, value=float(length), unit="", date=None)


def singles(text: str) -> Iterator[Quantity]:
    """Measures that are said without a number: "a year", "the past decade"."""
    for match in _SINGLE.finditer(text):
        if right_before(_PART_OF, text, match.start()):
            continue
        yield Quantity(match[0], *match.span(), 1.0, UNITS[match[1].casefold()], bound=bound(text, *match.span()))


def _points(one: Quantity, two: Quantity) -> float:
    return round(100 * abs(two.value - one.value), 6)


def elliptic(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """Figures whose unit or scale stands with another: "5.8 per cent, down from 7.1", "from 11 million to 14"."""
    bare = [one for one in stated if not (one.unit or one.date or one.rank or one.loose or year_of(one))]
    # Each once: of a long table many rows have the same.
    others = dict.fromkeys(meant for other in stated for meant in _units_and_scales(other)) if bare else {}
    for one in bare:
        if (one.value >= 1000 and "," not in one.text) or not _ALONE.match(text, one.end):
            continue
        yield from (replace(one, unit=unit, value=one.value * times) for unit, times in others)


def _units_and_scales(other: Quantity) -> Iterator[tuple[str, float]]:
    """What a bare figure may have from another: its unit, and its unit and scale, with what each multiplies by."""
    if other.unit and other.unit != "decade" and not other.date:
        yield other.unit, 0.01 if other.unit == "%" else 1.0
    if (scale := scale_of(other.text)) > 1:
        yield other.unit, scale


def _days_between(first: tuple[int, int, int], two: Quantity) -> Iterator[Quantity]:
    """From 14 October to 25 November it is 42 days, or 43 with both."""
    last = two.date or first
    try:
        one, other = (date(day[0] or first[0] or last[0] or ANY_YEAR, *day[1:]) for day in (first, last))
    except ValueError:
        return
    yield from (replace(two, value=float((other - one).days + more), unit="day", date=None) for more in (0, 1))


def _reckoned(one: Quantity, two: Quantity) -> Iterator[Quantity]:
    """What a reader works out from two figures: how far they are apart, and what share or change that is."""
    if one.date and two.date and one.date[0] and two.date[0]:
        yield replace(two, value=float(abs(two.date[0] - one.date[0])), unit="year", date=None)
    if one.date and two.date and one.date[1] and two.date[1] and not (one.date[0] and two.date[0]):
        yield from _days_between(one.date, two)
        months = (two.date[1] - one.date[1]) % 12
        # From May to July it is two months, or three with both.
        yield from (replace(two, value=float(count), unit="month", date=None) for count in (months, months + 1))
    if one.rank and two.rank:
        yield replace(two, value=abs(two.value - one.value), rank=False)
    if one.date or two.date or one.rank or two.rank or not one.value or not two.value:
        return
    if one.unit == two.unit:
        yield replace(two, value=abs(two.value - one.value))
    if one.unit == two.unit == "%":
        yield replace(two, value=_points(one, two), unit="points")
    if not one.unit and not two.unit and 1000 <= one.value < two.value <= 2999:
        yield replace(two, value=two.value - one.value, unit="year")
    for year, span in ((one, two), (two, one)):
        if 1000 <= year.value <= 2999 and not year.unit and span.unit == "year" and span.value < 1000:
            yield replace(year, value=year.value + span.value)
            yield replace(year, value=year.value - span.value)
    if (one.unit == "%") != (two.unit == "%"):
        yield replace(one if two.unit == "%" else two, value=one.value * two.value)
    if one.unit == two.unit != "":
        yield replace(two, value=one.value + two.value)
    small, large = sorted((one.value, two.value))
    yield replace(two, value=large / small, unit="times")
    yield replace(two, value=small / large, unit="%")
    yield replace(two, value=abs(two.value - one.value) / one.value, unit="%")
