"""Figures that a reader works out: "six each" of 24 for four, "17 metres a year" of 340 in twenty, "14 minutes a week".

They excuse a figure only of a claim that is worded anew: who repeats the words repeats the figures. What an instance of
a bound comes to ("ten hours" where it takes twelve) is no sum, and is left to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from rag.verdict.equality import in_least, same
from rag.verdict.negation import denials
from rag.verdict.quantities import quantities
from rag.verdict.quantity import Quantity, is_year
from rag.verdict.reading import Reading

# Of so many figures it is tried what two of them come to.
_MOST = 6
# A claim with so large a share of its words in the evidence, figures aside, repeats it.
_REPEATED = 0.75
_MULTIPLE = re.compile(r"\b(?:(half)|(twice|double|doubled)|(three times|triple)|(four times))\b", re.I)
_TIMES = (0.5, 2.0, 3.0, 4.0)
# Days of a period, as people reckon: twelve months are a year, four weeks a month.
_PERIODS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}
_PER = re.compile(
    rf"\b(?:an?|per|each|every|the) ({'|'.join(_PERIODS)})\b|\b(hour|dai|week|month|quarter|year|annual)ly?\b", re.I
)
_ADVERBS = {"dai": "day", "annual": "year"}
# So far a reckoned figure may be rounded.
_ROUNDED = 0.02
_FALLEN = re.compile(
    r"\b(?:fell|fall(?:en|s)?|dropp?(?:ed|s)?|cut|reduced?s?|declined?s?|shr[aiu]nk|lost|lower)\b[^.;]{0,30} by "
    r"(?:about |almost |nearly |some |over )?(?:an? |one |two |three )?$",
    re.I,
)
_OUTSIDE = re.compile(
    r"\b(?:outside|elsewhere|beyond|other than|apart from|not|do(?:es)?n't|no|without|un[a-z]{5,}|failed|missed)\b",
    re.I,
)


def is_anew(claim: Reading, cited: Reading) -> bool:
    """Whether a claim has words of its own, figures aside."""
    spans = [(own.start, own.end) for own in quantities(claim.text)]
    words = [
        token.stem
        for token in claim.tokens
        if token.content and not any(start <= token.start < end for start, end in spans)
    ]
    return sum(word in cited.stems for word in words) < _REPEATED * len(words)


def derived(quantity: Quantity, stated: Sequence[Quantity], claim: Reading, cited: Reading) -> bool:
    """Whether a figure is what some of the evidence's come to."""
    if quantity.rank or quantity.date or is_year(quantity):
        return False
    # "40 percent live in the capital": three fifths outside.
    outside = bool(_OUTSIDE.search(claim.text)) != bool(_OUTSIDE.search(cited.text))
    if (
        outside
        and quantity.unit == "%"
        and any(one.unit == "%" and _near(quantity.value, 1 - one.value) for one in stated)
    ):
        return True
    # "Had fallen by two thirds": a third is left.
    if quantity.unit == "%" and any(
        one.unit == "%" and _near(quantity.value, 1 - one.value) and _FALLEN.search(cited.text, 0, one.start)
        for one in stated
    ):
        return True
    mine = in_least(quantity)
    # "13 to 15 days": about two weeks.
    if quantity.about and any(_spans(one, two, mine) for one, two in pairwise(map(in_least, stated))):
        return True
    return any(_matches(mine, in_least(other)) for other in _worked_out(stated, claim.text, cited.text))


def is_instance(quantity: Quantity, stated: Sequence[Quantity], claim: Reading, cited: Reading) -> bool:
    """Whether a figure without a bound may be a case of one that has: within it, or beyond it in a "not" of its own."""
    mine = in_least(quantity)
    if mine.bound or mine.date:
        return False
    alike = denials(claim) == denials(cited)
    bounds = (other for other in map(in_least, stated) if other.bound and other.unit in (mine.unit, ""))
    return any(((mine.value - other.value) * other.bound >= 0) is alike for other in bounds)


def _spans(one: Quantity, two: Quantity, mine: Quantity) -> bool:
    return one.unit == two.unit == mine.unit and not one.date and one.value < mine.value < two.value


def _matches(mine: Quantity, other: Quantity) -> bool:
    if other.unit and mine.unit != other.unit:
        return {mine.unit, other.unit} in ({"degree", "C"}, {"degree", "F"}) and _near(mine.value, other.value)
    return _near(mine.value, other.value) or same(mine, replace(other, bound=0))


def _near(one: float, two: float) -> bool:
    return abs(one - two) <= _ROUNDED * abs(two)


def _worked_out(stated: Sequence[Quantity], claim: str, cited: str) -> Iterator[Quantity]:
    plain = [one for one in stated if not (one.rank or one.date or one.loose or _year(one))][:_MOST]
    years = sorted({year for one in stated if (year := _year(one))})
    spans = [two - one for one, two in zip(years, years[1:], strict=False)]
    for one in plain:
        yield from (replace(one, value=one.value / span) for span in spans if one.unit)
        for match in _MULTIPLE.finditer(cited):
            times = _TIMES[(match.lastindex or 1) - 1]
            yield replace(one, value=one.value * times)
            yield replace(one, value=one.value / times)
        yield from _at_other_pace(one, claim, cited)
    for one, two in permutations(plain, 2):
        if not two.unit and two.value:
            # "24, enough for four"
            yield replace(one, value=one.value / two.value)
            yield replace(one, value=one.value * two.value)
        small, large = in_least(one), in_least(two)
        if small.unit == large.unit or {small.unit, large.unit} in ({"degree", "C"}, {"degree", "F"}):
            unit = small.unit if small.unit != "degree" else large.unit
            yield replace(large, value=large.value - small.value, unit=unit)
            yield replace(large, value=large.value + small.value, unit=unit)


def _year(one: Quantity) -> float:
    return float(one.date[0]) if one.date else one.value if not one.unit and 1000 <= one.value <= 2999 else 0.0


def _at_other_pace(one: Quantity, claim: str, cited: str) -> Iterator[Quantity]:
    """Two minutes a day are fourteen a week."""
    for mine in _paces(claim):
        for theirs in _paces(cited):
            if mine != theirs:
                yield replace(one, value=one.value * round(_PERIODS[mine] / _PERIODS[theirs], 4))


def _paces(text: str) -> set[str]:
    return {
        _ADVERBS.get(word.casefold(), word.casefold())
        for match in _PER.finditer(text)
        if (word := match[1] or match[2])
    }
