"""Run a data set through a system: index its documents, ask its questions, measure, report.

Questions are asked from several threads and reported in their own order. One that crashes is counted apart.
"""

from __future__ import annotations

import logging
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eval.baseline import Past, check_same_data
from eval.cases import Case, DataError, Dataset
from eval.datasets import load_dataset
from eval.datasets.rows import Gather, Row
from eval.measures import measured
from eval.records import Example, Shown
from eval.remember import Remembering
from eval.report import EvalReport
from eval.sections import crowded, details, sections
from eval.systems import Session, System, system_named
from eval.unfinished import Unfinished
from eval.variants import with_variants
from index.model.embed import Embedder
from index.progress import Progress, silent
from rag.settings import Settings
from rag.wiring import make_embedder, make_verifier

logger = logging.getLogger(__name__)

# Options that decide nothing about what is shown for a question.
_NO_FACTS = ("workers", "fresh", "standalone", "judge")
# Stand-alone forms of conversations, written by hand, named after the data set.
_FORMS = Path(__file__).parent / "datasets"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a data set is run.

    `limit` takes so many of its questions by lot, which `seed` draws; each translation counts. `standalone` is a JSONL
    file of id and standalone, for conversations whose data set has no stand-alone forms; for mtrag there is one in the
    project. `fresh` forgets an interrupted run. `judge` has a model judge the answers afterwards.
    """

    system: str = "footnote"
    language: str = ""
    limit: int | None = None
    seed: int = 0
    workers: int = 2
    standalone: Path | None = None
    skip_faulty: bool = False
    fresh: bool = False
    judge: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A run whose report is stored. Until `forget` is called, the same run asks nothing anew."""

    report: EvalReport
    forget: Callable[[], None]


def run_dataset(
    name: str,
    settings: Settings,
    options: RunOptions,
    *,
    data: Path | None,
    past: Past | None = None,
    progress: Progress = silent,
) -> EvalReport:
    """Ask the questions of the data set at `data`, of the format `name`, and store the report. Raises FootnoteError.

    A run that could not be compared with `past`, or judged, is not begun.
    """
    if options.judge:
        # llama-index takes seconds to import.
        from eval.judge import open_judge

        open_judge(settings).close()
    finished = run_to_the_end(name, settings, options, data=data, past=past, progress=progress)
    finished.forget()
    return finished.report


def run_to_the_end(
    name: str,
    settings: Settings,
    options: RunOptions,
    *,
    data: Path | None,
    past: Past | None = None,
    progress: Progress = silent,
    embedder: Embedder | None = None,
) -> Finished:
    """As `run_dataset`; what was asked is remembered until it is forgotten.

    `embedder` is for several runs that share one; else it is the one of the settings.
    """
    system = system_named(options.system)
    dataset = load_dataset(name, data, language=options.language, skip_faulty=options.skip_faulty)
    if past:
        check_same_data(dataset.name, dataset.fingerprint, past)
    if forms := options.standalone or _carried_forms(dataset):
        dataset = _with_forms(dataset, forms, strict=options.standalone is not None, skip=options.skip_faulty)
    dataset = with_variants(_drawn(dataset, options), refusals=system.refuses)
    facts = {
        "dataset": {"name": dataset.name, "fingerprint": dataset.fingerprint},
        **{name: value for name, value in asdict(options).items() if name not in _NO_FACTS},
        "standalone": {case.key: case.standalone for case in dataset.cases if case.standalone},
        "settings": settings.public(),
    }
    unfinished = Unfinished(settings.home / "eval" / "unfinished", f"{name}-{options.system}", facts)
    if options.fresh:
        unfinished.forget()
    embedder = embedder or Remembering(make_embedder(settings))
    run = _Run(dataset, system, settings, options.workers, unfinished, progress, embedder)
    verifier = make_verifier(settings)
    scored = measured(list(run.examples()), _texts(dataset), verifier)
    notes: list[str] = []
    if options.judge:
        scored, notes = _judged(scored, dataset, settings, options, progress)
    report = _report(dataset, scored, facts, [*system.notes(), *notes])
    report.store(settings.home / "eval")
    return Finished(report, unfinished.forget)


def _judged(
    examples: Sequence[Example], dataset: Dataset, settings: Settings, options: RunOptions, progress: Progress
) -> tuple[list[Example], list[str]]:
    from eval.judge import judge

    found = judge(examples, _texts(dataset), settings, options.workers, progress)
    return found.examples, found.notes


class _Run:
    """One pass over the cases, library by library."""

    def __init__(self, dataset: Dataset, system: System, settings: Settings, workers: int, unfinished: Unfinished,
                 progress: Progress, embedder: Embedder) -> None:  # fmt: skip
        self._dataset = dataset
        self._system = system
        self._settings = settings
        self._workers = workers
        self._unfinished = unfinished
        self._progress = progress
        self._embedder = embedder
        self._done = _of_these(unfinished.load(), dataset)
        self._todo = sum(case.key not in self._done for case in dataset.cases)
        self._asked = 0
        self._anew = 0
        self._seconds = 0.0

    def examples(self) -> Iterator[Example]:
        """Every case with its outcome, library by library in the order of the set."""
        self._unfinished.begin(self._done)
        for name in self._dataset.libraries:
            cases = [case for case in self._dataset.cases if case.library == name]
            if all(case.key in self._done for case in cases):
                yield from (Example(case, self._done[case.key]) for case in cases)
            else:
                yield from self._ask_library(name, cases)

    def _ask_library(self, name: str, cases: Sequence[Case]) -> Iterator[Example]:
        def indexed(fraction: float, _: str) -> None:
            self._tell(f"indexing {name}, {fraction:.0%}")

        self._tell(f"indexing {name}")
        sources = self._dataset.libraries[name]
        with tempfile.TemporaryDirectory(prefix="footnote-eval-") as folder:
            session = self._system.open(sources, self._settings, self._embedder, Path(folder), indexed)
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
                    self._anew += example.case.key not in self._done
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
        # What an interrupted run had asked already takes no time.
        left = self._seconds / self._anew * (self._todo - self._anew) if self._anew else 0.0
        when = f", about {left / 60:.0f} min left" if left > 90 else f", about {left:.0f} s left" if self._anew else ""
        self._progress(self._asked / total, f"{self._asked} of {total}{when}: {text[:60]}")


def _of_these(done: Mapping[str, Shown], dataset: Dataset) -> dict[str, Shown]:
    """The outcomes that name documents of this set only: files outside a set's folder may have come to other names."""
    keys = {name: {source.key for source in sources} for name, sources in dataset.libraries.items()}
    libraries = {case.key: case.library for case in dataset.cases}
    return {
        key: shown
        for key, shown in done.items()
        if key in libraries and {place.document for place in (*shown.passages, *shown.cited)} <= keys[libraries[key]]
    }


def _texts(dataset: Dataset) -> dict[tuple[str, str], str]:
    return {place: source.text for place, source in dataset.sources.items()}


def _report(
    dataset: Dataset, scored: Sequence[Example], facts: Mapping[str, Any], remarks: Sequence[str]
) -> EvalReport:
    broken = [item for item in scored if item.error]
    drafts = {item.case.id for item in scored if item.case.draft}
    unread = [f"Questions still marked as draft: {len(drafts)}, such as {min(drafts)}"] if drafts else []
    failed = [f"Not measured: {item.case.key}: {item.error}" for item in broken]
    about = {name: value for name, value in facts.items() if name not in ("settings", "standalone")}
    return EvalReport(
        dataset.name,
        sections(dataset.name, scored, dataset.breakdown),
        [item.to_dict() for item in scored],
        facts["settings"],
        [*dataset.notes, *crowded(scored, dataset.breakdown), *unread, *remarks, *failed],
        {**about, "counts": {"asked": len(scored), "failed": len(broken)}},
        details(scored, dataset),
    )


def _drawn(dataset: Dataset, options: RunOptions) -> Dataset:
    """The questions that the lot fell on, in the order of the set; one and its translations are drawn together."""
    if options.limit is None or options.limit >= len(dataset.cases):
        return dataset
    if options.limit < 1:
        raise DataError(f"The limit is {options.limit}. Give 1 or more.")
    ids = Counter(case.id for case in dataset.cases)
    count = max(options.limit // max(ids.values()), 1)
    drawn = set(random.Random(options.seed).sample(list(ids), min(count, len(ids))))
    return dataset.only(case for case in dataset.cases if case.id in drawn)


def _carried_forms(dataset: Dataset) -> Path | None:
    """The stand-alone forms that the project itself has of a data set's questions."""
    path = _FORMS / f"{dataset.name}_standalone.jsonl"
    return path if path.is_file() else None


def _with_forms(dataset: Dataset, path: Path, *, strict: bool, skip: bool) -> Dataset:
    """The set with the forms of a file. `strict`: a form of a question that the set does not have is a fault."""
    known = {case.id for case in dataset.cases}

    def form(row: Row) -> tuple[str, str]:
        if strict and row.text("id") not in known:
            raise row.fault(f"the data set has no question {row.text('id')!r}", "Correct the id, or take the line out.")
        return row.text("id"), row.text("standalone")

    gather = Gather(skip=skip)
    named = [replace(row, data={"id": row.data.get("task_id"), **row.data}) for row in gather.records(path)]
    forms = dict(gather.each(named, form, unique="id"))
    cases = tuple(replace(case, standalone=forms.get(case.id, case.standalone)) for case in dataset.cases)
    return replace(dataset, cases=cases, notes=(*dataset.notes, *gather.notes()))
