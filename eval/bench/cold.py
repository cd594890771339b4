"""Cold start: `footnote ask` from process start to process end, beside `import chromadb` in the same interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from eval.bench.figures import Figure
from index.errors import FootnoteError
from rag.settings import Settings

TARGET = 1.6
QUESTION = "What does Moscow demand?"
_CHECKOUT = Path(__file__).resolve().parents[2]


class BenchError(FootnoteError):
    """Something that is measured does not run."""


def cold_start(settings: Settings, n: int) -> Figure:
    """`n` starts of each, taking turns, after one of each that does not count (it brings files into memory)."""
    ask, load = footnote("ask", QUESTION), [sys.executable, "-c", "import chromadb"]
    pairs = [(_seconds(ask, settings), _seconds(load, settings)) for _ in range(n + 1)][1:]
    name = "Cold start: footnote ask, process start to end"
    return Figure(name, "s", [a for a, _ in pairs], 'python -c "import chromadb"', [b for _, b in pairs], TARGET)


def footnote(*arguments: str) -> list[str]:
    """The command as people run it: the installed script where there is one beside this Python."""
    scripts = Path(sys.executable).parent
    found = [str(path) for name in ("footnote", "footnote.exe") if (path := scripts / name).exists()]
    return [*(found[:1] or [sys.executable, "-m", "ui.cli"]), *arguments]


def environment(settings: Settings) -> dict[str, str]:
    """For child processes: the temporary home, this code, and bytecode as an installed program has it."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {
        "FOOTNOTE_HOME": str(settings.home),
        "FOOTNOTE_CATALOG_URL": "",
        "FOOTNOTE_ANSWERER": settings.answerer,
        "FOOTNOTE_EMBEDDER": settings.embedder,
        "FOOTNOTE_RERANKER": settings.reranker,
    }
    return own | ours | {"PYTHONPATH": str(_CHECKOUT)}


def _seconds(command: Sequence[str], settings: Settings) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        command, env=environment(settings), cwd=settings.home, capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - began
    if done.returncode:
        raise BenchError(f"`{' '.join(command)}` failed: {done.stderr.strip()[-300:]} Mend that, then measure again.")
    return took
