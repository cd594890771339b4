"""Several systems on the same questions in one run, figure by figure, each with a verdict against Footnote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.baseline import differences
from eval.cases import DataError
from eval.datasets import FORMATS
from eval.differences import between, change
from eval.figures import AT_PRICE, FOLLOW_UP, UNANSWERABLE
from eval.measures import OPEN
from eval.records import Example, example_from
from eval.remember import Remembering
from eval.report import EvalReport, Figure, first_of_each_kind, value_of
from eval.run import Finished, RunOptions, run_to_the_end
from eval.statistics import Difference
from eval.systems import SYSTEMS, system_named
from index.progress import Progress, silent
from rag.settings import Settings
from rag.wiring import make_embedder

OURS = "footnote"
# What a person chooses by, in the order of the life of a question. The JSON has every figure.
_SHOWN = (
    "hit@1",
    "hit@5",
    "MRR",
    "nDCG@10",
    "span recall@5",
    "span precision@5",
    "citation precision",
    "citation recall",
    "citation F1",
    f"citation F1{OPEN}",
    "cites a gold document",
    "answer in quotation@1",
    "answer in quotation@3",
    f"answer in quotation@1{OPEN}",
    f"answer in quotation@3{OPEN}",
    "answerable refused",
    *(f"AUROC, {kind}" for kind in (UNANSWERABLE, "near-miss", "other-topic")),
    *(AT_PRICE.format(kind) for kind in (UNANSWERABLE, "near-miss", "other-topic")),
    FOLLOW_UP,
    "seconds per answer, p50",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One system's run, and how it differs from Footnote's, by figure."""

    system: str
    report: EvalReport
    against: dict[str, Difference]

    @property
    def figures(self) -> dict[str, Figure]:
        """Its figures over all questions, by name."""
        return {figure.name: figure for figure in self.report.sections[0].figures}


def compare_systems(
    name: str,
    settings: Settings,
    options: RunOptions,
    *,
    data: Path | None,
    systems: Sequence[str] = (),
    progress: Progress = silent,
) -> list[Side]:
    """Run Footnote and the systems on the same questions; without names, all there are. Raises FootnoteError.

    The report of each is stored as that of a run of its own.
    """
    if name not in FORMATS:
        raise DataError(f"Systems cannot be compared on {name!r}. The data sets are: {', '.join(FORMATS)}.")
    wanted = list(dict.fromkeys([OURS, *(systems or _free())]))
    for system in wanted:
        system_named(system)
    embedder = Remembering(make_embedder(settings))
    sides: list[Side] = []
    done: list[Finished] = []
    ours: list[Example] = []
    for at, system in enumerate(wanted):
        tell = _part(progress, at, len(wanted), system)
        own = replace(options, system=system)
        done.append(run_to_the_end(name, settings, own, data=data, progress=tell, embedder=embedder))
        report = done[-1].report
        examples = [example_from(item) for item in report.examples]
        ours = ours or examples
        sides.append(Side(system, report, {} if system == OURS else _against(examples, ours)))
    # Not before: a comparison that is interrupted asks no system again that was through.
    for finished in done:
        finished.forget()
    return sides


def _free() -> list[str]:
    return [name for name, system in SYSTEMS.items() if not system.costs]


def lines(sides: Sequence[Side]) -> Iterator[str]:
    """Figure by figure, system by system; a verdict says what the system is, compared with Footnote."""
    for name in _SHOWN:
        rows = [(side, side.figures[name]) for side in sides if name in side.figures]
        if not rows:
            continue
        yield name
        for side, figure in rows:
            found = side.against.get(name)
            verdict = f"  {change(found)}  {found.says}" if found else ""
            edges = between(figure.interval, figure.unit)
            yield f"  {side.system:<24}{value_of(figure):>6} {edges:<16} n={figure.mean.n:<5}{verdict}".rstrip()
        yield ""
    for side in sides:
        yield from (f"{side.system}: {note}" for note in dict.fromkeys(first_of_each_kind(side.report.notes)))


def to_dict(sides: Sequence[Side]) -> dict[str, Any]:
    """Every figure of every system, as plain data; what is the same for all stands once."""
    first = sides[0].report.to_dict()
    names = ("suite", "at", "commit", "versions", "settings", "dataset", "language", "limit", "seed", "bootstrap")
    return {**{name: first.get(name) for name in names}, "systems": [_side(side) for side in sides]}


def _side(side: Side) -> dict[str, Any]:
    return {
        "system": side.system,
        "what": SYSTEMS[side.system].what,
        "counts": side.report.about["counts"],
        "notes": list(side.report.notes),
        "figures": [asdict(figure) for figure in side.figures.values()],
        "against_footnote": [found.to_dict() for found in side.against.values()],
    }


def _against(examples: Sequence[Example], ours: Sequence[Example]) -> dict[str, Difference]:
    """On the questions that both were asked and neither crashed on."""
    known = {item.case.key: item for item in ours if item.shown}
    pairs = [(item, known[item.case.key]) for item in examples if item.shown and item.case.key in known]
    found = differences([item for item, _ in pairs], [item for _, item in pairs])
    return {item.name: item for item in found}


def _part(progress: Progress, at: int, parts: int, system: str) -> Progress:
    return lambda fraction, text: progress((at + fraction) / parts, f"{system}: {text}")
