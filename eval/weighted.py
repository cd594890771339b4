"""Statistics that can be taken again over any weighting of the examples, which is all that a bootstrap needs.

A statistic remembers the examples that it is about by their place in the list. `over` gets weights of all examples,
(draws, examples), and gives one number a draw; nan where nothing it is about has weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from eval.metrics import Mean
from eval.refusal import Numbers, auroc, curve_area, refused_at_price

# An example's place in the list, and its number.
At = tuple[int, float]


class Statistic(Protocol):
    """One figure, ready to be taken."""

    @property
    def n(self) -> int:
        """How many examples it is about; 0 where it cannot be taken."""

    @property
    def sides(self) -> Sequence[Sequence[int]]:
        """The places of the examples that it needs; two lists of them where it sets some against others."""

    def over(self, weights: Numbers) -> Numbers:
        """One number a draw."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum over another; where `bottom` are ones, a mean."""

    rows: Sequence[int]
    top: Sequence[float]
    bottom: Sequence[float]

    @property
    def n(self) -> int:
        """How many examples it is about; a ratio to nothing is none."""
        return len(self.rows) if any(self.bottom) else 0

    @property
    def sides(self) -> Sequence[Sequence[int]]:
        """All of its examples."""
        return [self.rows]

    def over(self, weights: Numbers) -> Numbers:
        """The ratio of the weighted sums."""
        own = weights[:, list(self.rows)]
        top, bottom = (own @ np.asarray(side, own.dtype) for side in (self.top, self.bottom))
        return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 0)


def plain(statistic: Statistic, examples: int) -> Mean:
    """A statistic with each of so many examples counted once, and over how many of them it is."""
    if not statistic.n:
        return Mean(None, 0)
    return Mean(float(statistic.over(np.ones((1, examples)))[0]), statistic.n)


def average(found: Iterable[At]) -> Ratio:
    """The mean of some numbers."""
    rows, values = _columns(found)
    return Ratio(rows, values, [1.0] * len(rows))


@dataclass(frozen=True, slots=True)
class Separation:
    """How well confidence tells positives from negatives: AUROC, or the negatives refused `at_price`."""

    positive: Sequence[At]
    negative: Sequence[At]
    at_price: bool = False

    @property
    def n(self) -> int:
        """Both sides; at a price the negatives, of which it is a share."""
        if not self.positive or not self.negative:
            return 0
        return len(self.negative) + (0 if self.at_price else len(self.positive))

    @property
    def sides(self) -> Sequence[Sequence[int]]:
        """The positives and the negatives."""
        return [_columns(self.positive)[0], _columns(self.negative)[0]]

    def over(self, weights: Numbers) -> Numbers:
        """The share of each draw."""
        (yes, sure), (no, unsure) = _columns(self.positive), _columns(self.negative)
        share = refused_at_price if self.at_price else auroc
        return share(sure, unsure, weights[:, yes], weights[:, no])


@dataclass(frozen=True, slots=True)
class CurveArea:
    """The area below the risk-coverage curve; items are an example's place, its confidence, and whether it is right."""

    items: Sequence[tuple[int, float, float]]

    @property
    def n(self) -> int:
        """How many examples it is about."""
        return len(self.items)

    @property
    def sides(self) -> Sequence[Sequence[int]]:
        """All of its examples."""
        return [[item[0] for item in self.items]]

    def over(self, weights: Numbers) -> Numbers:
        """The area of each draw."""
        return curve_area([item[1:] for item in self.items], weights[:, [item[0] for item in self.items]])


@dataclass(frozen=True, slots=True)
class Quantile:
    """The number below which `share` of the numbers lie, interpolated."""

    found: Sequence[At]
    share: float

    @property
    def n(self) -> int:
        """How many examples it is about."""
        return len(self.found)

    @property
    def sides(self) -> Sequence[Sequence[int]]:
        """All of its examples."""
        return [_columns(self.found)[0]]

    def over(self, weights: Numbers) -> Numbers:
        """The quantile of each draw, whose weights are whole numbers."""
        rows, values = _columns(sorted(self.found, key=lambda item: item[1]))
        return np.array([self._of(np.repeat(values, own.astype(int))) for own in weights[:, rows]])

    def _of(self, ordered: Numbers) -> float:
        if not len(ordered):
            return float("nan")
        at = self.share * (len(ordered) - 1)
        low, high = ordered[int(at)], ordered[int(np.ceil(at))]
        return float(low + (high - low) * (at - int(at)))


def _columns(found: Iterable[At]) -> tuple[list[int], list[float]]:
    pairs = list(found)
    return [row for row, _ in pairs], [value for _, value in pairs]
