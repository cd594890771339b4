"""From measured examples to a report: figures for all and for each part, curves, times, and the texts behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.cases import Dataset, Place
from eval.figures import FIGURES, curve, latency
from eval.measures import DEPTH
from eval.records import Example
from eval.report import Figure, Section

# More parts than this are no breakdown, but a list.
_MOST_PARTS = 12
# What stands around a gold span is shown with it.
_AROUND = 200
_CURVE_POINTS = 200


def sections(examples: Sequence[Example], breakdown: Sequence[str]) -> list[Section]:
    """Figures over all examples, then over those of each value of each field in `breakdown`; unscored ones left out."""
    found = [Section("all", figures(examples))]
    for field in breakdown:
        parts = dict.fromkeys(getattr(item.case, field) for item in examples)
        if 1 < len(parts) <= _MOST_PARTS:
            for part in parts:
                own = [item for item in examples if getattr(item.case, field) == part]
                found.append(Section(f"{field} {part or 'unnamed'}", figures(own), field, part))
    return found


def figures(examples: Sequence[Example]) -> list[Figure]:
    """The figures that these examples have."""
    found = [Figure(row.name, row.compute(examples), higher=row.higher, unit=row.unit) for row in FIGURES.values()]
    return [figure for figure in found if figure.mean.value is not None]


def details(examples: Sequence[Example], dataset: Dataset) -> dict[str, Any]:
    """What plots and a drill-down need besides the examples."""
    points = curve(examples)
    return {
        "latency": latency(examples),
        "risk_coverage": points[:: max(len(points) // _CURVE_POINTS, 1)],
        "excerpts": excerpts(examples, dataset),
    }


def excerpts(examples: Sequence[Example], dataset: Dataset) -> dict[str, dict[str, dict[str, Any]]]:
    """Of each document, by library and key: its title and the pieces of it that an example speaks of, as [start, text].

    Pieces do not overlap; those are gold spans with what stands around them, citations, and the passages shown.
    """
    wanted: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for item in examples:
        for place in _places(item):
            wanted.setdefault((item.case.library, place.document), []).append((place.start, place.end))
    sources = {(name, own.key): own for name, own_sources in dataset.libraries.items() for own in own_sources}
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (library, key), spans in wanted.items():
        source = sources[library, key]
        pieces = [[start, source.text[start:end]] for start, end in _joined(spans)]
        found.setdefault(library, {})[key] = {"title": source.title, "pieces": pieces}
    return found


def _places(item: Example) -> list[Place]:
    gold = [Place(place.document, max(place.start - _AROUND, 0), place.end + _AROUND) for place in item.case.gold]
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
