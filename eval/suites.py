"""The table of suites, and the one way to run them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.report import EvalReport
from eval.smoke import run_smoke
from index.errors import FootnoteError
from rag.settings import Settings

_RUN: dict[str, tuple[str, Callable[..., EvalReport]]] = {
    "smoke": (
        "retrieval, citations, refusal and follow-ups on the sample article and, where at hand, the original",
        run_smoke,
    ),
}
SUITES: dict[str, str] = {name: what for name, (what, _) in _RUN.items()}


class SuiteError(FootnoteError):
    """There is no such suite."""


def run(
    name: str,
    settings: Settings,
    *,
    data: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> EvalReport:
    """Run one suite and store its report under `settings.home / "eval"`. Raises FootnoteError."""
    if name not in _RUN:
        raise SuiteError(f"There is no suite {name!r}. The suites are: {', '.join(SUITES)}.")
    report = _RUN[name][1](settings, data=data, progress=progress)
    report.store(settings.home / "eval")
    return report
