"""Dates as they are written: "3 May 2024", "May 3, 2024", "2024-05-03", "3.5.2024", a month, a feast, a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.text.calendar_names import MONTH_NUMBERS, MONTHS
from rag.quantities.quantity import Quantity
from rag.quantities.units import FEASTS, MONTHS_ABROAD, ORDINALS

# "may" and "march" are months only beside a number, and short forms only with a capital.
_MONTH = (
    r"(?P<{}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|"
    r"June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
# These are told by the word before them too, "May" by certain words alone.
_NAMES_TOO = ("March", "April", "June", "August")
_DATE = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)|\b(?P<n1>\d{1,2})(?P<mark>[./])(?P<n2>\d{1,2})(?P=mark)(?P<y0>\d{4})\b|\b(?P<n3>0?[1-9]|1[0-2])/(?P<y4>(?:19|20)\d{2})\b"
    rf"|\b(?P<feast>{'|'.join(FEASTS)})(?: (?P<y9>\d{{4}}))?\b"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m1')}(?:,? (?P<y1>\d{{4}}))?\b"
    rf"|\b(?:(?P<d6>\d{{1,2}})(?:\.|er|º)?(?: de)? )?(?P<m6>{'|'.join(MONTHS_ABROAD)})(?: del?)? (?P<y6>\d{{4}})\b"
    rf"|\b(?P<d7>\d{{1,2}})(?:\.|er|º)?(?: de)? (?P<m7>{'|'.join(MONTHS_ABROAD)})\b"
    r"|(?:(?P<y8>\d{4})年)?(?P<m8>\d{1,2})月(?:(?P<d8>\d{1,2})日)?"
    rf"|\b{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,? (?P<y2>\d{{4}})\b)?"
    rf"|\b{_MONTH.format('m3')},? (?:of )?(?P<y3>\d{{4}})\b"
    rf"|\b(?<=[a-z,][ -])(?P<m4>{'|'.join(_NAMES_TOO)})\b"
    rf"|\b(?P<m9>{'|'.join(name for name in MONTHS if name not in (*_NAMES_TOO, 'May'))})\b"
    r"|\b(?:(?<=[Ii]n )|(?<=[Bb]etween )|(?<= and )|(?<=[Ff]rom )|(?<= to )|(?<=[Uu]ntil )|(?<=[Ss]ince )|"
    r"(?<=[Ll]ate )|(?<=[Mm]id-))(?P<m5>May)\b"
    r"|\b(?P<quarter>Q[1-4]|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[- ]quarter(?! of (?!\d|the year)))\b"
)


# A year that is no leap year stands for one that is not said.
ANY_YEAR = 2001


def dates(text: str) -> Iterator[Quantity]:
    """In the order of the text."""
    for match in _DATE.finditer(text):
        found = match.groupdict()
        if found["iso"]:
            year, month, day = map(int, found["iso"].split("-"))
        elif found["y4"]:
            year, month, day = int(found["y4"]), int(found["n3"]), 0
        elif found["y0"]:
            year, (month, day) = int(found["y0"]), _in_figures(int(found["n1"]), int(found["n2"]), found["mark"])
        elif found["feast"]:
            year, (month, day) = int(found["y9"] or 0), FEASTS[found["feast"]]
        elif found["quarter"]:
            word = found["quarter"].casefold()
            # A quarter of a year is kept where a month would be, out of the months' way.
            year, month, day = 0, 20 + (int(word[1]) if word[0] == "q" else ORDINALS[re.split("[- ]", word)[0]]), 0
        elif found["m8"]:
            year, month, day = int(found["y8"] or 0), int(found["m8"]), int(found["d8"] or 0)
        elif found["m6"] or found["m7"]:
            month = MONTHS_ABROAD[found["m6"] or found["m7"]]
            year, day = int(found["y6"] or 0), int(found["d6"] or found["d7"] or 0)
        else:
            name = next(found[key] for key in ("m1", "m2", "m3", "m4", "m5", "m9") if found[key])
            month = MONTH_NUMBERS[name.rstrip(".").casefold()]
            day = int(found["d1"] or found["d2"] or 0)
            year = int(found["y1"] or found["y2"] or found["y3"] or 0)
        yield Quantity(match.group(), match.start(), match.end(), 0.0, date=(year, month, day))


def _in_figures(one: int, two: int, mark: str) -> tuple[int, int]:
    """Month and day of "3.2." or "2/13/"; neither where both orders are possible: 3/2 is in March or in February."""
    if mark == "." or one > 12:
        return two, one
    return (one, two) if two > 12 else (0, 0)
