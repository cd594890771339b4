"""The figures over a set of examples, as a table. Each can be computed again over any other set of them.

That is what a bootstrap needs: draw examples, ask each figure for its value. A figure of nothing has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eval.cases import Variant
from eval.measures import DEPTH, OPEN, is_right
from eval.metrics import Mean, mean
from eval.ranked import RANKED
from eval.records import Example
from eval.refusal import PRICE, auroc, curve_area, refused_at_price, risk_coverage
from eval.support import PRECISION, RECALL

Examples = Sequence[Example]
UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A row of the table: a name, how it is computed, and which way is better. A share has the unit ""."""

    name: str
    compute: Callable[[Examples], Mean]
    higher: bool = True
    unit: str = ""


def _values(name: str, variant: Variant = Variant.ASKED) -> Callable[[Examples], Mean]:
    return lambda examples: mean(
        item.values[name] for item in examples if item.case.variant is variant and name in item.values
    )


def _answerable(examples: Examples) -> list[Example]:
    return [item for item in examples if item.case.variant is Variant.ASKED and item.case.answerable and _judges(item)]


def _negatives(examples: Examples, kind: str) -> list[Example]:
    """Examples that should be refused: those the data set says so of, or those made so; `kind` "" is all of them."""
    wanted = Variant.ASKED if kind == UNANSWERABLE else kind
    return [
        item
        for item in examples
        if item.case.answerable is False and _judges(item) and (not kind or item.case.variant == wanted)
    ]


def _judges(item: Example) -> bool:
    return item.shown is not None and item.shown.answered is not None and item.case.variant is not Variant.STANDALONE


def _sure(examples: Examples) -> list[float]:
    return [item.shown.confidence for item in examples if item.shown and item.shown.confidence is not None]


def _refused(examples: Examples) -> Mean:
    return mean(float(not item.shown.answered) for item in examples if item.shown)


def _auroc(kind: str) -> Callable[[Examples], Mean]:
    def compute(examples: Examples) -> Mean:
        yes, no = _sure(_answerable(examples)), _sure(_negatives(examples, kind))
        value = auroc(yes, no)
        return Mean(value, len(yes) + len(no) if value is not None else 0)

    return compute


def _at_price(kind: str) -> Callable[[Examples], Mean]:
    def compute(examples: Examples) -> Mean:
        yes, no = _sure(_answerable(examples)), _sure(_negatives(examples, kind))
        value = refused_at_price(yes, no)
        return Mean(value, len(no) if value is not None else 0)

    return compute


def _refusal_precision(examples: Examples) -> Mean:
    asked = [*_answerable(examples), *_negatives(examples, "")]
    return mean(float(item.case.answerable is False) for item in asked if item.shown and not item.shown.answered)


def curve(examples: Examples) -> list[tuple[float, float]]:
    """The risk-coverage curve: risk is the share of answers that would not rest on right evidence."""
    items = [
        (item.shown.confidence, right)
        for item in examples
        if item.shown and item.shown.confidence is not None
        for right in [is_right(item)]
        if right is not None
    ]
    return risk_coverage(items)


def _curve_area(examples: Examples) -> Mean:
    found = sum(
        1 for item in examples if item.shown and item.shown.confidence is not None and is_right(item) is not None
    )
    return Mean(curve_area(curve(examples)), found)


def _pairs(examples: Examples, name: str) -> Iterator[tuple[float, float]]:
    """A measure of each follow-up as it was asked, and of its stand-alone form."""
    alone = {
        (item.case.library, item.case.id): item.values[name]
        for item in examples
        if item.case.variant is Variant.STANDALONE and name in item.values
    }
    for item in examples:
        key = (item.case.library, item.case.id)
        if item.case.variant is Variant.ASKED and key in alone and name in item.values:
            yield item.values[name], alone[key]


def _loss(name: str) -> Callable[[Examples], Mean]:
    return lambda examples: mean(alone - asked for asked, alone in _pairs(examples, name))


def _kept(name: str) -> Callable[[Examples], Mean]:
    def compute(examples: Examples) -> Mean:
        pairs = list(_pairs(examples, name))
        best = sum(alone for _, alone in pairs)
        return Mean(sum(asked for asked, _ in pairs) / best, len(pairs)) if best else Mean(None, 0)

    return compute


def _seconds(share: float) -> Callable[[Examples], Mean]:
    def compute(examples: Examples) -> Mean:
        found = [sum(item.shown.timings.values()) for item in examples if item.shown and item.shown.timings]
        return Mean(float(np.quantile(found, share)) if found else None, len(found))

    return compute


def latency(examples: Examples) -> dict[str, dict[str, float]]:
    """Seconds of each stage: p50, p95 and over how many."""
    stages = dict.fromkeys(stage for item in examples if item.shown for stage in item.shown.timings)
    found = {}
    for stage in stages:
        seconds = [item.shown.timings[stage] for item in examples if item.shown and stage in item.shown.timings]
        low, high = np.quantile(seconds, [0.5, 0.95])
        found[stage] = {"p50": float(low), "p95": float(high), "n": len(seconds)}
    return found


def _tokens(examples: Examples) -> Mean:
    return mean(item.shown.tokens for item in examples if item.shown and item.shown.tokens is not None)


def _cost(examples: Examples) -> Mean:
    return mean(item.shown.cost for item in examples if item.shown and item.shown.cost is not None)


_CITED = ("citation precision", "citation recall", "citation F1", "citation IoU", "cites a gold document")
_QUOTED = tuple(f"{what} in quotation@{k}" for what in ("answer", "answer span") for k in (1, 3))
_MEANS = (
    *RANKED,
    "passage hit@1",
    f"passage hit@{DEPTH}",
    *(f"span {what}@{DEPTH}" for what in ("recall", "precision", "IoU")),
    *(f"{name}{end}" for end in ("", OPEN) for name in (*_CITED, *_QUOTED)),
    "exact match",
    "token F1",
    "exact-span validity",
    RECALL,
    PRECISION,
)
_KINDS = (UNANSWERABLE, Variant.NEAR_MISS.value, Variant.OTHER_TOPIC.value)

_ROWS = (
    *(FigureKind(name, _values(name)) for name in _MEANS),
    FigureKind("answerable refused", lambda examples: _refused(_answerable(examples)), higher=False),
    *(FigureKind(f"refused, {kind}", lambda own, kind=kind: _refused(_negatives(own, kind))) for kind in _KINDS),  # type: ignore[misc]
    *(FigureKind(f"refused at {PRICE:.0%} answerable refused, {kind}", _at_price(kind)) for kind in _KINDS),
    *(FigureKind(f"AUROC, {kind}", _auroc(kind)) for kind in _KINDS),
    FigureKind("refusal precision", _refusal_precision),
    FigureKind("refusal recall", lambda examples: _refused(_negatives(examples, ""))),
    FigureKind("risk over coverage, area", _curve_area, higher=False),
    FigureKind("hit@5, stand-alone form", _values("hit@5", Variant.STANDALONE)),
    FigureKind("follow-up loss, hit@5", _loss("hit@5"), higher=False),
    FigureKind("follow-up against stand-alone, hit@5", _kept("hit@5")),
    FigureKind("seconds per answer, p50", _seconds(0.5), higher=False, unit="s"),
    FigureKind("seconds per answer, p95", _seconds(0.95), higher=False, unit="s"),
    FigureKind("tokens per answer", _tokens, higher=False, unit="tokens"),
    FigureKind("cost per answer", _cost, higher=False, unit="money"),
)
FIGURES: dict[str, FigureKind] = {row.name: row for row in _ROWS}
