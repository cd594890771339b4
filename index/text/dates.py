"""What is a date and nothing else."""

from __future__ import annotations

import re

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|"
    "juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|"
    "febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|"
    "giugno|luglio|settembre|ottobre|dicembre|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
_DATE = re.compile(
    rf"(?=.*\d)(?:(?:{_MONTHS}|{_DAYS}|of|the|den|de|le|\d{{1,4}}(?:st|nd|rd|th)?)(?![^\W_])[\W_]*)+", re.I
)


def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else, in figures or with the months of some European languages."""
    return _DATE.fullmatch(text) is not None
