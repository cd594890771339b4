"""Ctrl+C and `kill -9`, as a person uses them: on processes, and then the next command is run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT, Run, run

QUESTION = "Who built the lighthouse?"


@pytest.fixture(scope="module")
def first_home(new_home: Callable[[], Path]) -> Path:
    """A home with one document, and beside it files to add."""
    home = new_home()
    (home / "other.md").write_text("# Other\n\nThe lighthouse was built in 1871 by Agnes Barlow.\n")
    sentences = (f"The lighthouse was built again in {year} by keeper {year} of the harbour." for year in range(16_000))
    (home / "big.txt").write_text("\n\n".join(sentences))
    (home / "after.md").write_text("The ferry leaves at noon.")
    assert footnote(home, "index", "add", "other.md").returncode == 0
    return home


@pytest.fixture
def home(first_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_home, tmp_path / "home"))


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "FOOTNOTE_HOME": str(home)}


def footnote(home: Path, *arguments: str) -> Run:
    return run(*arguments, folder=home, environment=environment(home))


def data(home: Path, *arguments: str) -> Any:
    done = footnote(home, *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def started(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *arguments],
        cwd=home,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def counted(home: Path, query: str) -> int:
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as db:
        return int(db.execute(query).fetchone()[0])


def vectors(home: Path) -> int:
    return counted(home, "select count(*) from vectors")


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def embedding(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """A command that adds big.txt, at work."""
    before = vectors(home)
    process = started(home, *arguments)
    wait_for(lambda: vectors(home) > before)
    return process


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("index", "add", "after.md", "big.txt"), id="add"),
        pytest.param(("chat", "--docs", "big.txt", "--port"), id="chat", marks=pytest.mark.slow),
    ],
)
def test_adding_is_called_off_with_ctrl_c(home: Path, command: tuple[str, ...]) -> None:
    process = embedding(home, *command, *([free_port()] if command[0] == "chat" else []))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "1 stopped" in out
    assert "Stopped: 1 file not added. What can be searched by now stays; add the same again to go on." in err
    # What was given before a large file is there.
    added = ["after"] if "after.md" in command else []
    assert [info["title"] for info in data(home, "index", "list", "--json")] == ["Other", *added]
    assert data(home, "index", "status", "--json")["unfinished"] == 0
    assert "1871 by Agnes Barlow" in footnote(home, "ask", QUESTION).stdout


@pytest.mark.slow
def test_what_was_killed_is_listed_and_waited_for_by_nobody(home: Path) -> None:
    process = embedding(home, "index", "add", "big.txt")
    process.kill()
    process.communicate()
    assert [info["state"] for info in data(home, "index", "list", "--json")] == ["ready", "pending"]
    listed = footnote(home, "index", "list")
    assert "not finished" in listed.stdout
    assert "“big” is not finished and cannot be searched: add it again, or take it out" in listed.stderr
    assert data(home, "index", "status", "--json")["unfinished"] == 1
    before = vectors(home)
    asked = footnote(home, "ask", QUESTION)
    assert "1871 by Agnes Barlow" in asked.stdout
    assert "“big” is not finished" in asked.stderr
    assert footnote(home, "index", "remove", "other.md").returncode == 0
    assert vectors(home) == before - 1
    assert footnote(home, "index", "remove", "big.txt").returncode == 0
    assert data(home, "index", "list", "--json") == []
    assert vectors(home) == 0


def test_a_question_ends_at_once_with_ctrl_c(home: Path) -> None:
    """The reader loads on a thread of its own then, and Chroma is imported."""
    # The home is a copy, with the file in it: the first question writes its new place into the indexes, and says so.
    assert footnote(home, "ask", QUESTION).returncode == 0
    (home / "in-use-by.json").unlink(missing_ok=True)
    for tenth in range(12):
        process = started(home, "ask", QUESTION)
        wait_for((home / "in-use-by.json").exists)
        time.sleep(0.05 * tenth)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        # Unless it was through before.
        assert (process.returncode, out, err) == (130, "", "") or (process.returncode, err) == (0, "")
        (home / "in-use-by.json").unlink(missing_ok=True)
    assert footnote(home, "ask", QUESTION).returncode == 0


@pytest.mark.slow
def test_a_fault_found_while_a_model_loads_is_a_line_and_an_exit_code(home: Path) -> None:
    (home / "lexicon" / "meta.json").write_text("{")
    for _ in range(8):
        process = started(home, "ask", QUESTION)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 1
        assert err.startswith("footnote: The lexical index in")
        assert err.count("\n") == 1


CHUNKING = """
import sys
from pathlib import Path
from index.chunk import chunk
from index.files.load import load
from index.model.minilm import MiniLM
def most():
    # getrusage would begin with what the parent had.
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024
embedder = MiniLM(Path(sys.argv[1]))
document = load(Path(sys.argv[2]), max_bytes=50_000_000)
embedder.count_tokens(["warm"])
before = most()
assert len(chunk(document, embedder.count_tokens)) > 5000
print(most() - before)
"""


@pytest.mark.slow
def test_a_long_table_is_cut_in_little_memory(empty_home: Path) -> None:
    """It took three times as much where the tokens of all rows are held at once."""
    table = empty_home / "table.csv"
    rows = (f"{n},Ada Benson {n},City{n % 900},{n}.50,Paid by transfer in time {n}" for n in range(50_000))
    table.write_text("id,name,city,amount,remark\n" + "\n".join(rows))
    done = subprocess.run(
        [sys.executable, "-c", CHUNKING, str(empty_home), str(table)],
        env=environment(empty_home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 200
