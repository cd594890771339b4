"""Intervals, verdicts and targets: what the bootstrap says of outcomes whose spread is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from eval_examples import TEXT, TEXTS, example, random_examples

from eval.baseline import differences
from eval.cases import Dataset, Source, Variant
from eval.figures import FIGURES
from eval.measures import measured
from eval.records import Example
from eval.report import Figure
from eval.sections import crowded, details, sections
from eval.statistics import Difference, draws, interval
from eval.targets import BEHIND


def hits(pattern: Sequence[bool]) -> list[Example]:
    return measured([example(number, hit=hit) for number, hit in enumerate(pattern)], TEXTS)


def of(found: Sequence[Difference], name: str) -> Difference:
    return next(item for item in found if item.name == name)


def figure(examples: Sequence[Example], name: str, section: int = 0, suite: str = "chunking") -> Figure:
    breakdown = ("language",) if suite == "xquad" else ()
    return next(own for own in sections(suite, examples, breakdown)[section].figures if own.name == name)


EXAMPLES = random_examples(40)
MEASURED = [name for name, row in FIGURES.items() if row.statistic(EXAMPLES).n]


def test_most_figures_are_among_those_whose_weights_are_checked() -> None:
    kinds = {type(FIGURES[name].statistic(EXAMPLES)).__name__ for name in MEASURED}
    assert kinds == {"Ratio", "Separation", "CurveArea", "Quantile"}
    assert len(MEASURED) > 20


@pytest.mark.parametrize("name", MEASURED)
def test_a_weight_counts_an_example_as_often_as_it_says(name: str) -> None:
    examples = EXAMPLES
    rng = np.random.default_rng(3)
    weights = rng.integers(0, 4, size=(5, len(examples))).astype(float)
    got = FIGURES[name].statistic(examples).over(weights)
    for row, value in zip(weights, got, strict=True):
        alone = [item for item in examples if item.case.variant is Variant.STANDALONE]
        drawn = [item for item, times in zip(examples, row, strict=True) for _ in range(int(times))]
        # Pairs are weighted by the question as it was asked; a stand-alone form stays for it to be compared with.
        if name.startswith("follow-up"):
            drawn = [item for item in drawn if item.case.variant is not Variant.STANDALONE] + alone
        assert value == pytest.approx(FIGURES[name].compute(drawn).value), name


def test_an_interval_is_as_wide_as_chance_makes_it() -> None:
    found = figure(hits([number % 2 == 0 for number in range(400)]), "hit@1")
    assert found.interval is not None
    # 1.96 standard errors of a half at n=400, to both sides.
    assert found.interval == pytest.approx((0.451, 0.549), abs=0.006)


def test_the_same_examples_always_get_the_same_interval() -> None:
    examples = random_examples(30)
    assert figure(examples, "MRR").interval == figure(examples, "MRR").interval


def test_questions_that_belong_together_are_drawn_together() -> None:
    # Forty articles whose ten questions all go well or all go badly: there are forty facts, not four hundred.
    pattern = [number // 10 % 2 == 0 for number in range(400)]
    together = measured(
        [example(number, hit=hit, cluster=f"article {number // 10}") for number, hit in enumerate(pattern)], TEXTS
    )
    low, high = figure(together, "hit@1").interval or (0, 0)
    assert high - low == pytest.approx(3.1 * 0.098, abs=0.03)
    assert draws(together).about()["unit"] == "cluster"
    assert (draws(hits(pattern)).unit, draws(hits(pattern)).units) == ("question", 400)


def test_a_question_and_its_variants_are_one_unit() -> None:
    assert draws(random_examples(12)).units == 12


def test_where_nothing_varies_there_is_no_interval() -> None:
    assert figure(hits([True] * 50), "hit@1").interval is None
    assert interval(np.array([np.nan] * 9 + [1.0])) is None
    alike = [replace(item, values={"MRR": 0.7}) for item in hits([True] * 50)]
    assert figure(alike, "MRR").interval is None


def test_the_interval_of_an_area_lies_around_it() -> None:
    # Each right answer is surer than each question that should be refused, whichever are drawn.
    near: dict[str, Any] = {"variant": Variant.NEAR_MISS, "answerable": False, "gold": ()}
    apart = [(example(n, sure=0.8 + n / 100), example(n, sure=0.1 + n / 100, **near)) for n in range(10)]
    found = figure(measured([item for pair in apart for item in pair], TEXTS), "risk over coverage, area")
    assert found.mean.value == pytest.approx(sum(n / (10 + n) for n in range(1, 11)) / 20)
    assert found.interval is None


def test_a_clear_gain_is_better_and_a_clear_loss_is_worse() -> None:
    good, bad = hits([True] * 90 + [False] * 10), hits([True] * 70 + [False] * 30)
    assert of(differences(good, bad), "hit@1").verdict == "better"
    found = of(differences(bad, good), "hit@1")
    assert (found.verdict, found.n, found.says) == ("worse", 100, "worse")
    assert found.difference == pytest.approx(-0.2)
    assert found.interval == pytest.approx((-0.28, -0.12), abs=0.03)


def test_less_is_better_where_less_is_wanted() -> None:
    calm = measured([example(number, sure=0.9) for number in range(60)], TEXTS)
    shy = measured([example(number, sure=0.9 if number % 2 else 0.1) for number in range(60)], TEXTS)
    assert of(differences(shy, calm), "answerable refused").verdict == "worse"
    assert of(differences(calm, shy), "answerable refused").verdict == "better"


def test_what_is_hard_for_both_does_not_count() -> None:
    # Both fail on the same half; one more question of twelve decides, though the two intervals overlap.
    base = [number % 2 == 0 for number in range(120)]
    more = [hit or number % 12 == 1 for number, hit in enumerate(base)]
    found = of(differences(hits(more), hits(base)), "hit@1")
    assert found.verdict == "better"
    first, second = (figure(hits(pattern), "hit@1").interval or (0, 0) for pattern in (base, more))
    assert first[1] > second[0]


def test_a_small_change_cannot_be_told_and_the_missing_questions_are_counted() -> None:
    # Two questions better, one worse: the mean is 0.01, one question's spread 0.173, so (2.8 * 17.3)^2 are needed.
    base = [True] * 50 + [False] * 50
    now = [False] + [True] * 49 + [True, True] + [False] * 48
    found = of(differences(hits(now), hits(base)), "hit@1")
    assert found.verdict == "cannot tell"
    assert found.more is not None
    assert found.more == pytest.approx(2250, rel=0.15)
    assert found.says.startswith("cannot tell at n=100; about 2,")
    assert found.says.endswith(" more questions would")


def test_the_questions_that_were_said_to_be_missing_do_tell() -> None:
    # Of twenty questions five get better and three worse, over and over.
    pairs = [(at < 5 or at > 14, 5 <= at < 8 or at > 14) for at in (number % 20 for number in range(2000))]

    def told(part: Sequence[tuple[bool, bool]]) -> Difference:
        return of(differences(hits([one for one, _ in part]), hits([two for _, two in part])), "hit@1")

    few = told(pairs[:60])
    assert few.verdict == "cannot tell"
    assert few.more == pytest.approx(240, rel=0.15)
    assert told(pairs[: 60 + (few.more or 0)]).verdict == "better"


def test_runs_that_do_not_differ_are_said_to_be_the_same() -> None:
    found = of(differences(hits([True, False] * 20), hits([True, False] * 20)), "hit@1")
    assert (found.verdict, found.says) == ("same", "the same at n=40")


def test_a_handful_of_questions_decides_nothing() -> None:
    found = of(differences(hits([True] * 5), hits([False] * 5)), "hit@1")
    assert (found.verdict, found.n) == ("cannot tell", 5)


def test_what_is_few_in_truth_decides_nothing_however_often_it_is_asked() -> None:
    def translated(hit: bool) -> list[Example]:
        languages = ("en", "de", "es", "zh", "ar")
        own = [example(number, hit=hit, language=code) for number in range(3) for code in languages]
        return measured(own, TEXTS)

    found = of(differences(translated(False), translated(True)), "hit@1")
    assert (found.verdict, found.n) == ("cannot tell", 15)

    def told(high: float, low: float) -> list[Example]:
        near: dict[str, Any] = {"variant": Variant.NEAR_MISS, "answerable": False, "gold": ()}
        return measured(
            [*(example(n, sure=high) for n in range(5)), *(example(n, sure=low, **near) for n in range(5))], TEXTS
        )

    found = of(differences(told(0.4, 0.5), told(0.9, 0.1)), "AUROC, near-miss")
    assert (found.verdict, found.n) == ("cannot tell", 10)


def test_a_curve_is_drawn_to_its_end() -> None:
    examples = measured([example(number, sure=number / 400) for number in range(400)], TEXTS)
    points = details(examples, Dataset("own", {"all": (Source("a", "A", TEXT),)}, ()))["risk_coverage"]
    assert (len(points), points[-1][0]) == (200, 1.0)


def test_more_labels_than_can_be_shown_are_told() -> None:
    examples = [example(number, label=f"label {number}") for number in range(13)]
    told = crowded(examples, ("label", "language"))
    assert told == ["No figures by label: it has 13 values, and 12 are shown at most."]
    assert crowded(examples[:12], ("label",)) == []


def test_targets_are_those_of_the_data_set() -> None:
    examples = hits([True] * 9 + [False])
    found = figure(examples, "span recall@5")
    assert (found.target, found.reached) == (0.92, False)
    assert figure(examples, "answerable refused").target == 0.07
    assert figure(examples, "span recall@5", suite="beir").target is None


def test_a_language_is_held_against_the_very_questions_that_it_was_asked() -> None:
    hits = {"en": [True, True, False, False], "de": [False, True], "es": [True]}
    examples = [
        example(number, hit=hit, language=language, answers=("1871",))
        for language, own in hits.items()
        for number, hit in enumerate(own, 3 if language == "es" else 0)
    ]
    _, _, de, es = sections("xquad", measured(examples, TEXTS), ("language",))
    found = [next(own for own in part.figures if own.name == BEHIND) for part in (de, es)]
    assert [(own.mean.value, own.mean.n) for own in found] == [(0.5, 2), (-1.0, 1)]
    apart = measured([example(at, language=code, answers=("1871",)) for at, code in enumerate(("en", "de"))], TEXTS)
    assert not any(own.name == BEHIND for part in sections("xquad", apart, ("language",)) for own in part.figures)


def test_english_targets_are_held_against_english_and_others_against_english() -> None:
    english = [example(number, hit=True, language="en", answers=("1871",)) for number in range(30)]
    german = [example(number, hit=number >= 6, language="de", answers=("1871",)) for number in range(30)]
    examples = measured([*english, *german], TEXTS)
    whole, en, de = sections("xquad", examples, ("language",))
    name = "answer in quotation@3, gate open"
    targets = [next(own.target for own in part.figures if own.name == name) for part in (whole, en, de)]
    assert targets == [None, 0.96, None]
    behind = next(own for own in de.figures if own.name == BEHIND)
    assert behind.mean.value == pytest.approx(0.2)
    assert (behind.mean.n, behind.target, behind.reached) == (30, 0.10, False)
    assert not any(own.name == BEHIND for own in en.figures)
    only = sections("xquad", measured(english, TEXTS), ("language",))[0]
    assert next(own.reached for own in only.figures if own.name == name) is True
