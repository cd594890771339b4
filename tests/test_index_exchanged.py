"""Files that exchange their texts lose none of them, wherever a build ends in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from built import assert_consistent
from scripted import WordEmbedder

from index.library import Library
from index.types import Status

BIRDS = ("avocet", "bittern", "curlew")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def docs(tmp_path: Path, home: Path) -> Path:
    """A folder of three files, which a library holds."""
    docs = tmp_path / "docs"
    docs.mkdir()
    write(docs, *BIRDS)
    with Library(home, WordEmbedder()) as library:
        assert library.add(docs).ok
    return docs


@pytest.fixture
def library(home: Path, docs: Path) -> Iterator[Library]:
    with Library(home, WordEmbedder()) as library:
        yield library


def write(docs: Path, *birds: str) -> None:
    for name, bird in zip("abc", birds, strict=True):
        (docs / f"{name}.md").write_text(f"The {bird} winters in the bay.")


def birds_of(library: Library) -> dict[str, str]:
    """Which file each bird is found in."""
    return {library.document(info.id).text.split()[1]: Path(info.source).name for info in library.documents()}


def stop_at(library: Library, docs: Path, text: str) -> None:
    stop = Event()
    report = library.add(docs, stop=stop, progress=lambda _, said: stop.set() if text in said else None)
    assert report.count(Status.STOPPED)


@pytest.mark.parametrize("at", ["Reading b.md", "Reading c.md"])
@pytest.mark.parametrize("after", [("bittern", "avocet", "curlew"), ("curlew", "avocet", "bittern")])
def test_texts_that_change_places_are_all_there_after_a_stop(
    library: Library, docs: Path, after: tuple[str, ...], at: str
) -> None:
    write(docs, *after)
    stop_at(library, docs, at)
    assert set(birds_of(library)) == set(BIRDS)
    assert library.add(docs).ok
    assert birds_of(library) == dict(zip(after, ("a.md", "b.md", "c.md"), strict=True))
    assert_consistent(library)


@pytest.mark.parametrize("now", ["dunlin", "avocet"])
def test_a_file_that_changes_again_after_a_stop_ends_with_what_it_holds(library: Library, docs: Path, now: str) -> None:
    write(docs, "bittern", "avocet", "curlew")
    stop_at(library, docs, "Reading b.md")
    write(docs, now, "bittern", "curlew")
    assert library.add(docs).ok
    assert birds_of(library) == {now: "a.md", "bittern": "b.md", "curlew": "c.md"}
    assert_consistent(library)


def test_a_text_that_no_file_holds_any_more_goes(library: Library, docs: Path) -> None:
    write(docs, "bittern", "dunlin", "curlew")
    stop_at(library, docs, "Reading b.md")
    assert library.add(docs).ok
    assert birds_of(library) == {"bittern": "a.md", "dunlin": "b.md", "curlew": "c.md"}
    assert_consistent(library)


# Makes what waits searchable, and is killed before it looks at the next file.
KILLED = """
import os, signal, sys
from pathlib import Path

from index.library import Library
from scripted import WordEmbedder

library = Library(Path(sys.argv[1]), WordEmbedder())
publish = library._catalog.publish

def die_after(ids):
    publish(ids)
    os.kill(os.getpid(), signal.SIGKILL)

library._catalog.publish = die_after
library.add([Path(sys.argv[2])])
"""


def test_a_text_whose_file_got_a_new_one_is_there_when_the_process_is_killed(home: Path, docs: Path) -> None:
    """The file that holds it now was not read yet, or was read and not written."""
    write(docs, "dunlin", "avocet", "curlew")
    path = os.pathsep.join(filter(None, (str(Path(__file__).parent), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-c", KILLED, home, docs], env={**os.environ, "PYTHONPATH": path}, timeout=120
    )
    assert done.returncode == -signal.SIGKILL
    with Library(home, WordEmbedder()) as library:
        library.size()
        assert birds_of(library)["avocet"] == "b.md"
        assert library.add(docs).ok
        assert birds_of(library) == {"dunlin": "a.md", "avocet": "b.md", "curlew": "c.md"}
        assert_consistent(library)
