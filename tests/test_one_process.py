"""One process and one library: what is open already is said at once, and a forked process can begin anew."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import LibraryBusyError
from rag.settings import load_settings
from rag.wiring import close, open_chain, query

ROOT = Path(__file__).resolve().parents[1]
ASKED = "What does Moscow demand?"
# The child says what it is told, lets go of what it inherited and asks again once its parent has closed.
FORKED = """
import os, sys
from pathlib import Path
from rag.settings import Settings
from rag.wiring import close, query

settings = Settings(home=Path(sys.argv[1]), answerer="extractive")

def ask():
    return query("What does Moscow demand?", settings=settings).text

first = ask()
read, write = os.pipe()
child = os.fork()
if not child:
    try:
        ask()
    except Exception as error:
        print(error, flush=True)
    close()
    os.read(read, 1)
    print("the same" if ask() == first else "another", flush=True)
    close()
    os._exit(0)
close()
os.write(write, b".")
print(os.waitpid(child, 0)[1], "in the parent", ask() == first, flush=True)
close()
"""


@pytest.fixture
def closed() -> Iterator[None]:
    yield
    close()


@pytest.mark.usefixtures("closed")
def test_what_this_process_has_open_is_said_at_once(indexed_home: Path) -> None:
    settings = load_settings(home=indexed_home)
    query(ASKED, settings=settings)
    began = time.monotonic()
    with pytest.raises(LibraryBusyError, match=r"^This process has .* open already\. .* rag\.wiring\.close\(\) closes"):
        open_chain(settings)
    assert time.monotonic() - began < 2
    close()
    with open_chain(settings) as chain:
        assert chain.library.documents()


@pytest.mark.usefixtures("closed")
def test_one_folder_by_two_names_is_one_library(indexed_home: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(indexed_home)
    names = (indexed_home, f"{indexed_home}/../{indexed_home.name}", tmp_path / "link")
    assert len({query(ASKED, settings=load_settings(home=name)).text for name in names}) == 1


def test_what_a_process_dropped_without_closing_it_does_not_keep_it_out(empty_home: Path) -> None:
    script = """
import sys
from scripted import WordEmbedder
from pathlib import Path
from index.library import Library
Library(Path(sys.argv[1]), WordEmbedder())
Library(Path(sys.argv[1]), WordEmbedder(), patience=3).close()
"""
    _run(script, empty_home)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="This system does not fork.")
def test_a_forked_process_lets_go_of_what_it_inherited_and_opens_its_own(indexed_home: Path) -> None:
    told, asked, parent = _run(FORKED, indexed_home).splitlines()
    assert "opened before this process was forked" in told
    assert "rag.wiring.close()" in told
    assert (asked, parent) == ("the same", "0 in the parent True")


def _run(script: str, home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, str(home)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
