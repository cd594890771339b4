"""How often something happens: "twice a week", "every six months" and "annually", told alike or unlike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.calendar_names import WEEKDAYS
from rag.quantities.units import NUMBER_WORDS

_COUNTS = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
# In days; a month and a year are as long as they are on average.
_PERIODS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0,
    "quarter of an hour": 1 / 96, "half an hour": 1 / 48, "half-hour": 1 / 48, "half hour": 1 / 48,
    "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25, "annum": 365.25, "decade": 3652.5,
}  # fmt: skip
ADVERBS = {
    "half-hourly": "half-hour", "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month", "quarterly": "quarter", "yearly": "year", "annually": "year", "annual": "year",
}  # fmt: skip
_EVERY_SO_MANY = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0}
_WEEKDAYS = "|".join(WEEKDAYS)
_NUMBER = rf"\d+|{'|'.join(NUMBER_WORDS)}"
_OFTEN = re.compile(
    rf"\b(?:every|each) (?:(?P<other>{'|'.join(_EVERY_SO_MANY)}) )?(?P<weekday>{_WEEKDAYS})\b|"
    rf"(?:\b(?P<times>once|twice|thrice|(?:{_NUMBER})(?= times))(?: times)? (?:in )?)?"
    rf"(?:\b(?P<each>an?|per|each|every)(?: (?P<many>{_NUMBER}|{'|'.join(_EVERY_SO_MANY)}))? "
    rf"(?P<period>quarter of an hour|half(?: an|-) ?hour|(?:{'|'.join(_PERIODS)})(?=s?\b(?! of | hour)))s?\b"
    rf"(?! (?:ago|later|old|earl))|\b(?P<adverb>{'|'.join(ADVERBS)})\b)",
    re.I,
)
_DAY = re.compile(rf"\b(?:{_WEEKDAYS})s?\b", re.I)
# "Every Wednesday and Saturday", "on Mondays, Tuesdays and Fridays"
_DAYS = re.compile(rf"\b(?:(?:{_WEEKDAYS})s?,? (?:and )?(?:on )?)+(?<=and )(?:{_WEEKDAYS})s?\b", re.I)
# "The first and third Sunday of each month"
_WHICH = re.compile(r"first|second|third|fourth|last|1st|2nd|3rd|4th", re.I)
_OF_A_MONTH = re.compile(
    rf"\b(?P<which>(?:{_WHICH.pattern})(?:(?:,|,? and|,? or) (?:the )?(?:{_WHICH.pattern}))*) (?:{_WEEKDAYS})s? "
    r"(?:of|in) (?:each|every|the|a) month\b",
    re.I,
)
# An average month is no four weeks, but twelve are a year.
_NEAR = 0.01


@dataclass(frozen=True, slots=True)
class Rhythm:
    """So many times a day. `counted` tells "twice a week" from a bare "a week", which may be of something else."""

    text: str
    start: int
    end: int
    a_day: float
    counted: bool

    def same(self, other: Rhythm) -> bool:
        """Whether both are as often; a year is twelve months, near enough."""
        return abs(self.a_day - other.a_day) <= _NEAR * other.a_day


def rhythms(text: str) -> Iterator[Rhythm]:
    """Every statement in an English text of how often something happens, or how much of it goes into a time."""
    monthly = list(_OF_A_MONTH.finditer(text))
    for match in monthly:
        yield Rhythm(match[0], *match.span(), len(_WHICH.findall(match["which"])) / _PERIODS["month"], True)
    text = _OF_A_MONTH.sub(lambda match: " " * len(match[0]), text)
    for match in _DAYS.finditer(text):
        yield Rhythm(match[0], *match.span(), len(_DAY.findall(match[0])) / 7, True)
    for match in _OFTEN.finditer(text):
        if match["weekday"]:
            weeks = _EVERY_SO_MANY.get((match["other"] or "").casefold(), 1.0)
            yield Rhythm(match[0], *match.span(), 1 / (7 * weeks), True)
            continue
        times = (match["times"] or "once").casefold()
        if match["adverb"]:
            a_day = _COUNTS.get(times, _value(times)) / _PERIODS[ADVERBS[match["adverb"].casefold()]]
            yield Rhythm(match[0], *match.span(), a_day, True)
            continue
        many = (match["many"] or "one").casefold()
        period = _PERIODS[match["period"].casefold()] * _EVERY_SO_MANY.get(many, _value(many))
        if period:
            counted = bool(match["times"]) or match["each"].casefold() == "every"
            yield Rhythm(match[0], *match.span(), _COUNTS.get(times, _value(times)) / period, counted)


def _value(number: str) -> float:
    return float(number) if number.isdigit() else NUMBER_WORDS.get(number, 1.0)
