"""What a program may do to a library by mistake: use it in a forked process, or add a text for a list of paths."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scripted import WordEmbedder

from index.errors import LibraryError
from index.library import Library

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="This system does not fork.")
@pytest.mark.slow
def test_a_forked_process_is_told_to_open_its_own(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from scripted import WordEmbedder
from index.library import Library
Path("cats.txt").write_text("Cats sleep on the pier.")
library = Library(Path(sys.argv[1]), WordEmbedder())
library.add("cats.txt")
library.search_vectors(library.embed("cats").vector, 1)
child = os.fork()
if not child:
    try:
        library.search_vectors(library.embed("cats").vector, 1)
    except Exception as error:
        print(error, flush=True)
    library.close()
    os._exit(0)
os.waitpid(child, 0)
print(len(library.documents()), "in the parent", flush=True)
library.close()
"""
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "home")],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        capture_output=True,
        text=True,
        timeout=100,
        cwd=tmp_path,
    )
    assert "opened before this process was forked" in told.stdout
    assert "in the parent" in told.stdout


@pytest.mark.parametrize("given", ["", " ", [""], [None]])
def test_what_is_no_path_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: object) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "cats.txt").write_text("Cats sleep on the pier.", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        with pytest.raises(LibraryError, match="is no path"):
            library.add(given)  # type: ignore[arg-type]
        assert library.documents() == []


def test_one_path_is_one_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    for name in ("cats.txt", "dogs.txt"):
        (tmp_path / "here" / name).write_text(f"{name[:4]} sleep on the pier.", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        # As a sequence of characters it has a ".", which is the folder.
        assert len(library.add("cats.txt").files) == 1
        assert len(library.add(tmp_path / "here" / "dogs.txt").files) == 1
