"""What is a date and nothing else."""

from __future__ import annotations

import re

from index.text.calendar_names import GERMAN_WEEKDAYS, MONTHS, MONTHS_IN, SHORT_MONTHS, WEEKDAYS

_LANGUAGES = ("german", "french", "spanish", "italian")
_NAMES = "|".join(
    (*MONTHS, *(name for language in _LANGUAGES for name in MONTHS_IN[language]), *SHORT_MONTHS, *WEEKDAYS)
    + GERMAN_WEEKDAYS
)
_DATE = re.compile(rf"(?=.*\d)(?:(?:{_NAMES}|of|the|den|de|le|\d{{1,4}}(?:st|nd|rd|th)?)(?![^\W_])[\W_]*)+", re.I)


def is_date(text: str) -> bool:
    """Whether `text` is a date and nothing else, in figures or with the months of some European languages."""
    return _DATE.fullmatch(text) is not None
