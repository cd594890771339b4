"""Examples of a run, made by hand: as many questions as a test wants, each with a hit or a miss and a confidence."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.cases import Case, Place, Variant
from eval.figures import curve, latency
from eval.measures import measured
from eval.records import Example, Shown
from eval.report import EvalReport
from eval.sections import sections
from eval.statistics import draws

TEXT = "Ada Holm kept the lamp. The harbour was dug in 1871. Herring is landed on Mondays."
TEXTS = {("all", "a"): TEXT}
RIGHT, WRONG = Place("a", 24, 52), Place("a", 0, 23)


def example(number: int, *, hit: bool = True, sure: float = 0.9, **changes: Any) -> Example:
    """A question of which `RIGHT` is the gold span; answered where `sure` is at least a half."""
    made: dict[str, Any] = {"gold": (RIGHT,), "answerable": True, **changes}
    case = Case(f"q{number}", f"Question {number}: when was it dug?", "all", **made)
    cited = RIGHT if hit else WRONG
    timings = {"retrieve": 0.01 + number / 10_000}
    shown = Shown((cited,), (1.0,), (cited,), "It was dug in 1871 [1].", (), sure >= 0.5, sure, timings=timings)
    return Example(case, shown)


def random_examples(count: int, seed: int = 1) -> list[Example]:
    """Measured examples of every variant, with ties in confidence and some that crashed."""
    rng = random.Random(seed)
    found: list[Example] = []
    for number in range(count):
        hit, sure = rng.random() < 0.7, round(rng.random(), 1)
        found.append(example(number, hit=hit, sure=sure, cluster=f"c{number % 30}"))
        found.append(example(number, hit=rng.random() < 0.9, sure=sure, variant=Variant.STANDALONE))
        found.append(
            example(number, sure=round(sure * rng.random(), 1), variant=Variant.NEAR_MISS, answerable=False, gold=())
        )
    found.append(Example(replace(found[0].case, variant=Variant.OTHER_TOPIC), None, "ValueError: lost"))
    return measured(found, TEXTS)


def report(examples: Sequence[Example], name: str = "chunking", fingerprint: str = "f1") -> EvalReport:
    """A report over examples, as a run makes one."""
    scored = measured(examples, TEXTS)
    about = {
        "system": "footnote",
        "seed": 0,
        "dataset": {"name": name, "fingerprint": fingerprint},
        "language": "",
        "counts": {"asked": len(scored), "failed": sum(item.shown is None for item in scored)},
    }
    found = {
        "bootstrap": draws(scored).about(),
        "risk_coverage": curve(scored),
        "latency": latency(scored),
        "excerpts": {"all": {"a": {"title": "Lindby", "pieces": [[0, TEXT]]}}},
    }
    return EvalReport(name, sections(name, scored, ()), [item.to_dict() for item in scored], {}, (), about, found)


def stored(path: Path, examples: Sequence[Example], **changes: Any) -> Path:
    """The report over examples as a file."""
    report(examples, **changes).write(path)
    return path
