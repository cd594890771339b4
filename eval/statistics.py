"""How sure a figure is, and whether two runs differ: the bootstrap, with questions that belong together kept together.

A question and its variants (withheld, of another topic, stand-alone) are one unit, and so are its translations. Where
the data set has enough clusters (articles, conversations), a unit is a whole cluster: its questions share their
documents, and an interval that took them for independent would be too narrow (Field and Welsh 2007). A bootstrap
knows only what it saw: where nothing varies, there is no interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.records import Example
from eval.refusal import Numbers
from eval.weighted import Statistic, plain

LEVEL = 0.95
DRAWS = 1000
_SEED = 20
# With fewer clusters, resampling them says little about what another set of them would have given.
_FEWEST_CLUSTERS = 20
# Fewer units than this decide nothing, however they come out.
FEWEST = 10
# Of standard normal deviates: the level, and the chance (80 %) to see a difference that is there.
_REACH = 1.96 + 0.84
_MOST_MORE = 1_000_000

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Draws:
    """The resamples of some examples: how often each counts, draw by draw.

    `unit` says what was drawn, and `belongs` which unit each example is of.
    """

    weights: Numbers
    unit: str
    units: int
    belongs: NDArray[np.intp]

    def of(self, rows: Sequence[int]) -> Draws:
        """The same draws, of some of the examples."""
        return Draws(self.weights[:, list(rows)], self.unit, self.units, self.belongs[list(rows)])

    def drawn(self, statistic: Statistic) -> int:
        """How many units a statistic is about, on the smaller side where it has two."""
        return min(len(set(self.belongs[list(rows)])) for rows in statistic.sides)

    def about(self) -> dict[str, Any]:
        """For a report."""
        return {"level": LEVEL, "draws": len(self.weights), "seed": _SEED, "unit": self.unit, "units": self.units}


def draws(examples: Sequence[Example]) -> Draws:
    """Resamples of the units of these examples, always the same ones for the same examples."""
    names, unit = _units(examples)
    known, places = np.unique(names, return_inverse=True)
    rng = np.random.default_rng(_SEED)
    if not len(known):
        return Draws(np.zeros((DRAWS, 0)), unit, 0, places)
    counts = rng.multinomial(len(known), np.full(len(known), 1 / len(known)), size=DRAWS).astype(float)
    return Draws(counts[:, places], unit, len(known), places)


def interval(values: Numbers) -> Interval | None:
    """The middle 95 % of what the draws gave; None where they gave nothing, or all the same."""
    found = values[~np.isnan(values)]
    if len(found) < len(values) / 2:
        return None
    low, high = (float(edge) for edge in np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]))
    return (low, high) if np.ptp(found) > 1e-9 else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two runs over the same questions. `verdict` is better, worse, same or "cannot tell".

    `difference` is now - before, with its interval; `more` is about how many more questions would tell, None where
    that cannot be said.
    """

    name: str
    now: float
    before: float
    n: int
    difference: float
    interval: Interval | None
    verdict: str
    more: int | None = None
    unit: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self) | {"says": self.says}

    @property
    def says(self) -> str:
        """The verdict in words."""
        if self.verdict == "same":
            return f"the same at n={self.n}"
        if self.verdict != CANNOT_TELL:
            return self.verdict
        if self.more is None:
            return f"cannot tell at n={self.n}"
        return f"cannot tell at n={self.n}; about {self.more:,} more questions would"


BETTER, WORSE, SAME, CANNOT_TELL = "better", "worse", "same", "cannot tell"


def difference(
    name: str, now: Statistic, before: Statistic, drawn: Draws, *, higher: bool = True, unit: str = ""
) -> Difference | None:
    """Compare a figure of two runs whose examples stand at the same places; None where either has none.

    Both are taken over the same draws, so that what is hard for both does not count (paired bootstrap).
    """
    own, other = (plain(side, drawn.weights.shape[1]) for side in (now, before))
    if own.value is None or other.value is None:
        return None
    n = min(own.n, other.n)
    apart = now.over(drawn.weights) - before.over(drawn.weights)
    seen = apart[~np.isnan(apart)]
    gap, edges = own.value - other.value, interval(apart)
    if edges is None and abs(gap) < 1e-9:
        return Difference(name, own.value, other.value, n, gap, None, SAME, unit=unit)
    if edges is None and len(seen) == len(apart):
        # Every question changed by as much: the one difference that a bootstrap cannot doubt.
        edges = (gap, gap)
    enough = min(map(drawn.drawn, (now, before))) >= FEWEST
    told = enough and edges is not None and (edges[0] > 1e-9 or edges[1] < -1e-9)
    verdict = (BETTER if (gap > 0) == higher else WORSE) if told else CANNOT_TELL
    more = None if told or not len(seen) else _more(n, gap, float(seen.std()))
    return Difference(name, own.value, other.value, n, gap, edges, verdict, more, unit)


def _more(n: int, gap: float, error: float) -> int | None:
    """Questions that are missing until a difference as large as this one would be seen four times of five."""
    if abs(gap) < 1e-9:
        return None
    wanted = n * (_REACH * error / abs(gap)) ** 2
    more = max(wanted, FEWEST) - n
    if not 0 < more <= _MOST_MORE:
        return None
    digits = 10 ** max(len(str(int(more))) - 2, 0)
    return int(np.ceil(more / digits) * digits)


_NAMES: dict[str, Callable[[Example], str]] = {
    "cluster": lambda item: item.case.cluster,
    "question": lambda item: item.case.id,
}


def _units(examples: Sequence[Example]) -> tuple[NDArray[np.str_], str]:
    """The unit of each example, and what units are here."""
    clusters = {item.case.cluster for item in examples}
    unit = "cluster" if "" not in clusters and len(clusters) >= _FEWEST_CLUSTERS else "question"
    return np.array([_NAMES[unit](item) for item in examples], dtype=str), unit
