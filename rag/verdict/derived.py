"""Figures that a reader works out: "six each" of 24 for four, "17 metres a year" of 340 in twenty, "14 minutes a week".

They excuse a figure only of a claim that is worded anew: who repeats the words repeats the figures. What an instance of
a bound comes to ("ten hours" where it takes twelve) is no sum, and is left to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, permutations

from index.text.patterns import right_before
from rag.quantities.equality import in_least, same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.verdict.denying import denials
from rag.verdict.reading import Reading

# Of so many figures it is tried what two of them come to.
_MOST = 6
# A claim with so large a share of its words in the evidence, figures aside, repeats it.
_REPEATED = 0.8
_MULTIPLE = re.compile(r"\b(?:(half)|(twice|double|doubled)|(three times|triple)|(four times))\b", re.I)
_TIMES = (0.5, 2.0, 3.0, 4.0)
# Days of a period, as people reckon: twelve months are a year.
_PERIODS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
    "month": 365 / 12, "quarter": 365 / 4, "year": 365.0,
}  # fmt: skip
_PER = re.compile(
    rf"\b(?:an?|per|each|every|the) ({'|'.join(_PERIODS)})\b|\b(hour|dai|week|month|quarter|year|annual)ly?\b", re.I
)
_ADVERBS = {"dai": "day", "annual": "year"}
# So far a reckoned figure may be rounded.
_ROUNDED = 0.02
_COUNTED, _SAME = 100, 1e-6
_ROUND, _HALF = 10, 0.5
_FALLEN = re.compile(
    r"\b(?:fell|fall(?:en|s)?|dropp?(?:ed|s)?|cut|reduced?s?|declined?s?|shr[aiu]nk|lost|lower)\b[^.;]{0,30} by "
    r"(?:about |almost |nearly |some |over )?(?:an? |one |two |three )?$",
    re.I,
)
# "A file of 6 GB", "a 6 GB file", "a five-year-old child"
_A_THING_OF = re.compile(r"\b(?:an?|any) (?P<noun>[a-z]{3,}) (?:of|aged|weighing|measuring|costing|worth) $", re.I)
_A, _THING = re.compile(r"\b(?:an?|any) $", re.I), re.compile(r"(?:-old)?[ -](?P<noun>[a-z]{3,})\b")
_PLURALS = {"child": "children", "man": "men", "woman": "women", "person": "people"}
_VOTES = re.compile(r"\b(?:votes?|voted|ballots?|abst\w+|in favou?r)\b", re.I)
_OUTSIDE = re.compile(
    r"\b(?:outside|elsewhere|beyond|other than|apart from|not|do(?:es)?n't|no|without|un[a-z]{5,}|failed|missed)\b",
    re.I,
)


def is_anew(claim: Reading, evidence: Reading) -> bool:
    """Whether a claim has words of its own, figures aside."""
    spans = [(own.start, own.end) for own in quantities(claim.text)]
    words = [
        token.stem
        for token in claim.tokens
        if token.content and not any(start <= token.start < end for start, end in spans)
    ]
    return sum(word in evidence.stems for word in words) < _REPEATED * len(words)


def derived(quantity: Quantity, stated: Sequence[Quantity], claim: Reading, evidence: Reading) -> bool:
    """Whether a figure is what some of the evidence's come to."""
    if quantity.rank or quantity.date or is_year(quantity):
        return False
    # "40 percent live in the capital": three fifths outside.
    outside = bool(_OUTSIDE.search(claim.text)) != bool(_OUTSIDE.search(evidence.text))
    if (
        outside
        and quantity.unit == "%"
        and any(one.unit == "%" and _near(quantity.value, 1 - one.value) for one in stated)
    ):
        return True
    # "Had fallen by two thirds": a third is left.
    if quantity.unit == "%" and any(
        one.unit == "%" and _near(quantity.value, 1 - one.value) and right_before(_FALLEN, evidence.text, one.start)
        for one in stated
    ):
        return True
    mine = in_least(quantity)
    if any(as_long(quantity, other) for other in stated):
        return True
    # "13 to 15 days": about two weeks.
    if quantity.about and any(_spans(one, two, mine) for one, two in pairwise(map(in_least, stated))):
        return True
    # A share of both is a guess, which "fewer than half" would let too much pass for.
    found = (other for other in _worked_out(stated, claim.text, evidence.text) if not (other.loose and quantity.bound))
    return any(_matches(mine, in_least(other)) for other in found)


def is_instance(quantity: Quantity, stated: Sequence[Quantity], claim: Reading, evidence: Reading) -> bool:
    """Whether a figure without a bound may be a case of one that has: within it, or beyond it in a "not" of its own."""
    mine = in_least(quantity)
    if mine.bound or mine.date:
        return False
    alike = denials(claim) == denials(evidence)
    bounds = (other for other in map(in_least, stated) if other.bound and other.unit in (mine.unit, ""))
    return any(((mine.value - other.value) * other.bound >= 0) is alike for other in bounds)


def is_one_of_them(quantity: Quantity, stated: Sequence[Quantity], claim: Reading, evidence: Reading) -> bool:
    """Whether it is a case of what holds for all within a bound: "a file of 6 GB", of "files larger than 5 GB"."""
    of_it = right_before(_A_THING_OF, claim.text, quantity.start)
    it = right_before(_A, claim.text, quantity.start) and _THING.match(claim.text, quantity.end)
    noun = of_it or it
    if not noun:
        return False
    one, words = noun["noun"].casefold(), set(evidence.low)
    many = {one + "s", one + "es", one[:-1] + "ies", _PLURALS.get(one, "")}
    bounds = [other for other in stated if other.bound and in_least(other).unit == in_least(quantity).unit]
    alike = denials(claim) == denials(evidence) and one not in words and not many.isdisjoint(words)
    return alike and is_instance(quantity, bounds, claim, evidence)


def _spans(one: Quantity, two: Quantity, mine: Quantity) -> bool:
    return one.unit == two.unit == mine.unit and not one.date and one.value < mine.value < two.value


def _matches(mine: Quantity, other: Quantity) -> bool:
    if other.unit and mine.unit != other.unit:
        return {mine.unit, other.unit} in ({"degree", "C"}, {"degree", "F"}) and _near(mine.value, other.value)
    return _near(mine.value, other.value, mine) or same(mine, replace(other, bound=0))


def as_long(one: Quantity, two: Quantity) -> bool:
    """Whether both are as long, as people reckon: 90 days are three months."""
    if one.unit == two.unit or not (one.unit in _PERIODS and two.unit in _PERIODS):
        return False
    return _near(one.value * _PERIODS[one.unit], two.value * _PERIODS[two.unit])


def _near(one: float, two: float, told: Quantity | None = None) -> bool:
    """Whether two values are one, rounded.

    What is `told` as a whole number and not as "about" so many is not, where it is small, and no farther than to the
    next one, where it is no round one: 833 is not 818.
    """
    if told and not told.about and told.value.is_integer() and told.value < _COUNTED:
        return abs(one - two) <= _SAME * abs(two)
    if told and not told.about and told.value % _ROUND and told.value.is_integer():
        return abs(one - two) <= _HALF
    return abs(one - two) <= _ROUNDED * abs(two)


def _worked_out(stated: Sequence[Quantity], claim: str, evidence: str) -> Iterator[Quantity]:
    figures = [one for one in stated if not (one.rank or one.date or one.loose or _year(one))]
    plain = list({(one.start, one.unit, one.value): one for one in figures}.values())[:_MOST]
    years = sorted({year for one in stated if (year := _year(one))})
    spans = [two - one for one, two in zip(years, years[1:], strict=False)]
    for one in plain:
        yield from (replace(one, value=one.value / span) for span in spans if one.unit)
        for match in _MULTIPLE.finditer(evidence):
            times = _TIMES[(match.lastindex or 1) - 1]
            yield replace(one, value=one.value * times)
            yield replace(one, value=one.value / times)
        yield from _at_other_pace(one, claim, evidence)
    for one, two in permutations(plain, 2):
        # "24, enough for four", "two tablets up to three times a day", "three months' rent" of 400 a month
        if two.value not in (0, 1) and (
            two.unit in ("", "times") or (two.unit in _PERIODS and one.unit not in (*_PERIODS, "%"))
        ):
            yield replace(one, value=one.value / two.value)
            yield replace(one, value=one.value * two.value)
        # "1.8 km, two thirds of it since 1980"
        if two.unit == "%":
            yield replace(one, value=one.value * two.value)
        yield from _of_one_unit(in_least(one), in_least(two))
    # Of counts, only votes are added up: "nine to four, with two abstaining".
    for unit in {one.unit for one in plain if one.unit or _VOTES.search(evidence)}:
        alike = [one for one in plain if one.unit == unit]
        if len(alike) > 2:
            yield replace(alike[0], value=sum(one.value for one in alike))


def _of_one_unit(small: Quantity, large: Quantity) -> Iterator[Quantity]:
    """How far two of one unit are apart, their sum, and what the one is of the other and of both."""
    degrees = {small.unit, large.unit} in ({"degree", "C"}, {"degree", "F"})
    if not (small.unit == large.unit or degrees):
        return
    unit = small.unit if small.unit != "degree" else large.unit
    yield replace(large, value=large.value - small.value, unit=unit)
    yield replace(large, value=large.value + small.value, unit=unit)
    if 0 < small.value < large.value:
        share = small.value / large.value
        yield replace(large, value=1 / share, unit="times", text="")
        yield replace(large, value=share, unit="%", text="")
        # "250 g, and another 50 g": a sixth of it.
        yield replace(large, value=small.value / (small.value + large.value), unit="%", text="", loose=True)
        if unit:
            # A ticket of 240 pays for sixteen of 15.
            yield replace(large, value=1 / share, unit="", text="")


def _year(one: Quantity) -> float:
    """The year that a figure is or names, or one of a range does; else 0. No year is written "1,500"."""
    if one.date:
        return float(one.date[0])
    return one.value if not one.unit and "," not in one.text and 1000 <= one.value <= 2999 else 0.0


def _at_other_pace(one: Quantity, claim: str, evidence: str) -> Iterator[Quantity]:
    """Two minutes a day are fourteen a week."""
    for mine in _paces(claim):
        for theirs in _paces(evidence):
            if mine != theirs:
                unit = "" if one.unit == "times" else one.unit
                yield replace(one, unit=unit, value=one.value * _PERIODS[mine] / _PERIODS[theirs])


@lru_cache(maxsize=64)
def _paces(text: str) -> frozenset[str]:
    return frozenset(
        _ADVERBS.get(word.casefold(), word.casefold())
        for match in _PER.finditer(text)
        if (word := match[1] or match[2])
    )
