"""An earlier run to compare with: a whole report, or the small file that is kept of one.

The small file has, for each question, whether it was answered, how sure the system was, and its measures; no texts.
What the question is, the run that is compared knows, since it must be of the same data set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.cases import DataError
from eval.datasets import FORMATS
from eval.datasets.rows import json_file
from eval.figures import FIGURES
from eval.outcomes import Change, changes
from eval.records import Example, Shown, example_from
from eval.report import newest_report, read_report, sound
from eval.statistics import FEWEST, SAME, WORSE, Difference, Draws, difference, draws
from eval.weighted import average

FOLDER = Path(__file__).parent / "baselines"
# The word for the file that is kept of a suite, where a file is asked for.
BASELINE = "baseline"
_FACTS = ("suite", "at", "commit", "versions", "dataset", "system", "language", "limit", "seed", "counts")
_DIGITS = 4
# What an answer cost, where a model wrote it.
_SPENT = ("tokens", "cost")


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier run: what it was, what each question got, by the digest of its key, and which ones crashed."""

    facts: Mapping[str, Any]
    outcomes: Mapping[str, tuple[Shown, Mapping[str, float]]]
    failed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against an earlier one, on the questions that both have.

    `crashed` are the keys of those that crash now and did not before, which are in no figure but "failed". `few`: most
    questions of one run are not in the other. `units` are the questions that both measured, each counted once with its
    variants and translations. `changed` are the questions that came out well in one of both runs only.
    """

    facts: Mapping[str, Any]
    common: int
    left_out: int
    differences: Sequence[Difference]
    crashed: Sequence[str] = ()
    few: bool = False
    units: int = 0
    changed: Sequence[Change] = ()

    @property
    def unsure(self) -> bool:
        """Whether something differs, and there are too few questions for anything to be called a loss."""
        differ = any(item.verdict != SAME and not item.unit for item in self.differences)
        return differ and self.units < FEWEST

    @property
    def losses(self) -> list[Difference]:
        """Figures of quality that got worse. Seconds and tokens depend on the day and the machine."""
        return [item for item in self.differences if item.verdict == WORSE and not item.unit]

    @property
    def holds(self) -> bool:
        """Whether nothing is lost, as far as so many questions tell. A crash is no matter of chance: one is enough."""
        return not (self.losses or self.crashed or self.few or self.unsure)

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        named = {name: self.facts.get(name) for name in ("suite", "system", "at", "commit")}
        shown = [item.to_dict() for item in self.differences]
        counts = {"common": self.common, "left_out": self.left_out, "crashed": list(self.crashed)}
        changed = [asdict(item) for item in self.changed]
        return {**named, **counts, "differences": shown, "changed": changed}


def past_of(path: str | Path, suite: str) -> Past:
    """Read a report or a baseline; the word "baseline" is the one that is kept of `suite`. Raises DataError."""
    if str(path) == BASELINE:
        _check_kept(suite)
    file = FOLDER / f"{suite}.json" if str(path) == BASELINE else Path(path)
    if not file.is_file():
        raise DataError(
            f"No baseline of {suite} is kept. Run the suite, then keep that run with: footnote eval baseline {suite}"
            if str(path) == BASELINE
            else f"There is no report {file}. Write one with: footnote eval run {suite} --json FILE"
        )
    data = json_file(file)
    if not isinstance(data, dict) or not isinstance(data.get("dataset"), dict) or "examples" not in data:
        raise DataError(
            f"{file} is no report of questions that can be compared one by one. Give one of: footnote eval run"
        )
    with sound(file):
        return Past({name: data.get(name) for name in _FACTS}, dict(_outcomes(data)), _failed(data))


def keep_baseline(suite: str, stored: Path, run_file: Path | None = None, to: Path | None = None) -> Path:
    """Keep a report, or else the latest that is in the folder `stored`; returns the file. Raises DataError.

    Without `to` it becomes the suite's own baseline.
    """
    _check_kept(suite)
    data = read_report(run_file or newest_report(stored, suite, "footnote"))
    if data["suite"] != suite:
        raise DataError(f"{run_file} is a report of {data['suite']}, not of {suite}. Give that suite's name.")
    path = to or FOLDER / f"{suite}.json"
    write_baseline(data, path)
    return path


def _check_kept(suite: str) -> None:
    if suite not in FORMATS:
        raise DataError(f"No baseline can be kept of {suite!r}. The data sets are: {', '.join(FORMATS)}.")


def write_baseline(data: Mapping[str, Any], path: Path) -> None:
    """Keep the small file of a report, one question a line. Raises DataError where it is of no data set."""
    if not data.get("dataset"):
        raise DataError(f"The questions of {data['suite']} cannot be compared one by one. Choose another suite.")
    rows = {_digest(key): (shown, values) for key, (shown, values) in _whole(data).items()}
    measures = sorted({name for _, values in rows.values() for name in values})
    figures = {figure["name"]: figure["mean"] for figure in data["sections"][0]["figures"] if not figure["unit"]}
    head = {**{name: data.get(name) for name in _FACTS}, "figures": figures, "measures": measures}
    head |= {"failed": sorted(_failed(data))}
    lines = []
    for name, (shown, values) in rows.items():
        row = [shown.answered, shown.confidence, *(values.get(measure) for measure in measures)]
        cells = [_short(cell) for cell in row]
        lines.append(f'"{name}": {json.dumps(cells, separators=(",", ":"))}')
    path.parent.mkdir(parents=True, exist_ok=True)
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    path.write_text(start + ',\n "examples": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


def compare(data: Mapping[str, Any], past: Past) -> Comparison:
    """Every figure that a report, as plain data, and an earlier run share. Raises DataError where data differ."""
    dataset = data.get("dataset")
    if not dataset:
        raise DataError(f"The questions of {data['suite']} cannot be compared one by one. Choose another suite.")
    check_same_data(dataset["name"], dataset["fingerprint"], past)
    examples = [example_from(item) for item in data["examples"]]
    both = [item for item in examples if _digest(item.case.key) in past.outcomes.keys() | past.failed]
    if not both:
        raise DataError("The runs have no question in common. Run both with the same limit, seed and language.")
    pairs = [
        (rounded(item), replace(item, shown=shown, values=values))
        for item in both
        if item.shown is not None and _digest(item.case.key) in past.outcomes
        for shown, values in [past.outcomes[_digest(item.case.key)]]
    ]
    found = [*_failures(both, past), *differences([now for now, _ in pairs], [before for _, before in pairs])]
    changed = list(changes(pairs))
    crashed = [item.case.key for item in both if item.shown is None and _digest(item.case.key) in past.outcomes]
    known = len(past.outcomes) + len(past.failed)
    few = len(both) < max(len(examples), known) / 2
    units = draws([now for now, _ in pairs]).units
    left_out = len(examples) + known - 2 * len(both)
    return Comparison(past.facts, len(both), left_out, found, crashed, few, units, changed)


def differences(now: Sequence[Example], before: Sequence[Example], drawn: Draws | None = None) -> list[Difference]:
    """Every figure that both runs have over examples that stand at the same places.

    A measure of a question counts where both runs have it: what one of them refused must not change the mean of others.
    """
    drawn = drawn or draws(now)
    now, before = ([_in_common(*pair) for pair in zip(*sides, strict=True)] for sides in ((now, before), (before, now)))
    found = (
        difference(row.name, row.statistic(now), row.statistic(before), drawn, higher=row.higher, unit=row.unit)
        for row in FIGURES.values()
    )
    return [item for item in found if item is not None]


def _in_common(example: Example, other: Example) -> Example:
    """The example with those of its numbers that the other run's has, too."""
    shown, theirs = example.shown, other.shown
    if shown and theirs:
        spent = {name: getattr(shown, name) for name in _SPENT if getattr(theirs, name) is not None}
        shown = replace(shown, **{**dict.fromkeys(_SPENT), **spent})
    values = {name: value for name, value in example.values.items() if name in other.values}
    return replace(example, shown=shown, values=values)


def _failures(examples: Sequence[Example], past: Past) -> list[Difference]:
    """The share of questions that crashed, where one did in either run."""
    now = average((at, float(item.shown is None)) for at, item in enumerate(examples))
    before = average((at, float(_digest(item.case.key) in past.failed)) for at, item in enumerate(examples))
    found = difference("failed", now, before, draws(examples), higher=False)
    return [found] if found and (found.now or found.before) else []


def rounded(example: Example) -> Example:
    """The example with its numbers as a baseline keeps them: both sides of a comparison are rounded alike."""
    shown = example.shown
    if shown is not None:
        shown = replace(shown, confidence=_short(shown.confidence))
    return replace(example, shown=shown, values={name: _short(value) for name, value in example.values.items()})


def check_same_data(name: str, fingerprint: str, past: Past) -> None:
    """Raises DataError where a run of this data set cannot be compared with an earlier one."""
    other = past.facts["dataset"]
    if name != other["name"]:
        raise DataError(f"This run is of {name}, the other of {other['name']}. Compare runs of one suite.")
    if fingerprint != other["fingerprint"]:
        raise DataError(
            f"The data has changed since the other run (fingerprint {other['fingerprint']}, now {fingerprint}). "
            f"Run both on the same files, or keep a new baseline with: footnote eval baseline {name}"
        )


def _outcomes(data: Mapping[str, Any]) -> Mapping[str, tuple[Shown, Mapping[str, float]]]:
    if isinstance(data["examples"], dict):
        return {
            name: (
                Shown((), answered=answered, confidence=sure),
                {key: value for key, value in zip(data["measures"], cells, strict=True) if value is not None},
            )
            for name, (answered, sure, *cells) in data["examples"].items()
        }
    return {_digest(key): found for key, found in _whole(data).items()}


def _whole(data: Mapping[str, Any]) -> dict[str, tuple[Shown, Mapping[str, float]]]:
    """What a comparison needs of a whole report, by key; questions that crashed are not compared."""
    return {
        item["key"]: (
            Shown(
                (),
                answered=item["shown"]["answered"],
                confidence=_short(item["shown"]["confidence"]),
                timings=item["shown"]["timings"],
                tokens=item["shown"].get("tokens"),
                cost=item["shown"].get("cost"),
            ),
            {name: _short(value) for name, value in item["values"].items()},
        )
        for item in data["examples"]
        if item["shown"]
    }


def _failed(data: Mapping[str, Any]) -> frozenset[str]:
    """The questions that crashed, by the digest of their key."""
    if isinstance(data["examples"], dict):
        return frozenset(data.get("failed", ()))
    return frozenset(_digest(item["key"]) for item in data["examples"] if not item["shown"])


def _short(value: Any) -> Any:
    """A number as short as it may be: what is whole needs no point."""
    if not isinstance(value, float):
        return value
    short = round(value, _DIGITS)
    return int(short) if short.is_integer() else short


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]
