"""Whether two quantities are the same, or measure the same sort of thing: 0.5 l is 500 ml, a third is 33 %."""

from __future__ import annotations

from dataclasses import replace

from rag.quantities.clock import CLOCK, same_time
from rag.quantities.quantity import Quantity
from rag.quantities.units import EXACTLY, MAY_BE

# What "about" forgives.
_ROUNDING = 0.06
# So much more than it says "more than" is.
_BEYOND = 0.25
_HUNDRED_CENTS = ("$", *MAY_BE["$"], "€", "rand")
# Of the larger figure, no rounding and no bound reaches so far.
_FAR = 0.3
# What decimals that are left out come to, what a share in words may be off, and any figure, as a share of it.
_HALF, _SHORT_OF_A_SHARE, _SAME = 0.5, 0.004, 1e-9
# A time of day is one of two, and a decade holds ten years.
_OF_ANOTHER_SORT = (CLOCK, "decade")
# From here on, decimals may be left out.
_ROUNDED = 10


def same(claim: Quantity, source: Quantity) -> bool:
    """Whether the claim's quantity is what the source's says, or a part of it (a year of a date)."""
    if claim.date or source.date:
        return _same_date(claim, source)
    if _far_apart(claim, source):
        return False
    if CLOCK in (claim.unit, source.unit):
        return same_time(claim, source)
    if claim.unit and source.unit and claim.unit != source.unit:
        claim, source = _told_apart(claim, source), _told_apart(source, claim)
        claim, source = _in_cents(claim, source), _in_cents(source, claim)
        claim, source = in_least(claim), in_least(source)
    if claim.rank != source.rank and claim.text.split()[-1].casefold() == source.text.split()[-1].casefold():
        # "A third" is a share, or the one after the second.
        return True
    # "The 1860s" of a thing of 1861.
    if claim.unit == "decade" and not source.unit and claim.value >= 1000:
        return claim.value <= source.value < claim.value + 10
    if not _same_unit(claim, source):
        return False
    readings = [(one, two) for one in _readings(claim) for two in _readings(source)]
    return any(_same_value(one, two) for one, two in readings)


def _far_apart(claim: Quantity, source: Quantity) -> bool:
    """Whether two figures of one unit, or of none, are so far apart that nothing bridges them.

    Told at once, for each figure of a claim is held against each of a table.
    """
    if claim.unit != source.unit or claim.rank is not source.rank or claim.unit in _OF_ANOTHER_SORT:
        return False
    if claim.also is not None or source.also is not None:
        return False
    bridged = _SHORT_OF_A_SHARE + _SAME * abs(source.value)
    if claim.about or claim.bound != source.bound:
        bridged += _FAR * max(abs(claim.value), abs(source.value))
    elif claim.value >= _ROUNDED:
        bridged += _HALF
    return abs(claim.value - source.value) > bridged


def _readings(quantity: Quantity) -> list[Quantity]:
    return [quantity] if quantity.also is None else [quantity, replace(quantity, value=quantity.also)]


def _told_apart(quantity: Quantity, other: Quantity) -> Quantity:
    """The quantity with the unit that its word or sign stands for beside the other one: "pounds" beside "£5" are £."""
    if other.unit not in MAY_BE.get(quantity.unit, ()):
        return quantity
    return replace(quantity, unit="£" if other.unit == "penny" else other.unit)


def _in_cents(quantity: Quantity, other: Quantity) -> Quantity:
    """An amount in cents where the other one is: of a euro, a dollar, or what else has them."""
    if other.unit == "cent" and quantity.unit in _HUNDRED_CENTS:
        return replace(quantity, value=quantity.value * 100, unit="cent")
    return quantity


def in_least(quantity: Quantity) -> Quantity:
    """The quantity in the smallest unit that its own is so many of."""
    while quantity.unit in EXACTLY:
        unit, times = EXACTLY[quantity.unit]
        quantity = replace(quantity, value=quantity.value * times, unit=unit)
    return quantity


def _same_value(claim: Quantity, source: Quantity) -> bool:
    gap = abs(claim.value - source.value)
    forgiven = 2 * _ROUNDING if _spelt(claim) else _ROUNDING
    slack = forgiven * max(abs(source.value), abs(claim.value)) if claim.about and not claim.date else 0.0
    # So far within a bound that only the claim has the source's value lies.
    within = (source.value - claim.value) * claim.bound if claim.bound != source.bound else 0.0
    # "More than half" of what is 54 %.
    if 0 < within <= _BEYOND * claim.value:
        return True
    # "Over 3,000" is not 2,987.
    if within < 0:
        slack = 0.0
    # 33 for 33.1.
    if claim.value >= _ROUNDED and claim.value.is_integer() and not source.value.is_integer():
        slack = max(slack, _HALF)
    return gap <= max(slack, _SAME * abs(source.value), _SHORT_OF_A_SHARE if _spelt(claim) or _spelt(source) else 0.0)


def _spelt(quantity: Quantity) -> bool:
    """Whether it is a share in words: "a third" is 33 %, near enough."""
    return quantity.unit == "%" and not any(character.isdigit() for character in quantity.text)


def _same_unit(claim: Quantity, source: Quantity) -> bool:
    claim, source = _told_apart(claim, source), _told_apart(source, claim)
    degrees = {claim.unit, source.unit} in ({"degree", "C"}, {"degree", "F"})
    return claim.unit == source.unit or not claim.unit or (not source.unit and claim.unit != "%") or degrees


def differs_by_unit(claim: Quantity, source: Quantity) -> bool:
    """Whether the figures are the same and the units are not."""
    return not claim.date and not source.date and _same_value(claim, source) and not _same_unit(claim, source)


def opposite_bounds(claim: Quantity, source: Quantity) -> bool:
    """Whether one is "at least" and the other "at most"."""
    return claim.bound * source.bound < 0


def comparable(claim: Quantity, source: Quantity) -> bool:
    """Whether the two measure the same sort of thing, so that one may stand in the other's place."""
    if bool(claim.date) != bool(source.date) or claim.rank != source.rank:
        return _year(claim) and _year(source)
    if claim.date and source.date:
        return any(a and b for a, b in zip(claim.date, source.date, strict=True))
    return claim.unit == source.unit


def _year(quantity: Quantity) -> bool:
    return bool(quantity.date and quantity.date[0]) or (not quantity.unit and 1000 <= quantity.value <= 2100)


def _same_date(claim: Quantity, source: Quantity) -> bool:
    if claim.date and source.date:
        return all(a in (0, b) for a, b in zip(claim.date, source.date, strict=True))
    if claim.date:
        return claim.date[1:] == (0, 0) and claim.date[0] == source.value and not source.unit
    return source.date is not None and source.date[0] == claim.value and not claim.unit
