"""From measured examples to a report: figures for all and for each part, curves, times, and the texts behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from eval.cases import Dataset, Place, Variant
from eval.figures import FIGURES, curve, latency
from eval.measures import DEPTH
from eval.records import Example
from eval.report import Figure, Section
from eval.statistics import Draws, draws, interval
from eval.targets import BEHIND, PARITY, REFERENCE, target
from eval.weighted import average, plain

# More parts than this are no breakdown, but a list.
_MOST_PARTS = 12
# What stands around a gold span is shown with it.
_AROUND = 200
_CURVE_POINTS = 200


def sections(name: str, examples: Sequence[Example], breakdown: Sequence[str]) -> list[Section]:
    """Figures over all examples, then over those of each value of each field in `breakdown`; unscored ones left out.

    `name` is the data set's, which decides the targets.
    """
    drawn = draws(examples)
    found = [Section("all", figures(name, examples, drawn, whole=True))]
    for field in breakdown:
        parts = dict.fromkeys(getattr(item.case, field) for item in examples)
        if not 1 < len(parts) <= _MOST_PARTS:
            continue
        for part in parts:
            rows = [at for at, item in enumerate(examples) if getattr(item.case, field) == part]
            own = figures(name, [examples[at] for at in rows], drawn.of(rows), whole=False)
            if field == "language" and REFERENCE in parts and part != REFERENCE:
                own.extend(_behind(name, examples, part, drawn))
            found.append(Section(f"{field} {part or 'unnamed'}", own, field, part))
    return found


def figures(name: str, examples: Sequence[Example], drawn: Draws, *, whole: bool) -> list[Figure]:
    """The figures that these examples have, each with its interval and its target. `whole`: these are all there are."""
    found = []
    for row in FIGURES.values():
        statistic = row.statistic(examples)
        if statistic.n:
            edges = interval(statistic.over(drawn.weights))
            bound = target(name, row.name, examples, whole=whole)
            mean = plain(statistic, len(examples))
            found.append(Figure(row.name, mean, bound, row.higher, row.unit, edges))
    return found


def _behind(name: str, examples: Sequence[Example], part: str, drawn: Draws) -> Iterator[Figure]:
    """How far a language is behind the reference, over the questions that were scored in both."""
    ours, theirs = (_in_language(examples, language) for language in (part, REFERENCE))
    behind = average((at, theirs[id_][1] - value) for id_, (at, value) in ours.items() if id_ in theirs)
    if behind.n:
        bound = target(name, BEHIND, examples, whole=False)
        yield Figure(BEHIND, plain(behind, len(examples)), bound, False, "", interval(behind.over(drawn.weights)))


def _in_language(examples: Sequence[Example], language: str) -> dict[str, tuple[int, float]]:
    """By the question's id, where its example stands and what it is worth."""
    return {
        item.case.id: (at, item.values[PARITY])
        for at, item in enumerate(examples)
        if item.case.language == language and item.case.variant is Variant.ASKED and PARITY in item.values
    }


def details(examples: Sequence[Example], dataset: Dataset) -> dict[str, Any]:
    """What plots and a drill-down need besides the examples."""
    points = curve(examples)
    return {
        "bootstrap": draws(examples).about(),
        "latency": latency(examples),
        "risk_coverage": _thinned(points),
        "excerpts": excerpts(examples, dataset),
    }


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """So many points as a plot needs, evenly, the first and the last among them."""
    if len(points) <= _CURVE_POINTS:
        return list(points)
    return [points[at] for at in np.linspace(0, len(points) - 1, _CURVE_POINTS).astype(int)]


def crowded(examples: Sequence[Example], breakdown: Sequence[str]) -> list[str]:
    """A remark on each field that has too many values for figures of each."""
    counts = {field: len({getattr(item.case, field) for item in examples}) for field in breakdown}
    return [
        f"No figures by {field}: it has {count} values, and {_MOST_PARTS} are shown at most."
        for field, count in counts.items()
        if count > _MOST_PARTS
    ]


def excerpts(examples: Sequence[Example], dataset: Dataset) -> dict[str, dict[str, dict[str, Any]]]:
    """Of each document, by library and key: its title and the pieces of it that an example speaks of, as [start, text].

    Pieces do not overlap; those are gold spans with what stands around them, citations, and the passages shown.
    """
    wanted: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for item in examples:
        for place in _places(item):
            wanted.setdefault((item.case.library, place.document), []).append((place.start, place.end))
    sources = dataset.sources
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (library, key), spans in wanted.items():
        source = sources[library, key]
        pieces = [[start, source.text[start:end]] for start, end in _joined(spans)]
        found.setdefault(library, {})[key] = {"title": source.title, "pieces": pieces}
    return found


def _places(item: Example) -> list[Place]:
    gold = [Place(place.document, max(place.start - _AROUND, 0), place.end + _AROUND) for place in item.case.places]
    # An empty place stands for a document of which nothing but the title is needed.
    whole = [Place(key, 0, 0) for key in item.case.relevant]
    shown = [*item.shown.cited, *item.shown.passages[:DEPTH]] if item.shown else []
    return [*gold, *whole, *shown]


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
