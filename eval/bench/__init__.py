"""How fast Footnote is, on this machine and now: each figure stands beside a reference taken in the same run.

Nothing here is a test and nothing fails on a slow machine. Ours and the reference take turns, so that whatever else
the machine does falls on both; every figure comes with n, its median and its slow end.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.bench.figures import BenchReport, Figure
from eval.bench.machine import describe_machine
from index.progress import Progress, silent
from rag.settings import Settings

__all__ = ["BenchReport", "Figure", "Sizes", "run_bench"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. The defaults take about three minutes; a zero leaves a figure out."""

    starts: int = 9
    questions: int = 216
    batches: int = 8
    paragraphs: int = 180
    page_questions: int = 18
    model_answers: int = 12


def run_bench(settings: Settings, *, progress: Progress = silent, sizes: Sizes | None = None) -> BenchReport:
    """Measure everything in temporary libraries; the one in `settings.home` is not touched, only its model is used."""
    from eval.bench.cold import cold_start
    from eval.bench.generative import model_answer
    from eval.bench.indexing import indexing
    from eval.bench.page import chat_page
    from eval.bench.warm import warm_question

    sizes = sizes or Sizes()
    machine = describe_machine()
    figures = []
    with _scratch(settings) as own:
        progress(0.0, "Cold start")
        figures.append(cold_start(own, sizes.starts))
        progress(0.2, "A warm question")
        figures.append(warm_question(own, sizes.questions))
        progress(0.25, "A model's answer")
        figures += model_answer(own, sizes.model_answers)
        progress(0.4, "Indexing")
        figures.append(indexing(own, sizes.batches, sizes.paragraphs))
        progress(0.8, "The chat page")
        figures.append(chat_page(own, sizes.page_questions))
    progress(1.0, "Done")
    return BenchReport(tuple(figures), machine)


@contextmanager
def _scratch(settings: Settings) -> Iterator[Settings]:
    """The same settings in a temporary home, in which the models are ready and the sample article is indexed."""
    from index.model.weights import entailment_folder, model_folder, reader_folder
    from index.sample import sample_path
    from rag.wiring import open_library

    # All of them, or each run would build what is not copied anew.
    models = [build(settings.home) for build in (model_folder, reader_folder, entailment_folder)]
    with tempfile.TemporaryDirectory(prefix="footnote-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "home"
        for model in models:
            shutil.copytree(model, home / "models" / model.name)
        # Whoever has a key must not pay for a bench, nor wait for a model's server.
        own = settings.model_copy(
            update={"home": home, "catalog_url": "", "answerer": "extractive", "embedder": "minilm", "reranker": ""}
        )
        with open_library(own) as library:
            library.add([sample_path()])
        yield own
