"""What comes back from a backup, is lost or was never written is noticed at the next start, and mended or told."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted import Recording, WordEmbedder

from index.errors import LibraryError
from index.library import Library
from rag.doctor import diagnose
from rag.settings import Settings
from rag.wiring import open_chain

ROOT = Path(__file__).resolve().parents[1]
FARE = "What does a return ticket cost?"
# Ends as a process does that is killed, when it is given a certain text to embed.
KILLED = """
import os, signal, sys
from pathlib import Path
from scripted import WordEmbedder
from index.library import Library

class Killed(WordEmbedder):
    def embed(self, inputs):
        if any("lighthouse" in item.text for item in inputs):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed(inputs)

Library(Path(sys.argv[1]), Killed()).add(sys.argv[2])
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Three documents of one passage each."""
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(3):
        (docs / f"{number}.txt").write_text(f"Document{number} tells of a thing number{number}. And of more.")
    return docs


@pytest.fixture
def home(tmp_path: Path, docs: Path) -> Path:
    """A library of these documents, closed."""
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.add(docs).ok
    return tmp_path / "home"


def found(home: Path) -> set[str]:
    """The names of the documents that both searches find, with no text embedded but the question's."""
    embedder = Recording(WordEmbedder())
    with Library(home, embedder) as library:
        by_vector = {id_ for id_, _ in library.search_vectors(library.embed("thing").vector, 100)}
        assert by_vector == {id_ for id_, _ in library.search_terms([("tell", 1.0), ("thing", 1.0)], 100)}
        assert embedder.embedded == ["thing"]
        assert library.indexes_amiss() == []
        assert library.check() == "ok"
        passages = library.stored(by_vector).values()
        assert len(passages) == len(by_vector)
        return {Path(library.document(own.passage.document_id).source).name for own in passages}


def test_indexes_that_are_newer_than_the_catalog_are_written_again(empty_home: Path, tmp_path: Path) -> None:
    """As many passages as before, and of other texts: counting tells nothing."""
    settings, path = Settings(home=empty_home, answerer="extractive"), tmp_path / "fares.txt"
    for price in (14, 19):
        path.write_text(f"A return ticket of the ferry costs {price} euros. Dogs travel free.")
        with open_chain(settings) as chain:
            assert chain.library.add(path).ok
        if price == 14:
            shutil.copy(empty_home / "catalog.sqlite3", tmp_path)
    shutil.copy(tmp_path / "catalog.sqlite3", empty_home)
    with open_chain(settings) as chain:
        assert "14 euros" in chain.ask(FARE).text
    assert all(check.ok for check in diagnose(settings))


@pytest.mark.parametrize("name", ["chroma", "lexicon"])
def test_an_index_that_is_older_than_the_catalog_is_written_again(home: Path, docs: Path, name: str) -> None:
    shutil.copytree(home / name, home.parent / name)
    (docs / "1.txt").write_text("Document1 tells of another thing. And of more.")
    with Library(home, WordEmbedder()) as library:
        assert library.add(docs).ok
    shutil.rmtree(home / name)
    shutil.copytree(home.parent / name, home / name)
    assert found(home) == {"0.txt", "1.txt", "2.txt"}


def test_a_library_that_did_not_change_is_not_written_again(home: Path) -> None:
    for told in range(2):
        said: list[str] = []
        before = {path: path.stat().st_mtime_ns for path in (home / "lexicon").iterdir()}
        with Library(home, WordEmbedder(), say=said.append) as library:
            assert len(library.search_vectors(library.embed("thing").vector, 100)) == 3, told
        assert said == []
        assert {path: path.stat().st_mtime_ns for path in (home / "lexicon").iterdir()} == before


@pytest.mark.parametrize(
    "name", ["", "header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle"]
)
def test_vector_files_that_were_lost_are_written_again(home: Path, name: str) -> None:
    """Chroma counts rows of its database, finds nothing or less, and says nothing."""
    [header] = (home / "chroma").glob("*/header.bin")
    if name:
        header.with_name(name).unlink()
    else:
        shutil.rmtree(header.parent)
    assert found(home) == {"0.txt", "1.txt", "2.txt"}


def test_vector_files_of_an_earlier_time_are_written_again(home: Path, docs: Path) -> None:
    [folder] = [path.parent for path in (home / "chroma").glob("*/header.bin")]
    shutil.copytree(folder, home.parent / "earlier")
    (docs / "3.txt").write_text("Document3 tells of a thing number3. And of more.")
    with Library(home, WordEmbedder()) as library:
        assert library.add(docs).ok
    shutil.rmtree(folder)
    shutil.copytree(home.parent / "earlier", folder)
    assert found(home) == {"0.txt", "1.txt", "2.txt", "3.txt"}


def test_vector_files_with_room_for_what_was_removed_are_whole(home: Path, docs: Path) -> None:
    said: list[str] = []
    (docs / "0.txt").unlink()
    (docs / "1.txt").write_text("Document1 tells of another thing. And of more.")
    with Library(home, WordEmbedder()) as library:
        assert library.add(docs).ok
    with Library(home, WordEmbedder(), say=said.append) as library:
        assert len(library.search_vectors(library.embed("thing").vector, 100)) == 2
    assert said == []


def test_a_new_name_that_a_killed_process_did_not_finish_is_searched_by(home: Path, docs: Path) -> None:
    (docs / "1.txt").rename(docs / "0-harbour.txt")
    (docs / "3.txt").write_text("The lighthouse stands on a rock.")
    with Library(home, WordEmbedder()) as library:
        assert library.search_terms([("harbour", 1.0)], 10) == []
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    done = subprocess.run([sys.executable, "-c", KILLED, str(home), str(docs)], env=environment, check=False)
    assert done.returncode == -9
    with Library(home, WordEmbedder()) as library:
        [(named, _)] = library.search_terms([("harbour", 1.0)], 10)
        document = library.stored([named])[named].passage.document_id
        assert library.document(document).source == str(docs / "0-harbour.txt")
        assert library.search_terms([("1", 1.0)], 10) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE documents SET notes = ''",
        "UPDATE documents SET notes = x'ff41'",
        "UPDATE documents SET pages = '[1]'",
        "UPDATE documents SET title = CAST(x'ff41' AS TEXT)",
        "UPDATE documents SET text = ''",
        "UPDATE passages SET sentences = '[1]'",
        "UPDATE passages SET text = CAST(x'ff' AS TEXT)",
        "DELETE FROM passages",
        "UPDATE vectors SET data = x'00'",
        "UPDATE vectors SET data = x''",
        "UPDATE vectors SET tokens = x'00'",
        "DELETE FROM vectors",
    ],
)
@pytest.mark.parametrize("repair", [False, True])
def test_the_doctor_tells_of_a_catalog_that_cannot_be_understood(
    indexed_home: Path, tmp_path: Path, damage: str, repair: bool
) -> None:
    shutil.copytree(indexed_home, tmp_path / "home", copy_function=_linked)
    _change(tmp_path / "home", damage)
    checks = {check.name: check for check in diagnose(Settings(home=tmp_path / "home"), repair=repair)}
    assert not checks["catalog"].ok
    assert checks["catalog"].detail.startswith("The catalog, which holds your documents, is damaged (")
    assert "Restore catalog.sqlite3 from a backup" in checks["catalog"].detail


@pytest.mark.parametrize(
    ("damage", "action"),
    [
        ("UPDATE documents SET notes = ''", lambda library: library.documents()),
        ("UPDATE documents SET pages = '[1]'", lambda library: library.document(library.documents()[0].id)),
        ("UPDATE passages SET sentences = 'x'", lambda library: library.passages(library.documents()[0].id)),
        ("UPDATE vectors SET data = x'00'", lambda library: library.all_stored(library.documents()[0].id)),
    ],
)
def test_whoever_reads_a_damaged_catalog_is_told(home: Path, damage: str, action: Callable[[Library], object]) -> None:
    _change(home, damage)
    with Library(home, WordEmbedder()) as library, pytest.raises(LibraryError, match=r"is damaged \("):
        action(library)


@pytest.mark.parametrize("damage", ["UPDATE vectors SET data = x''", "DELETE FROM vectors"])
def test_chroma_is_not_blamed_for_damaged_vectors_of_the_catalog(home: Path, damage: str) -> None:
    _change(home, damage)
    shutil.rmtree(home / "chroma")
    with Library(home, WordEmbedder()) as library, pytest.raises(LibraryError, match="^The catalog, .* is damaged"):
        library.search_vectors(library.embed("thing").vector, 10)


def _change(home: Path, statement: str) -> None:
    with sqlite3.connect(home / "catalog.sqlite3") as catalog:
        catalog.execute(statement)
    catalog.close()


def _linked(source: str, target: str) -> None:
    """Models are large and only read."""
    copy = os.link if "/models/" in source else shutil.copy2
    copy(source, target)
