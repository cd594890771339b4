"""`footnote bench`: the arithmetic and wording of its figures, and that every measurement runs. No time is judged."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.bench import BenchReport, Figure, Sizes, run_bench
from rag.settings import Settings

TIMES = Figure("A question", "ms", [0.010, 0.012, 0.020], "embedding", [0.002, 0.004, 0.005], target=6.0)
RATES = Figure("Indexing", "passages/s", [70.0, 80.0, 90.0], "the encoder", [100.0, 100.0, 100.0], target=0.85)
PAGE = Figure("The page", "ms", [0.250, 0.310, 0.900], "an echo", [0.2, 0.2, 0.2], target=0.3, absolute=True)
NOTHING = Figure("The page", "ms", (), "an echo", target=0.3, absolute=True, missing="there is no chromium.")


def test_ratio_divides_the_medians_and_the_slow_ends() -> None:
    assert TIMES.ratio == pytest.approx(3.0)
    # p95 of three samples lies nine tenths of the way from the second to the third.
    assert TIMES.slow_end(TIMES.ours) == pytest.approx(0.0192)
    assert TIMES.slow_end(TIMES.reference) == pytest.approx(0.0049)
    assert TIMES.slow_ratio == pytest.approx(0.0192 / 0.0049)


def test_the_slow_end_of_a_rate_is_its_low_end() -> None:
    assert RATES.slow_end(RATES.ours) == pytest.approx(71.0)
    assert RATES.ratio == pytest.approx(0.8)


def test_targets_bound_times_from_above_and_rates_from_below() -> None:
    assert TIMES.reached is True
    assert RATES.reached is False


def test_an_absolute_target_is_held_against_our_own_median() -> None:
    assert PAGE.reached is False
    assert PAGE.ratio == pytest.approx(1.55)


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    assert NOTHING.reached is None
    assert NOTHING.ratio is None
    assert NOTHING.to_dict()["p50"] is None


def test_table_shows_both_samples_with_n_the_ratio_the_target_and_the_verdict() -> None:
    table = BenchReport([TIMES, RATES, PAGE, NOTHING], "2 cores").table()
    assert table == (
        "Measured on 2 cores; p50 / p95 of n samples each\n"
        "\n"
        "A question  (target: ratio at most 6.00) ok\n"
        "  footnote                               12.0 / 19.2     ms          n=3\n"
        "  embedding                              4.00 / 4.90     ms          n=3\n"
        "  ratio                                  3.00 / 3.92\n"
        "\n"
        "Indexing  (target: ratio at least 0.85) MISSED\n"
        "  footnote                               80.0 / 71.0     passages/s  n=3\n"
        "  the encoder                             100 / 100      passages/s  n=3\n"
        "  ratio                                  0.80 / 0.71\n"
        "\n"
        "The page  (target: p50 at most 300 ms) MISSED\n"
        "  footnote                                310 / 841      ms          n=3\n"
        "  an echo                                 200 / 200      ms          n=3\n"
        "  ratio                                  1.55 / 4.20\n"
        "\n"
        "The page\n"
        "  not measured: there is no chromium."
    )


def test_report_is_plain_data() -> None:
    data = json.loads(json.dumps(BenchReport([TIMES, NOTHING], "2 cores").to_dict()))
    assert data["machine"] == "2 cores"
    assert [figure["n"] for figure in data["figures"]] == [3, 0]
    assert data["figures"][0]["ratio_p50"] == pytest.approx(3.0)
    assert data["figures"][0]["target_of"] == "ratio_p50"
    assert data["figures"][1]["missing"] == "there is no chromium."


def test_a_small_run_measures_every_figure_and_leaves_the_library_alone(new_home: Callable[[], Path]) -> None:
    home = new_home()
    before = sorted(path.name for path in home.iterdir())
    sizes = Sizes(starts=1, questions=4, batches=1, paragraphs=6, page_questions=0, model_answers=1)
    seen: list[float] = []
    report = run_bench(Settings(home=home), progress=lambda fraction, text: seen.append(fraction), sizes=sizes)
    cold, warm, first, whole, indexing, page = report.figures
    assert [len(figure.ours) for figure in (cold, warm, first, whole, indexing)] == [1, 4, 1, 1, 1]
    for figure in (cold, warm, first, whole, indexing):
        assert len(figure.reference) == len(figure.ours)
        assert figure.ratio is not None and math.isfinite(figure.ratio) and figure.ratio > 0
    assert page.missing == "it was left out of this run."
    assert seen == sorted(seen) and seen[-1] == 1.0
    assert sorted(path.name for path in home.iterdir()) == before
