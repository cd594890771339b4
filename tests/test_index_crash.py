"""Killed at any moment, the library opens again, is consistent, and the same command then completes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from scripted import Recording, WordEmbedder

from index.errors import LibraryError
from index.library import Library
from index.storage.lexicon import Lexicon
from index.types import Passage, Status

ROOT = Path(__file__).resolve().parents[1]
ADD = """
import sys, time
from pathlib import Path
from scripted import WordEmbedder
from index.library import Library
library = Library(Path(sys.argv[1]), WordEmbedder())
print("go", flush=True)
library.add([Path(sys.argv[2])])
"""
REMOVE = """
import sys
from pathlib import Path
from scripted import WordEmbedder
from index.library import Library
library = Library(Path(sys.argv[1]), WordEmbedder())
library.size()
print("go", flush=True)
for document in library.documents():
    library.remove(document.id)
"""


def write_documents(folder: Path, generation: int, count: int = 60) -> None:
    """Each new generation changes every other document."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        version = generation if number % 2 else 0
        paragraphs = [f"Document{number} tells of version{version} and of item{n}. " * 6 for n in range(12)]
        (folder / f"{number}.txt").write_text("\n\n".join(paragraphs).strip())


def kill_in_the_middle(script: str, *arguments: Path, after: float) -> bool:
    """Whether the process was killed before it had ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"go\n"
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def assert_consistent(library: Library) -> None:
    # The first search finishes what was interrupted, wherever that was.
    found = {id_ for id_, _ in library.search_vectors(library.embed("document").vector, 100_000)}
    ids = {passage.id for document in library.documents() for passage in library.passages(document.id)}
    assert found == ids
    assert {id_ for id_, _ in library.search_terms([("of", 1.0)], 100_000)} == ids
    assert library.size() == len(ids)
    assert set(library.stored(ids)) == ids
    assert library.check() == "ok"
    sources = [document.source for document in library.documents()]
    assert len(sources) == len(set(sources))
    assert all(document.state == "ready" for document in library.documents())


def test_a_killed_build_is_finished_by_the_next_one(tmp_path: Path) -> None:
    home, docs, chance = tmp_path / "home", tmp_path / "docs", random.Random(7)
    killed = 0
    for generation in range(1, 7):
        write_documents(docs, generation)
        killed += kill_in_the_middle(ADD, home, docs, after=chance.uniform(0.0, 2.5))
        with Library(home, WordEmbedder()) as library:
            assert_consistent(library)
    assert killed >= 3
    with Library(home, WordEmbedder()) as library:
        assert library.add([docs]).ok
        assert_consistent(library)
        assert len(library.documents()) == 60
        texts = {Path(d.source).name: library.document(d.id).text for d in library.documents()}
    assert texts == {path.name: path.read_text() for path in docs.iterdir()}


def test_what_is_finished_after_a_crash_is_told(tmp_path: Path) -> None:
    write_documents(tmp_path / "docs", 1, count=2)
    with Library(tmp_path / "home", WordEmbedder()) as library, suppress(KeyboardInterrupt):

        def stop(_: float, text: str) -> None:
            if text.startswith("Embedding"):
                raise KeyboardInterrupt

        library.add([tmp_path / "docs"], progress=stop)
    told: list[str] = []
    with Library(tmp_path / "home", WordEmbedder(), say=told.append) as library:
        assert told == []
        library.warm()
        assert_consistent(library)
        passages = {info.title: info.passages for info in library.documents()}
    assert len(passages) == 2
    assert told == [
        f"Finishing the indexing of 2 documents, which was interrupted: {sum(passages.values())} passages ..."
    ]


@pytest.mark.slow
def test_a_killed_removal_is_finished_at_the_next_start(tmp_path: Path) -> None:
    home, docs, chance = tmp_path / "home", tmp_path / "docs", random.Random(8)
    write_documents(docs, 1, count=40)
    killed = 0
    for _ in range(3):
        with Library(home, WordEmbedder()) as library:
            library.add([docs])
            assert len(library.documents()) == 40
        killed += kill_in_the_middle(REMOVE, home, after=chance.uniform(0.05, 1.0))
        with Library(home, WordEmbedder()) as library:
            assert_consistent(library)
            left = {Path(document.source).stem for document in library.documents()}
            assert len(left) <= 40
            files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
            gone = [f"Document{n} tells".encode() for n in range(40) if str(n) not in left]
            assert not [text for text in gone if any(text in content for content in files)]
    assert killed >= 1


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "index_metadata.pickle", "link_lists.bin"])
def test_half_a_vector_file_of_a_killed_process_costs_no_passage(tmp_path: Path, name: str) -> None:
    home, docs = tmp_path / "home", tmp_path / "docs"
    write_documents(docs, 1, count=20)
    with Library(home, WordEmbedder()) as library:
        library.add([docs])
    (file,) = (home / "chroma").glob(f"*/{name}")
    # As the process leaves them that is killed in the middle: what it was writing, and the mark that it was.
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 4])
    (home / "chroma.unfinished").touch()
    told: list[str] = []
    with Library(home, WordEmbedder(), say=told.append) as library:
        assert_consistent(library)
    assert told == ["The search index is not complete: writing it again from the catalog ..."]
    assert not (home / "chroma.unfinished").exists()


def test_a_write_that_chroma_broke_off_is_made_good_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, docs = tmp_path / "home", tmp_path / "docs"
    write_documents(docs, 1, count=4)
    with Library(home, WordEmbedder()) as library:
        library.add([docs])
        store = library._open().store  # Nothing of the facade breaks Chroma off.
        with monkeypatch.context() as broken:
            broken.setattr(store._collection, "delete", lambda **_: 1 / 0)
            with pytest.raises(LibraryError):
                library.remove(library.documents()[0].id)
        assert not store.is_whole(passages=0)
        (docs / "4.txt").write_text("A document more of item1.")
        assert library.add([docs]).ok
        assert_consistent(library)
        assert len(library.documents()) == 5


def test_a_removal_that_the_lexical_index_wrote_and_did_not_record_is_done_again(tmp_path: Path) -> None:
    """As when the process is killed between the two: the file that lists the deleted is there already."""
    lexicon = Lexicon(tmp_path)
    passages = [Passage(f"p{n}", f"d{n}", 0, 4, "text", None, "", ()) for n in range(2)]
    lexicon.add([(passage, "title") for passage in passages])
    lexicon.commit()
    recorded = (tmp_path / "meta.json").read_bytes()
    lexicon.remove("d0")
    lexicon.commit()
    (tmp_path / "meta.json").write_bytes(recorded)
    lexicon = Lexicon(tmp_path)
    assert len(lexicon) == 2
    lexicon.remove("d0")
    lexicon.commit()
    assert [id_ for id_, _ in lexicon.search([("text", 1.0)], 9)] == ["p1"]


def test_a_search_that_fails_takes_nothing_from_what_is_being_written(tmp_path: Path) -> None:
    lexicon = Lexicon(tmp_path)
    lexicon.add([(Passage("p0", "d0", 0, 4, "text", None, "", ()), "title")])
    with pytest.raises(LibraryError):
        # A limit that tantivy panics at.
        lexicon.search([("text", 1.0)], 0)
    lexicon.commit()
    assert [id_ for id_, _ in lexicon.search([("text", 1.0)], 9)] == ["p0"]


@pytest.mark.parametrize("name", ["chroma", "lexicon"])
def test_an_index_that_was_deleted_is_written_again_without_embedding(tmp_path: Path, name: str) -> None:
    write_documents(tmp_path / "docs", 1, count=10)
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([tmp_path / "docs"])
    shutil.rmtree(tmp_path / "home" / name)
    embedder = Recording(WordEmbedder())
    with Library(tmp_path / "home", embedder) as library:
        assert_consistent(library)
        assert library.size() > 0
        assert embedder.embedded == ["document"]
        assert {file.status for file in library.add([tmp_path / "docs"]).files} == {Status.KEPT}


def test_a_copy_of_the_folder_is_a_library(tmp_path: Path) -> None:
    write_documents(tmp_path / "docs", 1, count=4)
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([tmp_path / "docs"])
    shutil.copytree(tmp_path / "home", tmp_path / "copy")
    with Library(tmp_path / "copy", WordEmbedder()) as library:
        assert_consistent(library)
        assert len(library.documents()) == 4
