"""The figures over a set of examples, as a table. Each can be taken again over any weighting of them.

That is what a bootstrap needs: draw examples, ask each figure for its value. A figure of nothing has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eval.cases import Variant
from eval.measures import BY_DOCUMENT, DEPTH, OPEN, PASSAGE_HITS, is_right
from eval.metrics import Mean
from eval.ranked import RANKED
from eval.records import Example
from eval.refusal import PRICE, risk_coverage
from eval.report import MONEY
from eval.support import PRECISION, RECALL
from eval.weighted import At, CurveArea, Quantile, Ratio, Separation, Statistic, average, plain

Examples = Sequence[Example]
UNANSWERABLE = "unanswerable"
AT_PRICE = f"refused at {PRICE:.0%} answerable refused, {{}}"
RISK_AREA = "risk over coverage, area"
FOLLOW_UP = "follow-up against stand-alone, hit@5"
# What a model may be asked of an answer, where one is asked: eval/judge.py.
JUDGED = ("judged faithful", "judged correct", "judged relevant")


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A row of the table: a name, the statistic that it is, and which way is better. A share has the unit ""."""

    name: str
    statistic: Callable[[Examples], Statistic]
    higher: bool = True
    unit: str = ""

    def compute(self, examples: Examples) -> Mean:
        """The figure over these examples, each counted once."""
        return plain(self.statistic(examples), len(examples))


def _values(name: str, variant: Variant = Variant.ASKED) -> Callable[[Examples], Ratio]:
    return lambda examples: average(
        (at, item.values[name])
        for at, item in enumerate(examples)
        if item.case.variant is variant and name in item.values
    )


def _answerable(examples: Examples) -> list[int]:
    return [
        at
        for at, item in enumerate(examples)
        if item.case.variant is Variant.ASKED and item.case.answerable and _judges(item)
    ]


def _negatives(examples: Examples, kind: str) -> list[int]:
    """Examples that should be refused: those the data set says so of, or those made so; `kind` "" is all of them."""
    wanted = Variant.ASKED if kind == UNANSWERABLE else kind
    return [
        at
        for at, item in enumerate(examples)
        if item.case.answerable is False and _judges(item) and (not kind or item.case.variant == wanted)
    ]


def _judges(item: Example) -> bool:
    return item.shown is not None and item.shown.answered is not None and item.case.variant is not Variant.STANDALONE


def _sure(examples: Examples, places: Sequence[int]) -> list[At]:
    return [
        (at, shown.confidence)
        for at in places
        for shown in [examples[at].shown]
        if shown is not None and shown.confidence is not None
    ]


def _refused(examples: Examples, places: Sequence[int]) -> Ratio:
    return average((at, float(not shown.answered)) for at in places for shown in [examples[at].shown] if shown)


def _refused_among(kind: str) -> Callable[[Examples], Ratio]:
    return lambda examples: _refused(examples, _negatives(examples, kind))


def _separation(kind: str, *, at_price: bool) -> Callable[[Examples], Separation]:
    return lambda examples: Separation(
        _sure(examples, _answerable(examples)), _sure(examples, _negatives(examples, kind)), at_price
    )


def _refusal_precision(examples: Examples) -> Ratio:
    asked = [*_answerable(examples), *_negatives(examples, "")]
    return average(
        (at, float(examples[at].case.answerable is False))
        for at in asked
        for shown in [examples[at].shown]
        if shown and not shown.answered
    )


def _risks(examples: Examples) -> list[tuple[int, float, float]]:
    """Where an example stands, how sure the system was, and whether it was right; those of which both are known."""
    return [
        (at, item.shown.confidence, right)
        for at, item in enumerate(examples)
        if item.shown and item.shown.confidence is not None
        for right in [is_right(item)]
        if right is not None
    ]


def curve(examples: Examples) -> list[tuple[float, float]]:
    """The risk-coverage curve: risk is the share of answers that would not rest on right evidence."""
    return risk_coverage([(sure, right) for _, sure, right in _risks(examples)])


def _pairs(examples: Examples, name: str) -> Iterator[tuple[int, float, float]]:
    """A measure of each follow-up as it was asked, and of its stand-alone form."""
    alone = {
        (item.case.library, item.case.id): item.values[name]
        for item in examples
        if item.case.variant is Variant.STANDALONE and name in item.values
    }
    for at, item in enumerate(examples):
        key = (item.case.library, item.case.id)
        if item.case.variant is Variant.ASKED and key in alone and name in item.values:
            yield at, item.values[name], alone[key]


def _loss(name: str) -> Callable[[Examples], Ratio]:
    return lambda examples: average((at, alone - asked) for at, asked, alone in _pairs(examples, name))


def _kept(name: str) -> Callable[[Examples], Ratio]:
    def statistic(examples: Examples) -> Ratio:
        pairs = list(_pairs(examples, name))
        return Ratio([at for at, _, _ in pairs], [asked for _, asked, _ in pairs], [alone for _, _, alone in pairs])

    return statistic


def _seconds(share: float) -> Callable[[Examples], Quantile]:
    """Of the questions as they were asked: those made of them are not asked of every system, nor by any reader."""

    def statistic(examples: Examples) -> Quantile:
        found = [
            (at, sum(item.shown.timings.values()))
            for at, item in enumerate(examples)
            if item.case.variant is Variant.ASKED and item.shown and item.shown.timings
        ]
        return Quantile(found, share)

    return statistic


def latency(examples: Examples) -> dict[str, dict[str, float]]:
    """Seconds of each stage: p50, p95 and over how many."""
    stages = dict.fromkeys(stage for item in examples if item.shown for stage in item.shown.timings)
    found = {}
    for stage in stages:
        seconds = [item.shown.timings[stage] for item in examples if item.shown and stage in item.shown.timings]
        low, high = np.quantile(seconds, [0.5, 0.95])
        found[stage] = {"p50": float(low), "p95": float(high), "n": len(seconds)}
    return found


def _spent(name: str) -> Callable[[Examples], Ratio]:
    """Of the questions as they were asked, as the seconds are."""
    return lambda examples: average(
        (at, float(value))
        for at, item in enumerate(examples)
        if item.case.variant is Variant.ASKED
        for value in [getattr(item.shown, name, None)]
        if value is not None
    )


_CITED = ("citation precision", "citation recall", "citation F1", "citation IoU", "cites a gold document")
_QUOTED = tuple(f"{what} in quotation@{k}" for what in ("answer", "answer span") for k in (1, 3))
_MEANS = (
    *RANKED,
    *PASSAGE_HITS,
    *(f"{name}{BY_DOCUMENT}" for name in (*RANKED, *PASSAGE_HITS)),
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
    FigureKind("answerable refused", lambda examples: _refused(examples, _answerable(examples)), higher=False),
    *(FigureKind(f"refused, {kind}", _refused_among(kind)) for kind in _KINDS),
    *(FigureKind(AT_PRICE.format(kind), _separation(kind, at_price=True)) for kind in _KINDS),
    *(FigureKind(f"AUROC, {kind}", _separation(kind, at_price=False)) for kind in _KINDS),
    FigureKind("refusal precision", _refusal_precision),
    FigureKind("refusal recall", _refused_among("")),
    FigureKind(RISK_AREA, lambda examples: CurveArea(_risks(examples)), higher=False),
    FigureKind("hit@5, stand-alone form", _values("hit@5", Variant.STANDALONE)),
    FigureKind("follow-up loss, hit@5", _loss("hit@5"), higher=False),
    FigureKind(FOLLOW_UP, _kept("hit@5")),
    *(FigureKind(name, _values(name)) for name in JUDGED),
    FigureKind("seconds per answer, p50", _seconds(0.5), higher=False, unit="s"),
    FigureKind("seconds per answer, p95", _seconds(0.95), higher=False, unit="s"),
    FigureKind("tokens per answer", _spent("tokens"), higher=False, unit="tokens"),
    FigureKind("cost per answer", _spent("cost"), higher=False, unit=MONEY),
)
FIGURES: dict[str, FigureKind] = {row.name: row for row in _ROWS}
