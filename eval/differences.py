"""Comparisons in words: a run against an earlier one, and systems side by side. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterator

from eval.baseline import Comparison
from eval.report import number
from eval.statistics import BETTER, CANNOT_TELL, FEWEST, SAME, WORSE, Difference, Interval

_NAME = 47
# What a reader looks for first.
ORDER = {WORSE: 0, BETTER: 1, CANNOT_TELL: 2, SAME: 3}


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """One line a figure, what changed first."""
    facts = comparison.facts
    yield f"against {facts['suite']}, {facts['system']}, of {facts['at']} ({facts['commit'] or 'no commit'})"
    yield f"  {comparison.common} questions in common, {comparison.left_out} in one of both only"
    if comparison.crashed:
        yield f"  {len(comparison.crashed)} of them crash now and did not before"
    for item in sorted(comparison.differences, key=lambda item: ORDER[item.verdict]):
        before, now = (number(value, item.unit) for value in (item.before, item.now))
        yield f"  {item.name:<{_NAME}} {before} -> {now}  {change(item)}  {item.says}"


def change(item: Difference) -> str:
    """A difference with its sign and interval."""
    apart = number(item.difference, item.unit, "+")
    return f"{apart} {between(item.interval, item.unit, signed=True)}".rstrip()


def between(interval: Interval | None, unit: str = "", *, signed: bool = False) -> str:
    """An interval in brackets; empty where there is none."""
    if interval is None:
        return ""
    low, high = (number(edge, unit, "+" if signed else "") for edge in interval)
    return f"[{low}, {high}]"


def loss_lines(comparison: Comparison) -> Iterator[str]:
    """What a failed check says."""
    if comparison.crashed:
        yield f"Questions that crash and did not before: {len(comparison.crashed)}, such as {comparison.crashed[0]}."
    if comparison.losses:
        names = ", ".join(item.name for item in comparison.losses)
        count = len(comparison.losses)
        yield f"{count} {'figure' if count == 1 else 'figures'} got worse: {names}."
    if comparison.few:
        yield (
            f"Only {comparison.common} questions are in both runs, too few for a check. "
            "Run both with the same limit, seed and language."
        )
    elif comparison.unsure:
        yield (
            f"Only {comparison.units} questions were measured in both runs, too few for a check: fewer than {FEWEST} "
            "tell no loss from chance. Ask more questions."
        )
