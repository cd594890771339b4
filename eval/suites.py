"""The table of suites, and the one way to run them: those that carry their data, and every format of data set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.baseline import Past
from eval.datasets import FORMATS
from eval.report import EvalReport
from eval.run import RunOptions, run_dataset
from eval.smoke import run_smoke
from eval.verifier import run_verifier
from index.errors import FootnoteError
from index.progress import Progress, silent
from rag.settings import Settings

_RUN: dict[str, tuple[str, Callable[..., EvalReport]]] = {
    "smoke": (
        "retrieval, citations, refusal and follow-ups on the sample article and, where at hand, the original",
        run_smoke,
    ),
    "verifier": (
        "the verdict on each sentence: spoilt claims caught, faithful ones wronged, cost; needs --data",
        run_verifier,
    ),
}
SUITES: dict[str, str] = {name: what for name, (what, _) in _RUN.items()} | {
    name: f"{row.what}; needs --data" for name, row in FORMATS.items()
}


_DEFAULTS = RunOptions()


class SuiteError(FootnoteError):
    """There is no such suite, or it cannot be run in this way."""


def run(
    name: str,
    settings: Settings,
    *,
    data: Path | None = None,
    options: RunOptions = _DEFAULTS,
    past: Past | None = None,
    progress: Progress = silent,
) -> EvalReport:
    """Run one suite and store its report under `settings.home / "eval"`. Raises FootnoteError.

    `past` is what the report is to be compared with: where that cannot be, nothing is asked.
    """
    if name not in SUITES:
        raise SuiteError(f"There is no suite {name!r}. The suites are: {', '.join(SUITES)}.")
    if name in FORMATS:
        return run_dataset(name, settings, options, data=data, past=past, progress=progress)
    if past:
        raise SuiteError(f"The questions of {name} cannot be compared one by one. Leave out --against.")
    if options != _DEFAULTS:
        raise SuiteError(f"The suite {name} has one way to run. Leave out every option but --data, --json and --html.")
    report = _RUN[name][1](settings, data=data, progress=progress)
    report.store(settings.home / "eval")
    return report
