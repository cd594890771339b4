"""What a suite found: rows of figures with n, as a table, as JSON, and stored with what produced them.

docs/evaluation.md says what stands in the JSON.
"""

from __future__ import annotations

import json
import logging
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from pathlib import Path
from typing import Any

from eval.cases import DataError
from eval.datasets.rows import json_file
from eval.metrics import Mean
from eval.records import example_from

logger = logging.getLogger(__name__)

_PACKAGES = ("footnote-rag", "chromadb", "tantivy", "onnxruntime", "llama-index-core", "ir-measures", "numpy")
MONEY = "money"
# The longest name of a figure.
_WIDEST = 47
# So many notes of one kind are printed.
_SHOWN = 5
# Parts of a set with fewer questions are left to the report: forty lines about one question are nothing to read.
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `target` is "at least" where `higher` and "at most" where not; None: no target is set.

    `interval` is the 95 % bootstrap interval, None where there is none.
    """

    name: str
    mean: Mean
    target: float | None = None
    higher: bool = True
    unit: str = ""
    interval: tuple[float, float] | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none, or nothing was measured."""
        if self.target is None or self.mean.value is None:
            return None
        return self.mean.value >= self.target - 1e-9 if self.higher else self.mean.value <= self.target + 1e-9


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together: one text, one half of the questions.

    Where the examples are cases, they are those whose `field` is `part`; all of them where there is no field.
    """

    name: str
    figures: Sequence[Figure]
    field: str = ""
    part: str = ""

    @property
    def is_small(self) -> bool:
        """Whether it is a part of the examples, and one of which few were measured."""
        return bool(self.field and self.figures) and self.figures[0].mean.n < _FEWEST


@dataclass(frozen=True, slots=True)
class EvalReport:
    """All of a run. `examples` are the questions one by one, for whoever wants to know what was missed.

    `about` are further facts of the run (system, seed, data set), `details` what plots and a drill-down need.
    """

    suite: str
    sections: Sequence[Section]
    examples: Sequence[dict[str, Any]] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()
    about: dict[str, Any] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, with the versions and the commit that produced it."""
        return {
            "suite": self.suite,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": _commit(),
            "versions": {name: _version(name) for name in _PACKAGES},
            "settings": self.settings,
            **self.about,
            "notes": list(self.notes),
            "sections": [
                {
                    "name": section.name,
                    "field": section.field,
                    "part": section.part,
                    "figures": [asdict(figure) | {"reached": figure.reached} for figure in section.figures],
                }
                for section in self.sections
            ],
            "examples": list(self.examples),
            **self.details,
        }

    def table(self) -> str:
        """For a terminal: one block per section; what misses its target is marked. Small parts are only named."""
        lines = []
        small = [section for section in self.sections if section.is_small]
        for section in self.sections:
            if section not in small:
                lines.append(f"{self.suite}: {section.name}")
                lines.extend(f"  {_row(figure)}" for figure in section.figures)
                lines.append("")
        if small:
            names = ", ".join(f"{section.name} (n={section.figures[0].mean.n})" for section in small)
            lines.extend(
                [f"Left to the report as JSON or as a page, with fewer than {_FEWEST} questions: {names}.", ""]
            )
        return "\n".join([*lines, *first_of_each_kind(self.notes)]).rstrip()

    def store(self, folder: Path) -> Path:
        """Write the report as JSON into a folder; returns the file."""
        folder.mkdir(parents=True, exist_ok=True)
        name = "-".join(filter(None, (self.suite, self.about.get("system", ""))))
        stem = f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        # Two runs may end within a second.
        for number in count(1):
            path = folder / f"{stem}{'' if number == 1 else f'-{number}'}.json"
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                continue
            break
        self.write(path)
        return path

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        write_report(self.to_dict(), path)


def first_of_each_kind(notes: Sequence[str]) -> Iterator[str]:
    """The notes for a terminal: of many that begin alike, as one for each question that crashed does, the first few."""
    kinds = [note.partition(": ")[0] for note in notes]
    total, seen = Counter(kinds), Counter[str]()
    for kind, note in zip(kinds, notes, strict=True):
        seen[kind] += 1
        if seen[kind] <= _SHOWN:
            yield note
        elif seen[kind] == total[kind]:
            yield f"{kind}: {total[kind] - _SHOWN} more, which the report as JSON or as a page names."


def write_report(data: Mapping[str, Any], path: Path) -> None:
    """Write a report as JSON; one question a line, so that two reports can be compared.

    Half of an emoji, which a model may write and no file can hold, becomes a question mark.
    """
    lines = ",\n".join(json.dumps(example, ensure_ascii=False) for example in data["examples"])
    rest = {name: value for name, value in data.items() if name != "examples"}
    head = json.dumps(rest, ensure_ascii=False).removesuffix("}")
    path.write_text(f'{head}, "examples": [\n{lines}\n]}}\n', encoding="utf-8", errors="replace")


def read_report(path: Path) -> dict[str, Any]:
    """A stored report as plain data. Raises DataError."""
    if not path.is_file():
        raise DataError(f"There is no report {path}. Write one with: footnote eval run SUITE --json FILE")
    data = json_file(path)
    if not isinstance(data, dict) or not {"suite", "sections", "examples"} <= set(data):
        raise DataError(f"{path} is no report. Give a file that was written by: footnote eval run SUITE --json FILE")
    with sound(path):
        sections_of(data)
        # Reports of suites that carry their own questions have examples of another shape.
        for item in data["examples"] if data.get("dataset") else ():
            example_from(item)
    return data


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """Within it a report or a baseline is read; raises DataError where something in it is not as it was written."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        logger.info("%s is damaged", path, exc_info=True)
        raise DataError(
            f"{path} is damaged ({type(error).__name__}: {error}). "
            "Write it anew with: footnote eval run SUITE --json FILE"
        ) from None


def newest_report(folder: Path, suite: str, system: str) -> Path:
    """The latest report of a suite that `EvalReport.store` left in a folder. Raises DataError where there is none."""
    found = sorted(folder.glob(f"{suite}-{system}-[0-9]*.json"), key=lambda path: path.stat().st_mtime_ns)
    if not found:
        raise DataError(f"No run of {suite} is stored in {folder}. Run one with: footnote eval run {suite} --data PATH")
    return found[-1]


def unmeasured(data: Mapping[str, Any]) -> str:
    """What is to be said of a report in which most questions crashed; empty of any other."""
    counts = data.get("counts") or {"asked": 0, "failed": 0}
    asked, failed = counts["asked"], counts["failed"]
    if failed <= asked / 2:
        return ""
    what = (
        f"Nothing was measured: all of {asked}"
        if failed == asked
        else f"Hardly anything was measured: {failed} of {asked}"
    )
    return f"{what} questions failed. The report names the error of each."


def table_of(data: Mapping[str, Any]) -> str:
    """The table of a stored report, as `EvalReport.table` prints it."""
    return EvalReport(data["suite"], sections_of(data), notes=data.get("notes", ())).table()


def sections_of(data: Mapping[str, Any]) -> list[Section]:
    """The sections of a stored report."""
    return [
        Section(item["name"], [_figure(figure) for figure in item["figures"]], item["field"], item["part"])
        for item in data["sections"]
    ]


def _figure(data: Mapping[str, Any]) -> Figure:
    kept = {name: value for name, value in data.items() if name != "reached"}
    edges = kept.get("interval")
    return Figure(**{**kept, "mean": Mean(**data["mean"]), "interval": edges and tuple(edges)})


def _row(figure: Figure) -> str:
    value = "     -" if figure.mean.value is None else f"{value_of(figure):>6}"
    target = "" if figure.target is None else f"  {'at least' if figure.higher else 'at most'} {_bound(figure.target)}"
    mark = {True: "  ok", False: "  MISSED", None: ""}[figure.reached]
    between = "" if figure.interval is None else "[{}, {}]".format(*(number(at, figure.unit) for at in figure.interval))
    unit = figure.unit and f" {figure.unit}"
    return f"{figure.name:<{_WIDEST}}{value} {between:<16}{unit}  n={figure.mean.n:<4}{target}{mark}".rstrip()


def value_of(figure: Figure) -> str:
    """The value of a figure that has one, with so many digits that it does not read as a target that it misses."""
    assert figure.mean.value is not None
    shown = number(figure.mean.value, figure.unit)
    if figure.reached is False and float(shown) == figure.target:
        return f"{figure.mean.value:.5f}"
    return shown


def number(value: float, unit: str = "", sign: str = "") -> str:
    """A number for a reader; an answer mostly costs less than a thousandth of any money."""
    return f"{value:{sign}.{6 if unit == MONEY else 3}f}"


def _bound(target: float) -> str:
    return f"{target:.2f}" if round(target, 2) == target else f"{target:.3f}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    """The commit of the checkout that this file stands in, "-dirty" where it was changed; empty without a checkout."""
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty", "--exclude", "*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
