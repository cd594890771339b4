"""What a run has finished so far, one line per question, so that an interrupted run goes on where it was."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from threading import Lock
from typing import Any

from eval.records import Shown, shown_from, shown_to_dict

_ROOT = Path(__file__).resolve().parents[1]
_FOLDERS = ("index", "rag", "eval")
_SUFFIXES = (".py", ".json", ".npz")
# What was kept of earlier runs decides nothing about this one.
_NO_CODE = "baselines"
# Each change of the code gives a run another file, so that old ones would gather.
_KEPT_DAYS = 30


class Unfinished:
    """The finished questions of one run, in a file that is named after all that decides their outcome."""

    def __init__(self, folder: Path, name: str, facts: dict[str, Any]) -> None:
        digest = hashlib.sha256(json.dumps([facts, code_digest(_ROOT)], sort_keys=True).encode()).hexdigest()[:16]
        self._path = folder / f"{name}-{digest}.jsonl"
        self._writing = Lock()

    def load(self) -> dict[str, Shown]:
        """What was shown, by the case's key.

        A line that is not whole, as the one that was being written when a run broke off, is asked again.
        """
        if not self._path.is_file():
            return {}
        # As bytes, since a line may end within a character; an answer may hold what `splitlines` takes for an end.
        return dict(filter(None, map(_outcome, self._path.read_bytes().split(b"\n"))))

    def begin(self, shown: dict[str, Shown]) -> None:
        """Write the file anew with what is known, and remove what nobody has gone on with for long."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        oldest = time.time() - _KEPT_DAYS * 86_400
        for path in self._path.parent.glob("*.jsonl"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
        new = self._path.with_suffix(".new")
        new.write_text("".join(_line(key, item) for key, item in shown.items()), encoding="utf-8", errors="replace")
        new.replace(self._path)

    def add(self, key: str, shown: Shown) -> None:
        """Keep one more; safe from threads."""
        with self._writing, self._path.open("a", encoding="utf-8", errors="replace") as stream:
            stream.write(_line(key, shown))

    def forget(self) -> None:
        """The run is finished, or is to begin afresh."""
        self._path.unlink(missing_ok=True)


def _outcome(line: bytes) -> tuple[str, Shown] | None:
    try:
        data = json.loads(line)
        return data["key"], shown_from(data["shown"])
    except (ValueError, KeyError, TypeError):
        return None


def _line(key: str, shown: Shown) -> str:
    return json.dumps({"key": key, "shown": shown_to_dict(shown)}, ensure_ascii=False) + "\n"


def code_digest(root: Path) -> str:
    """Digits that change with the code and the fitted weights: outcomes of two versions must not mix."""
    found = sorted(path for name in _FOLDERS for path in (root / name).rglob("*") if path.suffix in _SUFFIXES)
    paths = [path for path in found if path.parent.name != _NO_CODE]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
