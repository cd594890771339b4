"""Figures that follow from others and a word beside them: "doubled to 80", "12 fewer than", "10 mg twice a day".

They excuse a figure of the claim, as those of `rag.quantities.implied` do; nothing is held against a claim by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from index.text.patterns import right_before
from rag.quantities.clock import CLOCK
from rag.quantities.dates import ANY_YEAR
from rag.quantities.quantity import Quantity
from rag.quantities.rhythm import rhythms

_CHANGED = re.compile(
    r"\b(doubl|tripl|trebl|quadrupl|halv)(?:ed?|es|ing)(?: \w+){0,4}? (?:to|now(?: \w+){0,2}) (?:about |some |[$€£])?$",
    re.I,
)
# "8 percent, twice the rate of last year"
_MULTIPLES = {"double": 2.0, "twice": 2.0, "half": 0.5, "three times": 3.0, "four times": 4.0}
_AS_MUCH_AS = re.compile(
    rf"[^.;,]{{0,30}}, (?:or |which is |about |nearly )?({'|'.join(_MULTIPLES)}) (?:the|that|as)\b", re.I
)
_FACTORS = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_THAN = re.compile(r"(?: \w+)? (?:more|fewer|less|older|younger|\w+er) than\b", re.I)
_SHARE_OF = re.compile(r" of (?:(?:the|its|their|his|her|all) )?(?:\w+['’]s )?", re.I)
# "Two days after" it may be told of the other day, or lead to it.
_APART = re.compile(r" (?P<later>later|afterwards|after)\b| (?:earlier|before)\b", re.I)
_EITHER = frozenset((" after", " before"))
_THAN_USUAL = re.compile(r" than\b", re.I)
_LASTS = re.compile(r"\b(?:lasts?|runs?|goes on|for) (?:for )?$", re.I)
_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0}
_DAY = 1440.0
_MINUTES = {"hour": 60.0, "minute": 1.0}
# "At 3.15", which may be anything by itself.
_BARE_TIME = re.compile(r"(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)")
# "The youngest of nine" has eight others.
_ONE_OF = re.compile(
    r"\b(?:[a-z]{3,}(?:est|most)|first|last|only one) of (?:(?:the|her|his|its|their)(?: \w+['’]s?)? |\w+['’]s? )?$",
    re.I,
)
# "Of the nine temples, only the smallest is open"
_ONLY_ONE = re.compile(r"(?: [a-z]+){1,6}, only (?:one|the [a-z]+(?:est|most))\b", re.I)
_EACH_WAY = re.compile(r"(?: [a-z]+){0,3} (?:each|either|one) way\b", re.I)
_HALF_OF_IT = re.compile(r"\b(?:pays?|costs?) half\b(?! an? )|\bhalf (?:price|fare|as much|(?:of )?that)\b", re.I)
# What shrank to a third has lost two.
_LESSENED = re.compile(
    r"\b(?:shr[aiu]nk|fell|fall(?:en|s)?|dropp?(?:ed|s)?|cut|reduced?s?|declined?s?|down)\b[^,;.]{0,40} to "
    r"(?:(?:about|almost|nearly|roughly|some|less than) )?(?:an?|one|two|three)?[ -]?$",
    re.I,
)
# An hour, a day, a week, a month and a year in days.
_PERIODS = (1 / 24, 1.0, 7.0, 365.25 / 12, 365.25)
# So far behind a dose stands how often it is taken.
_NEAR = 12


def reckoned(text: str, stated: Sequence[Quantity], singles: Sequence[Quantity]) -> Iterator[Quantity]:
    """What the figures of a text come to by a word beside them; `singles` are measures like "a week"."""
    often = list(rhythms(text))
    for each in often:
        # "Every twenty minutes": three an hour. "Every three months": four a year.
        counts = (round(each.a_day * days, 6) for days in _PERIODS)
        yield from (Quantity(each.text, each.start, each.end, count) for count in counts if count != 1)
    half_of_it = _HALF_OF_IT.search(text) is not None
    for one in stated:
        changed = right_before(_CHANGED, text, one.start)
        if changed and not one.date:
            yield replace(one, value=one.value / _FACTORS[changed[1].casefold()])
        if beside := _AS_MUCH_AS.match(text, one.end):
            yield replace(one, value=one.value / _MULTIPLES[beside[1].casefold()])
        if one.value > 1 and (right_before(_ONE_OF, text, one.start) or _ONLY_ONE.match(text, one.end)):
            yield replace(one, value=one.value - 1)
        if one.unit and not one.date and _EACH_WAY.match(text, one.end):
            yield replace(one, value=2 * one.value)
        if one.unit and half_of_it:
            yield replace(one, value=one.value / 2)
        if one.unit == "%" and 0 < one.value < 1 and right_before(_LESSENED, text, one.start):
            yield replace(one, value=1 - one.value)
        if one.unit and not one.date:
            doses = (each for each in often if 0 <= each.start - one.end <= _NEAR)
            yield from (replace(one, value=one.value * each.a_day) for each in doses)
    for at, two in enumerate(stated):
        if _THAN.match(text, two.end):
            for one in stated[max(0, at - 1) : at + 2]:
                if one is not two and one.unit in ("", two.unit) and not (one.date or two.date):
                    yield replace(one, value=one.value + two.value)
                    # "Her fourth title, one more than before": three before.
                    yield replace(one, value=abs(one.value - two.value), rank=False)
    yield from _days(text, stated, singles)
    yield from _hours(text, stated, singles)
    times = [one for one in stated if one.unit == CLOCK]
    for one, two in pairwise(times):
        # From 7 p.m. to 9.15, or past midnight.
        yield replace(two, value=(two.value - one.value) % _DAY, unit="minute")


def _days(text: str, stated: Sequence[Quantity], singles: Sequence[Quantity]) -> Iterator[Quantity]:
    """The day that is some days from another: "9 March … two days later"."""
    for span in (*stated, *singles):
        beside = _APART.match(text, span.end)
        lasts = right_before(_LASTS, text, span.start)
        if span.unit not in _DAYS or not (beside or lasts):
            continue
        than_usual = beside and _THAN_USUAL.match(text, beside.end())
        later = 1 if lasts or (beside and beside["later"]) else -1
        signs = (1, -1) if than_usual or (beside and beside[0].casefold() in _EITHER) else (later,)
        for one in stated:
            if one.date and one.date[1] in range(1, 13) and one.date[2]:
                yield from (_moved(one, one.date, sign * span.value * _DAYS[span.unit]) for sign in signs)


def _hours(text: str, stated: Sequence[Quantity], singles: Sequence[Quantity]) -> Iterator[Quantity]:
    """The time of day that is some hours from another: "at 3.15 … two hours later"."""
    for span in (*stated, *singles):
        beside = _APART.match(text, span.end)
        if span.unit in _MINUTES and beside:
            apart = span.value * _MINUTES[span.unit] * (1 if beside["later"] else -1)
            for one in stated:
                time = _BARE_TIME.fullmatch(one.text)
                if one.unit == CLOCK or time:
                    at = one.value if time is None else 60.0 * int(time["h"]) + int(time["m"])
                    yield replace(one, value=(at + apart) % _DAY, unit=CLOCK)


def _moved(one: Quantity, day: tuple[int, int, int], days: float) -> Quantity:
    """A date so many days on; as it is where no calendar has that."""
    try:
        other = date(day[0] or ANY_YEAR, *day[1:]) + timedelta(days=days)
    except (ValueError, OverflowError):
        return one
    return replace(one, date=(day[0] and other.year, other.month, other.day))


def is_share_of_number(text: str, share: Quantity, stated: Sequence[Quantity]) -> bool:
    """As in "half of the 2,000 members", which are a thousand."""
    return any(_SHARE_OF.fullmatch(text, share.end, one.start) for one in stated if one.start > share.end)
