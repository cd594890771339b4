"""The figures of a bench run: samples of ours and of a reference, the ratio between them, and the table of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

# What a raw sample is multiplied by to be shown in its unit.
_SCALE = {"s": 1.0, "ms": 1000.0, "passages/s": 1.0}


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured, `ours` beside `reference`: seconds each, or a rate where `unit` says "per second".

    `target` bounds the ratio of the medians, or our own median where `absolute`. It is "at most" for times and "at
    least" for rates. Where nothing could be measured, `missing` says why and there are no samples.
    """

    name: str
    unit: str
    ours: Sequence[float]
    reference_name: str
    reference: Sequence[float] = ()
    target: float | None = None
    absolute: bool = False
    missing: str = ""

    @property
    def higher(self) -> bool:
        """Whether more is better."""
        return self.unit.endswith("/s")

    @property
    def ratio(self) -> float | None:
        """Ours over the reference, medians."""
        return self.median(self.ours) / self.median(self.reference) if self.ours and self.reference else None

    @property
    def slow_ratio(self) -> float | None:
        """Ours over the reference, slow ends."""
        return self.slow_end(self.ours) / self.slow_end(self.reference) if self.ours and self.reference else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none, or nothing was measured."""
        value = self.median(self.ours) if self.absolute and self.ours else self.ratio
        if self.target is None or value is None or not self.ours:
            return None
        return value >= self.target if self.higher else value <= self.target

    def median(self, samples: Sequence[float]) -> float:
        """The p50."""
        return float(np.percentile(samples, 50))

    def slow_end(self, samples: Sequence[float]) -> float:
        """What 95 % of the samples are at least as good as: the p95 of times, the p5 of rates."""
        return float(np.percentile(samples, 5 if self.higher else 95))

    def to_dict(self) -> dict[str, Any]:
        """Plain data. Samples are in seconds, or in passages per second."""
        return {
            "name": self.name,
            "unit": self.unit,
            "n": len(self.ours),
            "p50": self.median(self.ours) if self.ours else None,
            "p95": self.slow_end(self.ours) if self.ours else None,
            "reference": self.reference_name,
            "reference_p50": self.median(self.reference) if self.reference else None,
            "reference_p95": self.slow_end(self.reference) if self.reference else None,
            "ratio_p50": self.ratio,
            "ratio_p95": self.slow_ratio,
            "target": self.target,
            "target_of": "p50" if self.absolute else "ratio_p50",
            "reached": self.reached,
            "missing": self.missing,
        }


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All figures of a run, and what they were measured on."""

    figures: Sequence[Figure]
    machine: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": self.machine,
            "figures": [figure.to_dict() for figure in self.figures],
        }

    def table(self) -> str:
        """For a terminal: a block per figure; what misses its target is marked."""
        blocks = [f"Measured on {self.machine}; p50 / p95 of n samples each"]
        return "\n\n".join([*blocks, *map(_block, self.figures)])


def _block(figure: Figure) -> str:
    if figure.missing:
        return f"{figure.name}\n  not measured: {figure.missing}"
    lines = [f"{figure.name}  {_verdict(figure)}".rstrip(), _row(figure, "footnote", figure.ours)]
    if figure.reference:
        lines.append(_row(figure, figure.reference_name, figure.reference))
        lines.append(f"  {'ratio':<34}{figure.ratio:>9.2f} / {figure.slow_ratio:<9.2f}")
    return "\n".join(line.rstrip() for line in lines)


def _row(figure: Figure, name: str, samples: Sequence[float]) -> str:
    middle, slow = (_shown(figure, value) for value in (figure.median(samples), figure.slow_end(samples)))
    return f"  {name:<34}{middle:>9} / {slow:<9}{figure.unit:<11} n={len(samples)}"


def _shown(figure: Figure, value: float) -> str:
    value *= _SCALE[figure.unit]
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _verdict(figure: Figure) -> str:
    if figure.target is None:
        return ""
    bound = "at least" if figure.higher else "at most"
    own = f"p50 {bound} {_shown(figure, figure.target)} {figure.unit}"
    what = own if figure.absolute else f"ratio {bound} {figure.target:.2f}"
    return f"(target: {what}) " + {True: "ok", False: "MISSED", None: ""}[figure.reached]
