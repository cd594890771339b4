"""What is read of one number, date or time in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number or date. `unit` is empty where there is none; `date` is (year, month, day), 0 for what is not said.

    `bound` is 1 for "at least", -1 for "at most", 0 for neither. `also` is what else it may mean: 1200 for "1.200".
    """

    text: str
    start: int
    end: int
    value: float
    unit: str = ""
    date: tuple[int, int, int] | None = None
    rank: bool = False
    about: bool = False
    bound: int = 0
    loose: bool = False
    also: float | None = None


def is_year(quantity: Quantity) -> bool:
    """Whether a quantity is written as a bare year."""
    return quantity.text.isdigit() and len(quantity.text) == 4
