"""What must hold of the figures whatever the data: order is nothing, more of the same is surer, perfect is perfect.

And that an interval holds what it promises, by simulation: 95 % of intervals hold the truth, and of runs that do not
differ one in twenty is told apart.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from eval_examples import RIGHT, TEXT, TEXTS, example, random_examples

from eval.cases import Case, Place, Variant
from eval.measures import measured
from eval.records import Example, Shown
from eval.report import Figure
from eval.sections import sections
from eval.statistics import BETTER, WORSE, Difference, difference, draws, interval
from eval.weighted import average

# An area below a curve of steps changes a little with the number of steps.
AREA = "risk over coverage, area"


def figures(examples: Sequence[Example]) -> dict[str, Figure]:
    return {figure.name: figure for figure in sections("any", measured(examples, TEXTS), ())[0].figures}


def test_the_order_of_the_questions_changes_nothing() -> None:
    examples = random_examples(40)
    mixed = random.Random(5).sample(examples, len(examples))
    before, after = figures(examples), figures(mixed)
    assert before.keys() == after.keys()
    for name, figure in before.items():
        assert figure.mean.value == pytest.approx(after[name].mean.value), name
        assert (figure.interval is None) == (after[name].interval is None), name
        if figure.interval is not None:
            assert figure.interval == pytest.approx(after[name].interval), name


def test_the_same_questions_twice_keep_every_figure_and_narrow_its_interval() -> None:
    """By the square root of two; with the clusters left out, since copies of a cluster's questions would be in it."""
    examples = [replace(item, case=replace(item.case, cluster="")) for item in random_examples(60) if item.shown]
    again = [replace(item, case=replace(item.case, id=f"{item.case.id} again")) for item in examples]
    once, twice = figures(examples), figures([*examples, *again])
    for name, figure in once.items():
        assert twice[name].mean.value == pytest.approx(figure.mean.value, abs=0.01 if name == AREA else 1e-9), name
        # At a price the threshold is one of few values, and seconds have a unit: a share of questions narrows.
        if figure.interval and twice[name].interval and not figure.unit and "at 5%" not in name:
            assert width(twice[name]) / width(figure) == pytest.approx(2**-0.5, abs=0.15), name


def width(figure: Figure) -> float:
    assert figure.interval is not None
    return figure.interval[1] - figure.interval[0]


def test_a_system_that_is_always_right_has_the_best_of_every_figure() -> None:
    answerable = [example(number, sure=0.9) for number in range(30)]
    refused = [
        example(number, sure=0.1, answerable=False, gold=(), variant=variant)
        for number in range(30)
        for variant in (Variant.NEAR_MISS, Variant.OTHER_TOPIC)
    ]
    found = figures([*answerable, *refused])
    for name, figure in found.items():
        if figure.unit or name == AREA:
            continue
        # Its one passage is the gold span itself, so that even span precision is 1.
        assert figure.mean.value == (1.0 if figure.higher else 0.0), name
    # A third is answered without a fault; what is answered besides cannot be right: 1/90 * sum over k=31..90 of 1-30/k.
    assert found[AREA].mean.value == pytest.approx(sum(1 - 30 / k for k in range(31, 91)) / 90)


def test_characters_ranks_and_confidences_are_counted_as_a_hand_would() -> None:
    """Against sets of characters and lists of ranks, which share no code with the measures."""
    rng = random.Random(11)

    def place() -> Place:
        start = rng.randrange(len(TEXT) - 20)
        return Place("a", start, start + rng.randrange(1, 20))

    for number in range(100):
        gold, shown, cited = ([place() for _ in range(rng.randrange(least, 4))] for least in (1, 0, 0))
        case = Case(f"q{number}", "When?", "all", gold=tuple(gold), answerable=True)
        [item] = measured(
            [Example(case, Shown(tuple(shown), cited=tuple(cited), answered=True, confidence=0.5))], TEXTS
        )
        wanted, top, quoted = (
            {at for own in own_ for at in range(own.start, own.end)} for own_ in (gold, shown, cited)
        )
        assert item.values["span recall@5"] == pytest.approx(len(wanted & top) / len(wanted))
        assert item.values["citation recall"] == pytest.approx(len(wanted & quoted) / len(wanted))
        assert item.values["citation precision"] == pytest.approx(len(wanted & quoted) / len(quoted) if quoted else 0)
        assert item.values["citation IoU"] == pytest.approx(len(wanted & quoted) / len(wanted | quoted))
        # The dice of both sets is the harmonic mean of precision and recall.
        assert item.values["citation F1"] == pytest.approx(2 * len(wanted & quoted) / (len(wanted) + len(quoted)))
        whole = [any(own.start <= span.start and span.end <= own.end for span in gold) for own in shown]
        assert item.values["MRR"] == (1 / (whole.index(True) + 1) if any(whole) else 0.0)


def plain(count: int) -> list[Example]:
    return [Example(Case(f"q{number}", "When?", "all", gold=(RIGHT,)), Shown(())) for number in range(count)]


@pytest.mark.parametrize(("count", "truth"), [(30, 0.5), (30, 0.8), (100, 0.9), (200, 0.97)])
def test_an_interval_holds_the_truth_as_often_as_it_says(count: int, truth: float) -> None:
    rng, drawn = np.random.default_rng(3), draws(plain(count))
    held = total = 0
    for _ in range(600):
        found = interval(average(enumerate((rng.random(count) < truth).astype(float).tolist())).over(drawn.weights))
        if found is not None:
            total += 1
            held += found[0] - 1e-9 <= truth <= found[1] + 1e-9
    assert held / total > 0.92


def test_runs_that_do_not_differ_are_told_apart_as_rarely_as_it_says() -> None:
    rng, drawn = np.random.default_rng(4), draws(plain(60))
    verdicts = []
    for _ in range(600):
        before, now = ((rng.random(60) < 0.8).astype(float).tolist() for _ in range(2))
        found = difference("hit@1", average(enumerate(now)), average(enumerate(before)), drawn)
        assert isinstance(found, Difference)
        verdicts.append(found.verdict)
    assert 0.02 < sum(verdict in (BETTER, WORSE) for verdict in verdicts) / 600 < 0.08
