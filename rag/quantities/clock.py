"""Times of day in a text, however they are written: "6:05 pm", "18:05", "4.30 a.m.", "11 pm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.quantities.quantity import Quantity

# The unit of a quantity that is a time of day; its value counts minutes since midnight.
CLOCK = "o'clock"
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_HALF_DAY = re.compile(r"\b([ap])\.?m\b|(?<=\d)([ap])\.?m\b", re.I)
_TIME = re.compile(
    r"(?<![\d.:])(?:(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:]|\.\d)(?:\s?[ap](?:\.m\.?|m\b))?|"
    r"(?P<h2>1[0-2]|0?\d)(?:\.(?P<m2>[0-5]\d))?\s?[ap](?:\.m\.?|m\b))",
    re.I,
)
_IN_THE_DAY = r"(?:\s?(?P<half>[ap])\.?m\b| (?P<day>in the morning|in the afternoon|in the evening|at night))?"
_TWELVE = {"noon": True, "midday": True, "midnight": False}
_HOUR = rf"(?P<hour>{'|'.join((*_HOURS, *_TWELVE))}|1[0-2]|[1-9])\b"
_PARTS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
# "Half past seven", "a quarter to 8", and "at twenty to seven", but not "from ten to twelve".
_SPOKEN = re.compile(
    rf"\b(?:(?P<part>half|quarter) (?P<side>past|to)|(?P<past>{'|'.join(_PARTS)})(?: minutes)? past|"
    rf"(?:(?<=\b(?:at|by) )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|"
    rf"(?=\S{{1,11}}(?: minutes)? to \w+ in the [ame]\w+(?:ing|noon)))"
    rf"(?P<to>{'|'.join(_PARTS)})(?: minutes)? to)"
    rf" {_HOUR}{_IN_THE_DAY}",
    re.I,
)
# "Twelve minutes to six", but not "ten minutes after six rounds".
_COUNTED = re.compile(
    rf"\b(?P<n>[1-5]?\d|{'|'.join(_HOURS)}) minutes? (?P<side>past|after|to|before) "
    rf"{_HOUR}(?! \w+s\b){_IN_THE_DAY}",
    re.I,
)
# "Lost at 0614", as crews and services write it.
_TOGETHER = re.compile(r"\b(?:at|by|to|from|until|till|since|after|before) (?P<time>0\d[0-5]\d)\b(?! [a-z]+s\b)", re.I)
# 9時15分, 9点半
_EAST = re.compile(r"(?P<h>[01]?\d|2[0-4])[時时点點](?:(?P<m>[0-5]?\d)分|(?P<half>半))?")
_NOON = 720


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day and where it stands."""

    start: int
    end: int
    minutes: int


def times_of(text: str) -> Iterator[Time]:
    """The times of day in a plain text; a bare "18.05" or "nine" may be anything and is left out."""
    for match in _TIME.finditer(text):
        half = _HALF_DAY.search(match.group())
        hours, minutes = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
        if half and hours <= 12:
            hours = hours % 12 + 12 * ((half[1] or half[2]).casefold() == "p")
        yield Time(match.start(), match.end(), hours * 60 + minutes)
    for match in _TOGETHER.finditer(text):
        yield Time(*match.span("time"), int(match["time"][:2]) * 60 + int(match["time"][2:]))
    for match in _EAST.finditer(text):
        minutes = 30 if match["half"] else int(match["m"] or 0)
        yield Time(match.start(), match.end(), int(match["h"]) * 60 + minutes)
    yield from _spoken(text)


def _number(word: str) -> int:
    if word.casefold() in _TWELVE:
        return 12
    return int(word) if word.isdigit() else _HOURS.index(word.casefold()) + 1


def _is_late(match: re.Match[str]) -> bool:
    if _TWELVE.get(match["hour"].casefold()):
        return True
    return (match["half"] or "").casefold() == "p" or (match["day"] or "").casefold()[-5:] in ("rnoon", "ening")


def _spoken(text: str) -> Iterator[Time]:
    for match in _COUNTED.finditer(text):
        part = _number(match["n"])
        minutes = _number(match["hour"]) % 12 * 60 + (part if match["side"].casefold() in ("past", "after") else -part)
        yield Time(match.start(), match.end(), (minutes + _NOON * _is_late(match)) % (2 * _NOON))
    for match in _SPOKEN.finditer(text):
        hours = _number(match["hour"])
        part = _PARTS[(match["part"] or match["past"] or match["to"]).casefold()]
        past = match["past"] or (match["side"] or "").casefold() == "past"
        minutes = hours % 12 * 60 + (part if past else -part)
        yield Time(match.start(), match.end(), (minutes + _NOON * _is_late(match)) % (2 * _NOON))


def same_time(claim: Quantity, source: Quantity) -> bool:
    """Whether two figures, one of which is a time, are one; the other may be written 18.05, 2300 or nine.

    Where one of them does not tell morning from evening, either will do.
    """
    one, two = _minutes(claim), _minutes(source)
    return one == two or (not (_tells_half(claim) and _tells_half(source)) and one % _NOON == two % _NOON)


def _tells_half(time: Quantity) -> bool:
    return _HALF_DAY.search(time.text) is not None or _minutes(time) >= _NOON + 60


def _minutes(time: Quantity) -> int:
    value = time.value
    if time.unit == CLOCK:
        return round(value)
    hours, minutes = divmod(round(value), 100) if value > 24 else (int(value), round(value % 1 * 100))
    return int(hours * 60 + minutes)
