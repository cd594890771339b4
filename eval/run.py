"""Run a data set through a system: index its documents, ask its questions, measure, report.

Questions are asked from several threads and reported in their own order. One that crashes is counted apart.
"""

from __future__ import annotations

import logging
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.cases import Case, DataError, Dataset
from eval.datasets import load_dataset
from eval.datasets.rows import Gather, Row
from eval.measures import measured
from eval.records import Example
from eval.remember import Remembering
from eval.report import EvalReport
from eval.sections import details, sections
from eval.systems import Session, System, system_named
from eval.unfinished import Unfinished
from eval.variants import with_variants
from index.embed import Embedder
from index.weights import model_folder
from index.words import Words
from rag.settings import Settings
from rag.verify import Verifier
from rag.wiring import make_embedder

logger = logging.getLogger(__name__)

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a data set is run.

    `limit` takes so many of its questions by lot, which `seed` draws. `standalone` is a JSONL file of id and
    standalone, for conversations whose data set has no stand-alone forms. `fresh` forgets an interrupted run.
    """

    system: str = "footnote"
    language: str = ""
    limit: int | None = None
    seed: int = 0
    workers: int = 2
    standalone: Path | None = None
    skip_faulty: bool = False
    fresh: bool = False


def run_dataset(
    name: str, settings: Settings, options: RunOptions, *, data: Path | None, progress: Progress | None = None
) -> EvalReport:
    """Ask the questions of the data set at `data`, of the format `name`. Raises FootnoteError."""
    system = system_named(options.system)
    dataset = load_dataset(name, data, language=options.language, skip_faulty=options.skip_faulty)
    if options.standalone:
        dataset = _with_forms(dataset, options.standalone)
    dataset = with_variants(_drawn(dataset, options), refusals=system.refuses)
    facts = {
        "dataset": {"name": dataset.name, "fingerprint": dataset.fingerprint},
        **{name: value for name, value in asdict(options).items() if name not in ("workers", "fresh", "standalone")},
        "standalone": {case.key: case.standalone for case in dataset.cases if options.standalone},
        "settings": _shown_settings(settings),
    }
    unfinished = Unfinished(settings.home / "eval" / "unfinished", f"{name}-{options.system}", facts)
    if options.fresh:
        unfinished.forget()
    examples = list(_Run(dataset, system, settings, options.workers, unfinished, progress or _silent).examples())
    verifier = Verifier(Words(model_folder(settings.home)))
    report = _report(dataset, examples, facts, verifier)
    unfinished.forget()
    return report


class _Run:
    """One pass over the cases, library by library."""

    def __init__(self, dataset: Dataset, system: System, settings: Settings, workers: int, unfinished: Unfinished,
                 progress: Progress) -> None:  # fmt: skip
        self._dataset = dataset
        self._system = system
        self._settings = settings
        self._workers = workers
        self._unfinished = unfinished
        self._progress = progress
        self._done = unfinished.load()
        self._asked = 0
        self._seconds = 0.0

    def examples(self) -> Iterator[Example]:
        """Every case with its outcome, library by library in the order of the set."""
        self._unfinished.begin(self._done)
        embedder = Remembering(make_embedder(self._settings))
        for name in self._dataset.libraries:
            cases = [case for case in self._dataset.cases if case.library == name]
            if all(case.key in self._done for case in cases):
                yield from (Example(case, self._done[case.key]) for case in cases)
            else:
                yield from self._ask_library(name, cases, embedder)

    def _ask_library(self, name: str, cases: Sequence[Case], embedder: Embedder) -> Iterator[Example]:
        self._tell(f"indexing {name}")
        with tempfile.TemporaryDirectory(prefix="footnote-eval-") as folder:
            session = self._system.open(self._dataset.libraries[name], self._settings, embedder, Path(folder))
            try:
                yield from self._ask_all(session, cases)
            finally:
                session.close()

    def _ask_all(self, session: Session, cases: Sequence[Case]) -> Iterator[Example]:
        started, before = time.perf_counter(), self._seconds
        with ThreadPoolExecutor(self._workers) as pool:
            try:
                for example in pool.map(lambda case: self._ask(session, case), cases):
                    self._asked += 1
                    self._seconds = before + time.perf_counter() - started
                    self._tell(example.case.question)
                    yield example
            except BaseException:
                # Otherwise whoever interrupts a run waits for all the questions that are left.
                pool.shutdown(cancel_futures=True)
                raise

    def _ask(self, session: Session, case: Case) -> Example:
        if case.key in self._done:
            return Example(case, self._done[case.key])
        try:
            shown = session.ask(case)
        # Whatever goes wrong with one question is that question's outcome, told apart from a wrong answer.
        except Exception as error:
            logger.info("Question %s failed", case.key, exc_info=True)
            return Example(case, None, f"{type(error).__name__}: {error}")
        self._unfinished.add(case.key, shown)
        return Example(case, shown)

    def _tell(self, text: str) -> None:
        total = len(self._dataset.cases)
        left = self._seconds / self._asked * (total - self._asked) if self._asked else 0.0
        when = f", about {left / 60:.0f} min left" if left > 90 else f", about {left:.0f} s left" if self._asked else ""
        self._progress(self._asked / total, f"{self._asked} of {total}{when}: {text[:60]}")


def _report(dataset: Dataset, examples: Sequence[Example], facts: Mapping[str, Any], verifier: Verifier) -> EvalReport:
    texts = {(name, own.key): own.text for name, sources in dataset.libraries.items() for own in sources}
    scored = measured(examples, texts, verifier)
    broken = [item for item in scored if item.error]
    notes = [*dataset.notes, *(f"Not measured: {item.case.key}: {item.error}" for item in broken)]
    about = {name: value for name, value in facts.items() if name not in ("settings", "standalone")}
    counts = {"asked": len(scored), "failed": len(broken)}
    return EvalReport(
        dataset.name,
        sections(scored, dataset.breakdown),
        [item.to_dict() for item in scored],
        facts["settings"],
        notes,
        {**about, "counts": counts},
        details(scored, dataset),
    )


def _drawn(dataset: Dataset, options: RunOptions) -> Dataset:
    """The questions that the lot fell on, in the order of the set."""
    if options.limit is None or options.limit >= len(dataset.cases):
        return dataset
    if options.limit < 1:
        raise DataError(f"The limit is {options.limit}. Give 1 or more.")
    drawn = sorted(random.Random(options.seed).sample(range(len(dataset.cases)), options.limit))
    cases = tuple(dataset.cases[number] for number in drawn)
    used = {case.library for case in cases}
    libraries = {name: sources for name, sources in dataset.libraries.items() if name in used}
    return replace(dataset, cases=cases, libraries=libraries)


def _with_forms(dataset: Dataset, path: Path) -> Dataset:
    known = {case.id for case in dataset.cases}

    def form(row: Row) -> tuple[str, str]:
        if row.text("id") not in known:
            raise row.fault(f"the data set has no question {row.text('id')!r}", "Correct the id, or take the line out.")
        return row.text("id"), row.text("standalone")

    gather = Gather(skip=False)
    forms = dict(gather.each(gather.json_lines(path), form, unique="id"))
    gather.notes()
    return replace(
        dataset, cases=tuple(replace(case, standalone=forms.get(case.id, case.standalone)) for case in dataset.cases)
    )


def _shown_settings(settings: Settings) -> dict[str, Any]:
    """The settings, without the home, where models lie, and without what must be kept to oneself."""
    dumped = settings.model_dump(mode="json")
    return {name: value for name, value in dumped.items() if "key" not in name and name != "home"}


def _silent(fraction: float, text: str) -> None:
    """Tell nobody."""
