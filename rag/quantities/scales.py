"""The thousands, millions and so on that stand after a figure."""

from __future__ import annotations

import re

from rag.quantities.quantity import Quantity
from rag.quantities.units import SCALE

SCALES = re.compile(
    r"[\s-]?(hundred|thousand|million|billion|trillion|bn|mn|tn|Millionen|Milliarden|millones|millions|milliards|"
    r"milioni|miliardi|milhões|миллионов|миллиардов|مليون|مليار)\b|(?<=\d)(m|k|b)\b|\s?(万|亿)",
    re.I,
)


def times(scale: re.Match[str]) -> float:
    """What a match of `SCALES` multiplies by."""
    word = next(group for group in scale.groups() if group)
    return SCALE.get(word) or SCALE[word.casefold()]


def scale_of(quantity: Quantity) -> float:
    """The thousand, million or so in a quantity's words; 1 where there is none."""
    found = SCALES.search(quantity.text)
    return times(found) if found else 1.0
