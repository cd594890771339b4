"""How well a system knows when it cannot answer: AUROC, what a price buys, and the risk-coverage curve.

The statistics count each item as often as its weight says, draw by draw: `weights` are (draws, items), the result is
one number a draw, nan where there is nothing to tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.floating[Any]]

# The share of answerable questions that may be refused, where negatives are compared at one price.
PRICE = 0.05


def auroc(positive: Sequence[float], negative: Sequence[float], yes: Numbers, no: Numbers) -> Numbers:
    """Chance that a positive scores above a negative, ties half; `yes` and `no` are their weights."""
    order = np.argsort(negative)
    scores, below = np.asarray(negative, float)[order], _running(no[:, order])
    under = below[:, np.searchsorted(scores, positive, side="left")]
    not_above = below[:, np.searchsorted(scores, positive, side="right")]
    return _shares((yes * (under + not_above) / 2).sum(axis=1), yes.sum(axis=1) * no.sum(axis=1))


def refused_at_price(positive: Sequence[float], negative: Sequence[float], yes: Numbers, no: Numbers) -> Numbers:
    """Share of the negatives below the highest threshold that refuses at most PRICE of the positives."""
    if not positive or not negative:
        return np.full(len(yes), np.nan)
    order, below = np.argsort(positive), np.argsort(negative)
    total = yes.sum(axis=1)
    # The threshold is the first positive beyond those that may be refused. Rounded, since 0.05 * 60 is not quite 3.
    may = np.floor(np.round(PRICE * total, 6))
    beyond = np.cumsum(yes[:, order], axis=1) > may[:, None]
    thresholds = np.asarray(positive, float)[order][beyond.argmax(axis=1)]
    under = np.searchsorted(np.asarray(negative, float)[below], thresholds, side="left")
    refused = np.take_along_axis(_running(no[:, below]), under[:, None], axis=1)[:, 0]
    return np.where(total > 0, _shares(refused, no.sum(axis=1)), np.nan)


def curve_area(items: Sequence[tuple[float, float]], weights: Numbers) -> Numbers:
    """The mean risk over all coverages; items are (confidence, right), weights are whole numbers.

    Items of one confidence come in any order, and the mean over all orders counts. An item that is drawn twice is two
    such items: taken as one step they would be riskier than apart, and intervals would lie above their figure.
    """
    if not items:
        return np.full(len(weights), np.nan)
    order = sorted(range(len(items)), key=lambda at: -items[at][0])
    sure = np.array([items[at][0] for at in order])
    wrong = np.array([1 - items[at][1] for at in order])
    ends = np.flatnonzero(np.append(sure[1:] != sure[:-1], True))
    counted, failed = (np.cumsum(own, axis=1)[:, ends] for own in (weights[:, order], weights[:, order] * wrong))
    steps, wrongs = (np.diff(own, axis=1, prepend=0.0) for own in (counted, failed))
    before = counted - steps
    share = np.nan_to_num(_shares(wrongs, steps))
    # Item k of a step has the risk (failed before + k * share) / (counted before + k): summed up by harmonic numbers.
    harmonic = _running(1 / np.arange(1, counted.max() + 1)[None])[0]
    sums = harmonic[counted.astype(int)] - harmonic[before.astype(int)]
    return _shares((wrongs + (failed - wrongs - share * before) * sums).sum(axis=1), counted[:, -1])


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


def _running(weights: Numbers) -> Numbers:
    """The sum before each item, and after the last."""
    return np.concatenate([np.zeros((len(weights), 1), weights.dtype), np.cumsum(weights, axis=1)], axis=1)


def _shares(part: Numbers, whole: Numbers) -> Numbers:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
