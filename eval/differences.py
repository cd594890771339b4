"""Comparisons in words: a run against an earlier one, and systems side by side. Nothing here decides anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from eval.baseline import Comparison
from eval.outcomes import Change
from eval.report import number
from eval.statistics import BETTER, CANNOT_TELL, FEWEST, LEVEL, SAME, WORSE, Difference, Interval

_NAME = 47
# What a reader looks for first.
ORDER = {WORSE: 0, BETTER: 1, CANNOT_TELL: 2, SAME: 3}
# So many questions that were lost, and that were gained, are printed; the report as JSON and the page have all.
_NAMED = 5
_QUESTION = 80


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """What it comes to, the questions that changed, then one line a figure, what changed first."""
    facts = comparison.facts
    yield f"against {facts['suite']}, {facts['system']}, of {facts['at']} ({facts['commit'] or 'no commit'})"
    yield f"  {comparison.common} questions in common, {comparison.left_out} in one of both only"
    if comparison.crashed:
        yield f"  {len(comparison.crashed)} of them crash now and did not before"
    yield f"  figures: {tally([item.verdict for item in comparison.differences])}"
    for lost, word in ((True, "lost"), (False, "gained")):
        yield from _named(word, [item for item in comparison.changed if item.lost is lost])
    for item in sorted(comparison.differences, key=lambda item: ORDER[item.verdict]):
        before, now = (number(value, item.unit) for value in (item.before, item.now))
        yield f"  {item.name:<{_NAME}} {before} -> {now}  {change(item)}  {item.says}"


def tally(verdicts: Sequence[str]) -> str:
    """How many figures got each verdict, and a warning where chance alone gives as many."""
    seen = Counter(verdicts)
    found = ", ".join(f"{seen[name]} {'the same' if name == SAME else name}" for name in ORDER if seen[name])
    told, expected = seen[WORSE] + seen[BETTER], round((1 - LEVEL) * len(verdicts))
    if 0 < told <= expected:
        return f"{found}. Of {len(verdicts)} figures that do not differ, chance would call about {expected} so."
    return found


def _named(word: str, changed: Sequence[Change]) -> Iterator[str]:
    """The first of the questions that came out otherwise."""
    if changed:
        yield f"  questions {word}: {len(changed)}"
    for item in changed[:_NAMED]:
        text = " ".join(item.question.split())
        short = text if len(text) <= _QUESTION else f"{text[: _QUESTION - 1]}…"
        yield f"    {item.before} -> {item.now}: {short} ({item.key})"
    if len(changed) > _NAMED:
        yield f"    and {len(changed) - _NAMED} more, which the report as JSON or as a page names"


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
        # Some names have a comma.
        names = "; ".join(item.name for item in comparison.losses)
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
