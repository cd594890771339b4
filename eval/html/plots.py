"""Plots as inline SVG, made of plain numbers: bars with intervals, a curve, histograms. Colours come from page.css.

Each has a text beside it or in it that says the same, so nothing is told by colour or shape alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.report import Figure

_ROW, _BAR = 22, 300
# The axis of a curve ends at one of these, so that its quarters are round.
_TOPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
# The edge of a histogram, and how wide a letter of its names is with what parts it from the next.
_EDGE, _LETTER = 10, 11
_SCALE = (0, 0.25, 0.5, 0.75, 1)
_WIDE, _HIGH, _LEFT, _BOTTOM = 420, 260, 52, 46


def bars(figures: Sequence[Figure]) -> str:
    """A table with a bar for each share, from 0 to 1: the value, its interval as a whisker, its target as a tick."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(figure.name)}</th><td class='plot'>{_bar(figure)}</td>"
        f"<td class='value'>{escape(_said(figure))}</td></tr>"
        for figure in figures
    )
    scale = "".join(f"<span>{part:g}</span>" for part in _SCALE)
    head = f"<tr><td></td><td class='plot'><div class='scale'>{scale}</div></td><td></td></tr>"
    return f"<table class='bars'><caption>{len(figures)} shares with their 95 % intervals</caption>{head}{rows}</table>"


def curve(points: Sequence[Sequence[float]]) -> str:
    """The risk-coverage curve: how many answers would be wrong if only the surest were given."""
    highest = max((risk for _, risk in points), default=0.0)
    high = next(step for step in _TOPS if step >= min(highest, 1.0))
    steps = " ".join(f"{_across(share):.1f},{_up(risk / high):.1f}" for share, risk in points)
    marks = "".join(_grid(part, f"{part:.0%}", f"{part * high:.0%}") for part in (0, 0.25, 0.5, 0.75, 1))
    inside = f'{marks}<polyline class="line" points="{steps}"/>{_axes("share of questions answered", "share wrong")}'
    return _svg(_WIDE, _HIGH, inside, "Risk over coverage", "plot")


def histogram(counts: Sequence[tuple[str, int]], across: str) -> str:
    """Counts by name, in the order given."""
    most = max((count for _, count in counts), default=0) or 1
    step = (_WIDE - 2 * _EDGE) / max(len(counts), 1)
    # Where most names are long they stand at every second bar, or they would run together.
    every = 2 if sum(len(name) for name, _ in counts) * _LETTER > len(counts) * step else 1
    inside = "".join(
        f'<rect class="bar" x="{_EDGE + at * step + 2:.1f}" y="{_up(count / most):.1f}" width="{step - 4:.1f}" '
        f'height="{_up(0) - _up(count / most):.1f}"><title>{escape(name)}: {count}</title></rect>'
        f'<text class="axis" x="{_EDGE + (at + 0.5) * step:.1f}" y="{_up(0) + 15}" '
        f'text-anchor="middle">{escape(name) if at % every == every - 1 else ""}</text>'
        f'<text class="axis" x="{_EDGE + (at + 0.5) * step:.1f}" y="{_up(count / most) - 4:.1f}" '
        f'text-anchor="middle">{count or ""}</text>'
        for at, (name, count) in enumerate(counts)
    )
    return _svg(_WIDE, _HIGH, inside + _axes(across, "questions"), f"{across}, counted", "plot")


def _bar(figure: Figure) -> str:
    """The value is beside it in words. It is stretched to any width, which its lines do not follow: page.css."""
    value = figure.mean.value or 0.0
    kind = {True: " good", False: " bad", None: ""}[figure.reached]
    grid = "".join(_upright("grid", part, 0, _ROW) for part in _SCALE)
    bar = f'<rect class="bar{kind}" x="0" y="4" width="{_x(value):.1f}" height="{_ROW - 8}"/>'
    whisker = ""
    if figure.interval is not None:
        low, high = figure.interval
        middle = _ROW / 2
        whisker = (
            f'<line class="whisker" x1="{_x(low):.1f}" x2="{_x(high):.1f}" y1="{middle}" y2="{middle}"/>'
            + _upright("whisker", low, middle - 4, middle + 4)
            + _upright("whisker", high, middle - 4, middle + 4)
        )
    target = "" if figure.target is None else _upright("target", figure.target, 1, _ROW - 1)
    inside = grid + bar + whisker + target
    return f'<svg viewBox="0 0 {_BAR} {_ROW}" preserveAspectRatio="none" aria-hidden="true">{inside}</svg>'


def _upright(kind: str, part: float, top: float, bottom: float) -> str:
    return f'<line class="{kind}" x1="{_x(part):.1f}" x2="{_x(part):.1f}" y1="{top}" y2="{bottom}"/>'


def _said(figure: Figure) -> str:
    between = "" if figure.interval is None else " [{:.3f}, {:.3f}]".format(*figure.interval)
    return f"{figure.mean.value:.3f}{between}  n={figure.mean.n}"


def _x(part: float) -> float:
    return _BAR * min(max(part, 0.0), 1.0)


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
