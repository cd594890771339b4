"""A follow-up that says when, on what condition or by what means, where the question before said another. English."""

from __future__ import annotations

import re

from index.text.calendar_names import MONTHS, WEEKDAYS
from rag.conversation.pronouns import points_back

# "If a red light comes on": on what condition something is asked.
_IF = r"(?:even )?(?:if|when|unless|in case|once|as long as)"
_CONDITION = re.compile(rf"{_IF}\b.+", re.I)
_CONDITION_AT_END = re.compile(rf"(?<=\w)\s+{_IF}\s[^,?]+(?=\W*$)", re.I)
_CONDITION_FIRST = re.compile(rf"\W*{_IF}\s[^,?]+(?=,)", re.I)
_LONGEST_CONDITION = 14
_HAS_ITS_OWN = re.compile(
    r"\b(?:what|who|where|why|how|which|do|does|did|can|could|would|should|must|may)\b[^,]*$", re.I
)
# What says when: it adds to a question, and takes the place of nothing but another of its kind.
_DAY = rf"(?:{'|'.join(WEEKDAYS)})s?"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_SEASON = r"(?:spring|summer|autumn|fall|winter)s?"
_PART = r"(?:mornings?|noon|afternoons?|evenings?|nights?|midnight|weekends?|weekdays?|holidays?|easter|christmas)"
_SPAN = r"(?:days?|weeks?|months?|years?|decades?|century|quarter|term|season|time)"
_BARE_TIME = (
    rf"today|tomorrow|yesterday|tonight|now|nowadays|recently|(?:next|last|this|every|each) "
    rf"(?:{_DAY}|{_MONTH}|{_SEASON}|{_PART}|{_SPAN})|(?:the )?(?:day|week|month|year) (?:before|after)(?: that)?"
)
_TIME = re.compile(
    rf"(?:(?:the|early|late|mid|end of)[ -])*(?:{_BARE_TIME}|{_DAY}|{_MONTH}|{_SEASON}|{_PART}|{_SPAN}|"
    rf"(?:1[5-9]|20)\d\ds?|\d+ ?(?:am|pm|o'clock)|\d+:\d\d)\b.*",
    re.I,
)
# What needs no "and" before it: "June?"
BARE_TIME = rf"(?:the )?(?:{_MONTH}|{_SEASON}|{_DAY})"
_ADVERB = re.compile(_BARE_TIME, re.I)
# "On weekdays" gives way to "Saturdays".
_SOME_DAYS = re.compile(r"\b(?:on|at) (?:the )?(?:weekdays|weekends?|(?:bank |public )?holidays)\b", re.I)
_OF_YEAR = re.compile(rf"(?:the )?(?:(?-i:{_MONTH})|{_SEASON})", re.I)
_IN = re.compile(rf"^in (?=(?-i:{_MONTH})$)", re.I)
_MONTH_NAME = re.compile(_MONTH)
_IN_YEAR = re.compile(rf"\b(?<=\bin )(?:the )?(?:(?-i:{_MONTH})|{_SEASON})\b", re.I)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BESIDE = re.compile(r"(?:the )?year (?P<side>before|after)(?: that)?", re.I)
_NAMED_DAY = re.compile(rf"{_DAY}", re.I)
_MEANS = re.compile(
    r"\b(?:in cash|in (?:euros|pounds|dollars|instal?lments)|with cash|"
    r"(?:by|with|on) (?:a )?(?:(?:credit|debit|bank) )?"
    r"(?:card|che(?:ck|que)|transfer|invoice|phone|e-?mail|post|letter))\b",
    re.I,
)


def by_time(before: str, other: str) -> str:
    """As in "Which rooms are free today?", "And tomorrow?"; where nothing says when, it is added."""
    asked, years = before.rstrip(" ?"), list(_YEAR.finditer(before))
    if (beside := _BESIDE.fullmatch(other)) and len(years) == 1:
        year = int(years[0][0]) + (1 if beside["side"].casefold() == "after" else -1)
        return f"{before[: years[0].start()]}{year}{before[years[0].end() :]}"
    if _ADVERB.fullmatch(other):
        told = next((found for found in _ADVERB.finditer(before) if found.end() >= len(asked)), None)
        return f"{before[: told.start()]}{other}{before[told.end() :]}" if told else f"{asked} {other}?"
    if _NAMED_DAY.fullmatch(other) and not _NAMED_DAY.search(before):
        told = _SOME_DAYS.search(before)
        return f"{before[: told.start()]}on {other}{before[told.end() :]}" if told else f"{asked} on {other}?"
    # "In October" leaves the year as it was.
    if _OF_YEAR.fullmatch(other := _IN.sub("", other)):
        # "In summer" gives way to "January", and "in March" to "winter".
        other = other if _MONTH_NAME.search(other) else other.lower()
        found = list(_IN_YEAR.finditer(before))
        if len(found) > 1:
            return ""
        return f"{before[: found[0].start()]}{other}{before[found[0].end() :]}" if found else f"{asked} in {other}?"
    return ""


def by_condition(before: str, other: str) -> str:
    """As in "What must I do if a red light comes on?", "And if there is an accident?"; else it is added.

    "And when does it close?" is a question of its own.
    """
    if not _CONDITION.fullmatch(other) or len(other.split()) > _LONGEST_CONDITION or _HAS_ITS_OWN.search(other):
        return ""
    other = other[0].lower() + other[1:]
    if told := _CONDITION_AT_END.search(before):
        return f"{before[: told.start()]} {other}{before[told.end() :]}"
    if told := _CONDITION_FIRST.match(before):
        return other[0].upper() + other[1:] + before[told.end() :]
    return "" if points_back(other) else f"{before.rstrip(' ?')} {other}?"


def by_means(before: str, other: str) -> str:
    """As in "Can I pay by card?", "And in cash?"."""
    told = _MEANS.search(before) if _MEANS.fullmatch(other) else None
    return before[: told.start()] + other + before[told.end() :] if told else ""


def says_when(text: str) -> bool:
    """Whether words say when, and nothing else."""
    return _TIME.fullmatch(text.strip(" ?")) is not None
