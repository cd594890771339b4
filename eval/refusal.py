"""How well a system knows when it cannot answer: AUROC, what a price buys, and the risk-coverage curve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# The share of answerable questions that may be refused, where negatives are compared at one price.
PRICE = 0.05


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Chance that a positive scores above a negative, ties half; None where either is missing."""
    if not positive or not negative:
        return None
    order = np.sort(np.array(negative))
    above = np.searchsorted(order, positive, side="left")
    not_below = np.searchsorted(order, positive, side="right")
    return float((above + not_below).sum() / 2 / (len(positive) * len(negative)))


def refused_at_price(positive: Sequence[float], negative: Sequence[float], price: float = PRICE) -> float | None:
    """Share of the negatives below the highest threshold that refuses at most `price` of the positives."""
    if not positive or not negative:
        return None
    threshold = sorted(positive)[int(price * len(positive))]
    return sum(score < threshold for score in negative) / len(negative)


def risk_coverage(items: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Coverage and risk after each distinct confidence, from the highest down; items are (confidence, right)."""
    curve: list[tuple[float, float]] = []
    wrong = 0.0
    ordered = sorted(items, key=lambda item: -item[0])
    for number, (confidence, right) in enumerate(ordered, 1):
        wrong += 1 - right
        if number == len(ordered) or ordered[number][0] != confidence:
            curve.append((number / len(ordered), wrong / number))
    return curve


def curve_area(curve: Sequence[tuple[float, float]]) -> float | None:
    """The mean risk over all coverages; None where there is no curve."""
    if not curve:
        return None
    before, area = 0.0, 0.0
    for coverage, risk in curve:
        area += (coverage - before) * risk
        before = coverage
    return area
