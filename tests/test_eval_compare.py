"""Systems side by side on the same questions, and a run that is killed goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from eval.cases import DataError
from eval.run import RunOptions
from eval.sidebyside import Side, compare_systems, lines, to_dict
from index.progress import Progress, silent
from rag.settings import Settings

SAMPLES = Path(__file__).parent / "eval_samples"
ROOT = Path(__file__).resolve().parents[1]


def has_chroma_store() -> bool:
    try:
        version("llama-index-vector-stores-chroma")
    except PackageNotFoundError:
        return False
    return True


def test_every_system_stands_beside_footnote_with_a_verdict(empty_home: Path) -> None:
    names = ["footnote-dense-only", "llama-index-citation"]
    options = RunOptions(language="en")
    found = compare_systems("xquad", Settings(home=empty_home), options, data=SAMPLES / "xquad", systems=names)
    assert [side.system for side in found] == ["footnote", *names]
    text = "\n".join(lines(found))
    block = text.partition("hit@5\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[:2] for line in block] == [[name, "1.000"] for name in ("footnote", *names)]
    assert all(line.endswith("the same at n=3") for line in block[1:])
    assert "answerable refused\n  footnote" in text
    assert ("kept its vectors in memory" in text) != has_chroma_store()
    data = json.loads(json.dumps(to_dict(found)))
    assert [own["system"] for own in data["systems"]] == ["footnote", *names]
    assert data["systems"][0]["against_footnote"] == []
    assert {item["verdict"] for item in data["systems"][2]["against_footnote"]} <= {"same", "cannot tell"}


def test_a_comparison_that_is_interrupted_asks_no_finished_system_again(empty_home: Path) -> None:
    def stop(fraction: float, text: str) -> None:
        if fraction > 0.7:
            raise KeyboardInterrupt

    def compared(progress: Progress) -> Sequence[Side]:
        names, options = ["footnote-lexical-only"], RunOptions(language="en", workers=1)
        settings = Settings(home=empty_home)
        return compare_systems("xquad", settings, options, data=SAMPLES / "xquad", systems=names, progress=progress)

    with pytest.raises(KeyboardInterrupt):
        compared(stop)
    [first] = (empty_home / "eval").glob("xquad-footnote-2*.json")
    kept = {item["key"]: item["shown"]["timings"] for item in json.loads(first.read_text(encoding="utf-8"))["examples"]}
    again = compared(silent)[0].report
    assert {item["key"]: item["shown"]["timings"] for item in again.examples} == kept
    assert not list((empty_home / "eval/unfinished").iterdir())


def test_what_cannot_be_compared_is_named(empty_home: Path) -> None:
    settings = Settings(home=empty_home)
    with pytest.raises(DataError, match="no system 'oracle'"):
        compare_systems("xquad", settings, RunOptions(), data=SAMPLES / "xquad", systems=["oracle"])
    with pytest.raises(DataError, match="cannot be compared on 'smoke'. The data sets are: chunking, "):
        compare_systems("smoke", settings, RunOptions(), data=None)


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on_where_it_was(empty_home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour of Lindby was dug in 1871.\n\nHerring is landed on Mondays.\n")
    rows = [
        {"question": f"When was the harbour of Lindby dug, asked for the {number}th time?", "documents": ["a.txt"],
         "quotes": ["The harbour of Lindby was dug in 1871."]}
        for number in range(50)
    ]  # fmt: skip
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    command = [sys.executable, "-m", "ui.cli", "--home", str(empty_home), "eval", "run", "own"]
    command += ["--data", str(tmp_path / "set.jsonl"), "--workers", "1", "--json", str(tmp_path / "out.json")]
    first = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}, stdout=subprocess.DEVNULL)
    kept = _wait_for_lines(empty_home / "eval/unfinished", first)
    first.send_signal(signal.SIGKILL)
    first.wait()
    [left] = (empty_home / "eval/unfinished").iterdir()
    done = [json.loads(line) for line in left.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()]
    assert kept <= len(done) < 50
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    timings = {item["key"]: item["shown"]["timings"] for item in report["examples"]}
    assert report["counts"] == {"asked": 100, "failed": 0}
    assert all(timings[item["key"]] == item["shown"]["timings"] for item in done)


def _wait_for_lines(folder: Path, process: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        for path in folder.glob("*.jsonl"):
            if (count := path.read_bytes().count(b"\n")) >= 3:
                return count
        time.sleep(0.01)
    raise AssertionError("The run ended, or wrote nothing in time.")
