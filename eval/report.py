"""What a suite found: rows of figures with n, as a table, as JSON, and stored with what produced them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.metrics import Mean

_PACKAGES = ("footnote-rag", "chromadb", "tantivy", "onnxruntime", "llama-index-core")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `target` is "at least" where `higher` and "at most" where not; None: no target is set."""

    name: str
    mean: Mean
    target: float | None = None
    higher: bool = True

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none, or nothing was measured."""
        if self.target is None or self.mean.value is None:
            return None
        return self.mean.value >= self.target - 1e-9 if self.higher else self.mean.value <= self.target + 1e-9


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together: one text, one half of the questions."""

    name: str
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class EvalReport:
    """All of a run. `examples` are the questions one by one, for whoever wants to know what was missed."""

    suite: str
    sections: Sequence[Section]
    examples: Sequence[dict[str, Any]] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data, with the versions and the commit that produced it."""
        return {
            "suite": self.suite,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": _commit(),
            "versions": {name: _version(name) for name in _PACKAGES},
            "settings": self.settings,
            "notes": list(self.notes),
            "sections": [
                {
                    "name": section.name,
                    "figures": [asdict(figure) | {"reached": figure.reached} for figure in section.figures],
                }
                for section in self.sections
            ],
            "examples": list(self.examples),
        }

    def table(self) -> str:
        """For a terminal: one block per section; what misses its target is marked."""
        lines = []
        for section in self.sections:
            lines.append(f"{self.suite}: {section.name}")
            lines.extend(f"  {_row(figure)}" for figure in section.figures)
            lines.append("")
        return "\n".join([*lines, *self.notes]).rstrip()

    def store(self, folder: Path) -> Path:
        """Write the report as JSON into a folder; returns the file."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.suite}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
        path.write_text(json.dumps(self.to_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
        return path


def _row(figure: Figure) -> str:
    value = "     -" if figure.mean.value is None else f"{figure.mean.value:6.3f}"
    target = "" if figure.target is None else f"  {'at least' if figure.higher else 'at most'} {figure.target:.2f}"
    mark = {True: "  ok", False: "  MISSED", None: ""}[figure.reached]
    return f"{figure.name:<34}{value}  n={figure.mean.n:<4}{target}{mark}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    """The commit of the checkout that this file stands in, or an empty string where it is installed."""
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
