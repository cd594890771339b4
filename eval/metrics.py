"""Figures about evidence, each with its n. An average of nothing is not a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from index.types import Span


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and over how many it was taken; `value` is None where n is 0."""

    value: float | None
    n: int


def mean(values: Iterable[float]) -> Mean:
    """The mean of some values."""
    found = list(values)
    return Mean(fmean(found) if found else None, len(found))


def hit_rank(gold: Sequence[Span], ranked: Sequence[Span]) -> int | None:
    """The rank, from 1, of the first passage that holds one of the gold spans whole; None where none does."""
    for rank, passage in enumerate(ranked, 1):
        if any(passage.start <= span.start and span.end <= passage.end for span in gold):
            return rank
    return None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Character precision, recall and F1 of cited spans against gold spans, and their intersection over union."""

    precision: float
    recall: float
    f1: float
    iou: float


def overlap(gold: Sequence[Span], cited: Sequence[Span]) -> Overlap:
    """Compare in characters; a character that is cited twice counts once. Nothing cited scores 0."""
    wanted, shown = _characters(gold), _characters(cited)
    common = len(wanted & shown)
    precision = common / len(shown) if shown else 0.0
    recall = common / len(wanted) if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if common else 0.0
    return Overlap(precision, recall, f1, common / len(wanted | shown) if common else 0.0)


def _characters(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}
