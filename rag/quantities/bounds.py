"""Whether a figure is said to be the least or the most: "at least 5", "no more than 5", "5 or more"."""

from __future__ import annotations

import re

# "More than a third", "over $5"
_UP_TO_IT = r"\s*(?:an? |one )?(?:[$€£])?$"
_LEAST = re.compile(
    r"\b(at least|more than|(?:over|above)(?: the age of)?|minimum of|no (?:less|fewer) than|not less than|"
    r"exceed(?:s|ed|ing)?|(?:larger|older|longer|higher|greater) than|minimum \w+(?: is| was|:| of))" + _UP_TO_IT,
    re.I,
)
_MOST = re.compile(
    r"\b(at most|less than|fewer than|(?:under|below)(?: the age of)?|up to|maximum of|"
    r"no (?:more|longer|later) than|not (?:more|longer) than|within|"
    r"(?:smaller|younger|shorter|lower) than|maximum \w+(?: is| was|:| of))" + _UP_TO_IT,
    re.I,
)
_NO_MORE = re.compile(
    r"\b(?:(?:no|not|nor|never)(?: (?!to\b)\w+){0,4} (?:more|longer|later|larger|older|higher|greater) than|"
    r"(?:not|never)(?: to)? exceed(?:s|ing)?)" + _UP_TO_IT,
    re.I,
)
_NOT_LATER = re.compile(r"\b(?:no|not) (?:(?P<later>later)|earlier|sooner) than" + _UP_TO_IT, re.I)
_UP_TO = re.compile(r"\bup to" + _UP_TO_IT, re.I)
_BACK = re.compile(r"[\s\w]{0,12}?\b(?:before|prior to|ahead of|in advance)\b", re.I)
_LEAST_AFTER = re.compile(r"[\s\w°%]{0,12}?\bor (?:more|above|higher|over|longer|greater|later)\b")
_MOST_AFTER = re.compile(r"[\s\w°%]{0,12}?\bor (?:less|fewer|below|younger|lower|under|shorter|earlier)\b")


def bound(text: str, start: int, end: int) -> int:
    """Whether a measure at a place is "at least" (1), "at most" (-1) or neither (0)."""
    before, after = text[max(0, start - 24) : start], text[end : end + 30]
    # "No later than two days before": at least two days.
    back = _BACK.match(after)
    counted_back = _NOT_LATER.search(before) if back else None
    if counted_back:
        return 1 if counted_back["later"] else -1
    # "Up to two days before" may be either.
    if back and _UP_TO.search(before):
        return 0
    if _NO_MORE.search(text, max(0, start - 48), start):
        return -1
    if _LEAST.search(before) or _LEAST_AFTER.match(after):
        return 1
    return -1 if _MOST.search(before) or _MOST_AFTER.match(after) else 0
