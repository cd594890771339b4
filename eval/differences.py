"""Comparisons in words: a run against an earlier one, and systems side by side. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterator

from eval.baseline import Comparison
from eval.statistics import Difference, Interval

_NAME, _SYSTEM = 47, 24


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """One line a figure, what changed first."""
    facts = comparison.facts
    yield f"against {facts['suite']}, {facts['system']}, of {facts['at']} ({facts['commit'] or 'no commit'})"
    yield f"  {comparison.common} questions in common, {comparison.left_out} in one of both only"
    if comparison.crashed:
        yield f"  {len(comparison.crashed)} of them crash now and did not before"
    order = {"worse": 0, "better": 1, "cannot tell": 2, "same": 3}
    for item in sorted(comparison.differences, key=lambda item: order[item.verdict]):
        yield f"  {item.name:<{_NAME}} {item.before:.3f} -> {item.now:.3f}  {change(item)}  {item.says}"


def change(item: Difference) -> str:
    """A difference with its sign and interval."""
    return f"{item.difference:+.3f} {between(item.interval, signed=True)}".rstrip()


def between(interval: Interval | None, *, signed: bool = False) -> str:
    """An interval in brackets; empty where there is none."""
    if interval is None:
        return ""
    low, high = (f"{edge:+.3f}" if signed else f"{edge:.3f}" for edge in interval)
    return f"[{low}, {high}]"


def loss_lines(comparison: Comparison) -> Iterator[str]:
    """What a failed check says."""
    if comparison.crashed:
        yield f"Questions that crash and did not before: {len(comparison.crashed)}, such as {comparison.crashed[0]}."
    if comparison.losses:
        names = ", ".join(item.name for item in comparison.losses)
        yield f"{len(comparison.losses)} figures got worse: {names}."
    if comparison.few:
        yield (
            f"Only {comparison.common} questions are in both runs, too few for a check. "
            "Run both with the same limit, seed and language."
        )
