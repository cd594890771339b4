"""Plots as inline SVG, made of plain numbers: bars with intervals, a curve, histograms. Colours come from page.css.

Each has a text beside it or in it that says the same, so nothing is told by colour or shape alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.report import Figure

_ROW, _LABELS, _BAR, _NUMBERS = 26, 330, 300, 250
_WIDE, _HIGH, _LEFT, _BOTTOM = 420, 260, 52, 46


def bars(figures: Sequence[Figure]) -> str:
    """One bar for each share, from 0 to 1: the value, its interval as a whisker, its target as a tick."""
    width, height = _LABELS + _BAR + _NUMBERS, _ROW * len(figures) + 24
    rows = "".join(_bar(figure, at * _ROW) for at, figure in enumerate(figures))
    ticks = "".join(
        f'<line class="grid" x1="{_x(part)}" y1="0" x2="{_x(part)}" y2="{height - 22}"/>'
        f'<text class="axis" x="{_x(part)}" y="{height - 6}" text-anchor="middle">{part:g}</text>'
        for part in (0, 0.25, 0.5, 0.75, 1)
    )
    return _svg(width, height, ticks + rows, f"{len(figures)} shares with their 95 % intervals", "bars")


def curve(points: Sequence[Sequence[float]]) -> str:
    """The risk-coverage curve: how many answers would be wrong if only the surest were given."""
    high = max(0.1, *(risk for _, risk in points)) if points else 0.1
    steps = " ".join(f"{_across(share):.1f},{_up(risk / high):.1f}" for share, risk in points)
    marks = "".join(_grid(part, f"{part:.0%}", f"{part * high:.0%}") for part in (0, 0.25, 0.5, 0.75, 1))
    inside = f'{marks}<polyline class="line" points="{steps}"/>{_axes("share of questions answered", "share wrong")}'
    return _svg(_WIDE, _HIGH, inside, "Risk over coverage", "plot")


def histogram(counts: Sequence[tuple[str, int]], across: str) -> str:
    """Counts by name, in the order given."""
    most = max((count for _, count in counts), default=0) or 1
    step = (_WIDE - _LEFT - 10) / max(len(counts), 1)
    inside = "".join(
        f'<rect class="bar" x="{_LEFT + at * step + 2:.1f}" y="{_up(count / most):.1f}" width="{step - 4:.1f}" '
        f'height="{_up(0) - _up(count / most):.1f}"><title>{escape(name)}: {count}</title></rect>'
        f'<text class="axis" x="{_LEFT + (at + 0.5) * step:.1f}" y="{_up(0) + 15}" '
        f'text-anchor="middle">{escape(name)}</text>'
        f'<text class="axis" x="{_LEFT + (at + 0.5) * step:.1f}" y="{_up(count / most) - 4:.1f}" '
        f'text-anchor="middle">{count or ""}</text>'
        for at, (name, count) in enumerate(counts)
    )
    return _svg(_WIDE, _HIGH, inside + _axes(across, "questions"), f"{across}, counted", "plot")


def _bar(figure: Figure, top: float) -> str:
    value = figure.mean.value or 0.0
    low, high = figure.interval or (value, value)
    middle = top + _ROW / 2
    kind = {True: "good", False: "bad", None: ""}[figure.reached]
    parts = [
        f'<text x="0" y="{middle + 4}">{escape(figure.name)}</text>',
        f'<rect class="bar {kind}" x="{_x(0)}" y="{top + 6}" width="{_x(value) - _x(0):.1f}" height="{_ROW - 12}"/>',
        f'<line class="whisker" x1="{_x(low):.1f}" x2="{_x(high):.1f}" y1="{middle}" y2="{middle}"/>'
        f'<line class="whisker" x1="{_x(low):.1f}" x2="{_x(low):.1f}" y1="{middle - 4}" y2="{middle + 4}"/>'
        f'<line class="whisker" x1="{_x(high):.1f}" x2="{_x(high):.1f}" y1="{middle - 4}" y2="{middle + 4}"/>'
        if figure.interval
        else "",
        f'<line class="target" x1="{_x(figure.target):.1f}" x2="{_x(figure.target):.1f}" y1="{top + 2}" '
        f'y2="{top + _ROW - 2}"/>'
        if figure.target is not None
        else "",
        f'<text class="value" x="{_LABELS + _BAR + 14}" y="{middle + 4}">{escape(_said(figure))}</text>',
    ]
    return f"<g>{''.join(parts)}</g>"


def _said(figure: Figure) -> str:
    between = "" if figure.interval is None else " [{:.3f}, {:.3f}]".format(*figure.interval)
    return f"{figure.mean.value:.3f}{between}  n={figure.mean.n}"


def _x(part: float) -> float:
    return _LABELS + _BAR * min(max(part, 0.0), 1.0)


def _across(part: float) -> float:
    return _LEFT + (_WIDE - _LEFT - 22) * part


def _up(part: float) -> float:
    return (_HIGH - _BOTTOM) - (_HIGH - _BOTTOM - 32) * part


def _grid(part: float, across: str, up: str) -> str:
    x, y = _across(part), _up(part)
    return (
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDE - 22}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text class="axis" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{up}</text>'
        f'<text class="axis" x="{x:.1f}" y="{_up(0) + 15}" text-anchor="middle">{across}</text>'
    )


def _axes(across: str, up: str) -> str:
    return (
        f'<text class="axis" x="{(_LEFT + _WIDE) / 2}" y="{_HIGH - 6}" text-anchor="middle">{escape(across)}</text>'
        f'<text class="axis" x="{_LEFT - 46}" y="11">{escape(up)}</text>'
    )


def _svg(width: float, height: float, inside: str, says: str, kind: str) -> str:
    return f'<svg class="{kind}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(says)}">{inside}</svg>'
