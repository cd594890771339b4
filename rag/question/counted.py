"""How many of a thing there are, and whether a sentence counts anything: "plot 17" tells no number of plots.

English.
"""

from __future__ import annotations

import re

from index.text.calendar_names import MONTHS
from index.text.patterns import lazy_pattern
from index.text.terms import stem

# Things and ways are told one by one, by names of their own.
_ASKED = lazy_pattern(
    r"\bhow many (?:(?:of|the|other|more|different) )*+(?!(?:things|ways|reasons)\b)(?P<what>[a-z][\w-]*)", re.I
)
_MONTHS = "|".join(MONTHS)
# What has figures and counts nothing: money, shares, times of day, dates, years, and the number of a paragraph.
_NO_COUNT = lazy_pattern(
    r"[$€£¥]\s?[\d.,]*\d|[\d.,]*\d\s?(?:%|per ?cent\b(?! of\b)|(?:euros?|pounds?|dollars?|cents?|degrees?)\b)|"
    r"\b\d{1,2}[:.]\d\d\b|"
    rf"\b\d{{1,2}} ?[ap]\.?m\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b|\b(?:{_MONTHS}) \d{{1,2}}\b|"
    r"\b(?:1[5-9]|20)\d\ds?\b(?! \w+s\b)|^\W*(?:\d+(?:\.\d+)+|\d+[.)])\s+(?=(?-i:[A-Z]))|"
    r"\b(?:age|aged|older|younger)\b[^,.;]{0,12}?\b(?:\w+teen|\w+ty|\d+|six|seven|eight|nine|ten)\b",
    re.I,
)
_COUNT = lazy_pattern(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|"
    r"millions?|billions?|dozens?|scores? of|several|few|many|most|both|all|each|every|none|no|not|never|any|nobody|"
    r"without|half|halves|thirds?|quarters?|pairs?|couple|single|sole|only|another|once|twice|twins?|triplets?|trio|duo|"
    r"quartet|double|triple)\b",
    re.I,
)


def lacks_count(question: str, sentence: str) -> bool:
    """Whether the number of a thing is asked for, and a sentence has none that could be one."""
    asked = _ASKED.search(question)
    if asked is None:
        return False
    text = _NO_COUNT.sub(" ", sentence)
    singular = stem(asked["what"].casefold())
    labels = (label for label in re.finditer(r"([^\W\d_]+) \d+\b", text) if stem(label[1].casefold()) == singular)
    for label in reversed(list(labels)):
        text = text[: label.start()] + text[label.end() :]
    return _COUNT.search(text) is None


def counted_thing(question: str) -> str:
    """The stem of what is asked for the number of: "visitor"; empty where no number is asked for."""
    word = counted_word(question)
    return stem(word) if word else ""


def counted_word(question: str) -> str:
    """The word for it as it is written, in small letters: "visitors"."""
    asked = _ASKED.search(question)
    return asked["what"].casefold() if asked else ""
