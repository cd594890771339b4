"""Figures that belong together: the ends of a range, the two numbers of a share, the parts of a measure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from index.text.patterns import right_before
from rag.quantities.quantity import Quantity, is_year
from rag.quantities.units import EXACTLY, MAY_BE, MULTIPLIED, SCALES, UNITS, times

# "80–90 million", "5 to 10 percent": what follows the second figure is said of the first too.
_RANGE = re.compile(r"\s?(?:[–-]|to|and)\s?[$€£]?")
# "Rose by a thousand to 6,240"
_BY = re.compile(r"\bby (?:about |some |nearly |almost |over |(?:more|less) than )?[$€£]?$", re.I)
# "1911–14"
_DASH, _SHORT_YEAR = re.compile(r"[–-]"), 2
_BETWEEN = re.compile(r"\bbetween (?:about |some |roughly )?[$€£]?$", re.I)
# "From 412 in 2020 to €455": a year is no beginning of a range of euros.
_IN_YEAR = re.compile(r"\b(?:in|since|during|for) $", re.I)
_MONEY = ("$", *MAY_BE["$"], "€", "£")
# "A year and two months"
_SINGLE_AND = re.compile(r"\b(?:an?|one) (year|month|week|day|hour|minute),? and $", re.I)
# "2 hours 15 minutes", "5 feet and 10 inches"
_COMPOUND = re.compile(r",?(?: and)? ?")
_IN = re.compile(r" (?:in|out of) (?:every )?")
# "One household in three"
_ONE_IN = re.compile(r" [a-z]+ in (?:every )?", re.I)
_NOT_COUNTED = re.compile(
    r"(?! (?!(?:wa|i|ha|doe|get|live|receive|own|work|say|use|die|want|need|suffer|pay|speak|read|goe|come|fail)s\b)"
    r"[a-z]+s\b)",
    re.I,
)


def ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures, the first of two that make a range with the unit and the scale of the other."""
    for at, (one, two) in enumerate(pairwise(found)):
        # "Doubled to 80"
        if one.text.casefold() in MULTIPLIED:
            continue
        if one.rank or two.rank or one.unit not in ("", *_MONEY) or not _RANGE.fullmatch(text, one.end, two.start):
            continue
        # "Under 12 and half price": two figures, where nothing says that they are the ends of one range.
        if "and" in text[one.end : two.start] and not right_before(_BETWEEN, text, one.start):
            continue
        if right_before(_BY, text, one.start):
            continue
        if (
            is_year(one)
            and two.text.isdigit()
            and len(two.text) == _SHORT_YEAR
            and _DASH.fullmatch(text, one.end, two.start)
        ):
            found[at + 1] = replace(two, value=one.value // 100 * 100 + two.value)
            continue
        if is_year(one) and not is_year(two) and right_before(_IN_YEAR, text, one.start):
            continue
        scale = SCALES.search(two.text)
        if scale and not SCALES.search(one.text) and abs(one.value) < 1000:
            one = replace(one, value=one.value * times(scale))
        unit = one.unit or two.unit
        if unit == "%" != one.unit:
            one = replace(one, value=one.value / 100)
        shown = text[one.start : two.end]
        found[at], found[at + 1] = replace(one, unit=unit, text=shown), replace(two, unit=two.unit or unit)
    return found


def shares(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures, with "six in ten" and "3 out of 5" as the share that they are."""
    kept: list[Quantity] = []
    for two in found:
        one = kept[-1] if kept else two
        share = 0 < one.value < two.value <= 100 and (
            _IN.fullmatch(text, one.end, two.start)
            or (one.value == 1 and _ONE_IN.fullmatch(text, one.end, two.start) and _NOT_COUNTED.match(text, two.end))
        )
        if share and not (one.unit or two.unit or one.rank or two.rank or one.date or two.date):
            whole = text[one.start : two.end]
            kept[-1] = replace(one, text=whole, end=two.end, value=one.value / two.value, unit="%", loose=False)
        else:
            kept.append(two)
    return kept


def compounds(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures, with "2 hours 15 minutes" as the 135 minutes that they are."""
    kept: list[Quantity] = []
    for two in found:
        one = kept[-1] if kept else None
        factor = _times_in(one.unit, two.unit) if one and one.unit and two.unit else 0.0
        single = right_before(_SINGLE_AND, text, two.start) if two.unit else None
        if single and 0 < two.value < (more := _times_in(UNITS.get(single[1].casefold(), ""), two.unit)):
            whole = text[single.start() : two.end]
            kept.append(replace(two, text=whole, start=single.start(), value=more + two.value))
        elif one and factor > 1 and 0 < two.value < factor and _COMPOUND.fullmatch(text, one.end, two.start):
            whole = text[one.start : two.end]
            kept[-1] = replace(two, text=whole, start=one.start, value=one.value * factor + two.value, about=one.about)
        else:
            kept.append(two)
    return kept


def _times_in(large: str, small: str) -> float:
    """How many of a smaller unit the larger one is; 0 where that is not exact."""
    factor = 1.0
    while large != small:
        if large not in EXACTLY:
            return 0.0
        large, more = EXACTLY[large]
        factor *= more
    return factor
