"""`footnote` as a process of its own, forked from one that has imported what most commands import.

Importing takes most of a command's time. A test of what a process gets at its start (a terminal, a closed stream, a
signal) starts a new one.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Run = subprocess.CompletedProcess[str]

# A child is the command. What starts threads when it is imported is left to the children.
_IMPORTED = """
import atexit, json, os, sys, threading
import ui.cli, rag.wiring, index.chunk, chromadb, tantivy, openai
while line := sys.stdin.readline():
    task = json.loads(line)
    if child := os.fork():
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    os.chdir(task["folder"])
    os.environ.clear()
    os.environ.update(task["environment"])
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(os.open(task[name], os.O_RDWR), number)
    sys.stdin = open(0, encoding="utf-8")
    sys.argv = ["footnote", *task["arguments"]]
    try:
        ui.cli.main()
        code = 0
    except SystemExit as done:
        code = done.code or 0
    # As the interpreter ends, but for taking down what was imported, which takes longer than most commands.
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
"""


def run(*arguments: str, folder: Path, environment: Mapping[str, str], stdin: str = "", timeout: float = 120) -> Run:
    """Run a command in a folder. An AssertionError says that it took longer than `timeout` seconds."""
    with tempfile.TemporaryDirectory() as name:
        streams = {stream: Path(name, stream) for stream in ("stdin", "stdout", "stderr")}
        for stream, path in streams.items():
            path.write_text(stdin if stream == "stdin" else "", encoding="utf-8")
        code = _code(
            {"folder": str(folder), "environment": dict(environment), "arguments": arguments}
            | {stream: str(path) for stream, path in streams.items()},
            timeout,
        )
        out, err = (streams[stream].read_bytes().decode() for stream in ("stdout", "stderr"))
    return Run(["footnote", *arguments], code, out, err)


def _code(task: object, timeout: float) -> int:
    """What a command exits with."""
    server = _imported()
    assert server.stdin
    assert server.stdout
    print(json.dumps(task), file=server.stdin, flush=True)
    child = int(server.stdout.readline())
    late = threading.Timer(timeout, os.kill, (child, signal.SIGKILL))
    late.start()
    code = int(server.stdout.readline())
    late.cancel()
    assert code != -signal.SIGKILL, f"It was not done in {timeout} seconds: {task}"
    return code


@cache
def _imported() -> subprocess.Popen[str]:
    """What commands are forked from; it ends with the process of the tests, when nobody can write to it any more."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", _IMPORTED], env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
