"""A model behind the command line."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import ROOT, Run, run
from harbour import (
    FALSE,
    QUESTION,
    SUPPORTED,
    saying,
    settings_of,
    write_files,
)
from openai_server import ScriptedServer, error, text

from index.library import Library
from rag.settings import Settings
from rag.wiring import open_library


def footnote(library: Library, server: ScriptedServer, *words: str) -> Run:
    return run(*words, folder=library.home, environment=environment(library, server))


def environment(library: Library, server: ScriptedServer) -> dict[str, str]:
    settings = settings_of(library, server)
    own = {"FOOTNOTE_HOME": str(settings.home), "OPENAI_BASE_URL": server.url, "FOOTNOTE_MODEL_RETRIES": "0"}
    return (
        os.environ | own | {"FOOTNOTE_THRESHOLD": "0", "FOOTNOTE_PRICE_PROMPT": "1", "FOOTNOTE_PRICE_COMPLETION": "2"}
    )


@pytest.fixture
def closed(new_home: Callable[[], Path], tmp_path: Path) -> Library:
    """A library that no process has open."""
    with open_library(Settings(home=new_home())) as library:
        library.add([write_files(tmp_path / "files")])
    return library


def test_the_command_line_shows_verdicts_cost_and_formats(closed: Library) -> None:
    with ScriptedServer([saying(f"{SUPPORTED} {FALSE}", finish="length")]) as server:
        done = footnote(closed, server, "ask", QUESTION)
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert lines[0].startswith("The harbour board raised the fees by 4 percent in 2021 [1]. The harbour")
        assert "2 sentences: 1 supported, 1 unsupported" in lines
        assert "    unsupported (4 percent in the source, 40 percent in the answer)" in lines
        assert "The model stopped at its limit of 800 tokens; the answer may be incomplete." in lines
        assert done.stderr == "Answered by: scripted; 11 tokens read, 7 written; cost 0.000025\n"
        strict = footnote(closed, server, "ask", "--strict", "--format", "markdown", QUESTION)
        assert "40 percent" not in strict.stdout
        assert "[^1]: “The harbour board raised the fees by 4 percent in 2021.”" in strict.stdout
        printed = footnote(closed, server, "ask", "--format", "json", QUESTION)
        assert json.loads(printed.stdout)["sentences"][1]["verdict"] == "unsupported"


def test_the_command_line_has_one_line_for_an_error(closed: Library) -> None:
    with ScriptedServer([error(401, "no")]) as server:
        done = footnote(closed, server, "ask", QUESTION)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("footnote: The server at http://127.0.0.1")
    assert line.endswith("For quotations without a model: FOOTNOTE_ANSWERER=extractive.")


def test_on_a_terminal_the_text_is_printed_as_it_comes(closed: Library) -> None:
    with ScriptedServer([text("The harbour ", *["is old and "] * 300, pause=0.05)]) as server:
        ours, theirs = pty.openpty()
        running = subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "ask", QUESTION],
            env=environment(closed, server), cwd=ROOT, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs)
        try:
            printed = b""
            while b"old" not in printed:
                printed += os.read(ours, 1000)
            # The answer takes fifteen seconds more, so this came before its end.
            assert running.poll() is None
            assert printed.startswith(b"The harbour is")
        finally:
            running.kill()
            running.wait()
            os.close(ours)
